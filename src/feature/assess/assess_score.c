/* assess/assess_score.c: what moved a score or a proposal, in words; no answer that is hidden from
 * the reader is named. */
#include "feature/assess/assess_score.h"

#include "assess_score_views.h"
#include "base/num.h"
#include "core/form_score.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_store.h"

#define MOVERS_SHOWN 6
#define REASONS_SHOWN 6
#define LABEL_MAX 20000

enum err assess_recent(struct ctx *ctx, const struct casefile *file, struct str form, int most,
                       struct assess_record_list *ret)
{
    TRY(assess_store_recent(ctx, file->id, form, most, ret));
    assess_keep_own(ctx, file, ret);
    return OK;
}

enum err assess_load_kept(struct ctx *ctx, const struct casefile *file, struct id id,
                          const struct assess_keeping *keep, struct form_answers *ret)
{
    struct ctx inner = *ctx;
    struct assess_record record;
    struct form_answers all;
    enum err e;

    inner.arena = keep->scratch;
    assess_store_into(ctx, keep->scratch);
    e = assess_load(&inner, file, id, &record);
    if (e == OK)
        e = form_answers_parse(&inner, record.answers, &all);
    assess_store_into(ctx, ctx->arena);
    ctx->fail = inner.fail;
    TRY(e);
    e = form_answers_keep(ctx, &all, keep->kept, keep->arg, ret);
    arena_reset(keep->scratch);
    return e;
}

/* ---- an answer in words --------------------------------------------------------------------- */

/* "Child 2: How old?" for one of several. */
static struct str label_of(struct form_live *live, const struct form_state *s, struct str name)
{
    struct ctx *ctx = live->ctx;
    const struct form_state *around;
    struct str label = field_label(ctx, s->item->field), base;
    size_t slash = name.n, k;

    while (slash > 0 && name.p[slash - 1] != '/')
        slash--;
    if (slash == 0)
        return label;
    base = str_slice(name, 0, slash - 1);
    around = form_live_state(live, base);
    if (!around || !around->item->field)
        return label;
    for (k = base.n; k > 0 && base.p[k - 1] != '/';)
        k--;
    return str_fmt(ctx->arena, "%.*s %.*s: %.*s", STR_ARG(field_label(ctx, around->item->field)),
                   STR_ARG(locale_digits(ctx->arena, ctx->locale, str_from(base, k))),
                   STR_ARG(label));
}

/* A result in words: a number, or a code of the question that it is proposed for. */
static struct str value_words(struct ctx *ctx, const struct field *field, struct str value)
{
    int64_t n;

    if (field && field->type == FIELD_CODE)
        return form_answer_text(ctx, field, value);
    return form_score_parse(value, &n) == OK ? form_score_text(ctx, n, false) : value;
}

/* Several codes stand on a line each; here they are one line. */
static struct str one_line(struct ctx *ctx, struct str s)
{
    struct buf out;
    struct str line;

    buf_init(&out, ctx->arena, LABEL_MAX);
    while (str_split(&s, '\n', &line)) {
        if (out.n)
            buf_put_z(&out, " · ");
        buf_put(&out, line);
    }
    return buf_str(&out);
}

static struct assess_mover_view mover_view(struct form_live *live, const struct form_mover *m,
                                           const struct field *result)
{
    struct ctx *ctx = live->ctx;
    const struct field *field = m->answer->item->field;
    struct str stored = form_live_answer(live, m->name);
    struct assess_mover_view view = {.label = label_of(live, m->answer, m->name),
                                     .text = one_line(ctx, form_answer_text(ctx, field, stored)),
                                     .other = value_words(ctx, result, m->other)};

    if (str_given(m->instead))
        view.instead = form_answer_text(ctx, field, m->instead);
    if (m->is_number && result->type != FIELD_CODE)
        view.by = form_score_text(ctx, m->by, true);
    return view;
}

/* ---- scores and proposals ------------------------------------------------------------------- */

struct explaining {
    struct form_live *live;
    const struct form_answers *stored; /* of a record, as its reader may see it; or NULL */
    struct assess_moved_view_list list;
};

static struct str stored_value(const struct explaining *x, const struct form_state *s,
                               struct str name)
{
    return x->stored ? form_answer((void *)x->stored, name) : s->node->text;
}

static void mover_add(struct explaining *x, struct assess_mover_view mover,
                      struct assess_moved_view *view)
{
    if (view->movers.n < MOVERS_SHOWN)
        LIST_ADD(x->live->ctx->arena, &view->movers, mover);
    else
        LIST_ADD(x->live->ctx->arena, &view->more, mover);
}

/* The movers of a result that was `stored`, shown as answers to `result`. */
static enum err movers_fill(struct explaining *x, const struct form_state *s, struct str stored,
                            const struct field *result, struct assess_moved_view *view)
{
    struct form_moved moved;
    bool same = str_eq(stored, s->node->text);

    TRY(form_moved(x->live, s, &moved));
    /* Asked of the form, not of the answers: that says nothing about them. */
    view->has_hidden = x->stored && form_answers_hide_any(x->stored, x->live->def, moved.sources);
    view->is_revised = !same && !view->has_hidden;
    for (size_t i = 0; !view->is_revised && i < moved.answers.n; i++) {
        struct assess_mover_view mover = mover_view(x->live, &moved.answers.items[i], result);

        if (!same && !str_given(mover.by))
            continue;
        /* The results without it are those of a form without the hidden answers. */
        mover.is_partial = !same;
        mover_add(x, mover, view);
    }
    view->is_alone = same && moved.answers.n == 0;
    view->is_cut = moved.is_cut;
    return OK;
}

static enum err score_explain(struct explaining *x, const struct form_state *s, struct str name)
{
    struct ctx *ctx = x->live->ctx;
    struct str value = stored_value(x, s, name);
    struct assess_moved_view view = {.label = label_of(x->live, s, name)};
    int64_t n, min, max;

    if (form_score_parse(value, &n) != OK)
        return OK;
    view.value = form_score_text(ctx, n, false);
    if (form_score_bounds(s->item, &min, &max))
        view.most = form_score_text(ctx, max, false);
    TRY(movers_fill(x, s, value, s->item->field, &view));
    LIST_ADD(ctx->arena, &x->list, view);
    return OK;
}

/* What the form proposes for a question; the calculation is of the same instance. */
static enum err proposal_explain(struct explaining *x, const struct form_state *s, struct str name)
{
    struct ctx *ctx = x->live->ctx;
    struct str source = STR_NONE, decided = stored_value(x, s, name), proposed;
    const struct form_state *from = form_proposal(x->live, name, &source);
    struct assess_moved_view view = {.label = label_of(x->live, s, name), .is_proposal = true};

    proposed = from ? stored_value(x, from, source) : STR_NONE;
    if (!str_given(proposed))
        return OK;
    view.value = form_answer_text(ctx, s->item->field, proposed);
    if (str_given(decided))
        view.decided = form_answer_text(ctx, s->item->field, decided);
    view.differs = str_given(decided) && !str_eq(decided, proposed);
    TRY(movers_fill(x, from, proposed, s->item->field, &view));
    LIST_ADD(ctx->arena, &x->list, view);
    return OK;
}

static enum err explain(struct explaining *x)
{
    for (const struct field *f = form_live_fields(x->live); f->name; f++) {
        struct str name = str_c(f->name);
        const struct form_state *s = form_live_state(x->live, name);

        if (!s || !f->item || f->item->kind != FORM_QUESTION)
            continue;
        if (form_score_is(f->item) && f->item->calculation)
            TRY(score_explain(x, s, name));
        if (str_given(f->item->proposal))
            TRY(proposal_explain(x, s, name));
    }
    return OK;
}

enum err assess_moved_then(struct ctx *ctx, const struct assess_record *record,
                           const struct pack_form *def, struct assess_moved_view_list *ret)
{
    struct form_answers stored;
    struct explaining x = {.stored = &stored};

    TRY(form_answers_parse(ctx, record->answers, &stored));
    TRY(form_live_at(ctx, def, record->submitted_at, &stored, &x.live));
    TRY(explain(&x));
    *ret = x.list;
    return OK;
}

enum err assess_moved(struct form_live *live, struct assess_moved_view_list *ret)
{
    struct explaining x = {.live = live};

    TRY(explain(&x));
    *ret = x.list;
    return OK;
}

/* ---- beside the box ------------------------------------------------------------------------- */

enum err assess_propose(struct form_live *live, struct field_view_list *fields)
{
    struct ctx *ctx = live->ctx;

    for (size_t i = 0; i < fields->n; i++) {
        struct field_view *view = &fields->items[i];
        const struct form_state *s = form_live_state(live, view->name);
        const struct form_state *from = s ? form_proposal(live, view->name, NULL) : NULL;
        struct form_moved moved;

        if (!from || !str_given(from->node->text) || view->type != (int)FIELD_CODE)
            continue;
        view->proposed = form_answer_text(ctx, s->item->field, from->node->text);
        TRY(form_moved(live, from, &moved));
        for (size_t k = 0; k < moved.answers.n && k < REASONS_SHOWN; k++) {
            struct assess_mover_view m = mover_view(live, &moved.answers.items[k], s->item->field);

            LIST_ADD(ctx->arena, &view->reasons, ((struct reason_view){m.label, m.text}));
        }
    }
    return OK;
}

/* ---- deciding ------------------------------------------------------------------------------- */

/* What the form itself asks about another decision: a text that depends on what it proposes. */
static struct str deviation_reason(struct form_live *live, const struct form_item *proposal)
{
    for (size_t i = 0; i < proposal->readers_of_value.n; i++) {
        const struct form_item *item = proposal->readers_of_value.items[i];
        const struct form_state *s = form_live_state(live, item->tail);

        if (s && s->item == item && item->field && assess_is_for_all(live->ctx, item->field) &&
            (item->field->type == FIELD_TEXT || item->field->type == FIELD_LINE) &&
            str_given(s->node->text))
            return s->node->text;
    }
    return STR_NONE;
}

enum err assess_proposal_check(struct form_live *live, const struct pack_form *def,
                               struct form *form, struct assess_deviation *ret)
{
    const char *reason_field = str_z(live->ctx->arena, def->risk_reason_field);
    const struct form_state *s = form_live_state(live, def->risk_field);
    const struct form_state *from = s ? form_proposal(live, def->risk_field, NULL) : NULL;
    struct str proposed = from ? from->node->text : STR_NONE, reason;

    *ret = (struct assess_deviation){0};
    if (!str_given(proposed) || !str_given(s->node->text) || str_eq(proposed, s->node->text))
        return OK;
    reason = deviation_reason(live, from->item);
    if (!str_given(reason))
        reason = form_text(form, reason_field);
    if (!str_given(reason))
        return form_fail(live->ctx, form, reason_field, "assess.proposal_reason");
    /* What is not for every reader of the form is not for those of the journal. */
    if (assess_is_for_all(live->ctx, from->item->field))
        *ret = (struct assess_deviation){proposed, reason};
    return OK;
}

struct str assess_proposed(struct ctx *ctx, const struct pack_form *def,
                           const struct assess_deviation *deviation)
{
    const struct field *field = pack_form_field(def, def->risk_field);
    struct msg_arg arg = {.name = "what", .text = deviation->proposed};

    if (field)
        arg.text = form_answer_text(ctx, field, deviation->proposed);
    return msg_by_key(ctx->arena, ctx->locale, STR("assess.proposed"), &arg, 1);
}

struct str assess_decided(struct ctx *ctx, const struct pack_form *def,
                          const struct assess_deviation *deviation, struct str decided)
{
    const struct field *field = pack_form_field(def, def->risk_field);
    struct msg_arg args[] = {{.name = "form", .text = text_in(&def->title, ctx->locale)},
                             {.name = "proposed", .text = deviation->proposed},
                             {.name = "decided", .text = decided},
                             {.name = "reason", .text = deviation->reason}};

    if (field) {
        args[1].text = form_answer_text(ctx, field, deviation->proposed);
        args[2].text = form_answer_text(ctx, field, decided);
    }
    return msg_by_key(ctx->arena, ctx->locale, STR("assess.risk_decided"), args, 4);
}
