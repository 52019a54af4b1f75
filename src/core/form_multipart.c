/* core/form_multipart.c: multipart/form-data as browsers send it. Lines end in CRLF, the boundary
 * stands at the start of a line, and there is nothing to guess: what does not fit is refused. */
#include "core/form_multipart.h"

#include <string.h>

#define CRLF STR("\r\n")
#define BOUNDARY_MAX 70 /* RFC 2046, 5.1.1 */
#define PART_HEADERS_MAX 8
#define HEADER_LINE_MAX 1000

/* Cuts the first line (without CRLF) off the front. */
static enum err line_cut(struct str *rest, struct str *ret)
{
    ptrdiff_t end = str_find(*rest, CRLF, 0);

    if (end < 0)
        return E_INVALID;
    *ret = str_slice(*rest, 0, (size_t)end);
    *rest = str_from(*rest, (size_t)end + 2);
    return OK;
}

/* Text up to the closing quote; a backslash keeps the next character. */
static enum err quoted(struct arena *a, struct str *rest, struct str *ret)
{
    char *out = arena_alloc(a, rest->n);
    size_t n = 0, i = 1;

    for (; i < rest->n && rest->p[i] != '"'; i++) {
        if (rest->p[i] == '\\' && i + 1 < rest->n)
            i++;
        out[n++] = rest->p[i];
    }
    if (i >= rest->n)
        return E_INVALID;
    *rest = str_from(*rest, i + 1);
    *ret = (struct str){out, n};
    return OK;
}

/* The parameter of a header value, `form-data; name="x"`; *found says whether it is there. */
static enum err param(struct arena *a, struct str value, struct str name, struct str *ret,
                      bool *found)
{
    ptrdiff_t semicolon = str_find(value, STR(";"), 0);

    *found = false;
    while (semicolon >= 0) {
        struct str key, text;
        ptrdiff_t equals;

        value = str_trim(str_from(value, (size_t)semicolon + 1));
        equals = str_find(value, STR("="), 0);
        if (equals < 0)
            return E_INVALID;
        key = str_trim(str_slice(value, 0, (size_t)equals));
        value = str_from(value, (size_t)equals + 1);
        if (value.n > 0 && value.p[0] == '"') {
            TRY(quoted(a, &value, &text));
            semicolon = str_find(value, STR(";"), 0);
        } else {
            semicolon = str_find(value, STR(";"), 0);
            text = str_trim(semicolon < 0 ? value : str_slice(value, 0, (size_t)semicolon));
        }
        if (!str_eq_nocase(key, name))
            continue;
        if (*found)
            return E_INVALID;
        *ret = text;
        *found = true;
    }
    return OK;
}

struct part {
    struct str name, filename;
    bool is_file, named, is_text;
};

/* A file that may stand for a box of text: a list saved by a spreadsheet. Some systems call that
 * application/vnd.ms-excel, so the name counts too. */
static bool file_is_text(const struct part *part)
{
    static const char *const endings[] = {".csv", ".tsv", ".txt"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);

        if (part->filename.n > n &&
            str_eq_nocase(str_from(part->filename, part->filename.n - n), str_c(endings[i])))
            return true;
    }
    return part->is_text;
}

static enum err part_header(struct arena *a, struct str line, struct part *part)
{
    ptrdiff_t colon = str_find(line, STR(":"), 0);
    struct str key, value;

    if (colon <= 0)
        return E_INVALID;
    key = str_slice(line, 0, (size_t)colon);
    value = str_trim(str_from(line, (size_t)colon + 1));
    if (str_eq_nocase(key, STR("Content-Transfer-Encoding")))
        return str_eq_nocase(value, STR("7bit")) || str_eq_nocase(value, STR("8bit")) ||
                       str_eq_nocase(value, STR("binary"))
                   ? OK
                   : E_INVALID;
    if (str_eq_nocase(key, STR("Content-Type")))
        part->is_text = str_eq_nocase(str_slice(value, 0, 5), STR("text/"));
    if (!str_eq_nocase(key, STR("Content-Disposition")))
        return OK;
    if (part->named || !str_eq_nocase(str_slice(value, 0, 9), STR("form-data")))
        return E_INVALID;
    TRY(param(a, value, STR("name"), &part->name, &part->named));
    return param(a, value, STR("filename"), &part->filename, &part->is_file);
}

static enum err part_headers(struct arena *a, struct str *rest, struct part *part)
{
    for (int i = 0; i < PART_HEADERS_MAX; i++) {
        struct str line;

        TRY(line_cut(rest, &line));
        if (line.n > HEADER_LINE_MAX)
            return E_LIMIT;
        if (!str_given(line))
            return part->named ? OK : E_INVALID;
        TRY(part_header(a, line, part));
    }
    return E_LIMIT;
}

/* After a boundary: "--" ends the body, a line end begins a part. */
static enum err boundary_end(struct str *rest, bool *last)
{
    if (str_has_prefix(*rest, STR("--"))) {
        *last = true;
        return OK;
    }
    /* White space may follow a boundary (RFC 2046). */
    while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '\t'))
        *rest = str_from(*rest, 1);
    if (!str_has_prefix(*rest, CRLF))
        return E_INVALID;
    *rest = str_from(*rest, 2);
    *last = false;
    return OK;
}

enum err form_multipart_each(struct arena *a, struct str content_type, struct str body,
                             enum err (*fn)(void *arg, const struct form_part *part), void *arg)
{
    struct str boundary, mark;
    bool found, last;

    if (content_type.n > HEADER_LINE_MAX)
        return E_LIMIT;
    TRY(param(a, content_type, STR("boundary"), &boundary, &found));
    if (!found || !str_given(boundary) || boundary.n > BOUNDARY_MAX)
        return E_INVALID;
    mark = str_cat(a, STR("\r\n--"), boundary);
    /* The first boundary may open the body; no text before it, browsers send none. */
    if (!str_has_prefix(body, str_from(mark, 2)))
        return E_INVALID;
    body = str_from(body, mark.n - 2);
    TRY(boundary_end(&body, &last));
    while (!last) {
        struct part part = {0};
        ptrdiff_t end;

        TRY(part_headers(a, &body, &part));
        end = str_find(body, mark, 0);
        if (end < 0)
            return E_INVALID;
        TRY(fn(arg, &(struct form_part){part.name, part.filename, str_slice(body, 0, (size_t)end),
                                        part.is_file, file_is_text(&part)}));
        body = str_from(body, (size_t)end + mark.n);
        TRY(boundary_end(&body, &last));
    }
    return OK;
}

struct pairs {
    struct arena *arena;
    struct form_value_list *list;
};

static enum err pair_of_part(void *arg, const struct form_part *part)
{
    const struct pairs *pairs = arg;

    if (part->is_file && (str_given(part->filename) || part->data.n > 0) && !part->is_text)
        return E_INVALID;
    if (part->is_file && part->data.n == 0)
        return OK;
    return form_pair_add(pairs->arena, pairs->list, part->name, part->data);
}

enum err form_multipart_parse(struct arena *a, struct str content_type, struct str body,
                              struct form_value_list *pairs)
{
    struct pairs arg = {a, pairs};

    return form_multipart_each(a, content_type, body, pair_of_part, &arg);
}
