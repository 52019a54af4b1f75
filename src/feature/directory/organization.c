/* directory/organization.c: rules of organisations. */
#include "core/authz.h"
#include "core/event.h"
#include "feature/directory/directory.h"
#include "feature/directory/organization_store.h"

/* "Not found" with its message, whatever was asked for. */
static enum err found(struct ctx *ctx, enum err e)
{
    return e == E_NOT_FOUND ? ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL) : e;
}

enum err organization_load(struct ctx *ctx, struct id id, struct organization *ret)
{
    return found(ctx, organization_store_find(ctx, id, ret));
}

enum err organization_of_agency(struct ctx *ctx, struct id agency_id, struct organization *ret)
{
    return found(ctx, organization_store_of_agency(ctx, agency_id, ret));
}

enum err organization_list(struct ctx *ctx, int64_t page, struct organization_list *ret,
                           bool *ret_more)
{
    struct organization_list list;

    TRY(organization_store_page(ctx, SERVICE_PAGE + 1, (page - 1) * SERVICE_PAGE, &list));
    *ret_more = list.n > SERVICE_PAGE;
    list.n = *ret_more ? SERVICE_PAGE : list.n;
    *ret = list;
    return OK;
}

enum err organization_agencies(struct ctx *ctx, struct organization_agency_list *ret)
{
    return organization_store_agencies(ctx, ret);
}

static enum err agency_check(struct ctx *ctx, struct id agency_id)
{
    struct organization_agency_list agencies;

    TRY(organization_store_agencies(ctx, &agencies));
    for (size_t i = 0; i < agencies.n; i++) {
        if (id_eq(agencies.items[i].id, agency_id))
            return OK;
    }
    return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "agency");
}

static enum err save_check(struct ctx *ctx, const struct organization *o)
{
    struct organization other;

    if (!str_given(str_trim(o->name)))
        return ctx_fail(ctx, E_INVALID, "organization.name_missing", "name");
    if (!id_given(o->agency_id))
        return OK;
    TRY(agency_check(ctx, o->agency_id));
    enum err e = organization_store_of_agency(ctx, o->agency_id, &other);

    if (e == E_NOT_FOUND || (e == OK && id_eq(other.id, o->id)))
        return OK;
    TRY(e);
    return ctx_fail(ctx, E_INVALID, "organization.agency_taken", "agency");
}

static enum err conflict(struct ctx *ctx, const struct organization *stored,
                         const struct organization *wanted)
{
    ctx_conflict_add(ctx, "core.name", stored->name, wanted->name);
    ctx_conflict_add(ctx, "organization.alternate_name", stored->alternate_name,
                     wanted->alternate_name);
    ctx_conflict_add(ctx, "organization.description", stored->description, wanted->description);
    ctx_conflict_add(ctx, "organization.phone", stored->phone, wanted->phone);
    ctx_conflict_add(ctx, "organization.email", stored->email, wanted->email);
    ctx_conflict_add(ctx, "organization.website", stored->website, wanted->website);
    return ctx_conflict(ctx, stored->version, "organization.changed_meanwhile");
}

static struct str changes(struct ctx *ctx, const struct organization *was,
                          const struct organization *now)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "name", was->name, now->name);
    event_diff_add(&diff, "alternate_name", was->alternate_name, now->alternate_name);
    event_diff_add(&diff, "description", was->description, now->description);
    event_diff_add(&diff, "phone", was->phone, now->phone);
    event_diff_add(&diff, "email", was->email, now->email);
    event_diff_add(&diff, "website", was->website, now->website);
    return event_diff_done(&diff);
}

enum err organization_save(struct ctx *ctx, struct organization *o)
{
    struct organization stored = {0};
    bool is_new = !id_given(o->id), done;

    TRY(authz_need(ctx, CAP_SERVICE_EDIT));
    TRY(save_check(ctx, o));
    if (is_new) {
        o->id = id_new(ctx, "organization");
        TRY(organization_store_insert(ctx, o));
    } else {
        TRY(organization_load(ctx, o->id, &stored));
        if (stored.version != o->version)
            return conflict(ctx, &stored, o);
        TRY(organization_store_update(ctx, o, &done));
        if (!done)
            return conflict(ctx, &stored, o);
    }
    return event_emit(
        ctx, &(struct event){.kind = is_new ? "organization.added" : "organization.changed",
                             .subject_id = o->id,
                             .data = changes(ctx, &stored, o)});
}
