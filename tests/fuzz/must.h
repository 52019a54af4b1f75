/* tests/fuzz/must.h: what does not hold is a finding. */
#ifndef TESTS_MUST_H
#define TESTS_MUST_H

#include <stdlib.h>

#define MUST(cond)                                                                                 \
    do {                                                                                           \
        if (!(cond))                                                                               \
            abort();                                                                               \
    } while (0)

#endif
