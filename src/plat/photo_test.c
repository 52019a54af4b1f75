/* plat/photo_test.c: photos made smaller and upright, and what cannot be read. */
#include "plat/photo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/test.h"

/* What a camera may write. */
struct camera {
    unsigned width, height, turn;
    J_COLOR_SPACE colours;
    bool in_passes;
};

/* A light field in the corner where rows and columns begin, the rest dark. */
static struct str taken(struct test *t, const struct camera *c)
{
    struct jpeg_compress_struct to = {0};
    struct jpeg_error_mgr error;
    unsigned char *out = NULL;
    unsigned long n = 0;
    unsigned char exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\0\0\0GPS 36.80 10.18";
    unsigned values = c->colours == JCS_GRAYSCALE ? 1 : c->colours == JCS_CMYK ? 4 : 3;
    uint8_t *row = ARENA_ARRAY(t->arena, uint8_t, (size_t)c->width *values);

    to.err = jpeg_std_error(&error);
    jpeg_create_compress(&to);
    jpeg_mem_dest(&to, &out, &n);
    to.image_width = c->width;
    to.image_height = c->height;
    to.input_components = (int)values;
    to.in_color_space = c->colours;
    jpeg_set_defaults(&to);
    if (c->in_passes)
        jpeg_simple_progression(&to);
    jpeg_start_compress(&to, TRUE);
    exif[25] = (unsigned char)c->turn;
    jpeg_write_marker(&to, JPEG_APP0 + 1, exif, sizeof exif - 1);
    for (unsigned y = 0; y < c->height; y++) {
        for (unsigned x = 0; x < c->width; x++)
            memset(row + (size_t)x * values, x < c->width / 2 && y < c->height / 2 ? 230 : 20,
                   values);
        (void)jpeg_write_scanlines(&to, &row, 1);
    }
    jpeg_finish_compress(&to);
    jpeg_destroy_compress(&to);
    struct str photo = {arena_copy(t->arena, out, n), n};

    free(out);
    return photo;
}

/* Size of a JPEG, and in which of its corners it is light: 1 to 4 as one reads. */
static unsigned corner(struct test *t, struct str jpeg, unsigned *width, unsigned *height)
{
    struct jpeg_decompress_struct from = {0};
    struct jpeg_error_mgr error;
    unsigned light = 0;

    from.err = jpeg_std_error(&error);
    jpeg_create_decompress(&from);
    jpeg_mem_src(&from, (const unsigned char *)jpeg.p, jpeg.n);
    (void)jpeg_read_header(&from, TRUE);
    from.out_color_space = JCS_GRAYSCALE;
    (void)jpeg_start_decompress(&from);
    uint8_t *row = ARENA_ARRAY(t->arena, uint8_t, from.output_width);

    while (from.output_scanline < from.output_height) {
        unsigned y = from.output_scanline;

        (void)jpeg_read_scanlines(&from, &row, 1);
        if (y == from.output_height / 8 || y == from.output_height * 7 / 8) {
            unsigned below = y > from.output_height / 2 ? 2 : 0;

            if (row[from.output_width / 8] > 200)
                light = 1 + below;
            if (row[from.output_width * 7 / 8] > 200)
                light = 2 + below;
        }
    }
    *width = from.output_width;
    *height = from.output_height;
    (void)jpeg_finish_decompress(&from);
    jpeg_destroy_decompress(&from);
    return light;
}

static void small(struct test *t, const struct camera *c, unsigned width, unsigned height,
                  unsigned light)
{
    struct str got;
    unsigned w, h;

    CHECK_OK(photo_small(t->arena, taken(t, c), &got));
    CHECK_INT(corner(t, got, &w, &h), light);
    CHECK_INT(w, width);
    CHECK_INT(h, height);
    CHECK(str_find(got, STR("Exif"), 0) < 0 && str_find(got, STR("GPS"), 0) < 0);
}

TEST(photo, each_turn_comes_out_upright)
{
    static const unsigned light[] = {0, 1, 2, 4, 3, 1, 2, 4, 3};

    for (unsigned turn = 1; turn <= 8; turn++)
        small(t, &(struct camera){480, 320, turn, JCS_RGB, false}, turn < 5 ? 480 : 320,
              turn < 5 ? 320 : 480, light[turn]);
    small(t, &(struct camera){480, 320, 0, JCS_RGB, false}, 480, 320, 1);
}

TEST(photo, the_longer_side_has_2000_pixels)
{
    small(t, &(struct camera){4032, 3024, 6, JCS_RGB, false}, 1500, 2000, 2);
    small(t, &(struct camera){2400, 3999, 1, JCS_RGB, true}, 1200, 2000, 1);
    small(t, &(struct camera){2001, 40, 1, JCS_GRAYSCALE, false}, 2000, 39, 1);
    /* One row is what is left: neither light nor dark. */
    small(t, &(struct camera){30000, 16, 1, JCS_RGB, false}, 2000, 1, 0);
}

TEST(photo, what_cannot_be_read_is_said_to_be_so)
{
    struct str whole = taken(t, &(struct camera){600, 400, 1, JCS_RGB, false}), got;
    struct str printer = taken(t, &(struct camera){600, 400, 1, JCS_CMYK, false});

    CHECK_OK(photo_small(t->arena, whole, &got));
    CHECK_ERR(photo_small(t->arena, printer, &got), E_INVALID);
    CHECK_ERR(photo_small(t->arena, STR_NONE, &got), E_INVALID);
    CHECK_ERR(photo_small(t->arena, STR("no photo at all"), &got), E_INVALID);
    /* Broken off behind its head, in it, and with an end put behind half of it. */
    CHECK_ERR(photo_small(t->arena, str_slice(whole, 0, whole.n / 2), &got), E_INVALID);
    CHECK_ERR(photo_small(t->arena, str_slice(whole, 0, 300), &got), E_INVALID);
    CHECK_ERR(photo_small(t->arena,
                          str_cat(t->arena, str_slice(whole, 0, whole.n - 400), STR("\xff\xd9")),
                          &got),
              E_INVALID);
}

/* A head that says 30,000 by 30,000, with nothing behind it. */
TEST(photo, a_head_that_promises_too_much)
{
    struct str whole = taken(t, &(struct camera){16, 16, 1, JCS_RGB, false}), got;
    char *lying = arena_copy(t->arena, whole.p, whole.n);
    ptrdiff_t at = str_find(whole, STR("\xff\xc0\0\x11\x08"), 0);

    CHECK(at > 0);
    memcpy(lying + at + 5, "\x75\x30\x75\x30", 4);
    CHECK_ERR(photo_small(t->arena, (struct str){lying, whole.n}, &got), E_INVALID);
    memcpy(lying + at + 5, "\x27\x10\x27\x10", 4); /* 10,000: allowed, but not there */
    CHECK_ERR(photo_small(t->arena, (struct str){lying, whole.n}, &got), E_INVALID);
}
