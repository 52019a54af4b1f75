/* app/scenario_state.c: words of a scenario about where a case stands: its phase and risk, what
 * holds the gate, what is overdue. As the acting login sees it. */
#include "app/scenario.h"
#include "feature/casefile/casefile.h"

static bool case_load(struct scene *s, struct str name, struct ctx *ctx, struct casefile *ret)
{
    struct str login = s->world.actor, value = scene_recall(s, name);
    struct id id;

    *ctx = world_ctx(&s->world, str_z(s->world.request, login));
    if (id_parse(str_given(value) ? value : name, &id) == OK &&
        casefile_load(ctx, id, CASEFILE_READ, ret) == OK)
        return true;
    scene_fail(s, "no case for who acts:", name);
    return false;
}

static void is(struct scene *s, const char *what, struct str got, struct str want)
{
    if (!str_eq(got, want))
        scene_fail(s, what,
                   str_fmt(s->arena, "is \"%.*s\", not \"%.*s\"", STR_ARG(got), STR_ARG(want)));
}

/* phase CASE PHASE */
static void phase_is(struct scene *s, const struct str *words, int n)
{
    struct casefile file;
    struct ctx ctx;

    (void)n;
    if (case_load(s, words[1], &ctx, &file))
        is(s, "the phase", phase_code(file.phase), words[2]);
}

/* risk CASE LEVEL */
static void risk_is(struct scene *s, const struct str *words, int n)
{
    struct casefile file;
    struct ctx ctx;

    (void)n;
    if (case_load(s, words[1], &ctx, &file))
        is(s, "the risk", file.risk, words[2]);
}

static struct str joined(struct scene *s, const struct str *words, int n)
{
    struct buf out;

    buf_init(&out, s->arena, 1 << 16);
    for (int i = 0; i < n; i++) {
        if (i > 0)
            buf_put_c(&out, ' ');
        buf_put(&out, words[i]);
    }
    return buf_str(&out);
}

/* The names of the steps for which test holds, in their order. */
static struct str names_of(struct scene *s, struct ctx *ctx, const struct casefile_step_list *steps,
                           bool (*test)(struct ctx *ctx, const struct casefile_step *step))
{
    LIST_OF(struct str) names = {0};

    for (size_t i = 0; i < steps->n; i++) {
        if (test(ctx, &steps->items[i]))
            LIST_ADD(s->arena, &names, steps->items[i].def->name);
    }
    return joined(s, names.items, (int)names.n);
}

static bool holds_gate(struct ctx *ctx, const struct casefile_step *step)
{
    (void)ctx;
    return !casefile_step_is_met(step);
}

static bool is_overdue(struct ctx *ctx, const struct casefile_step *step)
{
    return date_given(step->due) && date_cmp(step->due, ctx_today(ctx)) < 0;
}

/* gate CASE [STEP…]: just these steps hold the case in its phase, in the pack's order. */
static void gate_is(struct scene *s, const struct str *words, int n)
{
    struct casefile_step_list steps;
    struct casefile file;
    struct ctx ctx;

    if (!case_load(s, words[1], &ctx, &file))
        return;
    if (casefile_steps(&ctx, &file, file.phase, &steps) != OK)
        scene_fail(s, "cannot read the steps of", words[1]);
    else
        is(s, "the gate", names_of(s, &ctx, &steps, holds_gate), joined(s, words + 2, n - 2));
}

/* overdue CASE [STEP…]: just these open steps are overdue, the longest first. */
static void overdue_is(struct scene *s, const struct str *words, int n)
{
    struct casefile_step_list open;
    struct casefile file;
    struct ctx ctx;

    if (!case_load(s, words[1], &ctx, &file))
        return;
    if (casefile_open_steps(&ctx, &file, &open) != OK)
        scene_fail(s, "cannot read the steps of", words[1]);
    else
        is(s, "overdue", names_of(s, &ctx, &open, is_overdue), joined(s, words + 2, n - 2));
}

const struct scene_word scene_case_words[] = {
    {"phase", 3, 3, phase_is},      {"risk", 3, 3, risk_is}, {"gate", 2, 40, gate_is},
    {"overdue", 2, 40, overdue_is}, {NULL, 0, 0, NULL},
};
