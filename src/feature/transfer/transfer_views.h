/* transfer/transfer_views.h: views of the pages of handing over. */
#ifndef TRANSFER_VIEWS_H
#define TRANSFER_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/casefile/casefile_page.h"
#include "feature/transfer/transfer.h"

struct transfer_item_view {
    struct str id, kind, what, who, remark, error;
    struct due_view due;
    bool taken, answered, may_answer;
};
LIST_TYPE(transfer_item_view_list, struct transfer_item_view);

struct transfer_row_view {
    struct str href, client, number, to, from, reason, state, state_cls, risk, risk_cls;
    struct instant at;
};
LIST_TYPE(transfer_row_view_list, struct transfer_row_view);

struct transfer_case_view {
    struct str base, case_href;
    struct field_view to, reason, words;
    struct transfer_item_view_list items;
    struct transfer_row_view_list all;
    struct transfer_row_view waiting;
    bool is_waiting, may_ask;
};
struct transfer_list_view {
    struct transfer_row_view_list received, sent;
};
struct transfer_page_view {
    struct str href, case_href;
    struct transfer_row_view row;
    struct str words, answer, answered_by;
    struct instant answered_at;
    struct transfer_item_view_list items;
    struct field_view worker, why;
    bool may_answer, is_shown, names_worker, refusing;
};
struct transfer_panel_view {
    struct transfer_row_view_list rows;
};

#endif
