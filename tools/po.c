/* tools/po.c: the reader of gettext catalogues. Knows the syntax, not what a text may say. */
#include "po.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/num.h"

#define PO_TEXT_MAX 20000

struct po_reader {
    struct arena *arena;
    struct po *po;
    struct po_report *report;
    int line;
    struct po_entry entry;
    bool has_id, has_text, fuzzy_next;
    struct str *target; /* where the next quoted line goes; NULL: nowhere */
    struct str ignored; /* target of msgid_plural */
};

void po_error(struct po_report *report, struct str path, int line, const char *fmt, ...)
{
    va_list args;

    report->error_n++;
    if (line > 0)
        fprintf(stderr, "%.*s:%d: ", STR_ARG(path), line);
    else
        fprintf(stderr, "%.*s: ", STR_ARG(path));
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
}

static void complain(struct po_reader *r, const char *why)
{
    po_error(r->report, r->po->path, r->line, "%s", why);
}

/* The entry is complete: the one with the empty key is the header. */
static void finish(struct po_reader *r)
{
    if (r->has_id && !r->has_text)
        complain(r, "msgid without msgstr");
    else if (r->has_id && r->entry.key.n == 0)
        r->po->header = r->entry.text[0];
    else if (r->has_id)
        LIST_ADD(r->arena, &r->po->entries, r->entry);
    r->entry = (struct po_entry){0};
    r->has_id = r->has_text = false;
    r->target = NULL;
}

/* What follows a backslash; 0 when it is none of ours. */
static char escaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '"':
    case '\\':
        return c;
    default:
        return 0;
    }
}

static void put_unquoted(struct po_reader *r, struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '"')
            complain(r, "a quotation mark inside a text is written \\\"");
        if (c == '\\') {
            i++;
            if (i == s.n || (c = escaped(s.p[i])) == 0)
                complain(r, "only \\n, \\t, \\\" and \\\\ are known");
        }
        buf_put_c(b, c);
    }
}

/* Appends the contents of "…" to the target. */
static void quoted(struct po_reader *r, struct str s)
{
    struct buf b;
    struct str text;

    if (!r->target) {
        complain(r, "a quoted line that belongs to nothing");
        return;
    }
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') {
        complain(r, "the quotation mark at the end of the line is missing");
        return;
    }
    buf_init(&b, r->arena, PO_TEXT_MAX);
    buf_put(&b, *r->target);
    put_unquoted(r, &b, str_slice(s, 1, s.n - 1));
    if (buf_done(&b, &text) != OK)
        complain(r, "the text is too long");
    else
        *r->target = text;
}

static void form(struct po_reader *r, struct str index)
{
    int64_t n;

    if (num_parse_range(index, 0, PO_FORM_MAX - 1, &n) != OK) {
        complain(r, "msgstr[] counts from 0 to 5");
        r->target = &r->ignored;
        return;
    }
    if (n != r->entry.form_n)
        complain(r, "msgstr[] out of order");
    r->entry.form_n = (int)n + 1;
    r->entry.plural = true;
    r->target = &r->entry.text[n];
}

static void keyword(struct po_reader *r, struct str word)
{
    if (str_eq(word, STR("msgid"))) {
        finish(r);
        r->has_id = true;
        r->entry.line = r->line;
        r->entry.fuzzy = r->fuzzy_next;
        r->fuzzy_next = false;
        r->target = &r->entry.key;
    } else if (str_eq(word, STR("msgid_plural"))) {
        r->ignored = STR_NONE;
        r->target = &r->ignored;
    } else if (str_eq(word, STR("msgstr"))) {
        r->has_text = true;
        r->entry.form_n = 1;
        r->target = &r->entry.text[0];
    } else if (str_has_prefix(word, STR("msgstr[")) && str_has_suffix(word, STR("]"))) {
        r->has_text = true;
        form(r, str_slice(word, 7, word.n - 1));
    } else if (str_eq(word, STR("msgctxt"))) {
        complain(r, "msgctxt is not used here: give the second meaning a key of its own");
        r->target = &r->ignored;
    } else {
        complain(r, "not a line of a .po file");
        r->target = NULL;
    }
}

static void comment(struct po_reader *r, struct str line)
{
    if (r->has_text)
        finish(r);
    if (str_has_prefix(line, STR("#,")) && str_find(line, STR("fuzzy"), 2) >= 0)
        r->fuzzy_next = true;
}

/* msgid "text" */
static void keyword_line(struct po_reader *r, struct str line)
{
    ptrdiff_t quote = str_find(line, STR("\""), 0);

    keyword(r, str_trim(str_slice(line, 0, quote < 0 ? line.n : (size_t)quote)));
    if (quote < 0)
        complain(r, "the text in quotation marks is missing");
    else if (r->target)
        quoted(r, str_from(line, (size_t)quote));
}

void po_read(struct arena *a, struct po *po, struct str text, struct po_report *report)
{
    struct po_reader r = {.arena = a, .po = po, .report = report};
    struct str line;

    while (str_split(&text, '\n', &line)) {
        r.line++;
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (line.p[0] == '#')
            comment(&r, line);
        else if (line.p[0] == '"')
            quoted(&r, line);
        else
            keyword_line(&r, line);
    }
    finish(&r);
}
