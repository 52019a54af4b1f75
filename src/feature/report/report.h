/* report/report.h: figures for those who decide: counts of cases by phase, risk, area and month,
 * kept in counters with each change. No personal data, and no cell under REPORT_SMALLEST. */
#ifndef REPORT_H
#define REPORT_H

#include "core/ctx.h"
#include "core/event.h"
#include "core/pack.h"

#define REPORT_SMALLEST 5
#define REPORT_MONTHS 12

/** A count as it may be shown: hidden when it is small, or would give a small one away. */
struct report_cell {
    struct str code; /* phase, risk level, "2026-11", or an area's name */
    int64_t n;       /* 0 when hidden */
    bool hidden;
};
LIST_TYPE(report_cell_list, struct report_cell);

struct report_area {
    struct id id;
    struct str name;
};
LIST_TYPE(report_area_list, struct report_area);

/** A figure of a programme with rows of its own: how often each answer to a question was given, or
 * what report_measure() counts. */
struct report_kpi {
    const struct pack *pack;
    const struct pack_kpi *kpi;
    const struct pack_codes *list; /* of answers */
    const char *keys;              /* else: of the messages that name the rows; NULL: numbers */
    struct str kind;               /* of its counters */
    struct report_cell_list cells;
};
LIST_TYPE(report_kpi_list, struct report_kpi);

struct report {
    struct report_cell open; /* open cases in all */
    struct report_cell_list phases, risks, areas;
    struct report_cell_list opened, closed; /* by month, the oldest first, REPORT_MONTHS of them */
    struct report_cell_list reasons;        /* of closures, in the order of the pack's list */
    struct report_cell_list in_time, late;  /* by phase: steps done by their date, and not */
    struct report_kpi_list kpis;            /* of all programmes */
    struct report_area_list choices;
    struct id area_id; /* ID_NONE: all areas */
};
/**
 * The figures of one area, or of all.
 *
 * Errors  E_NOT_FOUND  no such area; E_BUSY, E_IO
 */
enum err report_make(struct ctx *ctx, struct id area_id, struct report *ret) MUST_CHECK;
/** The same figures as CSV: table, row, value; hidden cells read "<5". Errors: E_LIMIT. */
enum err report_csv(struct ctx *ctx, const struct report *report, struct str *ret) MUST_CHECK;
/**
 * Hides what is small; and, where the hidden cells together are still small, the next smallest too,
 * so that nothing can be worked out from the total.
 */
void report_hide(struct report_cell_list *row);
/** Subscriber: counts the case as it stands now. Errors: E_BUSY, E_IO. */
enum err report_on_event(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to all events: a form whose answers a programme steers by was sent. A correction is
 * counted in the place of what it corrects. Errors: E_BUSY, E_IO. */
enum err report_on_form(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** The figures of all programmes that have rows of their own, with nothing counted yet. */
void report_kpis_prepare(struct ctx *ctx, struct report_kpi_list *ret);
/** The name of the counters of such a figure. */
struct str report_kpi_kind(struct ctx *ctx, const struct pack *p, const struct pack_kpi *kpi);
/** Job: counts anew what no single event can count: deadlines, approvals, contacts, who came back,
 * how long cases took. One statement each, over all cases. Errors: E_BUSY, E_IO. */
enum err report_measure(struct ctx *ctx) MUST_CHECK;
/** Job: folds what came since into the counters, up to 20,000 changes. Errors: E_BUSY, E_IO. */
enum err report_fold(struct ctx *ctx) MUST_CHECK;

#endif
