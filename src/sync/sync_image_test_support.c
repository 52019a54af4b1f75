/* sync/sync_image_test_support.c: databases as the bytes on a disk, see sync_model_test_support.h.
 */
#include "sync/sync_model_test_support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plat/db_sqlite.h"

static void fail(const char *what)
{
    fprintf(stderr, "sync model: cannot %s an image\n", what);
    exit(2);
}

void model_image_take(struct db *db, void **image, size_t *n)
{
    sqlite3_int64 size = 0;
    unsigned char *taken = sqlite3_serialize(sqlite_of(db)->handle, "main", &size, 0);

    free(*image);
    *image = taken ? malloc((size_t)size) : NULL;
    if (!taken || !*image) {
        fail("take");
        return;
    }
    memcpy(*image, taken, (size_t)size);
    *n = (size_t)size;
    sqlite3_free(taken);
}

struct db *model_image_open(const void *image, size_t n)
{
    struct db *db = NULL;
    unsigned char *copy = sqlite3_malloc64(n);

    if (db_open("sqlite::memory:", true, &db) != OK || !copy)
        fail("open");
    memcpy(copy, image, n);
    if (sqlite3_deserialize(sqlite_of(db)->handle, "main", copy, (sqlite3_int64)n, (sqlite3_int64)n,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) != 0)
        fail("open");
    return db;
}
