/* tests/fuzz/expr_pieces.h: bytes as an expression that has some sense. */
#ifndef TESTS_EXPR_PIECES_H
#define TESTS_EXPR_PIECES_H

#include "base/arena.h"
#include "base/str.h"

/** A piece of an expression for each byte, as many as an expression may hold. */
struct str fuzz_pieces(struct arena *a, struct str bytes);

#endif
