/* plat/db_store_test.c: what a database is besides its rows: a second store, a log that is moved, a
 * connection that is lost, a file and its owner. */
#include "plat/db_test_support.h"
#include "plat/os.h"

#ifndef __wasm__

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void reads(struct test *t, struct test_db *d)
{
    struct db *reads_db = NULL;

    CHECK(test_db_marks(d));
    if (!db_is_pg(d->db))
        CHECK_ERR(db_open_reads(d->db, &reads_db), E_NOT_FOUND);
    CHECK_OK(db_script(d->db, "CREATE TABLE access_read (n BIGINT)"));
    CHECK_OK(db_open_reads(d->db, &reads_db));
    db_use_arena(reads_db, t->arena);
    CHECK_OK(tx_begin(reads_db, TX_WRITE));
    CHECK_OK(db_script(reads_db, "INSERT INTO access_read VALUES (1)"));
    CHECK_OK(tx_commit(reads_db));
    db_close(reads_db);
    CHECK_OK(db_open_reads(d->db, &reads_db));
    db_use_arena(reads_db, t->arena);
    CHECK_INT(test_db_count(reads_db, "SELECT count(*) FROM access_read"), 1);
    CHECK_OK(db_checkpoint(reads_db));
    if (db_is_pg(d->db)) {
        CHECK_INT(test_db_count(reads_db, "SELECT current_setting('synchronous_commit') = 'off'"),
                  1);
        CHECK_INT(test_db_count(d->db, "SELECT current_setting('synchronous_commit') = 'on'"), 1);
    } else {
        CHECK_INT(test_db_count(reads_db, "PRAGMA synchronous"), 1);
        CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM access_read"), 0);
        CHECK_OK(db_script(d->db, "ALTER TABLE access_read ADD COLUMN who BIGINT"));
        struct db *again = NULL;

        CHECK_ERR(db_open_reads(d->db, &again), E_CONFLICT);
        CHECK_OK(db_script(reads_db, "DELETE FROM access_read"));
        CHECK_OK(db_open_reads(d->db, &again));
        CHECK_OK(db_script(again, "INSERT INTO access_read (n, who) VALUES (1, 2)"));
        db_close(again);
    }
    db_close(reads_db);
}

TEST(db, journal_of_reads_is_a_second_store)
{
    test_db_each_shared(t, reads);
}

/* Filled at once: whole with its late index, or as if nothing had been tried. */
static enum err fill(struct db *db, bool whole)
{
    static const char *const late[] = {"mark_by_n", NULL};

    TRY(db_bulk_begin(db, late));
    TRY(tx_begin(db, TX_WRITE));
    TRY(test_db_mark(db, 1, 1));
    TRY(tx_commit(db));
    return whole ? db_bulk_end(db) : OK;
}

static void bulk(struct test *t, struct test_db *d)
{
    const char *schema = "SELECT count(*) FROM sqlite_schema WHERE name = 'mark_by_n'"
                         " AND sql = 'CREATE INDEX mark_by_n ON mark(n)'";
    const char *part = str_fmt(t->arena, "%s/test.db.part", d->folder).p;
    bool pg = db_is_pg(d->db);
    struct db *other = NULL;

    CHECK(test_db_marks(d));
    CHECK_OK(db_script(d->db, "CREATE INDEX mark_by_n ON mark(n)"));
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    if (!pg)
        CHECK_ERR(fill(d->db, true), E_BUSY);
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark"), 0);
    CHECK_OK(test_db_mark(other, 7, 7));
    db_close(d->db);
    CHECK_OK(fill(other, false));
    db_close(other);
    CHECK(access(part, F_OK) != 0);
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    CHECK_INT(test_db_count(other, "SELECT count(*) FROM mark"), pg ? 2 : 1);
    CHECK_OK(db_script(other, "DELETE FROM mark"));
    CHECK_OK(fill(other, true));
    db_close(other);
    CHECK_OK(db_open_with(d->url, &d->options, &d->db));
    db_use_arena(d->db, t->arena);
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark"), 1);
    if (!pg)
        CHECK_INT(test_db_count(d->db, schema), 1);
    CHECK(access(part, F_OK) != 0);
}

TEST(db, is_filled_at_once_or_not_at_all)
{
    test_db_each_shared(t, bulk);
}

static void checkpoint(struct test *t, struct test_db *d)
{
    const char *wal = str_fmt(t->arena, "%s/test.db-wal", d->folder).p;
    const char *main_file = str_fmt(t->arena, "%s/test.db", d->folder).p;
    char *p = arena_alloc(t->arena, 1 << 20);
    struct db *worker = NULL;
    struct stat before, after, st;

    if (db_is_pg(d->db)) {
        CHECK_OK(db_checkpoint(d->db));
        return;
    }
    CHECK_OK(db_script(d->db, "CREATE TABLE pile (b BLOB)"));
    CHECK_OK(db_checkpoint(d->db));
    d->options.no_checkpoint = true;
    CHECK_OK(db_open_with(d->url, &d->options, &worker));
    CHECK_INT(stat(main_file, &before), 0);
    for (int i = 0; i < 70; i++)
        CHECK_OK(db_exec(worker, SQL("INSERT INTO pile VALUES ($1)", 1),
                         BINDS(b_blob((struct str){p, 1 << 20})), NULL));
    CHECK_INT(stat(main_file, &after), 0);
    CHECK_INT(after.st_size, before.st_size); /* the worker leaves it to others */
    CHECK_INT(stat(wal, &st), 0);
    CHECK(st.st_size > 64 << 20);
    CHECK_OK(db_checkpoint(d->db));
    CHECK_INT(stat(wal, &st), 0);
    CHECK_INT(st.st_size, 0);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_ERR(db_checkpoint(d->db), E_BUG);
    tx_rollback(d->db);
    db_close(worker);
}

TEST(db, checkpoint_moves_and_cuts_the_log)
{
    test_db_each_shared(t, checkpoint);
}

#define OTHERS                                                                                     \
    "FROM pg_stat_activity WHERE application_name = 'alidade' AND pid <> pg_backend_pid()"

/* Ends all connections but this one, and waits until they are gone. */
static bool end_others(struct db *db)
{
    if (test_db_count(db, "SELECT count(pg_terminate_backend(pid)) " OTHERS) < 1)
        return false;
    for (int i = 0; i < 200 && test_db_count(db, "SELECT count(*) " OTHERS) != 0; i++)
        usleep(10000);
    return test_db_count(db, "SELECT count(*) " OTHERS) == 0;
}

static void lost_connection(struct test *t, struct test_db *d)
{
    struct db *other = NULL;

    if (!db_is_pg(d->db))
        return;
    CHECK(test_db_marks(d));
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    for (int i = 0; i < 2; i++) { /* idle: neither a transaction nor a query notices */
        CHECK(end_others(d->db));
        CHECK_OK(i ? test_db_mark(other, 1, i) : tx_begin(other, TX_WRITE));
        if (i == 0) {
            CHECK_OK(test_db_mark(other, 1, i));
            CHECK_OK(tx_commit(other));
        }
    }
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(test_db_mark(other, 2, 1));
    CHECK(end_others(d->db));
    CHECK_ERR(test_db_mark(other, 2, 2), E_BUSY);
    CHECK_ERR(tx_commit(other), E_BUSY);
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(test_db_mark(other, 2, 3));
    CHECK(end_others(d->db));
    CHECK_ERR(tx_commit(other), E_IO); /* nobody knows */
    CHECK_OK(tx_begin(other, TX_READ));
    CHECK_INT(test_db_count(other, "SELECT count(*) FROM mark"), 2);
    CHECK_OK(tx_commit(other));
    db_close(other);
}

static void settings(struct test *t, struct test_db *d)
{
    struct db *other = NULL;
    int64_t start = os_now().us;

    if (!db_is_pg(d->db))
        return;
    d->options.timeout_ms = 150;
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    CHECK_INT(test_db_count(other, "SELECT current_setting('TimeZone') = 'UTC'"), 1);
    CHECK_INT(test_db_count(other, "SELECT current_schema() LIKE 'test_%'"), 1);
    CHECK_ERR(db_script(other, "SELECT pg_sleep(20)"), E_IO);
    CHECK(os_now().us - start < 10000000);
    CHECK(strstr(db_error(other), "statement timeout") != NULL);
    CHECK_INT(test_db_count(other, "SELECT 1"), 1);
    db_close(other);
}

TEST(db, settings_of_a_connection)
{
    test_db_each_shared(t, settings);
}

TEST(db, lost_connection_is_opened_again)
{
    test_db_each_shared(t, lost_connection);
}

TEST(db, file_is_for_its_owner_and_must_exist)
{
    struct test_db d;
    struct stat st = {0}, lock = {0};
    struct db *db = NULL;

    CHECK(test_db_open(t, ENGINE_FILE, &d));
    stat(str_fmt(t->arena, "%s/test.db", d.folder).p, &st);
    stat(str_fmt(t->arena, "%s/test.db.lock", d.folder).p, &lock);
    enum err missing = db_open(str_fmt(t->arena, "sqlite:%s/none", d.folder).p, false, &db);
    enum err there = db_open(d.url, false, &db);
    int64_t keys = -1, full = -1;

    if (there == OK) {
        keys = test_db_count(db, "PRAGMA foreign_keys");
        full = test_db_count(db, "PRAGMA synchronous");
    }
    db_close(db);
    test_db_close(&d);
    CHECK_INT(st.st_mode & 0777, 0600);
    CHECK_INT(lock.st_mode & 0777, 0600);
    CHECK_ERR(missing, E_NOT_FOUND);
    CHECK_OK(there);
    CHECK_INT(keys, 1);
    CHECK_INT(full, 2);
}

#endif
