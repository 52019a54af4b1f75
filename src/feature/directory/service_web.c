/* directory/service_web.c: finding a service, and its page. */
#include "base/num.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"

const struct field service_capacity_form[] = {
    {"free", FIELD_INT, .label = "service.free", .hint = "service.free_hint", .max = 100000},
    {"total", FIELD_INT, .label = "service.total", .max = 100000},
    {"wait_days", FIELD_INT, .label = "service.wait_days", .max = 3650},
    FIELDS_END,
};

/* ---- in words ------------------------------------------------------------------------------- */

struct str service_href(struct ctx *ctx, struct id id, const char *rest)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/services/%.*s%s", STR_ARG(id_format(id, text)), rest);
}

struct str service_codes(struct ctx *ctx, const char *list, struct str codes)
{
    struct str rest = codes, code, words = STR_NONE;

    while (str_split(&rest, ' ', &code)) {
        struct str label = pack_label(ctx->pack, str_c(list), code, ctx->locale);

        if (str_given(code))
            words = str_given(words)
                        ? str_fmt(ctx->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(label))
                        : label;
    }
    return words;
}

static struct str ago(struct ctx *ctx, struct date day)
{
    int days = ctx_today(ctx).day - day.day;

    if (days <= 0)
        return msg_text(ctx->locale, MSG_DATE_TODAY);
    return ctx_msg_n(ctx, MSG_DATE_DAYS_AGO, days);
}

struct service_places_view service_places_shown(struct ctx *ctx, const struct service *s)
{
    struct service_places_view view = {0};

    if (instant_given(s->capacity_at)) {
        struct msg_arg arg = {.name = "when",
                              .text = ago(ctx, date_of(s->capacity_at, ctx->tz_offset_min))};

        view.as_of = msg_format(ctx->arena, ctx->locale, MSG_SERVICE_AS_OF, &arg, 1);
    }
    if (str_eq(s->state, STR("temporarily closed"))) {
        view.cls = STR("bad");
        view.text = msg_text(ctx->locale, MSG_SERVICE_STATE_PAUSED);
    } else if (s->capacity_free > 0) {
        view.cls = STR("ok");
        view.text = ctx_msg_n(ctx, MSG_SERVICE_PLACES_FREE, s->capacity_free);
    } else if (s->wait_days > 0) {
        view.cls = STR("wait");
        view.text = ctx_msg_n(ctx, MSG_SERVICE_WAITS, s->wait_days);
    } else if (s->capacity_free == 0) {
        view.cls = STR("bad");
        view.text = msg_text(ctx->locale, MSG_SERVICE_IS_FULL);
    } else {
        view.cls = STR("none");
        view.text = msg_text(ctx->locale, MSG_SERVICE_PLACES_UNKNOWN);
    }
    return view;
}

struct service_check_view service_check_shown(struct ctx *ctx, const struct service *s)
{
    struct msg_arg arg = {.name = "when"};

    if (!date_given(s->assured_on))
        return (struct service_check_view){msg_text(ctx->locale, MSG_SERVICE_NEVER_CHECKED), true};
    bool old = ctx_today(ctx).day - s->assured_on.day > SERVICE_STALE_DAYS;

    arg.text = ago(ctx, s->assured_on);
    return (struct service_check_view){
        msg_format(ctx->arena, ctx->locale, old ? MSG_SERVICE_CHECKED_OLD : MSG_SERVICE_CHECKED,
                   &arg, 1),
        old};
}

struct str service_ages_shown(struct ctx *ctx, const struct service *s)
{
    struct msg_arg args[] = {{.name = "from", .number = s->minimum_age, .is_number = true},
                             {.name = "to", .number = s->maximum_age, .is_number = true}};

    if (s->minimum_age > 0 && s->maximum_age >= 0)
        return msg_format(ctx->arena, ctx->locale, MSG_SERVICE_AGES_BETWEEN, args, 2);
    if (s->minimum_age > 0)
        return msg_format(ctx->arena, ctx->locale, MSG_SERVICE_AGES_FROM, args, 1);
    if (s->maximum_age >= 0)
        return msg_format(ctx->arena, ctx->locale, MSG_SERVICE_AGES_TO, args + 1, 1);
    return msg_text(ctx->locale, MSG_SERVICE_AGES_ALL);
}

/* What helps to choose: needs, ages, where, languages. */
static struct str about(struct ctx *ctx, const struct service *s)
{
    const struct str parts[] = {service_codes(ctx, "need", s->needs), service_ages_shown(ctx, s),
                                s->area_text, service_codes(ctx, "language", s->languages)};
    struct str text = STR_NONE;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (str_given(parts[i]))
            text = str_given(text)
                       ? str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(text), STR_ARG(parts[i]))
                       : parts[i];
    }
    return text;
}

struct service_row_view service_row(struct ctx *ctx, const struct service *s)
{
    return (struct service_row_view){.href = service_href(ctx, s->id, ""),
                                     .name = s->name,
                                     .organization = s->organization_name,
                                     .about = about(ctx, s),
                                     .alert = s->alert,
                                     .places = service_places_shown(ctx, s),
                                     .check = service_check_shown(ctx, s)};
}

/* ---- finding -------------------------------------------------------------------------------- */

struct option_view_list service_code_options(struct ctx *ctx, const char *list, struct str chosen,
                                             const char *empty)
{
    const struct pack_codes *codes = pack_codes_find(ctx->pack, str_c(list));
    struct option_view_list options = {0};

    LIST_ADD(ctx->arena, &options,
             ((struct option_view){.label = ctx_msg(ctx, empty), .chosen = !str_given(chosen)}));
    for (size_t i = 0; codes && i < codes->codes.n; i++) {
        const struct pack_code *code = &codes->codes.items[i];

        if (!code->retired)
            LIST_ADD(ctx->arena, &options,
                     ((struct option_view){.value = code->code,
                                           .label = text_in(&code->label, ctx->locale),
                                           .chosen = str_eq(code->code, chosen)}));
    }
    return options;
}

enum err service_area_options(struct ctx *ctx, struct id chosen, struct option_view_list *ret)
{
    struct service_area_list areas;
    struct option_view_list options = {0};

    TRY(service_area_choices(ctx, &areas));
    LIST_ADD(ctx->arena, &options,
             ((struct option_view){.label = msg_text(ctx->locale, MSG_CORE_ALL),
                                   .chosen = !id_given(chosen)}));
    for (size_t i = 0; i < areas.n; i++)
        LIST_ADD(ctx->arena, &options,
                 ((struct option_view){.value = ctx_id_text(ctx, areas.items[i].id),
                                       .label = areas.items[i].name,
                                       .chosen = id_eq(areas.items[i].id, chosen)}));
    *ret = options;
    return OK;
}

struct service_filter service_filter_of(const struct req *r)
{
    struct service_filter f = {.need = req_get(r, "need"),
                               .language = req_get(r, "language"),
                               .words = req_get(r, "q"),
                               .age = req_get_int(r, "age", 0, SERVICE_AGE_MAX, -1),
                               .page = req_get_int(r, "page", 1, 1000, 1)};

    if (id_parse(req_get(r, "area"), &f.area_id) != OK)
        f.area_id = ID_NONE;
    return f;
}

enum err service_found_fill(struct req *r, const struct service_filter *f,
                            struct service_found_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct service_list list;
    bool more;
    struct service_found_view view = {
        .action = r->path,
        .q = f->words,
        .age = f->age < 0 ? STR_NONE : str_fmt(ctx->arena, "%lld", (long long)f->age),
        .needs = service_code_options(ctx, "need", f->need, "core.all"),
        .languages = service_code_options(ctx, "language", f->language, "core.all"),
        .is_filtered = str_given(f->need) || str_given(f->language) || str_given(f->words) ||
                       id_given(f->area_id) || f->age >= 0 || f->page > 1};

    TRY(service_area_options(ctx, f->area_id, &view.areas));
    TRY(service_search(ctx, f, &list, &more));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.rows, service_row(ctx, &list.items[i]));
    view.pager = req_pager(r, f->page, more);
    view.has_pages = more || f->page > 1;
    *ret = view;
    return OK;
}

enum err service_list_get(struct req *r)
{
    struct service_filter filter = service_filter_of(r);
    struct services_view view = {.may_edit = authz_can(r->ctx, CAP_SERVICE_EDIT)};
    struct page page = {.title = msg_text(r->ctx->locale, MSG_SERVICE_DIRECTORY),
                        .nav = "/services",
                        .own_heading = true};

    TRY(service_found_fill(r, &filter, &view.found));
    return resp_page(r, &page, &tmpl_services, &view);
}

/* ---- one service ---------------------------------------------------------------------------- */

static struct field_view number_box(struct req *r, const char *name, int64_t n)
{
    return form_field(r->ctx, &r->form, service_capacity_form, name,
                      n < 0 ? STR_NONE : str_fmt(r->ctx->arena, "%lld", (long long)n));
}

enum err service_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct service s;
    struct service_page_view view = {.may_edit = authz_can(ctx, CAP_SERVICE_EDIT)};

    TRY(service_load(ctx, req_id(r, "service"), &s));
    TRY(service_places(ctx, s.id, &view.where));
    view.service = s;
    view.base = service_href(ctx, s.id, "");
    view.places = service_places_shown(ctx, &s);
    view.check = service_check_shown(ctx, &s);
    view.ages = service_ages_shown(ctx, &s);
    view.needs = service_codes(ctx, "need", s.needs);
    view.languages = service_codes(ctx, "language", s.languages);
    view.is_closed = !service_is_open(&s);
    view.free = number_box(r, "free", s.capacity_free);
    view.total = number_box(r, "total", s.capacity_total);
    view.wait_days = number_box(r, "wait_days", s.wait_days);
    struct page page = {.title = s.name, .nav = "/services"};

    return resp_page(r, &page, &tmpl_service_page, &view);
}

enum err service_capacity_post(struct req *r)
{
    struct id id = req_id(r, "service");
    struct service_capacity c = {.free = form_int(&r->form, "free", -1),
                                 .total = form_int(&r->form, "total", -1),
                                 .wait_days = form_int(&r->form, "wait_days", -1)};

    TRY(service_set_capacity(r->ctx, id, &c));
    return resp_see_other(r, service_href(r->ctx, id, ""), "service.capacity.done");
}

enum err service_assure_post(struct req *r)
{
    struct id id = req_id(r, "service");

    TRY(service_assure(r->ctx, id));
    return resp_see_other(r, service_href(r->ctx, id, ""), "service.assured.done");
}

int64_t directory_version(const struct req *r)
{
    int64_t version;

    return num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &version) == OK ? version
                                                                                          : -1;
}
