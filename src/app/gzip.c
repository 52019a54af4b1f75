/* app/gzip.c: see gzip.h. One stream a process, reset for each answer. */
#include "app/gzip.h"

#define ZLIB_CONST /* so that what is read may be const */
#include <zlib.h>

static z_stream stream;
static bool started;

enum err gzip_pack(struct arena *a, struct str plain, struct str *ret)
{
    /* Window bits 15 + 16: gzip framing. */
    if (!started && deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return E_LIMIT;
    if (started)
        deflateReset(&stream);
    started = true;

    size_t room = deflateBound(&stream, plain.n);
    char *out = arena_alloc(a, room);

    stream.next_in = (const Bytef *)plain.p;
    stream.avail_in = (uInt)plain.n;
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)room;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        return E_LIMIT;
    *ret = (struct str){out, room - stream.avail_out};
    return OK;
}
