/* print/print_store.h: rows of prints. */
#ifndef PRINT_STORE_H
#define PRINT_STORE_H

#include "feature/print/print.h"

/** Errors: E_BUSY, E_IO. */
enum err print_store_insert(struct ctx *ctx, const struct print *p) MUST_CHECK;
/** Of an account, asked for since. Errors: E_NOT_FOUND; E_BUSY, E_IO. */
enum err print_store_find(struct ctx *ctx, struct id id, struct instant since,
                          struct print *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND  none waits; E_BUSY, E_IO. */
enum err print_store_waiting(struct ctx *ctx, struct print *ret) MUST_CHECK;
/** pdf: or NULL. Errors: E_BUSY, E_IO. */
enum err print_store_end(struct ctx *ctx, struct id id, const char *state,
                         const struct blob *pdf) MUST_CHECK;
/** Removes those asked for before. Errors: E_BUSY, E_IO. */
enum err print_store_forget(struct ctx *ctx, struct instant before) MUST_CHECK;

#endif
