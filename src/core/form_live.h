/* core/form_live.h: a form of a pack as it stands with some answers: which questions are asked now
 * and with which choices, what is computed, what is wrong. The bridge between the engine
 * (form_model.h) and the boxes of a page (form.h). */
#ifndef CORE_FORM_LIVE_H
#define CORE_FORM_LIVE_H

#include "core/form_model.h"
#include "core/pack.h"

/** Where answers come from: the stored text of a name, or of "name.missing"; of a repeat, how many
 * there are. *ret_offered: it is somebody else's or an older answer, not confirmed yet. */
typedef struct str (*form_answer_fn)(void *arg, struct str name, bool *ret_offered);
/** A form's answers, and the sections that the person has been through, with spaces between. */
struct form_source {
    form_answer_fn answer;
    void *arg;
    struct str seen;
};

struct form_live {
    struct ctx *ctx;
    const struct pack_form *def;
    struct form_fill *fill;
    struct arena *names; /* of the nodes: each computing begins it anew */
    struct map nodes;    /* name in answers, "child/2/age" → struct form_state * */
    struct str seen;     /* the sections that the person has been through, with spaces between */
};

/**
 * Opens a form with answers. In a section that was not seen, defaults hold where there is none.
 *
 * Errors  E_INVALID  an expression cannot be computed; E_LIMIT  too many instances
 */
enum err form_live_open(struct ctx *ctx, const struct pack_form *def,
                        const struct form_source *from, struct form_live **ret) MUST_CHECK;
/** A source of stored answers alone; arg is a struct form_answers. */
struct str form_live_stored(void *arg, struct str name, bool *ret_offered);
/** All that is asked or shown now, in order, with sections; ends with FIELDS_END. */
const struct field *form_live_fields(struct form_live *live);
/** All questions of a form without answers, one instance of each repeat: for paper. Errors: as
 * form_live_open(). */
enum err form_live_blank(struct ctx *ctx, const struct pack_form *def,
                         const struct field **ret) MUST_CHECK;
/** For form_fields(): the answer in a form that is open; arg is a struct form_live. */
struct str form_live_answer(void *arg, struct str name);
/** What holds for a name in answers, or NULL. */
struct form_state *form_live_state(const struct form_live *live, struct str name);
/** The section that an item stands in: its name; "all" for what stands before any. */
struct str form_live_section(const struct form_item *item);

/** Of which part of a form something is. */
struct form_part {
    struct str section; /* empty: all of it */
    bool strict;        /* what is required has to be there */
    bool glance;        /* what is on offer and came back unchanged is on offer still */
};
/**
 * Takes in what was typed of a part, computes, and checks it: values and errors stand in the form,
 * whose fields become those that are asked now. What is not asked any more keeps its answer.
 *
 * A question that was not sent counts as left empty, unless the page lists the names that it showed
 * in a value "asked" and this is none of them.
 *
 * What another window of the author changed since the page was made, and this one did not, stays as
 * it is on record, if the page has marks: see form_base.h.
 *
 * Instances of a repeat that were sent and are not there yet are made, when their numbers go on
 * from those that are there.
 *
 * Errors  E_INVALID  an answer is wrong, or is missing although it is required; E_LIMIT  more new
 *                    instances than one page adds, or than the form holds
 */
enum err form_live_take(struct form_live *live, struct form *form,
                        const struct form_part *part) MUST_CHECK;
/** The fields of a page of a section (empty: the whole form). When it was sent and is shown again,
 * the form computes with what was typed; errors stay. Errors: E_LIMIT  too many instances. */
enum err form_live_page(struct form_live *live, struct form *form, struct str section,
                        const struct field **ret) MUST_CHECK;
/** The answers of the whole form, checked as if they had been typed. Errors: as form_live_take().
 */
enum err form_live_check(struct form_live *live, struct form *form) MUST_CHECK;
/** "add child" and "remove child/2": what the buttons of a repeat say. Errors: E_INVALID  it says
 * something else, or there is no such repeat; E_LIMIT. */
enum err form_live_do(struct form_live *live, struct str what) MUST_CHECK;
/** The answers as they are stored. whole: also those that are not asked any more; without it they
 * are left out, because the form is submitted. */
struct str form_live_json(struct form_live *live, bool whole);
/** Answers that are kept but not asked any more, for "these will be removed". */
struct answer_view_list form_live_dropped(struct form_live *live);

/** The fields to show a finished record with: no expression is computed; a question that depends
 * on others is left out where it has no answer. */
const struct field *form_live_record(struct ctx *ctx, const struct pack_form *def,
                                     const struct form_answers *answers);

#endif
