/* directory/benefit.h: what other systems said about benefits, payments and conditions of a family:
 * dated snapshots with their source. They decide and pay; nothing here is our own truth, so a
 * snapshot is never changed, only marked as entered in error. */
#ifndef BENEFIT_H
#define BENEFIT_H

#include "feature/casefile/casefile.h"

#define BENEFIT_TEXT_MAX 1000
/** Days after which a snapshot is called old. */
#define BENEFIT_OLD_DAYS 60

struct benefit {
    struct id id, casefile_id;
    struct str kind;   /* code list "stated_kind": benefit, payment, condition */
    struct str name;   /* as the other system calls it */
    struct str state;  /* code list "stated_state" */
    struct str amount; /* as it was stated, with its currency; never computed with */
    struct date due;   /* of a payment, or until when a condition is to be met */
    struct str detail;
    struct str source;    /* the other system */
    struct str reference; /* its number for it, or empty */
    struct date stated_on;
    struct str author_name; /* who entered it; empty: imported by the administrator */
    struct instant at;
    bool imported;
    struct str void_reason; /* of one that was entered in error */
    bool voided;
};
LIST_TYPE(benefit_list, struct benefit);

/** True for what the worker has to know first: a condition that is not met, a payment that did not
 * come, a benefit that was reduced, suspended, stopped or refused. */
bool benefit_needs_care(const struct benefit *b);
/** True when both say something about the same thing, at whatever time. */
bool benefit_is_same(const struct benefit *a, const struct benefit *b);

/**
 * Adds a snapshot by hand.
 *
 * Needs    CAP_BENEFIT_EDIT
 * Effects  event benefit.added
 * Errors   E_INVALID  something is missing, unknown or in the future; benefit.known: just this
 *          statement is here already; E_CONFLICT  the case is closed
 */
enum err benefit_add(struct ctx *ctx, const struct casefile *file,
                     const struct benefit *draft) MUST_CHECK;
/** Marks one as entered in error. Event benefit.voided. Errors: E_NOT_FOUND; E_INVALID  no reason;
 *  E_CONFLICT  marked already. */
enum err benefit_void(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct str reason) MUST_CHECK;
/** The newest statement first, voided ones last, at most 300. Errors: E_BUSY, E_IO. */
enum err benefit_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct benefit_list *ret) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err benefit_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct benefit *ret) MUST_CHECK;

/** What came of an import. */
struct benefit_import {
    int64_t added, known;
    int line;           /* of the row that is wrong */
    struct str problem; /* why, in a line for the command line; empty: all went in */
};
/**
 * Takes in a CSV with the columns case, kind, name, state, amount, due, detail, source, reference,
 * stated_on, in any order; case is the number. All or nothing: the caller rolls back on failure.
 * For the command line, where the administrator stands outside of every scope.
 *
 * Effects  a row and an event benefit.imported for each statement that is new
 * Errors   E_INVALID  with ret->line and ret->problem; E_BUSY, E_IO
 */
enum err benefit_import(struct ctx *ctx, struct str text, struct benefit_import *ret) MUST_CHECK;

#endif
