/* core/form_live_internal.h: what the files form_live*.c share; nobody else includes it. */
#ifndef CORE_FORM_LIVE_INTERNAL_H
#define CORE_FORM_LIVE_INTERNAL_H

#include "base/num.h"
#include "core/form_internal.h"
#include "core/form_live.h"

LIST_TYPE(form_fields, struct field);

/** A walk over a form in the order of its sheet, with names as they stand in answers. */
struct form_walk {
    struct form_live *live;
    /** False: not into what is below. The name of an instance is "child/2". */
    bool (*enter)(struct form_walk *w, struct form_state *s, struct str name);
    /** Behind the instances of a repeat; or NULL. */
    void (*leave)(struct form_walk *w, const struct form_item *repeat, struct expr_node *parent,
                  struct str name);
    struct arena *names; /* that the names are made in; NULL: that of the request */
    bool all;            /* also what is not asked now */
    struct form_fields fields;
    struct str section; /* that the walk is in */
    void *arg;
};

/** Enters each node, in the order of the sheet. */
void form_live_walk(struct form_walk *w);
/** Computes what depends on what was put. Errors: E_INVALID; E_LIMIT  more in repeats than a page
 * can hold, too much to compute. */
enum err form_live_settle(struct form_live *live) MUST_CHECK;
/** The fields of a section, or of the whole form with its sections; behind the last FIELDS_END. */
struct form_fields form_live_list(struct form_live *live, struct str section, bool all);
/** How the question is asked now. */
struct field form_live_field(struct form_live *live, struct form_state *s, struct str name);
/** The answer that a name means, in words. */
typedef struct str (*form_word_fn)(void *arg, struct str name);
/** The text with the answers that stand in it: "How old is ${given}?" */
const struct text *form_live_filled(struct ctx *ctx, const struct text *text, form_word_fn word,
                                    void *arg);
/** A message that stands where the form has no text; it may name a function. */
const struct text *form_live_said(struct form_live *live, const char *key, struct str function);
/** True for a question that has a box. */
bool form_live_is_box(const struct form_item *item);
/** The answer as it is stored and typed: a ticked box is "1", for expressions it is "OK". */
struct str form_live_text(const struct form_state *s);
/** Answers without computing; see form_live_settle(). */
void form_live_put(struct form_live *live, struct form_state *s, struct str text);
/** "child/2/age" for base "child/2". */
struct str form_live_name(struct arena *a, struct str base, const struct form_item *item);
/** Makes the instances that were sent and are not there yet: programs send a whole form at once.
 * Errors: E_INVALID; E_LIMIT  more than one page adds, than follow on, or than the form holds. */
enum err form_live_make(struct form_live *live, const struct form *form) MUST_CHECK;
/** Takes away the last of several when nobody filled it in. Errors: E_INVALID, E_LIMIT. */
enum err form_live_drop_empty(struct form_live *live) MUST_CHECK;
/** "child/2". */
struct str form_live_instance(struct arena *a, struct str name, int k);

#endif
