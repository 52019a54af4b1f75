/* plat/os_file.c: reading files and folders, the same for both builds. In the browser's module only
 * tests call these: there a program finds no files unless it was given some. */
#include "plat/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/list.h"

static enum err os_err(void)
{
    return errno == ENOENT || errno == ENOTDIR ? E_NOT_FOUND : E_IO;
}

/* Reads to the end of fd; first is the size that fstat told, which may be wrong (pipes, /proc). */
static enum err os_read_fd(struct arena *a, int fd, size_t first, size_t max, struct str *ret)
{
    size_t cap = (first < max ? first : max) + 2; /* one more to see the end, one for the NUL */
    char *p = arena_alloc(a, cap);
    size_t n = 0;
    for (;;) {
        ssize_t got = read(fd, p + n, cap - 1 - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return E_IO;
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > max)
            return E_LIMIT;
        if (n == cap - 1) {
            p = arena_grow(a, p, cap, cap * 2);
            cap *= 2;
        }
    }
    p[n] = '\0';
    *ret = (struct str){p, n};
    return OK;
}

enum err os_read_file(struct arena *a, const char *path, size_t max, struct str *ret)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return os_err();
    struct stat st;
    enum err e = E_IO;
    if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode)) {
        size_t size = st.st_size > 0 ? (size_t)st.st_size : 0;
        e = size > max ? E_LIMIT : os_read_fd(a, fd, size, max, ret);
    }
    (void)close(fd);
    return e;
}

static int os_name_cmp(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

enum err os_list_dir(struct arena *a, const char *path, struct os_names *ret)
{
    DIR *dir = opendir(path);
    if (!dir)
        return os_err();
    struct os_names names = {0};
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry)
            break;
        struct str name = str_c(entry->d_name);
        if (!str_eq(name, STR(".")) && !str_eq(name, STR("..")))
            LIST_ADD(a, &names, str_dup(a, name));
    }
    enum err e = errno ? E_IO : OK;
    (void)closedir(dir);
    if (e != OK)
        return e;
    if (names.n > 1)
        qsort(names.items, names.n, sizeof *names.items, os_name_cmp);
    *ret = names;
    return OK;
}
