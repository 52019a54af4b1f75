/* core/pack_template.c: plan_templates.csv, goals and actions that are offered when an assessment
 * says so. */
#include "base/num.h"
#include "core/pack_sheet.h"

#define DAYS_MAX 3650

static bool goal_is_there(const struct pack *p, struct str name)
{
    for (size_t i = 0; i < p->templates.n; i++)
        if (str_eq(p->templates.items[i].name, name) && !str_given(p->templates.items[i].action))
            return true;
    return false;
}

bool pack_rule_read(struct str condition, struct pack_rule *ret)
{
    struct pack_rule rule = {0};
    ptrdiff_t dot = str_find(condition, STR("."), 0);

    if (dot <= 0 ||
        !pack_condition_split(str_from(condition, (size_t)dot + 1), &rule.question, &rule.codes))
        return false;
    rule.form = str_slice(condition, 0, (size_t)dot);

    char last = rule.question.p[rule.question.n - 1];

    if (last == '>' || last == '<' || last == '!') {
        rule.limit = last;
        rule.question.n--;
        if (last != '!' && num_parse_i64(rule.codes, &rule.number) != OK)
            return false;
    }
    *ret = rule;
    return str_given(rule.question) && str_given(rule.codes);
}

/* Computed numbers may have decimals: "15.5" is 15 and more. */
static bool number_meets(const struct pack_rule *rule, struct str answer)
{
    ptrdiff_t dot = str_find(answer, STR("."), 0);
    int64_t number;

    if (num_parse_i64(dot < 0 ? answer : str_slice(answer, 0, (size_t)dot), &number) != OK)
        return false;
    if (rule->limit == '>')
        return number >= rule->number;
    return number < rule->number || (number == rule->number && dot < 0);
}

struct str pack_rule_met(const struct pack_rule *rule, struct str answer)
{
    struct str code, rest = answer;

    if (rule->limit == '>' || rule->limit == '<')
        return number_meets(rule, answer) ? answer : STR_NONE;
    while (str_split(&rest, ' ', &code))
        if (str_given(code) && pack_has_word(rule->codes, code) == (rule->limit == 0))
            return code;
    return STR_NONE;
}

static void check_limit(struct sheet *s, const char *column, const struct pack_form *form,
                        const struct pack_rule *rule)
{
    const struct field *field = field_find(form->fields, rule->question);

    if (!field ||
        (field->type != FIELD_INT && field->type != FIELD_DECIMAL && field->type != FIELD_COMPUTED))
        sheet_problem(s,
                      "%s: \"%.*s\" is not a number or a score with a label of the form "
                      "%.*s",
                      column, STR_ARG(rule->question), STR_ARG(rule->form));
}

void pack_rule_check(struct sheet *s, const char *column, struct str condition)
{
    const struct pack *p = s->loader->pack;
    ptrdiff_t dot = str_find(condition, STR("."), 0);
    const struct pack_form *form =
        dot > 0 ? pack_form_find(p, str_slice(condition, 0, (size_t)dot)) : NULL;
    struct pack_rule rule;

    if (!form)
        sheet_problem(s, "%s \"%.*s\" does not begin with a form, such as assessment.food=1",
                      column, STR_ARG(condition));
    else if (!pack_rule_read(condition, &rule) || !rule.limit)
        pack_condition_check(s, form, column, str_from(condition, (size_t)dot + 1));
    else if (rule.limit == '!')
        pack_condition_check(
            s, form, column,
            str_fmt(s->loader->arena, "%.*s=%.*s", STR_ARG(rule.question), STR_ARG(rule.codes)));
    else
        check_limit(s, column, form, &rule);
}

static void check_code(struct sheet *s, const char *column, const char *list, struct str code)
{
    if (!pack_code_find(s->loader->pack, str_c(list), code))
        sheet_problem(s, "%s \"%.*s\" is not a code of the list %s", column, STR_ARG(code), list);
}

static void check_goal(struct sheet *s, const struct pack_template *t)
{
    if (goal_is_there(s->loader->pack, t->name))
        sheet_problem(s, "the template %.*s stands here twice; delete one row", STR_ARG(t->name));
    if (str_given(t->kind) || str_given(t->who) || str_given(t->need))
        sheet_problem(s,
                      "kind, who and need are for actions; leave them empty in the row of a goal");
    check_code(s, "domain", "domain", t->domain);
    pack_rule_check(s, "condition", t->condition);
}

static void check_action(struct sheet *s, const struct pack_template *t)
{
    if (!goal_is_there(s->loader->pack, t->name))
        sheet_problem(s, "the action %.*s has no goal above it; add a row %.*s without action",
                      STR_ARG(t->action), STR_ARG(t->name));
    if (str_given(t->domain))
        sheet_problem(s, "domain is for goals; leave it empty in the row of an action");
    if (str_given(t->condition))
        pack_rule_check(s, "condition", t->condition);
    check_code(s, "kind", "action_kind", t->kind);
    if (str_given(t->need))
        check_code(s, "need", "need", t->need);
    if (!str_eq(t->who, STR("worker")) && !str_eq(t->who, STR("family")))
        sheet_problem(s, "who is \"%.*s\"; write worker or family", STR_ARG(t->who));
}

static void read_template(struct sheet *s)
{
    struct pack_template t = {
        .name = sheet_name(s, "template"),
        .action = str_given(sheet_cell(s, "action")) ? sheet_name(s, "action") : STR_NONE,
        .condition = sheet_cell(s, "condition"),
        .text = sheet_need_text(s, "text"),
        .why = sheet_text(s, "why"),
        .domain = sheet_cell(s, "domain"),
        .kind = sheet_cell(s, "kind"),
        .who = sheet_cell(s, "who"),
        .need = sheet_cell(s, "need"),
        .days = sheet_number(s, "days", DAYS_MAX),
        .line = s->line,
    };

    if (str_given(t.action))
        check_action(s, &t);
    else
        check_goal(s, &t);
    LIST_ADD(s->loader->arena, &s->loader->pack->templates, t);
}

void pack_templates_read(struct loader *l)
{
    static const char *const columns[] = {"!template", "!action", "!condition", "!text:*",
                                          "why:*",     "!domain", "!kind",      "!who",
                                          "need",      "days",    NULL};
    struct sheet s;

    if (!map_get(l->files, STR("plan_templates.csv")) ||
        !sheet_open(l, &s, STR("plan_templates.csv"), columns))
        return;
    while (sheet_next(&s))
        read_template(&s);
}
