/* person/person_store.h: rows of people. No decisions here. Errors: those of plat/db.h. */
#ifndef PERSON_STORE_H
#define PERSON_STORE_H

#include "feature/person/person.h"

/** One person in the actor's scope, merged or not. Errors: E_NOT_FOUND. */
enum err person_store_find(struct ctx *ctx, struct id id, struct person *ret) MUST_CHECK;
/** A new row; sort and digits are the derived columns. */
enum err person_store_insert(struct ctx *ctx, const struct person *p, struct str sort,
                             struct str digits) MUST_CHECK;
/** A search key; the same twice is kept once. */
enum err person_store_key(struct ctx *ctx, struct id person_id, struct str key) MUST_CHECK;
/** Lets a unit see the person. */
enum err person_store_scope(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;
/** Lets the units of a case see the person. */
enum err person_store_share(struct ctx *ctx, struct id person_id, struct id casefile_id) MUST_CHECK;
/** A unit sees the person no longer, unless another case of the person is visible to it. */
enum err person_store_unshare(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;

/** People in the actor's scope with keys in all the ranges, at most 30, in no order. */
enum err person_store_search(struct ctx *ctx, const struct person_words *words,
                             struct person_hit_list *ret) MUST_CHECK;

#endif
