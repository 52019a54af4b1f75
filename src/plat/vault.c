/* plat/vault.c: sealed files in a folder, see vault.h. */
#include "plat/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plat/os.h"

#define PIECE ((size_t)64 << 10)
#define SEALED (PIECE + STREAM_EXTRA)
#define PATH_MAX_ 4096

/* DIR/new/NAME while it is fresh, then DIR/xx/NAME: the end of an id is random. */
static enum err vault_path(const struct vault *v, struct id name, bool fresh, char path[PATH_MAX_])
{
    char text[ID_TEXT];
    struct str id = id_format(name, text), end = str_from(id, id.n - 2);
    int n = fresh ? snprintf(path, PATH_MAX_, "%s/new/%.*s", v->dir, STR_ARG(id))
                  : snprintf(path, PATH_MAX_, "%s/%.*s/%.*s", v->dir, STR_ARG(end), STR_ARG(id));

    return n > 0 && n < PATH_MAX_ ? OK : E_IO;
}

/* Makes the folder of a path, and the vault's own above it. */
static enum err vault_folder(const struct vault *v, const char *path)
{
    char folder[PATH_MAX_];
    const char *slash = strrchr(path, '/');

    snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
    if (mkdir(v->dir, 0700) != 0 && errno != EEXIST)
        return E_IO;
    return mkdir(folder, 0700) == 0 || errno == EEXIST ? OK : E_IO;
}

/* A name is durable only when the folder that holds it is synced too. */
static enum err vault_sync_folder(const char *path)
{
#ifdef __wasi__
    (void)path; /* its host keeps what it was given */
    return OK;
#else
    char folder[PATH_MAX_];

    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return E_IO;
    enum err e = fsync(fd) == 0 ? OK : E_IO;

    (void)close(fd);
    return e;
#endif
}

static void vault_file_key(const struct vault *v, struct id name, uint8_t key[SEAL_KEY_SIZE])
{
    char text[ID_TEXT], said[ID_TEXT + 8];
    int n = snprintf(said, sizeof said, "file %.*s", STR_ARG(id_format(name, text)));
    struct sha256 mac = crypto_mac((struct str){(const char *)v->key, SEAL_KEY_SIZE},
                                   (struct str){said, (size_t)n});

    memcpy(key, mac.b, SEAL_KEY_SIZE);
    crypto_wipe(&mac, sizeof mac);
}

/* ---- writing -------------------------------------------------------------------------------- */

struct vault_writer {
    int fd;
    bool ended;
    char path[PATH_MAX_];
    char place[PATH_MAX_]; /* what it takes the place of, or empty */
    struct crypto_stream stream;
    size_t n; /* in piece */
    char piece[PIECE];
    uint8_t sealed[SEALED];
};

static void vault_writer_drop(void *arg)
{
    struct vault_writer *w = arg;

    if (w->fd >= 0)
        (void)close(w->fd);
    if (!w->ended)
        (void)unlink(w->path);
    crypto_wipe(&w->stream, sizeof w->stream);
    crypto_wipe(w->piece, sizeof w->piece);
}

static enum err vault_put(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return E_IO;
        bytes = str_from(bytes, (size_t)n);
    }
    return OK;
}

/* w->path is set; as: O_EXCL, or O_TRUNC where a process that ended may have left it. */
static enum err vault_writer_open(const struct vault *v, struct arena *a, struct id name, int as,
                                  struct vault_writer *w)
{
    uint8_t key[SEAL_KEY_SIZE], header[STREAM_HEADER_SIZE];

    TRY(vault_folder(v, w->path));
    w->fd = open(w->path, O_WRONLY | O_CREAT | O_CLOEXEC | as, 0600);
    if (w->fd < 0)
        return E_IO;
    arena_on_reset(a, vault_writer_drop, w);
    vault_file_key(v, name, key);
    crypto_stream_seal_init(&w->stream, key, header);
    crypto_wipe(key, sizeof key);
    return vault_put(w->fd, (struct str){(const char *)header, sizeof header});
}

enum err vault_write_begin(const struct vault *v, struct arena *a, struct id name,
                           struct vault_writer **ret)
{
    struct vault_writer *w = ARENA_NEW(a, struct vault_writer);

    TRY(vault_path(v, name, true, w->path));
    TRY(vault_writer_open(v, a, name, O_EXCL, w));
    *ret = w;
    return OK;
}

enum err vault_write_again(const struct vault *v, struct arena *a, struct id name,
                           struct vault_writer **ret)
{
    struct vault_writer *w = ARENA_NEW(a, struct vault_writer);

    TRY(vault_path(v, name, true, w->place));
    int n = snprintf(w->path, sizeof w->path, "%s~", w->place);

    if (n < 0 || (size_t)n >= sizeof w->path)
        return E_IO;
    if (access(w->place, F_OK) != 0)
        TRY(vault_path(v, name, false, w->place));
    TRY(vault_writer_open(v, a, name, O_TRUNC, w));
    *ret = w;
    return OK;
}

static enum err vault_write_piece(struct vault_writer *w, bool last)
{
    crypto_stream_seal(&w->stream, (struct str){w->piece, w->n}, last, w->sealed);
    struct str sealed = {(const char *)w->sealed, w->n + STREAM_EXTRA};

    w->n = 0;
    return vault_put(w->fd, sealed);
}

enum err vault_write(struct vault_writer *w, struct str text)
{
    while (text.n > 0) {
        if (w->n == PIECE)
            TRY(vault_write_piece(w, false));
        size_t n = PIECE - w->n < text.n ? PIECE - w->n : text.n;

        memcpy(w->piece + w->n, text.p, n);
        w->n += n;
        text = str_from(text, n);
    }
    return OK;
}

enum err vault_write_end(struct vault_writer *w)
{
    TRY(vault_write_piece(w, true));
    if (fsync(w->fd) != 0)
        return E_IO;
    TRY(vault_sync_folder(w->path));
    enum err e = close(w->fd) == 0 ? OK : E_IO;

    w->fd = -1;
    if (e == OK && w->place[0])
        e = rename(w->path, w->place) == 0 ? vault_sync_folder(w->place) : E_IO;
    w->ended = e == OK;
    return e;
}

/* ---- reading -------------------------------------------------------------------------------- */

struct vault_reader {
    int fd;
    bool last;
    struct crypto_stream stream;
    uint8_t sealed[SEALED];
    uint8_t piece[PIECE];
};

static void vault_reader_drop(void *arg)
{
    struct vault_reader *r = arg;

    (void)close(r->fd);
    crypto_wipe(&r->stream, sizeof r->stream);
    crypto_wipe(r->piece, sizeof r->piece);
}

/* Up to n bytes; fewer only at the end. */
static enum err vault_get(int fd, uint8_t *out, size_t n, size_t *ret)
{
    size_t got = 0;

    while (got < n) {
        ssize_t part = read(fd, out + got, n - got);

        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return E_IO;
        if (part == 0)
            break;
        got += (size_t)part;
    }
    *ret = got;
    return OK;
}

enum err vault_read_begin(const struct vault *v, struct arena *a, struct id name,
                          struct vault_reader **ret)
{
    char path[PATH_MAX_];
    uint8_t key[SEAL_KEY_SIZE], header[STREAM_HEADER_SIZE];
    int fd = -1;
    size_t n;

    /* Fresh last: it may be moved to its place meanwhile, and once more first for the same reason.
     */
    for (int i = 0; i < 3 && fd < 0; i++) {
        TRY(vault_path(v, name, i == 1, path));
        fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
            return E_IO;
    }
    if (fd < 0)
        return E_NOT_FOUND;
    struct vault_reader *r = ARENA_NEW(a, struct vault_reader);

    r->fd = fd;
    arena_on_reset(a, vault_reader_drop, r);
    TRY(vault_get(fd, header, sizeof header, &n));
    vault_file_key(v, name, key);
    enum err e = n == sizeof header ? crypto_stream_open_init(&r->stream, key, header) : E_IO;

    crypto_wipe(key, sizeof key);
    if (e != OK)
        return E_IO;
    *ret = r;
    return OK;
}

enum err vault_read(struct vault_reader *r, struct str *ret)
{
    size_t n;

    *ret = STR_NONE;
    if (r->last)
        return OK;
    TRY(vault_get(r->fd, r->sealed, SEALED, &n));
    if (n < STREAM_EXTRA || crypto_stream_open(&r->stream, (struct str){(char *)r->sealed, n},
                                               r->piece, &r->last) != OK)
        return E_IO;
    /* What stands behind the end was not written by us. */
    if (r->last && n == SEALED) {
        uint8_t more;
        size_t more_n;

        TRY(vault_get(r->fd, &more, 1, &more_n));
        if (more_n > 0)
            return E_IO;
    }
    *ret = (struct str){(const char *)r->piece, n - STREAM_EXTRA};
    return OK;
}

/* ---- the folder ----------------------------------------------------------------------------- */

enum err vault_remove(const struct vault *v, struct id name)
{
    char path[PATH_MAX_];

    for (int fresh = 1; fresh >= 0; fresh--) {
        TRY(vault_path(v, name, fresh, path));
        if (unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR)
            return E_IO;
    }
    return OK;
}

enum err vault_fresh(const struct vault *v, struct arena *a, struct vault_names *ret)
{
    struct os_names files = {0};
    struct vault_names names = {0};
    enum err e = os_list_dir(a, str_z(a, str_fmt(a, "%s/new", v->dir)), &files);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    for (size_t i = 0; i < files.n; i++) {
        struct id id;

        if (id_parse(files.items[i], &id) == OK)
            LIST_ADD(a, &names, id);
    }
    *ret = names;
    return OK;
}

enum err vault_settle(const struct vault *v, struct id name)
{
    char from[PATH_MAX_], to[PATH_MAX_];

    TRY(vault_path(v, name, true, from));
    TRY(vault_path(v, name, false, to));
    TRY(vault_folder(v, to));
    if (rename(from, to) != 0)
        return E_IO;
    return vault_sync_folder(to);
}
