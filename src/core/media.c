/* core/media.c: which kind of file bytes are, and what is refused, see media.h. */
#include "core/media.h"

#include <string.h>

#include "core/media_internal.h"

#define HOLD_MAX ((size_t)64 << 10)

#define ODF "application/vnd.oasis.opendocument."
#define OOXML "application/vnd.openxmlformats-officedocument."

static const struct media_kind kinds[] = {
    {"image/jpeg", "jpg jpeg", "image"},
    {"image/png", "png", "image"},
    {"image/webp", "webp", "image"},
    {"application/pdf", "pdf", "file"},
    {ODF "text", "odt", "file"},
    {ODF "spreadsheet", "ods", "file"},
    {ODF "presentation", "odp", "file"},
    {OOXML "wordprocessingml.document", "docx", "file"},
    {OOXML "spreadsheetml.sheet", "xlsx", "file"},
    {OOXML "presentationml.presentation", "pptx", "file"},
    {"text/plain", "txt csv", "file"},
    {"audio/mpeg", "mp3", "audio"},
    {"audio/ogg", "ogg oga opus", "audio"},
    {"audio/wav", "wav", "audio"},
    {"audio/amr", "amr", "audio"},
    {"audio/mp4", "m4a", "audio"},
    {"audio/webm", "webm weba", "audio"},
};
enum {
    KIND_JPEG,
    KIND_PNG,
    KIND_WEBP,
    KIND_PDF,
    KIND_ODT,
    KIND_ODS,
    KIND_ODP,
    KIND_DOCX,
    KIND_XLSX,
    KIND_PPTX,
    KIND_TEXT,
    KIND_MP3,
    KIND_OGG,
    KIND_WAV,
    KIND_AMR,
    KIND_M4A,
    KIND_WEBM,
    KIND_N
};
_Static_assert(sizeof kinds / sizeof kinds[0] == KIND_N, "a name for each kind");

const struct media_kind *media_kind_of(struct str type)
{
    for (size_t i = 0; i < KIND_N; i++)
        if (str_eq(type, str_c(kinds[i].type)))
            return &kinds[i];
    return NULL;
}

const char *media_accept(struct str group)
{
    if (str_eq(group, STR("image")))
        return "image/jpeg,image/png,image/webp";
    if (str_eq(group, STR("audio")))
        return "audio/*";
    return "image/jpeg,image/png,image/webp,audio/*,.pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx,.txt,"
           ".csv";
}

enum err media_refuse(struct media *m, const char *problem)
{
    m->problem = problem;
    return E_INVALID;
}

/* ---- pictures: what the formats share ------------------------------------------------------- */

enum err media_flush(struct media *m)
{
    struct str bytes = {m->picture.out, m->picture.out_n};

    m->picture.out_n = 0;
    return bytes.n ? m->out(m->arg, bytes) : OK;
}

enum err media_put(struct media *m, const void *p, size_t n)
{
    struct media_picture *pic = &m->picture;

    if (n > sizeof pic->out - pic->out_n)
        TRY(media_flush(m));
    if (n >= sizeof pic->out)
        return m->out(m->arg, (struct str){p, n});
    memcpy(pic->out + pic->out_n, p, n);
    pic->out_n += n;
    return OK;
}

void media_hold_begin(struct media *m, size_t want)
{
    struct media_hold *h = &m->picture.hold;

    if (!h->p)
        h->p = arena_alloc(m->arena, HOLD_MAX);
    h->n = 0;
    h->want = want < HOLD_MAX ? want : HOLD_MAX;
}

size_t media_hold_add(struct media *m, struct str bytes)
{
    struct media_hold *h = &m->picture.hold;
    size_t n = h->want - h->n < bytes.n ? h->want - h->n : bytes.n;

    memcpy(h->p + h->n, bytes.p, n);
    h->n += n;
    return n;
}

enum err media_size_check(struct media *m, int64_t width, int64_t height)
{
    if (width <= 0 || height <= 0)
        return media_refuse(m, "upload.damaged");
    if (width * height > MEDIA_PIXELS_MAX)
        return media_refuse(m, "upload.too_many_pixels");
    m->picture.has_size = true;
    m->picture.side = width > height ? width : height;
    return OK;
}

/* Telephones put more pictures, or a short film, behind the one that everybody sees. */
static bool trail_is_camera(const uint8_t *p, size_t n)
{
    static const uint8_t jpeg[] = {0xff, 0xd8}, nothing[16] = {0};

    return (n >= 2 && memcmp(p, jpeg, 2) == 0) || (n >= 8 && memcmp(p + 4, "ftyp", 4) == 0) ||
           memcmp(p, nothing, n) == 0;
}

enum err media_trail(struct media *m, struct str bytes)
{
    struct media_picture *pic = &m->picture;

    for (size_t i = 0; i < bytes.n && pic->trail_n + (int64_t)i < (int64_t)sizeof pic->trail; i++)
        pic->trail[pic->trail_n + (int64_t)i] = (uint8_t)bytes.p[i];
    pic->trail_n += (int64_t)bytes.n;
    return OK;
}

static enum err picture_end(struct media *m)
{
    const struct media_picture *pic = &m->picture;
    size_t n = pic->trail_n < (int64_t)sizeof pic->trail ? (size_t)pic->trail_n : sizeof pic->trail;

    if (!pic->ended || !pic->has_size || !pic->has_body)
        return media_refuse(m, "upload.damaged");
    if (n > 0 && !trail_is_camera(pic->trail, n))
        return media_refuse(m, "upload.two_kinds");
    return media_flush(m);
}

/* ---- text ----------------------------------------------------------------------------------- */

/* A character of several bytes begins: which bytes may follow (RFC 3629, table 3-7 of Unicode). */
static bool utf8_begin(struct media *m, uint8_t c)
{
    m->utf8_lo = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    m->utf8_hi = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    m->utf8_left = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
    return c >= 0xc2 && c <= 0xf4;
}

static enum err text_add(struct media *m, struct str bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        uint8_t c = (uint8_t)bytes.p[i];
        bool ok = c < 0x80 ? c >= ' ' || (c && strchr("\t\n\r\f", c)) : true;

        if (m->utf8_left > 0) {
            ok = c >= m->utf8_lo && c <= m->utf8_hi;
            m->utf8_left--;
            m->utf8_lo = 0x80;
            m->utf8_hi = 0xbf;
        } else if (c >= 0x80) {
            ok = utf8_begin(m, c);
        }
        if (!ok || c == 0x7f)
            return media_refuse(m, "upload.unknown_kind");
    }
    return OK;
}

/* ---- packed documents ----------------------------------------------------------------------- */

static const char *const part_names[] = {"word/document.xml", "xl/workbook.xml",
                                         "ppt/presentation.xml", "vbaProject.bin"};
#define PART_NAME_MAX 20

/* Names of a package's parts stand in it as they are; one may lie across two pieces. */
static void parts_look(struct media *m, struct str bytes)
{
    char seam[2 * PART_NAME_MAX];
    size_t before = m->tail_n < PART_NAME_MAX ? m->tail_n : PART_NAME_MAX;
    size_t behind = bytes.n < PART_NAME_MAX ? bytes.n : PART_NAME_MAX;

    memcpy(seam, m->tail + m->tail_n - before, before);
    memcpy(seam + before, bytes.p, behind);
    for (unsigned i = 0; i < sizeof part_names / sizeof part_names[0]; i++)
        if (str_find(bytes, str_c(part_names[i]), 0) >= 0 ||
            str_find((struct str){seam, before + behind}, str_c(part_names[i]), 0) >= 0)
            m->found |= 1u << i;
}

static bool is_packed(const struct media *m)
{
    return m->kind >= &kinds[KIND_ODT] && m->kind <= &kinds[KIND_PPTX];
}

/* The directory of a package ends the file, without a comment that could be another file. */
static enum err packed_end(struct media *m)
{
    const uint8_t *end = m->tail + m->tail_n;

    if (m->tail_n < 22 || memcmp(end - 22, "PK\5\6", 4) != 0 || media_le16(end - 2) != 0)
        return media_refuse(m, "upload.damaged");
    if (m->found & 8)
        return media_refuse(m, "upload.macros");
    if (m->kind < &kinds[KIND_DOCX])
        return OK;
    /* Exactly one of them. */
    for (int i = 0; i < 3; i++)
        if ((m->found & 7) == 1u << i) {
            m->kind = &kinds[KIND_DOCX + i];
            return OK;
        }
    return media_refuse(m, "upload.unknown_kind");
}

/* Nothing but line ends behind the last mark of a PDF: it could be a file of another kind. */
static enum err pdf_end(struct media *m)
{
    struct str tail = {(const char *)m->tail, m->tail_n};
    ptrdiff_t at = -1;

    for (ptrdiff_t i = 0; (i = str_find(tail, STR("%%EOF"), (size_t)i)) >= 0; i++)
        at = i;
    if (at < 0)
        return media_refuse(m, "upload.damaged");
    for (size_t i = (size_t)at + 5; i < tail.n; i++)
        if (tail.p[i] && !strchr("\r\n\t ", tail.p[i]))
            return media_refuse(m, "upload.two_kinds");
    return OK;
}

/* ---- which kind ----------------------------------------------------------------------------- */

static bool head_is(const struct media *m, size_t at, const char *bytes, size_t n)
{
    return m->head_n >= at + n && memcmp(m->head + at, bytes, n) == 0;
}
#define HEAD_IS(m, at, text) head_is((m), (at), (text), sizeof(text) - 1)

/* A package says what it is in its first part, which is not squeezed and named "mimetype". */
static const struct media_kind *kind_of_package(const struct media *m)
{
    if (HEAD_IS(m, 30, "[Content_Types].xml") || HEAD_IS(m, 30, "_rels/.rels") ||
        HEAD_IS(m, 30, "docProps/") || HEAD_IS(m, 30, "xl/") || HEAD_IS(m, 30, "word/"))
        return &kinds[KIND_DOCX]; /* or one of the two others: its end tells */
    if (!HEAD_IS(m, 30, "mimetype" ODF))
        return NULL;
    size_t at = 38 + sizeof ODF - 1;

    return head_is(m, at, "textPK", 6)            ? &kinds[KIND_ODT]
           : head_is(m, at, "spreadsheetPK", 13)  ? &kinds[KIND_ODS]
           : head_is(m, at, "presentationPK", 14) ? &kinds[KIND_ODP]
                                                  : NULL;
}

/* The sound of MPEG: a frame's header whose version, layer, rate and frequency exist. */
static bool is_mpeg(const struct media *m)
{
    const uint8_t *p = m->head;

    return m->head_n >= 4 && p[0] == 0xff && (p[1] & 0xe6) == 0xe2 && (p[1] & 0x18) != 0x08 &&
           (p[2] & 0xf0) != 0xf0 && (p[2] & 0xf0) && (p[2] & 0x0c) != 0x0c;
}

static const struct media_kind *kind_of_sound(const struct media *m)
{
    if (HEAD_IS(m, 0, "OggS"))
        return &kinds[KIND_OGG];
    if (HEAD_IS(m, 0, "RIFF") && HEAD_IS(m, 8, "WAVE"))
        return &kinds[KIND_WAV];
    if (HEAD_IS(m, 0, "#!AMR\n"))
        return &kinds[KIND_AMR];
    if (HEAD_IS(m, 4, "ftypM4A") || HEAD_IS(m, 4, "ftypmp42") || HEAD_IS(m, 4, "ftypisom") ||
        HEAD_IS(m, 4, "ftyp3gp"))
        return &kinds[KIND_M4A];
    if (HEAD_IS(m, 0, "\x1a\x45\xdf\xa3") &&
        str_find((struct str){(const char *)m->head, m->head_n < 64 ? m->head_n : 64}, STR("webm"),
                 0) >= 0)
        return &kinds[KIND_WEBM];
    return HEAD_IS(m, 0, "ID3") || is_mpeg(m) ? &kinds[KIND_MP3] : NULL;
}

/* What a browser might take for a page, or a system for a program, is not text to us. */
static bool may_be_text(const struct media *m)
{
    size_t i = HEAD_IS(m, 0, "\xef\xbb\xbf") ? 3 : 0;

    while (i < m->head_n && m->head[i] && strchr(" \t\r\n\f", m->head[i]))
        i++;
    return i < m->head_n && m->head[i] != '<' && !HEAD_IS(m, 0, "#!") && !HEAD_IS(m, 0, "%!") &&
           !HEAD_IS(m, 0, "{\\rtf");
}

static const struct media_kind *kind_of_head(const struct media *m)
{
    if (HEAD_IS(m, 0, "\xff\xd8\xff"))
        return &kinds[KIND_JPEG];
    if (HEAD_IS(m, 0, "\x89PNG\r\n\x1a\n"))
        return &kinds[KIND_PNG];
    if (HEAD_IS(m, 0, "RIFF") && HEAD_IS(m, 8, "WEBP"))
        return &kinds[KIND_WEBP];
    if (HEAD_IS(m, 0, "%PDF-1.") || HEAD_IS(m, 0, "%PDF-2."))
        return &kinds[KIND_PDF];
    if (HEAD_IS(m, 0, "PK\3\4"))
        return kind_of_package(m);
    const struct media_kind *sound = kind_of_sound(m);

    return sound ? sound : may_be_text(m) ? &kinds[KIND_TEXT] : NULL;
}

static enum err pass(struct media *m, struct str bytes)
{
    if (m->kind == &kinds[KIND_JPEG])
        return media_jpeg_add(m, bytes);
    if (m->kind == &kinds[KIND_PNG])
        return media_png_add(m, bytes);
    if (m->kind == &kinds[KIND_WEBP])
        return media_webp_add(m, bytes);
    if (m->kind == &kinds[KIND_TEXT])
        TRY(text_add(m, bytes));
    if (is_packed(m))
        parts_look(m, bytes);
    return bytes.n ? m->out(m->arg, bytes) : OK;
}

static void tail_keep(struct media *m, struct str bytes)
{
    if (bytes.n >= MEDIA_TAIL) {
        memcpy(m->tail, bytes.p + bytes.n - MEDIA_TAIL, MEDIA_TAIL);
        m->tail_n = MEDIA_TAIL;
        return;
    }
    size_t old = MEDIA_TAIL - bytes.n < m->tail_n ? MEDIA_TAIL - bytes.n : m->tail_n;

    memmove(m->tail, m->tail + m->tail_n - old, old);
    memcpy(m->tail + old, bytes.p, bytes.n);
    m->tail_n = old + bytes.n;
}

static enum err know(struct media *m)
{
    if (m->head_n == 0)
        return media_refuse(m, "upload.empty");
    if (HEAD_IS(m, 4, "ftyphei") || HEAD_IS(m, 4, "ftypmif1"))
        return media_refuse(m, "upload.heic");
    m->kind = kind_of_head(m);
    if (!m->kind)
        return media_refuse(m, "upload.unknown_kind");
    struct str head = {(const char *)m->head, m->head_n};

    TRY(pass(m, head));
    tail_keep(m, head);
    return OK;
}

void media_begin(struct media *m, struct arena *a, media_out_fn out, void *arg)
{
    *m = (struct media){.arena = a, .out = out, .arg = arg};
}

enum err media_add(struct media *m, struct str bytes)
{
    if (m->problem)
        return E_INVALID;
    m->n += (int64_t)bytes.n;
    if (!m->kind) {
        size_t n = MEDIA_HEAD - m->head_n < bytes.n ? MEDIA_HEAD - m->head_n : bytes.n;

        memcpy(m->head + m->head_n, bytes.p, n);
        m->head_n += n;
        bytes = str_from(bytes, n);
        if (m->head_n < MEDIA_HEAD)
            return OK;
        TRY(know(m));
    }
    if (bytes.n == 0)
        return OK;
    TRY(pass(m, bytes));
    tail_keep(m, bytes);
    return OK;
}

enum err media_end(struct media *m)
{
    if (m->problem)
        return E_INVALID;
    if (!m->kind)
        TRY(know(m));
    if (m->kind <= &kinds[KIND_WEBP])
        return picture_end(m);
    if (m->kind == &kinds[KIND_PDF])
        return pdf_end(m);
    if (m->kind == &kinds[KIND_TEXT] && m->utf8_left > 0)
        return media_refuse(m, "upload.unknown_kind");
    if (m->kind == &kinds[KIND_WAV] && m->n < (int64_t)media_le32(m->head + 4) + 8)
        return media_refuse(m, "upload.damaged");
    return is_packed(m) ? packed_end(m) : OK;
}
