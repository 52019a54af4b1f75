/* tests/fuzz/expr_pieces.h: bytes as an expression that has some sense. */
#ifndef TESTS_EXPR_PIECES_H
#define TESTS_EXPR_PIECES_H

#include "base/arena.h"
#include "base/str.h"

/** A piece of an expression for each byte, as many as an expression may hold. */
struct str fuzz_pieces(struct arena *a, struct str bytes);
/** Runs one with an arena of that room and a copy of exactly that size, so that reading past the
 * end is seen. The first byte says whether the others are put together from pieces. */
int fuzz_pieces_run(const uint8_t *data, size_t size, size_t room,
                    void (*run)(struct arena *a, struct str bytes, bool assembled));

#endif
