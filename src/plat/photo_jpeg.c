/* plat/photo_jpeg.c: a JPEG decoded, made smaller, turned upright and encoded, by libjpeg-turbo;
 * see photo.h. The decoder already leaves out what a smaller picture does not need. */
#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/exif.h"
#include "plat/photo.h"

#define QUALITY 80
#define PIXELS_MAX (INT64_C(100) * 1000 * 1000)
#define JPEG_MEMORY (192L << 20)
#define APP1 (JPEG_APP0 + 1)

/* A photo in hand. */
struct photo {
    struct arena *arena;
    struct jpeg_error_mgr error;
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    jmp_buf back;
    enum err result;
    unsigned char *out; /* libjpeg's */
    unsigned long out_n;
    unsigned turn;
    uint32_t w, h, c; /* of what the decoder gives; values of a pixel */
    uint32_t w2, h2;  /* of what is made of it, before it is turned */
    uint32_t width;   /* of the picture as it will be */
    uint8_t *row;     /* one of the decoder's */
    uint32_t *across; /* that row, made narrower: sums */
    uint64_t *sums;   /* of the row that is being made */
    uint8_t *picture; /* as it will be */
};

/* Whatever libjpeg cannot go on with. */
_Noreturn static void broken(j_common_ptr info)
{
    struct photo *p = info->client_data;

    longjmp(p->back, 1);
}

/* What it can go on with, by guessing: that is no photo any more. */
static void warned(j_common_ptr info, int level)
{
    if (level < 0)
        broken(info);
}

static enum err head_read(struct photo *p, struct str jpeg)
{
    struct jpeg_decompress_struct *from = &p->from;

    from->client_data = p;
    jpeg_create_decompress(from);
    from->mem->max_memory_to_use = JPEG_MEMORY;
    jpeg_mem_src(from, (const unsigned char *)jpeg.p, jpeg.n);
    jpeg_save_markers(from, APP1, 0xffff);
    (void)jpeg_read_header(from, TRUE);
    for (jpeg_saved_marker_ptr m = from->marker_list; m && !p->turn; m = m->next)
        p->turn = exif_turn((struct str){(const char *)m->data, m->data_length});
    if ((int64_t)from->image_width * from->image_height > PIXELS_MAX)
        return E_INVALID;
    /* As it is stored, if that can be stored again: printers' four colours cannot. */
    from->out_color_space = from->jpeg_color_space;
    return from->jpeg_color_space == JCS_GRAYSCALE || from->jpeg_color_space == JCS_YCbCr ||
                   from->jpeg_color_space == JCS_RGB
               ? OK
               : E_INVALID;
}

static uint32_t less(uint32_t side, uint32_t longest)
{
    if (longest <= PHOTO_SIDE)
        return side;
    uint32_t n = (uint32_t)((uint64_t)side * PHOTO_SIDE / longest);

    return n ? n : 1;
}

/* The decoder gives eighths of a picture: the first that are enough. */
static void size_choose(struct photo *p)
{
    struct jpeg_decompress_struct *from = &p->from;
    uint32_t longest =
        from->image_width > from->image_height ? from->image_width : from->image_height;
    uint32_t want = longest < PHOTO_SIDE ? longest : PHOTO_SIDE;

    from->scale_denom = 8;
    for (from->scale_num = 1; from->scale_num < 8; from->scale_num++)
        if ((uint64_t)longest * from->scale_num / 8 >= want)
            break;
    (void)jpeg_start_decompress(from);
    p->w = from->output_width;
    p->h = from->output_height;
    p->c = (uint32_t)from->output_components;
    longest = p->w > p->h ? p->w : p->h;
    p->w2 = less(p->w, longest);
    p->h2 = less(p->h, longest);
    p->width = p->turn >= 5 ? p->h2 : p->w2;
    p->row = ARENA_ARRAY(p->arena, uint8_t, p->w * p->c);
    p->across = ARENA_ARRAY(p->arena, uint32_t, p->w2 * p->c);
    p->sums = ARENA_ARRAY(p->arena, uint64_t, p->w2 * p->c);
    p->picture = ARENA_ARRAY(p->arena, uint8_t, (size_t)p->w2 * p->h2 * p->c);
}

/* Each pixel of the narrower row is the mean of those it covers. A pixel is w2 wide here, and one
 * of the narrower row w: whole numbers, and each sum weighs w. */
static void row_narrow(struct photo *p)
{
    uint32_t c = p->c, to = 0, room = p->w;

    memset(p->across, 0, (size_t)p->w2 * c * sizeof *p->across);
    for (uint32_t x = 0; x < p->w; x++) {
        for (uint32_t left = p->w2; left > 0;) {
            uint32_t n = left < room ? left : room;

            for (uint32_t i = 0; i < c; i++)
                p->across[to * c + i] += n * p->row[x * c + i];
            left -= n;
            room -= n;
            if (room == 0) {
                to++;
                room = p->w;
            }
        }
    }
}

/* Where a pixel stands when the picture is upright. */
static size_t place(const struct photo *p, uint32_t x, uint32_t y)
{
    uint32_t x2 = p->w2 - 1 - x, y2 = p->h2 - 1 - y;
    const uint32_t at[9][2] = {{x, y}, {x, y},  {x2, y},  {x2, y2}, {x, y2},
                               {y, x}, {y2, x}, {y2, x2}, {y, x2}};

    return ((size_t)at[p->turn][1] * p->width + at[p->turn][0]) * p->c;
}

/* The sums of a row are complete: they weigh w times h. */
static void row_put(struct photo *p, uint32_t y)
{
    uint64_t weight = (uint64_t)p->w * p->h;
    uint8_t *to = p->picture + place(p, 0, y);
    ptrdiff_t step = p->w2 > 1 ? p->picture + place(p, 1, y) - to : 0;

    assert(weight > 0); /* a picture has both */
    for (uint32_t x = 0; x < p->w2; x++, to += step)
        for (uint32_t i = 0; i < p->c; i++)
            to[i] = (uint8_t)((p->sums[x * p->c + i] + weight / 2) / weight);
    memset(p->sums, 0, (size_t)p->w2 * p->c * sizeof *p->sums);
}

/* The same downwards as row_narrow() does across. */
static void rows_read(struct photo *p)
{
    uint32_t to = 0, room = p->h;

    while (p->from.output_scanline < p->from.output_height) {
        (void)jpeg_read_scanlines(&p->from, &p->row, 1);
        row_narrow(p);
        for (uint32_t left = p->h2; left > 0;) {
            uint32_t n = left < room ? left : room;

            for (uint32_t i = 0; i < p->w2 * p->c; i++)
                p->sums[i] += (uint64_t)n * p->across[i];
            left -= n;
            room -= n;
            if (room == 0) {
                row_put(p, to++);
                room = p->h;
            }
        }
    }
    (void)jpeg_finish_decompress(&p->from);
}

static void picture_write(struct photo *p)
{
    struct jpeg_compress_struct *to = &p->to;

    to->client_data = p;
    jpeg_create_compress(to);
    jpeg_mem_dest(to, &p->out, &p->out_n);
    to->image_width = p->width;
    to->image_height = p->turn >= 5 ? p->w2 : p->h2;
    to->input_components = (int)p->c;
    to->in_color_space = p->from.out_color_space;
    jpeg_set_defaults(to);
    jpeg_set_quality(to, QUALITY, TRUE);
    to->optimize_coding = TRUE;
    jpeg_start_compress(to, TRUE);
    while (to->next_scanline < to->image_height) {
        JSAMPROW row = p->picture + (size_t)to->next_scanline * p->width * p->c;

        (void)jpeg_write_scanlines(to, &row, 1);
    }
    jpeg_finish_compress(to);
}

static enum err all(struct photo *p, struct str jpeg)
{
    TRY(head_read(p, jpeg));
    size_choose(p);
    rows_read(p);
    picture_write(p);
    return OK;
}

enum err photo_small(struct arena *a, struct str jpeg, struct str *ret)
{
    struct photo *p = ARENA_NEW(a, struct photo);

    p->arena = a;
    p->result = E_INVALID;
    p->from.err = p->to.err = jpeg_std_error(&p->error);
    p->error.error_exit = broken;
    p->error.emit_message = warned;
    /* libjpeg's way out of a broken file; everything lives in *p. */
    if (setjmp(p->back) == 0)
        p->result = all(p, jpeg);
    if (p->result == OK)
        *ret = (struct str){arena_copy(a, p->out, p->out_n), p->out_n};
    jpeg_destroy_compress(&p->to);
    jpeg_destroy_decompress(&p->from);
    free(p->out);
    return p->result;
}
