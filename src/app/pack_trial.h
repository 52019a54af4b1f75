/* app/pack_trial.h: the tests that a pack brings along: sample answers of its forms, and cases
 * taken through its phases on a scratch database. */
#ifndef APP_PACK_TRIAL_H
#define APP_PACK_TRIAL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/** What came of a pack's tests. */
struct pack_trial {
    int samples, cases;  /* how many there are */
    int failed;          /* cases that came out otherwise; each has said why on stdout */
    struct str problems; /* what is wrong with the pack or its samples, a line each */
};
/**
 * Runs the sample answers and the case tests (tests/NAME.csv, tests/NAME.scn) of a pack's folder.
 *
 * Needs    url: sqlite::memory:, or a PostgreSQL database that may be emptied
 * Effects  prints "ok FILE", or the line that failed, for each case test
 * Errors   E_INVALID  the pack cannot be read, or a test fails; E_IO
 */
enum err pack_trial_run(struct arena *a, const char *dir, const char *url,
                        struct pack_trial *ret) MUST_CHECK;
/**
 * Is there nothing in the database that a test would destroy?
 *
 * Errors  E_CONFLICT  it holds tables or functions; those of db_open()
 */
enum err pack_trial_may_use(const char *url) MUST_CHECK;
/** Takes away what tests left in a PostgreSQL database. Errors: those of db_open(). */
enum err pack_trial_clear(const char *url) MUST_CHECK;

#endif
