/* core/codes.h: texts in each shipped language, and code lists: what can be chosen. */
#ifndef CORE_CODES_H
#define CORE_CODES_H

#include "base/list.h"
#include "base/str.h"

struct expr_node;

/** Text in each shipped language, in the order of locale_all; empty ones fall back to the first. */
struct text {
    struct str in[4];
};

/** One entry of a code list. */
struct pack_code {
    struct str code;
    struct text label;
    struct str group; /* free attribute of the list, e.g. "contact" */
    bool sensitive;   /* shown only to those who may read restricted data */
    bool retired;     /* kept for old records, not offered any more */
    int line;         /* of codes.csv, or of a form's own choices.csv; 0: of neither */
    /** What choice_filter and instance() see: an element with a child a column. */
    struct expr_node *node;
};
/** Some of a list: those that are offered. */
LIST_TYPE(pack_code_refs, const struct pack_code *);
struct pack_codes {
    struct str name;
    LIST_OF(struct pack_code) codes;
    /** The list of the same name in packs/base, whose codes the program knows; NULL: of this pack
     * alone. Points to itself when the pack leaves the list as it is. */
    const struct pack_codes *base;
    struct expr_node *instance; /* as instance('name') has it; its codes' nodes are below root */
};

struct arena;
struct csv_row;
struct locale;
/** The text in the language, or in the first one that has it. */
struct str text_in(const struct text *text, const struct locale *l);
/** True when it is there in at least one language. */
bool text_given(const struct text *text);
/** A new list without codes. */
struct pack_codes *codes_new(struct arena *a, struct str name);
/** Adds a code; the columns of its row become what expressions see of it, beside name. */
struct pack_code *codes_add(struct arena *a, struct pack_codes *list, const struct pack_code *code,
                            const struct csv_row *header, const struct csv_row *row);
/** Numbers the nodes of a whole list, from `from` on; returns the number after the last. */
uint32_t codes_number(struct pack_codes *list, uint32_t from);
/** The code in the list, or NULL; the list may be NULL. */
const struct pack_code *codes_find(const struct pack_codes *list, struct str code);

#endif
