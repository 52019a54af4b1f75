/* report/report_store.h: rows of counters. Errors: those of plat/db.h unless more are listed. */
#ifndef REPORT_STORE_H
#define REPORT_STORE_H

#include "feature/report/report.h"

/** A case as it is, and as it was counted last. */
struct report_case {
    struct str state, risk, was_phase, was_risk;
    enum phase phase;
    struct id area_id, was_area;
    struct date opened_on, closed_on;
    bool counted;
};
/** Errors: E_NOT_FOUND. */
enum err report_store_case(struct ctx *ctx, struct id casefile_id,
                           struct report_case *ret) MUST_CHECK;
/** How the case is counted from now on. */
enum err report_store_set_case(struct ctx *ctx, struct id casefile_id, struct id area_id,
                               struct str phase, struct str risk) MUST_CHECK;
/** One more or fewer in a cell. */
enum err report_store_delta(struct ctx *ctx, const char *kind, struct id area_id, struct str cell,
                            int64_t n) MUST_CHECK;
struct report_row {
    struct str kind, cell;
    struct id area_id, delta_id; /* delta_id: of a delta */
    int64_t n;
};
LIST_TYPE(report_row_list, struct report_row);
/** Deltas that are there, in any order, at most so many. */
enum err report_store_deltas(struct ctx *ctx, int64_t limit,
                             struct report_row_list *ret) MUST_CHECK;
/** One delta into its cell: by its own id, for one with a lower id may become visible later. */
enum err report_store_fold(struct ctx *ctx, const struct report_row *row) MUST_CHECK;
/** All cells. */
enum err report_store_cells(struct ctx *ctx, struct report_row_list *ret) MUST_CHECK;
/** All areas by name. */
enum err report_store_areas(struct ctx *ctx, struct report_area_list *ret) MUST_CHECK;

/** Why the case was closed, the last time; empty when it was not. Errors: E_BUSY, E_IO. */
enum err report_store_closure(struct ctx *ctx, struct id casefile_id, struct str *ret) MUST_CHECK;
/** How many steps of a phase had a date, and how many of them were done by it; one that is not
 *  needed counts for neither. Errors: E_BUSY, E_IO. */
enum err report_store_steps(struct ctx *ctx, struct id casefile_id, enum phase phase,
                            int *ret_in_time, int *ret_late) MUST_CHECK;
/** Counts all measures anew but who came back. */
enum err report_store_measure(struct ctx *ctx) MUST_CHECK;
/** Counts of the cases that ended at least so many days ago who came back within them. */
enum err report_store_measure_again(struct ctx *ctx, const char *months, int days) MUST_CHECK;

#endif
