/* person/household_web.c: pages of households: who lives there, moving in and out. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

#define WHERE_FIELDS                                                                               \
    {"name",                                                                                       \
     FIELD_LINE,                                                                                   \
     .label = "person.household_name",                                                             \
     .hint = "person.household_name_hint",                                                         \
     .required = true,                                                                             \
     .max = 200},                                                                                  \
        {"address", FIELD_LINE, .label = "person.household_address", .max = 300,                   \
         .autocomplete = "off"},                                                                   \
        {"area", FIELD_ID, .label = "person.area"}
#define ROLE_FIELDS                                                                                \
    {"role", FIELD_CODE, .label = "person.household_role", .codes = "household_role",              \
     .required = true},                                                                            \
    {                                                                                              \
        "since", FIELD_DATE, .label = "person.since", .past = true                                 \
    }

const struct field household_new_form[] = {WHERE_FIELDS, ROLE_FIELDS, FIELDS_END};
const struct field household_edit_form[] = {WHERE_FIELDS, {"version", FIELD_INT}, FIELDS_END};
const struct field household_member_form[] = {
    ROLE_FIELDS, {"other", FIELD_ID, .label = "person.person", .required = true}, FIELDS_END};
const struct field household_leave_form[] = {
    {"until", FIELD_DATE, .label = "person.until", .past = true, .required = true}, FIELDS_END};

/* "/households/ID". */
static struct str household_path(struct ctx *ctx, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/households/%.*s", STR_ARG(id_format(id, text)));
}

static struct member_view member_row(struct ctx *ctx, const struct household_member *m,
                                     struct id subject)
{
    return (struct member_view){.id = m->id,
                                .person = person_row(ctx, &m->person),
                                .role = m->role,
                                .since = m->since,
                                .until = m->until,
                                .present = m->present,
                                .has_case = m->has_case,
                                .is_subject = id_eq(m->person.id, subject)};
}

static void card_head(const struct household *household, struct household_card_view *ret)
{
    ret->id = household->id;
    ret->name = household->name;
    ret->address = household->address;
    ret->area = household->area_name;
}

enum err household_card_fill(struct ctx *ctx, const struct household *household, struct id subject,
                             struct household_card_view *ret)
{
    struct household_member_list members = {0};

    card_head(household, ret);
    TRY(household_members(ctx, household, &members, &ret->hidden));
    for (size_t i = 0; i < members.n; i++) {
        if (members.items[i].present)
            LIST_ADD(ctx->arena, &ret->members, member_row(ctx, &members.items[i], subject));
    }
    return OK;
}

enum err household_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct household household;
    struct household_member_list members = {0};
    struct household_view view = {.may_edit = authz_can(ctx, CAP_PERSON_EDIT)};
    struct page page = {.nav = "/people", .own_heading = true};

    TRY(household_load(ctx, req_id(r, "household"), &household));
    TRY(household_members(ctx, &household, &members, &view.household.hidden));
    card_head(&household, &view.household);
    page.title = household.name;
    for (size_t i = 0; i < members.n; i++) {
        const struct household_member *m = &members.items[i];

        /* Each of them was looked at. */
        ctx_access(ctx, "person", m->person.id, ID_NONE, m->person.id);
        if (m->present)
            LIST_ADD(ctx->arena, &view.household.members, member_row(ctx, m, ID_NONE));
        else
            LIST_ADD(ctx->arena, &view.former, member_row(ctx, m, ID_NONE));
    }
    return resp_page(r, &page, &tmpl_household, &view);
}

static struct household_draft draft_read(struct req *r)
{
    return (struct household_draft){.name = form_text(&r->form, "name"),
                                    .address = form_text(&r->form, "address"),
                                    .area_id = form_id(&r->form, "area"),
                                    .role = form_code(&r->form, "role"),
                                    .since = form_date(&r->form, "since"),
                                    .version = form_int(&r->form, "version", 0)};
}

static enum err where_fill(struct req *r, const struct field *form, const struct household *h,
                           struct household_form_view *view)
{
    view->name = form_field(r->ctx, &r->form, form, "name", h->name);
    view->address = form_field(r->ctx, &r->form, form, "address", h->address);
    view->area = form_field(r->ctx, &r->form, form, "area", ctx_id_text(r->ctx, h->area_id));
    return person_area_options(r->ctx, &view->area);
}

enum err household_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_row_view row;
    struct household_form_view view = {0};
    struct household like = {0};
    struct page page = {
        .title = ctx_msg(ctx, "person.household_new"), .nav = "/people", .own_heading = true};

    TRY(person_of_path(r, &person, &row));
    view.person_id = person.id;
    view.person_name = row.name;
    like.name = str_given(person.family_name) ? person.family_name : person.given_name;
    like.address = person.address;
    like.area_id = person.area_id;
    TRY(where_fill(r, household_new_form, &like, &view));
    view.role = form_field(ctx, &r->form, household_new_form, "role", STR_NONE);
    view.since = form_field(ctx, &r->form, household_new_form, "since", STR_NONE);
    return resp_page(r, &page, &tmpl_household_form, &view);
}

enum err household_new_post(struct req *r)
{
    struct person person;
    struct household household;
    struct household_draft draft = draft_read(r);

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(household_add(r->ctx, &person, &draft, &household));
    return resp_see_other(r, household_path(r->ctx, household.id), "person.household_added.done");
}

enum err household_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct household household;
    struct household_form_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "person.household_edit"), .nav = "/people", .own_heading = true};

    TRY(household_load(ctx, req_id(r, "household"), &household));
    view.id = household.id;
    view.person_name = household.name;
    view.version =
        r->form.sent ? form_int(&r->form, "version", household.version) : household.version;
    TRY(where_fill(r, household_edit_form, &household, &view));
    return resp_page(r, &page, &tmpl_household_form, &view);
}

enum err household_edit_post(struct req *r)
{
    struct household household;
    struct household_draft draft = draft_read(r);

    TRY(household_load(r->ctx, req_id(r, "household"), &household));
    TRY(household_edit(r->ctx, &household, &draft));
    return resp_see_other(r, household_path(r->ctx, household.id), "person.household_edited.done");
}

/* Who moves in: first the person is looked for, then role and date are asked. */
enum err household_member_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct household household;
    struct household_member_form_view view = {.pick = {.param = STR("other")}};
    struct page page = {
        .title = ctx_msg(ctx, "person.household_join"), .nav = "/people", .own_heading = true};
    struct str chosen = r->form.sent ? form_typed(&r->form, "other") : req_get(r, "other");

    TRY(household_load(ctx, req_id(r, "household"), &household));
    TRY(household_card_fill(ctx, &household, ID_NONE, &view.household));
    view.chosen = str_given(chosen);
    if (view.chosen) {
        struct person other;

        TRY(person_of_text(r, chosen, &other));
        TRY(person_row_numbered(ctx, &other, &view.other));
    }
    view.role = form_field(ctx, &r->form, household_member_form, "role", STR_NONE);
    view.since = form_field(ctx, &r->form, household_member_form, "since", STR_NONE);
    TRY(person_pick_fill(r, ID_NONE, &view.pick));
    return resp_page(r, &page, &tmpl_household_member, &view);
}

enum err household_member_post(struct req *r)
{
    struct household household;
    struct person other;

    TRY(household_load(r->ctx, req_id(r, "household"), &household));
    TRY(person_load(r->ctx, form_id(&r->form, "other"), &other));
    TRY(household_join(r->ctx, &household, &other, form_code(&r->form, "role"),
                       form_date(&r->form, "since")));
    return resp_see_other(r, household_path(r->ctx, household.id), "person.household_joined.done");
}

static enum err member_find(struct req *r, const struct household *household,
                            struct member_view *ret)
{
    struct household_member_list members = {0};
    int64_t hidden;

    TRY(household_members(r->ctx, household, &members, &hidden));
    for (size_t i = 0; i < members.n; i++) {
        if (id_eq(members.items[i].id, req_id(r, "member"))) {
            *ret = member_row(r->ctx, &members.items[i], ID_NONE);
            return OK;
        }
    }
    return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err household_leave_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct household household;
    struct household_leave_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "person.household_leave"), .nav = "/people", .own_heading = true};

    TRY(household_load(ctx, req_id(r, "household"), &household));
    TRY(member_find(r, &household, &view.member));
    card_head(&household, &view.household);
    view.until = form_field(ctx, &r->form, household_leave_form, "until", STR_NONE);
    return resp_page(r, &page, &tmpl_household_leave, &view);
}

enum err household_leave_post(struct req *r)
{
    struct household household;

    TRY(household_load(r->ctx, req_id(r, "household"), &household));
    TRY(household_leave(r->ctx, &household, req_id(r, "member"), form_date(&r->form, "until")));
    struct str to = household_path(r->ctx, household.id);
    enum err e = household_load(r->ctx, household.id, &household);

    /* The last whom the actor sees there has left. */
    if (e == E_NOT_FOUND)
        to = STR("/people");
    else
        TRY(e);
    return resp_see_other(r, to, "person.household_left.done");
}
