/* today/today.h: what the day asks of a worker or a team, from all features, longest due first. */
#ifndef TODAY_H
#define TODAY_H

#include "core/feature.h"

#define TODAY_AHEAD_DAYS 7

/**
 * What is due until a day, of all features: by day, the urgent first within it. Of a step and a
 * clock of the same case that await the same record the clock is told: it says why that day.
 *
 * Errors  E_BUSY, E_IO
 */
enum err today_duties(struct ctx *ctx, const struct duty_ask *ask,
                      struct duty_list *ret) MUST_CHECK;

#endif
