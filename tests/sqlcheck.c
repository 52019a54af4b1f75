/* tests/sqlcheck.c: asks an engine about every query of the program, against the migrated schema.
 *
 *   sqlcheck URL [PATTERN...]    prepares each query, and looks in its plan for a table that grows
 *                                and is read whole; the database must be empty or migrated
 *   sqlcheck --migrate URL       migrates only
 *   sqlcheck --schema            prints the schema of SQLite, as the migrations make it */
#include "plat/db_plan.h"
#include "plat/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_MAX = 64 * 1024 * 1024 };

struct run {
    struct db *db;
    struct arena *arena;
    int pattern_n;
    char **patterns;
    int passed, failed;
};

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "sqlcheck: %s: %s\n", what, why);
    exit(2);
}

static struct db *migrated(const char *url, struct arena *a)
{
    struct db *db = NULL;

    if (db_open(url, true, &db) != OK)
        die("open", db_open_error());
    db_use_arena(db, a);
    if (migrate_run(db, NULL) != OK)
        die("migrate", db_error(db));
    return db;
}

static void tell(struct run *r, bool good, const char *name, struct str why)
{
    if (!good)
        printf("# %.*s\n", STR_ARG(why));
    printf("%s sql::%s\n", good ? "ok" : "not ok", name);
    r->passed += good;
    r->failed += !good;
}

/* Were the reading of plans blind, everything would look fine: each table must be found scanned. */
static void check_sight(struct run *r)
{
    for (const char *const *table = migration_grows; *table; table++) {
        struct str line = STR_NONE;
        const char *text = str_fmt(r->arena, "SELECT count(*) FROM %s", *table).p;
        const char *name = str_fmt(r->arena, "scan_of_%s_is_found", *table).p;
        const struct sql sql = {.name = name, .sqlite = text, .pg = text, .slot = SQL_NO_SLOT};
        enum err e = db_plan_scans(r->db, &sql, migration_grows, r->arena, &line);

        tell(r, e == OK && line.n > 0, name,
             e == OK ? STR("no scan was seen in its plan") : str_c(db_error(r->db)));
    }
}

static void check_query(struct run *r, const struct sql *sql)
{
    struct str line = STR_NONE;

    if (db_prepare_check(r->db, sql, r->arena, NULL) != OK ||
        db_plan_scans(r->db, sql, migration_grows, r->arena, &line) != OK)
        tell(r, false, sql->name, str_c(db_error(r->db)));
    else if (line.n > 0 && sql->scan == NULL)
        tell(r, false, sql->name,
             str_fmt(r->arena, "reads a growing table whole: %.*s (an index, or -- scan: why)",
                     STR_ARG(line)));
    else
        tell(r, true, sql->name, STR_NONE);
}

static bool is_wanted(const struct run *r, const char *name)
{
    char full[200];

    snprintf(full, sizeof full, "sql::%s", name);
    for (int i = 0; i < r->pattern_n; i++)
        if (strstr(full, r->patterns[i]))
            return true;
    return r->pattern_n == 0;
}

static int check_all(const char *url, int pattern_n, char **patterns)
{
    struct arena *a = arena_new(ARENA_MAX), *scratch = arena_new(ARENA_MAX);
    struct run r = {.arena = scratch, .pattern_n = pattern_n, .patterns = patterns};

    r.db = migrated(url, a);
    if (pattern_n == 0)
        check_sight(&r);
    for (unsigned i = 0; i < sql_all_n; i++)
        if (is_wanted(&r, sql_all[i]->name)) {
            check_query(&r, sql_all[i]);
            arena_reset(scratch);
        }
    db_close(r.db);
    arena_free(scratch);
    arena_free(a);
    if (r.passed + r.failed == 0)
        puts(pattern_n ? "# no test matches" : "skip sql there are no queries yet");
    printf("%d passed, %d failed\n", r.passed, r.failed);
    return r.failed || (pattern_n && r.passed == 0);
}

static int print_schema(void)
{
    static const struct sql all = {
        .name = "schema",
        .sqlite = "SELECT s.sql FROM sqlite_schema AS s"
                  " LEFT JOIN pragma_table_list AS l ON l.name = s.tbl_name"
                  " WHERE s.sql IS NOT NULL AND coalesce(l.type, '') <> 'shadow'"
                  " AND s.name <> 'sqlite_sequence'"
                  " ORDER BY s.type = 'view', s.tbl_name, s.type <> 'table', s.type, s.name",
        .slot = SQL_NO_SLOT};
    struct arena *a = arena_new(ARENA_MAX);
    struct db *db = migrated("sqlite::memory:", a);
    struct rows rows;

    if (db_query(db, &all, NO_BINDS, &rows) != OK)
        die("schema", db_error(db));
    while (rows_next(&rows))
        printf("%.*s;\n", STR_ARG(col_str(&rows, 0)));
    if (rows_end(&rows) != OK)
        die("schema", db_error(db));
    db_close(db);
    arena_free(a);
    return 0;
}

int main(int argc, char **argv)
{
    struct arena *a;

    if (argc == 2 && strcmp(argv[1], "--schema") == 0)
        return print_schema();
    if (argc == 3 && strcmp(argv[1], "--migrate") == 0) {
        a = arena_new(ARENA_MAX);
        db_close(migrated(argv[2], a));
        arena_free(a);
        return 0;
    }
    if (argc >= 2 && argv[1][0] != '-')
        return check_all(argv[1], argc - 2, argv + 2);
    fprintf(stderr, "usage: sqlcheck URL [PATTERN...] | --migrate URL | --schema\n");
    return 2;
}
