/* member/member_web.c: the page of a case's team, taking somebody in, and who is in whose team. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/task/task.h"
#include "member_tmpl.gen.h"
#include "member_views.h"

static const struct field member_form[] = {
    {"account", FIELD_ID, .label = "member.account"},
    {"name", FIELD_LINE, .label = "core.name"},
    {"profession", FIELD_CODE, .label = "member.profession", .codes = "profession",
     .required = true},
    {"organization", FIELD_LINE, .label = "member.organization"},
    {"phone", FIELD_LINE, .label = "member.phone", .max = 40},
    {"parts", FIELD_CODES, .label = "member.parts", .hint = "member.parts_hint",
     .codes = "member_part"},
    {"since", FIELD_DATE, .label = "member.since", .required = true},
    {"until", FIELD_DATE, .label = "member.until", .hint = "member.until_hint"},
    FIELDS_END,
};
static const struct field change_form[] = {
    {"version", FIELD_INT, .label = "member.parts", .required = true, .max = 1000000},
    {"phone", FIELD_LINE, .label = "member.phone", .max = 40},
    {"parts", FIELD_CODES, .label = "member.parts", .hint = "member.parts_hint",
     .codes = "member_part"},
    {"until", FIELD_DATE, .label = "member.until", .hint = "member.until_hint"},
    FIELDS_END,
};
static const struct field end_form[] = {
    {"why", FIELD_LINE, .label = "member.why", .max = 500},
    FIELDS_END,
};

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE && !casefile_is_part(file) &&
           authz_can(ctx, CAP_MEMBER_EDIT);
}

static struct member_word_list words_of(struct ctx *ctx, struct str parts)
{
    struct member_word_list list = {0};
    struct str code;

    while (str_split(&parts, ' ', &code))
        if (str_given(code))
            LIST_ADD(ctx->arena, &list,
                     pack_label(ctx->pack, STR("member_part"), code, ctx->locale));
    return list;
}

/* ---- the team ------------------------------------------------------------------------------- */

static void row_add(struct req *r, const struct member *m, struct member_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct member_row_view row = {
        .one = *m, .sees = words_of(ctx, m->parts), .has_account = id_given(m->account_id)};
    bool runs = member_runs(ctx, m);

    row.may_change = view->may_edit && runs;
    row.may_coordinate = row.may_change && !m->coordinator;
    row.ending = r->form.sent && id_eq(req_id(r, "membership"), m->id);
    row.ended_on = instant_given(m->ended_at) && str_given(m->ended_by_name)
                       ? ctx_day_of(ctx, m->ended_at)
                       : m->until;
    if (runs && m->coordinator)
        view->worker_coordinates = false;
    if (runs)
        LIST_ADD(ctx->arena, &view->rows, row);
    else if (!view->is_part)
        LIST_ADD(ctx->arena, &view->earlier, row);
}

static enum err team_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct member_list list;
    struct member_page_view view = {.worker_coordinates = true, .until = DATE_NONE};

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_TEAM, CASEFILE_READ, &file));
    TRY(member_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.worker = file.worker_name;
    view.team = file.team_name;
    view.is_part = casefile_is_part(&file);
    view.mine = words_of(ctx, file.parts);
    view.may_edit = may_edit(ctx, &file);
    if (casefile_has_route(r, "/cases/:case/conferences") &&
        casefile_has_part(&file, CASEFILE_PART_CONFERENCES))
        view.conferences_href = casefile_href(ctx, file.id, "conferences");
    view.why = form_field(ctx, &r->form, end_form, "why", STR_NONE);
    for (size_t i = 0; i < list.n; i++) {
        row_add(r, &list.items[i], &view);
        if (view.is_part && id_eq(list.items[i].id, file.member_id))
            view.until = list.items[i].until;
    }
    return casefile_page(r, &file, "team", ctx_msg(ctx, "member.title"),
                         (struct panel_view){&tmpl_member_page, &view});
}

/* ---- taking somebody in --------------------------------------------------------------------- */

static enum err agencies_offer(struct ctx *ctx, const struct casefile *file,
                               struct member_new_view *view)
{
    struct casefile_unit_list units;

    TRY(casefile_units(ctx, &units));
    for (size_t i = 0; i < units.n; i++) {
        const struct casefile_unit *u = &units.items[i];
        struct str rest = str_cat(ctx->arena, STR("team/new?agency="), ctx_id_text(ctx, u->id));

        if (!str_given(u->team))
            LIST_ADD(ctx->arena, &view->agencies,
                     ((struct member_agency_view){
                         .name = u->agency,
                         .href = casefile_href(ctx, file->id, str_z(ctx->arena, rest))}));
    }
    return OK;
}

static enum err accounts_offer(struct ctx *ctx, const struct casefile *file, struct id agency_id,
                               struct field_view *field)
{
    struct member_person_list people;

    TRY(member_people(ctx, agency_id, &people));
    field_option_add(ctx, field, STR_NONE, STR_NONE);
    for (size_t i = 0; i < people.n; i++) {
        const struct member_person *p = &people.items[i];
        struct str label = str_given(p->team) ? str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(p->name),
                                                        STR_ARG(p->team))
                                              : p->name;

        if (!id_eq(p->account_id, file->worker_id))
            field_option_add(ctx, field, ctx_id_text(ctx, p->account_id), label);
    }
    return OK;
}

static enum err new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct id agency;
    struct member_new_view view = {0};
    const struct {
        const char *name;
        struct field_view *field;
        struct str first;
    } boxes[] = {{"account", &view.account, STR_NONE},
                 {"name", &view.name, STR_NONE},
                 {"profession", &view.profession, STR_NONE},
                 {"organization", &view.organization, STR_NONE},
                 {"phone", &view.phone, STR_NONE},
                 {"parts", &view.parts, STR_NONE},
                 {"since", &view.since, ctx_date_text(ctx, ctx_today(ctx))},
                 {"until", &view.until, STR_NONE}};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    view.casefile_id = file.id;
    view.agency_id = r->form.sent ? form_typed(&r->form, "agency") : req_get(r, "agency");
    view.is_named = str_eq(view.agency_id, STR("none"));
    if (!view.is_named && id_parse(view.agency_id, &agency) != OK) {
        TRY(agencies_offer(ctx, &file, &view));
        return casefile_page(r, &file, NULL, ctx_msg(ctx, "member.new"),
                             (struct panel_view){&tmpl_member_new, &view});
    }
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        *boxes[i].field = form_field(ctx, &r->form, member_form, boxes[i].name, boxes[i].first);
    view.name.required = view.organization.required = view.account.required = true;
    view.until.required = !view.is_named;
    if (!view.is_named)
        TRY(accounts_offer(ctx, &file, agency, &view.account));
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "member.new"),
                         (struct panel_view){&tmpl_member_new, &view});
}

static enum err team_post(struct req *r)
{
    const struct form *f = &r->form;
    bool is_named = str_eq(form_typed(f, "agency"), STR("none"));
    struct casefile file;
    struct member added;
    struct member draft = {.account_id = is_named ? ID_NONE : form_id(f, "account"),
                           .name = form_text(f, "name"),
                           .profession = form_code(f, "profession"),
                           .organization = form_text(f, "organization"),
                           .phone = form_text(f, "phone"),
                           .parts = form_code(f, "parts"),
                           .since = form_date(f, "since"),
                           .until = form_date(f, "until")};

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    if (!is_named && !id_given(draft.account_id))
        return ctx_fail(r->ctx, E_INVALID, "member.account_missing", "account");
    TRY(member_add(r->ctx, &file, &draft, &added));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "team"), "member.done_added");
}

static enum err change_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct member m;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(member_load(ctx, &file, req_id(r, "membership"), &m));
    if (!member_runs(ctx, &m))
        return ctx_fail(ctx, E_CONFLICT, "member.over", NULL);
    struct member_change_view view = {
        .casefile_id = file.id,
        .one = m,
        .has_account = id_given(m.account_id),
        .phone = form_field(ctx, &r->form, change_form, "phone", m.phone),
        .parts = form_field(ctx, &r->form, change_form, "parts", m.parts),
        .until = form_field(ctx, &r->form, change_form, "until",
                            date_given(m.until) ? ctx_date_text(ctx, m.until) : STR_NONE)};

    view.until.required = view.has_account;
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "member.change"),
                         (struct panel_view){&tmpl_member_change, &view});
}

static enum err change_post(struct req *r)
{
    struct casefile file;
    struct member m;
    struct member wanted = {.phone = form_text(&r->form, "phone"),
                            .parts = form_code(&r->form, "parts"),
                            .until = form_date(&r->form, "until")};

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(member_load(r->ctx, &file, req_id(r, "membership"), &m));
    TRY(member_change(r->ctx, &file, &m, &wanted, form_int(&r->form, "version", 0)));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "team"), "done.changed");
}

static enum err end_post(struct req *r)
{
    struct casefile file;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(member_end(r->ctx, &file, req_id(r, "membership"), str_trim(form_text(&r->form, "why"))));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "team"), "member.done_ended");
}

static enum err coordinator_post(struct req *r)
{
    struct casefile file;
    struct id id = ID_NONE;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    if (str_given(form_typed(&r->form, "member")) &&
        id_parse(form_typed(&r->form, "member"), &id) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(member_coordinate(r->ctx, &file, id));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "team"), "done.changed");
}

/* ---- whose teams the reader is in, on the first page of the day ------------------------------ */

#define MINE_FIRST 5 /* lines on the page of the day, until it is asked for all */
#define MINE_MAX 50

static enum err mine_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct member_case_list list;
    struct member_panel_view *view = ARENA_NEW(ctx->arena, struct member_panel_view);

    bool all = str_eq(req_get(r, "all"), STR("team"));
    size_t most = all ? MINE_MAX : MINE_FIRST;

    (void)subject;
    TRY(member_mine(ctx, (int)most + 1, &list));
    view->more = !all && list.n > most;
    for (size_t i = 0; i < list.n && i < most; i++) {
        const struct member_case *c = &list.items[i];

        LIST_ADD(ctx->arena, &view->rows,
                 ((struct member_case_view){
                     .href = casefile_href(ctx, c->casefile_id, "team"),
                     .client = c->client_name,
                     .number = c->number,
                     .profession = pack_label(site_pack_of(ctx, c->programme), STR("profession"),
                                              c->profession, ctx->locale),
                     .until = c->until}));
    }
    if (list.n > 0)
        *ret = (struct panel_view){&tmpl_member_panel, view};
    return OK;
}

/* ---- the feature ---------------------------------------------------------------------------- */

static const struct route member_routes[] = {
    ROUTE(GET, "/cases/:case/team", team_get, CAP_MEMBER_READ),
    ROUTE(GET, "/cases/:case/team/new", new_get, CAP_MEMBER_EDIT),
    ROUTE_FORM("/cases/:case/team", team_post, CAP_MEMBER_EDIT, member_form, new_get),
    ROUTE(POST, "/cases/:case/team/coordinator", coordinator_post, CAP_MEMBER_EDIT),
    ROUTE(GET, "/cases/:case/team/:membership/change", change_get, CAP_MEMBER_EDIT),
    ROUTE_FORM("/cases/:case/team/:membership/change", change_post, CAP_MEMBER_EDIT, change_form,
               change_get),
    ROUTE_FORM("/cases/:case/team/:membership/end", end_post, CAP_MEMBER_EDIT, end_form, team_get),
    ROUTES_END,
};

static const struct panel member_panels[] = {
    {SLOT_TODAY, 40, CAP_MEMBER_READ, mine_draw},
    PANELS_END,
};

static const struct event_kind member_events[] = {
    {"member.added", EVENT_TIMELINE | EVENT_DECISION, "profession"},
    {"member.ended", EVENT_TIMELINE | EVENT_DECISION, "profession"},
    {"member.changed", EVENT_TIMELINE | EVENT_DECISION, "profession"},
    {"member.coordinates", EVENT_TIMELINE, NULL},
    EVENTS_END,
};

static const struct subscriber member_subscribers[] = {
    {"consent.stopped", member_on_stopped},
    {"casefile.closed", member_on_closed},
    {"member.ended", task_on_assigned},
    SUBSCRIBERS_END,
};

static const struct job member_jobs[] = {{"member_sweep", 60, member_sweep}, JOBS_END};

extern const struct feature member_feature;
const struct feature member_feature = {
    .name = "member",
    .routes = member_routes,
    .panels = member_panels,
    .events = member_events,
    .subscribers = member_subscribers,
    .jobs = member_jobs,
};
