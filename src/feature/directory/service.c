/* directory/service.c: rules of services. */
#include "core/authz.h"
#include "core/event.h"
#include "feature/directory/directory.h"
#include "feature/directory/service_store.h"

#define LIST_MAX 200

enum err service_load(struct ctx *ctx, struct id id, struct service *ret)
{
    enum err e = service_store_find(ctx, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL) : e;
}

enum err service_list(struct ctx *ctx, struct id organization_id, struct service_list *ret)
{
    return service_store_by_organization(ctx, organization_id, LIST_MAX, ret);
}
