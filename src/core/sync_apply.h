/* core/sync_apply.h: rows of the server put into the device's database. */
#ifndef CORE_SYNC_APPLY_H
#define CORE_SYNC_APPLY_H

#include "core/sync_device.h"
#include "plat/json.h"

/**
 * Puts one answer to /sync/pull into device->db, in one transaction: cases come whole, what is not
 * in them any more is gone, and so are people and the like whom no case on the device has.
 *
 * Errors  E_INVALID  not such an answer: nothing was changed; E_IO
 */
enum err sync_apply(struct sync_device *d, const struct json *answer) MUST_CHECK;
/** Puts rows of a table that stay on the device (sync_row.h) into device->db. Errors: E_INVALID not
 * such rows; what the database says. */
enum err sync_apply_kept(struct sync_device *d, const struct json *part) MUST_CHECK;
/** Deletes all that the server has sent. Errors: E_IO. */
enum err sync_apply_wipe(struct sync_device *d) MUST_CHECK;

#endif
