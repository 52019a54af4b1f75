/* assess/assess_page.h: what the pages of forms share. Private to the feature. Where errors are not
 * listed: E_BUSY, E_IO. */
#ifndef ASSESS_PAGE_H
#define ASSESS_PAGE_H

#include "assess_views.h"
#include "core/form_upload.h"
#include "core/web.h"
#include "feature/assess/assess.h"

/** A form that is being filled in: the case, the form, the draft and what stands in it. */
struct assess_work {
    struct casefile file;
    const struct pack_form *def;
    struct assess_record draft; /* id: ID_NONE when nothing is kept yet */
    struct assess_answers answers;
    struct str base; /* "/cases/…/forms/NAME" */
};
/**
 * Loads what the path of the request names: :case, open and writable, and :form.
 *
 * Errors  E_NOT_FOUND  no such case or form; E_CONFLICT  the case is closed
 */
enum err assess_work_load(struct req *r, struct assess_work *ret) MUST_CHECK;
/** The form of the pack that :form names, if it is one for who sees the case so. Errors:
 * E_NOT_FOUND.
 */
enum err assess_def(struct req *r, const struct casefile *file, struct str name,
                    const struct pack_form **ret) MUST_CHECK;
/** "/cases/…/forms/NAME", with more behind it. */
struct str assess_base(struct ctx *ctx, const struct casefile *file, struct str name);
/** Records of one form as links, newest first, at most `most`; *ret_more counts the others. */
struct assess_entry_view_list assess_entries(struct ctx *ctx, const struct assess_record_list *all,
                                             struct str form, int most, int *ret_more);
/** The open step that this form completes, or NULL. */
const struct casefile_step *assess_step(struct ctx *ctx, const struct casefile_step_list *open,
                                        const struct pack_form *def);
/** What has to be said above the draft. */
enum err assess_notice(struct ctx *ctx, const struct assess_work *w,
                       struct assess_notice_view *ret) MUST_CHECK;
/** The answer of a question in words. */
struct str assess_words(struct ctx *ctx, const struct field *field, struct str stored,
                        struct str missing, bool *ret_empty);

/**
 * The scores of a form over these records (newest first) as a picture; their answers are loaded one
 * record at a time, and only when the form has such scores.
 *
 * Errors  as assess_load()
 */
enum err assess_plot(struct ctx *ctx, const struct casefile *file, const struct pack_form *def,
                     const struct assess_record_list *records,
                     struct assess_plot_view *ret) MUST_CHECK;
/** Where two records of one form stand side by side. */
struct str assess_compare_href(struct ctx *ctx, const struct casefile *file,
                               const struct assess_record *a, const struct assess_record *b);

/** Two records of one form side by side; for the route table. */
enum err assess_compare_get(struct req *r) MUST_CHECK;
/** The number of a question on paper and on its record: its place among all that the form may ask.
 *  0 for what is not asked. */
int assess_number(const struct pack_form *def, const struct form_item *item);

/* ---- questions of a page (assess_question_web.c) -------------------------------------------- */

/** Which questions a page shows. */
struct assess_where {
    struct str section; /* empty: the whole form */
    bool one;           /* only one question of it */
    struct str at;      /* that one: its name, or "child/2" for the first of an instance */
    struct str sure;    /* "child/2": asks whether to remove it */
    bool kept;          /* what was sent is on record already */
};
/** The version of the draft that a page was made from; -1 when it does not say. */
int64_t assess_version_sent(const struct form *form);
/** The pages of a section that is asked one question at a time. */
struct assess_one {
    int k, n;                        /* the k-th of n, from 0 */
    struct str name, before, behind; /* of this one, and of its neighbours; empty: there is none */
};
/**
 * Fills in what a page of questions shows, with what was typed when the form was sent.
 * *ret_one is filled when `where->one`. Errors: E_LIMIT  too many instances.
 */
enum err assess_questions(struct req *r, struct assess_work *w, const struct assess_where *where,
                          struct assess_fill_view *view, struct assess_one *ret_one) MUST_CHECK;
/** What will be removed because it is not asked any more; agreed when the page said yes to it.
 * Errors: E_LIMIT  too many names. */
enum err assess_dropped(struct req *r, struct form_live *live,
                        struct assess_dropped_view *ret) MUST_CHECK;
/** True when one of several, "child/2", has an answer, on record or just typed. */
bool assess_has_answers(const struct assess_work *w, const struct form *typed, struct str name);
/** "Draft kept at 10:41". */
struct str assess_kept(struct ctx *ctx, struct instant at);

/** To the page of a record that was submitted just now. Errors: none. */
enum err assess_shown(struct req *r, const struct casefile *file,
                      const struct assess_record *record) MUST_CHECK;

/* ---- forms that are filled in on a device (assess_sent_web.c) ------------------------------- */

/** 303; what was changed stays on a device until the form is sent. Errors: none. */
enum err assess_stays(struct req *r, struct str path, const char *done) MUST_CHECK;
/** On a device: what was done with this record is sent to base/where with all its answers, instead
 * of what was typed on this page. Errors: E_LIMIT  too long. */
enum err assess_sends(struct req *r, const struct assess_work *w, const char *where,
                      const struct assess_record *record) MUST_CHECK;
/** What a device has sent so, to be submitted. Errors: as assess_submit(); E_CONFLICT  somebody
 * submitted this form meanwhile. */
enum err assess_sent_check_post(struct req *r, struct assess_work *w) MUST_CHECK;
/** The same, to be a draft here. Errors: E_CONFLICT  there is another one. */
enum err assess_sent_start_post(struct req *r, struct assess_work *w) MUST_CHECK;
/** Whether the draft was changed on this device, and on top of which version of the server's:
 * ASSESS_HERE when it has none. */
enum err assess_here(struct ctx *ctx, const struct assess_work *w, bool *ret,
                     int64_t *ret_base) MUST_CHECK;

/* ---- files as answers (assess_file_web.c) --------------------------------------------------- */

/** Files that came with a page. */
struct assess_files {
    LIST_OF(struct id) ids;         /* documents that were made of them */
    struct form_value_list refused; /* with what is wrong */
    bool any_refused;
};
/** Makes documents of what was sent for questions of the form, whose typed values then name them.
 * What names any other file is not believed. Errors: E_BUSY, E_IO. */
enum err assess_files_take(struct req *r, struct assess_work *w, struct form *form,
                           struct assess_files *ret) MUST_CHECK;
/** They belong to this draft or record. */
enum err assess_files_bind(struct req *r, const struct assess_work *w,
                           const struct assess_files *files, struct id record_id) MUST_CHECK;
/** An answer is wrong, or a file is refused: keeps the files and what else is right, and answers
 * with the page again (422). Errors: as assess_keep(); those of page_of. */
enum err assess_files_again(struct req *r, struct assess_work *w, struct assess_page *page,
                            const struct assess_files *files, handler_fn page_of) MUST_CHECK;
/** The file that an answer of a record names, if the actor may read that answer. */
enum err assess_file_get(struct req *r) MUST_CHECK;
/** Where the file of an answer is, when it is one. */
void assess_file_show(struct ctx *ctx, const struct casefile *file,
                      const struct assess_record *record, struct str stored,
                      struct assess_answer_view *answer);

/* ---- handlers of assess_fill_web.c, for the route table ------------------------------------ */

/** The sections of a long form, or the questions of a short one. */
enum err assess_new_get(struct req *r) MUST_CHECK;
/** Saves (do=draft) or submits all of a form. */
enum err assess_new_post(struct req *r) MUST_CHECK;
/** One section. */
enum err assess_section_get(struct req *r) MUST_CHECK;
/** Saves a section; do=later goes back to all sections. */
enum err assess_section_post(struct req *r) MUST_CHECK;
/** Keeps what is typed; answers with the questions as they are asked now. */
enum err assess_draft_post(struct req *r) MUST_CHECK;
/** Chooses what one page shows from now on: by=section or by=question. */
enum err assess_pages_post(struct req *r) MUST_CHECK;
/** All answers of the draft, before it is submitted. */
enum err assess_check_get(struct req *r) MUST_CHECK;
/** Submits the draft. */
enum err assess_check_post(struct req *r) MUST_CHECK;
/** Begins with the answers of the record `from`. */
enum err assess_start_post(struct req *r) MUST_CHECK;
/** Throws the draft away. */
enum err assess_discard_post(struct req *r) MUST_CHECK;
/** The form on paper, without answers (assess_blank_web.c). */
enum err assess_blank_get(struct req *r) MUST_CHECK;

#endif
