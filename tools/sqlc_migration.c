/* tools/sqlc_migration.c: migrations/NNNN_name.sql. One text for both engines, with {types} and
 * dialect blocks, becomes one text for each; on the way it is noted which tables hold rows of
 * cases (a column casefile_id) and which grow (-- grows behind CREATE TABLE x). */
#include "sqlc.h"

#include "base/num.h"
#include "tool_file.h"

#include <sodium.h>
#include <stdlib.h>

enum { MIGRATION_MAX = 1024 * 1024 };

static const struct {
    const char *macro, *sqlite, *pg;
} types[] = {
    {"{id}", "BLOB", "UUID"},
    {"{int}", "INTEGER", "BIGINT"},
    {"{bool}", "INTEGER", "BIGINT"},
    {"{instant}", "INTEGER", "BIGINT"},
    {"{date}", "TEXT", "TEXT COLLATE \"C\""},
    {"{text}", "TEXT", "TEXT COLLATE \"C\""},
    {"{blob}", "BLOB", "BYTEA"},
    {"{strict}", "STRICT", ""},
    {"{strict_norowid}", "STRICT, WITHOUT ROWID", ""},
};

/* Reading one file */

struct out {
    struct buf sqlite, pg;
    enum dialect dialect;
};

static void out_put(struct out *o, struct str sqlite, struct str pg)
{
    if (o->dialect != DIALECT_PG)
        buf_put(&o->sqlite, sqlite);
    if (o->dialect != DIALECT_SQLITE)
        buf_put(&o->pg, pg);
}

static void put_macro(struct sqlc *s, struct str file, const struct token *t, struct out *o)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(t->text, str_c(types[i].macro))) {
            out_put(o, str_c(types[i].sqlite), str_c(types[i].pg));
            return;
        }
    sqlc_error(s, file, t->line, "unknown type %.*s", STR_ARG(t->text));
}

static void set_dialect(struct sqlc *s, struct str file, const struct token *t, struct out *o)
{
    struct str word = str_trim(str_from(t->text, 2));

    if (!str_has_prefix(word, STR("dialect:")))
        return;
    word = str_trim(str_from(word, 8));
    if (str_eq(word, STR("sqlite")))
        o->dialect = DIALECT_SQLITE;
    else if (str_eq(word, STR("pg")))
        o->dialect = DIALECT_PG;
    else if (str_eq(word, STR("both")))
        o->dialect = DIALECT_BOTH;
    else
        sqlc_error(s, file, t->line, "dialect must be sqlite, pg or both");
}

/* Types by their engine's names in the common text would make the two schemas differ. */
static void check_type_word(struct sqlc *s, struct str file, const struct token_list *t, size_t i)
{
    static const char *const bare[] = {"blob",          "bytea",       "uuid",
                                       "boolean",       "serial",      "bigserial",
                                       "autoincrement", "timestamptz", "varchar"};

    for (size_t k = 0; k < sizeof bare / sizeof *bare; k++)
        if (token_is(t, i, bare[k]))
            sqlc_error(s, file, t->items[i].line, "write {int}, {text}, {id}…, not %s", bare[k]);
}

/* A table of the common text must be STRICT on SQLite. */
static void check_strict(struct sqlc *s, struct str file, const struct token_list *t, size_t i)
{
    bool strict = false;

    if (!token_is(t, i, "create") || !token_is(t, i + 1, "table"))
        return;
    for (size_t k = i; k < t->n && !token_is(t, k, ";"); k++)
        if (token_is(t, k, "{strict}") || token_is(t, k, "{strict_norowid}"))
            strict = true;
    if (!strict)
        sqlc_error(s, file, t->items[i].line, "end the table with {strict}");
}

/* A new line keeps its indentation; other blanks become one. */
static void blank_between(struct out *o, struct str between)
{
    size_t i = between.n;

    while (i > 0 && between.p[i - 1] != '\n')
        i--;
    if (i > 0)
        out_put(o, str_from(between, i - 1), str_from(between, i - 1));
    else if (between.n > 0)
        out_put(o, STR(" "), STR(" "));
}

static struct str squeezed(struct arena *a, const struct buf *b)
{
    struct str rest = buf_str(b), line;
    struct buf out;

    buf_init(&out, a, MIGRATION_MAX);
    while (str_split(&rest, '\n', &line)) {
        while (line.n > 0 && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
            line.n--;
        if (str_trim(line).n > 0) {
            buf_put(&out, line);
            buf_put_c(&out, '\n');
        }
    }
    return buf_str(&out);
}

static void expand(struct sqlc *s, struct str text, const struct token_list *t,
                   struct migration_file *m)
{
    struct out o = {0};
    size_t end = 0;

    buf_init(&o.sqlite, s->arena, MIGRATION_MAX);
    buf_init(&o.pg, s->arena, MIGRATION_MAX);
    for (size_t i = 0; i < t->n; i++) {
        const struct token *token = &t->items[i];
        blank_between(&o, str_slice(text, end, token->from));
        end = token->from + token->text.n;
        if (token->kind == TOKEN_COMMENT) {
            set_dialect(s, m->file, token, &o);
        } else if (token->kind == TOKEN_MACRO) {
            put_macro(s, m->file, token, &o);
        } else {
            if (token->kind == TOKEN_WORD && o.dialect == DIALECT_BOTH) {
                check_type_word(s, m->file, t, i);
                check_strict(s, m->file, t, i);
            }
            out_put(&o, token->text, token->text);
        }
    }
    if (o.dialect != DIALECT_BOTH)
        sqlc_error(s, m->file, 1, "the last dialect block is not closed with -- dialect: both");
    m->sqlite = squeezed(s->arena, &o.sqlite);
    m->pg = squeezed(s->arena, &o.pg);
}

static void check_head(struct sqlc *s, struct str file, struct str text)
{
    static const char *const keys[] = {"Why: ", "Duration: ", "Offline clients: "};
    struct str line;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str rest = text;
        bool found = false;
        while (!found && str_split(&rest, '\n', &line) && str_has_prefix(line, STR("--")))
            found = str_find(line, str_c(keys[i]), 0) > 0;
        if (!found)
            sqlc_error(s, file, 1, "the comment at the top lacks \"%s…\"", keys[i]);
    }
}

static void check_name(struct sqlc *s, struct migration_file *m)
{
    int64_t number = 0;

    if (m->file.n < 10 || m->file.p[4] != '_' || !str_has_suffix(m->file, STR(".sql")) ||
        num_parse_range(str_slice(m->file, 0, 4), 1, 9999, &number) != OK)
        sqlc_error(s, m->file, 1, "a migration is called NNNN_name.sql");
    m->number = (int)number;
    m->name = str_slice(m->file, 5, m->file.n - 4);
}

/* What the tables are */

static void *const marked = &(char){1};

/* The name behind CREATE [VIRTUAL] TABLE [IF NOT EXISTS] or CREATE VIEW; 0 when it is none. */
static size_t created_name(const struct token_list *t, size_t i)
{
    size_t k = i + 1;

    if (!token_is(t, i, "create"))
        return 0;
    if (token_is(t, k, "virtual"))
        k++;
    if (!token_is(t, k, "table") && !token_is(t, k, "view"))
        return 0;
    k++;
    if (token_is(t, k, "if"))
        k += 3;
    return k < t->n ? k : 0;
}

static size_t statement_end(const struct token_list *t, size_t i)
{
    while (i < t->n && !token_is(t, i, ";"))
        i++;
    return i;
}

static bool is_scope_name(const struct token_list *t, size_t i)
{
    return token_is(t, i, "casefile_visible") || token_is(t, i, "casefile_scope");
}

/* "-- grows" on the line of the name. */
static bool is_grows(const struct token *comment, const struct token *name)
{
    return comment->kind == TOKEN_COMMENT && comment->line == name->line &&
           str_has_prefix(str_trim(str_from(comment->text, 2)), STR("grows"));
}

static void note_created(struct sqlc *s, const struct token_list *t, size_t name)
{
    struct str table = t->items[name].text;
    bool view = token_is(t, name - 1, "view");
    bool owned = str_eq(table, STR("casefile")), scopes = is_scope_name(t, name);

    for (size_t i = name + 1; i < statement_end(t, name); i++) {
        const struct token *token = &t->items[i];
        if (is_grows(token, &t->items[name]))
            map_set(&s->grows, table, marked);
        if (token->kind != TOKEN_WORD)
            continue;
        scopes = scopes || (view && is_scope_name(t, i));
        owned = owned || (view ? map_get(&s->case_owned, token->text) != NULL
                               : token_is(t, i, "casefile_id"));
    }
    if (owned && !scopes)
        map_set(&s->case_owned, table, marked);
}

/* ALTER TABLE a RENAME TO b;  ALTER TABLE a ADD [COLUMN] casefile_id …; */
static void note_altered(struct sqlc *s, const struct token_list *t, size_t i)
{
    struct str table = i + 2 < t->n ? t->items[i + 2].text : STR_NONE;
    size_t end = statement_end(t, i);

    if (!token_is(t, i, "alter") || !token_is(t, i + 1, "table"))
        return;
    for (size_t k = i + 3; k < end; k++) {
        if (token_is(t, k, "casefile_id"))
            map_set(&s->case_owned, table, marked);
        if (token_is(t, k, "rename") && token_is(t, k + 1, "to") && k + 2 < end) {
            struct str name = t->items[k + 2].text;
            if (map_get(&s->case_owned, table))
                map_set(&s->case_owned, name, marked);
            if (map_get(&s->grows, table))
                map_set(&s->grows, name, marked);
        }
    }
}

static int by_number(const void *x, const void *y)
{
    const struct migration_file *a = x, *b = y;

    return (a->number > b->number) - (a->number < b->number);
}

void migration_file(struct sqlc *s, const char *path)
{
    struct str text = tool_read(s->arena, path);
    struct migration_file *m = LIST_PUSH(s->arena, &s->migrations);
    unsigned char hash[crypto_hash_sha256_BYTES];

    m->file = tool_name(path);
    check_name(s, m);
    check_head(s, m->file, text);
    crypto_hash_sha256(hash, (const unsigned char *)text.p, text.n);
    sodium_bin2hex(m->sha256, sizeof m->sha256, hash, sizeof hash);
    lex(s->arena, text, &m->tokens);
    expand(s, text, &m->tokens, m);
}

void migration_done(struct sqlc *s)
{
    struct migration_file_list *all = &s->migrations;
    size_t name;

    if (all->n > 0)
        qsort(all->items, all->n, sizeof *all->items, by_number);
    for (size_t i = 0; i < all->n; i++) {
        struct migration_file *m = &all->items[i];
        if (m->number != (int)i + 1)
            sqlc_error(s, m->file, 1, "migrations are numbered without gaps: this must be %04d",
                       (int)i + 1);
        for (size_t k = 0; k < m->tokens.n; k++) {
            name = created_name(&m->tokens, k);
            if (name > 0)
                note_created(s, &m->tokens, name);
            note_altered(s, &m->tokens, k);
        }
    }
}
