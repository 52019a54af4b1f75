/* core/pack_forms.c: forms.csv, and which columns of codes.csv the forms choose by. */
#include "core/form_model.h"
#include "core/pack_sheet.h"

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
    pack_form_check(s, form);
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
