/* plat/db_test.c: what plat/db.h promises, on every engine alike. */
#include "plat/db_test_support.h"

#include <string.h>

/* One table of every kind, in both engines' words. */
static const char *table_of(const struct db *db)
{
    if (db_is_pg(db))
        return "CREATE TABLE part (id UUID PRIMARY KEY, n BIGINT, ok BIGINT CHECK (ok IN (0, 1)),"
               " name TEXT COLLATE \"C\" NOT NULL UNIQUE, day TEXT, body BYTEA,"
               " parent_id UUID REFERENCES part (id) DEFERRABLE INITIALLY IMMEDIATE)";
    return "CREATE TABLE part (id BLOB PRIMARY KEY, n INTEGER, ok INTEGER CHECK (ok IN (0, 1)),"
           " name TEXT NOT NULL UNIQUE, day TEXT, body BLOB,"
           " parent_id BLOB REFERENCES part (id) DEFERRABLE INITIALLY IMMEDIATE) STRICT";
}

#define INSERT_TEXT                                                                                \
    "INSERT INTO part (id, n, ok, name, day, body, parent_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"

static const struct sql sql_insert = {"part_insert", INSERT_TEXT, INSERT_TEXT, 7, 0, NULL};
static const struct sql sql_all_parts = {
    "part_all",
    "SELECT id, n, ok, name, day, body, parent_id FROM part ORDER BY name",
    "SELECT id, n, ok, name, day, body, parent_id FROM part ORDER BY name",
    0,
    1,
    NULL};
static const struct sql sql_by_name = {"part_by_name",
                                       "SELECT n FROM part WHERE name = $1",
                                       "SELECT n FROM part WHERE name = $1",
                                       1,
                                       200,
                                       NULL};

static struct id id_of(int n)
{
    struct id id = {{1, [15] = (uint8_t)n}};

    return id;
}

static enum err insert(struct db *db, int id, int64_t n, const char *name)
{
    return db_exec(db, &sql_insert,
                   BINDS(b_id(id_of(id)), b_int(n), b_bool(true), b_str(str_c(name)),
                         b_str_null(STR_NONE), b_blob_null(STR_NONE), b_id(ID_NONE)),
                   NULL);
}

static int64_t count(struct db *db)
{
    struct rows rows;
    int64_t n = -1;

    if (db_query(db, SQL("SELECT count(*) FROM part", 0), NO_BINDS, &rows) == OK &&
        rows_next(&rows))
        n = col_int(&rows, 0);
    return rows_end(&rows) == OK ? n : -1;
}

static void kinds(struct test *t, struct test_db *d)
{
    struct rows rows;
    struct str blob = {"\0\xff'x", 4};
    struct date day = date_from_ymd(2026, 11, 20);
    int64_t changed = 0;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(db_exec(d->db, &sql_insert,
                     BINDS(b_id(id_of(1)), b_int(INT64_MIN), b_bool(true), b_str(STR("Zoé ن")),
                           b_date(t->arena, day), b_blob(blob), b_id(ID_NONE)),
                     &changed));
    CHECK_INT(changed, 1);
    CHECK_OK(db_exec(d->db, &sql_insert,
                     BINDS(b_id(id_of(2)), b_int_null(), b_bool(false), b_str(STR("")),
                           b_date(t->arena, DATE_NONE), b_blob(STR_NONE), b_id(id_of(1))),
                     NULL));
    CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
    CHECK(rows_next(&rows));
    CHECK(col_is_null(&rows, 1) && col_int(&rows, 1) == 0);
    CHECK(!col_bool(&rows, 2));
    CHECK(!col_is_null(&rows, 3) && col_str(&rows, 3).n == 0);
    CHECK(col_is_null(&rows, 4) && !date_given(col_date(&rows, 4)));
    CHECK(!col_is_null(&rows, 5) && col_str(&rows, 5).n == 0);
    CHECK(id_eq(col_id(&rows, 6), id_of(1)));
    CHECK(rows_next(&rows));
    CHECK(id_eq(col_id(&rows, 0), id_of(1)));
    CHECK(col_int(&rows, 1) == INT64_MIN && col_instant(&rows, 1).us == INT64_MIN);
    CHECK(col_bool(&rows, 2));
    struct str name = col_str(&rows, 3);
    CHECK_INT(date_cmp(col_date(&rows, 4), day), 0);
    CHECK(str_eq(col_str(&rows, 5), blob));
    CHECK(!id_given(col_id(&rows, 6)));
    CHECK(!rows_next(&rows));
    CHECK_OK(rows_end(&rows));
    CHECK_STR(name, "Zoé ن"); /* the copy outlives the row */
    CHECK_INT(name.p[name.n], 0);
}

TEST(db, kinds_and_nulls)
{
    test_db_each(t, kinds);
}

static void wrong_kind(struct test *t, struct test_db *d)
{
    struct rows rows;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(insert(d->db, 1, 5, "a"));
    for (int i = 0; i < 4; i++) {
        CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
        CHECK(rows_next(&rows));
        if (i == 0)
            CHECK_INT(col_int(&rows, 3), 0);
        else if (i == 1)
            CHECK_INT(col_str(&rows, 1).n, 0);
        else if (i == 2)
            CHECK(!id_given(col_id(&rows, 3)));
        else
            CHECK(!date_given(col_date(&rows, 3)));
        CHECK_ERR(rows_end(&rows), E_BUG);
        CHECK(strstr(db_error(d->db), "part_all: column ") != NULL);
    }
    CHECK_ERR(db_exec(d->db, &sql_by_name, NO_BINDS, NULL), E_BUG);
}

TEST(db, column_of_another_type_is_an_error)
{
    test_db_each(t, wrong_kind);
}

static void constraints(struct test *t, struct test_db *d)
{
    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(insert(d->db, 1, 5, "a"));
    CHECK_ERR(insert(d->db, 1, 5, "b"), E_CONFLICT); /* primary key */
    CHECK_ERR(insert(d->db, 2, 5, "a"), E_CONFLICT); /* unique key */
    CHECK_ERR(db_exec(d->db, &sql_insert,
                      BINDS(b_id(id_of(3)), b_int(1), b_bool(true), b_str(STR("c")),
                            b_str_null(STR_NONE), b_blob_null(STR_NONE), b_id(id_of(99))),
                      NULL),
              E_CONFLICT); /* foreign key */
    CHECK_ERR(db_exec(d->db, &sql_insert,
                      BINDS(b_id(id_of(3)), b_int(1), b_int(2), b_str(STR("c")),
                            b_str_null(STR_NONE), b_blob_null(STR_NONE), b_id(ID_NONE)),
                      NULL),
              E_BUG); /* CHECK */
    CHECK_ERR(db_exec(d->db, &sql_insert,
                      BINDS(b_id(id_of(3)), b_int(1), b_int(1), b_str_null(STR_NONE),
                            b_str_null(STR_NONE), b_blob_null(STR_NONE), b_id(ID_NONE)),
                      NULL),
              E_BUG); /* NOT NULL */
    CHECK_ERR(db_exec(d->db, SQL("SELEC 1", 0), NO_BINDS, NULL), E_BUG);
    CHECK_ERR(db_exec(d->db, SQL("SELECT 1 FROM nothing", 0), NO_BINDS, NULL), E_BUG);
    CHECK(strstr(db_error(d->db), "test: ") == db_error(d->db));
    CHECK_ERR(db_script(d->db, "SELECT 1; SELEC 2"), E_BUG);
    CHECK_INT(count(d->db), 1);
}

TEST(db, constraints_have_their_errors)
{
    test_db_each(t, constraints);
}

static void transactions(struct test *t, struct test_db *d)
{
    struct rows rows;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_ERR(tx_commit(d->db), E_BUG);
    tx_rollback(d->db);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_ERR(tx_begin(d->db, TX_READ), E_BUG);
    CHECK_OK(insert(d->db, 1, 5, "a"));
    CHECK_OK(tx_commit(d->db));
    CHECK(!tx_is_open(d->db));
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(insert(d->db, 2, 5, "b"));
    tx_rollback(d->db);
    CHECK_INT(count(d->db), 1);
    CHECK_OK(tx_begin(d->db, TX_READ));
    CHECK_INT(count(d->db), 1);
    CHECK_ERR(insert(d->db, 2, 5, "b"), E_BUG);
    CHECK_ERR(tx_commit(d->db), E_BUG);
    CHECK_INT(count(d->db), 1);
    /* Rows end with their transaction. */
    CHECK_OK(tx_begin(d->db, TX_READ));
    CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
    CHECK(rows_next(&rows));
    CHECK_OK(tx_commit(d->db));
    CHECK(!rows_next(&rows));
    CHECK_ERR(rows_end(&rows), E_BUG);
}

TEST(db, transactions)
{
    test_db_each(t, transactions);
}

static void poisoned(struct test *t, struct test_db *d)
{
    struct rows rows;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(insert(d->db, 1, 5, "a"));
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(insert(d->db, 2, 5, "b"));
    CHECK_ERR(insert(d->db, 1, 5, "c"), E_CONFLICT);
    CHECK_ERR(insert(d->db, 3, 5, "d"), E_CONFLICT);
    CHECK_ERR(db_query(d->db, &sql_all_parts, NO_BINDS, &rows), E_CONFLICT);
    CHECK(!rows_next(&rows));
    CHECK_ERR(rows_end(&rows), E_CONFLICT);
    CHECK_ERR(tx_commit(d->db), E_CONFLICT);
    CHECK(!tx_is_open(d->db));
    CHECK_INT(count(d->db), 1);
    /* A key that is only checked at the end. */
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(db_script(d->db, db_is_pg(d->db) ? "SET CONSTRAINTS ALL DEFERRED"
                                              : "PRAGMA defer_foreign_keys=ON"));
    CHECK_OK(db_exec(d->db, &sql_insert,
                     BINDS(b_id(id_of(3)), b_int(1), b_bool(true), b_str(STR("c")),
                           b_str_null(STR_NONE), b_blob_null(STR_NONE), b_id(id_of(99))),
                     NULL));
    CHECK_ERR(tx_commit(d->db), E_CONFLICT);
    CHECK_INT(count(d->db), 1);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(insert(d->db, 2, 5, "b"));
    CHECK_OK(tx_commit(d->db));
}

TEST(db, failed_call_poisons_its_transaction)
{
    test_db_each(t, poisoned);
}

static void reuse(struct test *t, struct test_db *d)
{
    struct rows outer, inner;
    int seen = 0;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(insert(d->db, 1, 10, "a"));
    CHECK_OK(insert(d->db, 2, 20, "b"));
    for (int i = 0; i < 3; i++) {
        CHECK_OK(db_query(d->db, &sql_by_name, BINDS(b_str(i == 1 ? STR("b") : STR("a"))), &outer));
        CHECK(rows_next(&outer));
        CHECK_INT(col_int(&outer, 0), i == 1 ? 20 : 10);
        CHECK_OK(rows_end(&outer)); /* before its end */
    }
    /* A query in a loop over itself. */
    CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &outer));
    while (rows_next(&outer)) {
        CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &inner));
        while (rows_next(&inner))
            seen++;
        CHECK_OK(rows_end(&inner));
    }
    CHECK_OK(rows_end(&outer));
    CHECK_INT(seen, 4);
    /* $n by number, not by the order of appearance; one twice. */
    CHECK_OK(db_query(d->db,
                      SQL("SELECT $2, $1, $2 FROM part WHERE n = CAST($3 AS BIGINT) - $1", 3),
                      BINDS(b_int(1), b_str(STR("x")), b_int(11)), &outer));
    CHECK(rows_next(&outer));
    CHECK_STR(col_str(&outer, 0), "x");
    CHECK_INT(col_int(&outer, 1), 1);
    CHECK_STR(col_str(&outer, 2), "x");
    CHECK_OK(rows_end(&outer));
    CHECK_ERR(db_query(d->db, SQL("SELECT $1, $2", 1), BINDS(b_int(1)), &outer), E_BUG);
    CHECK_ERR(rows_end(&outer), E_BUG);
}

TEST(db, statements_are_used_again)
{
    test_db_each(t, reuse);
}

static void returning(struct test *t, struct test_db *d)
{
    struct rows rows;
    int64_t changed = -1;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(insert(d->db, 1, 10, "a"));
    CHECK_OK(insert(d->db, 2, 20, "b"));
    CHECK_OK(
        db_query(d->db, SQL("UPDATE part SET n = n + $1 RETURNING n", 1), BINDS(b_int(1)), &rows));
    CHECK(rows_next(&rows));
    CHECK_INT(col_int(&rows, 0), 11);
    CHECK(rows_next(&rows));
    CHECK(!rows_next(&rows));
    CHECK_OK(rows_end(&rows));
    CHECK_OK(
        db_exec(d->db, SQL("UPDATE part SET n = 0 WHERE n > $1", 1), BINDS(b_int(11)), &changed));
    CHECK_INT(changed, 1);
    CHECK_OK(db_exec(d->db,
                     SQL("INSERT INTO part (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2),
                     BINDS(b_id(id_of(1)), b_str(STR("z"))), &changed));
    CHECK_INT(changed, 0);
    CHECK_OK(tx_commit(d->db));
    CHECK_OK(db_exec(d->db, &sql_by_name, BINDS(b_str(STR("a"))), &changed));
    CHECK_INT(changed, 0);
    /* EXISTS is a boolean on PostgreSQL, an integer on SQLite. */
    CHECK_OK(db_query(d->db, SQL("SELECT EXISTS (SELECT 1 FROM part), 1 = 2", 0), NO_BINDS, &rows));
    CHECK(rows_next(&rows));
    CHECK(col_bool(&rows, 0) && !col_bool(&rows, 1));
    CHECK_OK(rows_end(&rows));
}

TEST(db, returning_and_rows_changed)
{
    test_db_each(t, returning);
}

static void big(struct test *t, struct test_db *d)
{
    struct rows rows;
    size_t n = (size_t)8 << 20;
    char *p = arena_alloc(t->arena, n);
    struct str got;

    for (size_t i = 0; i < n; i++)
        p[i] = (char)(i * 7 + i / 251);
    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(db_exec(d->db, SQL("INSERT INTO part (id, name, body) VALUES ($1, $2, $3)", 3),
                     BINDS(b_id(id_of(1)), b_str(STR("big")), b_blob((struct str){p, n})), NULL));
    CHECK_OK(db_query(d->db, SQL("SELECT body FROM part", 0), NO_BINDS, &rows));
    CHECK(rows_next(&rows));
    got = col_str(&rows, 0);
    CHECK_OK(rows_end(&rows));
    CHECK(got.n == n && memcmp(got.p, p, n) == 0);
}

TEST(db, big_blob)
{
    test_db_each(t, big);
}

static void arena_reset_ends(struct test *t, struct test_db *d)
{
    struct arena *request = arena_new(1 << 20);
    struct rows rows;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(insert(d->db, 1, 10, "a"));
    for (int i = 0; i < 3; i++) {
        db_use_arena(d->db, request);
        CHECK_OK(tx_begin(d->db, TX_WRITE));
        CHECK_OK(insert(d->db, 2, 20, "b"));
        CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
        CHECK(rows_next(&rows));
        arena_reset(request); /* a handler that returned early */
        CHECK(!tx_is_open(d->db));
        CHECK(!rows_next(&rows));
        CHECK_ERR(rows_end(&rows), E_BUG);
        CHECK_INT(count(d->db), 1);
    }
    /* A scratch arena within a transaction ends only its own queries. */
    db_use_arena(d->db, t->arena);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    db_use_arena(d->db, request);
    CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
    arena_reset(request);
    CHECK(!rows_next(&rows));
    CHECK(tx_is_open(d->db));
    db_use_arena(d->db, t->arena);
    tx_rollback(d->db);
    arena_free(request);
}

TEST(db, arena_reset_ends_what_is_open)
{
    test_db_each(t, arena_reset_ends);
}

static void closed_before_arena(struct test *t, struct test_db *d)
{
    struct arena *request = arena_new(1 << 20);
    struct rows rows;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    db_use_arena(d->db, request);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(insert(d->db, 1, 10, "a"));
    CHECK_OK(db_query(d->db, &sql_all_parts, NO_BINDS, &rows));
    db_close(d->db);
    d->db = NULL;
    arena_free(request);
    CHECK_OK(db_open_with(d->url, &d->options, &d->db));
    if (d->engine != ENGINE_MEMORY)
        CHECK_INT(count(d->db), 0);
}

TEST(db, may_close_before_its_arena)
{
    test_db_each(t, closed_before_arena);
}

static void prepare_check(struct test *t, struct test_db *d)
{
    struct str plan = STR_NONE;

    CHECK_OK(db_script(d->db, table_of(d->db)));
    CHECK_OK(db_prepare_check(d->db, &sql_insert, t->arena, NULL));
    CHECK_OK(db_prepare_check(d->db, &sql_by_name, t->arena, &plan));
    CHECK(str_find(plan, STR("part"), 0) >= 0);
    CHECK_OK(db_prepare_check(d->db, &sql_by_name, t->arena, &plan));
    CHECK_ERR(db_prepare_check(d->db, SQL("SELECT x FROM part", 0), t->arena, NULL), E_BUG);
    CHECK_ERR(db_prepare_check(d->db, SQL("SELECT n FROM part WHERE n = $1", 0), t->arena, NULL),
              E_BUG);
    if (!db_is_pg(d->db))
        return;
    CHECK_ERR(db_prepare_check(d->db, SQL("SELECT sum(n) FROM part", 0), t->arena, NULL), E_BUG);
    CHECK(strstr(db_error(d->db), "test: column 0 (sum)") != NULL);
    CHECK(strstr(db_error(d->db), "CAST it to BIGINT") != NULL);
    CHECK_ERR(db_exec(d->db, &sql_by_name, BINDS(b_str(STR("a"))), NULL), OK);
    CHECK_ERR(db_exec(d->db, &sql_by_name, BINDS(b_int(1)), NULL), E_BUG);
}

TEST(db, prepare_check_finds_what_is_wrong)
{
    test_db_each(t, prepare_check);
}

TEST(db, open_says_what_is_wrong)
{
    struct db *db = NULL;

    CHECK_ERR(db_open("mysql:x", false, &db), E_INVALID);
    CHECK_ERR(db_open("sqlite:", false, &db), E_INVALID);
#ifndef __wasm__
    CHECK_ERR(db_open("sqlite:/nowhere/x.db", false, &db), E_NOT_FOUND);
    CHECK_STR(str_c(db_open_error()), "cannot open '/nowhere/x.db': No such file or directory");
    CHECK_ERR(db_open("sqlite:/nowhere/x.db", true, &db), E_IO);
    CHECK_ERR(db_open("sqlite:/proc/self/exe", false, &db), E_IO);
    CHECK_ERR(db_open("postgresql://nobody:secret@/x?host=/nowhere", false, &db), E_IO);
    CHECK(strstr(db_open_error(), "cannot connect to PostgreSQL: ") == db_open_error());
    CHECK(strstr(db_open_error(), "secret") == NULL);
#endif
    CHECK(db == NULL);
}
