/* directory/unmet.h: needs of a family for which no service was there, or none had a place. Written
 * down in one step, so that those who plan services see where they are missing. */
#ifndef UNMET_H
#define UNMET_H

#include "feature/casefile/casefile.h"
#include "feature/report/report.h"

#define UNMET_REMARK_MAX 500
#define UNMET_MONTHS 12 /* what the figures look back on */

struct unmet {
    struct id id, casefile_id, area_id;
    struct str need;   /* code list "need" */
    struct str reason; /* code list "unmet_reason" */
    struct str area_name, remark, author_name;
    struct instant at, ended_at;
    struct str ended_how; /* "met", "passed" (no longer needed), "error"; empty while it is open */
};
LIST_TYPE(unmet_list, struct unmet);

/**
 * Writes down that a need is not met. Without an area it is that of the case.
 *
 * A need that is written down already and still open stays as it is: one tap twice is one record.
 *
 * Needs    CAP_CASE_EDIT
 * Effects  event unmet.added
 * Errors   E_INVALID  an unknown need, reason or area; E_BUSY, E_IO
 */
enum err unmet_add(struct ctx *ctx, const struct casefile *file,
                   const struct unmet *draft) MUST_CHECK;
/**
 * Ends it: how is "met", "passed" or "error".
 *
 * Effects  event unmet.ended
 * Errors   E_NOT_FOUND  not of this case; E_CONFLICT  ended already; E_INVALID  another word
 */
enum err unmet_end(struct ctx *ctx, const struct casefile *file, struct id id,
                   struct str how) MUST_CHECK;
/** Open ones first, then the newest, at most 100. Errors: E_BUSY, E_IO. */
enum err unmet_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                 struct unmet_list *ret) MUST_CHECK;
/**
 * In how many cases each need was not met in the last UNMET_MONTHS months, by need and by reason,
 * in one area or in all. Small numbers are hidden.
 *
 * Errors  E_BUSY, E_IO
 */
enum err unmet_figures(struct ctx *ctx, struct id area_id, struct report_cell_list *ret_needs,
                       struct report_cell_list *ret_reasons) MUST_CHECK;

#endif
