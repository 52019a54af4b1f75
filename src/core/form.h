/* core/form.h: what a form asks, and what came back. One declaration gives parsing, checking, the
 * error messages and the boxes on the page. Fields come from tables in features or from packs. */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/list.h"
#include "base/str.h"
#include "core/ctx.h"

enum field_type {
    FIELD_LINE,  /* one line of text */
    FIELD_TEXT,  /* several lines */
    FIELD_CODE,  /* one of a code list: radios up to 7, else a select */
    FIELD_CODES, /* several of a code list: check boxes; stored as space-separated codes */
    FIELD_BOOL,  /* one check box: "1" or not sent */
    FIELD_YESNO, /* radios yes / no (and "not known" when .unknown) */
    FIELD_INT,
    FIELD_DATE,     /* three boxes name.day, name.month, name.year; or name=YYYY-MM-DD */
    FIELD_DATETIME, /* the three boxes and name.time HH:MM; stored RFC 3339 in the agency's zone */
    FIELD_ID,       /* an id, from a link, a select or a hidden box */
    FIELD_SECRET,   /* a password: never drawn again, never kept in a draft */
    FIELD_NOTE,     /* not a question: text to read */
    FIELD_SECTION   /* begins a section of a pack form; label is its heading */
};

/** Text in each shipped language, in the order of locale_all; empty ones fall back to the first. */
struct text {
    struct str in[4];
};

/** One question. Tables of a feature end with FIELDS_END. */
struct field {
    const char *name;
    enum field_type type;
    const char *label; /* message key; or label_text for packs */
    const char *hint;  /* message key or NULL */
    const struct text *label_text, *hint_text;
    const char *codes; /* name of the pack's code list, for FIELD_CODE and FIELD_CODES */
    bool required;
    bool sensitive; /* offers "not asked / does not know / prefers not to say" */
    bool past;      /* a date that may not lie in the future */
    bool unknown;   /* yes/no/not known */
    int min, max;   /* FIELD_INT: bounds when max != 0; text: most characters (0: 200 or 10,000) */
    const char *autocomplete; /* HTML autocomplete token, or NULL */
};
#define FIELDS_END {.name = NULL}

/** One value as it was typed, with its problem if it has one. */
struct form_value {
    struct str name, typed;
    struct str error; /* finished sentence in the reader's language, or empty */
};
LIST_TYPE(form_value_list, struct form_value);

/** A submitted form: everything typed, kept for showing again. */
struct form {
    const struct field *fields;
    struct form_value_list values;
    bool sent; /* false when the page is opened fresh */
};

/**
 * Checks all fields of the declaration against what was typed; errors stand in form->values.
 *
 * Errors  E_INVALID  at least one field is wrong (all are checked)
 */
enum err form_check(struct ctx *ctx, struct form *form) MUST_CHECK;
/** Marks one field wrong; message as in ctx_fail. Always returns E_INVALID. */
enum err form_fail(struct ctx *ctx, struct form *form, const char *field, const char *msg);
/** The raw typed text of a name; STR_NONE when not sent. Also for names that are not fields. */
struct str form_typed(const struct form *form, const char *name);
bool form_has(const struct form *form, const char *name);

/* Typed getters, valid after form_check() returned OK. */
struct str form_text(const struct form *form, const char *name);
struct str form_code(const struct form *form, const char *name);
bool form_bool(const struct form *form, const char *name);
int64_t form_int(const struct form *form, const char *name, int64_t if_empty);
struct date form_date(const struct form *form, const char *name);
struct id form_id(const struct form *form, const char *name);

/** One choice on the page. */
struct option_view {
    struct str value, label, id;
    bool chosen;
};
LIST_TYPE(option_view_list, struct option_view);

/** One question on the page; drawn with {{> field kind}}. */
struct field_view {
    struct str name, id, label, hint, value, error;
    int type; /* enum field_type */
    bool required, sensitive, has_hint_or_error, as_select;
    int max;
    struct str described_by; /* ids for aria-describedby */
    struct str day, month, year, time;
    struct str autocomplete, inputmode;
    struct str missing; /* chosen "not asked" code of a sensitive question, or empty */
    struct option_view_list options;
};
LIST_TYPE(field_view_list, struct field_view);

/**
 * The box for a field: what was typed when the form was sent, else current (text as stored).
 * The name must be in the declaration (asserted).
 */
struct field_view form_field(struct ctx *ctx, const struct form *form, const struct field *fields,
                             const char *name, struct str current);
/** Boxes for all fields, in order; current(arg, name) gives stored text (may be NULL). */
struct field_view_list form_fields(struct ctx *ctx, const struct form *form,
                                   const struct field *fields,
                                   struct str (*current)(void *arg, struct str name), void *arg);
/** A select over records instead of codes: set options yourself on the returned view. */
void field_option_add(struct ctx *ctx, struct field_view *field, struct str value,
                      struct str label);

/** Errors of a form for the error summary: id of the first box, and the sentence. */
struct error_view {
    struct str href, text;
};
LIST_TYPE(error_view_list, struct error_view);
struct error_view_list form_errors(struct ctx *ctx, const struct form *form);

/** The checked answers as a JSON object of texts (codes as arrays of texts); empty ones left out.
 */
struct str form_to_json(struct ctx *ctx, const struct form *form, const struct field *fields);

#endif
