/* report/report_kpi.c: figures of a programme with rows of their own: which rows they have, and
 * counting those that no single event can count. */
#include "core/feature.h"
#include "feature/report/report.h"
#include "feature/report/report_store.h"

/* What report.sql counts, and the rows in the order of the page: numbers that the definition
 * explains, or words. */
static const struct {
    const char *measure, *keys;
    const char *cells[6];
} measures[] = {
    {"clock_in_time", "report.step.", {"in_time", "late"}},
    {"approval_hours", NULL, {"0-24", "25-48", "49-72", "73+"}},
    {"contacts_a_month", NULL, {"0", "1", "2", "3", "4+"}},
    {"re_referral", "report.again.", {"again", "not_again"}},
    {"duration", NULL, {"0-30", "31-90", "91-180", "181+"}},
};

struct str report_kpi_kind(struct ctx *ctx, const struct pack *p, const struct pack_kpi *kpi)
{
    if (str_eq(kpi->measure, STR("answers")))
        return str_fmt(ctx->arena, "answer:%.*s:%.*s", STR_ARG(p->name), STR_ARG(kpi->parameter));
    return str_fmt(ctx->arena, "measure:%.*s:%.*s:%.*s", STR_ARG(p->name), STR_ARG(kpi->measure),
                   STR_ARG(kpi->parameter));
}

static void answers_prepare(struct ctx *ctx, const struct pack_codes *list, struct report_kpi *ret)
{
    ret->list = list;
    for (size_t k = 0; k < list->codes.n; k++)
        LIST_ADD(ctx->arena, &ret->cells,
                 ((struct report_cell){.code = list->codes.items[k].code}));
}

static void measure_prepare(struct ctx *ctx, struct report_kpi *ret)
{
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        if (!str_eq(ret->kpi->measure, str_c(measures[i].measure)))
            continue;
        ret->keys = measures[i].keys;
        for (const char *const *cell = measures[i].cells; *cell; cell++)
            LIST_ADD(ctx->arena, &ret->cells, ((struct report_cell){.code = str_c(*cell)}));
    }
}

static void prepare(struct ctx *ctx, const struct pack *p, struct report_kpi_list *ret)
{
    for (size_t i = 0; i < p->kpis.n; i++) {
        const struct pack_kpi *kpi = &p->kpis.items[i];
        const struct pack_form *form;
        const struct field *question = pack_kpi_question(p, kpi, &form);
        const struct pack_codes *list = question ? pack_choices(p, question) : NULL;
        struct report_kpi one = {.pack = p, .kpi = kpi, .kind = report_kpi_kind(ctx, p, kpi)};

        if (list)
            answers_prepare(ctx, list, &one);
        else
            measure_prepare(ctx, &one);
        if (one.cells.n > 0)
            LIST_ADD(ctx->arena, ret, one);
    }
}

void report_kpis_prepare(struct ctx *ctx, struct report_kpi_list *ret)
{
    const struct pack *first = ctx->site ? ctx->site->pack : ctx->pack, *p = first;

    do {
        prepare(ctx, p, ret);
        p = p->next;
    } while (p && p != first);
}

enum err report_measure(struct ctx *ctx)
{
    static const struct {
        const char *months;
        int days;
    } again[] = {{"6", 183}, {"12", 365}};

    TRY(report_store_measure(ctx));
    for (size_t i = 0; i < sizeof again / sizeof again[0]; i++)
        TRY(report_store_measure_again(ctx, again[i].months, again[i].days));
    return OK;
}
