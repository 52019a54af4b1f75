/* core/pack_diff.h: what changed between two versions of a pack, in words for an administrator, and
 * what it means for cases that are open and for drafts. */
#ifndef CORE_PACK_DIFF_H
#define CORE_PACK_DIFF_H

#include "base/err.h"
#include "base/list.h"
#include "base/map.h"

/** One difference. */
struct pack_change {
    struct str file;  /* "steps.csv" */
    struct str what;  /* "new step intake photo, required" */
    struct str means; /* for open cases, drafts, old records; or empty */
    bool warning;     /* what would better be done otherwise */
};
LIST_TYPE(pack_change_list, struct pack_change);

/**
 * Compares the texts of two packs, as pack_files_read() gives them. Both have loaded without
 * problems; the order is that of the files, within a file that of the new version.
 */
void pack_diff(struct arena *a, const struct map *was, const struct map *is,
               struct pack_change_list *ret);

#endif
