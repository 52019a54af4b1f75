/* plat/vfs_wasm.c: what SQLite needs of an operating system in the browser: chance and a clock.
 * There are no files here; a database in memory needs none. */
#include "plat/os.h"

#include <sqlite3.h>
#include <string.h>

int sqlite3_os_init(void);
int sqlite3_os_end(void);

/* NOLINTBEGIN(readability-non-const-parameter): the types are SQLite's */
static int no_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs, (void)name, (void)flags, (void)out;
    file->pMethods = NULL;
    return SQLITE_CANTOPEN;
}

static int no_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs, (void)name, (void)sync;
    return SQLITE_OK;
}

static int no_access(sqlite3_vfs *vfs, const char *name, int flags, int *ret)
{
    (void)vfs, (void)name, (void)flags;
    *ret = 0;
    return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int n, char *ret)
{
    (void)vfs;
    if (strlen(name) >= (size_t)n)
        return SQLITE_CANTOPEN;
    memcpy(ret, name, strlen(name) + 1);
    return SQLITE_OK;
}

static int randomness(sqlite3_vfs *vfs, int n, char *ret)
{
    (void)vfs;
    os_random(ret, (size_t)n);
    return n;
}

static int no_sleep(sqlite3_vfs *vfs, int us)
{
    (void)vfs;
    return us;
}

/* Milliseconds since noon in Greenwich on 24 November 4714 BC. */
static int now_ms(sqlite3_vfs *vfs, sqlite3_int64 *ret)
{
    (void)vfs;
    *ret = os_now().us / 1000 + 210866760000000LL;
    return SQLITE_OK;
}

static int now_days(sqlite3_vfs *vfs, double *ret)
{
    sqlite3_int64 ms = 0;

    now_ms(vfs, &ms);
    *ret = (double)ms / 86400000.0;
    return SQLITE_OK;
}

static int last_error(sqlite3_vfs *vfs, int n, char *text)
{
    (void)vfs, (void)n, (void)text;
    return 0;
}

/* NOLINTEND(readability-non-const-parameter) */

int sqlite3_os_init(void)
{
    static sqlite3_vfs vfs = {
        .iVersion = 2,
        .szOsFile = sizeof(sqlite3_file),
        .mxPathname = 200,
        .zName = "none",
        .xOpen = no_open,
        .xDelete = no_delete,
        .xAccess = no_access,
        .xFullPathname = full_name,
        .xRandomness = randomness,
        .xSleep = no_sleep,
        .xCurrentTime = now_days,
        .xGetLastError = last_error,
        .xCurrentTimeInt64 = now_ms,
    };

    return sqlite3_vfs_register(&vfs, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}
