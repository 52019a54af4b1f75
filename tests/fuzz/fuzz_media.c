/* tests/fuzz/fuzz_media.c: any bytes as an uploaded file, in pieces whose size the first byte says:
 * what comes out is the same for all sizes, is not longer, and stays as it is the second time. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "core/media.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err collect(void *arg, struct str bytes)
{
    buf_put(arg, bytes);
    return OK;
}

static enum err run(struct arena *a, struct str bytes, size_t piece, struct media *m,
                    struct buf *out)
{
    buf_init(out, a, (size_t)1 << 20);
    media_begin(m, a, collect, out);
    for (size_t i = 0; i < bytes.n; i += piece)
        TRY(media_add(m, str_slice(bytes, i, i + piece)));
    return media_end(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)32 << 20);
    size_t piece = size ? (size_t)data[0] + 1 : 1;
    char *bytes = size > 1 ? memcpy(malloc(size - 1), data + 1, size - 1) : NULL;
    struct str s = {bytes, size > 1 ? size - 1 : 0};
    struct media m, n;
    struct buf one, two, three;
    enum err e = run(a, s, s.n + 1, &m, &one);

    MUST(e == OK || (e == E_INVALID && m.problem));
    MUST(run(a, s, piece, &n, &two) == e);
    if (e == OK) {
        MUST(m.kind && m.kind == n.kind && str_eq(buf_str(&one), buf_str(&two)));
        /* Exif with the turn alone may be longer than one that was broken off behind it. */
        MUST(one.n <= s.n + 64);
        MUST(run(a, buf_str(&one), piece, &n, &three) == OK && n.kind == m.kind);
        MUST(str_eq(buf_str(&one), buf_str(&three)));
        MUST(str_given(media_filename(a, str_slice(s, 0, 50), m.kind)));
    }
    free(bytes);
    arena_free(a);
    return 0;
}
