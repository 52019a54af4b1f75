/* report/report.c: counting a case when it changes, and figures that give nobody away. */
#include "feature/report/report.h"

#include "base/csv.h"
#include "feature/report/report_store.h"

#define CSV_MAX (1 << 20)
#define FOLD_MAX 20000 /* deltas a round: a fraction of a second */

static struct str month_of(struct ctx *ctx, struct date d)
{
    char text[11];

    return str_dup(ctx->arena, str_slice(date_format(d, text), 0, 7));
}

/* Open cases are counted by phase and by risk; risk not assessed yet is "unknown". */
static enum err count_open(struct ctx *ctx, struct id area_id, struct str phase, struct str risk,
                           int64_t n)
{
    if (!str_given(phase))
        return OK;
    TRY(report_store_delta(ctx, "phase", area_id, phase, n));
    return report_store_delta(ctx, "risk", area_id, risk, n);
}

static enum err count_month(struct ctx *ctx, const struct event *event, const struct report_case *c)
{
    if (str_eq(str_c(event->kind), STR("casefile.opened")))
        return report_store_delta(ctx, "opened", c->area_id, month_of(ctx, c->opened_on), 1);
    if (str_eq(str_c(event->kind), STR("casefile.closed")))
        return report_store_delta(ctx, "closed", c->area_id, month_of(ctx, c->closed_on), 1);
    return OK;
}

/* The case leaves a phase: which of its steps were done by their date. */
static enum err count_steps(struct ctx *ctx, const struct event *event, const struct report_case *c)
{
    enum phase phase;
    int in_time, late;

    if (!c->counted || phase_parse(c->was_phase, &phase) != OK)
        return OK;
    TRY(report_store_steps(ctx, event->casefile_id, phase, &in_time, &late));
    if (in_time > 0)
        TRY(report_store_delta(ctx, "in_time", c->area_id, c->was_phase, in_time));
    return late > 0 ? report_store_delta(ctx, "late", c->area_id, c->was_phase, late) : OK;
}

static enum err count_closure(struct ctx *ctx, const struct event *event,
                              const struct report_case *c)
{
    struct str reason;

    TRY(report_store_closure(ctx, event->casefile_id, &reason));
    return str_given(reason) ? report_store_delta(ctx, "reason", c->area_id, reason, 1) : OK;
}

enum err report_on_event(struct ctx *ctx, const struct event *event)
{
    struct report_case c;
    bool open;

    TRY(report_store_case(ctx, event->casefile_id, &c));
    open = str_eq(c.state, STR("open"));
    struct str phase = open ? phase_code(c.phase) : STR_NONE;
    struct str risk = str_given(c.risk) ? c.risk : STR("unknown");

    TRY(count_month(ctx, event, &c));
    if (!str_eq(phase, c.was_phase))
        TRY(count_steps(ctx, event, &c));
    if (str_eq(str_c(event->kind), STR("casefile.closed")))
        TRY(count_closure(ctx, event, &c));
    bool same = c.counted && str_eq(phase, c.was_phase) && str_eq(risk, c.was_risk) &&
                id_eq(c.was_area, c.area_id);

    if (same)
        return OK;
    if (c.counted)
        TRY(count_open(ctx, c.was_area, c.was_phase, c.was_risk, -1));
    TRY(count_open(ctx, c.area_id, phase, risk, 1));
    return report_store_set_case(ctx, event->casefile_id, c.area_id, phase, risk);
}

enum err report_fold(struct ctx *ctx)
{
    struct report_row_list rows;

    TRY(report_store_deltas(ctx, FOLD_MAX, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(report_store_fold(ctx, &rows.items[i]));
    return OK;
}

/* The smallest cell that is still shown. */
static struct report_cell *smallest_shown(struct report_cell_list *row)
{
    struct report_cell *smallest = NULL;

    for (size_t i = 0; i < row->n; i++) {
        struct report_cell *c = &row->items[i];

        if (!c->hidden && (!smallest || c->n < smallest->n))
            smallest = c;
    }
    return smallest;
}

void report_hide(struct report_cell_list *row)
{
    struct report_cell *next;
    int64_t hidden = 0;

    for (size_t i = 0; i < row->n; i++) {
        row->items[i].hidden = row->items[i].n < REPORT_SMALLEST;
        hidden += row->items[i].hidden ? row->items[i].n : 0;
    }
    /* What is hidden in all is the total less what is shown: that must not be small either. */
    while (hidden > 0 && hidden < REPORT_SMALLEST && (next = smallest_shown(row))) {
        next->hidden = true;
        hidden += next->n;
    }
    for (size_t i = 0; i < row->n; i++) {
        if (row->items[i].hidden)
            row->items[i].n = 0;
    }
}

static struct report_cell *cell_of(struct ctx *ctx, struct report_cell_list *list, struct str code)
{
    for (size_t i = 0; i < list->n; i++) {
        if (str_eq(list->items[i].code, code))
            return &list->items[i];
    }
    struct report_cell *c = LIST_PUSH(ctx->arena, list);

    c->code = code;
    return c;
}

static void rows_prepare(struct ctx *ctx, struct report *r)
{
    static const char *const risks[] = {"high", "medium", "low", "none", "unknown"};
    const struct pack_codes *reasons = pack_codes_find(ctx->pack, STR("closure_reason"));
    int y, m, d;

    for (int p = PHASE_INTAKE; p <= PHASE_CLOSURE; p++) {
        (void)cell_of(ctx, &r->phases, phase_code((enum phase)p));
        (void)cell_of(ctx, &r->in_time, phase_code((enum phase)p));
        (void)cell_of(ctx, &r->late, phase_code((enum phase)p));
    }
    for (size_t i = 0; reasons && i < reasons->codes.n; i++)
        (void)cell_of(ctx, &r->reasons, reasons->codes.items[i].code);
    for (size_t i = 0; i < sizeof risks / sizeof risks[0]; i++)
        (void)cell_of(ctx, &r->risks, str_c(risks[i]));
    report_kpis_prepare(ctx, &r->kpis);
    date_to_ymd(ctx_today(ctx), &y, &m, &d);
    for (int i = 1 - REPORT_MONTHS; i <= 0; i++) {
        struct str month = month_of(ctx, date_add_months(date_from_ymd(y, m, 1), i));

        (void)cell_of(ctx, &r->opened, month);
        (void)cell_of(ctx, &r->closed, month);
    }
}

static struct str area_name(const struct report *r, struct id id)
{
    for (size_t i = 0; i < r->choices.n; i++) {
        if (id_eq(r->choices.items[i].id, id))
            return r->choices.items[i].name;
    }
    return STR_NONE;
}

/* The list that rows of a kind belong to, when their cells are simply added; else NULL. */
static struct report_cell_list *plain_list(struct report *r, struct str kind)
{
    if (str_eq(kind, STR("risk")))
        return &r->risks;
    if (str_eq(kind, STR("reason")))
        return &r->reasons;
    if (str_eq(kind, STR("in_time")))
        return &r->in_time;
    return str_eq(kind, STR("late")) ? &r->late : NULL;
}

static bool is_of_kpi(struct str kind)
{
    return str_has_prefix(kind, STR("answer:")) || str_has_prefix(kind, STR("measure:"));
}

/* The rows of a figure of a programme; a code that its list no longer has is not shown. */
static void kpi_count(struct report *r, const struct report_row *row)
{
    for (size_t i = 0; i < r->kpis.n; i++) {
        struct report_kpi *one = &r->kpis.items[i];

        for (size_t k = 0; str_eq(one->kind, row->kind) && k < one->cells.n; k++)
            if (str_eq(one->cells.items[k].code, row->cell))
                one->cells.items[k].n += row->n;
    }
}

static void row_count(struct ctx *ctx, struct report *r, const struct report_row *row)
{
    bool here = !id_given(r->area_id) || id_eq(r->area_id, row->area_id);
    struct report_cell_list *plain = plain_list(r, row->kind);

    if (str_eq(row->kind, STR("phase"))) {
        /* By area always over all areas: choosing one does not change where the cases are. */
        cell_of(ctx, &r->areas, area_name(r, row->area_id))->n += row->n;
        if (here) {
            cell_of(ctx, &r->phases, row->cell)->n += row->n;
            r->open.n += row->n;
        }
    } else if (here && is_of_kpi(row->kind)) {
        kpi_count(r, row);
    } else if (here && plain) {
        cell_of(ctx, plain, row->cell)->n += row->n;
    } else if (here) {
        struct report_cell_list *months =
            str_eq(row->kind, STR("opened")) ? &r->opened : &r->closed;

        for (size_t i = 0; i < months->n; i++) {
            if (str_eq(months->items[i].code, row->cell))
                months->items[i].n += row->n;
        }
    }
}

enum err report_make(struct ctx *ctx, struct id area_id, struct report *ret)
{
    struct report r = {.area_id = area_id};
    struct report_row_list rows = {0};

    TRY(report_store_areas(ctx, &r.choices));
    if (id_given(area_id) && !str_given(area_name(&r, area_id)))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(report_store_cells(ctx, &rows));
    rows_prepare(ctx, &r);
    for (size_t i = 0; i < rows.n; i++)
        row_count(ctx, &r, &rows.items[i]);
    report_hide(&r.phases);
    report_hide(&r.risks);
    report_hide(&r.areas);
    report_hide(&r.opened);
    report_hide(&r.closed);
    report_hide(&r.reasons);
    report_hide(&r.in_time);
    report_hide(&r.late);
    for (size_t i = 0; i < r.kpis.n; i++)
        report_hide(&r.kpis.items[i].cells);
    r.open.hidden = r.open.n < REPORT_SMALLEST;
    if (r.open.hidden)
        r.open.n = 0;
    *ret = r;
    return OK;
}

static void csv_rows(struct ctx *ctx, struct buf *out, const char *table,
                     const struct report_cell_list *cells)
{
    for (size_t i = 0; i < cells->n; i++) {
        const struct report_cell *c = &cells->items[i];

        csv_put(out, str_c(table), true);
        csv_put(out, c->code, false);
        csv_put(out, c->hidden ? STR("<5") : str_fmt(ctx->arena, "%lld", (long long)c->n), false);
        csv_end_row(out);
    }
}

enum err report_csv(struct ctx *ctx, const struct report *r, struct str *ret)
{
    struct buf out;

    buf_init(&out, ctx->arena, CSV_MAX);
    csv_put(&out, STR("table"), true);
    csv_put(&out, STR("row"), false);
    csv_put(&out, STR("cases"), false);
    csv_end_row(&out);
    csv_rows(ctx, &out, "open_by_phase", &r->phases);
    csv_rows(ctx, &out, "open_by_risk", &r->risks);
    csv_rows(ctx, &out, "open_by_area", &r->areas);
    csv_rows(ctx, &out, "opened_by_month", &r->opened);
    csv_rows(ctx, &out, "closed_by_month", &r->closed);
    csv_rows(ctx, &out, "closed_by_reason", &r->reasons);
    csv_rows(ctx, &out, "steps_in_time_by_phase", &r->in_time);
    csv_rows(ctx, &out, "steps_late_by_phase", &r->late);
    for (size_t i = 0; i < r->kpis.n; i++)
        csv_rows(ctx, &out, str_z(ctx->arena, r->kpis.items[i].kind), &r->kpis.items[i].cells);
    return buf_done(&out, ret);
}
