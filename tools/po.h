/* tools/po.h: reads one gettext catalogue (.po). The msgid is the key, the msgstr the text. */
#ifndef TOOLS_PO_H
#define TOOLS_PO_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#define PO_FORM_MAX 6

struct po_entry {
    struct str key;
    bool plural;
    struct str text[PO_FORM_MAX]; /* text[0] alone when not plural */
    int form_n;
    bool fuzzy; /* marked by a tool as a guess: counts as missing until somebody looked */
    int line;
};

struct po {
    struct str path;
    struct str noun, lang; /* of "note.fr.po": "note" and "fr" */
    struct str header;     /* the msgstr of the empty msgid */
    LIST_OF(struct po_entry) entries;
};

/** Prints "path:line: why" and counts; line 0 is left out. */
struct po_report {
    int error_n;
};
void po_error(struct po_report *report, struct str path, int line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/** Reads the text of a file into po, whose path is set. Errors are reported, and reading goes on.
 */
void po_read(struct arena *a, struct po *po, struct str text, struct po_report *report);

#endif
