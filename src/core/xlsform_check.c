/* core/xlsform_check.c: the survey as a whole: groups, lists, references, functions, circles. */
#include "base/map.h"
#include "core/expr.h"
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

static void check_expressions(struct check *c, const struct xlsform_row *row)
{
    for (int i = 0; expressions[i]; i++) {
        int column = xlsform_column(c->survey, expressions[i]);
        struct str s = cell(row, column);
        bool is_default = str_eq(str_c(expressions[i]), STR("default"));

        c->r->column = column + 1;
        /* "N/A(none)" may be an answer; with ${ or () it is computed. */
        if (is_default && str_find(s, STR("${"), 0) < 0 && str_find(s, STR("()"), 0) < 0)
            continue;
        check_references(c, s);
        check_functions(c, s);
    }
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static void check_list(struct check *c, const struct map *lists, struct str type)
{
    ptrdiff_t space = str_find(type, STR(" "), 0);
    struct str kind = str_slice(type, 0, space < 0 ? type.n : (size_t)space), list;

    if (space < 0 || str_has_suffix(kind, STR("_from_file")))
        return;
    list = str_from(type, (size_t)space + 1);
    if (str_has_suffix(list, STR(" or_other")))
        list = str_slice(list, 0, list.n - 9);
    c->r->column = c->type + 1;
    if (str_has_prefix(list, STR("${")))
        xlsform_warn(c->r, "choosing among the answers of %.*s cannot be used yet", STR_ARG(list));
    else if (!map_get(lists, list))
        xlsform_warn(c->r,
                     "there is no list \"%.*s\" in the sheet choices; add it, or take a list of "
                     "the pack's codes.csv",
                     STR_ARG(list));
}

static void check_lists(struct check *c)
{
    const struct xlsform_sheet *choices = &c->r->form->part[XLSFORM_CHOICES];
    int list = xlsform_column(choices, "list_name");
    struct map lists;

    map_init(&lists, c->r->arena);
    for (size_t i = 0; list >= 0 && i < choices->rows.n; i++)
        map_set(&lists, choices->rows.items[i].cells[list], &choices->rows.items[i]);
    for (size_t i = 0; i < c->survey->rows.n; i++) {
        c->r->row = c->survey->rows.items[i].number;
        check_list(c, &lists, c->survey->rows.items[i].cells[c->type]);
    }
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

    c->r->column = c->type + 1;
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
    TRY(check_circles(&c));
    for (size_t i = 0; i < c.survey->rows.n; i++) {
        r->row = c.survey->rows.items[i].number;
        check_expressions(&c, &c.survey->rows.items[i]);
    }
    check_lists(&c);
    return OK;
}
