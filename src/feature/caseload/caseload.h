/* caseload/caseload.h: lists of cases: one's own, a team's; where to begin. Each
 * list is one query and its counts another, whatever is filtered and however it is sorted. */
#ifndef CASELOAD_H
#define CASELOAD_H

#include "feature/casefile/casefile.h"

#define CASELOAD_PAGE 50
#define CASELOAD_WEEK 7 /* days after today that count as "this week" */

enum caseload_due { CASELOAD_ALL, CASELOAD_OVERDUE, CASELOAD_TODAY, CASELOAD_SOON, CASELOAD_LATER };
enum caseload_whose { CASELOAD_ANYBODY, CASELOAD_WORKER, CASELOAD_NOBODY };

/** What to list. */
struct caseload_filter {
    struct id team_id; /* of the team's list; ID_NONE: the actor's own cases */
    enum caseload_whose whose;
    struct id worker_id; /* with CASELOAD_WORKER */
    struct str text;     /* beginnings of the client's names, or a number */
    struct str risk;     /* a code, "unknown", or empty */
    int phase;           /* -1: all */
    bool closed;         /* closed cases instead of open ones */
    enum caseload_due due;
    struct str sort; /* "due", "name", "risk", "phase", "worker"; with - the other way round */
    int64_t page;    /* from 1 */
};

/** One line of a list. */
struct caseload_row {
    struct id id, worker_id;
    struct str number, client_name, risk, next_what, worker_name, programme;
    enum phase phase;
    struct date next_due, last_contact_on;
};
LIST_TYPE(caseload_row_list, struct caseload_row);

/** Cases of one worker in a team's list. */
struct caseload_share {
    struct id worker_id; /* ID_NONE: of nobody */
    int64_t n;
};
/** How many there are, whatever `due` asks for. */
struct caseload_counts {
    int64_t all, overdue, today, soon, later, unassigned;
    LIST_OF(struct caseload_share) shares; /* of a team's list */
};

/**
 * Cases in the actor's scope.
 *
 * Shape   at most CASELOAD_PAGE rows; those without a date come last
 * Errors  E_BUSY, E_IO
 */
enum err caseload_list(struct ctx *ctx, const struct caseload_filter *filter,
                       struct caseload_row_list *ret) MUST_CHECK;
/** Errors: E_BUSY, E_IO. */
enum err caseload_count(struct ctx *ctx, const struct caseload_filter *filter,
                        struct caseload_counts *ret) MUST_CHECK;

struct caseload_team {
    struct id id;
    struct str name;
};
LIST_TYPE(caseload_team_list, struct caseload_team);
/** The teams whose cases the actor distributes. Errors: E_BUSY, E_IO. */
enum err caseload_teams(struct ctx *ctx, struct caseload_team_list *ret) MUST_CHECK;

/** Somebody who may have cases in a team. */
struct caseload_colleague {
    struct id id;
    struct str name;
};
LIST_TYPE(caseload_colleague_list, struct caseload_colleague);
/** Of one of the teams of caseload_teams(), by name. Errors: E_BUSY, E_IO. */
enum err caseload_colleagues(struct ctx *ctx, struct id team_id,
                             struct caseload_colleague_list *ret) MUST_CHECK;

LIST_TYPE(caseload_id_list, struct id);
#define CASELOAD_BULK_MAX 100
/** Open cases the actor may change, for a page about several of them. Those that are none are left
 * out. Errors: E_BUSY, E_IO. */
enum err caseload_rows(struct ctx *ctx, const struct caseload_id_list *ids,
                       struct caseload_row_list *ret) MUST_CHECK;
/**
 * Gives all these cases to a worker (ID_NONE: to nobody), or none of them. Who has it already keeps
 * it.
 *
 * Needs    CAP_CASE_ASSIGN
 * Returns  *ret_n  cases that changed hands
 * Errors   those of casefile_load_open() and casefile_assign(); E_LIMIT  more than
 *          CASELOAD_BULK_MAX
 */
enum err caseload_assign(struct ctx *ctx, struct caseload_id_list *ids, struct id worker_id,
                         struct str reason, int *ret_n) MUST_CHECK;

#endif
