/* assess/assess.h: forms of the pack filled in for a case. A form is a draft of its author until it
 * is submitted; what was submitted is never edited: a correction is a new record that replaces it.
 * Everything here takes a struct casefile: the proof that casefile_load() authorized it. Besides
 * the errors listed, E_BUSY and E_IO are possible. */
#ifndef ASSESS_H
#define ASSESS_H

#include "core/ctx.h"
#include "core/form_live.h"
#include "core/pack.h"
#include "core/sync_table.h"
#include "feature/casefile/casefile.h"

#define ASSESS_REASON_MAX 500
#define ASSESS_ANSWERS_MAX (512 << 10) /* bytes of a submitted record */

/** A form that was filled in, or is being filled in. */
struct assess_record {
    struct id id, casefile_id, person_id, account_id;
    struct id source_id;   /* of a draft: the earlier record it offers the answers of */
    struct id replaces_id; /* the record that this one corrects */
    struct id replaced_by; /* the correction of this one */
    struct str form;       /* name of the pack's form */
    struct str form_version;
    struct str state;   /* "draft" or "submitted" */
    struct str answers; /* as form_to_json() writes them, see assess_may_read(); empty in lists */
    struct str seen;    /* of a draft: the sections saved so far, separated by spaces */
    struct str reason;  /* why it replaces another */
    struct str author_name;
    struct instant created_at, saved_at, submitted_at;
    int64_t version;
    bool has_hidden; /* there are answers that the actor may not read */
};
LIST_TYPE(assess_record_list, struct assess_record);

/** False while it is a draft. */
static inline bool assess_is_submitted(const struct assess_record *r)
{
    return str_eq(r->state, STR("submitted"));
}

/* ---- the parts of a form -------------------------------------------------------------------- */

/** A section of a form, or all of a form without sections. */
struct assess_part {
    struct str name; /* of the section; "all" */
    struct str title, hint;
    const struct field *fields; /* ends with FIELDS_END */
    int question_n;
};
LIST_TYPE(assess_part_list, struct assess_part);
/** The sections of these fields in order, each with its questions. Questions before the first
 *  section are a section "all". */
struct assess_part_list assess_parts(struct ctx *ctx, const struct pack_form *def,
                                     const struct field *fields);
/** True when the form is filled in section by section, false when it is one page. */
bool assess_is_long(const struct pack_form *def);

/** How far a section has come. */
enum assess_progress {
    ASSESS_UNTOUCHED,
    ASSESS_OFFERED, /* holds answers of an earlier record that nobody has looked at yet */
    ASSESS_BEGUN,   /* something that is required is missing */
    ASSESS_COMPLETE
};

/* ---- reading -------------------------------------------------------------------------------- */

/** False for the forms of an intake; for who sees the case only as one of its team, also for what
 * the pack does not name for their profession. Such a reader gets no records but their own of
 * these. */
bool assess_is_for(const struct casefile *file, const struct pack_form *def);
/** What was submitted in a case and the actor's own drafts, newest first, at most 500, without the
 *  answers. */
enum err assess_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct assess_record_list *ret) MUST_CHECK;
/** A submitted record of the case, or the actor's own draft. Errors: E_NOT_FOUND. */
enum err assess_load(struct ctx *ctx, const struct casefile *file, struct id id,
                     struct assess_record *ret) MUST_CHECK;
/** The form that a record was filled in with, in its version; of today when nobody knows that
 * version any more, NULL when the pack has the form no more. */
enum err assess_form_of(struct ctx *ctx, const struct assess_record *record,
                        const struct pack_form **ret) MUST_CHECK;
/** The actor's draft of a form. ret->id is ID_NONE when there is none. */
enum err assess_draft(struct ctx *ctx, const struct casefile *file, struct str form,
                      struct assess_record *ret) MUST_CHECK;
/** The newest submitted record of a form, older than `before` when that is given; a replaced one
 *  does not count. ret->id is ID_NONE when there is none. */
enum err assess_latest(struct ctx *ctx, const struct casefile *file, struct str form,
                       struct instant before, struct assess_record *ret) MUST_CHECK;
/** All answers of the newest submitted record of a form, whoever asks: for rules that the pack
 * makes of them, never to be shown. Empty when there is none. */
enum err assess_answers_now(struct ctx *ctx, struct id casefile_id, struct str form,
                            struct form_answers *ret) MUST_CHECK;
/** What of a record is kept when many are read. */
struct assess_keeping {
    struct arena *scratch;
    struct str (*kept)(void *arg, struct str name, struct str stored); /* empty: nothing */
    void *arg;
};
/** The newest submitted records of a form that were not replaced, newest first, at most `most`,
 * without their answers. */
enum err assess_recent(struct ctx *ctx, const struct casefile *file, struct str form, int most,
                       struct assess_record_list *ret) MUST_CHECK;
/**
 * Of a record's answers, as the actor may read them, only those that keep->kept() gives. Everything
 * else that reading takes stays in an arena of its own, which is reset.
 *
 * Errors  as assess_load()
 */
enum err assess_load_kept(struct ctx *ctx, const struct casefile *file, struct id id,
                          const struct assess_keeping *keep, struct form_answers *ret) MUST_CHECK;
/** How much of the answers to a form somebody may read. */
enum assess_reader {
    ASSESS_PLAIN,     /* what is neither sensitive nor restricted */
    ASSESS_SENSITIVE, /* sensitive answers too, and answers to questions no longer asked */
    ASSESS_ALL,       /* restricted answers too */
    ASSESS_NOBODY     /* what is not for a role, whoever is in it */
};
/**
 * What the actor may read of a record: all as the worker of the case or the supervisor of its team
 * or agency; what is sensitive as the record's author; else the plain answers. Loading hides the
 * rest: pages, interfaces, prints, comparisons and whatever builds on a form have nothing else to
 * show.
 */
enum assess_reader assess_may_read(const struct ctx *ctx, const struct casefile *file,
                                   const struct assess_record *record);
/** How much one must be allowed to read to know that the question was asked at all: to read
 * whatever its being asked depends on. For readers in all roles: ASSESS_NOBODY when it depends on a
 * question that is for some roles only. */
enum assess_reader assess_reader_asked(struct ctx *ctx, const struct pack_form *def,
                                       const struct field *field);
/** True when everybody who sees the case may read the answers to the question, whatever they are:
 * it is not sensitive, no code of its list is, and it is for all roles. */
bool assess_is_for_all(const struct ctx *ctx, const struct field *field);

/**
 * Takes out of answers what such a reader may not see, and what would give it away; def may be
 * NULL, when the pack has the form no more. *ret_any: something was taken out or marked.
 *
 * Errors  E_INVALID  answers that cannot be read
 */
enum err assess_hide_answers(struct ctx *ctx, const struct pack_form *def,
                             enum assess_reader reader, struct str *answers,
                             bool *ret_any) MUST_CHECK;

/** The same for a row of form_record on its way to a device, whose owner is the actor; left out
 * when that cannot be done. Errors: E_IO, E_BUSY. */
enum err assess_hide_row(struct ctx *ctx, struct sync_row *row) MUST_CHECK;

/** A form that its author has begun. */
struct assess_waiting {
    struct id casefile_id;
    struct str programme, form, client_name, number;
    struct instant saved_at;
};
LIST_TYPE(assess_waiting_list, struct assess_waiting);
/** The actor's drafts in all cases in scope, newest first, at most 20. */
enum err assess_waiting(struct ctx *ctx, struct assess_waiting_list *ret) MUST_CHECK;

/** The pages that a draft on a device belongs to, see struct sync_table. */
struct str assess_stays_pages(struct ctx *ctx, struct sync_row *row);
/** What was typed into it, see struct sync_table. */
struct str assess_stays_typed(struct ctx *ctx, struct sync_row *row);

/* ---- filling in ----------------------------------------------------------------------------- */

/**
 * The answers that stand in a form while it is filled in: the draft's own, and those of the earlier
 * record it began with, as long as nobody has looked at the section.
 *
 * Of an earlier record neither the judgement of risk nor dates of the event are offered.
 */
struct assess_answers {
    struct ctx *ctx;
    const struct pack_form *def;
    struct str seen;
    struct form_answers own, earlier;
    struct assess_record source; /* id: ID_NONE when it did not begin with an earlier one */
    const struct casefile *file;
    struct assess_prefill *prefill;
    enum err prefill_error; /* the first that is more than "may not be read" */
    struct form_live *live;
    struct assess_part_list parts; /* that are asked now */
};
/** What stands in a form now; draft->id may be ID_NONE. Errors: E_INVALID  stored answers that
 * cannot be read; those of assess_prefill_find() but E_NOT_FOUND. */
enum err assess_answers_load(struct ctx *ctx, const struct casefile *file,
                             const struct pack_form *def, const struct assess_record *draft,
                             struct assess_answers *ret) MUST_CHECK;
/** True when the answer in the box is one of the earlier record, not confirmed yet. */
bool assess_is_earlier(const struct assess_answers *answers, struct str name);
/** Where the answer in the box was taken from and whether it is still right, in words; empty when
 * it is the author's own. */
struct str assess_from(struct assess_answers *answers, struct str name);
/** How far the section has come; *ret_answered counts its questions with an answer. */
enum assess_progress assess_progress(struct assess_answers *answers, const struct assess_part *part,
                                     int *ret_answered);

/** What was sent of a form. */
struct assess_page {
    const struct pack_form *def;
    struct str part;   /* name of a section; empty: the whole form */
    struct form *form; /* typed; problems are put there */
    int64_t version;   /* of the draft when the page was opened; -1: not compared */
    /** What to do besides: "add child", "remove child/2", or "show": only look again. The section
     * does not count as seen then, nor what is on offer in it as the author's own. With "next" what
     * is on offer counts, but not the section: there is more of it to come. */
    struct str act;
};
/** Name of the box of a page that is submitted: the answers that may be removed because they are
 *  not asked any more, by name, separated by spaces. */
#define ASSESS_DROP "drop-hidden"
/**
 * Keeps what is right of a page while it is being typed; no event. page->act is done when all of it
 * is right. Of a page with marks (form_base.h) it changes what was changed in that page, whatever
 * other windows did meanwhile.
 *
 * Needs   CAP_ASSESS_EDIT
 * Errors  E_NOT_FOUND  no such section; E_CONFLICT  the draft was changed meanwhile and the page
 *         has no marks, it was submitted, or the case is closed; E_INVALID, E_LIMIT  it cannot do
 * what page->act says
 */
enum err assess_keep(struct ctx *ctx, const struct casefile *file, const struct assess_page *page,
                     struct assess_record *ret) MUST_CHECK;
/**
 * Saves a page of a draft. What is required may still be missing.
 *
 * Needs    CAP_ASSESS_EDIT
 * Effects  form_record; event assess.saved
 * Errors   E_NOT_FOUND  no such section; E_INVALID  an answer is wrong; E_CONFLICT  another page of
 *          the same author saved other answers meanwhile (both are in ctx->conflict), or the case
 *          is closed
 */
enum err assess_save(struct ctx *ctx, const struct casefile *file, const struct assess_page *page,
                     struct assess_record *ret) MUST_CHECK;
/**
 * Submits a whole form. Answers that are not asked any more are removed, if the page names them in
 * a value ASSESS_DROP.
 *
 * Sets the risk of the case when the form asks for it and the answer differs; a change needs its
 * reason. A correction sets it only when it changes that answer. A judgement that is not what the
 * form proposes needs a reason too, and the event tells both.
 *
 * Needs    CAP_ASSESS_EDIT
 * Effects  form_record; the event of the pack's form; casefile.risk_changed
 * Errors   E_INVALID  something required is missing, or an answer would be removed that the page
 *          does not name; E_CONFLICT  as assess_save, or the record it
 *          corrects was replaced meanwhile
 */
enum err assess_submit(struct ctx *ctx, struct casefile *file, const struct assess_page *page,
                       struct assess_record *ret) MUST_CHECK;
/** Submits the actor's draft as it stands; *form comes with what was typed, see assess_submit(),
 * and gets the answers and their problems. Errors: as assess_submit; E_CONFLICT  there is no draft;
 * E_INVALID  offered answers were not looked at. */
enum err assess_submit_draft(struct ctx *ctx, struct casefile *file, const struct pack_form *def,
                             struct form *form, struct assess_record *ret) MUST_CHECK;
/** A form with its answers, to be submitted. */
struct assess_filled {
    const struct pack_form *def;
    struct assess_record record;
    bool is_new; /* it is no draft that is stored here */
};
/** The same as assess_submit_draft() of a form that is handed over. */
enum err assess_submit_filled(struct ctx *ctx, struct casefile *file,
                              const struct assess_filled *filled, struct form *form,
                              struct assess_record *ret) MUST_CHECK;
/** Begins a draft that offers the answers of an earlier record of the same form. Errors:
 *  E_NOT_FOUND  no such record; E_CONFLICT  there is a draft already. */
enum err assess_begin(struct ctx *ctx, const struct casefile *file, struct id source_id,
                      struct assess_record *ret) MUST_CHECK;
/** True when the actor may correct it: who may read all of it, unless it was replaced already. */
bool assess_may_replace(const struct ctx *ctx, const struct casefile *file,
                        const struct assess_record *record);
/**
 * Begins a correction: a draft with all answers of a submitted record.
 *
 * Errors  E_INVALID  no reason, or the actor may not; E_CONFLICT  it was replaced already, or there
 *         is a draft of this form already
 */
enum err assess_replace(struct ctx *ctx, const struct casefile *file,
                        const struct assess_record *record, struct str reason,
                        struct assess_record *ret) MUST_CHECK;
/** Throws the actor's draft away; nothing happens when there is none. Event assess.discarded. */
enum err assess_discard(struct ctx *ctx, const struct casefile *file,
                        const struct pack_form *def) MUST_CHECK;

#endif
