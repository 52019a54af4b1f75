/* tools/sqlc_emit.c: the generated C. */
#include "sqlc.h"

static void put_upper(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_put_c(out, (char)(s.p[i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - 32 : s.p[i]));
}

/* As C string literals, a line each. */
static void put_literal(struct buf *out, struct str text, const char *indent)
{
    struct str line;
    bool first = true;

    if (text.n == 0)
        buf_put_z(out, "\"\"");
    while (str_split(&text, '\n', &line)) {
        if (!first) {
            buf_put_c(out, '\n');
            buf_put_z(out, indent);
        }
        first = false;
        buf_put_c(out, '"');
        for (size_t i = 0; i < line.n; i++) {
            if (line.p[i] == '"' || line.p[i] == '\\')
                buf_put_c(out, '\\');
            buf_put_c(out, line.p[i]);
        }
        buf_put_z(out, text.n > 0 ? "\\n\"" : "\"");
    }
}

static void put_doc(struct buf *out, const struct query *q)
{
    struct str rest = q->doc, line;

    buf_put_z(out, "/**\n");
    while (str_split(&rest, '\n', &line)) {
        buf_put_z(out, line.n > 0 ? " * " : " *");
        /* A comment of SQL may not end the comment of C. */
        for (size_t i = 0; i < line.n; i++)
            if (line.p[i] != '*' || i + 1 == line.n || line.p[i + 1] != '/')
                buf_put_c(out, line.p[i]);
        buf_put_c(out, '\n');
    }
    buf_printf(out, " * %d argument%s.\n */\n", q->arg_n, q->arg_n == 1 ? "" : "s");
}

void emit_header(struct sqlc *s, struct str stem, struct buf *out)
{
    buf_printf(out, "/* %.*s_sql.gen.h: made by tools/sqlc from %.*s.sql. */\n#ifndef ",
               STR_ARG(stem), STR_ARG(stem));
    put_upper(out, stem);
    buf_put_z(out, "_SQL_GEN_H\n#define ");
    put_upper(out, stem);
    buf_put_z(out, "_SQL_GEN_H\n\n#include \"plat/db.h\"\n\n");
    for (const struct query *q = s->queries.first; q; q = q->next) {
        put_doc(out, q);
        buf_put_z(out, "extern const struct sql SQL_");
        put_upper(out, q->name);
        buf_put_z(out, ";\n");
    }
    buf_put_z(out, "\n#endif\n");
}

static void emit_query(struct buf *out, const struct query *q, size_t slot)
{
    const struct query *pg = q->dialect == DIALECT_PG ? q : q->twin;
    const struct query *sqlite = q->dialect == DIALECT_PG ? q->twin : q;

    buf_printf(out, "\nstatic const char text_%zu[] =\n    ", slot);
    put_literal(out, sqlite->text, "    ");
    buf_put_z(out, ";\n");
    if (pg) {
        buf_printf(out, "static const char text_%zu_pg[] =\n    ", slot);
        put_literal(out, pg->text, "    ");
        buf_put_z(out, ";\n");
    }
    buf_put_z(out, "extern const struct sql SQL_");
    put_upper(out, q->name);
    buf_put_z(out, ";\nconst struct sql SQL_");
    put_upper(out, q->name);
    buf_printf(out, " = {\n    \"%.*s\", text_%zu, text_%zu%s, %d, %zu, ", STR_ARG(q->name), slot,
               slot, pg ? "_pg" : "", q->arg_n, slot);
    if (str_given(q->scan))
        put_literal(out, q->scan, "    ");
    else
        buf_put_z(out, "NULL");
    buf_put_z(out, "};\n");
}

void emit_queries(struct sqlc *s, struct buf *out)
{
    size_t slot = 0;

    buf_put_z(out, "/* Made by tools/sqlc: every query of the program. */\n"
                   "#include \"plat/db.h\"\n");
    for (const struct query *q = s->queries.first; q; q = q->next)
        emit_query(out, q, slot++);
    buf_put_z(out, "\nconst struct sql *const sql_all[] = {\n");
    for (const struct query *q = s->queries.first; q; q = q->next) {
        buf_put_z(out, "    &SQL_");
        put_upper(out, q->name);
        buf_put_z(out, ",\n");
    }
    buf_printf(out, "    NULL,\n};\nconst unsigned sql_all_n = %zu;\n", s->queries.n);
}

void emit_migrations(struct sqlc *s, struct buf *out)
{
    buf_put_z(out,
              "/* Made by tools/sqlc: every migration. */\n#include \"plat/migrate.h\"\n\n"
              "#ifdef __wasm__\n#define PG(text) \"\"\n#else\n#define PG(text) text\n#endif\n\n"
              "const struct migration migration_all[] = {\n");
    for (size_t i = 0; i < s->migrations.n; i++) {
        const struct migration_file *m = &s->migrations.items[i];
        buf_printf(out, "    {%d, \"%.*s\",\n     ", m->number, STR_ARG(m->name));
        put_literal(out, m->sqlite, "     ");
        buf_put_z(out, ",\n     PG(");
        put_literal(out, m->pg, "        ");
        buf_printf(out, "),\n     \"%s\"},\n", m->sha256);
    }
    buf_printf(out,
               "    {0},\n};\nconst int migration_all_n = %zu;\n\n"
               "const char *const migration_grows[] = {\n",
               s->migrations.n);
    for (size_t i = 0; i < s->grows.n; i++)
        buf_printf(out, "    \"%.*s\",\n", STR_ARG(s->grows.entries[i].key));
    buf_put_z(out, "    NULL,\n};\n");
}
