/* app/install.h: an opened installation: pack, keys, features; and contexts to work in. */
#ifndef APP_INSTALL_H
#define APP_INSTALL_H

#include "app/options.h"
#include "core/feature.h"
#include "core/journal.h"
#include "plat/vault.h"

struct install {
    struct arena *arena; /* lives as long as the process */
    struct options options;
    struct pack *pack;
    struct site site;
    struct journal_keys keys;
    struct str keys_dir;
    struct vault vault;   /* of uploaded files; site.vault when they can be kept */
    bool bulk;            /* seed: no fsync a commit, a large cache; it can be run again */
    bool jobs_checkpoint; /* serve and jobs: the jobs process does the checkpoints */
};

/** An arena that lives as long as the process. */
struct arena *install_arena(size_t cap);
/** Exits with the message on stderr: "alidade: …", status 1. For commands, before anything is open.
 */
_Noreturn void install_die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * Loads the pack and the keys; makes the keys when they are missing and create is given.
 *
 * Errors  E_INVALID, E_NOT_FOUND, E_IO with one line in *problem
 */
enum err install_open(const struct options *options, bool create_keys, struct install *ret,
                      struct str *problem) MUST_CHECK;
/** Where uploaded files are: --files, or PATH.files beside an SQLite file; NULL: none are taken. */
const char *install_files_dir(struct arena *a, const struct options *options);
/**
 * Makes the key of documents where there is none and was none: for an installation from before
 * there were documents.
 *
 * Errors  E_NOT_FOUND  there are documents, and their key is gone; E_INVALID, E_IO. *problem says
 * it
 */
enum err install_files_key(const struct options *options, struct str *problem) MUST_CHECK;
/**
 * Opens the main database and the journal of reads, and checks that the schema is this program's.
 *
 * Errors  E_NOT_FOUND, E_IO, E_CONFLICT (older: run `alidade migrate`; newer: upgrade the program)
 */
enum err install_open_db(struct install *in, struct db **ret_db, struct db **ret_reads,
                         struct str *problem) MUST_CHECK;
/**
 * Keeps the forms of the packs under their versions, see form_version.h.
 *
 * Errors  E_CONFLICT  a form was changed under the same version; E_BUSY, E_IO. *problem says it
 */
enum err install_publish(struct install *in, struct db *db, struct str *problem) MUST_CHECK;
/**
 * That the packs of all programmes with open cases or open requests are loaded: without its pack,
 * nothing of a programme can be worked on.
 *
 * Errors  E_CONFLICT  one is not; E_BUSY, E_IO. *problem says it
 */
enum err install_check_programmes(struct install *in, struct db *db,
                                  struct str *problem) MUST_CHECK;
/** A context on these connections at this time; arena is the caller's. */
struct ctx install_ctx(const struct install *in, struct arena *arena, struct db *db,
                       struct db *reads);
/** A fresh random command id in the context, for work that no request asked for. */
void install_new_command(struct ctx *ctx);

#endif
