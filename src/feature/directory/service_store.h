/* directory/service_store.h: rows of services. Errors: those of plat/db.h. */
#ifndef SERVICE_STORE_H
#define SERVICE_STORE_H

#include "feature/directory/directory.h"

/** By its id. Errors: also E_NOT_FOUND. */
enum err service_store_find(struct ctx *ctx, struct id id, struct service *ret) MUST_CHECK;
/** Of an organisation, by name. */
enum err service_store_by_organization(struct ctx *ctx, struct id organization_id, int64_t most,
                                       struct service_list *ret) MUST_CHECK;

#endif
