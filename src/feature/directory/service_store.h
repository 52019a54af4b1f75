/* directory/service_store.h: rows of services and of what hangs on them. Errors: those of plat/db.h
 * unless more are listed. */
#ifndef SERVICE_STORE_H
#define SERVICE_STORE_H

#include "feature/directory/directory.h"
#include "feature/directory/service_key.h"

/** By its id. Errors: also E_NOT_FOUND. */
enum err service_store_find(struct ctx *ctx, struct id id, struct service *ret) MUST_CHECK;
/** Of an organisation, by name. */
enum err service_store_by_organization(struct ctx *ctx, struct id organization_id, int64_t most,
                                       struct service_list *ret) MUST_CHECK;
/** Areas it serves, by name. */
enum err service_store_areas(struct ctx *ctx, struct id id,
                             struct service_area_list *ret) MUST_CHECK;
/** All areas, by name. */
enum err service_store_area_choices(struct ctx *ctx, struct service_area_list *ret) MUST_CHECK;
/** The area and those it lies in, the nearest first, at most `most`; *ret_n may be 0. */
enum err service_store_area_up(struct ctx *ctx, struct id id, int64_t most, struct id *ret,
                               size_t *ret_n) MUST_CHECK;
/** Where it is given. */
enum err service_store_places(struct ctx *ctx, struct id id,
                              struct service_place_list *ret) MUST_CHECK;

/** A new one. Errors: also E_CONFLICT  no such organisation. */
enum err service_store_insert(struct ctx *ctx, const struct service *s) MUST_CHECK;
/** Another content; *ret_done: false when its version is not s->version any more. */
enum err service_store_update(struct ctx *ctx, const struct service *s, bool *ret_done) MUST_CHECK;
/** Places and waiting time as of now. */
enum err service_store_set_capacity(struct ctx *ctx, struct id id,
                                    const struct service_capacity *capacity) MUST_CHECK;
/** Made sure today. */
enum err service_store_assure(struct ctx *ctx, struct id id) MUST_CHECK;
/** These areas and no others. Errors: also E_CONFLICT  no such area. */
enum err service_store_set_areas(struct ctx *ctx, struct id id,
                                 const struct service_area_list *areas) MUST_CHECK;
/** A new place of the service, or another name and address of one. */
enum err service_store_set_place(struct ctx *ctx, const struct service *s,
                                 const struct service_place *place) MUST_CHECK;

/** These keys and no others. */
enum err service_store_set_keys(struct ctx *ctx, struct id id, struct str rank,
                                const struct service_key_list *keys) MUST_CHECK;
/** How many services have a key in the range; counting stops at `most`. */
enum err service_store_key_count(struct ctx *ctx, struct service_range range, int64_t most,
                                 int64_t *ret) MUST_CHECK;
/** One page and one more. */
enum err service_store_search(struct ctx *ctx, const struct service_question *question,
                              struct service_list *ret) MUST_CHECK;

#endif
