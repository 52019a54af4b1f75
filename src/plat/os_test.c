/* plat/os_test.c: files whole or not at all, and a clock that is not obviously wrong. */
#include "base/test.h"
#include "plat/os.h"

#include <string.h>

TEST(os, now_is_this_century)
{
    struct instant now = os_now();
    CHECK(now.us > 1700000000 * SECOND_US && now.us < 4102444800 * SECOND_US);
    CHECK(os_cpu_ns() > 0);
}

TEST(os, random_differs)
{
    uint8_t x[300] = {0}, y[300] = {0};
    os_random(x, sizeof x);
    os_random(y, sizeof y);
    CHECK(memcmp(x, y, sizeof x) != 0);
    CHECK(memcmp(x + 256, y + 256, 44) != 0);
    os_random(x, 0);
}

TEST(os, missing_file_and_folder)
{
    struct str text = STR("kept");
    struct os_names names = {.n = 7};
    CHECK_ERR(os_read_file(t->arena, "no/such/file", 10, &text), E_NOT_FOUND);
    CHECK_ERR(os_list_dir(t->arena, "no/such/folder", &names), E_NOT_FOUND);
    CHECK_STR(text, "kept");
    CHECK_INT(names.n, 7);
}

#ifndef __wasm__
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void os_test_remove(void *folder)
{
    struct arena *a = arena_new(1 << 20);
    struct os_names names = {0};
    if (os_list_dir(a, folder, &names) == OK)
        for (size_t i = 0; i < names.n; i++)
            (void)unlink(str_z(a, str_fmt(a, "%s/%.*s", (char *)folder, STR_ARG(names.items[i]))));
    (void)rmdir(folder);
    arena_free(a);
}

static const char *os_test_folder(struct test *t)
{
    char *folder = str_z(t->arena, STR("/tmp/alidade-test-XXXXXX"));
    if (!mkdtemp(folder))
        return NULL;
    arena_on_reset(t->arena, os_test_remove, folder);
    return folder;
}

static const char *os_test_path(struct test *t, const char *folder, const char *name)
{
    return str_fmt(t->arena, "%s/%s", folder, name).p;
}

TEST(os, write_then_read)
{
    const char *folder = os_test_folder(t);
    CHECK(folder);
    const char *path = os_test_path(t, folder, "a.txt");
    struct str got;
    CHECK_OK(os_write_file(path, STR("first")));
    CHECK_OK(os_write_file(path, STR("second, longer")));
    CHECK_OK(os_read_file(t->arena, path, 14, &got));
    CHECK_STR(got, "second, longer");
    CHECK_ERR(os_read_file(t->arena, path, 13, &got), E_LIMIT);
    CHECK_OK(os_write_file(path, STR_NONE));
    CHECK_OK(os_read_file(t->arena, path, 0, &got));
    CHECK_INT(got.n, 0);
}

TEST(os, read_without_known_size)
{
    struct str got;
    CHECK_OK(os_read_file(t->arena, "/proc/self/status", 1 << 20, &got));
    CHECK(str_find(got, STR("VmRSS"), 0) > 0);
    CHECK_ERR(os_read_file(t->arena, "/proc/self/status", 20, &got), E_LIMIT);
    CHECK_ERR(os_read_file(t->arena, "/dev/zero", 100000, &got), E_LIMIT);
    CHECK_ERR(os_read_file(t->arena, "/tmp", 100, &got), E_IO);
}

TEST(os, failed_write_leaves_nothing)
{
    const char *folder = os_test_folder(t);
    struct os_names names;
    CHECK(folder);
    const char *path = os_test_path(t, folder, "taken");
    CHECK(mkdir(path, 0700) == 0);
    CHECK_ERR(os_write_file(path, STR("x")), E_IO);
    CHECK_OK(os_list_dir(t->arena, folder, &names));
    CHECK_INT(names.n, 1);
    CHECK_ERR(os_write_file(os_test_path(t, folder, "none/x"), STR("x")), E_IO);
}

TEST(os, list_is_sorted_by_bytes)
{
    const char *folder = os_test_folder(t);
    struct os_names names;
    CHECK(folder);
    CHECK_OK(os_list_dir(t->arena, folder, &names));
    CHECK_INT(names.n, 0);
    CHECK_OK(os_write_file(os_test_path(t, folder, "b"), STR("")));
    CHECK_OK(os_write_file(os_test_path(t, folder, "\xc3\xa9"), STR("")));
    CHECK_OK(os_write_file(os_test_path(t, folder, "Z"), STR("")));
    CHECK_OK(os_write_file(os_test_path(t, folder, ".hidden"), STR("")));
    CHECK_OK(os_list_dir(t->arena, folder, &names));
    CHECK_INT(names.n, 4);
    CHECK_STR(names.items[0], ".hidden");
    CHECK_STR(names.items[1], "Z");
    CHECK_STR(names.items[2], "b");
    CHECK_STR(names.items[3], "\xc3\xa9");
}
#endif
