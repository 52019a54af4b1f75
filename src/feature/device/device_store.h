/* device/device_store.h: rows of devices. Errors: those of plat/db.h. */
#ifndef DEVICE_STORE_H
#define DEVICE_STORE_H

#include "feature/device/device.h"

/** A new device. */
enum err device_store_insert(struct ctx *ctx, const struct device *d,
                             struct str secret_hash) MUST_CHECK;
/** Those of an account. */
enum err device_store_of(struct ctx *ctx, struct id account_id, struct device_list *ret) MUST_CHECK;
/** Everybody's. */
enum err device_store_all(struct ctx *ctx, int64_t skip, int64_t most,
                          struct device_list *ret) MUST_CHECK;
/** Errors: also E_NOT_FOUND. */
enum err device_store_find(struct ctx *ctx, struct id id, struct device *ret) MUST_CHECK;
/** By the hash of its secret; language of the owner. Errors: also E_NOT_FOUND. */
enum err device_store_by_secret(struct ctx *ctx, struct str secret_hash, struct device *ret,
                                struct str *ret_language) MUST_CHECK;
/** Taken back now; with wipe also that order. */
enum err device_store_revoke(struct ctx *ctx, struct id id, bool wipe) MUST_CHECK;
/** The last contact; drained: with nothing that waits. */
enum err device_store_seen(struct ctx *ctx, struct id id, int64_t skew_s, bool drained) MUST_CHECK;
/** *ret_done: false when seq is not the next. */
enum err device_store_answered(struct ctx *ctx, struct id id, int64_t seq,
                               bool *ret_done) MUST_CHECK;
/** It says that it is empty. */
enum err device_store_wiped(struct ctx *ctx, struct id id, bool *ret_first) MUST_CHECK;

#endif
