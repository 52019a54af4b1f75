/* person/person_merge_store.h: rows that a merge moves, and the record of it. Errors:
 * those of plat/db.h. */
#ifndef PERSON_MERGE_STORE_H
#define PERSON_MERGE_STORE_H

#include "feature/person/person.h"

/** Tables of this feature whose rows belong to a person. */
enum person_rows {
    PERSON_ROWS_ALIAS, /* records merged earlier */
    PERSON_ROWS_IDENTIFIER,
    PERSON_ROWS_MEMBER,
    PERSON_ROWS_RELATED,  /* relationships told from the person's side */
    PERSON_ROWS_RELATING, /* and from the other's */
    PERSON_ROWS_N
};
/** What the rows are called in the record of a merge. Static memory. */
const char *person_merge_store_noun(enum person_rows rows);

/** The record of a merge, with the lines about the rows it moved. */
enum err person_merge_store_insert(struct ctx *ctx, const struct person_merge *merge,
                                   struct str moved) MUST_CHECK;
/** A merge with the lines about its rows (may be NULL). Errors: E_NOT_FOUND. */
enum err person_merge_store_find(struct ctx *ctx, struct id id, struct person_merge *ret,
                                 struct str *ret_moved) MUST_CHECK;
enum err person_merge_store_list(struct ctx *ctx, struct id kept_id,
                                 struct person_merge_list *ret) MUST_CHECK;
enum err person_merge_store_note(struct ctx *ctx, struct id id, struct str line) MUST_CHECK;
enum err person_merge_store_undone(struct ctx *ctx, struct id id) MUST_CHECK;
/** Makes merged another address of kept; kept may be ID_NONE. */
enum err person_merge_store_point(struct ctx *ctx, struct id merged, struct id kept) MUST_CHECK;
/** Moves the rows of one table; ids of those that moved. */
enum err person_merge_store_move(struct ctx *ctx, enum person_rows rows, struct id kept,
                                 struct id merged, struct person_row_list *ret) MUST_CHECK;
/** Moves one row back, unless it belongs to somebody else by now. */
enum err person_merge_store_back(struct ctx *ctx, enum person_rows rows, struct id row,
                                 const struct person_merge *merge) MUST_CHECK;
/** Whoever saw merged sees kept; the units that are new to it. */
enum err person_merge_store_scopes(struct ctx *ctx, struct id kept, struct id merged,
                                   struct person_row_list *ret) MUST_CHECK;

#endif
