/* plat/digest.h: digests by name, as forms of others ask for them. MD5 and SHA-1 are among them
 * because such forms compute identifiers that way; nothing of ours may rest on these two. */
#ifndef PLAT_DIGEST_H
#define PLAT_DIGEST_H

#include <stdint.h>

#include "base/str.h"

#define DIGEST_MAX 64

/** The digest "MD5", "SHA-1", "SHA-256", "SHA-384" or "SHA-512" of s. Returns how many bytes it
 * has; 0 when it is none of these. */
size_t digest_of(struct str algorithm, struct str s, uint8_t out[DIGEST_MAX]);

#endif
