/* person/person_identifier_web.c: numbers of papers: adding one, and marking one as wrong. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

const struct field person_identifier_form[] = {
    {"kind", FIELD_CODE, .label = "person.identifier_kind", .codes = "identifier_kind",
     .required = true},
    {"value", FIELD_LINE, .label = "person.identifier", .required = true, .max = 100,
     .autocomplete = "off"},
    FIELDS_END,
};

enum err person_identifier_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person, draft = {.birth_date = DATE_NONE, .died_on = DATE_NONE};
    struct identifier_form_view view = {0};
    struct person_identifier_list list = {0};
    struct page page = {
        .title = ctx_msg(ctx, "person.identifiers"), .nav = "/people", .own_heading = true};

    TRY(person_of_path(r, &person, &view.person));
    TRY(person_identifiers(ctx, &person, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(
            ctx->arena, &view.identifiers,
            ((struct identifier_view){list.items[i].id, list.items[i].kind, list.items[i].value}));
    view.kind = form_field(ctx, &r->form, person_identifier_form, "kind", STR_NONE);
    view.value = form_field(ctx, &r->form, person_identifier_form, "value", STR_NONE);
    if (r->form.sent) {
        /* Only the number is compared: whoever has it may be the same person. */
        draft.id = person.id;
        TRY(person_twins_panel(r, &draft, form_text(&r->form, "value"), false, &view.twins));
        view.taken = str_given(view.value.value) && str_given(view.value.error);
    }
    return resp_page(r, &page, &tmpl_person_identifiers, &view);
}

enum err person_identifier_post(struct req *r)
{
    struct person person;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(person_identifier_add(r->ctx, &person, form_code(&r->form, "kind"),
                              form_text(&r->form, "value"),
                              str_given(form_typed(&r->form, "sure"))));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "person.identifier_added.done");
}

enum err person_identifier_void_post(struct req *r)
{
    struct person person;

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(person_identifier_void(r->ctx, &person, req_id(r, "identifier")));
    return resp_see_other(r, person_path(r->ctx, person.id, "identifiers"),
                          "person.identifier_voided.done");
}
