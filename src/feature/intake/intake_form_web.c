/* intake/intake_form_web.c: taking a request in, on one page; and correcting it. */
#include "core/feature.h"
#include "core/pack.h"
#include "feature/intake/intake_rules.h"
#include "feature/person/person_page.h"
#include "intake_feature.h"
#include "intake_tmpl.gen.h"

#define REQUEST_FIELDS                                                                             \
    {"channel", FIELD_CODE, .label = "intake.channel", .codes = "channel", .required = true},      \
        {"source", FIELD_LINE, .label = "intake.source", .hint = "intake.source_hint",             \
         .max = 200},                                                                              \
        {"concerns", FIELD_CODES, .label = "intake.concerns", .codes = "concern"},                 \
        {"urgency", FIELD_CODE, .label = "intake.urgency", .codes = "urgency", .required = true},  \
    {                                                                                              \
        "narrative", FIELD_TEXT, .label = "intake.narrative", .hint = "intake.narrative_hint",     \
            .max = INTAKE_TEXT_MAX                                                                 \
    }

const struct field intake_new_form[] = {
    {"given_name", FIELD_LINE, .label = "person.given_name", .max = PERSON_NAME_MAX},
    {"family_name", FIELD_LINE, .label = "person.family_name", .max = PERSON_NAME_MAX},
    {"sex", FIELD_CODE, .label = "person.sex", .codes = "sex"},
    {"birth_date", FIELD_DATE, .label = "person.birth_date", .past = true, .autocomplete = "off"},
    {"age", FIELD_INT, .label = "person.age", .hint = "person.age_hint", .max = 2200},
    {"phone", FIELD_LINE, .label = "person.phone", .hint = "person.phone_hint", .max = 60,
     .autocomplete = "off"},
    REQUEST_FIELDS,
    FIELDS_END,
};

const struct field intake_edit_form[] = {
    REQUEST_FIELDS,
    {"source_contact", FIELD_LINE, .label = "intake.source_contact", .max = 200},
    {"version", FIELD_INT},
    FIELDS_END,
};

static const struct person nobody = {.birth_date = DATE_NONE, .died_on = DATE_NONE};

static void request_boxes(struct req *r, const struct field *form, const struct intake *i,
                          struct intake_form_view *view)
{
    struct ctx *ctx = r->ctx;

    view->channel = form_field(ctx, &r->form, form, "channel", i->channel);
    view->source = form_field(ctx, &r->form, form, "source", i->source);
    view->concerns = form_field(ctx, &r->form, form, "concerns", i->concerns);
    view->urgency = form_field(ctx, &r->form, form, "urgency", i->urgency);
    view->narrative = form_field(ctx, &r->form, form, "narrative", i->narrative);
    view->concerns_open = str_given(view->concerns.value) || str_given(view->concerns.error);
}

/* The person that was chosen: by a link, or by "It is her". */
static struct str chosen_person(const struct req *r)
{
    if (!r->form.sent)
        return req_get(r, "person");
    return str_given(form_typed(&r->form, "same")) ? form_typed(&r->form, "same")
                                                   : form_typed(&r->form, "person");
}

static enum err known_fill(struct req *r, struct str text, struct intake_form_view *view)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_case_list cases = {0};
    struct id id;

    if (id_parse(text, &id) != OK)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(person_load(ctx, id, &person));
    TRY(person_cases(ctx, &person, &cases));
    view->known = true;
    view->person = intake_person(ctx, &person, true);
    TRY(panels_draw(r, SLOT_INTAKE, &person.id, &view->earlier));
    if (cases.n) {
        view->person.case_number = cases.items[0].number;
        view->person.case_state = cases.items[0].state;
    }
    return OK;
}

/* What is asked depends on the programme, so it is chosen first. */
static void programmes_fill(struct req *r, struct str person, struct intake_form_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct pack *p = ctx->site->pack;

    site_enter(ctx, r->form.sent ? form_typed(&r->form, "programme") : req_get(r, "programme"));
    view->programme = ctx->pack->name;
    if (!site_has_programmes(ctx->site))
        return;
    do {
        struct str href = str_fmt(ctx->arena, "/intakes/new?programme=%.*s%s%.*s", STR_ARG(p->name),
                                  str_given(person) ? "&person=" : "", STR_ARG(person));

        LIST_ADD(ctx->arena, &view->programmes,
                 ((struct intake_programme_view){.title = text_in(&p->title, ctx->locale),
                                                 .href = href,
                                                 .chosen = p == ctx->pack}));
        p = p->next;
    } while (p != ctx->site->pack);
}

enum err intake_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake_form_view view = {0};
    struct person draft = nobody;
    struct page page = {
        .title = ctx_msg(ctx, "intake.new"), .nav = "/intakes", .own_heading = true};
    struct str chosen = chosen_person(r);

    programmes_fill(r, chosen, &view);
    request_boxes(r, intake_new_form, &(struct intake){0}, &view);
    view.given_name = form_field(ctx, &r->form, intake_new_form, "given_name", STR_NONE);
    view.family_name = form_field(ctx, &r->form, intake_new_form, "family_name", STR_NONE);
    view.sex = form_field(ctx, &r->form, intake_new_form, "sex", STR_NONE);
    view.birth_date = form_field(ctx, &r->form, intake_new_form, "birth_date", STR_NONE);
    view.age = form_field(ctx, &r->form, intake_new_form, "age", STR_NONE);
    view.phone = form_field(ctx, &r->form, intake_new_form, "phone", STR_NONE);
    view.sex.required = true;
    if (str_given(chosen))
        TRY(known_fill(r, chosen, &view));
    else if (r->form.sent && person_form_read(r, &draft) == OK)
        TRY(person_twins_panel(r, &draft, STR_NONE, true, &view.twins));
    TRY(draft_notice(r, STR("/intakes"), &view.draft));
    return resp_page(r, &page, &tmpl_intake_new, &view);
}

/* What was typed and the record lacks goes into the record; what it has stays. */
static enum err gaps_fill(struct req *r, struct person *person)
{
    struct person typed;
    struct person_edit edit = {.was = *person, .now = *person, .version = person->version};

    TRY(person_form_read(r, &typed));
    if (!str_given(person->phone))
        edit.now.phone = typed.phone;
    if (!date_given(person->birth_date)) {
        edit.now.birth_date = typed.birth_date;
        edit.now.birth_estimated = typed.birth_estimated;
    }
    return person_edit(r->ctx, person, &edit);
}

static enum err person_make(struct req *r, struct person *ret)
{
    struct ctx *ctx = r->ctx;
    struct person draft;
    struct person_twin_list twins = {0};

    TRY(person_form_read(r, &draft));
    if (!str_given(draft.sex))
        return ctx_fail(ctx, E_INVALID, "intake.sex_missing", "sex");
    if (!str_given(form_typed(&r->form, "sure"))) {
        TRY(person_twins(ctx, &draft, STR_NONE, &twins));
        if (twins.n)
            return ctx_fail(ctx, E_INVALID, "person.twins_first", "same");
    }
    return person_add(ctx, &draft, ret);
}

static enum err person_find_or_make(struct req *r, struct person *ret)
{
    struct str chosen = chosen_person(r);
    struct id id;

    if (!str_given(chosen))
        return person_make(r, ret);
    if (id_parse(chosen, &id) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(person_load(r->ctx, id, ret));
    return gaps_fill(r, ret);
}

static struct intake_draft draft_read(struct req *r)
{
    return (struct intake_draft){.channel = form_code(&r->form, "channel"),
                                 .source = form_text(&r->form, "source"),
                                 .source_contact = form_text(&r->form, "source_contact"),
                                 .concerns = form_code(&r->form, "concerns"),
                                 .urgency = form_code(&r->form, "urgency"),
                                 .narrative = form_text(&r->form, "narrative"),
                                 .version = form_int(&r->form, "version", 0)};
}

enum err intake_new_post(struct req *r)
{
    struct intake_draft draft = draft_read(r);
    struct person person;
    struct intake intake;

    TRY(person_find_or_make(r, &person));
    TRY(intake_add(r->ctx, &person, &draft, &intake));
    return resp_see_other(r, intake_path(r->ctx, intake.id, NULL), "intake.received.done");
}

enum err intake_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct intake_form_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "intake.edit"), .nav = "/intakes", .own_heading = true};

    TRY(intake_of_path(r, &intake));
    view.id = intake.id;
    view.person = intake_person(ctx, &intake.person, intake.person_visible);
    view.version = r->form.sent ? form_int(&r->form, "version", intake.version) : intake.version;
    request_boxes(r, intake_edit_form, &intake, &view);
    view.source_contact =
        form_field(ctx, &r->form, intake_edit_form, "source_contact", intake.source_contact);
    return resp_page(r, &page, &tmpl_intake_edit, &view);
}

enum err intake_edit_post(struct req *r)
{
    struct intake_draft draft = draft_read(r);
    struct intake intake;

    TRY(intake_of_path(r, &intake));
    TRY(intake_edit(r->ctx, &intake, &draft));
    return resp_see_other(r, intake_path(r->ctx, intake.id, NULL), "intake.changed.done");
}
