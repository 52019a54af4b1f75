/* tools/sqlc.c: SQL of .sql files to C, checked on the way. See docs/how-to/sql.md.
 *
 *   sqlc X.sql X_sql.gen.h                      the constants of one file
 *   sqlc --program QUERIES.c MIGRATIONS.c FILE...   all of them: texts, slots, migrations, and the
 *                                               checks that need to see everything
 *   sqlc --list FILE...                         queries that differ between the engines
 *
 * FILEs called NNNN_name.sql are migrations. Prints "file:line: what is wrong"; exits with 1. */
#include "sqlc.h"

#include "tool_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { OUT_MAX = 16 * 1024 * 1024, ARENA_MAX = 256 * 1024 * 1024 };

void sqlc_error(struct sqlc *s, struct str file, int line, const char *fmt, ...)
{
    va_list args;

    fprintf(stderr, "%.*s:%d: ", STR_ARG(file), line);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    s->error_n++;
}

static bool is_migration(const char *path)
{
    struct str name = tool_name(path);

    return name.n > 0 && name.p[0] >= '0' && name.p[0] <= '9';
}

static void read_all(struct sqlc *s, int n, char **paths)
{
    for (int i = 0; i < n; i++)
        if (is_migration(paths[i]))
            migration_file(s, paths[i]);
        else
            query_file(s, paths[i]);
    migration_done(s);
    query_pair(s);
    if (s->migrations.n > 0)
        query_scope_check(s);
}

/* Nothing is written when anything is wrong. */
static void write_out(struct sqlc *s, const char *path,
                      void (*emit)(struct sqlc *s, struct buf *out))
{
    struct buf out;
    struct str text;

    if (s->error_n > 0)
        return;
    buf_init(&out, s->arena, OUT_MAX);
    emit(s, &out);
    if (buf_done(&out, &text) != OK)
        sqlc_error(s, str_c(path), 1, "too long");
    else
        tool_write(path, text);
}

static void header(struct sqlc *s, const char *from, const char *to)
{
    struct str stem = tool_name(from);
    struct buf out;

    query_file(s, from);
    query_pair(s);
    if (s->error_n > 0)
        return;
    stem.n -= str_has_suffix(stem, STR(".sql")) ? 4 : 0;
    buf_init(&out, s->arena, OUT_MAX);
    emit_header(s, stem, &out);
    tool_write(to, buf_str(&out));
}

static void list(struct sqlc *s)
{
    size_t n = 0;

    for (const struct query *q = s->queries.first; q; q = q->next)
        if (q->twin) {
            printf("%.*s\n", STR_ARG(q->name));
            n++;
        }
    printf("%zu of %zu queries have two texts (%zu %%; the aim is below 5 %%)\n", n, s->queries.n,
           s->queries.n ? n * 100 / s->queries.n : 0);
}

int main(int argc, char **argv)
{
    struct sqlc s = {.arena = arena_new(ARENA_MAX)};

    map_init(&s.case_owned, s.arena);
    map_init(&s.grows, s.arena);
    if (argc >= 4 && strcmp(argv[1], "--program") == 0) {
        read_all(&s, argc - 4, argv + 4);
        write_out(&s, argv[2], emit_queries);
        write_out(&s, argv[3], emit_migrations);
    } else if (argc >= 2 && strcmp(argv[1], "--list") == 0) {
        read_all(&s, argc - 2, argv + 2);
        list(&s);
    } else if (argc == 3 && argv[1][0] != '-') {
        header(&s, argv[1], argv[2]);
    } else {
        fprintf(stderr, "usage: sqlc X.sql X_sql.gen.h | --program SQL.c MIGRATIONS.c FILE... | "
                        "--list FILE...\n");
        return 2;
    }
    arena_free(s.arena);
    return s.error_n > 0;
}
