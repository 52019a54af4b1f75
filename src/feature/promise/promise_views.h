/* promise/promise_views.h: views of the pages of promises. */
#ifndef PROMISE_VIEWS_H
#define PROMISE_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/casefile/casefile_page.h"
#include "feature/promise/promise.h"

struct promise_row_view {
    struct str href, what, to_whom, keeper, client; /* client: in lists over cases */
    struct due_view due;
    struct str state, state_cls, outcome;
    bool is_open;
};
LIST_TYPE(promise_row_view_list, struct promise_row_view);

struct promise_new_view {
    struct str base, back;
    struct field_view what, to_whom, made_on, due, note, source;
};
struct promise_case_view {
    struct promise_row_view_list open, ended;
    struct promise_new_view form;
    bool may_edit;
};
struct promise_page_view {
    struct str base, href, note_href;
    struct promise promise;
    struct promise_row_view row;
    struct str source;
    struct field_view state, words, due, told;
    bool may_edit, is_late_open;
};
struct promise_panel_view {
    struct str base;
    struct promise_row_view_list rows;
    bool may_edit;
};

#endif
