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

/* Reads and writes one row all writers share, so that a lost turn would lose a number. */
static enum err write_one(struct db *db, int who, int n, int64_t *ret_wait_us)
{
    int64_t start = os_now().us;

    TRY(tx_begin(db, TX_WRITE));
    *ret_wait_us = os_now().us - start;
    TRY(db_exec(db, SQL("UPDATE total SET n = n + 1 WHERE id = 1", 0), NO_BINDS, NULL));
    TRY(test_db_mark(db, who, n));
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

    CHECK(test_db_marks(d));
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
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark"), WRITERS * WRITES);
    CHECK_INT(test_db_count(d->db, "SELECT n FROM total"), WRITERS * WRITES);
    printf("# %s: %d writers x %d writes in %lld ms, worst wait to begin %lld us\n",
           d->engine == ENGINE_PG ? "PostgreSQL" : "SQLite", WRITERS, WRITES,
           (long long)(os_now().us - start) / 1000, (long long)all.worst_us);
}

TEST(db, many_writers_lose_nothing)
{
    test_db_each_shared(t, many_writers);
}

/* Writes part of a group, says so, and never comes to its end. */
static void stuck_writer(const struct test_db *d, int out)
{
    struct db *db = NULL;
    char ready = 1;

    if (db_open_with(d->url, &d->options, &db) != OK || tx_begin(db, TX_WRITE) != OK ||
        test_db_mark(db, 7, 0) != OK || test_db_mark(db, 7, 1) != OK || write(out, &ready, 1) != 1)
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

    CHECK(test_db_marks(d));
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
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark WHERE who = 7"), 0);
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark"), WRITES);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(test_db_mark(d->db, 7, 0));
    CHECK_OK(tx_commit(d->db));
    for (int i = 0; i < 2; i++) {
        close(stuck[i]);
        close(done[i]);
    }
}

TEST(db, kill_in_a_transaction_leaves_nothing)
{
    test_db_each_shared(t, killed);
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
            e = test_db_mark(db, who, n + i);
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

    CHECK(test_db_marks(d));
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
    CHECK(test_db_count(d->db, "SELECT count(*) FROM mark") > 0);
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM (SELECT who FROM mark GROUP BY who, n / 3"
                                   " HAVING count(*) <> 3) AS broken"),
              0);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(test_db_mark(d->db, 99, 0));
    CHECK_OK(tx_commit(d->db));
    CHECK_INT(test_db_count(d->db, "SELECT count(*) FROM mark WHERE who = 99"), 1);
    if (!db_is_pg(d->db))
        CHECK_INT(test_db_count(d->db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"),
                  1);
}

TEST(db, kill_anywhere_leaves_whole_transactions)
{
    test_db_each_shared(t, killed_anywhere);
}

static void wait_ends(struct test *t, struct test_db *d)
{
    struct db *other = NULL;
    int64_t start;
    enum err e;

    CHECK(test_db_marks(d));
    d->options.wait_ms = 150;
    CHECK_OK(db_open_with(d->url, &d->options, &other));
    db_use_arena(other, t->arena);
    CHECK_OK(tx_begin(d->db, TX_WRITE));
    CHECK_OK(test_db_mark(d->db, 1, 1));
    start = os_now().us;
    e = tx_begin(other, TX_WRITE); /* PostgreSQL waits for the row, not for the turn */
    if (e == OK)
        e = test_db_mark(other, 1, 1);
    CHECK_ERR(e, E_BUSY);
    tx_rollback(other);
    CHECK(os_now().us - start >= 100000 && os_now().us - start < 5000000);
    /* Readers do not wait. */
    CHECK_OK(tx_begin(other, TX_READ));
    CHECK_INT(test_db_count(other, "SELECT count(*) FROM mark"), 0);
    CHECK_OK(tx_commit(d->db));
    CHECK_INT(test_db_count(other, "SELECT count(*) FROM mark"), 0); /* still the same snapshot */
    CHECK_OK(tx_commit(other));
    CHECK_INT(test_db_count(other, "SELECT count(*) FROM mark"), 1);
    CHECK_OK(tx_begin(other, TX_WRITE));
    CHECK_OK(test_db_mark(other, 2, 1));
    CHECK_OK(tx_commit(other));
    db_close(other);
}

TEST(db, wait_for_the_turn_ends)
{
    test_db_each_shared(t, wait_ends);
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
            e = test_db_mark(db, 5, i);
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
    bool made = test_db_marks(&d) && db_script(d.db, "CREATE TABLE pile (b BLOB)") == OK;

    fflush(stdout);
    pid = fork();
    if (pid == 0)
        disk_full_child(&d, t->arena);
    waitpid(pid, &status, 0);
    int64_t marks = test_db_count(d.db, "SELECT count(*) FROM mark");
    int64_t piles = test_db_count(d.db, "SELECT count(*) FROM pile");
    int64_t good = test_db_count(d.db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check");

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
    CHECK(test_db_marks(d));
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
    int64_t n = test_db_count(copy, "SELECT count(*) FROM mark");
    CHECK(n > 0 && n % GROUP == 0);
    CHECK_INT(test_db_count(copy, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    db_close(copy);
}

TEST(db, backup_while_others_write)
{
    test_db_each_shared(t, backup);
}

#endif
