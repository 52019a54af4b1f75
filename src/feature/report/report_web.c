/* report/report_web.c: the page of figures and its CSV. */
#include "core/feature.h"
#include "feature/report/report.h"
#include "report_tmpl.gen.h"
#include "report_views.h"

static enum err report_of(struct req *r, struct report *ret)
{
    struct id area = ID_NONE;
    struct str asked = req_get(r, "area");

    if (str_given(asked) && id_parse(asked, &area) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return report_make(r->ctx, area, ret);
}

static int64_t longest(const struct report_cell_list *cells)
{
    int64_t most = 1;

    for (size_t i = 0; i < cells->n; i++)
        most = cells->items[i].n > most ? cells->items[i].n : most;
    return most;
}

/* The phases mark where most cases are; elsewhere the longest bar is no finding. */
static void bars_fill(struct ctx *ctx, const struct report_cell_list *cells, const char *keys,
                      struct bar_view_list *ret)
{
    bool mark = keys && str_eq(str_c(keys), STR("phase."));
    int64_t most = longest(cells);

    for (size_t i = 0; i < cells->n; i++) {
        const struct report_cell *c = &cells->items[i];
        struct str label = c->code;

        if (keys)
            label = ctx_msg(ctx, str_z(ctx->arena, str_cat(ctx->arena, str_c(keys), c->code)));
        else if (!str_given(label))
            label = ctx_msg(ctx, "report.no_area");
        LIST_ADD(ctx->arena, ret,
                 ((struct bar_view){.label = label,
                                    .n = c->n,
                                    .width = c->n * 100 / most,
                                    .hidden = c->hidden,
                                    .most = mark && !c->hidden && c->n == most && most > 1}));
    }
}

/* 50 units a month to the right, y downwards from the top of the scale. */
static struct str points(struct ctx *ctx, const struct report_cell_list *months, int64_t top)
{
    struct buf out;

    buf_init(&out, ctx->arena, 1024);
    for (size_t i = 0; i < months->n; i++)
        buf_printf(&out, "%s%zu,%lld", i ? " " : "", i * 50,
                   (long long)(100 - months->items[i].n * 100 / top));
    return buf_str(&out);
}

static void months_fill(struct ctx *ctx, const struct report *report, struct figures_view *view)
{
    int64_t most = longest(&report->opened), closed = longest(&report->closed);

    view->top = ((most > closed ? most : closed) + 9) / 10 * 10;
    view->half = view->top / 2;
    view->opened_points = points(ctx, &report->opened, view->top);
    view->closed_points = points(ctx, &report->closed, view->top);
    for (size_t i = 0; i < report->opened.n; i++) {
        const struct report_cell *o = &report->opened.items[i], *c = &report->closed.items[i];
        struct month_view *month = LIST_PUSH(ctx->arena, &view->months);

        *month = (struct month_view){
            .opened = o->n, .closed = c->n, .opened_hidden = o->hidden, .closed_hidden = c->hidden};
        if (i == 0 || i + 1 == report->opened.n)
            month->labelled = true;
        if (date_parse(str_cat(ctx->arena, o->code, STR("-01")), &month->month) != OK)
            month->month = DATE_NONE;
    }
}

static void areas_fill(struct ctx *ctx, const struct report *report, struct figures_view *view)
{
    LIST_ADD(ctx->arena, &view->areas,
             ((struct option_view){.label = ctx_msg(ctx, "report.all_areas"),
                                   .chosen = !id_given(report->area_id)}));
    for (size_t i = 0; i < report->choices.n; i++) {
        const struct report_area *a = &report->choices.items[i];

        LIST_ADD(ctx->arena, &view->areas,
                 ((struct option_view){.value = ctx_id_text(ctx, a->id),
                                       .label = a->name,
                                       .chosen = id_eq(a->id, report->area_id)}));
    }
}

/* Steps of one phase: done by their date, and not. */
static void in_time_fill(struct ctx *ctx, const struct report *report, struct str phase,
                         struct bar_view_list *ret)
{
    struct report_cell_list both = {0};

    for (size_t i = 0; i < report->in_time.n; i++) {
        if (!str_eq(report->in_time.items[i].code, phase))
            continue;
        LIST_ADD(ctx->arena, &both, report->in_time.items[i]);
        LIST_ADD(ctx->arena, &both, report->late.items[i]);
        both.items[0].code = STR("in_time");
        both.items[1].code = STR("late");
    }
    bars_fill(ctx, &both, "report.step.", ret);
}

static void kpi_fill(struct ctx *ctx, const struct report *report, const struct pack_kpi *kpi,
                     struct bar_view_list *ret)
{
    if (str_eq(kpi->measure, STR("open_by_phase")))
        bars_fill(ctx, &report->phases, "phase.", ret);
    else if (str_eq(kpi->measure, STR("open_by_risk")))
        bars_fill(ctx, &report->risks, "risk.", ret);
    else if (str_eq(kpi->measure, STR("steps_in_time")))
        in_time_fill(ctx, report, kpi->parameter, ret);
    else
        bars_fill(ctx, &report->reasons, NULL, ret);
    for (size_t i = 0; i < ret->n && str_eq(kpi->measure, STR("closures_by_reason")); i++)
        ret->items[i].label =
            pack_label(ctx->pack, STR("closure_reason"), ret->items[i].label, ctx->locale);
}

static bool any_shown(const struct report_cell_list *cells)
{
    for (size_t i = 0; i < cells->n; i++)
        if (!cells->items[i].hidden)
            return true;
    return false;
}

/* Where several programmes run, the figure says whose it is. */
static void own_fill(struct ctx *ctx, const struct report_kpi *of, struct kpi_view *ret)
{
    struct str label = text_in(&of->kpi->label, ctx->locale);

    if (site_has_programmes(ctx->site))
        label = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(text_in(&of->pack->title, ctx->locale)),
                        STR_ARG(label));
    *ret =
        (struct kpi_view){.label = label, .definition = text_in(&of->kpi->definition, ctx->locale)};
    bars_fill(ctx, &of->cells, of->keys, &ret->rows);
    for (size_t i = 0; i < ret->rows.n; i++) {
        struct str *row = &ret->rows.items[i].label;

        if (of->list)
            *row = pack_label(of->pack, of->list->name, *row, ctx->locale);
        else if (!of->keys)
            *row = locale_digits(ctx->arena, ctx->locale, *row);
    }
}

/* Whether the figure has rows of its own. */
static bool is_own(const struct report *report, const struct pack_kpi *kpi)
{
    for (size_t i = 0; i < report->kpis.n; i++)
        if (report->kpis.items[i].kpi == kpi)
            return true;
    return false;
}

static void kpis_fill(struct ctx *ctx, const struct report *report, struct figures_view *view)
{
    for (size_t i = 0; i < ctx->pack->kpis.n; i++) {
        const struct pack_kpi *kpi = &ctx->pack->kpis.items[i];
        struct kpi_view *shown;

        if (is_own(report, kpi))
            continue;
        shown = LIST_PUSH(ctx->arena, &view->kpis);
        *shown = (struct kpi_view){.label = text_in(&kpi->label, ctx->locale),
                                   .definition = text_in(&kpi->definition, ctx->locale)};
        kpi_fill(ctx, report, kpi, &shown->rows);
    }
    for (size_t i = 0; i < report->kpis.n; i++) {
        const struct report_kpi *of = &report->kpis.items[i];

        own_fill(ctx, of, LIST_PUSH(ctx->arena, any_shown(&of->cells) ? &view->kpis : &view->few));
    }
}

static enum err figures_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct report report = {0};
    struct figures_view view = {.as_of = ctx->now};
    struct page page = {.title = ctx_msg(ctx, "nav.figures"), .nav = "/figures"};
    struct str area = req_get(r, "area");

    TRY(report_of(r, &report));
    view.csv_href = str_given(area) ? str_cat(ctx->arena, STR("/figures.csv?area="), area)
                                    : STR("/figures.csv");
    view.open = report.open.n;
    view.open_hidden = report.open.hidden;
    areas_fill(ctx, &report, &view);
    bars_fill(ctx, &report.phases, "phase.", &view.phases);
    bars_fill(ctx, &report.risks, "risk.", &view.risks);
    bars_fill(ctx, &report.areas, NULL, &view.by_area);
    months_fill(ctx, &report, &view);
    kpis_fill(ctx, &report, &view);
    for (size_t i = 0; i < view.phases.n; i++) {
        if (view.phases.items[i].most) {
            view.has_peak = true;
            view.peak = view.phases.items[i].n;
            view.peak_label = view.phases.items[i].label;
        }
    }
    return resp_page(r, &page, &tmpl_figures, &view);
}

static enum err figures_csv_get(struct req *r)
{
    struct report report = {0};
    struct str csv;

    TRY(report_of(r, &report));
    TRY(report_csv(r->ctx, &report, &csv));
    return resp_content(r, "text/csv; charset=utf-8", "figures.csv", csv);
}

static const struct route report_routes[] = {
    ROUTE(GET, "/figures", figures_get, CAP_FIGURES),
    ROUTE(GET, "/figures.csv", figures_csv_get, CAP_FIGURES),
    ROUTES_END,
};

static const struct nav_item report_nav[] = {
    {"/figures", "nav.figures", "chart", CAP_FIGURES, 60, true},
    NAV_END,
};

static const struct subscriber report_subscribers[] = {
    {"casefile.opened", report_on_event},
    {"casefile.phase_entered", report_on_event},
    {"casefile.risk_changed", report_on_event},
    {"casefile.closed", report_on_event},
    {"casefile.reopened", report_on_event},
    {"*", report_on_form},
    SUBSCRIBERS_END,
};

static const struct job report_jobs[] = {
    {"report_fold", 5, report_fold},
    {"report_measure", 3600, report_measure},
    JOBS_END,
};

extern const struct feature report_feature;
const struct feature report_feature = {
    .name = "report",
    .routes = report_routes,
    .nav = report_nav,
    .subscribers = report_subscribers,
    .jobs = report_jobs,
};
