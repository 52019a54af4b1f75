/* person/person_form_web.c: recording a person, and changing what is known. */
#include "core/feature.h"
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_part.h"
#include "person_tmpl.gen.h"

#define ABOUT_FIELDS                                                                               \
    {"given_name", FIELD_LINE, .label = "person.given_name", .max = PERSON_NAME_MAX},              \
        {"family_name", FIELD_LINE, .label = "person.family_name", .max = PERSON_NAME_MAX},        \
        {"sex", FIELD_CODE, .label = "person.sex", .codes = "sex", .required = true},              \
        {"birth_date", FIELD_DATE, .label = "person.birth_date", .past = true,                     \
         .autocomplete = "off"},                                                                   \
        {"age", FIELD_INT, .label = "person.age", .hint = "person.age_hint", .max = 2200},         \
        {"phone",   FIELD_LINE,           .label = "person.phone", .hint = "person.phone_hint",    \
         .max = 60, .autocomplete = "off"},                                                        \
        {"contact_note", FIELD_LINE, .label = "person.contact_note",                               \
         .hint = "person.contact_note_hint", .max = 500},                                          \
        {"address", FIELD_LINE, .label = "person.address", .max = 300, .autocomplete = "off"},     \
        {"area", FIELD_ID, .label = "person.area"},                                                \
        {"other_names", FIELD_LINE, .label = "person.other_names",                                 \
         .hint = "person.other_names_hint", .max = 300},                                           \
        {"languages", FIELD_CODES, .label = "person.languages", .codes = "language"},              \
        {"email", FIELD_LINE, .label = "person.email", .max = 200, .autocomplete = "off"}

const struct field person_new_form[] = {
    ABOUT_FIELDS,
    {"identifier_kind", FIELD_CODE, .label = "person.identifier_kind", .codes = "identifier_kind"},
    {"identifier", FIELD_LINE, .label = "person.identifier", .max = 100, .autocomplete = "off"},
    FIELDS_END,
};

const struct field person_edit_form[] = {
    ABOUT_FIELDS,
    {"died_on", FIELD_DATE, .label = "person.died_on", .past = true, .autocomplete = "off"},
    {"version", FIELD_INT},
    FIELDS_END,
};

/* ---- reading -------------------------------------------------------------------------------- */

static enum err birth_read(struct req *r, struct person *p)
{
    int64_t age = form_int(&r->form, "age", -1);
    struct date guess;
    int year, guessed, m, d;

    p->birth_date = form_date(&r->form, "birth_date");
    if (age < 0)
        return OK;
    TRY(person_birth_guess(r->ctx, age, &guess));
    if (!date_given(p->birth_date)) {
        p->birth_date = guess;
        p->birth_estimated = true;
        return OK;
    }
    date_to_ymd(p->birth_date, &year, &m, &d);
    date_to_ymd(guess, &guessed, &m, &d);
    if (year - guessed > 1 || guessed - year > 1)
        return ctx_fail(r->ctx, E_INVALID, "person.age_differs", "age");
    return OK;
}

enum err person_form_read(struct req *r, struct person *ret)
{
    const struct form *f = &r->form;
    struct person p = {.given_name = form_text(f, "given_name"),
                       .family_name = form_text(f, "family_name"),
                       .other_names = form_text(f, "other_names"),
                       .sex = form_code(f, "sex"),
                       .died_on = form_date(f, "died_on"),
                       .languages = form_code(f, "languages"),
                       .phone = form_text(f, "phone"),
                       .email = form_text(f, "email"),
                       .contact_note = form_text(f, "contact_note"),
                       .address = form_text(f, "address"),
                       .area_id = form_id(f, "area")};

    TRY(birth_read(r, &p));
    *ret = p;
    return OK;
}

enum err person_area_options(struct ctx *ctx, struct field_view *field)
{
    struct person_area_list areas = {0};

    TRY(person_areas(ctx, &areas));
    field_option_add(ctx, field, STR_NONE, ctx_msg(ctx, "core.choose"));
    for (size_t i = 0; i < areas.n; i++)
        field_option_add(ctx, field, ctx_id_text(ctx, areas.items[i].id), areas.items[i].name);
    return OK;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* What stands in the boxes when the page is opened: a whole date, or the year as an age. */
static struct str box_text(struct ctx *ctx, const struct person *p, const char *name)
{
    bool birth = str_eq(str_c(name), STR("birth_date")), age = str_eq(str_c(name), STR("age"));
    int y, m, d;

    if (birth || age) {
        if (!date_given(p->birth_date) || p->birth_estimated != age)
            return STR_NONE;
        if (birth)
            return ctx_date_text(ctx, p->birth_date);
        date_to_ymd(p->birth_date, &y, &m, &d);
        return str_fmt(ctx->arena, "%d", y);
    }
    for (int i = 0; i < person_part_n; i++) {
        if (str_eq(str_c(person_parts[i].name), str_c(name)))
            return person_part_get(ctx, p, &person_parts[i]);
    }
    return STR_NONE;
}

static struct field_view box(struct req *r, const struct field *form, const struct person *p,
                             const char *name)
{
    return form_field(r->ctx, &r->form, form, name, box_text(r->ctx, p, name));
}

static enum err boxes_fill(struct req *r, const struct field *form, const struct person *p,
                           struct person_form_view *view)
{
    view->given_name = box(r, form, p, "given_name");
    view->family_name = box(r, form, p, "family_name");
    view->other_names = box(r, form, p, "other_names");
    view->sex = box(r, form, p, "sex");
    view->birth_date = box(r, form, p, "birth_date");
    view->age = box(r, form, p, "age");
    view->languages = box(r, form, p, "languages");
    view->phone = box(r, form, p, "phone");
    view->email = box(r, form, p, "email");
    view->contact_note = box(r, form, p, "contact_note");
    view->address = box(r, form, p, "address");
    view->area = box(r, form, p, "area");
    view->more = str_given(view->other_names.value) || str_given(view->languages.value) ||
                 str_given(view->email.value) || str_given(view->email.error);
    return person_area_options(r->ctx, &view->area);
}

static const struct person nobody = {.birth_date = DATE_NONE, .died_on = DATE_NONE};

enum err person_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person_form_view view = {0};
    struct person draft = nobody;
    struct page page = {.title = ctx_msg(ctx, "person.new"), .nav = "/people", .own_heading = true};
    struct str related =
        r->form.sent ? form_typed(&r->form, "related_to") : req_get(r, "related_to");

    (void)!id_parse(related, &view.related_to);
    TRY(boxes_fill(r, person_new_form, &nobody, &view));
    view.identifier_kind = form_field(ctx, &r->form, person_new_form, "identifier_kind", STR_NONE);
    view.identifier = form_field(ctx, &r->form, person_new_form, "identifier", STR_NONE);
    view.more =
        view.more || str_given(view.identifier.value) || str_given(view.identifier_kind.value);
    if (r->form.sent && person_form_read(r, &draft) == OK)
        TRY(person_twins_panel(r, &draft, form_text(&r->form, "identifier"), false, &view.twins));
    TRY(draft_notice(r, STR("/people"), &view.draft));
    return resp_page(r, &page, &tmpl_person_new, &view);
}

/* Somebody alike is shown before the record is made; who has looked says so. */
static enum err twins_check(struct req *r, const struct person *draft)
{
    struct person_twin_list twins = {0};

    if (str_given(form_typed(&r->form, "sure")))
        return OK;
    TRY(person_twins(r->ctx, draft, form_text(&r->form, "identifier"), &twins));
    return twins.n ? ctx_fail(r->ctx, E_INVALID, "person.twins_first", "same") : OK;
}

static enum err identifier_check(struct req *r)
{
    bool kind = str_given(form_code(&r->form, "identifier_kind"));
    bool value = str_given(form_text(&r->form, "identifier"));

    if (kind && !value)
        return ctx_fail(r->ctx, E_INVALID, "person.identifier_empty", "identifier");
    if (value && !kind)
        return ctx_fail(r->ctx, E_INVALID, "person.identifier_kind_missing", "identifier_kind");
    return OK;
}

enum err person_new_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person draft, person, related;
    struct str relative = form_typed(&r->form, "related_to");

    TRY(person_form_read(r, &draft));
    TRY(identifier_check(r));
    if (str_given(relative))
        TRY(person_of_text(r, relative, &related));
    TRY(twins_check(r, &draft));
    TRY(person_add(ctx, &draft, &person));
    if (str_given(form_text(&r->form, "identifier")))
        TRY(person_identifier_add(ctx, &person, form_code(&r->form, "identifier_kind"),
                                  form_text(&r->form, "identifier"), true));
    if (str_given(relative)) {
        char text[ID_TEXT];

        return resp_see_other(r,
                              str_fmt(ctx->arena, "%.*s?other=%.*s",
                                      STR_ARG(person_path(ctx, related.id, "relationships")),
                                      STR_ARG(id_format(person.id, text))),
                              "person.added.done");
    }
    return resp_see_other(r, person_path(ctx, person.id, NULL), "person.added.done");
}

/* ---- changing ------------------------------------------------------------------------------- */

static void was_fill(struct req *r, const struct person *stored, struct person_form_view *view)
{
    struct ctx *ctx = r->ctx;

    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        const char *name = str_fmt(ctx->arena, "was.%s", part->name).p;
        struct str value = r->form.sent && form_has(&r->form, name)
                               ? form_typed(&r->form, name)
                               : person_part_get(ctx, stored, part);

        LIST_ADD(ctx->arena, &view->was, ((struct hidden_view){str_c(part->name), value}));
    }
}

enum err person_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_row_view row;
    struct person_form_view view = {0};
    struct page page = {.nav = "/people", .own_heading = true};

    TRY(person_of_path(r, &person, &row));
    page.title = ctx_msg(ctx, "person.edit");
    view.id = person.id;
    view.name = row.name;
    view.version = person.version;
    if (r->form.sent)
        view.version = form_int(&r->form, "version", person.version);
    TRY(boxes_fill(r, person_edit_form, &person, &view));
    view.died_on = box(r, person_edit_form, &person, "died_on");
    was_fill(r, &person, &view);
    return resp_page(r, &page, &tmpl_person_edit, &view);
}

/* The record as it was when the page was opened, from the hidden boxes. */
static enum err was_read(struct req *r, const struct person *stored, struct person_edit *edit)
{
    bool same = edit->version == stored->version;

    edit->was = same ? *stored : nobody;
    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        const char *name = str_fmt(r->ctx->arena, "was.%s", part->name).p;

        if (form_has(&r->form, name) &&
            person_part_set(&edit->was, part, form_typed(&r->form, name)) != OK)
            return ctx_fail(r->ctx, E_INVALID, "problem.400.what", NULL);
    }
    return OK;
}

static enum err area_name_fill(struct ctx *ctx, struct person *p)
{
    struct person_area_list areas = {0};

    TRY(person_areas(ctx, &areas));
    for (size_t i = 0; i < areas.n; i++) {
        if (id_eq(areas.items[i].id, p->area_id))
            p->area_name = areas.items[i].name;
    }
    return OK;
}

enum err person_edit_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_edit edit = {0};

    TRY(person_load(ctx, req_id(r, "person"), &person));
    TRY(person_form_read(r, &edit.now));
    TRY(area_name_fill(ctx, &edit.now));
    edit.version = form_int(&r->form, "version", 0);
    TRY(was_read(r, &person, &edit));
    TRY(person_edit(ctx, &person, &edit));
    return resp_see_other(r, person_path(ctx, person.id, NULL), "person.changed.done");
}
