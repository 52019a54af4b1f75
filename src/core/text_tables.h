/* core/text_tables.h: the folding table that tools/foldc.mjs writes, in two levels. */
#ifndef CORE_TEXT_TABLES_H
#define CORE_TEXT_TABLES_H

#include <stdint.h>

#define FOLD_LAST 0x1FFFF
#define FOLD_BLOCK 64

/** What fold_block says of a character. From FOLD_SEQUENCES on: where in fold_pool its sequence is.
 */
enum fold {
    FOLD_KEEP,
    FOLD_DROP,
    FOLD_SPACE,
    FOLD_MARK,
    FOLD_APOSTROPHE,
    FOLD_SEQUENCES = 8,
    FOLD_UPPER = 0x8000 /* added to a capital letter */
};

extern const uint8_t fold_first[];  /* of cp / FOLD_BLOCK: the number of its block */
extern const uint16_t fold_block[]; /* of that block: cp % FOLD_BLOCK */
extern const uint16_t fold_pool[];  /* length, then so many UTF-16 units */

#endif
