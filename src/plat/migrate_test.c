/* plat/migrate_test.c: every state a database can be in, and what a failure leaves. */
#include "plat/db_test_support.h"
#include "plat/migrate.h"

#include <stdio.h>
#include <string.h>

#define BOTH(text) text, text

static const struct migration good[] = {
    {1, "first",
     BOTH("CREATE TABLE a (id BIGINT PRIMARY KEY);"
          "CREATE TABLE b (id BIGINT PRIMARY KEY, a_id BIGINT REFERENCES a (id));"
          "INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1);"),
     "aa"},
    {2, "second", BOTH("ALTER TABLE a ADD COLUMN n BIGINT; UPDATE a SET n = 5;"), "bb"},
    {3, "rebuild",
     "CREATE TABLE a_new (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;"
     "INSERT INTO a_new SELECT id, n FROM a; DROP TABLE a; ALTER TABLE a_new RENAME TO a;",
     "ALTER TABLE a ALTER COLUMN n SET NOT NULL;", "cc"},
};
enum { GOOD_N = sizeof good / sizeof *good };

static int64_t one(struct db *db, const char *text)
{
    struct rows rows;
    int64_t n = -1;

    if (db_query(db, SQL(text, 0), NO_BINDS, &rows) == OK && rows_next(&rows))
        n = col_int(&rows, 0);
    return rows_end(&rows) == OK ? n : -1;
}

static struct migrations first_n(int n)
{
    return (struct migrations){good, n};
}

static void states(struct test *t, struct test_db *d)
{
    enum migrate_state state;
    int at = -1, applied = -1;

    CHECK_OK(migrate_check_list(d->db, first_n(GOOD_N), &state, &at));
    CHECK(state == MIGRATE_EMPTY && at == 0);
    CHECK_OK(migrate_run_list(d->db, first_n(2), &applied));
    CHECK_INT(applied, 2);
    CHECK_OK(migrate_check_list(d->db, first_n(2), &state, NULL));
    CHECK(state == MIGRATE_CURRENT);
    CHECK_OK(migrate_check_list(d->db, first_n(GOOD_N), &state, &at));
    CHECK(state == MIGRATE_OLDER && at == 2);
    CHECK_OK(migrate_run_list(d->db, first_n(GOOD_N), &applied));
    CHECK_INT(applied, 1);
    CHECK_OK(migrate_run_list(d->db, first_n(GOOD_N), &applied));
    CHECK_INT(applied, 0);
    CHECK_INT(one(d->db, "SELECT a.n FROM b JOIN a ON a.id = b.a_id"), 5);
    /* An older program. */
    CHECK_OK(migrate_check_list(d->db, first_n(2), &state, &at));
    CHECK(state == MIGRATE_NEWER && at == 3);
    CHECK_ERR(migrate_run_list(d->db, first_n(2), &applied), E_CONFLICT);
    CHECK(strstr(db_error(d->db), "later version") != NULL);
    /* A file changed after it was applied. */
    struct migration changed[GOOD_N];

    memcpy(changed, good, sizeof good);
    changed[1].sha256 = "b0";
    struct migrations list = {changed, GOOD_N};

    CHECK_OK(migrate_check_list(d->db, list, &state, &at));
    CHECK(state == MIGRATE_CHANGED && at == 2);
    CHECK_ERR(migrate_run_list(d->db, list, &applied), E_CONFLICT);
    CHECK(strstr(db_error(d->db), "migration 2 differs") != NULL);
    /* Keys are enforced again. */
    CHECK_ERR(db_script(d->db, "INSERT INTO b VALUES (2, 99)"), E_CONFLICT);
}

TEST(migrate, states)
{
    test_db_each(t, states);
}

static void out_of_order(struct test *t, struct test_db *d)
{
    struct migration two[2] = {good[0], good[2]};
    enum migrate_state state;
    int at = -1;

    two[1].sqlite = two[1].pg = "SELECT 1;";
    CHECK_OK(migrate_run_list(d->db, (struct migrations){two, 2}, NULL));
    struct migration three[3] = {good[0], good[1], two[1]};

    CHECK_OK(migrate_check_list(d->db, (struct migrations){three, 3}, &state, &at));
    CHECK(state == MIGRATE_CHANGED && at == 2);
}

TEST(migrate, one_added_below_is_refused)
{
    test_db_each(t, out_of_order);
}

static void failing(struct test *t, struct test_db *d)
{
    const struct migration list[] = {
        good[0],
        {2, "broken", BOTH("CREATE TABLE c (id BIGINT); INSERT INTO c VALUES (1); SELEC 1;"), "x"},
    };
    enum migrate_state state;
    int at = -1, applied = 7;

    CHECK_ERR(migrate_run_list(d->db, (struct migrations){list, 2}, &applied), E_BUG);
    CHECK_INT(applied, 7);
    CHECK(strstr(db_error(d->db), "migration 0002_broken: ") == db_error(d->db));
    CHECK(!tx_is_open(d->db));
    CHECK_OK(migrate_check_list(d->db, (struct migrations){list, 2}, &state, &at));
    CHECK(state == MIGRATE_OLDER && at == 1);
    CHECK_INT(one(d->db, "SELECT count(*) FROM b"), 1);
    CHECK_INT(one(d->db, "SELECT count(*) FROM c"), -1);
    CHECK_ERR(db_script(d->db, "INSERT INTO b VALUES (2, 99)"), E_CONFLICT);
}

TEST(migrate, failure_leaves_nothing)
{
    test_db_each(t, failing);
}

TEST(migrate, rebuild_may_not_break_keys)
{
    const struct migration list[] = {
        good[0],
        {2, "lossy",
         BOTH("CREATE TABLE a_new (id BIGINT PRIMARY KEY); DROP TABLE a;"
              "ALTER TABLE a_new RENAME TO a;"),
         "x"},
    };
    struct test_db d;

    CHECK(test_db_open(t, ENGINE_MEMORY, &d));
    enum err e = migrate_run_list(d.db, (struct migrations){list, 2}, NULL);
    bool said = strstr(db_error(d.db), "1 rows point at nothing") != NULL;
    int64_t left = one(d.db, "SELECT count(*) FROM a");

    test_db_close(&d);
    CHECK_ERR(e, E_CONFLICT);
    CHECK(said);
    CHECK_INT(left, 1);
}

TEST(migrate, database_of_others_is_left_alone)
{
    struct test_db d;
    enum migrate_state state = MIGRATE_EMPTY;
    int at = -1;

    CHECK(test_db_open(t, ENGINE_MEMORY, &d));
    enum err made = db_script(d.db, "CREATE TABLE bookmarks (url TEXT)");
    enum err checked = migrate_check_list(d.db, first_n(1), &state, &at);
    enum err ran = migrate_run_list(d.db, first_n(1), NULL);

    test_db_close(&d);
    CHECK_OK(made);
    CHECK_OK(checked);
    CHECK(state == MIGRATE_CHANGED && at == 0);
    CHECK_ERR(ran, E_CONFLICT);
}

#ifndef __wasm__
#include <sys/wait.h>
#include <unistd.h>

static void together(struct test *t, struct test_db *d)
{
    int sum = 0, status = 0;

    if (d->engine == ENGINE_MEMORY)
        return;
    fflush(stdout);
    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            struct db *db = NULL;
            int applied = 0;

            if (db_open_with(d->url, &d->options, &db) != OK ||
                migrate_run_list(db, first_n(GOOD_N), &applied) != OK)
                _exit(100);
            _exit(applied);
        }
    for (int i = 0; i < 4; i++) {
        wait(&status);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) <= GOOD_N);
        sum += WEXITSTATUS(status);
    }
    CHECK_INT(sum, GOOD_N);
    CHECK_INT(one(d->db, "SELECT count(*) FROM schema_migration"), GOOD_N);
}

TEST(migrate, two_processes_at_once)
{
    test_db_each(t, together);
}
#endif
