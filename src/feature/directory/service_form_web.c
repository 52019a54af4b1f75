/* directory/service_form_web.c: adding and changing a service. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"

const struct field service_form[] = {
    {"name", FIELD_LINE, .label = "service.name", .required = true},
    {"organization", FIELD_ID, .label = "service.organization", .required = true},
    {"description", FIELD_TEXT, .label = "service.description", .max = 4000},
    {"needs", FIELD_CODES, .label = "service.needs", .hint = "service.needs_hint", .codes = "need",
     .required = true},
    {"minimum_age", FIELD_INT, .label = "service.minimum_age", .max = SERVICE_AGE_MAX},
    {"maximum_age", FIELD_INT, .label = "service.maximum_age", .max = SERVICE_AGE_MAX},
    {"eligibility", FIELD_TEXT, .label = "service.eligibility", .max = 2000},
    {"languages", FIELD_CODES, .label = "service.languages", .codes = "language"},
    {"application", FIELD_TEXT, .label = "service.application", .max = 2000},
    {"fees", FIELD_LINE, .label = "service.fees", .max = 500},
    {"schedule", FIELD_TEXT, .label = "service.schedule", .hint = "service.schedule_hint",
     .max = 1000},
    {"place_name", FIELD_LINE, .label = "service.place_name"},
    {"address", FIELD_TEXT, .label = "service.address", .max = 500},
    {"phone", FIELD_LINE, .label = "service.phone", .max = 60},
    {"email", FIELD_LINE, .label = "service.email"},
    {"url", FIELD_LINE, .label = "service.url", .max = 500},
    {"state", FIELD_CODE, .label = "service.state", .codes = "service_state", .required = true},
    {"alert", FIELD_LINE, .label = "service.alert", .hint = "service.alert_hint", .max = 500},
    {"assured_on", FIELD_DATE, .label = "service.assured_on", .past = true},
    {"alternate_name", FIELD_LINE, .label = "service.alternate_name"},
    {"is_public", FIELD_BOOL, .label = "service.is_public", .hint = "service.is_public_hint"},
    FIELDS_END,
};

/* Codes cannot hold the blank of HSDS's "temporarily closed". */
static const struct {
    const char *code, *state;
} states[] = {{"active", "active"},
              {"paused", "temporarily closed"},
              {"inactive", "inactive"},
              {"defunct", "defunct"}};

static struct str state_of(struct str code)
{
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (str_eq(code, str_c(states[i].code)))
            return str_c(states[i].state);
    }
    return STR("active");
}

static struct str code_of(struct str state)
{
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (str_eq(state, str_c(states[i].state)))
            return str_c(states[i].code);
    }
    return STR("active");
}

/* ---- reading -------------------------------------------------------------------------------- */

static struct service_area_list areas_typed(struct req *r)
{
    struct service_area_list list = {0};
    struct str rest = form_typed(&r->form, "area"), word;

    while (str_split(&rest, ' ', &word)) {
        struct service_area area = {0};

        /* One that is no id stays ID_NONE, which no area is: refused with the others. */
        if (str_given(word) && id_parse(word, &area.id) != OK)
            area.id = ID_NONE;
        if (str_given(word))
            LIST_ADD(r->ctx->arena, &list, area);
    }
    return list;
}

static struct service_draft draft_typed(struct req *r)
{
    const struct form *f = &r->form;
    struct service_draft d = {
        .service = {.organization_id = form_id(f, "organization"),
                    .name = form_text(f, "name"),
                    .alternate_name = form_text(f, "alternate_name"),
                    .description = form_text(f, "description"),
                    .state = state_of(form_code(f, "state")),
                    .needs = form_code(f, "needs"),
                    .languages = form_code(f, "languages"),
                    .eligibility = form_text(f, "eligibility"),
                    .minimum_age = form_int(f, "minimum_age", -1),
                    .maximum_age = form_int(f, "maximum_age", -1),
                    .application = form_text(f, "application"),
                    .fees = form_text(f, "fees"),
                    .schedule = form_text(f, "schedule"),
                    .email = form_text(f, "email"),
                    .phone = form_text(f, "phone"),
                    .url = form_text(f, "url"),
                    .alert = form_text(f, "alert"),
                    .assured_on = form_date(f, "assured_on"),
                    .version = directory_version(r),
                    .is_public = form_bool(f, "is_public")},
        .areas = areas_typed(r),
        .place = {.name = form_text(f, "place_name"), .address = form_text(f, "address")}};

    return d;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* Organisations are chosen by name; thousands of them would be no choice. */
#define CHOICES_MAX 500

static enum err organizations_offer(struct req *r, struct field_view *field)
{
    struct ctx *ctx = r->ctx;
    bool more = true;

    field_option_add(ctx, field, STR_NONE, ctx_msg(ctx, "core.choose"));
    for (int64_t page = 1; more && page <= CHOICES_MAX / SERVICE_PAGE; page++) {
        struct organization_list list;

        TRY(organization_list(ctx, page, &list, &more));
        for (size_t i = 0; i < list.n; i++)
            field_option_add(ctx, field, ctx_id_text(ctx, list.items[i].id), list.items[i].name);
    }
    return OK;
}

static enum err areas_offer(struct req *r, const struct service_area_list *chosen,
                            struct service_form_view *view)
{
    struct service_area_list typed = r->form.sent ? areas_typed(r) : *chosen, all;
    struct ctx *ctx = r->ctx;

    TRY(service_area_choices(ctx, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct option_view *option = LIST_PUSH(ctx->arena, &view->areas);

        option->value = ctx_id_text(ctx, all.items[i].id);
        option->label = all.items[i].name;
        for (size_t k = 0; k < typed.n; k++)
            option->chosen = option->chosen || id_eq(typed.items[k].id, all.items[i].id);
    }
    for (size_t i = 0; i < r->form.values.n; i++) {
        if (str_eq(r->form.values.items[i].name, STR("area")))
            view->area_error = r->form.values.items[i].error;
    }
    return OK;
}

static struct str number(struct ctx *ctx, int64_t n)
{
    return n < 0 ? STR_NONE : str_fmt(ctx->arena, "%lld", (long long)n);
}

static enum err form_page(struct req *r, const struct service_draft *d,
                          struct service_form_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct service *s = &d->service;
    struct page page = {.title = ctx_msg(ctx, view->is_new ? "service.new" : "service.edit"),
                        .nav = "/services",
                        .narrow = true};
#define BOX(name, current) form_field(ctx, &r->form, service_form, name, current)
    view->version = s->version;
    view->name = BOX("name", s->name);
    view->organization =
        BOX("organization",
            id_given(s->organization_id) ? ctx_id_text(ctx, s->organization_id) : STR_NONE);
    view->description = BOX("description", s->description);
    view->needs = BOX("needs", s->needs);
    view->minimum_age = BOX("minimum_age", number(ctx, s->minimum_age));
    view->maximum_age = BOX("maximum_age", number(ctx, s->maximum_age));
    view->eligibility = BOX("eligibility", s->eligibility);
    view->languages = BOX("languages", s->languages);
    view->application = BOX("application", s->application);
    view->fees = BOX("fees", s->fees);
    view->schedule = BOX("schedule", s->schedule);
    view->place_name = BOX("place_name", d->place.name);
    view->address = BOX("address", d->place.address);
    view->phone = BOX("phone", s->phone);
    view->email = BOX("email", s->email);
    view->url = BOX("url", s->url);
    view->state = BOX("state", code_of(s->state));
    view->alert = BOX("alert", s->alert);
    view->assured_on = BOX("assured_on", ctx_date_text(ctx, s->assured_on));
    view->alternate_name = BOX("alternate_name", s->alternate_name);
    view->is_public = BOX("is_public", s->is_public ? STR("1") : STR_NONE);
#undef BOX
    TRY(organizations_offer(r, &view->organization));
    TRY(areas_offer(r, &d->areas, view));
    return resp_page(r, &page, &tmpl_service_form, view);
}

enum err service_new_get(struct req *r)
{
    struct service_draft d = {
        .service = {.minimum_age = -1, .maximum_age = -1, .assured_on = ctx_today(r->ctx)}};
    struct service_form_view view = {
        .is_new = true, .action = STR("/services"), .back = STR("/services")};

    if (id_parse(req_get(r, "organization"), &d.service.organization_id) != OK)
        d.service.organization_id = ID_NONE;
    return form_page(r, &d, &view);
}

enum err service_new_post(struct req *r)
{
    struct service_draft d = draft_typed(r);

    TRY(service_save(r->ctx, &d));
    return resp_see_other(r, service_href(r->ctx, d.service.id, ""), "service.added.done");
}

enum err service_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct service_draft d = {0};
    struct service_place_list places;
    struct service_form_view view = {0};

    TRY(service_load(ctx, req_id(r, "service"), &d.service));
    TRY(service_areas(ctx, d.service.id, &d.areas));
    TRY(service_places(ctx, d.service.id, &places));
    view.has_places = places.n > 1;
    if (places.n == 1)
        d.place = places.items[0];
    view.back = service_href(ctx, d.service.id, "");
    view.action = service_href(ctx, d.service.id, "/edit");
    return form_page(r, &d, &view);
}

/* The one place that the form shows is the service's own. */
static enum err place_find(struct req *r, struct service_draft *d)
{
    struct service_place_list places;

    TRY(service_places(r->ctx, d->service.id, &places));
    if (places.n > 1)
        d->place = (struct service_place){0};
    else
        d->place.id = places.n == 1 ? places.items[0].id : ID_NONE;
    return OK;
}

enum err service_edit_post(struct req *r)
{
    struct service_draft d = draft_typed(r);

    d.service.id = req_id(r, "service");
    TRY(place_find(r, &d));
    TRY(service_save(r->ctx, &d));
    return resp_see_other(r, service_href(r->ctx, d.service.id, ""), "service.changed.done");
}
