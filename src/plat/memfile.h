/* plat/memfile.h: a file in memory, in two layers: what was settled, and what was written since.
 * The layer on top can be dropped, or settled; then the blocks that changed are marked, so that
 * somebody can keep them. In the browser SQLite's databases are such files (vfs_wasm.c). */
#ifndef PLAT_MEMFILE_H
#define PLAT_MEMFILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMFILE_PAGE ((size_t)4096)

struct memfile_page {
    uint8_t *below, *above; /* NULL: zeros; NULL: as below */
};

struct memfile {
    struct memfile_page *pages;
    bool *dirty;   /* one a block */
    size_t page_n; /* of the two arrays: room for so many pages */
    size_t size, settled_size;
    size_t block; /* bytes; a multiple of MEMFILE_PAGE */
};

/** Reads; what is behind the end reads as zeros. False when some of it is. */
bool memfile_read(const struct memfile *f, void *out, size_t n, size_t at);
/** Writes into the layer on top. Errors: E_IO  no memory. */
enum err memfile_write(struct memfile *f, const void *p, size_t n, size_t at) MUST_CHECK;
/** Cuts the file off. */
void memfile_cut(struct memfile *f, size_t size);
/** Drops what was written since it was settled. */
void memfile_drop(struct memfile *f);
/** What is on top becomes what is below; blocks that differ from before are marked. */
void memfile_settle(struct memfile *f);
/** Takes the mark from a block that has one. False: no block has. */
bool memfile_next(struct memfile *f, size_t *ret_block);
/** A settled block, f->block bytes. */
void memfile_block_get(const struct memfile *f, size_t block, void *out);
/** Puts back what was settled, e.g. after a start; the block carries no mark. Errors: E_IO  no
 * memory. */
enum err memfile_block_put(struct memfile *f, size_t block, const void *p, size_t n) MUST_CHECK;

#endif
