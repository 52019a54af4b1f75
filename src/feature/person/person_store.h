/* person/person_store.h: rows of people, their keys and scope. No decisions here. Errors:
 * those of plat/db.h. */
#ifndef PERSON_STORE_H
#define PERSON_STORE_H

#include "feature/person/person.h"

/** One person in the actor's scope, merged or not. Errors: E_NOT_FOUND. */
enum err person_store_find(struct ctx *ctx, struct id id, struct person *ret) MUST_CHECK;
/** Whether there is such a person, whoever may see it. */
enum err person_store_is_there(struct ctx *ctx, struct id id, bool *ret) MUST_CHECK;
/** Whoever changes the same person waits until this transaction ends. */
enum err person_store_lock(struct ctx *ctx, struct id id) MUST_CHECK;
/** A new row; sort and digits are the derived columns. */
enum err person_store_insert(struct ctx *ctx, const struct person *p, struct str sort,
                             struct str digits) MUST_CHECK;
/** All parts and the version. */
enum err person_store_update(struct ctx *ctx, const struct person *p, struct str sort,
                             struct str digits) MUST_CHECK;
/** A search key; the same twice is kept once. */
enum err person_store_key(struct ctx *ctx, struct id person_id, struct str key) MUST_CHECK;
enum err person_store_keys_clear(struct ctx *ctx, struct id person_id) MUST_CHECK;
/** Lets a unit see the person. */
enum err person_store_scope(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;
/** Lets an area see the person, and all areas that area lies in. */
enum err person_store_scope_area(struct ctx *ctx, struct id person_id,
                                 struct id area_id) MUST_CHECK;
/** Lets the units of a case see the person. */
enum err person_store_share(struct ctx *ctx, struct id person_id, struct id casefile_id) MUST_CHECK;
/** A unit sees the person no longer, unless another case or a request of the person is visible to
 * it. */
enum err person_store_unshare(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;
/** People by ranges of keys, once for each word that fits. */
enum err person_store_search(struct ctx *ctx, const struct person_words *words,
                             struct person_hit_list *ret) MUST_CHECK;
/** The name of an area. Errors: E_NOT_FOUND. */
enum err person_store_area(struct ctx *ctx, struct id id, struct str *ret) MUST_CHECK;
enum err person_store_areas(struct ctx *ctx, struct person_area_list *ret) MUST_CHECK;
enum err person_store_cases(struct ctx *ctx, struct id person_id,
                            struct person_case_list *ret) MUST_CHECK;
enum err person_store_journal(struct ctx *ctx, struct id person_id, int64_t page,
                              struct person_event_list *ret, bool *ret_more) MUST_CHECK;

struct rows;
/** The person of a row whose columns from the given one on are those of person_find. */
struct person person_store_read(const struct rows *rows, int column);

#endif
