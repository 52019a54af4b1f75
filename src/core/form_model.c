/* core/form_model.c: the rows of an XLSForm into items with compiled expressions. */
#include "core/form_model.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/num.h"
#include "core/form_table.h"
#include "core/i18n.h"
#include "core/messages.gen.h"

#define NESTING_MAX 30

/* ---- choices */

static struct pack_codes *list_of(struct arena *a, struct form_model *m, struct str name)
{
    for (size_t i = 0; i < m->lists.n; i++)
        if (str_eq(m->lists.items[i]->name, name))
            return m->lists.items[i];
    LIST_ADD(a, &m->lists, codes_new(a, name));
    return m->lists.items[m->lists.n - 1];
}

static void choice_read(struct form_table *t, struct form_model *m)
{
    struct pack_code code = {.code = form_table_cell(t, "name"),
                             .label = form_table_text(t, "label"),
                             .line = t->csv.line};
    struct str list = form_table_cell(t, "list");

    if (!str_given(code.code))
        code.code = form_table_cell(t, "code");
    if (!text_given(&code.label))
        code.label.in[0] = code.code;
    if (!str_given(list) || !str_given(code.code))
        form_table_problem(t, "", "a choice needs list_name and name; fill both in", STR_NONE);
    else if (str_find(code.code, STR(" "), 0) >= 0)
        form_table_problem(t, "name", "has a space in it; write one word, such as with _ between",
                           code.code);
    else
        codes_add(t->arena, list_of(t->arena, m, list), &code, &t->header, &t->row);
}

static void choices_read(struct arena *a, const struct form_sheets *sheets, struct form_model *m,
                         struct buf *problems)
{
    struct form_table t;

    if (!str_given(sheets->choices))
        return;
    if (form_table_open(&t, a, problems, sheets->choices_file, sheets->choices))
        while (form_table_next(&t))
            choice_read(&t, m);
}

/* A range of few whole steps is asked as choices. */
#define RANGE_CHOICES_MAX 11

static void range_choices(struct arena *a, struct form_model *m, struct form_item *item)
{
    int64_t start, end, step = 1;
    struct pack_codes *list;

    if (num_parse_i64(form_model_parameter(item, "start"), &start) != OK ||
        num_parse_i64(form_model_parameter(item, "end"), &end) != OK)
        return;
    if (str_given(form_model_parameter(item, "step")) &&
        num_parse_i64(form_model_parameter(item, "step"), &step) != OK)
        return;
    if (step <= 0 || end < start || (end - start) / step >= RANGE_CHOICES_MAX)
        return;
    list = codes_new(a, str_fmt(a, "range %.*s", STR_ARG(item->name)));
    for (int64_t i = start; i <= end; i += step) {
        struct pack_code code = {.code = str_fmt(a, "%lld", (long long)i)};

        code.label.in[0] = code.code;
        codes_add(a, list, &code, NULL, NULL);
    }
    LIST_ADD(a, &m->lists, list);
    item->list = list;
}

static void lists_number(struct form_model *m)
{
    uint32_t order = FORM_NODE_MAX * 2;

    for (size_t i = 0; i < m->lists.n; i++)
        order = codes_number(m->lists.items[i], order);
}

/* ---- survey */

struct reader {
    struct form_table t;
    struct form_model *model;
    struct form_item *here; /* the group we are in */
    int nesting;
    struct buf warnings;
    struct str blocked; /* what the row that is being read uses and nobody knows */
};

static struct expr *compile(struct reader *r, const char *column, struct str text)
{
    struct expr_fault fault = {0};
    struct expr *expr = NULL;

    if (!str_given(text))
        return NULL;
    if (expr_parse(r->t.arena, text, &expr, &fault) == OK)
        return expr;
    if (fault.is_unknown_function || r->model->lenient) {
        buf_printf(&r->warnings, "%.*s:%d: %s: %.*s %s; the question is blocked\n",
                   STR_ARG(r->t.file), r->t.csv.line, column, STR_ARG(fault.about), fault.why);
        r->blocked = fault.is_unknown_function ? str_fmt(r->t.arena, "%.*s()", STR_ARG(fault.about))
                                               : fault.about;
        return NULL;
    }
    form_table_problem(&r->t, column, fault.why, fault.about);
    return NULL;
}

static struct expr *compile_cell(struct reader *r, const char *column)
{
    return compile(r, column, form_table_cell(&r->t, column));
}

/* Columns that are yes or no may hold an expression instead. */
static struct expr *compile_yes(struct reader *r, const char *column)
{
    struct str s = form_table_cell(&r->t, column);

    if (str_eq_nocase(s, STR("yes")) || str_eq_nocase(s, STR("true")))
        return compile(r, column, STR("true()"));
    if (str_eq_nocase(s, STR("no")) || str_eq_nocase(s, STR("false")))
        return NULL;
    return compile(r, column, s);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_word_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '.';
}

bool form_name_ok(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!is_word_char(name.p[i]) || (i == 0 && !is_letter(name.p[i])))
            return false;
    return name.n > 0;
}

bool form_default_is_computed(struct str s)
{
    ptrdiff_t open = str_find(s, STR("("), 0);
    size_t begin = open < 0 ? 0 : (size_t)open;

    if (str_find(s, STR("${"), 0) >= 0 || str_find(s, STR("()"), 0) > 0)
        return true;
    while (begin > 0 && is_word_char(s.p[begin - 1]))
        begin--;
    return open > 0 && str_has_suffix(s, STR(")")) &&
           expr_is_function(str_slice(s, begin, (size_t)open));
}

static void columns_read(struct reader *r, struct form_item *item)
{
    struct str standard = form_table_cell(&r->t, "default");

    r->blocked = STR_NONE;
    item->relevant = compile_cell(r, "relevant");
    item->required = compile_yes(r, "required");
    item->readonly = compile_yes(r, "read_only");
    item->constraint = compile_cell(r, "constraint");
    item->calculation = compile_cell(r, "calculation");
    item->filter = compile_cell(r, "choice_filter");
    item->count = compile_cell(r, "repeat_count");
    if (form_default_is_computed(standard))
        item->first = compile(r, "default", standard);
    else
        item->first_text = standard;
    if (str_eq(item->type, STR("today")))
        item->first = compile(r, "type", STR("today()"));
    else if (str_eq(item->type, STR("start")))
        item->first = compile(r, "type", STR("now()"));
    item->blocked = r->blocked;
}

static void texts_read(struct reader *r, struct form_item *item)
{
    item->label = form_table_text(&r->t, "label");
    item->hint = form_table_text(&r->t, "hint");
    item->guidance = form_table_text(&r->t, "guidance_hint");
    item->image = form_table_text(&r->t, "image");
    item->audio = form_table_text(&r->t, "audio");
    item->constraint_message = form_table_text(&r->t, "constraint_message");
    item->required_message = form_table_text(&r->t, "required_message");
    item->appearance = form_table_cell(&r->t, "appearance");
    item->parameters = form_table_cell(&r->t, "parameters");
    item->constraint_text = form_table_cell(&r->t, "constraint");
    item->sensitivity = form_table_cell(&r->t, "alidade:sensitivity");
    item->score = form_table_cell(&r->t, "alidade:score");
    item->proposal = form_table_cell(&r->t, "alidade:proposal");
    item->prefill = form_table_cell(&r->t, "alidade:prefill");
    item->readers = form_table_cell(&r->t, "alidade:readers");
}

/* "child/" before what stands in a repeat. */
static struct str path_within(struct arena *a, const struct form_item *group, struct str tail)
{
    while (group && group->kind != FORM_REPEAT)
        group = group->parent;
    return group ? str_fmt(a, "%.*s/%.*s", STR_ARG(group->path), STR_ARG(tail)) : tail;
}

static void name_item(struct reader *r, struct form_item *item)
{
    struct arena *a = r->t.arena;

    item->tail = item->name;
    if (map_get(&r->model->names, item->name) && item->parent)
        item->tail = str_fmt(a, "%.*s/%.*s", STR_ARG(item->parent->tail), STR_ARG(item->name));
    else if (item->parent)
        map_set(&r->model->names, item->name, item);
    item->path = path_within(a, item->parent, item->tail);
}

static struct form_item *item_add(struct reader *r, enum form_kind kind, struct str name)
{
    struct form_item *item = ARENA_NEW(r->t.arena, struct form_item);

    item->kind = kind;
    item->name = name;
    item->line = r->t.csv.line;
    item->index = (int)r->model->items.n;
    item->parent = r->here;
    name_item(r, item);
    LIST_ADD(r->t.arena, &r->model->items, item);
    if (r->here)
        LIST_ADD(r->t.arena, &r->here->children, item);
    return item;
}

/* The names that a calculation is bound to: "${a}, ${b}". */
static void triggers_read(struct reader *r, struct form_item *item, struct str names)
{
    struct str name;

    while (str_split(&names, ',', &name)) {
        struct form_item *found;

        name = str_trim(name);
        if (str_has_prefix(name, STR("${")) && str_has_suffix(name, STR("}")))
            name = str_trim(str_slice(name, 2, name.n - 1));
        found = form_model_find(r->model, name);
        if (found)
            LIST_ADD(r->t.arena, &item->triggers, found);
        else
            form_table_problem(&r->t, "trigger", "is not the name of a question above", name);
    }
}

/* "select_one list or_other" into type and list. */
static void type_split(struct form_item *item, struct str type)
{
    struct str rest = type, word = STR_NONE;

    (void)str_split(&rest, ' ', &word);
    item->type = word;
    if (str_has_prefix(word, STR("select_")) || str_eq(word, STR("rank")))
        (void)str_split(&rest, ' ', &item->list_name);
}

static bool is_sibling(const struct form_item *group, struct str name)
{
    for (size_t i = 0; i < group->children.n; i++)
        if (str_eq(group->children.items[i]->name, name))
            return true;
    return false;
}

/* Says what is wrong with the name of the row. */
static void check_name(struct reader *r, struct str name)
{
    if (!str_given(name))
        form_table_problem(&r->t, "name", "is empty; give the row a name that no other has",
                           STR_NONE);
    else if (!form_name_ok(name))
        form_table_problem(&r->t, "name",
                           "is not a name; begin it with a letter, and write only letters, digits, "
                           "_, - and .",
                           name);
    else if (is_sibling(r->here, name))
        form_table_problem(&r->t, "name", "is there twice; rename one, and what refers to it",
                           name);
}

static void begin(struct reader *r, enum form_kind kind)
{
    struct form_item *item;

    if (++r->nesting > NESTING_MAX) {
        form_table_problem(&r->t, "type", "groups are nested too deep", STR_NONE);
        return;
    }
    check_name(r, form_table_cell(&r->t, "name"));
    item = item_add(r, kind, form_table_cell(&r->t, "name"));
    item->type = kind == FORM_GROUP ? STR("begin_group") : STR("begin_repeat");
    columns_read(r, item);
    texts_read(r, item);
    r->here = item;
}

static void end(struct reader *r, enum form_kind kind)
{
    if (!r->here->parent || r->here->kind != kind)
        form_table_problem(&r->t, "type", "ends what is not open", form_table_cell(&r->t, "type"));
    else
        r->here = r->here->parent;
    r->nesting--;
}

/* From the form's own choices; those from files are not here. */
static bool has_choices(const struct form_item *item)
{
    return str_eq(item->type, STR("select_one")) || str_eq(item->type, STR("select_multiple")) ||
           str_eq(item->type, STR("rank"));
}

/* "or_other": one more choice, and a line to say which. */
static void other_add(struct reader *r, struct form_item *item)
{
    struct arena *a = r->t.arena;
    struct pack_codes *list = codes_new(a, item->list_name);
    struct pack_code other = {.code = STR("other")};
    struct form_item *which;
    struct expr_fault fault = {0};

    for (size_t i = 0; item->list && i < item->list->codes.n; i++)
        codes_add(a, list, &item->list->codes.items[i], NULL, NULL);
    for (int i = 0; i < 4; i++)
        other.label.in[i] = msg_text(locale_all[i], MSG_FORM_OTHER);
    if (!codes_find(list, other.code))
        codes_add(a, list, &other, NULL, NULL);
    item->list = list;
    which = item_add(r, FORM_QUESTION, str_fmt(a, "%.*s_other", STR_ARG(item->name)));
    which->type = STR("text");
    which->label = other.label;
    if (expr_parse(a, str_fmt(a, "selected(${%.*s}, 'other')", STR_ARG(item->name)),
                   &which->relevant, &fault) != OK)
        form_table_problem(&r->t, "type", fault.why, fault.about);
}

static void question(struct reader *r, struct str type)
{
    struct form_item *item;
    struct str name = form_table_cell(&r->t, "name");

    if (!str_given(name) && str_eq(type, STR("note")))
        return; /* nobody can refer to it */
    check_name(r, name);
    item = item_add(r, FORM_QUESTION, name);
    type_split(item, type);
    columns_read(r, item);
    texts_read(r, item);
    triggers_read(r, item, form_table_cell(&r->t, "trigger"));
    if (has_choices(item)) {
        item->list = form_model_list(r->model, item->list_name);
        if (!item->list)
            form_table_problem(&r->t, "type",
                               "is not a list of the choices; add its choices, or correct the name",
                               item->list_name);
        if (str_has_suffix(type, STR(" or_other")))
            other_add(r, item);
    } else if (str_eq(item->type, STR("range"))) {
        range_choices(r->t.arena, r->model, item);
    }
}

static void row_read(struct reader *r)
{
    struct str type = form_table_cell(&r->t, "type");

    if (str_eq(type, STR("begin_group")) || str_eq(type, STR("begin group")))
        begin(r, FORM_GROUP);
    else if (str_eq(type, STR("begin_repeat")) || str_eq(type, STR("begin repeat")))
        begin(r, FORM_REPEAT);
    else if (str_eq(type, STR("end_group")) || str_eq(type, STR("end group")))
        end(r, FORM_GROUP);
    else if (str_eq(type, STR("end_repeat")) || str_eq(type, STR("end repeat")))
        end(r, FORM_REPEAT);
    else if (str_given(type))
        question(r, type);
}

struct form_item *form_model_find(const struct form_model *m, struct str name)
{
    return map_get(&m->names, name);
}

const struct pack_codes *form_model_list(const struct form_model *m, struct str name)
{
    for (size_t i = 0; i < m->lists.n; i++)
        if (str_eq(m->lists.items[i]->name, name))
            return m->lists.items[i];
    return m->shared ? m->shared(m->shared_arg, name) : NULL;
}

struct str form_model_parameter(const struct form_item *item, const char *name)
{
    struct str rest = item->parameters, word;

    while (str_split(&rest, ' ', &word))
        if (str_has_prefix(word, str_c(name)) && word.n > strlen(name) &&
            word.p[strlen(name)] == '=')
            return str_from(word, strlen(name) + 1);
    return STR_NONE;
}

enum err form_model_read(struct arena *a, const struct form_sheets *sheets, struct form_model **ret,
                         struct str *problems)
{
    struct form_model *m = ARENA_NEW(a, struct form_model);
    struct reader r = {.model = m};
    struct buf out;

    buf_init(&out, a, (size_t)1 << 20);
    buf_init(&r.warnings, a, (size_t)1 << 20);
    map_init(&m->names, a);
    m->name = sheets->name;
    m->instances = form_instances_new(a, sheets->files);
    m->lenient = sheets->lenient;
    m->shared = sheets->shared;
    m->shared_arg = sheets->shared_arg;
    choices_read(a, sheets, m, &out);
    if (form_table_open(&r.t, a, &out, sheets->survey_file, sheets->survey)) {
        r.here = item_add(&r, FORM_GROUP, m->name);
        while (m->items.n <= FORM_ITEM_MAX && form_table_next(&r.t))
            row_read(&r);
        if (m->items.n > FORM_ITEM_MAX)
            form_table_problem(&r.t, "", "the form has too many rows", STR_NONE);
        if (r.here->parent)
            form_table_problem(&r.t, "", "is not ended", r.here->name);
        m->warnings = buf_str(&r.warnings);
        form_model_order(a, m, sheets->survey_file, &out);
    } else {
        form_table_problem(&r.t, "", "the sheet is empty", STR_NONE);
    }
    lists_number(m);
    *problems = buf_str(&out);
    *ret = m;
    return out.n ? E_INVALID : OK;
}
