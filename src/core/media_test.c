/* core/media_test.c: kinds of files by their bytes, and pictures without what does not belong. */
#include "core/media.h"

#include "base/buf.h"
#include "base/test.h"

#define EXIF_HEAD                                                                                  \
    "Exif\0\0II*"                                                                                  \
    "\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0"
#define JFIF "\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\x02\x03"
#define SOF "\xff\xc0\0\x0b\x08\0\x08\0\x10\x01\x01\x11\0"
#define SCAN "\xff\xda\0\x08\x01\x01\0\0\x3f\0ab\xff\0\xff\xd0 cd"
#define EOI "\xff\xd9"

static enum err collect(void *arg, struct str bytes)
{
    buf_put(arg, bytes);
    return OK;
}

/* All bytes at once, or in pieces of n: what comes out must be the same. */
static enum err run(struct test *t, struct str bytes, size_t piece, struct media *m,
                    struct str *ret)
{
    struct buf *out = ARENA_NEW(t->arena, struct buf);
    enum err e = OK;

    buf_init(out, t->arena, 1 << 20);
    media_begin(m, t->arena, collect, out);
    for (size_t i = 0; i < bytes.n && e == OK; i += piece)
        e = media_add(m, str_slice(bytes, i, i + piece));
    if (e == OK)
        e = media_end(m);
    *ret = buf_str(out);
    return e;
}

/* want: what stays of it, when that is asked. */
static void kept(struct test *t, struct str bytes, const char *type, struct str want)
{
    struct media m;
    struct str whole, pieces;

    CHECK_OK(run(t, bytes, bytes.n, &m, &whole));
    CHECK(m.kind && str_eq(str_c(m.kind->type), str_c(type)));
    for (size_t n = 1; n < 40; n += 7) {
        CHECK_OK(run(t, bytes, n, &m, &pieces));
        CHECK(str_eq(whole, pieces));
    }
    CHECK(!want.p || str_eq(whole, want));
}

static void refused(struct test *t, struct str bytes, const char *problem)
{
    struct media m;
    struct str out;

    for (size_t n = 1; n < 20; n += 6) {
        CHECK(run(t, bytes, n, &m, &out) == E_INVALID);
        CHECK(m.problem && str_eq(str_c(m.problem), str_c(problem)));
    }
}

TEST(media, jpeg_keeps_the_picture_and_the_turn_only)
{
    /* Two tags in Exif: turned by three quarters, and where the place is. */
    struct str in = STR("\xff\xd8" JFIF "\xff\xe1\0\x33" EXIF_HEAD "GPS place"
                        "\xff\xe1\0\x0chttp://ns.\xff\xed\0\x06IPTC\xff\xfe\0\x06note"
                        "\xff\xdb\0\x04qt" SOF SCAN "\xff\xc4\0\x04ht" SCAN EOI "\xff\xd8second");
    struct str out = STR("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
                         "\xff\xe1\0\x22"
                         "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"
                         "\x08\0\0\0\0\0\0\xff\xdb\0\x04qt" SOF SCAN "\xff\xc4\0\x04ht" SCAN EOI);

    kept(t, in, "image/jpeg", out);
    /* Once more: nothing is left to take out. */
    kept(t, out, "image/jpeg", out);
}

TEST(media, jpeg_that_is_none_is_refused)
{
    refused(t, STR("\xff\xd8" SOF SCAN), "upload.damaged");
    refused(t, STR("\xff\xd8" SCAN EOI "xxxxxxxxxxxxxxxxxxxxxx"), "upload.damaged");
    refused(t, STR("\xff\xd8" SOF EOI "xxxxxxxxxxxxxxxxxxxxxxxx"), "upload.damaged");
    refused(t, STR("\xff\xd8\xff\xe1\0\1"), "upload.damaged");
    refused(t, STR("\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0" SCAN EOI),
            "upload.too_many_pixels");
    refused(t, STR("\xff\xd8" SOF SCAN EOI "PK\3\4 a package"), "upload.two_kinds");
    refused(t, STR("\xff\xd8" SOF SCAN EOI "<html>"), "upload.two_kinds");
}

/* A directory of Exif that says it has 65,535 entries, or lies elsewhere, leads nowhere. */
TEST(media, exif_that_lies_is_only_dropped)
{
    struct str want = STR("\xff\xd8" SOF SCAN EOI);

    kept(t,
         STR("\xff\xd8\xff\xe1\0\x12"
             "Exif\0\0MM\0*\0\0\0\x08\xff\xff" SOF SCAN EOI),
         "image/jpeg", want);
    kept(t,
         STR("\xff\xd8\xff\xe1\0\x10"
             "Exif\0\0MM\0*\xff\xff\xff\xff" SOF SCAN EOI),
         "image/jpeg", want);
}

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x08\x08\x02\0\0\0crc."
#define PNG_BODY "\0\0\0\3IDATabccrc."
#define PNG_END "\0\0\0\0IENDcrc."

TEST(media, png_keeps_the_picture_only)
{
    struct str want = STR(PNG_HEAD PNG_BODY PNG_END);

    kept(t, want, "image/png", want);
    kept(t,
         STR(PNG_HEAD "\0\0\0\4eXIfTIFFcrc.\0\0\0\2tEXtmecrc." PNG_BODY
                      "\0\0\0\7tIME2026112crc." PNG_END),
         "image/png", want);
    refused(t, STR(PNG_HEAD PNG_END), "upload.damaged");
    refused(t, STR(PNG_HEAD PNG_BODY), "upload.damaged");
    refused(t, STR(PNG_HEAD "\0\0\0\0XXXXcrc." PNG_BODY PNG_END), "upload.damaged");
    refused(t, STR("\x89PNG\r\n\x1a\n" PNG_BODY PNG_END "xxxxxxxx"), "upload.damaged");
    refused(t, STR(PNG_HEAD PNG_BODY PNG_END "%PDF-1.4 too"), "upload.two_kinds");
    refused(t, STR("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\1\0\0\0\1\0\0\x08\x02\0\0\0crc."),
            "upload.too_many_pixels");
}

TEST(media, webp_keeps_its_length)
{
    struct str in = STR("RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\x2c\0\0\0\x0f\0\0\x07\0\0"
                        "VP8L\x05\0\0\0\x2f\x0f\xc0\1\0\0EXIF\x04\0\0\0here");
    struct str out = STR("RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x07\0\0"
                         "VP8L\x05\0\0\0\x2f\x0f\xc0\1\0\0JUNK\x04\0\0\0\0\0\0\0");

    kept(t, in, "image/webp", out);
    refused(t, str_slice(in, 0, in.n - 2), "upload.damaged");
    refused(t, STR("RIFF\x08\0\0\0WEBPEXIF\x04\0\0\0here"), "upload.damaged");
}

TEST(media, kinds_by_their_bytes)
{
    static const char odf[] = "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\0\0\0\x27\0\0\0\x08\0\0\0"
                              "mimetypeapplication/vnd.oasis.opendocument.textPK\3\4";
    static const char ooxml[] = "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\0\0\0\x27\0\0\0\x13\0\0\0"
                                "[Content_Types].xml";
#define ZIP_END "PK\5\6\0\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0"
    struct str of = {odf, sizeof odf - 1}, oo = {ooxml, sizeof ooxml - 1};

    kept(t, str_cat(t->arena, of, STR(ZIP_END)), "application/vnd.oasis.opendocument.text",
         STR_NONE);
    kept(t, str_cat(t->arena, oo, STR("word/document.xml" ZIP_END)),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", STR_NONE);
    kept(t, str_cat(t->arena, oo, STR("xl/workbook.xml" ZIP_END)),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", STR_NONE);
    refused(t, str_cat(t->arena, oo, STR("word/document.xmlword/vbaProject.bin" ZIP_END)),
            "upload.macros");
    refused(t, str_cat(t->arena, oo, STR("other.txt" ZIP_END)), "upload.unknown_kind");
    refused(t, str_cat(t->arena, of, STR(ZIP_END "<html>")), "upload.damaged");
    kept(t, STR("%PDF-1.7\n%%EOF\r\n"), "application/pdf", STR_NONE);
    refused(t, STR("%PDF-1.7\n%%EOF\nPK\3\4"), "upload.two_kinds");
    refused(t, STR(" %PDF-1.7\n%%EOF\n\1"), "upload.unknown_kind");
    kept(t, STR("\xef\xbb\xbfna\xc3\xafve;\xd8\xa7\r\n1;2"), "text/plain", STR_NONE);
    refused(t, STR("na\xc3"), "upload.unknown_kind");
    refused(t, STR("na\xed\xa0\x80"), "upload.unknown_kind");
    refused(t, STR("\n  <svg onload=alert(1)>"), "upload.unknown_kind");
    refused(t, STR("#!/bin/sh\n"), "upload.unknown_kind");
    refused(t, STR("GIF89a\1\0\1\0"), "upload.unknown_kind");
    kept(t, STR("OggS\0\2"), "audio/ogg", STR_NONE);
    kept(t, STR("\xff\xfb\x90\x64\0"), "audio/mpeg", STR_NONE);
    kept(t,
         STR("\0\0\0\x18"
             "ftypM4A \0\0\0\0"),
         "audio/mp4", STR_NONE);
    refused(t,
            STR("\0\0\0\x18"
                "ftypheic\0\0\0\0"),
            "upload.heic");
}

TEST(media, names_are_harmless_and_say_the_kind)
{
    static const struct {
        const char *given, *want;
    } cases[] = {
        {"C:\\photos\\house.JPG", "house.JPG"},
        {"../../etc/passwd", "passwd.jpg"},
        {"evil.html", "evil.jpg"},
        {"a\"b;c\r\n.jpeg", "abc.jpeg"},
        {"", "file.jpg"},
        {".jpg", "file.jpg"},
        {"\xe2\x80\xaegpj.exe", "gpj.jpg"},
        {"\xd8\xa8\xd9\x8a\xd8\xaa.jpg", "\xd8\xa8\xd9\x8a\xd8\xaa.jpg"},
    };
    const struct media_kind *jpeg = media_kind_of(STR("image/jpeg"));

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = media_filename(t->arena, str_c(cases[i].given), jpeg);

        CHECK(str_eq(got, str_c(cases[i].want)));
    }
}
