/* app/seed_form.c: fills in forms of a pack as a worker would, question by question: what is asked
 * depends on what was answered. Which answers: seed_form_answer.c. */
#include "app/seed_form.h"
#include "core/pack.h"
#include "feature/assess/assess.h"

#define APART_DAYS 40
#define ROUNDS_MAX                                                                                 \
    40 /* a form has questions that follow from questions; some answers are refused */

static struct seed_answer *typed_find(struct seed_filling *f, struct str name)
{
    for (size_t i = 0; i < f->typed.n; i++)
        if (str_eq(f->typed.items[i].name, name))
            return &f->typed.items[i];
    return NULL;
}

static void type(struct seed_filling *f, struct str name, struct str typed)
{
    struct seed_answer *answer = typed_find(f, name);

    if (!answer)
        answer = LIST_PUSH(f->s->ctx->arena, &f->typed);
    *answer = (struct seed_answer){name, typed, false};
}

static struct str missing_name(struct seed_filling *f, const struct field *field)
{
    return str_fmt(f->s->ctx->arena, "%s.missing", field->name);
}

/* A question is open when nobody has looked at it, when its answer was refused, and when it was
 * left empty and something else made it required. */
static bool is_open(struct seed_filling *f, const struct field *field)
{
    const struct seed_answer *answer = typed_find(f, str_c(field->name));
    const struct seed_answer *missing = typed_find(f, missing_name(f, field));

    if (!field_is_asked(field))
        return false;
    if (!answer || answer->refused)
        return true;
    return field->required && !str_given(answer->typed) && !(missing && str_given(missing->typed));
}

static void answer(struct seed_filling *f, const struct field *field)
{
    struct str missing = STR_NONE;
    struct str typed = seed_answer(f, field, &missing);

    type(f, str_c(field->name), typed);
    if (field->sensitive)
        type(f, missing_name(f, field), missing);
}

/* What the form proposes something for is answered when all the rest is there. */
static bool is_late(const struct field *field)
{
    return field->item && str_given(field->item->proposal);
}

static int answer_open(struct seed_filling *f, bool late)
{
    int n = 0;

    for (const struct field *field = form_live_fields(f->live); field->name; field++) {
        if (is_late(field) != late || !is_open(f, field))
            continue;
        answer(f, field);
        n++;
    }
    return n;
}

static struct form form_of(struct seed_filling *f)
{
    struct form form = {0};

    for (size_t i = 0; i < f->typed.n; i++)
        LIST_ADD(f->s->ctx->arena, &form.values,
                 ((struct form_value){.name = f->typed.items[i].name,
                                      .typed = f->typed.items[i].typed}));
    return form;
}

static int refuse(struct seed_filling *f, const struct form *form)
{
    int n = 0;

    for (size_t i = 0; i < form->values.n; i++) {
        const struct form_value *v = &form->values.items[i];
        struct seed_answer *answer = typed_find(f, v->name);

        if (!str_given(v->error) || !answer)
            continue;
        answer->refused = true;
        n++;
    }
    return n;
}

/* As many as the last time; at first now and then a second one. */
static bool has_second(struct seed_filling *f, struct str repeat)
{
    struct str before = form_answer(&f->before, repeat);

    if (!pack_has_word(str_c(seed_words(f->s)->several), repeat))
        return false;
    return str_given(before) ? str_eq(before, STR("2")) : seed_chance(f->s, 60);
}

static enum err repeats_add(struct seed_filling *f)
{
    for (const struct field *field = form_live_fields(f->live); field->name; field++)
        if (field->type == FIELD_MORE && has_second(f, str_c(field->name)))
            TRY(form_live_do(f->live, str_fmt(f->s->ctx->arena, "add %s", field->name)));
    return OK;
}

static enum err fill(struct seed_filling *f)
{
    struct ctx *ctx = f->s->ctx;

    TRY(repeats_add(f));
    for (int round = 0; round < ROUNDS_MAX; round++) {
        int n = answer_open(f, false);

        if (n == 0)
            n = answer_open(f, true);
        struct form form = form_of(f);
        enum err e = form_live_take(f->live, &form, &(struct form_part){.strict = n == 0});

        if (e != OK && e != E_INVALID)
            return e;
        if (n == 0 && e == OK)
            return OK;
        if (n == 0 && refuse(f, &form) == 0)
            return e;
        if (n > 0)
            (void)refuse(f, &form);
    }
    return ctx_fail(ctx, E_INVALID, "form.unknown_answer", NULL);
}

/* What is not asked any more is left out, by name, as somebody agrees who reads it. */
static struct str unasked(struct seed_filling *f)
{
    struct answer_view_list dropped = form_live_dropped(f->live);
    struct str names = STR_NONE;

    for (size_t i = 0; i < dropped.n; i++)
        names =
            str_fmt(f->s->ctx->arena, "%.*s %.*s", STR_ARG(names), STR_ARG(dropped.items[i].name));
    return names;
}

enum err seed_form(struct seed *s, struct casefile *file, struct str name, bool arabic)
{
    struct ctx *ctx = s->ctx;
    const struct pack_form *def = pack_form_find(ctx->pack, name);
    struct seed_filling f = {.s = s, .file = file, .arabic = arabic};
    struct assess_record before = {0}, none = {0}, added;
    struct assess_answers answers;

    if (!def)
        return OK;
    TRY(assess_latest(ctx, file, name, INSTANT_NONE, &before));
    TRY(form_answers_parse(ctx, before.answers, &f.before));
    TRY(assess_answers_load(ctx, file, def, &none, &answers));
    f.live = answers.live;
    TRY(fill(&f));
    type(&f, STR(ASSESS_DROP), unasked(&f));
    struct form form = form_of(&f);

    return assess_submit(ctx, file, &(struct assess_page){.def = def, .form = &form, .version = -1},
                         &added);
}

/* Weeks pass before the same is asked again. */
static enum err is_too_soon(struct ctx *ctx, const struct casefile *file, struct str form,
                            bool *ret)
{
    struct assess_record before = {0};

    TRY(assess_latest(ctx, file, form, INSTANT_NONE, &before));
    *ret = id_given(before.id) && ctx->now.us - before.submitted_at.us < APART_DAYS * DAY_US;
    return OK;
}

enum err seed_forms_of(struct seed *s, struct casefile *file, enum phase ends, bool arabic)
{
    const struct seed_forms *forms = &seed_words(s)->forms;
    const char *const *names = ends == PHASE_INTAKE ? forms->intake : forms->again;
    bool soon = false;

    if (ends == PHASE_PLANNING)
        return OK;
    TRY(is_too_soon(s->ctx, file, str_c(names[0]), &soon));
    for (size_t i = 0; !soon && i < SEED_N(forms->again) && names[i]; i++)
        TRY(seed_form(s, file, str_c(names[i]), arabic));
    return OK;
}
