/* person/relationship_web.c: saying who is what to whom. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

const struct field relationship_form[] = {
    {"kind", FIELD_CODE, .label = "person.relationship", .codes = "relationship", .required = true},
    {"since", FIELD_DATE, .label = "person.since", .past = true},
    {"other", FIELD_ID, .label = "person.person", .required = true},
    FIELDS_END,
};

static struct str kind_label(struct ctx *ctx, struct str person, struct str other)
{
    struct msg_arg names[] = {{.name = "person", .text = person}, {.name = "other", .text = other}};

    return msg_by_key(ctx->arena, ctx->locale, STR("person.is_what"), names, 2);
}

enum err relationship_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person, other;
    struct relationship_form_view view = {.pick = {.param = STR("other")}};
    struct page page = {
        .title = ctx_msg(ctx, "person.relate"), .nav = "/people", .own_heading = true};
    struct str chosen = r->form.sent ? form_typed(&r->form, "other") : req_get(r, "other");
    char text[ID_TEXT];

    TRY(person_of_path(r, &person, &view.person));
    view.chosen = str_given(chosen);
    view.kind = form_field(ctx, &r->form, relationship_form, "kind", STR_NONE);
    view.since = form_field(ctx, &r->form, relationship_form, "since", STR_NONE);
    if (view.chosen) {
        TRY(person_of_text(r, chosen, &other));
        TRY(person_row_numbered(ctx, &other, &view.other));
        view.kind.label = kind_label(ctx, view.person.name, view.other.name);
    }
    TRY(person_pick_fill(r, person.id, &view.pick));
    view.pick.new_href =
        str_fmt(ctx->arena, "/people/new?related_to=%.*s", STR_ARG(id_format(person.id, text)));
    return resp_page(r, &page, &tmpl_relationship_form, &view);
}

enum err relationship_post(struct req *r)
{
    struct person person, other;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(person_load(r->ctx, form_id(&r->form, "other"), &other));
    TRY(relationship_add(r->ctx, &person, &other, form_code(&r->form, "kind"),
                         form_date(&r->form, "since")));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.related.done");
}

enum err relationship_void_post(struct req *r)
{
    struct person person;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(relationship_void(r->ctx, &person, req_id(r, "relationship")));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.unrelated.done");
}
