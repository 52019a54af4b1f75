/* promise/promise.h: what somebody of us promised a family, until it is kept. A promise is never
 * changed or taken away: it is kept, passed on to somebody else, broken with a word why, or the
 * family gives it back. Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef PROMISE_H
#define PROMISE_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define PROMISE_WHAT_MAX 300
#define PROMISE_OUTCOME_MAX 1000

struct promise {
    struct id id, casefile_id;
    struct id account_id; /* who has to keep it */
    struct id made_by;
    struct str what, to_whom;
    struct date made_on, due;
    struct str source;   /* "note", "plan" or "talk" */
    struct id origin_id; /* the note */
    struct str state;    /* code list "promise_state": open, kept, passed_on (somebody else keeps
                             it), broken, released */
    struct str outcome;  /* what came of it, or why not */
    struct str keeper_name, made_by_name, ended_by_name;
    struct str client_name, number; /* in lists over cases */
    struct instant created_at, ended_at;
    int64_t version;
};
LIST_TYPE(promise_list, struct promise);

/** Neither kept nor broken nor given back. */
static inline bool promise_is_open(const struct promise *p)
{
    return str_eq(p->state, STR("open"));
}

/**
 * Records what the actor promised: what, to_whom, made_on, due, source and origin_id of *promise
 * are read.
 *
 * Needs    CAP_TASK_EDIT
 * Effects  event promise.made
 * Errors   E_INVALID  no words, made in the future, due before it was made; E_CONFLICT
 *          casefile.is_closed; E_NOT_FOUND  the case is not writable
 */
enum err promise_add(struct ctx *ctx, const struct casefile *file,
                     struct promise *promise) MUST_CHECK;
/** A promise of the case. Errors: E_NOT_FOUND. */
enum err promise_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct promise *ret) MUST_CHECK;
/** Open ones by day, then the last ended; at most 200. */
enum err promise_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct promise_list *ret) MUST_CHECK;
/** What the actor has to keep on those days, as far as the actor sees the cases. */
enum err promise_due(struct ctx *ctx, const struct duty_ask *ask,
                     struct promise_list *ret) MUST_CHECK;

/** How a promise ends, or to which day it is put off; version is that of the page. */
struct promise_end {
    struct str state, words;
    struct date due;
    int64_t version;
};
/**
 * Kept, passed on, broken or given back. The same once more changes nothing.
 *
 * Effects  event promise.kept, promise.passed_on, promise.broken or promise.released
 * Errors   E_INVALID  not kept, without a word why or who keeps it; E_CONFLICT  ended by somebody
 * else meanwhile, with both; the case is closed
 */
enum err promise_finish(struct ctx *ctx, const struct casefile *file, struct promise *promise,
                        const struct promise_end *end) MUST_CHECK;
/** The family was told a later day. Event promise.put_off. Errors: E_INVALID  not a later day, no
 *  words; E_CONFLICT  ended, or another day meanwhile, with both. */
enum err promise_put_off(struct ctx *ctx, const struct casefile *file, struct promise *promise,
                         const struct promise_end *end) MUST_CHECK;

/** The open promise of a case that is due first, for the lists of cases; see core/feature.h. */
enum err promise_first(struct ctx *ctx, struct id casefile_id, struct todo *ret) MUST_CHECK;
/** For the closing of the case, see core/feature.h. Errors: those of promise_finish(). */
enum err promise_loose_ends(struct ctx *ctx, struct id casefile_id,
                            struct loose_end_list *ret) MUST_CHECK;
enum err promise_loose_end(struct ctx *ctx, struct id casefile_id, struct id id, struct str answer,
                           struct str words) MUST_CHECK;
/** Subscriber: what a worker who is gone had promised, the new one keeps. Errors: E_BUSY, E_IO. */
enum err promise_on_assigned(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
