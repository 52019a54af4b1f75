/* core/pack_forms.c: forms.csv, and which columns of codes.csv the forms choose by. */
#include "core/form_model.h"
#include "core/pack_sheet.h"

static void check_contact(struct sheet *s, const struct pack_form *form)
{
    const struct field *on = field_find(form->fields, form->contact_on);

    if (str_given(form->contact_on) && (!on || on->type != FIELD_DATE))
        sheet_problem(s, "contact_on \"%.*s\" is not a question of the type date of this form",
                      STR_ARG(form->contact_on));
    if (str_given(form->contact_if) && !str_given(form->contact_on))
        sheet_problem(s, "contact_if is filled in but contact_on is not");
    pack_condition_check(s, form, "contact_if", form->contact_if);
}

/* The form's fields that set the case's risk level. */
static void check_risk(struct sheet *s, const struct pack_form *form)
{
    const struct field *risk = field_find(form->fields, form->risk_field);
    const struct field *reason = field_find(form->fields, form->risk_reason_field);

    if (str_given(form->risk_field) &&
        (!risk || risk->type != FIELD_CODE || !str_eq(str_c(risk->codes), STR("risk"))))
        sheet_problem(s,
                      "risk_field \"%.*s\" is not a question of the type \"select_one risk\" of "
                      "this form",
                      STR_ARG(form->risk_field));
    if (str_given(form->risk_reason_field) &&
        (!reason || (reason->type != FIELD_LINE && reason->type != FIELD_TEXT)))
        sheet_problem(s,
                      "risk_reason_field \"%.*s\" is not a question of the type text of this "
                      "form",
                      STR_ARG(form->risk_reason_field));
    if (risk && str_given(risk->item->proposal) && !str_given(form->risk_reason_field))
        sheet_problem(s,
                      "the form proposes an answer to risk_field \"%.*s\"; name the question for "
                      "the reason of another decision in risk_reason_field",
                      STR_ARG(form->risk_field));
}

static bool offers(const struct pack_form *form, const char *name, const char *codes)
{
    const struct field *f = field_find(form->fields, str_c(name));

    return f && f->type == FIELD_CODES && str_eq(str_c(f->codes), str_c(codes));
}

/* No harm is proposed by a form that leaves something out: nobody could send it. */
static void check_harm(struct sheet *s, const struct pack_form *form)
{
    struct str rest = STR(PACK_PROPOSAL_QUESTIONS), name;

    if (!str_eq(form->event, STR("proposal.asked")))
        return;
    while (str_split(&rest, ' ', &name))
        if (!field_find(form->fields, name))
            sheet_problem(s, "a form with the event proposal.asked needs the question \"%.*s\"",
                          STR_ARG(name));
    if (!offers(form, "causes", "proposal_cause") ||
        !offers(form, "easements", "proposal_easement"))
        sheet_problem(s, "causes is a select_multiple proposal_cause and easements a "
                         "select_multiple proposal_easement in a form with the event "
                         "proposal.asked");
}

static void row_check(struct sheet *s, const struct pack_form *form)
{
    check_harm(s, form);
    check_risk(s, form);
    pack_condition_check(s, form, "event_if", form->event_if);
    check_contact(s, form);
}

static void read_form(struct sheet *s)
{
    struct loader *l = s->loader;
    struct pack_form *form;
    struct str name = sheet_cell(s, "form");

    if (!pack_name_ok(name)) {
        sheet_problem(s, "form \"%.*s\" is not a name; use a-z, 0-9 and _", STR_ARG(name));
        return;
    }
    if (map_get(&l->pack->forms, name)) {
        sheet_problem(s, "the form %.*s stands here twice; delete one row", STR_ARG(name));
        return;
    }
    form = ARENA_NEW(l->arena, struct pack_form);
    *form = (struct pack_form){
        .name = name,
        .version = sheet_cell(s, "version"),
        .title = sheet_need_text(s, "title"),
        .why = sheet_text(s, "why"),
        .phase = sheet_phase(s),
        .event = sheet_cell(s, "event"),
        .event_if = sheet_cell(s, "event_if"),
        .contact_on = sheet_cell(s, "contact_on"),
        .contact_if = sheet_cell(s, "contact_if"),
        .members = sheet_cell(s, "members"),
        .risk_field = sheet_cell(s, "risk_field"),
        .risk_reason_field = sheet_cell(s, "risk_reason_field"),
        .line = s->line,
    };
    if (!str_given(form->event))
        form->event = STR("assess.submitted");
    if (!str_given(form->version))
        sheet_problem(s, "version is empty; write for example 1, and raise it when questions "
                         "change");
    if (!pack_event_name_ok(form->event))
        sheet_problem(s, "event \"%.*s\" is not the name of an event, such as assess.submitted",
                      STR_ARG(form->event));
    form->row = sheet_row_text(s);
    map_set(&l->pack->forms, name, form);
    pack_form_read(l, form);
    row_check(s, form);
}

void pack_forms_read(struct loader *l)
{
    static const char *const columns[] = {
        "!form",      "!version",          "!title:*", "why:*",      "!phase",     "event",
        "risk_field", "risk_reason_field", "event_if", "contact_on", "contact_if", "members",
        NULL};
    struct sheet s;

    if (!sheet_open(l, &s, STR("forms.csv"), columns))
        return;
    while (sheet_next(&s))
        read_form(&s);
}

/* Who sees only a part of a case neither sets its risk nor decides about it. */
static void members_check(struct loader *l, const struct pack_form *form)
{
    struct str rest = form->members, code;

    while (str_split(&rest, ' ', &code))
        if (str_given(code) && !pack_code_find(l->pack, STR("profession"), code))
            loader_problem(l, STR("forms.csv"),
                           "%.*s: members: the list profession has no code \"%.*s\"",
                           STR_ARG(form->name), STR_ARG(code));
    if (str_given(form->members) &&
        (str_given(form->risk_field) || !str_eq(form->event, STR("assess.submitted"))))
        loader_problem(l, STR("forms.csv"),
                       "%.*s: members is filled in for a form that sets the risk level or has an "
                       "event of its own; make it a form of its own",
                       STR_ARG(form->name));
}

void pack_members_check(struct loader *l)
{
    for (size_t i = 0; i < l->pack->forms.n; i++)
        members_check(l, l->pack->forms.entries[i].value);
}

struct column_use {
    struct str column;
    bool used;
};

static void on_name(void *arg, struct str name, bool is_reference)
{
    struct column_use *use = arg;

    use->used = use->used || (!is_reference && str_eq(name, use->column));
}

void pack_columns_check(struct loader *l)
{
    for (size_t i = 0; i < l->columns.n; i++) {
        struct column_use use = {.column = l->columns.items[i],
                                 .used = str_eq(l->columns.items[i], STR("image"))};

        for (size_t k = 0; k < l->pack->forms.n; k++) {
            const struct pack_form *form = l->pack->forms.entries[k].value;

            for (const struct field *f = form->fields; f->name; f++)
                if (f->item->filter)
                    expr_each_name(f->item->filter, on_name, &use);
        }
        if (!use.used)
            loader_problem(l, STR("codes.csv"),
                           "no choice_filter uses the column \"%.*s\"; correct the heading or "
                           "delete the column",
                           STR_ARG(use.column));
    }
}
