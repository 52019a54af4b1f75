/* app/cmd_photo.c: `alidade photo`: a photo from standard input, smaller and upright on standard
 * output. The server starts it for large photos, locked in (plat/photo.h); it locks itself in
 * further before it looks at a byte. */
#include <unistd.h>

#include "app/command.h"
#include "base/buf.h"
#include "core/upload.h"
#include "plat/photo.h"

#define MEMORY ((size_t)128 << 20)

static struct str photo_take(struct arena *a)
{
    static char piece[1 << 16];
    struct buf all;
    ssize_t n;

    buf_init(&all, a, UPLOAD_FILE_MAX);
    while ((n = read(STDIN_FILENO, piece, sizeof piece)) > 0)
        buf_put(&all, (struct str){piece, (size_t)n});
    return buf_str(&all);
}

static bool photo_give(struct str photo)
{
    while (photo.n > 0) {
        ssize_t n = write(STDOUT_FILENO, photo.p, photo.n);

        if (n <= 0)
            return false;
        photo = str_from(photo, (size_t)n);
    }
    return true;
}

int cmd_photo(const struct options *options)
{
    struct arena *a = install_arena(MEMORY);
    struct str small;

    (void)options;
    if (!jail_seal())
        install_die("this system cannot lock a process in");
    if (photo_small(a, photo_take(a), &small) != OK)
        _exit(1);
    _exit(photo_give(small) ? 0 : 1);
}
