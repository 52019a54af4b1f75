/* support/scenario_matrix.h: see scenario_matrix.c. */
#ifndef SUPPORT_SCENARIO_MATRIX_H
#define SUPPORT_SCENARIO_MATRIX_H

#include "app/scenario.h"

/** The word `matrix`: every cell of routes and players; prints what is wrong. */
void scenario_matrix(struct scene *s, const struct str *words, int n);

#endif
