/* core/form_fill_again_test.c: what is computed bit by bit, after any changes in any order, is what
 * is computed when the form begins with all of these answers. */
#include "base/test.h"
#include "core/form_model.h"

static const char survey[] =
    "type,name,relevant,calculation,choice_filter,repeat_count,required,constraint\n"
    "select_one yes_no,asked,,,,,yes,\n"
    "select_one region,region,,,,,${asked} = 'yes',\n"
    "select_one town,town,${region} != '',,region = ${region} or ${asked} = 'no',,,\n"
    "begin_group,home,${asked} = 'yes',,,,,\n"
    "integer,rooms,,,,,,. <= ${many}\n"
    "integer,many,${rooms} > 1,,,,,\n"
    "end_group,,,,,,,\n"
    "begin_repeat,person,${town} != 'a',,,,,\n"
    "integer,age,,,,,,\n"
    "calculate,place,,\"concat(position(..), '/', count(${person}))\",,,,\n"
    "calculate,minor,,\"if(${age} < 18, 1, 0)\",,,,\n"
    "calculate,so_far,,\"coalesce(${age}, 0) + if(position(..) > 1, "
    "coalesce(indexed-repeat(${so_far}, ${person}, position(..) - 1), 0), 0)\",,,,\n"
    "calculate,ahead,,\"coalesce(indexed-repeat(${ahead}, ${person}, position(..) + 1), 0) + 1\""
    ",,,,\n"
    "text,school,${minor} = 1 and ${rooms} > 0,,,,,\n"
    "begin_repeat,visit,,,,${age} mod 4,,\n"
    "integer,days,,,,,,\n"
    "calculate,rest,,\"${age} - coalesce(${days}, 0)\",,,,\n"
    "end_repeat,,,,,,,\n"
    "calculate,days_all,,sum(${rest}),,,,\n"
    "end_repeat,,,,,,,\n"
    "calculate,minors,,sum(${minor}),,,,\n"
    "calculate,first,,\"indexed-repeat(${age}, ${person}, 1)\",,,,\n"
    "calculate,visits,,count(/data/person/visit[days > 2]),,,,\n"
    "calculate,said,,\"concat(jr:choice-name(${town}, '${town}'), ' ', ${minors}, ' ', "
    "join(',', /data/person/school))\",,,,\n"
    "note,end,${minors} > ${rooms} or ${visits} > 1,,,,,\n";

static const char choices[] = "list_name,name,label,region\nyes_no,yes,Yes,\nyes_no,no,No,\n"
                              "region,n,North,\nregion,s,South,\ntown,a,Aville,n\ntown,b,Btown,s\n"
                              "town,c,Cham,n\n";

struct world {
    struct test *t;
    struct arena *scratch;
    struct form_model *model;
    struct form_fill *fill;
    struct expr_nodes nodes;
    struct str problem;
    uint32_t seed;
};

static void close_scratch(void *arg)
{
    arena_free(arg);
}

static uint32_t draw(struct world *w, uint32_t n)
{
    w->seed = w->seed * 1664525 + 1013904223;
    return n ? (w->seed >> 8) % n : 0;
}

static void must(struct world *w, enum err e)
{
    if (e != OK)
        test_fail(w->t, __FILE__, __LINE__, "%.*s", STR_ARG(w->problem));
}

/* A new form that begins with what the document has; all of it is computed. */
static struct form_fill *new_fill(struct world *w, const struct expr_node *start)
{
    struct expr_env env = {.arena = w->scratch, .now = {1795426800000000}};
    struct form_fill *fill = NULL;

    w->model->start = start;
    must(w, form_fill_new(w->t->arena, w->model, &env, &fill, &w->problem));
    must(w, form_fill_settle(fill, &w->problem));
    return fill;
}

static struct form_state *state(const struct expr_node *node)
{
    return node->owner;
}

static void gather(struct world *w, struct expr_node *parent)
{
    for (struct expr_node *n = parent->first; n; n = n->next) {
        LIST_ADD(w->t->arena, &w->nodes, n);
        gather(w, n);
    }
}

static bool is_answered(const struct form_item *item)
{
    return item->kind == FORM_QUESTION && !item->calculation;
}

static bool is_added(const struct form_item *item)
{
    return item->kind == FORM_REPEAT && !item->count;
}

static enum err change(struct world *w)
{
    static const char *const answers[] = {"",  "yes", "no", "n",  "s",  "a", "b",
                                          "c", "1",   "5",  "17", "18", "30"};
    struct expr_node *node;
    const struct form_item *item;

    w->nodes.n = 0;
    gather(w, form_fill_root(w->fill));
    node = w->nodes.items[draw(w, (uint32_t)w->nodes.n)];
    item = state(node)->item;
    if (is_added(item))
        return form_fill_remove(w->fill, node, &w->problem);
    if (item->kind == FORM_GROUP && w->nodes.n < 150)
        return form_fill_add(w->fill, form_fill_root(w->fill)->first,
                             form_model_find(w->model, STR("person")), &w->problem);
    if (!is_answered(item))
        return OK;
    return form_fill_set(w->fill, node, str_c(answers[draw(w, 13)]), &w->problem);
}

/* The instances and answers of a form as a document. */
static struct expr_node *document_of(struct arena *a, struct expr_node *parent,
                                     const struct expr_node *from)
{
    struct expr_node *element = expr_node_add(a, parent, EXPR_ELEMENT, from->name);

    if (is_answered(state(from)->item) && str_given(state(from)->value))
        expr_node_add(a, element, EXPR_TEXT, STR_NONE)->text = state(from)->value;
    for (const struct expr_node *n = from->first; n; n = n->next)
        (void)document_of(a, element, n);
    return element;
}

/* One line a node: all that holds for it. */
static void tell(struct arena *a, const struct expr_node *node, struct str *ret)
{
    const struct form_state *s = node->owner;

    if (s)
        *ret = str_fmt(a, "%.*s%.*s=%.*s|%.*s %d%d%d%d %zu\n", STR_ARG(*ret), STR_ARG(node->name),
                       STR_ARG(s->value), STR_ARG(node->text), s->relevant, s->required,
                       s->readonly, s->valid, s->choices.n);
    for (const struct expr_node *n = node->first; n; n = n->next)
        tell(a, n, ret);
}

TEST(form_fill, bit_by_bit_is_the_same_as_at_once)
{
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("survey.csv"),
                                 .survey = str_c(survey),
                                 .choices_file = STR("choices.csv"),
                                 .choices = str_c(choices)};
    struct world w = {.t = t, .scratch = arena_new((size_t)64 << 20), .seed = 20261120};

    arena_on_reset(t->arena, close_scratch, w.scratch);
    must(&w, form_model_read(t->arena, &sheets, &w.model, &w.problem));
    w.fill = new_fill(&w, NULL);
    for (int i = 0; i < 500; i++) {
        struct str got = STR_NONE, want = STR_NONE;
        struct form_fill *again;

        CHECK_OK(change(&w));
        if (i % 5)
            continue;
        again = new_fill(&w, document_of(t->arena, NULL, form_fill_root(w.fill)->first));
        tell(t->arena, form_fill_root(w.fill), &got);
        tell(t->arena, form_fill_root(again), &want);
        CHECK_STR(got, str_z(t->arena, want));
    }
}
