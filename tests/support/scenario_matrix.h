/* support/scenario_matrix.h: see scenario_matrix.c. */
#ifndef SUPPORT_SCENARIO_MATRIX_H
#define SUPPORT_SCENARIO_MATRIX_H

#include "scenario.h"

struct matrix {
    struct world *world;
    struct arena *arena;
    struct str (*find)(void *arg, struct str name); /* a saved id, or empty */
    void (*again)(void *arg);                       /* a fresh world with the same fixture */
    void *arg;
    int cells, wrong;
};

/** Runs every cell; prints what is wrong and counts it. */
void matrix_run(struct matrix *m);

#endif
