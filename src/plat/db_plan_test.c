/* plat/db_plan_test.c: a query that reads a whole table is found on both engines, and only such. */
#include "plat/db_plan.h"
#include "plat/db_test_support.h"

static const char *const grows[] = {"note", "casefile", "note_fts", NULL};

static const char *tables_of(const struct db *db)
{
    if (db_is_pg(db))
        return "CREATE TABLE casefile (id UUID PRIMARY KEY, number TEXT UNIQUE, team_id UUID);"
               "CREATE TABLE note (id UUID PRIMARY KEY, casefile_id UUID, body TEXT, at BIGINT);"
               "CREATE INDEX note_by_casefile ON note (casefile_id, at);"
               "CREATE TABLE kind (code TEXT PRIMARY KEY, label TEXT);"
               "CREATE VIEW open_note AS SELECT x.id, x.body FROM note AS x";
    return "CREATE TABLE casefile (id BLOB PRIMARY KEY, number TEXT UNIQUE, team_id BLOB) STRICT;"
           "CREATE TABLE note (id BLOB PRIMARY KEY, casefile_id BLOB, body TEXT, at INTEGER) "
           "STRICT;"
           "CREATE INDEX note_by_casefile ON note (casefile_id, at);"
           "CREATE TABLE kind (code TEXT PRIMARY KEY, label TEXT) STRICT;"
           "CREATE VIEW open_note AS SELECT x.id, x.body FROM note AS x";
}

#define SCANS(query, args)                                                                         \
    do {                                                                                           \
        CHECK_OK(db_plan_scans(d->db, SQL(query, args), grows, t->arena, &line));                  \
        if (line.n == 0)                                                                           \
            test_fail(t, __FILE__, __LINE__, "not found: %s", query);                              \
    } while (0)
#define SEARCHES(query, args)                                                                      \
    do {                                                                                           \
        CHECK_OK(db_plan_scans(d->db, SQL(query, args), grows, t->arena, &line));                  \
        if (line.n > 0)                                                                            \
            test_fail(t, __FILE__, __LINE__, "%s: %.*s", query, STR_ARG(line));                    \
    } while (0)

static void plans(struct test *t, struct test_db *d)
{
    struct str line = STR_NONE;

    CHECK_OK(db_script(d->db, tables_of(d->db)));
    SEARCHES("SELECT body FROM note WHERE id = $1", 1);
    SEARCHES("SELECT body FROM note WHERE casefile_id = $1 ORDER BY at DESC LIMIT $2", 2);
    SEARCHES("SELECT label FROM kind", 0);
    SEARCHES("SELECT n.body, c.number FROM casefile c JOIN note n ON n.casefile_id = c.id"
             " WHERE c.number = $1",
             1);
    SEARCHES("UPDATE note SET body = $2 WHERE id = $1", 2);
    SEARCHES("INSERT INTO note (id, body) VALUES ($1, $2)", 2);
    SEARCHES("SELECT c.id FROM casefile c WHERE c.number >= $1 AND c.number < $2"
             " AND EXISTS (SELECT 1 FROM note n WHERE n.casefile_id = c.id)",
             2);
    SEARCHES("SELECT k.label, n.body FROM kind k LEFT JOIN note n ON n.id = $1", 1);
    /* The planted ones. */
    SCANS("SELECT id FROM note WHERE body = $1", 1);
    SCANS("SELECT n.id FROM note n WHERE n.body = $1", 1);
    SCANS("SELECT count(*) FROM note", 0);
    SCANS("SELECT c.number FROM casefile AS c JOIN kind k ON k.code = c.number", 0);
    SCANS("SELECT n.id FROM casefile c JOIN note n ON n.body = c.number WHERE c.id = $1", 1);
    SCANS("SELECT id FROM open_note WHERE body = $1", 1);
    SCANS("SELECT id FROM casefile ORDER BY number LIMIT 10", 0);
    SCANS("DELETE FROM note WHERE at < $1", 1);
    SCANS("UPDATE casefile SET team_id = $2 WHERE team_id = $1", 2);
    SCANS("SELECT number FROM casefile WHERE id NOT IN (SELECT casefile_id FROM note)", 0);
#ifndef __wasm__ /* the browser's SQLite has no full-text search */
    if (!db_is_pg(d->db)) {
        CHECK_OK(db_script(d->db, "CREATE VIRTUAL TABLE note_fts USING fts5(body)"));
        SEARCHES("SELECT rowid FROM note_fts WHERE note_fts MATCH $1", 1);
        SCANS("SELECT rowid FROM note_fts", 0);
    }
#endif
    CHECK_ERR(db_plan_scans(d->db, SQL("SELECT nothing FROM note", 0), grows, t->arena, &line),
              E_BUG);
}

TEST(db_plan, scan_of_a_growing_table_is_found)
{
    test_db_each(t, plans);
}
