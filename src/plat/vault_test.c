/* plat/vault_test.c: sealed files: written and read, cut off, changed, swapped, left behind. */
#include "plat/vault.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/test.h"
#include "plat/os.h"

static struct vault vault_here(struct test *t)
{
    struct vault v = {0};
    uint8_t name[8];
    struct buf dir;

    os_random(name, sizeof name);
    buf_init(&dir, t->arena, 100);
    buf_put_z(&dir, "/tmp/alidade-vault-");
    buf_put_hex(&dir, name, sizeof name);
    v.dir = str_z(t->arena, buf_str(&dir));
    crypto_seal_new_key(v.key);
    return v;
}

static struct id name_of(uint8_t n)
{
    return (struct id){{1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 1, 2, 3, 4, 5, 6, n}};
}

static enum err put(struct test *t, const struct vault *v, struct id name, struct str text)
{
    struct vault_writer *w;

    TRY(vault_write_begin(v, t->arena, name, &w));
    TRY(vault_write(w, text));
    return vault_write_end(w);
}

static enum err get(struct test *t, const struct vault *v, struct id name, struct str *ret)
{
    struct vault_reader *r;
    struct str piece;
    struct buf out;

    buf_init(&out, t->arena, 1 << 20);
    TRY(vault_read_begin(v, t->arena, name, &r));
    do {
        TRY(vault_read(r, &piece));
        buf_put(&out, piece);
    } while (piece.n > 0);
    *ret = buf_str(&out);
    return OK;
}

static char *path_of(struct test *t, const struct vault *v, struct id name, const char *folder)
{
    char text[ID_TEXT];

    return str_z(t->arena,
                 str_fmt(t->arena, "%s/%s/%.*s", v->dir, folder, STR_ARG(id_format(name, text))));
}

/* Written anew, fresh and in its place: until the end it is what it was, also when it breaks off.
 */
TEST(vault, a_file_that_is_written_anew)
{
    struct vault v = vault_here(t);
    struct vault_names fresh;

    for (int settled = 0; settled < 2; settled++) {
        struct id name = name_of((uint8_t)(20 + settled));
        struct arena *a = arena_new(1 << 20);
        struct vault_writer *w;
        struct str got;

        CHECK_OK(put(t, &v, name, STR("large")));
        if (settled)
            CHECK_OK(vault_settle(&v, name));
        CHECK_OK(vault_write_again(&v, a, name, &w));
        CHECK_OK(vault_write(w, STR("half of it")));
        CHECK_OK(get(t, &v, name, &got));
        CHECK_STR(got, "large");
        arena_free(a);
        CHECK_OK(get(t, &v, name, &got));
        CHECK_STR(got, "large");
        CHECK_OK(vault_write_again(&v, t->arena, name, &w));
        CHECK_OK(vault_write(w, STR("small")));
        CHECK_OK(vault_write_end(w));
        CHECK_OK(get(t, &v, name, &got));
        CHECK_STR(got, "small");
        CHECK_OK(vault_fresh(&v, t->arena, &fresh));
        CHECK_INT(fresh.n, 1); /* the first stays there */
    }
}

TEST(vault, what_was_written_is_read)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 200000};
    struct vault v = vault_here(t);

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *p = arena_alloc(t->arena, sizes[i]);
        struct str text = {p, sizes[i]}, got, sealed;

        memset(p, (int)i + 'a', sizes[i]);
        CHECK_OK(put(t, &v, name_of((uint8_t)i), text));
        CHECK(put(t, &v, name_of((uint8_t)i), text) == E_IO); /* never over another */
        CHECK_OK(get(t, &v, name_of((uint8_t)i), &got));
        CHECK(str_eq(got, text));
        CHECK_OK(
            os_read_file(t->arena, path_of(t, &v, name_of((uint8_t)i), "new"), 1 << 20, &sealed));
        CHECK(sizes[i] < 100 || str_find(sealed, str_slice(text, 0, 20), 0) < 0);
        CHECK_OK(vault_settle(&v, name_of((uint8_t)i)));
        CHECK_OK(get(t, &v, name_of((uint8_t)i), &got));
        CHECK(str_eq(got, text));
        CHECK_OK(vault_remove(&v, name_of((uint8_t)i)));
        CHECK_OK(vault_remove(&v, name_of((uint8_t)i)));
        CHECK(get(t, &v, name_of((uint8_t)i), &got) == E_NOT_FOUND);
    }
}

TEST(vault, cut_off_leaves_nothing)
{
    struct vault v = vault_here(t);
    struct arena *request = arena_new(1 << 20);
    struct vault_writer *w;
    struct vault_names names;

    CHECK_OK(vault_fresh(&v, t->arena, &names));
    CHECK_OK(vault_write_begin(&v, request, name_of(1), &w));
    CHECK_OK(vault_write(w, STR("half of it")));
    CHECK_OK(vault_fresh(&v, t->arena, &names));
    CHECK_INT(names.n, 1);
    arena_free(request);
    CHECK_OK(vault_fresh(&v, t->arena, &names));
    CHECK_INT(names.n, 0);
}

TEST(vault, changed_swapped_or_cut_files_do_not_open)
{
    struct vault v = vault_here(t);
    struct str got, sealed;

    CHECK_OK(put(t, &v, name_of(1), STR("the first file")));
    CHECK_OK(put(t, &v, name_of(2), STR("the second one")));
    char *one = path_of(t, &v, name_of(1), "new"), *two = path_of(t, &v, name_of(2), "new");

    CHECK_OK(os_read_file(t->arena, one, 1000, &sealed));
    CHECK(rename(one, two) == 0);
    CHECK(get(t, &v, name_of(2), &got) == E_IO);
    for (int i = 0; i < 3; i++) {
        char *p = arena_copy(t->arena, sealed.p, sealed.n);
        size_t n = i == 1 ? sealed.n - 1 : sealed.n;

        p[i == 0 ? sealed.n / 2 : 0] ^= i == 2 ? 0 : 1;
        int fd = open(one, O_WRONLY | O_CREAT | O_TRUNC, 0600);

        CHECK(write(fd, p, n) == (ssize_t)n);
        (void)close(fd);
        CHECK(get(t, &v, name_of(1), &got) == (i == 2 ? OK : E_IO));
    }
    struct vault other = v;

    crypto_seal_new_key(other.key);
    CHECK(get(t, &other, name_of(1), &got) == E_IO);
    CHECK_OK(vault_remove(&v, name_of(1)));
    CHECK_OK(vault_remove(&v, name_of(2)));
}
