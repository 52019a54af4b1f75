/* plat/vault.h: a folder of sealed files, for what people upload. A file is written once, and at
 * most once more before anybody gets it; who it belongs to and what it is called stands in the
 * database.
 *
 * Each is sealed with a key of its own, made from the vault's key and the file's name: a file that
 * was changed, cut off, or put in the place of another does not open. A fresh one lies in DIR/new
 * until the database is known to name it, then in DIR/xx.
 */
#ifndef PLAT_VAULT_H
#define PLAT_VAULT_H

#include "base/id.h"
#include "base/list.h"
#include "plat/crypto.h"

struct vault {
    const char *dir;
    uint8_t key[SEAL_KEY_SIZE];
};
LIST_TYPE(vault_names, struct id);

/** A file that is being written. */
struct vault_writer;
/**
 * Begins a new file.
 *
 * Memory  the arena; when it is reset before vault_write_end() the file is gone
 * Errors  E_IO  the folder cannot be written, or there is such a file
 */
enum err vault_write_begin(const struct vault *v, struct arena *a, struct id name,
                           struct vault_writer **ret) MUST_CHECK;
/**
 * Begins to write a file anew that is there: it stays as it was until vault_write_end(). For one
 * process only.
 *
 * Memory  the arena; when it is reset before vault_write_end() all is as it was
 * Errors  E_IO  the folder cannot be written
 */
enum err vault_write_again(const struct vault *v, struct arena *a, struct id name,
                           struct vault_writer **ret) MUST_CHECK;
/** Errors: E_IO  no space. */
enum err vault_write(struct vault_writer *w, struct str text) MUST_CHECK;
/** All is there, and on the disk. Errors: E_IO. */
enum err vault_write_end(struct vault_writer *w) MUST_CHECK;

/** A file that is being read. */
struct vault_reader;
/** Opens a file. Memory: the arena, which closes it. Errors: E_NOT_FOUND; E_IO. */
enum err vault_read_begin(const struct vault *v, struct arena *a, struct id name,
                          struct vault_reader **ret) MUST_CHECK;
/**
 * The next piece, valid until the next call; empty at the end.
 *
 * Errors  E_IO  the disk failed, or the file is not what was written
 */
enum err vault_read(struct vault_reader *r, struct str *ret) MUST_CHECK;

/** Removes a file, wherever it lies; one that is not there is removed already. Errors: E_IO. */
enum err vault_remove(const struct vault *v, struct id name) MUST_CHECK;
/** The files that lie in DIR/new; none when there is no vault yet. Errors: E_IO. */
enum err vault_fresh(const struct vault *v, struct arena *a, struct vault_names *ret) MUST_CHECK;
/** Moves a fresh file to its place. Errors: E_IO. */
enum err vault_settle(const struct vault *v, struct id name) MUST_CHECK;

#endif
