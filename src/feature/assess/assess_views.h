/* assess/assess_views.h: views of the forms of a case. */
#ifndef ASSESS_VIEWS_H
#define ASSESS_VIEWS_H

#include "core/core_views.h"
#include "core/form.h"
#include "core/view.h"
#include "feature/assess/assess.h"
#include "feature/assess/assess_score_views.h"
#include "feature/casefile/casefile_page.h"

/* ---- which forms there are ------------------------------------------------------------------ */

/** One record in a list. */
struct assess_entry_view {
    struct str href, author;
    struct instant at;
    bool replaced, is_correction;
};
LIST_TYPE(assess_entry_view_list, struct assess_entry_view);

/** One form of the pack, and what there is of it. */
struct assess_row_view {
    struct str title, why, href, status, status_cls;
    struct due_view due;
    struct assess_entry_view_list entries;
    int more_n; /* older ones that are not shown */
};
LIST_TYPE(assess_row_view_list, struct assess_row_view);

struct assess_group_view {
    struct str heading;
    struct assess_row_view_list rows;
};
LIST_TYPE(assess_group_view_list, struct assess_group_view);

struct assess_list_view {
    struct str phase; /* the present one */
    struct assess_row_view_list now;
    struct assess_group_view_list earlier, later;
    bool is_open;
};

/** A form that has been filled in before. */
struct assess_form_view {
    struct str base; /* "/cases/…/forms/NAME" */
    struct str why;
    struct due_view due;
    struct assess_entry_view_list entries;
    struct id source_id; /* the newest one */
    struct date source_on;
    struct assess_plot_view plot;
    struct str compare_href; /* empty when there are not two */
    bool may_fill;
};

/* ---- filling in ----------------------------------------------------------------------------- */

/** What must be said above a draft. */
struct assess_notice_view {
    struct date corrects_on; /* of the record that is corrected */
    struct str corrects_reason;
    bool is_correction;
    struct answer_view_list left; /* answers that the form no longer asks for */
    bool form_changed;
    struct str other_author; /* somebody submitted this form since the draft was begun */
    struct date other_on;
    struct str other_href;
    struct str here_base; /* of the form, when the draft is on this device only; else empty */
};

/** Throwing a draft away. */
struct assess_discard_view {
    struct str base;
};

struct assess_section_view {
    struct str title, href, status, status_cls, hint;
};

/** What one page of the form shows: a section, or one question. */
struct assess_pages_view {
    struct str base;
    bool by_question;
};

/** The sections of a long form. */
struct assess_sections_view {
    struct str base, why;
    struct assess_pages_view pages;
    struct assess_notice_view notice;
    struct assess_discard_view discard;
    LIST_OF(struct assess_section_view) sections;
    int done_n, total_n, percent;
    bool may_check;
    bool has_draft;
    struct due_view due;
    struct assess_entry_view_list entries;
};

/** A question on the page, or a card with one of several: its heading, and what it asks. */
LIST_TYPE(assess_block_view_list, struct assess_block_view);
struct assess_block_view {
    struct field_view field;
    bool is_card;
    bool may_remove; /* the form does not count them by itself */
    bool is_sure;    /* it has answers: asks whether to remove it */
    struct assess_block_view_list inner;
};

/** Answers that no longer apply, and the box that says yes to removing them. */
struct assess_dropped_view {
    struct answer_view_list answers;
    struct str id, names, error;
    bool agreed;
};

/** The part of a page that follows the answers: the questions, and what they say of themselves. */
struct assess_questions_view {
    struct str part, asked; /* asked: names of the boxes on the page */
    struct str at;          /* the question, on a page of one */
    int64_t version;
    struct assess_block_view_list blocks;
    struct assess_dropped_view dropped;
    struct str kept; /* "Draft kept at 10:41", where the answer goes to a script */
};

/** A page of questions: a section of a long form, a question of it, or a short form. */
struct assess_fill_view {
    struct str base, action, back;
    struct assess_notice_view notice;
    struct assess_discard_view discard;
    struct assess_pages_view pages;
    struct str why, hint;
    int k, total;
    int question_k, question_n, percent; /* on a page of one question */
    bool has_files;                      /* there are questions for files */
    bool is_section, is_last, has_draft, is_sensitive, is_offered;
    bool by_question, has_before;
    bool has_logic; /* answers decide what else is asked */
    struct instant saved_at;
    struct date source_on;
    struct assess_questions_view questions;
};

/** One question with its answer, on the page to check and on the record. */
struct assess_answer_view {
    struct str name, label, text, href;
    struct str error;     /* what is wrong with it */
    struct str path;      /* the strokes of a signature, or empty */
    struct str file_href; /* of a file, or empty */
    bool is_image;
    int number; /* of the question on paper; 0: it is not asked there */
    bool empty, lacking, restricted;
    bool is_heading; /* of a group, or of one of several: label only */
};
LIST_TYPE(assess_answer_view_list, struct assess_answer_view);
struct assess_answers_view {
    struct str title, href;
    struct assess_answer_view_list answers;
    LIST_OF(struct assess_answer_view) unanswered; /* of the record: optional, nothing said */
    bool is_offered;
};
LIST_TYPE(assess_answers_view_list, struct assess_answers_view);

struct assess_check_view {
    struct str base;
    struct assess_notice_view notice;
    struct assess_answers_view_list parts;
    struct assess_moved_view_list moved;
    struct assess_dropped_view dropped;
    int lacking_n;
    bool has_lacking;
};

/* ---- reading -------------------------------------------------------------------------------- */

struct assess_record_view {
    const struct assess_record *record;
    struct str base, replaces_href, later_href, earlier_href;
    struct date earlier_on;
    struct assess_answers_view_list parts;
    struct assess_plot_view plot; /* empty when there is not much to see */
    struct assess_moved_view_list moved;
    struct str compare_href;    /* with the one before; or empty */
    struct str next, next_href; /* what is next in the case; empty of an old record */
    struct answer_view_list left;
    bool may_replace, has_restricted, other_version;
};

struct assess_replace_view {
    struct str href; /* of the record */
    struct field_view reason;
    struct date submitted_on;
    struct str author;
    bool may;
};

/** A form on paper. */
struct assess_blank_field_view {
    int number;
    struct str label, hint;
    struct str only_if; /* it is asked only after some answers to these questions: "3, 7" */
    int type;
    bool required, sensitive, is_date, has_time, is_long, is_line, depends;
    LIST_OF(struct str) options;
};
struct assess_blank_part_view {
    struct str title, hint;
    LIST_OF(struct assess_blank_field_view) fields;
};
struct assess_blank_view {
    struct qr_view qr; /* leads back to the form of this case */
    struct str title, number, href, version;
    LIST_OF(struct assess_blank_part_view) parts;
};

/* ---- elsewhere ------------------------------------------------------------------------------ */

struct assess_waiting_row_view {
    struct str title, href, client_name;
    struct instant at;
};
struct assess_waiting_view {
    LIST_OF(struct assess_waiting_row_view) rows;
};

#endif
