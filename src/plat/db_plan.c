/* plat/db_plan.c: reads the plans that EXPLAIN writes for people. */
#include "plat/db_plan.h"

#include "base/buf.h"

enum { TEXTS_MAX = 256 * 1024 };

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The next run of word characters; empty at the end. */
static struct str next_word(struct str *rest)
{
    size_t i = 0, end;

    while (i < rest->n && !is_word_char(rest->p[i]))
        i++;
    end = i;
    while (end < rest->n && is_word_char(rest->p[end]))
        end++;
    struct str word = str_slice(*rest, i, end);
    *rest = str_from(*rest, end);
    return word;
}

static bool in_list(const char *const *list, struct str name)
{
    for (; *list; list++)
        if (str_eq(str_c(*list), name))
            return true;
    return false;
}

/* Behind "table" or "table AS" somewhere: a name that means a table of the list. SQLite's plans say
 * only the alias, and aliases of views come from the texts of the views. */
static bool is_alias(struct str text, struct str alias, const char *const *grows)
{
    struct str before = STR_NONE, word;

    while ((word = next_word(&text)).n > 0) {
        if (str_eq_nocase(word, STR("as")))
            continue;
        if (str_eq(word, alias) && in_list(grows, before))
            return true;
        before = word;
    }
    return false;
}

static enum err texts_of(struct db *db, const struct sql *sql, struct arena *a, struct str *ret)
{
    static const struct sql views = {.name = "views",
                                     .sqlite = "SELECT sql FROM sqlite_schema WHERE type = 'view'",
                                     .slot = SQL_NO_SLOT};
    struct rows rows;
    struct buf out;

    buf_init(&out, a, TEXTS_MAX);
    buf_put_z(&out, sql->sqlite);
    db_use_arena(db, a);
    TRY(db_query(db, &views, NO_BINDS, &rows));
    while (rows_next(&rows)) {
        buf_put_c(&out, '\n');
        buf_put(&out, col_str(&rows, 0));
    }
    TRY(rows_end(&rows));
    return buf_done(&out, ret);
}

/* "SCAN note", "SCAN n USING INDEX …", "SEARCH n USING AUTOMATIC COVERING INDEX …". A virtual table
 * is searched when something follows the colon of its index. */
static bool sqlite_line_scans(struct str line, struct str texts, const char *const *grows)
{
    struct str rest = line;
    struct str verb = next_word(&rest);
    struct str name = next_word(&rest);
    ptrdiff_t at = str_find(rest, STR("VIRTUAL TABLE INDEX "), 0);

    if (str_eq(verb, STR("SEARCH")) && str_find(rest, STR(" AUTOMATIC "), 0) < 0)
        return false;
    if (!str_eq(verb, STR("SEARCH")) && !str_eq(verb, STR("SCAN")))
        return false;
    if (at >= 0 && !str_has_suffix(line, STR(":")))
        return false;
    return in_list(grows, name) || is_alias(texts, name, grows);
}

static enum err sqlite_scans(struct db *db, const struct sql *sql, const char *const *grows,
                             struct arena *a, struct str *ret)
{
    struct str texts = STR_NONE, plan = STR_NONE, line;

    TRY(db_prepare_check(db, sql, a, &plan));
    TRY(texts_of(db, sql, a, &texts));
    while (str_split(&plan, '\n', &line))
        if (sqlite_line_scans(line, texts, grows)) {
            *ret = line;
            return OK;
        }
    *ret = STR_NONE;
    return OK;
}

/* A node of a PostgreSQL plan that reads a table or an index. */
struct node {
    struct str table, index; /* one may be empty */
};

/* The word behind key; empty when the line does not have it. */
static struct str word_behind(struct str line, struct str key)
{
    ptrdiff_t at = str_find(line, key, 0);
    struct str rest = at < 0 ? STR_NONE : str_from(line, (size_t)at + key.n);

    return next_word(&rest);
}

/* "Seq Scan on note n", "->  Index Only Scan Backward using i on note n", "Bitmap Index Scan on i"
 */
static struct node pg_node(struct str line)
{
    struct node node = {STR_NONE, STR_NONE};

    node.index = word_behind(line, STR("Bitmap Index Scan on "));
    if (node.index.n > 0)
        return node;
    if (str_find(line, STR("Index Scan "), 0) >= 0 || str_find(line, STR("Index Only "), 0) >= 0)
        node.index = word_behind(line, STR(" using "));
    if (node.index.n > 0 || str_find(line, STR("Seq Scan on "), 0) >= 0)
        node.table = word_behind(line, STR(" on "));
    return node;
}

/* What the node's condition on its index says; the node ends where another begins. */
static struct str index_cond(struct str plan)
{
    struct str line;

    while (str_split(&plan, '\n', &line) && str_find(line, STR("->"), 0) < 0)
        if (str_has_prefix(str_trim(line), STR("Index Cond:")))
            return line;
    return STR_NONE;
}

/* The index's table, and its first column if it is a B-tree; other kinds have no order. */
static enum err index_of(struct db *db, struct str index, struct str *table, struct str *first)
{
    static const struct sql find = {
        .name = "index",
        .pg = "SELECT t.relname, CASE a.amname WHEN 'btree' THEN pg_get_indexdef(c.oid, 1, true)"
              " ELSE '' END FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid"
              " JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am a ON a.oid = c.relam"
              " WHERE c.relname = $1 AND c.relnamespace = current_schema()::regnamespace",
        .arg_n = 1,
        .slot = SQL_NO_SLOT};
    struct rows rows;

    TRY(db_query(db, &find, BINDS(b_str(index)), &rows));
    if (rows_next(&rows)) {
        *table = col_str(&rows, 0);
        *first = col_str(&rows, 1);
    }
    return rows_end(&rows);
}

static bool is_plain(struct str name)
{
    struct str rest = name;

    return name.n > 0 && next_word(&rest).n == name.n;
}

/* A condition that leaves out the first column reads the index from end to end. */
static enum err pg_node_scans(struct db *db, struct node node, struct str rest_of_plan,
                              const char *const *grows, bool *ret)
{
    struct str table = node.table, first = STR_NONE, cond = index_cond(rest_of_plan), word;

    *ret = false;
    if (node.index.n > 0)
        TRY(index_of(db, node.index, &table, &first));
    if (!in_list(grows, table))
        return OK;
    *ret = node.index.n == 0 || cond.n == 0;
    if (*ret || !is_plain(first)) /* an expression is not looked for in the condition */
        return OK;
    *ret = true;
    while ((word = next_word(&cond)).n > 0)
        if (str_eq(word, first))
            *ret = false;
    return OK;
}

static enum err pg_scans(struct db *db, const struct sql *sql, const char *const *grows,
                         struct arena *a, struct str *ret)
{
    struct str plan = STR_NONE, line;
    bool scans = false;

    /* What is left is what no index can do. */
    TRY(db_script(db, "SET enable_seqscan = off; SET enable_hashjoin = off;"
                      "SET enable_mergejoin = off; SET enable_material = off"));
    TRY(db_prepare_check(db, sql, a, &plan));
    TRY(db_script(db, "RESET enable_seqscan; RESET enable_hashjoin;"
                      "RESET enable_mergejoin; RESET enable_material"));
    db_use_arena(db, a);
    *ret = STR_NONE;
    while (!scans && str_split(&plan, '\n', &line)) {
        struct node node = pg_node(line);

        if (node.table.n > 0 || node.index.n > 0)
            TRY(pg_node_scans(db, node, plan, grows, &scans));
        if (scans)
            *ret = str_trim(line);
    }
    return OK;
}

enum err db_plan_scans(struct db *db, const struct sql *sql, const char *const *grows,
                       struct arena *a, struct str *ret)
{
    if (db_is_pg(db))
        return pg_scans(db, sql, grows, a, ret);
    return sqlite_scans(db, sql, grows, a, ret);
}
