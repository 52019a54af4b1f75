/* directory/service.c: rules of services. */
#include <stddef.h>
#include <string.h>

#include "core/authz.h"
#include "core/event.h"
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

enum err service_areas(struct ctx *ctx, struct id id, struct service_area_list *ret)
{
    return service_store_areas(ctx, id, ret);
}

enum err service_places(struct ctx *ctx, struct id id, struct service_place_list *ret)
{
    return service_store_places(ctx, id, ret);
}

enum err service_area_choices(struct ctx *ctx, struct service_area_list *ret)
{
    return service_store_area_choices(ctx, ret);
}

/* ---- changing ------------------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
    size_t at;
} parts[] = {
#define PART(name) {#name, "service." #name, offsetof(struct service, name)}
    PART(name),      PART(alternate_name), PART(description), PART(state), PART(needs),
    PART(languages), PART(eligibility),    PART(application), PART(fees),  PART(schedule),
    PART(area_text), PART(phone),          PART(email),       PART(url),   PART(alert),
#undef PART
};

static struct str part_of(const struct service *s, size_t at)
{
    struct str text;

    memcpy(&text, (const char *)s + at, sizeof text);
    return text;
}

static struct str age_text(struct ctx *ctx, int64_t age)
{
    return age < 0 ? STR_NONE : str_fmt(ctx->arena, "%lld", (long long)age);
}

static enum err conflict(struct ctx *ctx, const struct service *stored,
                         const struct service *wanted)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        ctx_conflict_add(ctx, parts[i].label, part_of(stored, parts[i].at),
                         part_of(wanted, parts[i].at));
    ctx_conflict_add(ctx, "service.minimum_age", age_text(ctx, stored->minimum_age),
                     age_text(ctx, wanted->minimum_age));
    ctx_conflict_add(ctx, "service.maximum_age", age_text(ctx, stored->maximum_age),
                     age_text(ctx, wanted->maximum_age));
    return ctx_conflict(ctx, stored->version, "service.changed_meanwhile");
}

static struct str changes(struct ctx *ctx, const struct service *was, const struct service *now)
{
    struct event_diff diff = {.ctx = ctx};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        event_diff_add(&diff, parts[i].name, part_of(was, parts[i].at), part_of(now, parts[i].at));
    event_diff_add(&diff, "minimum_age", age_text(ctx, was->minimum_age),
                   age_text(ctx, now->minimum_age));
    event_diff_add(&diff, "maximum_age", age_text(ctx, was->maximum_age),
                   age_text(ctx, now->maximum_age));
    return event_diff_done(&diff);
}

static enum err emit(struct ctx *ctx, const char *kind, const struct service *s, struct str data)
{
    char text[ID_TEXT];

    return event_emit(
        ctx, &(struct event){.kind = kind,
                             .subject_id = s->id,
                             .link = str_cat(ctx->arena, STR("/services/"), id_format(s->id, text)),
                             .summary = s->name,
                             .data = data});
}

static enum err draft_check(struct ctx *ctx, struct service_draft *draft)
{
    struct service *s = &draft->service;
    struct organization organization;

    if (!str_given(str_trim(s->name)))
        return ctx_fail(ctx, E_INVALID, "service.name_missing", "name");
    if (s->minimum_age >= 0 && s->maximum_age >= 0 && s->minimum_age > s->maximum_age)
        return ctx_fail(ctx, E_INVALID, "service.ages_turned", "maximum_age");
    if (date_given(s->assured_on) && date_cmp(s->assured_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "form.date_future", "assured_on");
    if (organization_load(ctx, s->organization_id, &organization) != OK)
        return ctx_fail(ctx, E_INVALID, "service.choose_organization", "organization");
    s->organization_name = organization.name;
    return OK;
}

/* The areas by their names, as they are shown; and only areas there are. */
static enum err areas_name(struct ctx *ctx, struct service_draft *draft)
{
    struct service_area_list known, chosen = {0};
    struct str words = STR_NONE;

    TRY(service_store_area_choices(ctx, &known));
    for (size_t i = 0; i < known.n; i++) {
        for (size_t k = 0; k < draft->areas.n; k++) {
            if (!id_eq(known.items[i].id, draft->areas.items[k].id))
                continue;
            LIST_ADD(ctx->arena, &chosen, known.items[i]);
            words = str_given(words) ? str_fmt(ctx->arena, "%.*s, %.*s", STR_ARG(words),
                                               STR_ARG(known.items[i].name))
                                     : known.items[i].name;
            break;
        }
    }
    if (chosen.n != draft->areas.n)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "area");
    draft->areas = chosen;
    if (chosen.n > 0)
        draft->service.area_text = words;
    return OK;
}

static enum err row_save(struct ctx *ctx, struct service *s, const struct service *stored)
{
    bool done;

    if (!id_given(s->id)) {
        s->id = id_new(ctx, "service");
        return service_store_insert(ctx, s);
    }
    if (stored->version != s->version)
        return conflict(ctx, stored, s);
    TRY(service_store_update(ctx, s, &done));
    return done ? OK : conflict(ctx, stored, s);
}

enum err service_save(struct ctx *ctx, struct service_draft *draft)
{
    struct service *s = &draft->service;
    struct service stored = {.minimum_age = -1,
                             .maximum_age = -1,
                             .capacity_free = -1,
                             .capacity_total = -1,
                             .wait_days = -1};
    bool is_new = !id_given(s->id);

    TRY(authz_need(ctx, CAP_SERVICE_EDIT));
    TRY(draft_check(ctx, draft));
    if (!is_new)
        TRY(service_load(ctx, s->id, &stored));
    s->capacity_free = stored.capacity_free;
    s->capacity_total = stored.capacity_total;
    s->wait_days = stored.wait_days;
    TRY(areas_name(ctx, draft));
    TRY(row_save(ctx, s, &stored));
    TRY(service_store_set_areas(ctx, s->id, &draft->areas));
    if (str_given(draft->place.name) || str_given(draft->place.address))
        TRY(service_store_set_place(ctx, s, &draft->place));
    TRY(service_keys_renew(ctx, s, &draft->areas));
    return emit(ctx, is_new ? "service.added" : "service.changed", s, changes(ctx, &stored, s));
}

enum err service_set_capacity(struct ctx *ctx, struct id id, const struct service_capacity *c)
{
    struct service s;
    struct service_area_list areas;
    struct event_diff diff = {.ctx = ctx};

    TRY(authz_need(ctx, CAP_SERVICE_EDIT));
    TRY(service_load(ctx, id, &s));
    if (c->total >= 0 && c->free > c->total)
        return ctx_fail(ctx, E_INVALID, "service.more_free", "free");
    event_diff_add(&diff, "free", age_text(ctx, s.capacity_free), age_text(ctx, c->free));
    event_diff_add(&diff, "total", age_text(ctx, s.capacity_total), age_text(ctx, c->total));
    event_diff_add(&diff, "wait_days", age_text(ctx, s.wait_days), age_text(ctx, c->wait_days));
    s.capacity_free = c->free;
    s.capacity_total = c->total;
    s.wait_days = c->wait_days;
    TRY(service_store_set_capacity(ctx, id, c));
    TRY(service_store_areas(ctx, id, &areas));
    TRY(service_keys_renew(ctx, &s, &areas));
    return emit(ctx, "service.capacity", &s, event_diff_done(&diff));
}

enum err service_assure(struct ctx *ctx, struct id id)
{
    struct service s;

    TRY(authz_need(ctx, CAP_SERVICE_EDIT));
    TRY(service_load(ctx, id, &s));
    TRY(service_store_assure(ctx, id));
    return emit(ctx, "service.assured", &s, STR_NONE);
}
