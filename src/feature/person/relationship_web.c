/* person/relationship_web.c: saying who is what to whom. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

const struct field relationship_form[] = {
    {"kind", FIELD_CODE, .label = "person.relationship", .codes = "relationship", .required = true},
    {"since", FIELD_DATE, .label = "person.since", .past = true},
    {"tie", FIELD_CODE, .label = "person.tie", .hint = "person.tie_hint", .codes = "tie"},
    {"other", FIELD_ID, .label = "person.person", .required = true},
    FIELDS_END,
};

const struct field relationship_tie_form[] = {
    {"tie", FIELD_CODE, .label = "person.tie", .hint = "person.tie_hint", .codes = "tie"},
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
    view.tie = form_field(ctx, &r->form, relationship_form, "tie", STR_NONE);
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
    struct relationship_draft draft = {.kind = form_code(&r->form, "kind"),
                                       .tie = form_code(&r->form, "tie"),
                                       .since = form_date(&r->form, "since")};

    TRY(relationship_add(r->ctx, &person, &other, &draft));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.related.done");
}

enum err relationship_tie_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct relationship relationship;
    struct relationship_tie_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "person.tie"), .nav = "/people", .own_heading = true};

    TRY(person_of_path(r, &person, &view.person));
    TRY(relationship_load(ctx, &person, req_id(r, "relationship"), &relationship));
    view.id = relationship.id;
    view.kind = relationship.kind;
    TRY(person_row_numbered(ctx, &relationship.other, &view.other));
    view.tie = form_field(ctx, &r->form, relationship_tie_form, "tie", relationship.tie);
    return resp_page(r, &page, &tmpl_relationship_tie, &view);
}

enum err relationship_tie_post(struct req *r)
{
    struct person person;
    struct relationship relationship;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(relationship_load(r->ctx, &person, req_id(r, "relationship"), &relationship));
    TRY(relationship_set_tie(r->ctx, &person, &relationship, form_code(&r->form, "tie")));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.tie_done");
}

enum err relationship_void_post(struct req *r)
{
    struct person person;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(relationship_void(r->ctx, &person, req_id(r, "relationship")));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.unrelated.done");
}
