/* sync/sync_rows.h: rows of whole cases, as JSON for a device. */
#ifndef SYNC_ROWS_H
#define SYNC_ROWS_H

#include "core/sync_table.h"
#include "plat/json.h"

/**
 * Writes all rows of these cases that may leave the server, and of units and accounts that they
 * name, as an array: {"t": table, "c": [columns], "k": a letter a column (i, t, b), "r": [[values],
 * …]}. Bytes and ids are base64url. The actor is who works on the device.
 *
 * Errors  E_IO, E_BUSY
 */
enum err sync_rows_write(struct ctx *ctx, const struct sync_asked *asked,
                         struct json_writer *w) MUST_CHECK;

#endif
