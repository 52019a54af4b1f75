/* tests/fuzz/fuzz_photo.c: any bytes as a photo: refused, or a photo that can be made smaller
 * again, without what Exif said. */
#include "base/arena.h"
#include "must.h"
#include "plat/photo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)256 << 20);
    struct str small, again;
    enum err e = photo_small(a, (struct str){(const char *)data, size}, &small);

    MUST(e == OK || e == E_INVALID);
    if (e == OK) {
        MUST(str_find(small, STR("Exif"), 0) < 0);
        MUST(photo_small(a, small, &again) == OK);
    }
    arena_free(a);
    return 0;
}
