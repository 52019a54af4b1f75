/* plan/plan_text.c: a plan as it is read out and signed, and what two readings of it differ in.
 * What came of goals and actions is not part of it: a family agrees to what is to be done. */
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

#define TEXT_MAX (1 << 20)
#define CHANGES_MAX 4000

struct reading {
    struct ctx *ctx;
    const struct locale *in;
    struct plan_sentence_list words; /* what was translated; empty: all as it was written */
    struct buf out;
};

static struct str sentence(const struct reading *r, struct id origin, struct str source)
{
    struct str translated = plan_sentence_in(&r->words, origin);

    return str_given(translated) ? translated : source;
}

static struct str said(const struct reading *r, const char *key, const char *place, struct str text)
{
    struct msg_arg arg = {.name = place, .text = text};

    return msg_by_key(r->ctx->arena, r->in, str_c(key), &arg, place ? 1 : 0);
}

static struct str day_said(const struct reading *r, const char *key, struct date day)
{
    struct buf text;

    buf_init(&text, r->ctx->arena, 100);
    locale_date(&text, r->in, day, DATE_MEDIUM);
    return said(r, key, "date", buf_str(&text));
}

static void put_code(struct reading *r, const char *list, struct str code)
{
    buf_put(&r->out, pack_label(r->ctx->pack, str_c(list), code, r->in));
}

static void put_score(struct reading *r, const char *key, struct str score)
{
    if (!str_given(score))
        return;
    buf_put_z(&r->out, " · ");
    buf_put(&r->out, said(r, key, "score", pack_label(r->ctx->pack, STR("score"), score, r->in)));
}

static void put_goal(struct reading *r, const struct plan_goal *goal, size_t number)
{
    buf_printf(&r->out, "\n\n%zu. %.*s\n", number,
               STR_ARG(sentence(r, goal->origin_id, goal->wish)));
    put_code(r, "domain", goal->domain);
    put_score(r, "plan.from_score", goal->baseline);
    put_score(r, "plan.to_score", goal->target);
    if (date_given(goal->due)) {
        buf_put_z(&r->out, " · ");
        buf_put(&r->out, day_said(r, "date.by", goal->due));
    }
}

/* The worker is named by the office: the plan still holds when somebody else takes over. */
static void put_action(struct reading *r, const struct plan_action *action)
{
    buf_put_z(&r->out, "\n- ");
    put_code(r, "action_kind", action->kind);
    buf_printf(&r->out, ": %.*s – ", STR_ARG(sentence(r, action->origin_id, action->what)));
    if (str_given(action->who_name))
        buf_put(&r->out, action->who_name);
    else
        put_code(r, "action_who", action->who);
    if (date_given(action->start_on)) {
        buf_put_z(&r->out, ", ");
        buf_put(&r->out, day_said(r, "date.since", action->start_on));
    }
    buf_put_z(&r->out, ", ");
    buf_put(&r->out, day_said(r, "plan.family_until", action->due));
}

static enum err text_read(struct reading *r, const struct casefile *file, const struct plan *plan,
                          struct str *ret)
{
    struct ctx *ctx = r->ctx;
    struct plan_goal_list goals;
    struct plan_action_list actions;
    struct msg_arg n = {.name = "n", .number = plan->version_no, .is_number = true};

    TRY(plan_store_goals(ctx, plan, &goals));
    TRY(plan_store_actions(ctx, plan, &actions));
    buf_init(&r->out, ctx->arena, TEXT_MAX);
    buf_put(&r->out, msg_by_key(ctx->arena, r->in, STR("plan.version"), &n, 1));
    buf_printf(&r->out, " · %.*s · %.*s", STR_ARG(file->client_name), STR_ARG(file->number));
    if (str_given(plan->aim)) {
        buf_put_z(&r->out, "\n\n");
        buf_put(&r->out, sentence(r, file->id, plan->aim));
    }
    for (size_t i = 0; i < goals.n; i++) {
        put_goal(r, &goals.items[i], i + 1);
        for (size_t k = 0; k < actions.n; k++)
            if (id_eq(actions.items[k].goal_id, goals.items[i].id) && !actions.items[k].later)
                put_action(r, &actions.items[k]);
    }
    return buf_done(&r->out, ret);
}

enum err plan_text(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                   const struct locale *in, struct str *ret)
{
    struct reading r = {.ctx = ctx, .in = in};

    return text_read(&r, file, plan, ret);
}

/* ---- the printed copy ----------------------------------------------------------------------- */

#define CODE_DIGITS 8 /* enough to tell apart the texts that one plan ever had */

enum err plan_copy_text(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_tongues *tongues, struct str *ret)
{
    struct str text = STR_NONE;

    for (size_t i = 0; i < tongues->n; i++) {
        struct reading r = {.ctx = ctx, .in = tongues->in[i]};
        struct str one;

        TRY(plan_sentences(ctx, plan, r.in, &r.words));
        TRY(text_read(&r, file, plan, &one));
        text = i > 0 ? str_cat(ctx->arena, str_cat(ctx->arena, text, STR("\n\n")), one) : one;
    }
    *ret = text;
    return OK;
}

/* In capitals; without what people put between the letters, or leave out, when they type it. */
static struct str capitals(struct ctx *ctx, struct str code, bool parted)
{
    struct buf out;

    buf_init(&out, ctx->arena, 4096);
    for (size_t i = 0; i < code.n; i++) {
        char c = char_upper(code.p[i]);

        if (parted || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            buf_put(&out, (struct str){&c, 1});
    }
    return buf_str(&out);
}

struct str plan_copy_code(struct ctx *ctx, const struct plan_tongues *tongues, struct str text)
{
    struct str hash = ctx_hash(ctx->arena, text);
    struct buf out;

    buf_init(&out, ctx->arena, 40);
    for (size_t i = 0; i < tongues->n; i++)
        buf_printf(&out, "%.*s-", STR_ARG(locale_tag(tongues->in[i])));
    buf_printf(&out, "%.4s-%.4s", hash.p, hash.p + CODE_DIGITS / 2);
    return capitals(ctx, buf_str(&out), true);
}

enum err plan_copy_read(struct ctx *ctx, struct str typed, struct plan_tongues *ret)
{
    struct str code = capitals(ctx, typed, false);
    struct plan_tongues tongues = {.n = 0};

    if (code.n != CODE_DIGITS + 2 && code.n != CODE_DIGITS + 4)
        return E_INVALID;
    for (size_t i = 0; i + CODE_DIGITS < code.n; i += 2) {
        const struct locale *in = locale_find(str_slice(code, i, i + 2));

        if (!in)
            return E_INVALID;
        tongues.in[tongues.n++] = in;
    }
    *ret = tongues;
    return OK;
}

bool plan_copy_is(struct ctx *ctx, struct str typed, struct str code)
{
    return str_eq(capitals(ctx, typed, false), capitals(ctx, code, false));
}

int64_t plan_text_version(struct str text)
{
    return (int64_t)(str_hash(text) % INT32_MAX) + 1;
}

static bool has_line(struct str text, struct str wanted)
{
    struct str line;

    while (str_split(&text, '\n', &line))
        if (str_eq(str_trim(line), wanted))
            return true;
    return false;
}

/* Lines of one text that the other has not. */
static struct str lines_only_in(struct ctx *ctx, struct str text, struct str other)
{
    struct buf out;
    struct str line;

    buf_init(&out, ctx->arena, TEXT_MAX);
    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (!str_given(line) || has_line(other, line))
            continue;
        buf_put_z(&out, out.n ? " / " : "");
        buf_put(&out, line);
        if (out.n > CHANGES_MAX)
            break;
    }
    return buf_str(&out);
}

void plan_text_conflict(struct ctx *ctx, struct str stored, struct str seen)
{
    if (!str_given(seen))
        ctx_conflict_add(ctx, "plan.title", stored, STR_NONE);
    else
        ctx_conflict_add(ctx, "plan.what_differs", lines_only_in(ctx, stored, seen),
                         lines_only_in(ctx, seen, stored));
}
