/* casefile/casefile_phase.c: phases, their steps, the gate between them, and what is next. What
 * the steps are comes from the pack; here is only what having them means. */
#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/casefile/casefile.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/casefile_store.h"
#include "feature/casefile/step_store.h"

static bool is_todo(const struct casefile_step *s)
{
    return str_eq(s->state, STR("todo"));
}

bool casefile_step_is_met(const struct casefile_step *s)
{
    if (!s->def->required || !is_todo(s))
        return true;
    return s->def->repeats && instant_given(s->done_at);
}

/* Counted from the day the phase was entered, or from the day a repeating step was last done. */
struct date casefile_step_due(const struct pack_step *def, struct str risk, struct date from)
{
    int days = def->due_days[risk_index(risk)];

    return days < 0 ? DATE_NONE : date_add_days(from, days);
}

/* ---- reading -------------------------------------------------------------------------------- */

static const struct step_row *row_find(const struct step_row_list *rows, enum phase phase,
                                       struct str name)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->items[i].phase == phase && str_eq(rows->items[i].step, name))
            return &rows->items[i];
    }
    return NULL;
}

static bool phase_was_entered(const struct step_row_list *rows, enum phase phase)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->items[i].phase == phase)
            return true;
    }
    return false;
}

/* The steps of a phase as the pack has them today. One that the pack gained later is to do; but not
 * in a phase that was over by then. */
static void phase_steps(struct ctx *ctx, const struct casefile *file,
                        const struct step_row_list *rows, enum phase phase,
                        struct casefile_step_list *ret)
{
    const struct pack_phase *p = &ctx->pack->phases[phase];
    bool over = phase < file->phase && phase_was_entered(rows, phase);

    for (size_t i = 0; i < p->steps.n; i++) {
        const struct pack_step *def = &p->steps.items[i];
        const struct step_row *row = row_find(rows, phase, def->name);

        if (!row && over)
            continue;
        struct casefile_step *step = LIST_PUSH(ctx->arena, ret);

        *step = (struct casefile_step){
            .def = def, .phase = phase, .state = STR("todo"), .due = DATE_NONE};
        if (!row)
            continue;
        step->id = row->id;
        step->state = row->state;
        step->due = row->due;
        step->done_at = row->done_at;
        step->reason = row->reason;
    }
}

enum err casefile_steps(struct ctx *ctx, const struct casefile *file, enum phase phase,
                        struct casefile_step_list *ret)
{
    struct step_row_list rows;
    struct casefile_step_list list = {0};

    TRY(step_store_phase(ctx, file->id, phase, &rows));
    phase_steps(ctx, file, &rows, phase, &list);
    *ret = list;
    return OK;
}

/* Without a date comes last; among equals the pack's order stays. */
static bool is_before(struct date a, struct date b)
{
    if (!date_given(a) || !date_given(b))
        return date_given(a) && !date_given(b);
    return date_cmp(a, b) < 0;
}

static void sort_by_due(struct casefile_step_list *list)
{
    for (size_t i = 1; i < list->n; i++) {
        struct casefile_step step = list->items[i];
        size_t k = i;

        for (; k > 0 && is_before(step.due, list->items[k - 1].due); k--)
            list->items[k] = list->items[k - 1];
        list->items[k] = step;
    }
}

/* What is open, from rows of the present phase and what is to do of those before. */
static struct casefile_step_list open_steps(struct ctx *ctx, const struct casefile *file,
                                            const struct step_row_list *rows)
{
    struct casefile_step_list all = {0}, open = {0};

    for (int p = PHASE_INTAKE; casefile_is_open(file) && p <= (int)file->phase; p++)
        phase_steps(ctx, file, rows, (enum phase)p, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct casefile_step *s = &all.items[i];
        /* What was passed over stays to be done; a phase never entered has no steps to do. */
        bool passed_over = id_given(s->id) && s->def->required && !s->def->repeats;

        if (is_todo(s) && (s->phase == file->phase || passed_over))
            LIST_ADD(ctx->arena, &open, *s);
    }
    sort_by_due(&open);
    return open;
}

enum err casefile_steps_now(struct ctx *ctx, const struct casefile *file,
                            struct casefile_step_list *ret_open,
                            struct casefile_step_list *ret_phase)
{
    struct step_row_list rows;
    struct casefile_step_list present = {0};

    TRY(step_store_open(ctx, file->id, file->phase, &rows));
    phase_steps(ctx, file, &rows, file->phase, &present);
    *ret_open = open_steps(ctx, file, &rows);
    *ret_phase = present;
    return OK;
}

enum err casefile_open_steps(struct ctx *ctx, const struct casefile *file,
                             struct casefile_step_list *ret)
{
    struct casefile_step_list present;

    return casefile_steps_now(ctx, file, ret, &present);
}

struct str casefile_next_text(struct ctx *ctx, struct str next_what)
{
    struct str rest, code, name = STR_NONE;
    enum phase phase;

    rest = str_from(next_what, next_what.n < 5 ? next_what.n : 5);
    if (!str_has_prefix(next_what, STR("step:")))
        return rest;
    if (!str_split(&rest, ':', &code) || phase_parse(code, &phase) != OK)
        return STR_NONE;
    name = rest;
    const struct pack_step *def = pack_step_find(ctx->pack, phase, name);

    return def ? text_in(&def->what, ctx->locale) : name;
}

/* A task or another feature's work, when its day comes before that of the step, or no step is
 * open. */
static enum err first_of_features(struct ctx *ctx, const struct casefile *file, struct todo *first)
{
    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        struct todo todo = {.due = DATE_NONE};

        if (!(*f)->first)
            continue;
        TRY((*f)->first(ctx, file->id, &todo));
        if (!str_given(todo.what) || (str_given(first->what) && !is_before(todo.due, first->due)))
            continue;
        *first = todo;
        first->what = str_cat(ctx->arena, STR("text:"), todo.what);
    }
    return OK;
}

/* Works out what is next and stores it for the lists. rows: as open_steps() takes them. */
static enum err next_from(struct ctx *ctx, struct casefile *file, const struct step_row_list *rows)
{
    struct casefile_step_list open = open_steps(ctx, file, rows);
    struct todo first = {.due = DATE_NONE};

    if (open.n > 0) {
        const struct casefile_step *s = &open.items[0];

        first = (struct todo){str_fmt(ctx->arena, "step:%.*s:%.*s", STR_ARG(phase_code(s->phase)),
                                      STR_ARG(s->def->name)),
                              s->def->link, s->due};
    }
    if (casefile_is_open(file))
        TRY(first_of_features(ctx, file, &first));
    file->next_what = first.what;
    file->next_link = first.link;
    file->next_due = first.due;
    return casefile_store_set_next(ctx, file->id, file->next_what, file->next_link, file->next_due);
}

enum err casefile_renew_next(struct ctx *ctx, struct casefile *file)
{
    struct step_row_list rows;

    TRY(step_store_open(ctx, file->id, file->phase, &rows));
    return next_from(ctx, file, &rows);
}

enum err casefile_on_work(struct ctx *ctx, const struct event *event)
{
    struct casefile file = {0};

    if (!id_given(event->casefile_id))
        return OK;
    TRY(step_store_case(ctx, event->casefile_id, &file));
    return site_enter(ctx, file.programme) ? casefile_renew_next(ctx, &file) : OK;
}

/* ---- entering and dating -------------------------------------------------------------------- */

enum err casefile_enter_phase(struct ctx *ctx, struct casefile *file, struct str reason)
{
    const struct pack_phase *phase = &ctx->pack->phases[file->phase];

    file->phase_since = ctx->now;
    TRY(casefile_store_set_phase(ctx, file));
    TRY(step_store_stay(ctx, file, reason));
    for (size_t i = 0; i < phase->steps.n; i++) {
        const struct pack_step *def = &phase->steps.items[i];

        TRY(step_store_enter(ctx, file->id, file->phase, def->name,
                             casefile_step_due(def, file->risk, ctx_today(ctx))));
    }
    return casefile_renew_next(ctx, file);
}

enum err casefile_redate_steps(struct ctx *ctx, struct casefile *file)
{
    struct step_row_list rows;

    TRY(step_store_phase(ctx, file->id, file->phase, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        const struct step_row *row = &rows.items[i];
        const struct pack_step *def = pack_step_find(ctx->pack, row->phase, row->step);
        struct instant from = instant_given(row->done_at) ? row->done_at : file->phase_since;

        if (!def || !str_eq(row->state, STR("todo")))
            continue;
        TRY(step_store_set_due(ctx, file->id, row->id,
                               casefile_step_due(def, file->risk, ctx_day_of(ctx, from))));
    }
    return casefile_renew_next(ctx, file);
}

/* ---- ticking -------------------------------------------------------------------------------- */

/* Done now; a step that repeats opens again with its next date. */
static void row_done(struct ctx *ctx, struct step_row *row, const struct pack_step *def,
                     struct str risk)
{
    row->done_at = ctx->now;
    row->reason = STR_NONE;
    row->state = def->repeats ? STR("todo") : STR("done");
    if (def->repeats)
        row->due = casefile_step_due(def, risk, ctx_today(ctx));
}

/* A step that the pack gained later has no row yet. */
static void row_put(struct ctx *ctx, struct step_row_list *rows, const struct step_row *row)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->items[i].phase != row->phase || !str_eq(rows->items[i].step, row->step))
            continue;
        rows->items[i] = *row;
        return;
    }
    LIST_ADD(ctx->arena, rows, *row);
}

/* An event that may complete steps of its case. */
struct tick {
    const struct event *event;
    struct casefile file;
    struct step_row_list rows; /* as open_steps() takes them */
    bool known, any;           /* the two above are read; a step was completed */
};

static bool completes(const struct pack_step *step, const struct event *event)
{
    return event_is_heard(event, step->done_by, step->done_about);
}

static enum err tick_phase(struct ctx *ctx, struct tick *t, enum phase phase)
{
    struct casefile_step_list steps = {0};

    phase_steps(ctx, &t->file, &t->rows, phase, &steps);
    for (size_t i = 0; i < steps.n; i++) {
        const struct casefile_step *s = &steps.items[i];

        if (!completes(s->def, t->event) || !is_todo(s) ||
            (!id_given(s->id) && phase != t->file.phase))
            continue;
        struct step_row row = {.id = s->id, .phase = phase, .step = s->def->name, .due = s->due};

        row_done(ctx, &row, s->def, t->file.risk);
        TRY(step_store_set(ctx, t->file.id, &row));
        row_put(ctx, &t->rows, &row);
        t->any = true;
    }
    return OK;
}

/* Most events complete nothing: that is known from the pack alone. */
static bool completes_a_step(const struct pack *pack, enum phase phase, const struct event *event)
{
    const struct pack_phase *p = &pack->phases[phase];

    for (size_t i = 0; i < p->steps.n; i++) {
        if (completes(&p->steps.items[i], event))
            return true;
    }
    return false;
}

static enum err tick_steps(struct ctx *ctx, const struct event *event)
{
    struct tick t = {.event = event};

    for (int p = PHASE_INTAKE; p < PHASE_N; p++) {
        if (!completes_a_step(ctx->pack, (enum phase)p, event))
            continue;
        if (!t.known) {
            TRY(step_store_case(ctx, event->casefile_id, &t.file));
            if (!site_enter(ctx, t.file.programme))
                return OK;
            TRY(step_store_open(ctx, t.file.id, t.file.phase, &t.rows));
            t.known = true;
        }
        if (casefile_is_open(&t.file) && p <= (int)t.file.phase)
            TRY(tick_phase(ctx, &t, (enum phase)p));
    }
    return t.any ? next_from(ctx, &t.file, &t.rows) : OK;
}

enum err casefile_on_event(struct ctx *ctx, const struct event *event)
{
    if (str_has_prefix(str_c(event->kind), STR("person.")) && id_given(event->person_id) &&
        !str_eq(str_c(event->kind), STR("person.added")))
        return casefile_client_renew(ctx, event->person_id);
    return id_given(event->casefile_id) ? tick_steps(ctx, event) : OK;
}

static enum err marked_emit(struct ctx *ctx, const struct casefile *file,
                            const struct casefile_step *step, const struct step_row *row)
{
    const char *kind = str_eq(row->state, STR("not_needed")) ? "casefile.step_not_needed"
                       : instant_given(row->done_at)         ? "casefile.step_done"
                                                             : "casefile.step_opened";
    struct str what = text_in(&step->def->what, ctx->locale);

    if (str_given(row->reason))
        what = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(what), STR_ARG(row->reason));
    return casefile_emit(ctx, file, kind, STR_NONE, what);
}

enum err casefile_mark_step(struct ctx *ctx, struct casefile *file,
                            const struct casefile_mark *mark)
{
    struct casefile_step_list steps;
    const struct casefile_step *step = NULL;

    TRY(casefile_steps(ctx, file, mark->phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        if (str_eq(steps.items[i].def->name, mark->step))
            step = &steps.items[i];
    }
    if (!step || (!id_given(step->id) && mark->phase != file->phase))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    struct step_row row = {.phase = mark->phase,
                           .step = mark->step,
                           .state = STR("todo"),
                           .due = step->due,
                           .reason = mark->reason};

    if (str_eq(mark->state, STR("not_needed"))) {
        if (!str_given(mark->reason))
            return ctx_fail(ctx, E_INVALID, "casefile.reason_missing", "reason");
        row.state = mark->state;
        row.done_at = step->done_at;
    } else if (str_eq(mark->state, STR("done"))) {
        if (str_given(step->def->done_by))
            return ctx_fail(ctx, E_INVALID, "casefile.step_by_record", "step");
        row_done(ctx, &row, step->def, file->risk);
    } else if (!str_eq(mark->state, STR("todo"))) {
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "state");
    }
    TRY(step_store_set(ctx, file->id, &row));
    TRY(casefile_renew_next(ctx, file));
    return marked_emit(ctx, file, step, &row);
}

/* ---- moving on, and back -------------------------------------------------------------------- */

enum err casefile_move_now(struct ctx *ctx, struct casefile *file, enum phase to, struct str reason)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "phase", phase_code(file->phase), phase_code(to));
    file->phase = to;
    TRY(casefile_enter_phase(ctx, file, reason));
    return event_emit(ctx, &(struct event){.kind = "casefile.phase_entered",
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = phase_code(to),
                                           .summary = reason,
                                           .data = event_diff_done(&diff)});
}

/* True when the way forward is free: nothing required is open, and no phase is left out. */
static enum err gate_is_open(struct ctx *ctx, const struct casefile *file, enum phase to,
                             bool *ret_open)
{
    struct casefile_step_list steps;

    TRY(casefile_steps(ctx, file, file->phase, &steps));
    *ret_open = (int)to == (int)file->phase + 1;
    for (size_t i = 0; i < steps.n; i++) {
        if (!casefile_step_is_met(&steps.items[i]))
            *ret_open = false;
    }
    return OK;
}

enum err casefile_move(struct ctx *ctx, struct casefile *file, enum phase to, struct str reason,
                       bool *ret_waiting)
{
    bool open = false;

    if (to == file->phase)
        return ctx_fail(ctx, E_CONFLICT, "casefile.phase_same", NULL);
    if (to > file->phase)
        TRY(gate_is_open(ctx, file, to, &open));
    if (!open && !str_given(reason))
        return ctx_fail(ctx, E_INVALID,
                        to > file->phase ? "casefile.gate" : "casefile.reason_missing", "reason");
    *ret_waiting = !open && to > file->phase && ctx->pack->override_needs_approval &&
                   !authz_can(ctx, CAP_APPROVE);
    if (*ret_waiting)
        return approval_ask(ctx, file,
                            &(struct approval){.kind = STR("phase_override"),
                                               .subject_id = file->id,
                                               .asked_reason = reason,
                                               .detail = phase_code(to)});
    return casefile_move_now(ctx, file, to, reason);
}

/* ---- closing and opening again -------------------------------------------------------------- */

enum err casefile_close(struct ctx *ctx, struct casefile *file, struct date on, struct str why)
{
    file->state = STR("closed");
    file->closed_on = on;
    TRY(casefile_store_set_state(ctx, file));
    TRY(casefile_store_uninvolve(ctx, file->id));
    TRY(casefile_renew_next(ctx, file));
    return casefile_emit(ctx, file, "casefile.closed", STR_NONE, why);
}

enum err casefile_reopen(struct ctx *ctx, struct casefile *file, enum phase phase,
                         struct str reason)
{
    if (casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_open", NULL);
    file->state = STR("open");
    file->closed_on = DATE_NONE;
    file->phase = phase;
    TRY(casefile_store_set_state(ctx, file));
    TRY(step_store_reset(ctx, file->id, phase));
    TRY(casefile_enter_phase(ctx, file, reason));
    if (id_given(file->worker_id))
        TRY(casefile_store_involve(ctx, file, STR_NONE));
    return casefile_emit(ctx, file, "casefile.reopened", phase_code(phase), reason);
}
