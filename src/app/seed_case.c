/* app/seed_case.c: families over three years, side by side. The worker's part is done as the
 * worker, through the same rules as on the pages; only the clock is moved by hand, some weeks of a
 * case at a time, from case to case in the order of time. So rows come near where the last ones
 * went (one whole case after the other wrote every page of the database many times). Ids and times
 * are those of what happens: the journal gets its order from them. */
#include "app/seed.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/step_store.h"
#include "feature/deadline/deadline.h"
#include "feature/note/note.h"
#include "feature/task/task.h"

#define YEARS 3
#define AHEAD_DAYS 40 /* of a case at a time */
#define EVENT_MOST 40 /* in a case; the least is 10 */
#define EVENT_PLAN 23 /* at most of them for a plan: goals, actions, approval, progress */
#define WORKERS_WITH_FORMS 4

/* What comes next in a case. */
enum stage {
    STAGE_OPEN,
    STAGE_NOTE,
    STAGE_CHANGES,
    STAGE_TASK_DONE,
    STAGE_MOVE,
    STAGE_RECENT,
    STAGE_LAST,
    STAGE_AFTER, /* closed, and asked again how they are */
    STAGE_OVER
};

/* A case on its way: who works on it, and what happens when. Small, for there is one a case. */
struct life {
    const struct seed_team *team;
    const struct seed_worker *worker;
    const struct pack *pack; /* its programme */
    uint64_t random;         /* a sequence of its own, so that the order of cases does not matter */
    struct instant at;
    struct id casefile_id, task_id;
    int64_t index;
    uint8_t stage, phase, target, notes, per_phase, in_phase; /* notes left, and of this phase */
    uint8_t room;                                             /* for events that need not be */
    uint8_t called;                                           /* follow-ups made */
    bool closes;
};

/* The clock of the features; some minutes may pass within what is done at once. */
static void pass(struct seed *s, int64_t later_us)
{
    struct ctx *ctx = s->ctx;

    ctx->now.us += later_us;
    if (ctx->now.us > s->until.us)
        ctx->now = s->until;
    ctx->claimed_at = ctx->now;
}

/* Things happen between eight and five. */
static struct instant at_work(const struct seed *s, struct instant t)
{
    int64_t zone = s->ctx->tz_offset_min * MINUTE_US, local = t.us + zone, hour = local % DAY_US;

    if (hour < 8 * HOUR_US || hour > 17 * HOUR_US)
        local += DAY_US - hour + 8 * HOUR_US + hour % (9 * HOUR_US);
    return local - zone > s->until.us ? s->until : (struct instant){local - zone};
}

static void plan(struct seed *s, struct life *l, enum stage stage, int64_t later_us)
{
    int64_t now = s->ctx->now.us, left = s->until.us - now;
    int to_come = 3 + l->notes + 4 * (l->target - l->phase);

    /* What would come too late shares the time that is left, and does not all come at its end. */
    if (later_us > left / to_come)
        later_us = left / to_come / 1000 * (500 + seed_pick(s, 500));
    l->stage = stage;
    l->at = at_work(s, (struct instant){now + later_us});
}

static int64_t days(struct seed *s, uint32_t from, uint32_t to)
{
    return (from + seed_pick(s, to - from + 1)) * DAY_US +
           (int64_t)seed_pick(s, 600 * 60 * 1000) * 1000;
}

/* An open case came to where it stands within the last weeks: somebody works on it. */
static void plan_move(struct seed *s, struct life *l)
{
    bool arrives = l->phase + 1 == l->target || l->target == PHASE_INTAKE;
    int64_t lately = s->until.us - days(s, 1, 24);

    plan(s, l, STAGE_MOVE, days(s, 1, 8));
    if (!l->closes && arrives && l->at.us < lately)
        l->at = at_work(s, (struct instant){lately});
}

static enum err family_add(struct seed *s, const struct life *l, struct id *ret_client)
{
    struct ctx *ctx = s->ctx;
    uint32_t children = seed_words(s)->children;
    struct person draft = seed_person(s, l->worker->arabic, seed_chance(s, children)), client;
    struct person family[3];
    int others = (int)seed_pick(s, 3);

    draft.area_id = l->team->area_id;
    TRY(person_add(ctx, &draft, &client));
    *ret_client = client.id;
    for (int i = 0; i < others; i++) {
        struct person relative = seed_person(s, l->worker->arabic, i > 0), added;

        relative.family_name = draft.family_name;
        pass(s, MINUTE_US);
        relative.area_id = draft.area_id;
        TRY(person_add(ctx, &relative, &added));
        family[i] = added;
    }
    return seed_household(s, &client, family, others);
}

static struct str risk_pick(struct seed *s)
{
    uint32_t n = seed_pick(s, 100);

    return n < 18 ? STR("high") : n < 55 ? STR("medium") : n < 92 ? STR("low") : STR("none");
}

static void next_note(struct seed *s, struct life *l)
{
    l->in_phase = l->per_phase;
    if (l->notes > 0)
        plan(s, l, STAGE_NOTE, days(s, 3, 24));
    else
        plan(s, l, STAGE_CHANGES, DAY_US);
}

static enum err open(struct seed *s, struct life *l)
{
    struct casefile file;
    struct casefile_draft draft = {.risk = risk_pick(s),
                                   .summary = seed_summary(s, l->worker->arabic),
                                   .area_id = l->team->area_id,
                                   .worker_id = l->worker->actor.account_id};

    TRY(family_add(s, l, &draft.person_id));
    if (seed_chance(s, 12))
        draft.safety = seed_chance(s, 50) ? STR("not_alone") : STR("call_first");
    pass(s, 10 * MINUTE_US);
    TRY(casefile_open(s->ctx, &draft, &file));
    l->casefile_id = file.id;
    next_note(s, l);
    return OK;
}

static enum err note_write(struct seed *s, const struct life *l)
{
    struct ctx *ctx = s->ctx;
    struct note added;
    struct note_draft draft = {.casefile_id = l->casefile_id,
                               .kind = seed_note_kind(s),
                               .body = seed_note_text(s, l->worker->arabic),
                               .occurred_on = date_of(ctx->now, ctx->tz_offset_min),
                               .confidential = seed_chance(s, 4)};

    return note_add(ctx, &draft, &added);
}

static enum err note(struct seed *s, struct life *l)
{
    TRY(note_write(s, l));
    l->notes--;
    if (--l->in_phase > 0 && l->notes > 0)
        plan(s, l, STAGE_NOTE, days(s, 3, 24));
    else
        plan(s, l, STAGE_CHANGES, 30 * MINUTE_US);
    return OK;
}

static bool takes_room(struct life *l, uint8_t n)
{
    if (l->room < n)
        return false;
    l->room -= n;
    return true;
}

static enum err risk_changes(struct seed *s, const struct life *l)
{
    struct str risk = risk_pick(s);
    struct casefile file;

    TRY(casefile_load(s->ctx, l->casefile_id, CASEFILE_WRITE, &file));
    if (str_eq(risk, file.risk))
        return OK;
    return casefile_set_risk(s->ctx, &file, risk,
                             l->worker->arabic ? STR("تغيّر الوضع بعد الزيارة")
                                               : STR("The situation changed after the visit"));
}

/* Something to do within some days. */
static enum err task(struct seed *s, struct life *l)
{
    struct ctx *ctx = s->ctx;
    struct task added;
    struct task_draft draft = {
        .casefile_id = l->casefile_id,
        .title = seed_task_title(s, l->worker->arabic),
        .due = date_add_days(date_of(ctx->now, ctx->tz_offset_min), (int)seed_pick(s, 18) - 3),
        .high = seed_chance(s, 15),
        .repeat = seed_repeat(s)};

    TRY(task_add(ctx, &draft, &added));
    l->task_id = added.id;
    return OK;
}

static enum err task_ends(struct seed *s, struct life *l)
{
    struct task added;
    struct casefile file;

    TRY(task_load(s->ctx, l->task_id, CASEFILE_WRITE, &added, &file));
    TRY(task_done(s->ctx, &added, &file, STR_NONE));
    plan_move(s, l);
    return OK;
}

/* Now and then another risk, which may move deadlines, often something to do. */
static enum err changes(struct seed *s, struct life *l)
{
    if (seed_chance(s, 15) && takes_room(l, 2))
        TRY(risk_changes(s, l));
    if (seed_chance(s, 60) && takes_room(l, 2)) {
        TRY(task(s, l));
        plan(s, l, STAGE_TASK_DONE, days(s, 1, 6));
    } else {
        plan_move(s, l);
    }
    return OK;
}

/* What the phase asks for is done, so that the gate is open. */
static enum err steps_done(struct seed *s, const struct casefile *file)
{
    struct ctx *ctx = s->ctx;
    struct casefile_step_list steps = {0};

    TRY(casefile_steps(ctx, file, file->phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        const struct casefile_step *step = &steps.items[i];
        struct step_row row = {.id = step->id,
                               .phase = step->phase,
                               .step = step->def->name,
                               .state = STR("done"),
                               .due = step->due,
                               .done_at = ctx->now};

        if (!step->def->required || str_eq(step->state, STR("done")))
            continue;
        TRY(step_store_set(ctx, file->id, &row));
        if (s->demo)
            TRY(seed_hear(ctx, file->id, step->def->done_by, step->def->done_about));
    }
    return OK;
}

static void plan_last(struct seed *s, struct life *l)
{
    plan(s, l, STAGE_LAST, days(s, 2, 12));
    int64_t lately = s->until.us - days(s, 0, 4);

    if (!l->closes && lately > s->ctx->now.us)
        l->at = at_work(s, (struct instant){lately});
}

/* Few workers have them: a form takes longer than all else of a case. */
static enum err forms(struct seed *s, const struct life *l, struct casefile *file)
{
    bool shown = s->demo && l->team == &s->teams.items[0] &&
                 l->worker < &l->team->workers.items[WORKERS_WITH_FORMS];

    return shown ? seed_forms_of(s, file, (enum phase)l->phase, l->worker->arabic) : OK;
}

static enum err move(struct seed *s, struct life *l)
{
    struct casefile file;

    if (l->phase >= l->target) {
        if (!l->closes && seed_chance(s, 85))
            plan(s, l, STAGE_RECENT, days(s, 1, 9));
        else
            plan_last(s, l);
        return OK;
    }
    TRY(casefile_load(s->ctx, l->casefile_id, CASEFILE_WRITE, &file));
    TRY(forms(s, l, &file));
    TRY(steps_done(s, &file));
    if (l->phase == PHASE_PLANNING) {
        TRY(seed_plan_propose(s, &file, l->worker->arabic));
        pass(s, HOUR_US);
        TRY(seed_plan_agree(s, &file, &l->team->supervisor, l->worker->arabic));
    } else if (l->phase > PHASE_PLANNING) {
        TRY(seed_progress(s, &file, l->worker->arabic));
    }
    if (s->demo)
        TRY(seed_promises(s, &file, l->worker->arabic));
    pass(s, HOUR_US);
    l->phase++;
    TRY(casefile_move_now(s->ctx, &file, (enum phase)l->phase, STR_NONE));
    next_note(s, l);
    return OK;
}

static enum err recent(struct seed *s, struct life *l)
{
    TRY(note_write(s, l));
    plan_last(s, l);
    return OK;
}

/* What ./demo shows besides in a case that goes on. */
static enum err last_of_demo(struct seed *s, struct life *l, struct casefile *file)
{
    bool arabic = l->worker->arabic;

    if (l->phase == PHASE_PLANNING && seed_chance(s, 25))
        TRY(seed_plan_propose(s, file, arabic));
    TRY(seed_progress(s, file, arabic));
    TRY(seed_deadlines_kept(s, file));
    TRY(seed_deadlines_kept(s, file)); /* those that the first ones began, long ago */
    TRY(seed_support(s, file, arabic));
    if (l->phase >= PHASE_PLANNING && seed_chance(s, 45))
        TRY(seed_referral(s, file, arabic));
    if (l->phase > PHASE_PLANNING && seed_chance(s, 20))
        TRY(seed_plan_renew(s, file, arabic));
    TRY(seed_rights(s, file, &l->team->supervisor, arabic));
    TRY(seed_appointments(s, file, arabic));
    return seed_promises(s, file, arabic);
}

/* The next follow-up, when its time has come already. */
static void plan_after(struct seed *s, struct life *l)
{
    bool more = l->called < SEED_AFTER_N;
    int64_t at = s->ctx->now.us + (more ? seed_after_days(s, l->called) * DAY_US : 0);

    l->stage = more && at < s->until.us ? STAGE_AFTER : STAGE_OVER;
    l->at = at_work(s, (struct instant){at});
}

static enum err after(struct seed *s, struct life *l)
{
    TRY(seed_after(s, l->casefile_id, l->worker->arabic));
    l->called++;
    plan_after(s, l);
    return OK;
}

static enum err last(struct seed *s, struct life *l)
{
    struct casefile file;

    s->case_n++;
    l->stage = STAGE_OVER;
    TRY(casefile_load(s->ctx, l->casefile_id, CASEFILE_WRITE, &file));
    if (!l->closes && l->phase >= PHASE_ASSESSMENT)
        TRY(forms(s, l, &file));
    if (s->demo && !l->closes)
        TRY(last_of_demo(s, l, &file));
    if (!l->closes) {
        TRY(seed_chance(s, 70) ? task(s, l) : OK);
        return seed_transfer(s, &file, l->team, l->worker->arabic);
    }
    TRY(steps_done(s, &file));
    if (!s->demo)
        return casefile_close(s->ctx, &file, ctx_today(s->ctx), STR_NONE);
    TRY(seed_close(s, &file, &l->team->supervisor, l->worker->arabic));
    if (l->worker == &s->teams.items[0].workers.items[0] && l->pack == s->ctx->site->pack)
        s->returning = file.person_id;
    plan_after(s, l);
    return OK;
}

/* ---- all cases, in the order of time --------------------------------------------------------- */

static bool is_before(const struct life *a, const struct life *b)
{
    return a->at.us != b->at.us ? a->at.us < b->at.us : a->index < b->index;
}

/* The first of the queue (a heap) has become later, or is another. */
static void sink(struct seed *s, size_t i)
{
    struct life **q = s->queue, *l = q[i];

    for (size_t child; (child = 2 * i + 1) < s->queue_n; i = child) {
        if (child + 1 < s->queue_n && is_before(q[child + 1], q[child]))
            child++;
        if (!is_before(q[child], l))
            break;
        q[i] = q[child];
    }
    q[i] = l;
}

static void life_plan(struct seed *s, int64_t index, struct life *l)
{
    uint32_t n = seed_pick(s, (uint32_t)s->worker_n);
    bool closes = seed_chance(s, 40);
    uint32_t target = closes ? PHASE_CLOSURE : seed_pick(s, PHASE_CLOSURE);
    uint32_t few = target < 4 ? 8 - target : 4;
    bool plans = target > PHASE_PLANNING && !s->demo;
    uint32_t notes = few + seed_pick(s, (plans ? 9 : 18) - few);
    /* Opened, given to somebody, the phases, the notes; closed, or a last note and a task. */
    uint32_t must = 2 + target + notes + (closes ? 1 : 2) + (plans ? EVENT_PLAN : 0);

    *l = (struct life){.team = &s->teams.items[n / SEED_TEAM],
                       .index = index,
                       .stage = STAGE_OPEN,
                       .target = (uint8_t)target,
                       .notes = (uint8_t)notes,
                       .per_phase = (uint8_t)(notes / (target + 1) + 1),
                       .room = (uint8_t)(EVENT_MOST - must),
                       .closes = closes};
    l->worker = &l->team->workers.items[n % SEED_TEAM];
    l->pack = seed_programme(s, index);
    /* Closed ones began long ago, new ones lately. */
    l->at.us = s->until.us -
               days(s, closes ? 300 : 2 + target * 35, closes ? YEARS * 365 : 12 + target * 90);
    l->random = ((uint64_t)seed_pick(s, 0xffffffff) << 32) | seed_pick(s, 0xffffffff);
}

const struct pack *seed_programme(const struct seed *s, int64_t index)
{
    const struct pack *first = s->ctx->site->pack, *p = first;
    int64_t others = 0;

    for (; p->next != first; p = p->next)
        others++;
    p = first;
    if (index % 2 == 1)
        for (int64_t i = index / 2 % (others ? others : 1); i >= 0; i--)
            p = p->next;
    return p;
}

void seed_plan(struct seed *s, int64_t cases)
{
    struct life *lives = ARENA_ARRAY(s->units, struct life, (size_t)cases);

    s->queue = ARENA_ARRAY(s->units, struct life *, (size_t)cases);
    s->queue_n = (size_t)cases;
    for (int64_t i = 0; i < cases; i++) {
        life_plan(s, i, &lives[i]);
        s->queue[i] = &lives[i];
    }
    for (size_t i = s->queue_n / 2; i-- > 0;)
        sink(s, i);
}

static enum err act(struct seed *s, struct life *l)
{
    static enum err (*const acts[])(struct seed *, struct life *) = {
        [STAGE_OPEN] = open,           [STAGE_NOTE] = note,  [STAGE_CHANGES] = changes,
        [STAGE_TASK_DONE] = task_ends, [STAGE_MOVE] = move,  [STAGE_RECENT] = recent,
        [STAGE_LAST] = last,           [STAGE_AFTER] = after};

    s->random = l->random;
    s->ctx->pack = l->pack;
    s->ctx->actor = l->worker->actor;
    s->ctx->now = l->at;
    seed_command(s);
    pass(s, 0);
    TRY(acts[l->stage](s, l));
    s->ctx->pack = s->ctx->site->pack;
    l->random = s->random;
    return OK;
}

enum err seed_act(struct seed *s)
{
    struct life *l = s->queue[0];
    int64_t first = l->at.us;
    bool over = false;

    do {
        arena_reset(s->ctx->arena);
        s->ctx->accesses = (struct access_list){0};
        TRY(act(s, l));
        over = l->stage == STAGE_OVER;
    } while (!over && l->at.us < first + AHEAD_DAYS * DAY_US);
    if (over)
        s->queue[0] = s->queue[--s->queue_n];
    if (s->queue_n > 0)
        sink(s, 0);
    return OK;
}
