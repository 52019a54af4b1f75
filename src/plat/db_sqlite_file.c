/* plat/db_sqlite_file.c: the files around a SQLite database: making it, its lock file, its
 * write-ahead log, a copy of it. */
#include "plat/db_sqlite.h"

#ifdef __wasm__

enum err db_sqlite_file_ready(const char *path, bool create)
{
    (void)path, (void)create;
    return OK;
}

enum err db_sqlite_file_turnstile(const char *db_path, struct turnstile *ret)
{
    return turnstile_open(ret, db_path);
}

enum err db_sqlite_file_backup(struct db *db, sqlite3 *from, const char *path)
{
    (void)from, (void)path;
    return db_failed(db, E_BUG, "backup: not in the browser");
}

enum err db_sqlite_checkpoint(struct db *base)
{
    (void)base; /* there is no log */
    return OK;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    WAL_CUT_PAGES = 16384, /* a log of 64 MiB is cut, else it only wraps around */
    WAL_CUT_WAIT_MS = 250,
};

enum err db_sqlite_file_ready(const char *path, bool create)
{
    int fd;

    if (strcmp(path, ":memory:") == 0)
        return OK;
    if (create) {
        fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0)
            return db_open_failed(E_IO, "cannot make '%s': %s", path, strerror(errno));
        close(fd);
        return OK;
    }
    if (access(path, F_OK) != 0)
        return db_open_failed(errno == ENOENT ? E_NOT_FOUND : E_IO, "cannot open '%s': %s", path,
                              strerror(errno));
    return OK;
}

enum err db_sqlite_file_turnstile(const char *db_path, struct turnstile *ret)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s.lock", db_path) >= (int)sizeof path)
        return db_open_failed(E_IO, "cannot open '%s.lock': name too long", db_path);
    if (turnstile_open(ret, path) != OK)
        return db_open_failed(E_IO, "cannot open '%s': %s", path, strerror(errno));
    return OK;
}

/* Page by page and in one go: a snapshot, which VACUUM INTO is too, but that renumbers rowids. */
enum err db_sqlite_file_copy(struct db *db, sqlite3 *from, const char *part)
{
    sqlite3 *to = NULL;
    sqlite3_backup *copy = NULL;
    enum err e = OK;
    int fd, rc;

    unlink(part);
    fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return db_failed(db, E_IO, "cannot make '%s': %s", part, strerror(errno));
    close(fd);
    rc = sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        copy = sqlite3_backup_init(to, "main", from, "main");
    if (copy) {
        rc = sqlite3_backup_step(copy, -1);
        sqlite3_backup_finish(copy);
    }
    if (copy == NULL || rc != SQLITE_DONE)
        e = db_failed(db, (rc & 0xff) == SQLITE_BUSY ? E_BUSY : E_IO, "backup: %s",
                      to ? sqlite3_errmsg(to) : "out of memory");
    sqlite3_close(to);
    return e;
}

static int sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    int rc;

    if (fd < 0)
        return -1;
    rc = fsync(fd);
    close(fd);
    return rc;
}

static int sync_folder_of(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return sync_path(".", O_RDONLY | O_DIRECTORY);
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
    return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

enum err db_sqlite_file_publish(struct db *db, const char *part, const char *path)
{
    if (sync_path(part, O_RDONLY) == 0 && rename(part, path) == 0 && sync_folder_of(path) == 0)
        return OK;
    return db_failed(db, E_IO, "cannot write '%s': %s", path, strerror(errno));
}

enum err db_sqlite_file_backup(struct db *db, sqlite3 *from, const char *path)
{
    char part[PATH_MAX];
    enum err e;

    if (access(path, F_OK) == 0)
        return db_failed(db, E_CONFLICT, "backup: '%s' exists", path);
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return db_failed(db, E_IO, "backup: name too long");
    e = db_sqlite_file_copy(db, from, part);
    if (e == OK)
        e = db_sqlite_file_publish(db, part, path);
    if (e != OK)
        unlink(part);
    return e;
}

/* A log that always has a reader in it never wraps around: then it must be cut once the others
 * have waited. */
static void wal_cut(struct db_sqlite *db)
{
    if (turnstile_take(&db->turn, WAL_CUT_WAIT_MS) != OK)
        return;
    sqlite3_busy_timeout(db->handle, WAL_CUT_WAIT_MS);
    sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, SQLITE_BUSY_MS);
    turnstile_leave(&db->turn);
}

enum err db_sqlite_checkpoint(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    int in_log = 0, rc;

    if (base->tx)
        return db_failed(base, E_BUG, "checkpoint: in a transaction");
    rc = sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, NULL);
    if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY)
        return db_sqlite_failed(db, "checkpoint");
    if (in_log >= WAL_CUT_PAGES)
        wal_cut(db);
    return OK;
}

#endif
