/* plat/qr_wasm.c: no QR codes in the browser's build, see qr.h. */
#include "plat/qr.h"

bool qr_draw(struct arena *a, struct str text, int *ret_size, struct str *ret_path)
{
    (void)a;
    (void)text;
    *ret_size = 0;
    *ret_path = STR_NONE;
    return false;
}
