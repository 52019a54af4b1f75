/* plat/book_xml.c: expat around one part: names without prefixes, no document types (so no
 * entities), no depth that only an attack has. */
#include <expat.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "plat/book_read.h"

#define DEPTH_MAX 64
#define SEPARATOR '\x1f' /* between a name's address and the name */

static struct str local(const char *name)
{
    const char *at = strrchr(name, SEPARATOR);

    return str_c(at ? at + 1 : name);
}

static void stop(struct book_xml *x, enum err e)
{
    if (e == OK || x->e != OK)
        return;
    x->e = e;
    (void)XML_StopParser(x->parser, XML_FALSE);
}

static void on_start(void *data, const char *name, const char **attrs)
{
    struct book_xml *x = data;

    if (x->e != OK)
        return;
    if (++x->depth > DEPTH_MAX)
        stop(x, book_refuse(x->r, E_LIMIT,
                            "the workbook is nested too deeply, so it is damaged; save it as .xlsx "
                            "again"));
    else
        stop(x, x->start(x, local(name), attrs));
}

static void on_end(void *data, const char *name)
{
    struct book_xml *x = data;

    if (x->e != OK)
        return;
    x->depth--;
    stop(x, x->end ? x->end(x, local(name)) : OK);
}

static void on_text(void *data, const char *p, int n)
{
    struct book_xml *x = data;

    if (x->e != OK || !x->collect)
        return;
    buf_put(&x->text, (struct str){p, (size_t)n});
    if (x->text.over)
        stop(x, book_refuse(x->r, E_LIMIT,
                            "a cell holds more than %zu KB of text; shorten it or divide it",
                            BOOK_CELL_MAX >> 10));
}

/* Entities need a document type; workbooks have none. */
static void on_doctype(void *data, const char *name, const char *system_id, const char *public_id,
                       int has_internal)
{
    struct book_xml *x = data;

    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal;
    stop(x, book_refuse(x->r, E_INVALID,
                        "the workbook declares entities, as only a trap does; copy the cells you "
                        "need into a new workbook"));
}

static enum err damaged(struct book_xml *x)
{
    if (x->e != OK)
        return x->e;
    return book_refuse(x->r, E_INVALID,
                       "the workbook is damaged (%s); open it in a spreadsheet program and save it "
                       "as .xlsx again",
                       XML_ErrorString(XML_GetErrorCode(x->parser)));
}

static enum err feed(struct book_xml *x, struct str piece)
{
    return XML_Parse(x->parser, piece.p ? piece.p : "", (int)piece.n, 0) == XML_STATUS_OK
               ? OK
               : damaged(x);
}

enum err book_xml_part(struct book_xml *x, struct str name)
{
    enum err e;

    x->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!x->parser)
        return E_IO;
    buf_init(&x->text, x->r->arena, BOOK_CELL_MAX);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetCharacterDataHandler(x->parser, on_text);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    e = book_zip_part(x->r, name, feed, x);
    if (e == OK && XML_Parse(x->parser, "", 0, 1) != XML_STATUS_OK)
        e = damaged(x);
    XML_ParserFree(x->parser);
    x->parser = NULL;
    return e;
}

struct str book_xml_attr(const char **attrs, const char *name)
{
    for (; attrs[0]; attrs += 2)
        if (str_eq(local(attrs[0]), str_c(name)))
            return str_c(attrs[1]);
    return STR_NONE;
}

/* "_x000D_" at the front: the character that XML cannot hold, else -1. */
static int32_t escaped(struct str s)
{
    unsigned char two[2];

    if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_' ||
        num_parse_hex(str_slice(s, 2, 6), two, 2) != OK)
        return -1;
    return two[0] << 8 | two[1];
}

struct str book_xml_text(struct book_xml *x)
{
    struct str s = buf_str(&x->text);
    char *out = arena_alloc(x->r->arena, s.n + 1), one[4];
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int32_t code = escaped(str_from(s, i));
        size_t wide = code > 0 ? utf8_put(one, code) : 0;

        if (wide == 0) {
            out[n++] = s.p[i];
            continue;
        }
        memcpy(out + n, one, wide);
        n += wide;
        i += 6;
    }
    return (struct str){out, n};
}
