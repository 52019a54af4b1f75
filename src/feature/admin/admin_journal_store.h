/* admin/admin_journal_store.h: reading the journal by its indexes. */
#ifndef ADMIN_JOURNAL_STORE_H
#define ADMIN_JOURNAL_STORE_H

#include "feature/admin/admin_journal.h"

/** Which index is read; the key is an id, or a kind. */
enum admin_journal_by {
    ADMIN_JOURNAL_BY_AT,
    ADMIN_JOURNAL_BY_KIND,
    ADMIN_JOURNAL_BY_ACCOUNT,
    ADMIN_JOURNAL_BY_CASEFILE,
    ADMIN_JOURNAL_BY_PERSON
};
struct admin_journal_key {
    enum admin_journal_by by;
    struct id id;
    struct str kind;
};
/** Events before this one (by time, then id), not before the first instant. */
struct admin_journal_point {
    struct instant first, at;
    struct id id;
};

/** At most `most` rows behind *ret's. Errors: E_IO. */
enum err admin_journal_store_read(struct ctx *ctx, const struct admin_journal_key *key,
                                  const struct admin_journal_point *point, size_t most,
                                  struct admin_journal_list *ret) MUST_CHECK;
/** Where the event of the id (or, when it is not given, of the position) stands. Errors:
 *  E_NOT_FOUND, E_IO. */
enum err admin_journal_store_point(struct ctx *ctx, struct id id, int64_t position,
                                   struct admin_journal_point *ret) MUST_CHECK;
/** ID_NONE when there is none. Errors: E_IO. */
enum err admin_journal_store_account(struct ctx *ctx, struct str login, struct id *ret) MUST_CHECK;
/** ID_NONE when there is none. Errors: E_IO. */
enum err admin_journal_store_casefile(struct ctx *ctx, struct str number,
                                      struct id *ret) MUST_CHECK;
/** From now on ctx and its connection use this arena; gives back the one before. */
struct arena *admin_journal_store_arena(struct ctx *ctx, struct arena *arena);

#endif
