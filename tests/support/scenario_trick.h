/* support/scenario_trick.h: what no page can do, for scenarios about attacks. */
#ifndef SUPPORT_SCENARIO_TRICK_H
#define SUPPORT_SCENARIO_TRICK_H

#include "app/scenario.h"

/** Words: password, lives, confirm, shares, tls, late-read, private, revise,
 * programme; ends with a NULL name.
 */
extern const struct scene_word scenario_trick_words[];

#endif
