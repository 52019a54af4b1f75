/* core/pack_form.c: one form sheet, a strict subset of XLSForm's survey sheet. */
#include "base/num.h"
#include "core/form_parse.h"
#include "core/pack_sheet.h"

#define TEXT_LIMIT 100000
#define INT_MAX_VALUE 1000000000
#define VALUES_SPARE 20 /* of FORM_VALUES_MAX: tokens and other boxes of the page */

/* Columns of a form sheet. From LATER on those of XLSForm that we know but cannot do yet: they may
 * stand there if their cells are empty. */
static const char *const columns[] = {
    "!type", "!name", "!label:*", "hint:*", "required", "required_message:*", "constraint",
    "default", "appearance", "alidade:sensitivity",
    /* later */
    "relevant", "calculation", "choice_filter", "repeat_count", "read_only", "readonly",
    "parameters", "trigger", "audio:*", "image:*", "video:*", "guidance_hint:*", "media::image",
    "media::audio", "media::video", "constraint_message:*", NULL};
#define LATER 10

struct form_reader {
    struct sheet sheet;
    struct pack_form *form;
    LIST_OF(struct field) fields;
    bool in_group, had_group;
    int value_n; /* values that a body of this form may have */
};

/* "select_one concern" → kind "select_one", list "concern". */
static void split_type(struct str type, struct str *ret_kind, struct str *ret_list)
{
    ptrdiff_t space = str_find(type, STR(" "), 0);

    *ret_kind = space < 0 ? type : str_slice(type, 0, (size_t)space);
    *ret_list = space < 0 ? STR_NONE : str_trim(str_from(type, (size_t)space + 1));
}

static void choice_type(struct form_reader *r, struct field *f, struct str kind, struct str list)
{
    const struct pack_codes *codes = pack_codes_find(r->sheet.loader->pack, list);

    f->type = str_eq(kind, STR("select_one")) ? FIELD_CODE : FIELD_CODES;
    f->codes = str_z(r->sheet.loader->arena, list);
    if (!codes) {
        sheet_problem(&r->sheet,
                      "there is no list \"%.*s\" in codes.csv; correct the name or add the list",
                      STR_ARG(list));
        return;
    }
    if (f->type == FIELD_CODES)
        r->value_n += (int)codes->codes.n - 1;
    if (f->type == FIELD_CODE &&
        (str_eq(list, STR("yes_no")) || str_eq(list, STR("yes_no_unknown")))) {
        f->type = FIELD_YESNO;
        f->unknown = str_eq(list, STR("yes_no_unknown"));
    }
}

static void field_type(struct form_reader *r, struct field *f)
{
    static const struct {
        const char *name;
        enum field_type type;
    } types[] = {
        {"text", FIELD_LINE},        {"note", FIELD_NOTE},         {"integer", FIELD_INT},
        {"date", FIELD_DATE},        {"dateTime", FIELD_DATETIME}, {"datetime", FIELD_DATETIME},
        {"acknowledge", FIELD_BOOL},
    };
    struct str type = sheet_cell(&r->sheet, "type"), kind, list;

    split_type(type, &kind, &list);
    if (str_eq(kind, STR("select_one")) || str_eq(kind, STR("select_multiple"))) {
        choice_type(r, f, kind, list);
        return;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_eq(type, str_c(types[i].name))) {
            f->type = types[i].type;
            return;
        }
    }
    sheet_problem(&r->sheet,
                  "the type \"%.*s\" is not known; use text, note, select_one LIST, "
                  "select_multiple LIST, integer, date, dateTime, acknowledge, begin_group or "
                  "end_group",
                  STR_ARG(type));
}

/* "<= 17" → 17; false when it is not that comparison. */
static bool bound(struct str s, struct str before, int64_t *ret)
{
    if (!str_has_prefix(s, before))
        return false;
    return num_parse_range(str_trim(str_from(s, before.n)), -INT_MAX_VALUE, INT_MAX_VALUE, ret) ==
           OK;
}

/* One condition of a constraint. */
static bool condition(struct field *f, struct str s)
{
    int64_t n;

    if ((f->type == FIELD_DATE && str_eq(s, STR(". <= today()"))) ||
        (f->type == FIELD_DATETIME && str_eq(s, STR(". <= now()")))) {
        f->past = true;
        return true;
    }
    if (f->type == FIELD_INT && bound(s, STR(". <="), &n) && n != 0) {
        f->max = (int)n;
        return true;
    }
    if (f->type == FIELD_INT && bound(s, STR(". >="), &n)) {
        f->min = (int)n;
        return true;
    }
    if ((f->type == FIELD_LINE || f->type == FIELD_TEXT) &&
        bound(s, STR("string-length(.) <="), &n) && n > 0 && n <= TEXT_LIMIT) {
        f->max = (int)n;
        return true;
    }
    return false;
}

/* The few constraints that plain fields can hold. */
static void field_constraint(struct form_reader *r, struct field *f)
{
    struct str rest = sheet_cell(&r->sheet, "constraint");

    while (str_given(rest)) {
        ptrdiff_t joint = str_find(rest, STR(" and "), 0);
        struct str one = str_trim(joint < 0 ? rest : str_slice(rest, 0, (size_t)joint));

        rest = joint < 0 ? STR_NONE : str_from(rest, (size_t)joint + 5);
        if (!condition(f, one))
            sheet_problem(&r->sheet,
                          "the constraint \"%.*s\" is not understood; for a date write . <= "
                          "today(), for a number . >= 0 and . <= 17, for a text "
                          "string-length(.) <= 500",
                          STR_ARG(one));
    }
    if (f->type == FIELD_INT && f->max == 0 && f->min != 0)
        sheet_problem(&r->sheet, "a number with a lowest value needs a highest one too");
    if (f->type == FIELD_INT && f->max != 0 && f->min > f->max)
        sheet_problem(&r->sheet, "the lowest value is above the highest");
}

static bool text_given(const struct text *text)
{
    for (int i = 0; i < PACK_LANG_N; i++)
        if (str_given(text->in[i]))
            return true;
    return false;
}

static const struct text *text_cell(struct form_reader *r, const char *column)
{
    struct text *text = ARENA_NEW(r->sheet.loader->arena, struct text);

    *text = sheet_text(&r->sheet, column);
    return text_given(text) ? text : NULL;
}

static void field_sensitivity(struct form_reader *r, struct field *f)
{
    struct str cell = sheet_cell(&r->sheet, "alidade:sensitivity");

    f->restricted = str_eq(cell, STR("restricted"));
    f->sensitive = f->restricted || str_eq(cell, STR("sensitive"));
    if (str_given(cell) && !f->sensitive)
        sheet_problem(
            &r->sheet,
            "alidade:sensitivity is \"%.*s\"; write sensitive or restricted, or leave the "
            "cell empty",
            STR_ARG(cell));
    if (f->sensitive && f->type == FIELD_NOTE)
        sheet_problem(&r->sheet, "a note asks nothing, so it cannot be sensitive");
}

static void check_later(struct form_reader *r)
{
    for (int i = LATER; columns[i]; i++) {
        struct str name = str_c(columns[i]);
        bool filled;

        if (str_has_suffix(name, STR(":*"))) {
            struct text text = sheet_text(
                &r->sheet, str_z(r->sheet.loader->arena, str_slice(name, 0, name.n - 2)));

            filled = text_given(&text);
        } else {
            filled = str_given(sheet_cell(&r->sheet, columns[i]));
        }
        if (filled)
            sheet_problem(&r->sheet, "the column %s cannot be used yet; leave its cells empty",
                          columns[i]);
    }
}

static struct str field_name(struct form_reader *r)
{
    struct str name = sheet_cell(&r->sheet, "name");

    if (!pack_name_ok(name))
        sheet_problem(&r->sheet, "name \"%.*s\" is not a name; use a-z, 0-9 and _", STR_ARG(name));
    for (size_t i = 0; i < r->fields.n; i++)
        if (str_eq(str_c(r->fields.items[i].name), name))
            sheet_problem(&r->sheet, "the name %.*s is used twice in this form", STR_ARG(name));
    return name;
}

static void read_question(struct form_reader *r)
{
    struct arena *a = r->sheet.loader->arena;
    struct field f = {.name = str_z(a, field_name(r))};

    field_type(r, &f);
    if (f.type == FIELD_LINE && str_eq(sheet_cell(&r->sheet, "appearance"), STR("multiline")))
        f.type = FIELD_TEXT;
    f.label_text = text_cell(r, "label");
    f.hint_text = text_cell(r, "hint");
    f.required_text = text_cell(r, "required_message");
    f.required = sheet_yes(&r->sheet, "required");
    if (!f.label_text)
        sheet_problem(&r->sheet, "the label is empty; write the question");
    if (f.required && f.type == FIELD_NOTE)
        sheet_problem(&r->sheet, "a note asks nothing, so it cannot be required");
    if (r->had_group && !r->in_group)
        sheet_problem(&r->sheet, "after a group every question belongs into a group; put "
                                 "begin_group before this row");
    field_constraint(r, &f);
    field_sensitivity(r, &f);
    check_later(r);
    r->value_n += f.type == FIELD_DATETIME ? 4 : f.type == FIELD_DATE ? 3 : 1;
    r->value_n += f.sensitive ? 1 : 0;
    LIST_ADD(a, &r->fields, f);
}

static void begin_group(struct form_reader *r)
{
    struct arena *a = r->sheet.loader->arena;
    struct field f = {.name = str_z(a, field_name(r)), .type = FIELD_SECTION};

    if (r->in_group)
        sheet_problem(&r->sheet, "a group inside a group cannot be used yet; end the first one "
                                 "before");
    f.label_text = text_cell(r, "label");
    f.hint_text = text_cell(r, "hint");
    if (!f.label_text)
        sheet_problem(&r->sheet, "the label is empty; write the heading of the section");
    check_later(r);
    r->in_group = r->had_group = true;
    LIST_ADD(a, &r->fields, f);
}

static void read_row(struct form_reader *r)
{
    struct str type = sheet_cell(&r->sheet, "type");

    if (str_eq(type, STR("begin_group")) || str_eq(type, STR("begin group"))) {
        begin_group(r);
    } else if (str_eq(type, STR("end_group")) || str_eq(type, STR("end group"))) {
        if (!r->in_group)
            sheet_problem(&r->sheet, "end_group without begin_group; delete the row");
        r->in_group = false;
    } else {
        read_question(r);
    }
}

void pack_form_read(struct loader *l, struct pack_form *form)
{
    struct form_reader r = {.form = form};
    struct str path = str_fmt(l->arena, "forms/%.*s.csv", STR_ARG(form->name));

    if (sheet_open(l, &r.sheet, path, columns)) {
        while (sheet_next(&r.sheet))
            read_row(&r);
        if (r.in_group)
            sheet_problem(&r.sheet, "the last group is not ended; add a row end_group");
        if (r.value_n > FORM_VALUES_MAX - VALUES_SPARE)
            loader_problem(l, path,
                           "the form has too many boxes for one page (%d, at most %d); "
                           "divide it into two forms",
                           r.value_n, FORM_VALUES_MAX - VALUES_SPARE);
        if (r.fields.n == 0)
            loader_problem(l, path, "the form asks nothing; add questions");
    }
    form->fields = ARENA_ARRAY(l->arena, struct field, r.fields.n + 1);
    for (size_t i = 0; i < r.fields.n; i++)
        form->fields[i] = r.fields.items[i];
}

/* ---- what forms.csv says of the questions ---------------------------------------------------- */

/* "field=code code": a question of the form and answers it can have. */
void pack_condition_check(struct sheet *s, const struct pack_form *form, const char *column,
                          struct str condition)
{
    struct str name = STR_NONE, codes = STR_NONE, code;
    const struct field *field;

    if (!str_given(condition))
        return;
    field = pack_condition_split(condition, &name, &codes) ? field_find(form->fields, name) : NULL;
    if (!field || !field->codes || !str_given(codes)) {
        sheet_problem(s,
                      "%s \"%.*s\" is not a choice of this form and its answers, such as "
                      "agrees=yes",
                      column, STR_ARG(condition));
        return;
    }
    while (str_split(&codes, ' ', &code))
        if (str_given(code) && !pack_code_find(s->loader->pack, str_c(field->codes), code))
            sheet_problem(s, "%s: the list %s has no code \"%.*s\"", column, field->codes,
                          STR_ARG(code));
}

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
}

void pack_form_check(struct sheet *s, const struct pack_form *form)
{
    check_risk(s, form);
    pack_condition_check(s, form, "event_if", form->event_if);
    check_contact(s, form);
}
