/* deadline/deadline_views.h: views of the pages of deadlines. */
#ifndef DEADLINE_VIEWS_H
#define DEADLINE_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/casefile/casefile_page.h"
#include "feature/deadline/deadline.h"

struct deadline_pause_view {
    struct str reason;
    struct date began, over; /* over: not given while it lasts */
};
struct deadline_reason_view {
    struct str code, label;
};
/** One of a case, with what makes it so. */
struct deadline_view {
    struct id id;
    struct str label, why_it_matters, why_that_day, owner, over;
    struct due_view due;
    struct instant at; /* of one in hours: the moment */
    struct date over_on;
    LIST_OF(struct deadline_pause_view) pauses;
    LIST_OF(struct deadline_reason_view) reasons; /* for which it may stand; none: it may not */
    bool paused, met, may_resume;
};
struct deadline_case_view {
    struct id casefile_id;
    struct str error; /* why it could not be paused */
    LIST_OF(struct deadline_view) running, over;
};

/** Lines of what is next in a case. */
struct deadline_line_view {
    struct str label, who;
    struct due_view due;
    bool paused;
};
struct deadline_next_view {
    struct id casefile_id;
    LIST_OF(struct deadline_line_view) lines;
};

/** Across cases. */
struct deadline_row_view {
    struct id casefile_id;
    struct str label, client_name, number, worker_name, risk_text, risk_cls;
    struct due_view due;
    bool escalated;
};
struct deadline_list_view {
    LIST_OF(struct deadline_row_view) late, soon;
    bool with_worker, is_cut;
};

#endif
