/* today/today.h: what the day asks of a worker or a team, from all features, longest due first. */
#ifndef TODAY_H
#define TODAY_H

#include "core/feature.h"

#define TODAY_AHEAD_DAYS 7

LIST_TYPE(duty_refs, const struct duty *);

/**
 * What is due, of all features, by each of n asks, whose days follow each other: by day, the urgent
 * first within it. Of a step and a clock of the same case that await the same record the clock is
 * told: it says why that day.
 *
 * Errors  E_BUSY, E_IO
 */
enum err today_duties(struct ctx *ctx, const struct duty_ask *asks, size_t n,
                      struct duty_refs *ret) MUST_CHECK;
/** What one of them says, in the words of its own programme. */
struct duty today_told(struct ctx *ctx, const struct duty *duty);

#endif
