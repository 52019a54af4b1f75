/* third_party/sodium/arc4random_wasi.c: the two calls libsodium expects of a WASI libc, which ours
 * lacks. Random bytes come from the host (random_get); without them nothing can go on safely. */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

void arc4random_buf(void *buf, size_t n);
uint32_t arc4random(void);

void arc4random_buf(void *buf, size_t n)
{
    unsigned char *p = buf;

    while (n > 0) {
        size_t part = n < 256 ? n : 256;

        if (getentropy(p, part) != 0)
            abort();
        p += part;
        n -= part;
    }
}

uint32_t arc4random(void)
{
    uint32_t ret;

    arc4random_buf(&ret, sizeof(ret));
    return ret;
}
