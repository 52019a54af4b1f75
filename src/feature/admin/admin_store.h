/* admin/admin_store.h: SQL of units and of the overview. */
#ifndef ADMIN_STORE_H
#define ADMIN_STORE_H

#include "feature/admin/admin.h"

/** All units of one kind. Errors: E_IO. */
enum err admin_store_units(struct ctx *ctx, enum admin_unit_kind kind,
                           struct admin_unit_list *ret) MUST_CHECK;
/** Errors: E_CONFLICT  the code is taken; E_IO. */
enum err admin_store_unit_insert(struct ctx *ctx, const struct admin_unit *unit) MUST_CHECK;
/** Errors: E_CONFLICT  it has another version by now; E_IO. */
enum err admin_store_unit_rename(struct ctx *ctx, const struct admin_unit *unit) MUST_CHECK;
/** Events without a position, at most so many. Errors: E_IO. */
enum err admin_store_waiting(struct ctx *ctx, int64_t most, int64_t *ret) MUST_CHECK;
/** Errors: E_IO. */
enum err admin_store_counts(struct ctx *ctx, struct admin_counts *ret) MUST_CHECK;

#endif
