/* plat/vfs_wasm.c: what SQLite needs of an operating system in the browser: chance, a clock, and
 * two files in memory (vfs_wasm.h). They are opened by one connection, so nothing is locked. */
#include "plat/vfs_wasm.h"

#include "plat/os.h"

#include <sqlite3.h>
#include <string.h>

int sqlite3_os_init(void);
int sqlite3_os_end(void);

/* NOLINTBEGIN(readability-non-const-parameter): the types are SQLite's */
struct memfile vfs_main = {.block = VFS_MAIN_BLOCK}, vfs_box = {.block = VFS_BOX_BLOCK};

struct vfs_file {
    sqlite3_file base;
    struct memfile *pages;
};

static struct memfile *pages_of(sqlite3_file *file)
{
    return ((struct vfs_file *)file)->pages;
}

static int file_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
    return memfile_read(pages_of(file), out, (size_t)n, (size_t)at) ? SQLITE_OK
                                                                    : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *p, int n, sqlite3_int64 at)
{
    return memfile_write(pages_of(file), p, (size_t)n, (size_t)at) == OK ? SQLITE_OK : SQLITE_FULL;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    memfile_cut(pages_of(file), (size_t)size);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    *ret = (sqlite3_int64)pages_of(file)->size;
    return SQLITE_OK;
}

static int file_flag(sqlite3_file *file, int flag)
{
    (void)file, (void)flag;
    return SQLITE_OK;
}

static int file_reserved(sqlite3_file *file, int *ret)
{
    (void)file;
    *ret = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int op, void *arg)
{
    (void)file, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *file)
{
    (void)file;
    return (int)MEMFILE_PAGE;
}

static int file_traits(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static int file_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = file_close,
        .xRead = file_read,
        .xWrite = file_write,
        .xTruncate = file_truncate,
        .xSync = file_flag,
        .xFileSize = file_size,
        .xLock = file_flag,
        .xUnlock = file_flag,
        .xCheckReservedLock = file_reserved,
        .xFileControl = file_control,
        .xSectorSize = file_sector,
        .xDeviceCharacteristics = file_traits,
    };
    struct memfile *pages = NULL;

    (void)vfs;
    file->pMethods = NULL;
    if (name && strcmp(name, "main") == 0)
        pages = &vfs_main;
    if (name && strcmp(name, "box") == 0)
        pages = &vfs_box;
    if (!pages)
        return SQLITE_CANTOPEN;
    *(struct vfs_file *)file = (struct vfs_file){{&methods}, pages};
    if (out)
        *out = flags;
    return SQLITE_OK;
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
        .szOsFile = sizeof(struct vfs_file),
        .mxPathname = 200,
        .zName = "memory",
        .xOpen = file_open,
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
