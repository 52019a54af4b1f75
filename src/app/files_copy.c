/* app/files_copy.c: sealed files from one folder to another, see files_copy.h. */
#include "app/files_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plat/os.h"

#define PIECE ((size_t)1 << 16)

static enum err bytes_copy(int from, int to)
{
    char piece[PIECE];
    ssize_t n;

    while ((n = read(from, piece, sizeof piece)) > 0)
        for (ssize_t at = 0; at < n;) {
            ssize_t put = write(to, piece + at, (size_t)(n - at));

            if (put <= 0)
                return E_IO;
            at += put;
        }
    return n == 0 && fsync(to) == 0 ? OK : E_IO;
}

/* Under another name first: what has its own is whole. */
static enum err file_copy(struct arena *a, const char *from, const char *to, int64_t *ret_n)
{
    const char *part = str_z(a, str_fmt(a, "%s.part", to));

    if (access(to, F_OK) == 0)
        return OK;
    int in = open(from, O_RDONLY | O_CLOEXEC);

    if (in < 0) /* moved to its place, or erased, since the folder was listed */
        return errno == ENOENT ? OK : E_IO;
    int out = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    enum err e = out < 0 ? E_IO : bytes_copy(in, out);

    (void)close(in);
    if (out >= 0 && close(out) != 0)
        e = E_IO;
    if (e == OK && rename(part, to) != 0)
        e = E_IO;
    *ret_n += e == OK;
    return e;
}

static bool folder_make(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static enum err folder_copy(struct arena *a, const char *from, const char *to, int64_t *ret_n)
{
    struct os_names files;

    TRY(os_list_dir(a, from, &files));
    if (files.n > 0 && !folder_make(to))
        return E_IO;
    for (size_t i = 0; i < files.n; i++) {
        struct str name = files.items[i];

        if (str_has_suffix(name, STR(".part")))
            continue;
        TRY(file_copy(a, str_z(a, str_fmt(a, "%s/%.*s", from, STR_ARG(name))),
                      str_z(a, str_fmt(a, "%s/%.*s", to, STR_ARG(name))), ret_n));
    }
    return OK;
}

/* One that went since the folders were listed is no failure. */
static enum err inner_copy(struct arena *a, const char *from, const char *to, struct str name,
                           int64_t *ret_n)
{
    enum err e = folder_copy(a, str_z(a, str_fmt(a, "%s/%.*s", from, STR_ARG(name))),
                             str_z(a, str_fmt(a, "%s/%.*s", to, STR_ARG(name))), ret_n);

    return e == OK || e == E_NOT_FOUND ? OK : E_IO;
}

enum err files_copy(struct arena *a, const char *from, const char *to, int64_t *ret_n)
{
    struct os_names folders;
    enum err e = os_list_dir(a, from, &folders);
    bool fresh = false;

    *ret_n = 0;
    if (e != OK)
        return e == E_NOT_FOUND ? OK : e;
    if (!folder_make(to))
        return E_IO;
    /* The fresh ones first, and once more last: one may be moved to its place meanwhile. */
    for (size_t i = 0; i < folders.n; i++)
        fresh |= str_eq(folders.items[i], STR("new"));
    if (fresh)
        TRY(inner_copy(a, from, to, STR("new"), ret_n));
    for (size_t i = 0; i < folders.n; i++)
        TRY(inner_copy(a, from, to, folders.items[i], ret_n));
    return OK;
}
