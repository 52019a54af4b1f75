/* core/journal_leaf.h: what exactly is hashed and signed. Private to the journal's two files. */
#ifndef CORE_JOURNAL_LEAF_H
#define CORE_JOURNAL_LEAF_H

#include "core/journal.h"

/** The leaf hash of the row: columns 0..12 of event_unsequenced and event_by_position. */
struct sha256 journal_leaf(struct arena *a, const struct rows *row);
/** The text that the signature of a tree head covers. */
struct str checkpoint_signed(struct arena *a, const struct checkpoint *c);

#endif
