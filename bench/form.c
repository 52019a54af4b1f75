/* bench/form.c: what the logic of a large form costs: a generated form of 500 fields with 300
 * expressions, read and compiled, then answered many times. bench/form builds and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "core/form_model.h"

#define SECTIONS 50
#define READS 51
#define ANSWERS 20000
#define INSTANCES 5 /* of each repeat */

/* ---- the form */

/* Columns of the survey sheet, for each row all of them. */
static void row(struct buf *out, const char *type, const char *name, int section, const char *rest)
{
    buf_printf(out, "%s,%s%d,%s %d,%s\n", type, name, section, name, section, rest);
}

/* Ten fields: people and their ages in a repeat, a place by its region, questions that follow from
 * others, sums and scores. */
static void section_put(struct buf *out, struct arena *a, int s)
{
    int before = s > 0 ? s - 1 : 0;

    row(out, "begin_group", "section", s, ",,,,");
    row(out, "select_one yes_no", "asked", s, ",,,,");
    row(out, "select_one region", "region", s, ",,,,");
    row(out, "select_one town", "town", s, str_fmt(a, ",,,region = ${region%d},", s).p);
    row(out, "integer", "people", s, ",. >= 0 and . <= 40,,,");
    row(out, "text", "why", s,
        str_fmt(a, "${asked%d} = 'no' and ${people%d} > 0,,,,", s, before).p);
    row(out, "select_multiple need", "needs", s, ",,,,");
    row(out, "begin_repeat", "person", s, ",,,,");
    row(out, "integer", "age", s, ",,,,");
    row(out, "calculate", "minor", s, str_fmt(a, ",,\"if(${age%d} < 18, 1, 0)\",,", s).p);
    row(out, "end_repeat", "", s, ",,,,");
    row(out, "calculate", "minors", s, str_fmt(a, ",,sum(${minor%d}),,", s).p);
    row(out, "calculate", "score", s,
        str_fmt(a,
                ",,\"coalesce(${people%d}, 0) + ${minors%d} * 2 + if(${asked%d} = 'yes', "
                "count-selected(${needs%d}), 0)\",,",
                s, s, before, s)
            .p);
    row(out, "end_group", "", s, ",,,,");
}

static struct str survey_of(struct arena *a)
{
    struct buf out;

    buf_init(&out, a, (size_t)4 << 20);
    buf_put_z(&out, "type,name,label,relevant,constraint,calculation,choice_filter,required\n");
    for (int s = 0; s < SECTIONS; s++)
        section_put(&out, a, s);
    return buf_str(&out);
}

/* 12 regions with 20 towns each. */
static struct str choices_of(struct arena *a)
{
    struct buf out;

    buf_init(&out, a, (size_t)1 << 20);
    buf_put_z(&out, "list_name,name,label,region\nyes_no,yes,Yes,\nyes_no,no,No,\n");
    for (int i = 0; i < 8; i++)
        buf_printf(&out, "need,n%d,Need %d,\n", i, i);
    for (int r = 0; r < 12; r++) {
        buf_printf(&out, "region,r%d,Region %d,\n", r, r);
        for (int t = 0; t < 20; t++)
            buf_printf(&out, "town,t%d_%d,Town %d,r%d\n", r, t, t, r);
    }
    return buf_str(&out);
}

/* ---- measuring */

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

static double at_share(double *all, size_t n, double share)
{
    qsort(all, n, sizeof *all, by_value);
    return all[(size_t)((double)(n - 1) * share)];
}

static _Noreturn void die(struct str problem)
{
    fprintf(stderr, "bench/form: %.*s\n", STR_ARG(problem));
    exit(1);
}

static void must(enum err e, struct str problem)
{
    if (e != OK)
        die(problem);
}

/* A fixed sequence, so that two runs do the same. */
static uint32_t draw(uint32_t n)
{
    static uint32_t seed = 20261120;

    seed = seed * 1664525 + 1013904223;
    return n ? (seed >> 8) % n : 0;
}

static struct form_model *measure_reading(struct arena *a, const struct form_sheets *sheets)
{
    double took[READS];
    struct form_model *model = NULL;
    struct str problems = STR_NONE;

    for (int i = 0; i < READS; i++) {
        struct arena *once = i + 1 < READS ? arena_new((size_t)256 << 20) : a;
        double from = now_ms();

        must(form_model_read(once, sheets, &model, &problems), problems);
        took[i] = now_ms() - from;
        if (once != a)
            arena_free(once);
    }
    printf("read and compiled            %8.2f ms  (budget 20)\n", at_share(took, READS, 0.5));
    return model;
}

/* ---- what is asked */

static void count_expressions(const struct form_model *m)
{
    int fields = 0, n = 0;

    for (size_t i = 0; i < m->items.n; i++) {
        const struct form_item *item = m->items.items[i];

        fields += item->kind == FORM_QUESTION;
        n += !!item->relevant + !!item->constraint + !!item->calculation + !!item->filter +
             !!item->count + !!item->required;
    }
    printf("fields %d, expressions %d, choices %zu\n", fields, n, m->lists.n);
}

static void gather(struct arena *a, struct expr_node *node, struct expr_nodes *ret)
{
    const struct form_state *s = node->owner;

    if (s && s->item->kind == FORM_QUESTION && !s->item->calculation)
        LIST_ADD(a, ret, node);
    for (struct expr_node *n = node->first; n; n = n->next)
        gather(a, n, ret);
}

static void fill_repeats(struct form_fill *f, const struct form_model *m)
{
    struct str problem = STR_NONE;

    for (struct expr_node *n = form_fill_root(f)->first->first; n; n = n->next)
        for (size_t i = 0; i < m->items.n; i++) {
            const struct form_item *item = m->items.items[i];
            const struct form_state *s = n->owner;

            if (item->kind == FORM_REPEAT && item->parent == s->item)
                for (int k = 1; k < INSTANCES; k++)
                    must(form_fill_add(f, n, item, &problem), problem);
        }
}

static struct str answer(struct arena *a, const struct form_state *s)
{
    struct str type = s->item->type;

    if (str_eq(type, STR("integer")))
        return str_fmt(a, "%u", draw(60));
    if (str_has_prefix(s->item->name, STR("asked")))
        return draw(2) ? STR("yes") : STR("no");
    if (str_has_prefix(s->item->name, STR("region")))
        return str_fmt(a, "r%u", draw(12));
    if (str_has_prefix(s->item->name, STR("town")))
        return str_fmt(a, "t%u_%u", draw(12), draw(20));
    if (str_eq(type, STR("select_multiple")))
        return str_fmt(a, "n%u n%u", draw(4), 4 + draw(4));
    return str_fmt(a, "text %u", draw(1000));
}

/* By what depends on the question: nothing, one sum, a long filter. */
static const char *const kinds[] = {"asked", "region", "town", "people", "why", "needs", "age"};
#define KINDS (sizeof kinds / sizeof *kinds)

struct took {
    double ms[ANSWERS];
    size_t n;
    long computed;
};

static void took_add(struct took *t, double ms, int computed)
{
    t->ms[t->n++] = ms;
    t->computed += computed;
}

static void took_print(struct took *t, const char *name)
{
    if (t->n > 0)
        printf("  %-26s %8.4f   %8.4f   %8.4f   %6zu   %6.1f\n", name, at_share(t->ms, t->n, 0.5),
               at_share(t->ms, t->n, 0.99), at_share(t->ms, t->n, 1), t->n,
               (double)t->computed / (double)t->n);
}

static void measure_answers(struct arena *a, struct form_fill *f)
{
    struct expr_nodes nodes = {0};
    static struct took all, of[KINDS];
    struct str problem = STR_NONE;

    gather(a, form_fill_root(f), &nodes);
    if (!nodes.items)
        die(STR("the form asks nothing"));
    for (int i = 0; i < ANSWERS; i++) {
        struct expr_node *node = nodes.items[draw((uint32_t)nodes.n)];
        const struct form_state *s = node->owner;
        struct str value = answer(a, s);
        double from = now_ms(), ms;

        must(form_fill_set(f, node, value, &problem), problem);
        ms = now_ms() - from;
        took_add(&all, ms, form_fill_computed(f));
        for (size_t k = 0; k < KINDS; k++)
            if (str_has_prefix(s->item->name, str_c(kinds[k])))
                took_add(&of[k], ms, form_fill_computed(f));
    }
    printf("one answer, ms (budget: median 0.2)  median     99 %%      slowest    answers  "
           "evaluations\n");
    took_print(&all, "all");
    for (size_t k = 0; k < KINDS; k++)
        took_print(&of[k], kinds[k]);
}

/* The form as a folder of a pack, for bench/form_page.mjs. */
static void write_sheet(const char *dir, const char *name, struct str text)
{
    char path[4096];
    FILE *out;

    snprintf(path, sizeof path, "%s/%s.csv", dir, name);
    out = fopen(path, "w");
    if (!out || fwrite(text.p, 1, text.n, out) != text.n || fclose(out))
        die(str_c(path));
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new((size_t)1 << 30), *scratch = arena_new((size_t)256 << 20);
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("survey"),
                                 .survey = survey_of(a),
                                 .choices_file = STR("choices"),
                                 .choices = choices_of(a)};
    if (argc > 1) {
        write_sheet(argv[1], "survey", sheets.survey);
        write_sheet(argv[1], "choices", sheets.choices);
        return 0;
    }
    struct form_model *model = measure_reading(a, &sheets);
    struct expr_env env = {.arena = scratch, .now = {1795426800000000}};
    struct form_fill *f = NULL;
    struct str problem = STR_NONE;
    double from = now_ms();

    must(form_fill_new(a, model, &env, &f, &problem), problem);
    printf("a new form                   %8.2f ms\n", now_ms() - from);
    count_expressions(model);
    fill_repeats(f, model);
    measure_answers(a, f);
    arena_free(scratch);
    arena_free(a);
    return 0;
}
