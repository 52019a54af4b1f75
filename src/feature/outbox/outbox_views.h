/* outbox/outbox_views.h: views of the pages of a device. */
#ifndef OUTBOX_VIEWS_H
#define OUTBOX_VIEWS_H

#include "base/date.h"
#include "base/id.h"
#include "core/view.h"

struct outbox_text_view {
    struct str label, text; /* label: of a question, or empty */
};
LIST_TYPE(outbox_text_view_list, struct outbox_text_view);

struct outbox_row_view {
    struct id cmd_id;
    struct str what, href, why; /* href: where it is, or where to try it again; or empty */
    struct instant made_at;
    struct outbox_text_view_list texts; /* what was written */
};
LIST_TYPE(outbox_row_view_list, struct outbox_row_view);

struct outbox_view {
    struct outbox_row_view_list waiting, refused;
    int64_t more;                       /* that wait beside those listed */
    struct outbox_row_view_list drafts; /* begun here: what and href only */
    struct outbox_row_view_list left;   /* begun here, and no page shows them any more */
    int64_t decide, cases, people, kib;
    struct instant met;
    struct date locks_on;  /* when nothing is heard of the server before */
    bool offline, leaving; /* leaving: somebody signs out while not all is sent */
};

struct outbox_unlock_view {
    bool stale;
};

#endif
