/* casefile/casefile_page.h: the frame of every page of a case, for the *_web.c of other features,
 * and how due dates look everywhere. */
#ifndef CASEFILE_PAGE_H
#define CASEFILE_PAGE_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

/**
 * Answers a page of a case: identity bar, phase tracker, sub-navigation, heading, then the
 * content.
 *
 * section is the sub-navigation entry that is current ("notes", "plan", …). NULL is a page with a
 * form: no tracker and no sub-navigation, but a way back to the case, so that the first question is
 * on the first screen of a phone. title is the page's heading, below the name of the client.
 * Errors: E_LIMIT.
 */
enum err casefile_page(struct req *r, const struct casefile *file, const char *section,
                       struct str title, struct panel_view content) MUST_CHECK;

/** The first page of the case: the overview; the team, for who sees only parts of the case. */
struct str casefile_home(struct ctx *ctx, const struct casefile *file);
/** A due date as a badge: {{> due due}}. */
struct due_view {
    struct str cls; /* "over", "today", "week" or "plain": the class of the badge; empty: no date */
    struct str text; /* "Overdue by 2 days", "Today", "Mon 23 Nov" */
    struct date on;
};
/** The badge for a date, as of today. */
struct due_view casefile_due(struct ctx *ctx, struct date due);
/** The class of the badge for a risk level: "risk-high" … "risk-none". */
struct str casefile_risk_class(struct str risk);
/** "High risk", in the reader's language. */
struct str casefile_risk_label(struct ctx *ctx, struct str risk);
/** The first letters of the first and the last name. */
struct str casefile_initials(struct ctx *ctx, struct str name);
/** "34 years old", "about 34 years old", or empty. */
struct str casefile_age(struct ctx *ctx, struct date birth, bool estimated);
/** Whether a feature answers GET of this path, as it stands in the route table, for the actor. */
bool casefile_has_route(const struct req *r, const char *path);
/** Where to do what is next in the case; without a place of its own, the overview. */
struct str casefile_next_href(struct ctx *ctx, const struct casefile *file);

/** What other features add their lines to: subject of SLOT_CASE_NEXT. They draw list items. */
struct casefile_next {
    const struct casefile *file;
    const struct casefile_step_list *open; /* steps, by day; the first `max` are lines already */
    int max;                               /* lines of a kind */
};
/** Who has to do a step, when it is not the worker; else empty. */
struct str casefile_step_who(struct ctx *ctx, const struct pack_step *step);
/** For struct feature: steps that are due. Errors: E_BUSY, E_IO. */
enum err casefile_due_list(struct ctx *ctx, const struct duty_ask *ask,
                           struct duty_list *ret) MUST_CHECK;
struct person_reach_view;
/** Where the client lives and how to call, for a line of a day, in the words of the case's own
 * programme. The reading is on record. *ret_seen is false, and ret untouched, when the actor does
 * not see the whole case. Errors: E_BUSY, E_IO. */
enum err casefile_reach_view(struct ctx *ctx, struct id casefile_id, struct person_reach_view *ret,
                             bool *ret_seen) MUST_CHECK;
/** One of the people of a case, or one of other things, to be ticked. */
struct casefile_tick_view {
    struct id id;
    struct str name, role; /* role: in small letters beside it; may be empty */
    bool chosen;
};
/** Check boxes of one name: {{> casefile_ticks people}}. */
struct casefile_ticks_view {
    struct str legend, name;
    LIST_OF(struct casefile_tick_view) rows;
};
/** The client and all people of the case, named "person"; chosen are ticked. Errors: E_BUSY, E_IO.
 */
enum err casefile_ticks(struct ctx *ctx, const struct casefile *file,
                        const struct casefile_id_list *chosen,
                        struct casefile_ticks_view *ret) MUST_CHECK;
/** What was ticked under that name in the form that was sent. */
struct casefile_id_list casefile_ticked(const struct req *r, const char *name);
/** Whether it is among them. */
bool casefile_is_ticked(const struct casefile_id_list *chosen, struct id id);

/** Somebody who may be given cases, as a radio button: {{> casefile_worker this}}. */
struct casefile_worker_view {
    struct id account_id;
    struct str name, team;
    int64_t open_n, high_n;
    bool current, chosen, first;
};
LIST_TYPE(casefile_worker_view_list, struct casefile_worker_view);
/** Who may be given cases by the actor; current has the case now. Errors: those of
 *  casefile_workers(). */
enum err casefile_workers_view(struct req *r, struct id current,
                               struct casefile_worker_view_list *ret) MUST_CHECK;

#endif
