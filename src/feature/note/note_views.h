/* note/note_views.h: views of the pages of notes. */
#ifndef NOTE_VIEWS_H
#define NOTE_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"
#include "feature/note/note.h"

struct note_new_view {
    struct id casefile_id;
    struct field_view kind, occurred_on, body, result, confidential, promise, promise_due;
    struct casefile_ticks_view seen, actions;
    struct draft_notice_view draft;
    bool is_open; /* of a closed case a contact only, and no promise */
};

struct note_action_view {
    struct id casefile_id;
    bool has_visit; /* the pack knows home visits */
};

struct note_link_view {
    struct str href, label;
    bool current;
};
struct note_list_view {
    struct id casefile_id;
    struct note_list notes;
    LIST_OF(struct note_link_view) shows;
    struct option_view_list kinds;
    struct pager_view pager;
    bool may_add, has_pages, is_filtered;
};

struct note_page_view {
    struct note note;
    struct note_name_list seen, actions; /* actions: of the plan, what it was about */
    struct note_text_list texts;         /* the newest first; the last is the original */
    bool may_correct, may_promise, is_corrected;
};

struct note_correct_view {
    struct id casefile_id, note_id;
    struct field_view body, reason;
    int64_t version;
};

#endif
