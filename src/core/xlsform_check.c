/* core/xlsform_check.c: the survey as a whole: groups, lists, references, functions, circles. */
#include <string.h>

#include "base/map.h"
#include "core/expr.h"
#include "core/form_model.h"
#include "core/form_order.h"
#include "core/xlsform_read.h"

#define DEPTH_MAX 50

/* Columns with expressions. */
static const char *const expressions[] = {"relevant",      "constraint",   "calculation",
                                          "choice_filter", "repeat_count", "read_only",
                                          "required",      "default",      NULL};

/* Stands for the row of a name that several questions have. */
static const struct xlsform_row several;

struct check {
    struct xlsform_reader *r;
    const struct xlsform_sheet *survey;
    struct map names; /* of questions → their row, struct xlsform_row */
    int type, name;   /* columns */
};

static struct str cell(const struct xlsform_row *row, int column)
{
    return column < 0 ? STR_NONE : row->cells[column];
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ':' || c == '.' || (unsigned char)c >= 0x80;
}

/* ---- references -------------------------------------------------------------------------------
 */

/* The next ${name} at or after *at; false at the end. */
static bool next_reference(struct str s, size_t *at, struct str *ret)
{
    ptrdiff_t open = str_find(s, STR("${"), *at);
    ptrdiff_t close = open < 0 ? -1 : str_find(s, STR("}"), (size_t)open);

    if (close < 0)
        return false;
    *ret = str_trim(str_slice(s, (size_t)open + 2, (size_t)close));
    if (str_has_prefix(*ret, STR("last-saved#")))
        *ret = str_from(*ret, 11);
    *at = (size_t)close + 1;
    return true;
}

static void check_references(struct check *c, struct str s)
{
    struct str name;

    for (size_t at = 0; next_reference(s, &at, &name);)
        if (!map_get(&c->names, name))
            xlsform_warn(c->r,
                         "${%.*s} is no question of this form; correct the name, or this question "
                         "is blocked",
                         STR_ARG(name));
}

/* ---- functions --------------------------------------------------------------------------------
 */

static bool is_operator(struct str word)
{
    return str_eq(word, STR("and")) || str_eq(word, STR("or")) || str_eq(word, STR("div")) ||
           str_eq(word, STR("mod"));
}

/* Where the quoted text that begins at i ends; i when none begins there. */
static size_t after_quoted(struct str s, size_t i)
{
    ptrdiff_t end = str_find(s, str_slice(s, i, i + 1), i + 1);

    if (s.p[i] != '"' && s.p[i] != '\'')
        return i;
    return end < 0 ? s.n : (size_t)end + 1;
}

/* What stands before a parenthesis: "count", "parent::node"; nothing in "2 * (". */
static bool is_unknown(struct str word)
{
    ptrdiff_t axis = str_find(word, STR("::"), 0);
    struct str name = axis < 0 ? word : str_from(word, (size_t)axis + 2);

    return str_given(name) && !is_operator(name) && !expr_is_function(name);
}

static void check_functions(struct check *c, struct str s)
{
    size_t begin = 0;

    for (size_t i = 0; i < s.n;) {
        size_t after = after_quoted(s, i);
        struct str word = str_slice(s, begin, i);

        if (after == i && s.p[i] == '(' && is_unknown(word))
            xlsform_warn(c->r,
                         "there is no function %.*s(); write it another way, or this question is "
                         "blocked",
                         STR_ARG(word));
        if (after > i || !is_name_char(s.p[i]))
            begin = after > i ? after : i + 1;
        i = after > i ? after : i + 1;
    }
}

/* ---- formulas ---------------------------------------------------------------------------------
 */

#define ABOUT_MAX 60 /* bytes of a formula that are repeated */

/* Functions that nobody knows are said by check_functions(), all of them. */
static void check_parse(struct check *c, struct str s)
{
    struct expr_fault fault = {0};
    struct expr *expr = NULL;
    bool say = false;

    if (expr_parse(c->r->arena, s, &expr, &fault) == OK || fault.is_unknown_function)
        return;
    say = str_given(fault.about) && fault.about.n <= ABOUT_MAX;
    xlsform_warn(c->r, "the formula cannot be read: %s %s; correct it, or this question is blocked",
                 say ? str_fmt(c->r->arena, "\"%.*s\"", STR_ARG(fault.about)).p : "it", fault.why);
}

/* Not a formula: "yes" of required, a default that is the answer itself. */
static bool is_plain(const char *column, struct str s)
{
    static const char *const words[] = {"yes", "no", "true", "false"};
    bool is_yes = strcmp(column, "required") == 0 || strcmp(column, "read_only") == 0;

    if (strcmp(column, "default") == 0)
        return !form_default_is_computed(s);
    for (size_t i = 0; is_yes && i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(s, str_c(words[i])))
            return true;
    return !str_given(s);
}

static void check_expressions(struct check *c, const struct xlsform_row *row)
{
    for (int i = 0; expressions[i]; i++) {
        int column = xlsform_column(c->survey, expressions[i]);
        struct str s = str_trim(cell(row, column));

        if (is_plain(expressions[i], s))
            continue;
        xlsform_at(c->r, c->survey, column);
        check_references(c, s);
        check_functions(c, s);
        check_parse(c, s);
    }
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static enum err check_list(struct check *c, const struct map *lists, struct str type)
{
    ptrdiff_t space = str_find(type, STR(" "), 0);
    struct str kind = str_slice(type, 0, space < 0 ? type.n : (size_t)space), list;

    if (space < 0 || str_has_suffix(kind, STR("_from_file")))
        return OK;
    list = str_from(type, (size_t)space + 1);
    if (str_has_suffix(list, STR(" or_other")))
        list = str_slice(list, 0, list.n - 9);
    xlsform_at(c->r, c->survey, c->type);
    if (str_has_prefix(list, STR("${")))
        return xlsform_refuse(c->r,
                              "choosing among the answers of %.*s cannot be asked; write the "
                              "choices into the sheet choices, or make it a text",
                              STR_ARG(list));
    if (!map_get(lists, list))
        return xlsform_refuse(c->r,
                              "there is no list \"%.*s\" in the sheet choices; add its choices "
                              "there, or correct the name",
                              STR_ARG(list));
    return OK;
}

static enum err check_lists(struct check *c)
{
    const struct xlsform_sheet *choices = &c->r->form->part[XLSFORM_CHOICES];
    int list = xlsform_column(choices, "list_name");
    struct map lists;

    map_init(&lists, c->r->arena);
    for (size_t i = 0; list >= 0 && i < choices->rows.n; i++)
        map_set(&lists, choices->rows.items[i].cells[list], &choices->rows.items[i]);
    for (size_t i = 0; i < c->survey->rows.n; i++) {
        c->r->row = c->survey->rows.items[i].number;
        TRY(check_list(c, &lists, c->survey->rows.items[i].cells[c->type]));
    }
    return OK;
}

/* An answer of several choices is their codes with spaces between. */
static enum err check_codes(struct check *c)
{
    const struct xlsform_sheet *choices = &c->r->form->part[XLSFORM_CHOICES];
    int name = xlsform_column(choices, "name");

    c->r->sheet = STR("choices");
    xlsform_at(c->r, choices, name);
    for (size_t i = 0; name >= 0 && i < choices->rows.n; i++) {
        struct str code = choices->rows.items[i].cells[name];

        c->r->row = choices->rows.items[i].number;
        if (str_find(code, STR(" "), 0) >= 0)
            return xlsform_refuse(c->r,
                                  "the code \"%.*s\" has a space in it; write one word, such as "
                                  "with _ between",
                                  STR_ARG(code));
    }
    c->r->sheet = STR("survey");
    return OK;
}

/* ---- groups -----------------------------------------------------------------------------------
 */

static enum err check_groups(struct check *c)
{
    struct {
        struct str kind; /* "group", "repeat" */
        int row;
    } open[DEPTH_MAX];
    int depth = 0;

    xlsform_at(c->r, c->survey, c->type);
    for (size_t i = 0; i < c->survey->rows.n; i++) {
        struct str type = c->survey->rows.items[i].cells[c->type];

        c->r->row = c->survey->rows.items[i].number;
        if (str_has_prefix(type, STR("begin_"))) {
            if (depth == DEPTH_MAX)
                return xlsform_refuse(c->r, "groups are nested more than %d deep", DEPTH_MAX);
            open[depth].kind = str_from(type, 6);
            open[depth++].row = c->r->row;
        } else if (str_has_prefix(type, STR("end_"))) {
            if (depth == 0 || !str_eq(open[depth - 1].kind, str_from(type, 4)))
                return xlsform_refuse(c->r,
                                      "%.*s ends nothing that is open; delete it, or add "
                                      "begin_%.*s before",
                                      STR_ARG(type), STR_ARG(str_from(type, 4)));
            depth--;
        }
    }
    if (depth == 0)
        return OK;
    c->r->row = open[depth - 1].row;
    return xlsform_refuse(c->r, "this begin_%.*s is not ended; add end_%.*s",
                          STR_ARG(open[depth - 1].kind), STR_ARG(open[depth - 1].kind));
}

/* ---- circles ----------------------------------------------------------------------------------
 */

/* What a question's relevant and calculation name. */
struct reading {
    struct check *c;
    struct form_waits waits; /* by row of the survey */
};

static void on_name(void *arg, struct str name, bool is_reference)
{
    struct reading *r = arg;
    const struct xlsform_row *to = is_reference ? map_get(&r->c->names, name) : NULL;

    if (to && to != &several)
        LIST_ADD(r->c->r->arena, &r->waits.to, (size_t)(to - r->c->survey->rows.items));
}

static void read_waits(struct reading *r, struct str s)
{
    struct expr_fault fault;
    struct expr *expr = NULL;

    /* What cannot be read is blocked, so it waits for nothing. */
    if (!str_given(s) || expr_parse(r->c->r->arena, s, &expr, &fault) != OK)
        return;
    /* Another instance's answer is another answer. */
    if (!expr_calls(expr, STR("indexed-repeat")))
        expr_each_name(expr, on_name, r);
}

static enum err check_circles(struct check *c)
{
    const struct xlsform_sheet *survey = c->survey;
    struct arena *a = c->r->arena;
    int relevant = xlsform_column(survey, "relevant");
    int calculation = xlsform_column(survey, "calculation");
    size_t n = survey->rows.n, circle[2];
    struct reading r = {c, {.n = n, .first = ARENA_ARRAY(a, size_t, n + 1)}};
    const struct xlsform_row *from, *to;

    for (size_t i = 0; i < n; i++) {
        read_waits(&r, cell(&survey->rows.items[i], relevant));
        read_waits(&r, cell(&survey->rows.items[i], calculation));
        r.waits.first[i + 1] = r.waits.to.n;
    }
    if (form_order(a, &r.waits, ARENA_ARRAY(a, size_t, n), circle))
        return OK;
    from = &survey->rows.items[circle[0]];
    to = &survey->rows.items[circle[1]];
    c->r->row = from->number;
    c->r->column = 0;
    return xlsform_refuse(c->r,
                          "%.*s and %.*s (row %d) wait for each other in a circle; take one out of "
                          "the other's relevant or calculation",
                          STR_ARG(from->cells[c->name]), STR_ARG(to->cells[c->name]), to->number);
}

/* ---- names ------------------------------------------------------------------------------------
 */

static enum err check_name(struct check *c, const struct xlsform_row *row)
{
    struct str name = row->cells[c->name], type = row->cells[c->type];

    /* What is only read needs none. */
    if (!str_given(name) && !str_eq(type, STR("note")))
        return xlsform_refuse(c->r, "the row has no name; give it one that no other row has");
    if (str_given(name) && !form_name_ok(name))
        return xlsform_refuse(c->r,
                              "\"%.*s\" is not a name; begin it with a letter, and write only "
                              "letters, digits, _, - and .",
                              STR_ARG(name));
    return OK;
}

/* In one group each name is there once; the map has "row of the group/name" → the first. */
static enum err check_twice(struct check *c, struct map *seen, int group, struct xlsform_row *row)
{
    struct str key = str_fmt(c->r->arena, "%d/%.*s", group, STR_ARG(row->cells[c->name]));
    const struct xlsform_row *first = map_get(seen, key);

    if (!first && str_given(row->cells[c->name]))
        map_set(seen, key, row);
    if (!first)
        return OK;
    return xlsform_refuse(c->r,
                          "the name \"%.*s\" stands in row %d too; rename one of the two, and "
                          "what refers to it",
                          STR_ARG(row->cells[c->name]), first->number);
}

/* The groups are known to close. */
static enum err check_names(struct check *c)
{
    int group[DEPTH_MAX + 1] = {0}, depth = 0;
    struct map seen;

    map_init(&seen, c->r->arena);
    xlsform_at(c->r, c->survey, c->name);
    for (size_t i = 0; i < c->survey->rows.n; i++) {
        struct xlsform_row *row = &c->survey->rows.items[i];

        if (str_has_prefix(row->cells[c->type], STR("end_"))) {
            depth--;
            continue;
        }
        c->r->row = row->number;
        TRY(check_name(c, row));
        TRY(check_twice(c, &seen, group[depth], row));
        if (str_has_prefix(row->cells[c->type], STR("begin_")))
            group[++depth] = row->number;
    }
    return OK;
}

/* ---- all --------------------------------------------------------------------------------------
 */

/* Names in two groups may be the same; then nobody can say here which one is meant. */
static void gather_names(struct check *c)
{
    map_init(&c->names, c->r->arena);
    for (size_t i = 0; i < c->survey->rows.n; i++) {
        struct xlsform_row *row = &c->survey->rows.items[i];
        struct str name = row->cells[c->name];

        if (str_given(name) && !str_has_prefix(row->cells[c->type], STR("end_")))
            map_set(&c->names, name, map_get(&c->names, name) ? (void *)&several : (void *)row);
    }
}

enum err xlsform_check(struct xlsform_reader *r)
{
    struct check c = {.r = r, .survey = &r->form->part[XLSFORM_SURVEY]};

    r->sheet = STR("survey");
    c.type = xlsform_column(c.survey, "type");
    c.name = xlsform_column(c.survey, "name");
    gather_names(&c);
    TRY(check_groups(&c));
    TRY(check_names(&c));
    TRY(check_lists(&c));
    TRY(check_codes(&c));
    TRY(check_circles(&c));
    for (size_t i = 0; i < c.survey->rows.n; i++) {
        r->row = c.survey->rows.items[i].number;
        check_expressions(&c, &c.survey->rows.items[i]);
    }
    return OK;
}
