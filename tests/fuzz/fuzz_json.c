/* tests/fuzz/fuzz_json.c: what parses is written, and what is written parses to the same. */
#include <stdlib.h>

#include "plat/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *a;
    if (!a)
        a = arena_new(64 << 20);
    arena_reset(a);
    struct json first, second;
    if (json_parse(a, (struct str){(const char *)data, size}, &first) != OK)
        return 0;
    struct buf out;
    struct json_writer w;
    struct str text;
    buf_init(&out, a, 16 << 20);
    json_writer_init(&w, &out);
    json_put(&w, &first);
    if (buf_done(&out, &text) != OK || json_parse(a, text, &second) != OK ||
        !json_eq(&first, &second))
        abort();
    return 0;
}
