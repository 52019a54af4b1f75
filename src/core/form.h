/* core/form.h: what a form asks, and what came back. One declaration gives parsing, checking, the
 * error messages and the boxes on the page. Fields come from tables in features or from packs. */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/list.h"
#include "base/map.h"
#include "base/str.h"
#include "core/codes.h"
#include "core/ctx.h"

struct json;
struct form_item;
struct expr_node;
struct pack_form;

enum field_type {
    FIELD_LINE,  /* one line of text */
    FIELD_TEXT,  /* several lines */
    FIELD_CODE,  /* one of a code list: radios up to 7, else a select */
    FIELD_CODES, /* several of a code list: check boxes; stored as space-separated codes */
    FIELD_BOOL,  /* one check box: "1" or not sent; required means it must be ticked */
    FIELD_YESNO, /* radios yes / no (and "not known" when .unknown) */
    FIELD_INT,
    FIELD_DATE,     /* three boxes name.day, name.month, name.year; or name=YYYY-MM-DD */
    FIELD_DATETIME, /* the three boxes and name.time HH:MM; stored RFC 3339 in the agency's zone */
    FIELD_ID,       /* an id, from a link, a select or a hidden box */
    FIELD_SECRET,   /* a password: never drawn again, never kept in a draft */
    FIELD_NOTE,     /* not a question: text to read */
    FIELD_SECTION,  /* begins a section of a pack form; label is its heading */
    /* Only in pack forms: */
    FIELD_DECIMAL,
    FIELD_TIME,      /* HH:MM */
    FIELD_PLACE,     /* degrees north and east: "36.8 10.18" */
    FIELD_RANK,      /* all codes of a list in an order; a select name.1, name.2 … for each place */
    FIELD_SIGNATURE, /* drawn strokes, or a typed name */
    FIELD_FILE,      /* a picture, sound or document, sent as NAME.file; see core/form_upload.h */
    FIELD_COMPUTED,  /* shown, not asked: a calculation, or what is read only */
    FIELD_HIDDEN,    /* an answer that is neither asked nor shown */
    FIELD_HEADING,   /* begins a group inside a section */
    FIELD_INSTANCE,  /* begins one of several; name is "child/2" */
    FIELD_MORE,      /* ends them: the button for one more; name is "child" */
    FIELD_BLOCKED    /* cannot be asked: hint says why */
};

/** One question. Tables of a feature end with FIELDS_END. */
struct field {
    const char *name;
    enum field_type type;
    const char *label; /* message key; or label_text for packs */
    const char *hint;  /* message key or NULL */
    const struct text *label_text, *hint_text;
    const struct text
        *required_text; /* what to say when it is missing; NULL: made from the label */
    const char *codes;  /* name of the pack's code list, for FIELD_CODE and FIELD_CODES */
    const struct text *guidance_text;     /* how to ask it well, opened when wanted */
    const struct pack_codes *list;        /* the choices, when they are not the pack's */
    const struct pack_code_refs *offered; /* those of them that are offered; NULL: all */
    const struct form_item *item;         /* of a pack form: its row */
    const struct expr_node *node;         /* of a form that is filled in: its place there */
    bool required;
    bool sensitive;  /* offers "not asked / does not know / prefers not to say" as name.missing */
    bool restricted; /* sensitive, and for fewer readers yet; see assess_may_read() */
    bool past;       /* a date that may not lie in the future */
    bool unknown;    /* yes/no/not known */
    int min, max;    /* FIELD_INT: bounds when max != 0; text: most characters (0: 200 or 10,000) */
    const char *autocomplete;   /* HTML autocomplete token, or NULL */
    const struct map *pictures; /* of a pack form: what its questions and choices show, or NULL */
};
#define FIELDS_END {.name = NULL}

#define FIELD_LINE_MAX 200
#define FIELD_TEXT_MAX 10000
#define FIELD_SECRET_MAX 1000
#define FIELD_SIGNATURE_MAX 20000
#define FIELD_RADIOS_MAX 7 /* more choices than this, or appearance minimal: a select */

/** One value as it was typed, with its problem if it has one. */
struct form_value {
    struct str name, typed;
    struct str
        value; /* checked: cleaned text, codes, ISO date, digits; empty before form_check() */
    struct str error; /* finished sentence in the reader's language, or empty */
    bool added;       /* not sent: made by form_check() to hold a value or an error */
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
 * A code that is retired is accepted when name.was (a hidden box that form_field() draws) holds it
 * too: old records can be saved again. A sensitive field may be answered by name.missing instead:
 * not_asked, not_known or prefers_not; it then counts as answered and is empty.
 *
 * Effects  marks the form as sent; on failure ctx->fail names the first wrong field
 * Errors   E_INVALID  at least one field is wrong (all are checked)
 */
enum err form_check(struct ctx *ctx, struct form *form) MUST_CHECK;
/**
 * Marks one field wrong; msg is a key and may use {label}. The first problem of a field stays. An
 * empty field is the form as a whole. Always returns E_INVALID.
 */
enum err form_fail(struct ctx *ctx, struct form *form, const char *field, const char *msg);
/** The raw typed text of a name; STR_NONE when not sent. Also for names that are not fields. */
struct str form_typed(const struct form *form, const char *name);
/** The error that stands at a name, also one that is not a field; or empty. */
struct str form_error(const struct form *form, struct str name);
/** True when something was sent under this name, even if it was empty. */
bool form_has(const struct form *form, const char *name);

/* Typed getters, valid after form_check() returned OK. */

/** The checked text of any field: as it is stored. */
struct str form_text(const struct form *form, const char *name);
/** The code of FIELD_CODE or FIELD_YESNO; the space-separated codes of FIELD_CODES. */
struct str form_code(const struct form *form, const char *name);
/** True when a box is ticked, or the answer is yes. */
bool form_bool(const struct form *form, const char *name);
int64_t form_int(const struct form *form, const char *name, int64_t if_empty);
/** DATE_NONE when empty. */
struct date form_date(const struct form *form, const char *name);
/** INSTANT_NONE when empty. */
struct instant form_instant(const struct form *form, const char *name);
struct id form_id(const struct form *form, const char *name);
/** Why a sensitive question has no answer: "not_asked", "not_known", "prefers_not", or empty. */
struct str form_missing(const struct form *form, const char *name);

/** One choice on the page. */
struct option_view {
    struct str value, label, id;
    struct str image; /* digest of a picture, or empty */
    bool chosen;
};
LIST_TYPE(option_view_list, struct option_view);

/** One place of an order. */
struct rank_view {
    struct str name, id, label;
    struct option_view_list options;
};
LIST_TYPE(rank_view_list, struct rank_view);

/** An answer that a proposal follows from: the question, and what was answered. */
struct reason_view {
    struct str label, text;
};
LIST_TYPE(reason_view_list, struct reason_view);

/**
 * One question on the page; drawn with {{> field this}}, which looks at type.
 *
 * The ids: id is of the first box (of the day, of the first radio), so "#id" is where an error
 * links to; id-h and id-e are of the hint and the error.
 */
struct field_view {
    struct str name, id, label, hint, value, error;
    int type; /* enum field_type */
    bool required, sensitive, has_hint_or_error, as_select;
    bool is_top;       /* a heading right below the title of the page; set by the caller */
    bool none_offered; /* of choices: nothing to choose now */
    bool choices;      /* drawn as a fieldset: radios, check boxes, or the boxes of a date */
    bool is_hidden;    /* an id without options */
    int max;
    bool counted;            /* long text: show how many characters are left */
    struct str described_by; /* ids for aria-describedby */
    struct str day, month, year, time;
    struct str today; /* for the button that fills today in: "21 11 2026", or empty */
    struct str autocomplete, inputmode;
    struct str missing; /* chosen "not asked" code of a sensitive question, or empty */
    struct option_view_list options;
    /** FIELD_RANK: a select for each place, with all choices. */
    struct rank_view_list places;
    struct str path;                  /* FIELD_SIGNATURE: the strokes to draw, or empty */
    struct str file, accept, capture; /* FIELD_FILE: name of the kept one; what may be chosen */
    bool multiple;                    /* FIELD_FILE: several may be chosen; set by the caller */
    bool no_file;        /* FIELD_FILE: none can be chosen here, on a device without a connection */
    struct str guidance; /* how to ask it well */
    struct str text;     /* FIELD_COMPUTED: the answer in words */
    struct option_view_list missing_options; /* of a sensitive question: none chosen, or a reason */
    struct str was;  /* a retired code that may stay: hidden box name.was, or empty */
    struct str from; /* where the answer in the box was taken from, set by the caller; or empty */
    struct str image, audio; /* digests of what is shown with the question, or empty */
    struct str base; /* "name mark" of the answer on record, see form_base.h; set by the caller */
    /** What the form proposes, in words, and why; set by the caller. A person decides. */
    struct str proposed;
    struct reason_view_list reasons;
};
LIST_TYPE(field_view_list, struct field_view);

/**
 * The box for a field: what was typed when the form was sent, else current (text as stored).
 *
 * A form that was sent for another declaration (another form of the same page) is not looked at.
 * The name must be in the declaration (asserted).
 */
struct field_view form_field(struct ctx *ctx, const struct form *form, const struct field *fields,
                             const char *name, struct str current);
/**
 * Boxes for all fields, in order; current(arg, name) gives stored text (may be NULL). It is also
 * asked for name.missing of sensitive fields.
 */
struct field_view_list form_fields(struct ctx *ctx, const struct form *form,
                                   const struct field *fields,
                                   struct str (*current)(void *arg, struct str name), void *arg);
/** A select over records instead of codes: set options yourself on the returned view. */
void field_option_add(struct ctx *ctx, struct field_view *field, struct str value,
                      struct str label);

/** Errors of a form for the error summary: link to the first box (empty: none), the sentence. */
struct error_view {
    struct str href, text;
};
LIST_TYPE(error_view_list, struct error_view);
/** In the order of the declaration; problems with other names last. */
struct error_view_list form_errors(struct ctx *ctx, const struct form *form);

/** The checked answers as a JSON object of texts (codes as arrays of texts); empty ones left out.
 */
struct str form_to_json(struct ctx *ctx, const struct form *form, const struct field *fields);

/** Answers as form_to_json() wrote them, for `current` of form_fields(). */
struct form_answers {
    struct arena *arena;
    const struct json *json; /* may be NULL: no answers yet */
};
/**
 * Reads stored answers; an empty text gives no answers.
 *
 * Errors  E_INVALID  not what form_to_json() writes
 */
enum err form_answers_parse(struct ctx *ctx, struct str stored,
                            struct form_answers *ret) MUST_CHECK;
/** arg is a struct form_answers. Gives the text as stored, codes joined by spaces. */
struct str form_answer(void *arg, struct str name);

/** One answer to read: on the page of a finished form and on "check your answers". */
struct answer_view {
    struct str name, label, text;
    bool is_section; /* a heading: label only */
    bool is_heading; /* a heading inside a section */
    struct str path; /* a signature's strokes, or empty */
    struct id file;  /* a file's document, or none; text is its name */
    bool is_image;
    bool sensitive;
    bool empty; /* text then says so: "Not answered", "Not asked" … */
};
LIST_TYPE(answer_view_list, struct answer_view);
/** A stored answer in words, in the reader's language. */
struct str form_answer_text(struct ctx *ctx, const struct field *field, struct str stored);
/** The strokes of a signature that was drawn; empty for any other answer. */
struct str form_answer_path(const struct field *field, struct str stored);
/** For {{> answers field}}: a finished form on a page. */
struct answers_view {
    struct answer_view_list answers;
};
/** All questions of the declaration with their answers in words, in order. */
struct answer_view_list form_answers_view(struct ctx *ctx, const struct field *fields,
                                          struct str (*current)(void *arg, struct str name),
                                          void *arg);

/** What a reader gets of an answer: itself; that there is one; or no trace that it was asked. */
enum form_sight { FORM_SHOWN, FORM_MARKED, FORM_GONE };
/** How answers are taken out for a reader. */
struct form_hiding {
    enum form_sight (*sight)(void *arg, struct str name, struct str stored);
    void *arg;
    LIST_OF(struct str) also; /* names that are marked too, answered or not */
    bool any;                 /* set: something was taken out or marked */
};
/** The stored answers as they may leave for a reader; a marked one stands as NAME.hidden. */
struct str form_answers_hide(struct ctx *ctx, const struct form_answers *answers,
                             struct form_hiding *hiding);
/** Of the answers only those that kept() gives for their question, in the arena of ctx; with the
 * marks of such questions. Errors: E_INVALID. */
enum err form_answers_keep(struct ctx *ctx, const struct form_answers *answers,
                           struct str (*kept)(void *arg, struct str name, struct str stored),
                           void *arg, struct form_answers *ret) MUST_CHECK;
/** True when the question has an answer that this reader may not see. */
bool form_answer_is_hidden(struct ctx *ctx, const struct form_answers *answers, const char *name);
/** True when one of these items (a flag for each of the form's) has an answer, or is marked as if
 * it had one, that this reader may not see. */
bool form_answers_hide_any(const struct form_answers *answers, const struct pack_form *def,
                           const bool *items);
/** The names of both, for a page that shows both: of a name that both have the first one's answer,
 * of a repeat the larger number. */
struct form_answers form_answers_join(struct ctx *ctx, const struct pack_form *def,
                                      const struct form_answers *a, const struct form_answers *b);
/** Stored answers to questions that the form has no more (NULL: the form itself is gone): the name
 * as label, the text as stored. */
struct answer_view_list form_answers_left(struct ctx *ctx, const struct pack_form *def,
                                          const struct form_answers *answers);

/** The label in the reader's language. */
struct str field_label(struct ctx *ctx, const struct field *field);
/** True for questions; not for notes, headings and what is computed. */
bool field_is_asked(const struct field *field);
/** The code list that it chooses from, or NULL. */
const struct pack_codes *field_list(const struct ctx *ctx, const struct field *field);
/** The field of that name, or NULL. */
const struct field *field_find(const struct field *fields, struct str name);

#endif
