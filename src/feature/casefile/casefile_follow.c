/* casefile/casefile_follow.c: how an open case follows a new version of its pack. The rule is in
 * docs/adr/0302-open-cases-follow-the-pack.md: what is over stays as it was; in the present phase,
 * steps not done yet get the dates of the new version and new steps appear, nothing is late by that
 * alone, and each changed date is on the case's timeline. */
#include "core/feature.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/step_store.h"

#define CASES_A_ROUND 300 /* each reads and writes some rows: a fraction of a second */

/* What was not late before is not late because somebody changed a table; what was late stays so,
 * unless there is more time now. */
static struct date due_now(struct ctx *ctx, const struct casefile *file,
                           const struct pack_step *def, const struct step_row *row)
{
    struct instant from = row && instant_given(row->done_at) ? row->done_at : file->phase_since;
    struct date due = casefile_step_due(def, file->risk, date_of(from, ctx->tz_offset_min));

    if (!date_given(due) || date_cmp(due, ctx_today(ctx)) >= 0)
        return due;
    if (row && date_given(row->due) && date_cmp(row->due, ctx_today(ctx)) < 0)
        return row->due;
    return ctx_today(ctx);
}

static struct str day_text(struct ctx *ctx, struct date day)
{
    return date_given(day) ? ctx_date_text(ctx, day) : STR("–");
}

/* The days as digits: the journal is read in every language. */
static enum err step_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                          const struct pack_step *def, struct str summary)
{
    struct str about =
        str_fmt(ctx->arena, "%.*s:%.*s", STR_ARG(phase_code(file->phase)), STR_ARG(def->name));

    return casefile_emit(ctx, file, kind, about, summary);
}

static enum err step_follow(struct ctx *ctx, const struct casefile *file,
                            const struct pack_step *def, const struct step_row *row)
{
    struct date due = due_now(ctx, file, def, row);

    if (!row) {
        TRY(step_store_enter(ctx, file->id, file->phase, def->name, due));
        return step_emit(ctx, file, "casefile.step_added", def, day_text(ctx, due));
    }
    if (!str_eq(row->state, STR("todo")) || date_cmp(row->due, due) == 0)
        return OK;
    TRY(step_store_set_due(ctx, file->id, row->id, due));
    return step_emit(ctx, file, "casefile.step_redated", def,
                     str_fmt(ctx->arena, "%.*s → %.*s", STR_ARG(day_text(ctx, row->due)),
                             STR_ARG(day_text(ctx, due))));
}

static const struct step_row *row_of(const struct step_row_list *rows, struct str step)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (str_eq(rows->items[i].step, step))
            return &rows->items[i];
    }
    return NULL;
}

static enum err case_follow(struct ctx *ctx, const struct casefile *found)
{
    struct casefile file = {0};
    struct step_row_list rows;

    TRY(step_store_lock(ctx, found->id));
    TRY(step_store_case(ctx, found->id, &file));
    file.person_id = found->person_id;
    if (!casefile_is_open(&file))
        return OK;
    TRY(step_store_phase(ctx, file.id, file.phase, &rows));
    const struct pack_phase *phase = &ctx->pack->phases[file.phase];

    for (size_t i = 0; i < phase->steps.n; i++) {
        const struct pack_step *def = &phase->steps.items[i];

        TRY(step_follow(ctx, &file, def, row_of(&rows, def->name)));
    }
    return casefile_renew_next(ctx, &file);
}

/* Of all programmes that run here. */
static struct str steps_mark(struct ctx *ctx)
{
    const struct pack *p = ctx->site->pack;
    struct str mark = pack_steps_mark(ctx->arena, p);

    for (p = p->next; p && p != ctx->site->pack; p = p->next)
        mark = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(mark),
                       STR_ARG(pack_steps_mark(ctx->arena, p)));
    return mark;
}

enum err casefile_follow_pack(struct ctx *ctx)
{
    struct str mark = steps_mark(ctx);
    struct step_rules rules;
    struct casefile_list cases;

    TRY(step_store_rules(ctx, &rules));
    if (!str_eq(rules.mark, mark))
        rules = (struct step_rules){.mark = mark};
    else if (rules.done)
        return OK;
    TRY(step_store_cases_after(ctx, rules.after_id, CASES_A_ROUND, &cases));
    for (size_t i = 0; i < cases.n; i++) {
        /* Of a programme that does not run here nothing is known; once it does, the mark is another
         * and all cases are gone through again. */
        if (site_enter(ctx, cases.items[i].programme) && casefile_is_open(&cases.items[i]))
            TRY(case_follow(ctx, &cases.items[i]));
        rules.after_id = cases.items[i].id;
    }
    rules.done = cases.n < CASES_A_ROUND;
    return step_store_set_rules(ctx, &rules);
}
