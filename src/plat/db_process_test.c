/* plat/db_process_test.c: several processes on one database: queues, kills, full disks, copies. */
#include "plat/db_test_support.h"
#include "plat/os.h"

#ifndef __wasm__

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 8, WRITES = 200, GROUP = 3, VICTIMS = 6 };

static void each_shared(struct test *t, void (*fn)(struct test *t, struct test_db *d))
{
    for (int i = ENGINE_FILE; i < ENGINE_N; i++) {
        struct test_db d;

        if (!test_db_open(t, (enum test_engine)i, &d))
            continue;
        fn(t, &d);
        if (t->failed)
            test_fail(t, __FILE__, __LINE__, "with %s; last error: %s",
                      i == ENGINE_PG ? "PostgreSQL" : "SQLite", db_error(d.db));
        test_db_close(&d);
    }
}

static int64_t count(struct db *db, const char *text)
{
    struct rows rows;
    int64_t n = -1;

    if (db_query(db, SQL(text, 0), NO_BINDS, &rows) == OK && rows_next(&rows))
        n = col_int(&rows, 0);
    return rows_end(&rows) == OK ? n : -1;
}

static bool make_table(struct test_db *d)
{
    return db_script(d->db, db_is_pg(d->db)
                                ? "CREATE TABLE mark (who BIGINT, n BIGINT, PRIMARY KEY (who, n));"
                                  "CREATE TABLE total (id BIGINT PRIMARY KEY, n BIGINT);"
                                  "INSERT INTO total VALUES (1, 0)"
                                : "CREATE TABLE mark (who INTEGER, n INTEGER, PRIMARY KEY (who, n))"
                                  " STRICT; CREATE TABLE total (id INTEGER PRIMARY KEY, n INTEGER);"
                                  "INSERT INTO total VALUES (1, 0)") == OK;
}

static enum err mark(struct db *db, int64_t who, int64_t n)
{
    return db_exec(db, SQL("INSERT INTO mark (who, n) VALUES ($1, $2)", 2),
                   BINDS(b_int(who), b_int(n)), NULL);
}

/* Reads and writes one row all writers share, so that a lost turn would lose a number. */
static enum err write_one(struct db *db, int who, int n, int64_t *ret_wait_us)
{
    int64_t start = os_now().us;

    TRY(tx_begin(db, TX_WRITE));
    *ret_wait_us = os_now().us - start;
    TRY(db_exec(db, SQL("UPDATE total SET n = n + 1 WHERE id = 1", 0), NO_BINDS, NULL));
    TRY(mark(db, who, n));
    return tx_commit(db);
}

struct tally {
    enum err e;
    int64_t worst_us;
};

static void writer(const struct test_db *d, int who, int out)
{
    struct arena *a = arena_new(1 << 20);
    struct tally tally = {.e = OK};
    struct db *db = NULL;
    int64_t wait = 0;

    tally.e = db_open_with(d->url, &d->options, &db);
    if (tally.e == OK)
        db_use_arena(db, a);
    for (int i = 0; tally.e == OK && i < WRITES; i++) {
        tally.e = write_one(db, who, i, &wait);
        if (wait > tally.worst_us)
            tally.worst_us = wait;
    }
    if (tally.e != OK)
        fprintf(stderr, "writer %d: %s\n", who, db ? db_error(db) : db_open_error());
    db_close(db);
    _exit(write(out, &tally, sizeof tally) == sizeof tally ? 0 : 1);
}

/* As the jobs process does, only more often. */
static void checkpointer(const struct test_db *d)
{
    struct db *db = NULL;

    if (db_open_with(d->url, &d->options, &db) != OK)
        _exit(1);
    while (db_checkpoint(db) == OK)
        usleep(2000);
    _exit(1);
}

static void many_writers(struct test *t, struct test_db *d)
{
    struct tally tally, all = {.e = OK};
    int64_t start = os_now().us;
    int fds[2], status = 0;
    pid_t pid;

    CHECK(make_table(d));
    CHECK_INT(pipe(fds), 0);
    d->options.no_checkpoint = true;
    fflush(stdout);
    pid = fork();
    if (pid == 0)
        checkpointer(d);
    for (int i = 0; i < WRITERS; i++)
        if (fork() == 0)
            writer(d, i, fds[1]);
    for (int i = 0; i < WRITERS; i++) {
        CHECK_INT(read(fds[0], &tally, sizeof tally), sizeof tally);
        if (tally.e != OK)
            all.e = tally.e;
        if (tally.worst_us > all.worst_us)
            all.worst_us = tally.worst_us;
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    while (wait(NULL) > 0)
        ;
    CHECK(WIFSIGNALED(status)); /* it would have ended at its first failure */
    close(fds[0]);
    close(fds[1]);
    CHECK_OK(all.e);
    CHECK_INT(count(d->db, "SELECT count(*) FROM mark"), WRITERS * WRITES);
    CHECK_INT(count(d->db, "SELECT n FROM total"), WRITERS * WRITES);
    printf("# %s: %d writers x %d writes in %lld ms, worst wait to begin %lld us\n",
           d->engine == ENGINE_PG ? "PostgreSQL" : "SQLite", WRITERS, WRITES,
           (long long)(os_now().us - start) / 1000, (long long)all.worst_us);
}

TEST(db, many_writers_lose_nothing)
{
    each_shared(t, many_writers);
}

/* Writes part of a group, says so, and never comes to its end. */
static void stuck_writer(const struct test_db *d, int out)
{
    struct db *db = NULL;
    char ready = 1;

    if (db_open_with(d->url, &d->options, &db) != OK || tx_begin(db, TX_WRITE) != OK ||
        mark(db, 7, 0) != OK || mark(db, 7, 1) != OK || write(out, &ready, 1) != 1)
        _exit(1);
    for (;;)
        pause();
}

static void killed(struct test *t, struct test_db *d)
{
    struct tally tally;
    int stuck[2], done[2];
    char ready = 0;
    pid_t pid;

    CHECK(make_table(d));
    CHECK_INT(pipe(stuck), 0);
    CHECK_INT(pipe(done), 0);
    fflush(stdout);
    pid = fork();
    if (pid == 0)
        stuck_writer(d, stuck[1]);
    CHECK_INT(read(stuck[0], &ready, 1), 1);
    if (fork() == 0) /* waits in the queue when the kill comes */
        writer(d, 1, done[1]);
    usleep(100000);
    CHECK_INT(kill(pid, SIGKILL), 0);
    CHECK_INT(read(done[0], &tally, sizeof tally), sizeof tally);
    CHECK_OK(tally.e);
    while (wait(NULL) > 0)
        ;
    CHECK_INT(count(d->db, "SELECT count(*) FROM mark WHERE who = 7"), 0);
    CHECK_INT(count(d->db, "SELECT count(*) FROM mark"), WRITES);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(mark(d->db, 7, 0));
    CHECK_OK(tx_commit(d->db));
    for (int i = 0; i < 2; i++) {
        close(stuck[i]);
        close(done[i]);
    }
}

TEST(db, kill_in_a_transaction_leaves_nothing)
{
    each_shared(t, killed);
}

static void group_writer(const struct test_db *d, int who)
{
    struct arena *a = arena_new(1 << 20);
    struct db *db = NULL;

    if (db_open_with(d->url, &d->options, &db) != OK)
        _exit(1);
    db_use_arena(db, a);
    for (int n = 0;; n += GROUP) {
        enum err e = tx_begin(db, TX_WRITE);

        for (int i = 0; e == OK && i < GROUP; i++)
            e = mark(db, who, n + i);
        if (e == OK)
            e = tx_commit(db);
        if (e != OK)
            _exit(1);
    }
}

/* At moments nobody chose: a group is there as a whole or not at all. */
static void killed_anywhere(struct test *t, struct test_db *d)
{
    pid_t pids[VICTIMS];

    CHECK(make_table(d));
    fflush(stdout);
    for (int i = 0; i < VICTIMS; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            group_writer(d, i);
    }
    for (int i = 0; i < VICTIMS; i++) {
        usleep((useconds_t)(150000 + i * 7919));
        CHECK_INT(kill(pids[i], SIGKILL), 0);
    }
    while (wait(NULL) > 0)
        ;
    CHECK(count(d->db, "SELECT count(*) FROM mark") > 0);
    CHECK_INT(count(d->db, "SELECT count(*) FROM (SELECT who FROM mark GROUP BY who, n / 3"
                           " HAVING count(*) <> 3) AS broken"),
              0);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(mark(d->db, 99, 0));
    CHECK_OK(tx_commit(d->db));
    CHECK_INT(count(d->db, "SELECT count(*) FROM mark WHERE who = 99"), 1);
    if (!db_is_pg(d->db))
        CHECK_INT(count(d->db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

TEST(db, kill_anywhere_leaves_whole_transactions)
{
    each_shared(t, killed_anywhere);
}

static void wait_ends(struct test *t, struct test_db *d)
{
    struct db *other = NULL;
    int64_t start;
    enum err e;

    CHECK(make_table(d));
    d->options.wait_ms = 150;
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(mark(d->db, 1, 1));
    start = os_now().us;
    e = tx_begin(other, TX_WRITE); /* PostgreSQL waits for the row, not for the turn */
    if (e == OK)
        e = mark(other, 1, 1);
    CHECK_ERR(e, E_BUSY);
    tx_rollback(other);
    CHECK(os_now().us - start >= 100000 && os_now().us - start < 5000000);
    /* Readers do not wait. */
    CHECK_OK(tx_begin(other, TX_READ));
    CHECK_INT(count(other, "SELECT count(*) FROM mark"), 0);
    CHECK_OK(tx_commit(d->db));
    CHECK_INT(count(other, "SELECT count(*) FROM mark"), 0); /* still the same snapshot */
    CHECK_OK(tx_commit(other));
    CHECK_INT(count(other, "SELECT count(*) FROM mark"), 1);
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(mark(other, 2, 1));
    CHECK_OK(tx_commit(other));
    db_close(other);
}

TEST(db, wait_for_the_turn_ends)
{
    each_shared(t, wait_ends);
}

static void disk_full_child(const struct test_db *d, struct arena *a)
{
    struct rlimit limit = {600000, 600000};
    char *p = arena_alloc(a, 100000);
    struct db *db = NULL;
    enum err e = OK;

    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || db_open_with(d->url, &d->options, &db) != OK)
        _exit(100);
    db_use_arena(db, a);
    for (int i = 0; e == OK && i < 100; i++) {
        e = tx_begin(db, TX_WRITE);
        if (e == OK)
            e = mark(db, 5, i);
        if (e == OK)
            e = db_exec(db, SQL("INSERT INTO pile VALUES ($1)", 1),
                        BINDS(b_blob((struct str){p, 100000})), NULL);
        if (e == OK)
            e = tx_commit(db);
    }
    tx_rollback(db);
    _exit((int)e);
}

TEST(db, full_disk_is_an_error_and_leaves_nothing)
{
    struct test_db d;
    int status = 0;
    pid_t pid;

    CHECK(test_db_open(t, ENGINE_FILE, &d));
    bool made = make_table(&d) && db_script(d.db, "CREATE TABLE pile (b BLOB)") == OK;

    fflush(stdout);
    pid = fork();
    if (pid == 0)
        disk_full_child(&d, t->arena);
    waitpid(pid, &status, 0);
    int64_t marks = count(d.db, "SELECT count(*) FROM mark");
    int64_t piles = count(d.db, "SELECT count(*) FROM pile");
    int64_t good = count(d.db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check");

    test_db_close(&d);
    CHECK(made && WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), E_IO);
    CHECK(marks == piles && marks > 0);
    CHECK_INT(good, 1);
}

static void backup(struct test *t, struct test_db *d)
{
    struct db *copy = NULL;
    struct stat st;
    const char *path, *url;
    pid_t pid;

    if (db_is_pg(d->db)) {
        CHECK_ERR(db_backup(d->db, "/tmp/x"), E_BUG);
        return;
    }
    CHECK(make_table(d));
    fflush(stdout);
    pid = fork();
    if (pid == 0)
        group_writer(d, 1);
    usleep(100000);
    path = str_fmt(t->arena, "%s/copy.db", d->folder).p;
    url = str_fmt(t->arena, "sqlite:%s", path).p;
    CHECK_OK(db_backup(d->db, path));
    CHECK_ERR(db_backup(d->db, path), E_CONFLICT);
    CHECK_ERR(db_backup(d->db, "/nowhere/copy.db"), E_IO);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    CHECK_INT(stat(path, &st), 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    CHECK_OK(db_open(url, false, &copy));
    db_use_arena(copy, t->arena);
    int64_t n = count(copy, "SELECT count(*) FROM mark");
    CHECK(n > 0 && n % GROUP == 0);
    CHECK_INT(count(copy, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    db_close(copy);
}

TEST(db, backup_while_others_write)
{
    each_shared(t, backup);
}

static void reads(struct test *t, struct test_db *d)
{
    struct db *reads_db = NULL;

    CHECK(make_table(d));
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
    CHECK_INT(count(reads_db, "SELECT count(*) FROM access_read"), 1);
    CHECK_OK(db_checkpoint(reads_db));
    if (db_is_pg(d->db)) {
        CHECK_INT(count(reads_db, "SELECT current_setting('synchronous_commit') = 'off'"), 1);
        CHECK_INT(count(d->db, "SELECT current_setting('synchronous_commit') = 'on'"), 1);
    } else {
        CHECK_INT(count(reads_db, "PRAGMA synchronous"), 1);
        CHECK_INT(count(d->db, "SELECT count(*) FROM access_read"), 0);
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
    each_shared(t, reads);
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
    each_shared(t, checkpoint);
}

#define OTHERS                                                                                     \
    "FROM pg_stat_activity WHERE application_name = 'alidade' AND pid <> pg_backend_pid()"

/* Ends all connections but this one, and waits until they are gone. */
static bool end_others(struct db *db)
{
    if (count(db, "SELECT count(pg_terminate_backend(pid)) " OTHERS) < 1)
        return false;
    for (int i = 0; i < 200 && count(db, "SELECT count(*) " OTHERS) != 0; i++)
        usleep(10000);
    return count(db, "SELECT count(*) " OTHERS) == 0;
}

static void lost_connection(struct test *t, struct test_db *d)
{
    struct db *other = NULL;

    if (!db_is_pg(d->db))
        return;
    CHECK(make_table(d));
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    for (int i = 0; i < 2; i++) { /* idle: neither a transaction nor a query notices */
        CHECK(end_others(d->db));
        CHECK_OK(i ? mark(other, 1, i) : tx_begin(other, TX_WRITE));
        if (i == 0) {
            CHECK_OK(mark(other, 1, i));
            CHECK_OK(tx_commit(other));
        }
    }
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(mark(other, 2, 1));
    CHECK(end_others(d->db));
    CHECK_ERR(mark(other, 2, 2), E_BUSY);
    CHECK_ERR(tx_commit(other), E_BUSY);
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(mark(other, 2, 3));
    CHECK(end_others(d->db));
    CHECK_ERR(tx_commit(other), E_IO); /* nobody knows */
    CHECK_OK(tx_begin(other, TX_READ));
    CHECK_INT(count(other, "SELECT count(*) FROM mark"), 2);
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
    CHECK_INT(count(other, "SELECT current_setting('TimeZone') = 'UTC'"), 1);
    CHECK_INT(count(other, "SELECT current_schema() LIKE 'test_%'"), 1);
    CHECK_ERR(db_script(other, "SELECT pg_sleep(20)"), E_IO);
    CHECK(os_now().us - start < 10000000);
    CHECK(strstr(db_error(other), "statement timeout") != NULL);
    CHECK_INT(count(other, "SELECT 1"), 1);
    db_close(other);
}

TEST(db, settings_of_a_connection)
{
    each_shared(t, settings);
}

TEST(db, lost_connection_is_opened_again)
{
    each_shared(t, lost_connection);
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
        keys = count(db, "PRAGMA foreign_keys");
        full = count(db, "PRAGMA synchronous");
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
