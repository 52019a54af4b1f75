/* core/sync_stays.h: rows that are changed on a device and stay there until a command takes them:
 * drafts (struct sync_table.stays). They are kept in the outbox's database and shown on top of what
 * the server sent. Private to the device's side. Errors: E_IO. */
#ifndef CORE_SYNC_STAYS_H
#define CORE_SYNC_STAYS_H

#include "core/sync_device.h"

/** Keeps those of device->db as they are now. The ones that are gone: cmd_id has taken them, or
 * ID_NONE, they were thrown away. */
enum err sync_stays_keep(struct sync_device *d, struct id cmd_id) MUST_CHECK;
/** Shows them in device->db. */
enum err sync_stays_show(struct sync_device *d) MUST_CHECK;
/** A command was answered: what it had taken is done with; or, refused, is there again. In the
 * outbox's open transaction. */
enum err sync_stays_answered(struct sync_device *d, struct id cmd_id, bool refused) MUST_CHECK;
/** Deletes all of them. */
enum err sync_stays_wipe(struct sync_device *d) MUST_CHECK;

#endif
