/* plat/qr.c: QR codes by libqrencode, see qr.h. */
#include "plat/qr.h"

#include <qrencode.h>

#include "base/buf.h"

#define TEXT_MAX 1000
#define PATH_MAX_N ((size_t)1 << 18)

/* Each run of dark fields of a row is one rectangle. */
static void row_put(struct buf *out, const unsigned char *row, int y, int width)
{
    for (int x = 0; x < width; x++) {
        int n = 0;

        while (x + n < width && (row[x + n] & 1))
            n++;
        if (n > 0)
            buf_printf(out, "M%d %dh%dv1h-%dz", x, y, n, n);
        x += n;
    }
}

bool qr_draw(struct arena *a, struct str text, int *ret_size, struct str *ret_path)
{
    struct buf path;
    QRcode *code =
        text.n > TEXT_MAX ? NULL : QRcode_encodeString8bit(str_z(a, text), 0, QR_ECLEVEL_M);

    if (!code)
        return false;
    buf_init(&path, a, PATH_MAX_N);
    for (int y = 0; y < code->width; y++)
        row_put(&path, code->data + (size_t)y * (size_t)code->width, y, code->width);
    *ret_size = code->width;
    *ret_path = buf_str(&path);
    QRcode_free(code);
    return true;
}
