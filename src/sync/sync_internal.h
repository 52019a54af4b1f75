/* sync/sync_internal.h: what the files of sync.h share. */
#ifndef SYNC_INTERNAL_H
#define SYNC_INTERNAL_H

#include "sync/sync.h"

/** ctx->conflict as JSON: [[label, stored, typed], …]. */
struct str sync_stored(struct ctx *ctx);
/** The case that a path names, or ID_NONE. */
struct id sync_case_of(struct str path);

#endif
