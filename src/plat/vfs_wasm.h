/* plat/vfs_wasm.h: the two databases of a device, in the browser's memory: "sqlite:main" and
 * "sqlite:box". Who keeps them reads their blocks. */
#ifndef PLAT_VFS_WASM_H
#define PLAT_VFS_WASM_H

#include "plat/memfile.h"

/* A note changes few pages of the outbox, and a contact many of the rest. */
#define VFS_MAIN_BLOCK ((size_t)256 << 10)
#define VFS_BOX_BLOCK ((size_t)32 << 10)

/** The rows that the server sent; and the outbox. */
extern struct memfile vfs_main, vfs_box;

#endif
