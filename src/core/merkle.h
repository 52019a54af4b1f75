/* core/merkle.h: the Merkle tree hash of RFC 6962 section 2.1, grown one leaf at a time. */
#ifndef CORE_MERKLE_H
#define CORE_MERKLE_H

#include "plat/crypto.h"

#define MERKLE_LEVELS 48

/** The roots of the full subtrees that make up the tree so far, the largest first. */
struct merkle {
    int64_t size;
    struct sha256 roots[MERKLE_LEVELS];
    int root_n;
};

/** SHA-256(0x00 || data). */
struct sha256 merkle_leaf(struct str data);
/** Appends a leaf hash. */
void merkle_add(struct merkle *m, const struct sha256 *leaf);
/** The tree head; the hash of the empty string for an empty tree. */
struct sha256 merkle_root(const struct merkle *m);

#endif
