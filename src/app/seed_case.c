/* app/seed_case.c: one family over three years. The worker's part is done as the worker, through
 * the same rules as on the pages; only the clock is moved by hand. */
#include "app/seed.h"
#include "core/event.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/step_store.h"
#include "feature/note/note.h"
#include "feature/task/task.h"

#define YEARS 3

/* A case on its way: who works on it, and when it is now. */
struct life {
    struct seed *s;
    const struct seed_team *team;
    const struct seed_worker *worker;
    struct casefile file;
    struct instant now, end;
    int events;
};

static void act(struct life *l, int64_t later_us)
{
    l->now.us += later_us;
    if (l->now.us > l->end.us)
        l->now = l->end;
    l->s->ctx->now = l->now;
    l->s->ctx->claimed_at = l->now;
    l->s->ctx->accesses.n = 0;
    l->events++;
}

static int64_t days(struct seed *s, uint32_t from, uint32_t to)
{
    return (from + seed_pick(s, to - from + 1)) * DAY_US + (int64_t)seed_pick(s, 600) * MINUTE_US;
}

static enum err family_add(struct life *l, struct id *ret_client)
{
    struct ctx *ctx = l->s->ctx;
    struct person draft = seed_person(l->s, l->worker->arabic, seed_chance(l->s, 60)), client;
    int others = (int)seed_pick(l->s, 3);

    draft.area_id = l->team->area_id;
    TRY(person_add(ctx, &draft, &client));
    *ret_client = client.id;
    for (int i = 0; i < others; i++) {
        struct person relative = seed_person(l->s, l->worker->arabic, i > 0), added;

        relative.family_name = draft.family_name;
        act(l, MINUTE_US);
        TRY(person_add(ctx, &relative, &added));
        (void)added;
    }
    return OK;
}

static struct str risk_pick(struct seed *s)
{
    uint32_t n = seed_pick(s, 100);

    return n < 18 ? STR("high") : n < 55 ? STR("medium") : n < 92 ? STR("low") : STR("none");
}

static enum err open(struct life *l)
{
    struct ctx *ctx = l->s->ctx;
    struct casefile_draft draft = {.risk = risk_pick(l->s),
                                   .summary = seed_summary(l->s, l->worker->arabic),
                                   .area_id = l->team->area_id,
                                   .worker_id = l->worker->actor.account_id};

    TRY(family_add(l, &draft.person_id));
    if (seed_chance(l->s, 12))
        draft.safety = seed_chance(l->s, 50) ? STR("not_alone") : STR("call_first");
    act(l, 10 * MINUTE_US);
    TRY(casefile_open(ctx, &draft, &l->file));
    return OK;
}

static enum err note(struct life *l)
{
    static const char *const kinds[] = {"home_visit", "phone_call", "office_meeting",
                                        "school_visit"};
    struct ctx *ctx = l->s->ctx;
    struct note added;
    struct note_draft draft = {.casefile_id = l->file.id,
                               .kind = str_c(kinds[seed_pick(l->s, 4)]),
                               .body = seed_note_text(l->s, l->worker->arabic),
                               .occurred_on = date_of(l->now, ctx->tz_offset_min),
                               .confidential = seed_chance(l->s, 4)};

    return note_add(ctx, &draft, &added);
}

/* What the phase asks for is done, so that the gate is open. */
static enum err steps_done(struct life *l)
{
    struct ctx *ctx = l->s->ctx;
    struct casefile_step_list steps = {0};

    TRY(casefile_steps(ctx, &l->file, l->file.phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        const struct casefile_step *step = &steps.items[i];
        struct step_row row = {.id = step->id,
                               .phase = step->phase,
                               .step = step->def->name,
                               .state = STR("done"),
                               .due = step->due,
                               .done_at = l->now};

        if (!step->def->required || str_eq(step->state, STR("done")))
            continue;
        TRY(step_store_set(ctx, l->file.id, &row));
    }
    return OK;
}

static enum err phase_next(struct life *l)
{
    TRY(steps_done(l));
    act(l, HOUR_US);
    return casefile_move_now(l->s->ctx, &l->file, (enum phase)(l->file.phase + 1), STR_NONE);
}

static enum err risk_changes(struct life *l)
{
    struct str risk = risk_pick(l->s);

    if (str_eq(risk, l->file.risk))
        return OK;
    act(l, MINUTE_US);
    return casefile_set_risk(l->s->ctx, &l->file, risk,
                             l->worker->arabic ? STR("تغيّر الوضع بعد الزيارة")
                                               : STR("The situation changed after the visit"));
}

/* Something to do within some days; most of it gets done. */
static enum err task(struct life *l, bool done)
{
    struct ctx *ctx = l->s->ctx;
    struct task added;
    struct task_draft draft = {
        .casefile_id = l->file.id,
        .title = seed_task_title(l->s, l->worker->arabic),
        .due = date_add_days(date_of(l->now, ctx->tz_offset_min), (int)seed_pick(l->s, 18) - 3),
        .high = seed_chance(l->s, 15)};

    TRY(task_add(ctx, &draft, &added));
    if (!done)
        return OK;
    act(l, days(l->s, 1, 6));
    return task_done(ctx, &added, &l->file, STR_NONE);
}

/* An open case came to where it stands within the last weeks: somebody works on it. */
static void lately(struct life *l)
{
    int64_t at = l->s->until.us - days(l->s, 1, 24);

    if (at > l->now.us)
        act(l, at - l->now.us);
}

/* Months of work: contacts, now and then another risk, phase after phase. */
static enum err work(struct life *l, enum phase target, int notes)
{
    int per_phase = notes / ((int)target + 1) + 1;

    for (;;) {
        for (int i = 0; i < per_phase && notes > 0; i++, notes--) {
            act(l, days(l->s, 3, 24));
            TRY(note(l));
        }
        if (seed_chance(l->s, 15))
            TRY(risk_changes(l));
        if (seed_chance(l->s, 60))
            TRY(task(l, true));
        if (l->file.phase >= target)
            return OK;
        act(l, days(l->s, 1, 8));
        if (l->file.phase + 1 == target && target != PHASE_CLOSURE)
            lately(l);
        TRY(phase_next(l));
    }
}

static enum err finish(struct life *l)
{
    TRY(steps_done(l));
    act(l, days(l->s, 2, 12));
    return casefile_close(l->s->ctx, &l->file, date_of(l->now, l->s->ctx->tz_offset_min), STR_NONE);
}

enum err seed_case(struct seed *s, int64_t index)
{
    const struct seed_team *team = &s->teams.items[(size_t)index % s->teams.n];
    const struct seed_worker *worker =
        &team->workers.items[seed_pick(s, (uint32_t)team->workers.n)];
    struct life life = {.s = s, .team = team, .worker = worker, .end = s->until};
    bool closed = seed_chance(s, 40);
    enum phase target = closed ? PHASE_CLOSURE : (enum phase)seed_pick(s, PHASE_CLOSURE);

    seed_command(s);
    s->ctx->actor = worker->actor;
    /* Closed ones began long ago, new ones lately. */
    life.now.us = s->until.us - days(s, closed ? 300 : 10 + (uint32_t)target * 35,
                                     closed ? YEARS * 365 : 60 + (uint32_t)target * 90);
    act(&life, 0);
    TRY(open(&life));
    TRY(work(&life, target, 4 + (int)seed_pick(s, 14)));
    if (target == PHASE_INTAKE)
        lately(&life);
    if (!closed && seed_chance(s, 85)) {
        act(&life, days(s, 1, 9));
        TRY(note(&life));
    }
    if (!closed && seed_chance(s, 70)) {
        life.now.us = s->until.us - (int64_t)seed_pick(s, 5) * DAY_US;
        act(&life, 0);
        TRY(task(&life, false));
    }
    if (closed)
        TRY(finish(&life));
    s->case_n++;
    s->event_n += life.events;
    return OK;
}
