/* deadline/deadline_read.c: the deadlines that run, and what the answers in a case say of a clock.
 */
#include "feature/assess/assess.h"
#include "feature/deadline/deadline.h"
#include "feature/deadline/deadline_store.h"

/* ---- answers -------------------------------------------------------------------------------- */

struct asked {
    const struct pack_form *def;
    struct pack_rule rule;
    bool any, met; /* the question was answered; as the rule wants it */
};

/* One answer that the rule means is enough, in a repeat too. */
static struct str answer_look(void *arg, struct str name, struct str stored)
{
    struct asked *a = arg;
    const struct field *field = pack_form_field(a->def, name);

    if (field && str_eq(str_c(field->name), a->rule.question) && str_given(stored)) {
        a->any = true;
        a->met = a->met || str_given(pack_rule_met(&a->rule, stored));
    }
    return STR_NONE;
}

/* "None of these codes" holds also where nothing was answered: silence must not take a deadline
 * from a family. */
static enum err condition_ask(struct ctx *ctx, struct str only_if, struct id casefile_id, bool *ret)
{
    struct form_answers answers;
    struct asked a = {0};

    *ret = true;
    if (!pack_rule_read(only_if, &a.rule))
        return OK;
    a.def = pack_form_find(ctx->pack, a.rule.form);
    TRY(assess_answers_now(ctx, casefile_id, a.rule.form, &answers));
    if (a.def)
        TRY(form_answers_keep(ctx, &answers, answer_look, &a, &answers));
    *ret = a.met || (!a.any && a.rule.limit == '!');
    return OK;
}

enum err deadline_says(struct ctx *ctx, const struct pack_clock *c, struct id casefile_id,
                       struct deadline_says *ret)
{
    const struct pack_form *form;
    const struct field *field = pack_counts_from(ctx->pack, c, &form);
    struct form_answers answers;
    struct str answer;
    struct date day;

    *ret = (struct deadline_says){.from = INSTANT_NONE};
    TRY(condition_ask(ctx, c->only_if, casefile_id, &ret->holds));
    if (!ret->holds || !field)
        return OK;
    TRY(assess_answers_now(ctx, casefile_id, form->name, &answers));
    answer = form_answer(&answers, str_c(field->name));
    if (field->type == FIELD_DATE && date_parse(answer, &day) == OK)
        ret->from = date_start(day, ctx->tz_offset_min);
    else if (field->type == FIELD_DATETIME && instant_parse(answer, &ret->from) != OK)
        ret->from = INSTANT_NONE;
    return OK;
}

/* ---- reading -------------------------------------------------------------------------------- */

enum err deadline_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct deadline_list *ret)
{
    return deadline_store_by_casefile(ctx, file->id, ret);
}

enum err deadline_find(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct deadline *ret)
{
    enum err e = deadline_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

enum err deadline_pauses(struct ctx *ctx, const struct deadline *d, struct deadline_pause_list *ret)
{
    return deadline_store_pauses(ctx, d, ret);
}

enum err deadline_list_visible(struct ctx *ctx, struct deadline_row_list *ret)
{
    return deadline_store_visible(ctx, (struct instant){ctx->now.us + DEADLINE_SOON_DAYS * DAY_US},
                                  ret);
}

enum err deadline_list_due(struct ctx *ctx, const struct duty_ask *ask,
                           struct deadline_row_list *ret)
{
    return deadline_store_due(ctx, ask, ret);
}

enum err deadline_next(struct ctx *ctx, const struct casefile *file, int max,
                       struct deadline_list *ret)
{
    return deadline_store_next(ctx, file->id, max, ret);
}

enum err deadline_list_between(struct ctx *ctx, struct id worker_id, struct date from,
                               struct date until, struct deadline_row_list *ret)
{
    return deadline_store_between(ctx, worker_id, from, until, ret);
}

enum err deadline_list_of_pack(struct ctx *ctx, struct str pack, struct id after,
                               struct deadline_of_pack_list *ret)
{
    return deadline_store_of_pack(ctx, pack, after, ret);
}
