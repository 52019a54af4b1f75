/* admin/admin_journal.h: the journal as an auditor reads it: who did what to which record, when.
 * Never what was written: payloads are not read here, only whether they were erased. */
#ifndef ADMIN_JOURNAL_H
#define ADMIN_JOURNAL_H

#include "core/ctx.h"
#include "core/feature.h"

#define ADMIN_JOURNAL_PAGE 50
#define ADMIN_JOURNAL_EXPORT 10000

/** What to show; what is not given does not narrow. */
struct admin_journal_filter {
    struct date from, to; /* both days included, in the agency's time zone */
    struct str group;     /* a code of admin_journal_group(), or empty */
    struct id account_id, casefile_id, person_id;
    int64_t position; /* from this position backwards; 0: from the newest */
    struct id before; /* only what stands before this event, for the next page */
};

/** One event without its payload. */
struct admin_journal_row {
    struct id id, subject_id, casefile_id, person_id, account_id;
    int64_t position; /* 0: waits for the sequencer */
    struct str kind, about, role;
    struct str login, name; /* of who did it; empty for the program itself and for strangers */
    struct str number;      /* of the case, or empty */
    struct instant at;
    bool confidential, erased;
};
LIST_TYPE(admin_journal_list, struct admin_journal_row);

/**
 * Events that fit the filter, newest first (by time, then id).
 *
 * Looks at no more than 20,000 events a time, so that a rare combination costs no more than a
 * common one; there may be fewer rows then, and still a next page.
 *
 * Shape   at most `most` rows; *ret_next is the last event looked at, ID_NONE at the end
 * Errors  E_IO
 */
enum err admin_journal_read(struct ctx *ctx, const struct admin_journal_filter *filter, size_t most,
                            struct admin_journal_list *ret, struct id *ret_next) MUST_CHECK;
/** The account of a login, the case of a number; ID_NONE when there is none. Errors: E_IO. */
enum err admin_journal_find(struct ctx *ctx, struct str login, struct str number,
                            struct id *ret_account, struct id *ret_casefile) MUST_CHECK;
/**
 * Gives up to ADMIN_JOURNAL_EXPORT rows to put, newest first, in batches with memory of their own:
 * what put() keeps it must copy. *ret_cut: there are more.
 *
 * Memory  ctx->arena is another one during put()
 * Errors  E_IO
 */
enum err admin_journal_each(struct ctx *ctx, const struct admin_journal_filter *filter,
                            void (*put)(void *arg, const struct admin_journal_row *row), void *arg,
                            bool *ret_cut) MUST_CHECK;
/** Writes down that rows were taken out. Event journal.exported. Errors: E_IO. */
enum err admin_journal_exported(struct ctx *ctx, const struct admin_journal_filter *filter,
                                int64_t rows) MUST_CHECK;

/** The n-th group of kinds, from 0: "viewed" (readings), then a noun each ("note" for note.…).
 *  STR_NONE at the end. */
struct str admin_journal_group(struct ctx *ctx, size_t n);

#endif
