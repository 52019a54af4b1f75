/* core/pack_kpi.c: kpis.csv, the figures that a programme is steered by. */
#include "core/pack_sheet.h"

/* What the program can count, and what its parameter is. */
static const struct {
    const char *name;
    enum { KPI_NOTHING, KPI_PHASE } parameter;
} measures[] = {{"open_by_phase", KPI_NOTHING},
                {"open_by_risk", KPI_NOTHING},
                {"steps_in_time", KPI_PHASE},
                {"closures_by_reason", KPI_NOTHING}};

static void check_measure(struct sheet *s, const struct pack_kpi *kpi)
{
    enum phase phase;

    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (!str_eq(kpi->measure, str_c(measures[i].name)))
            continue;
        if (measures[i].parameter == KPI_NOTHING && str_given(kpi->parameter))
            sheet_problem(s, "the measure %s takes no parameter; leave the cell empty",
                          measures[i].name);
        if (measures[i].parameter == KPI_PHASE && phase_parse(kpi->parameter, &phase) != OK)
            sheet_problem(s, "parameter \"%.*s\" is not a phase, such as assessment",
                          STR_ARG(kpi->parameter));
        return;
    }
    sheet_problem(s,
                  "there is no measure \"%.*s\"; the program counts open_by_phase, open_by_risk, "
                  "steps_in_time (with a phase) and closures_by_reason",
                  STR_ARG(kpi->measure));
}

static void read_kpi(struct sheet *s)
{
    struct pack *p = s->loader->pack;
    struct pack_kpi kpi = {.name = sheet_name(s, "kpi"),
                           .label = sheet_need_text(s, "label"),
                           .definition = sheet_need_text(s, "definition"),
                           .measure = sheet_cell(s, "measure"),
                           .parameter = sheet_cell(s, "parameter"),
                           .line = s->line};

    for (size_t i = 0; i < p->kpis.n; i++)
        if (str_eq(p->kpis.items[i].name, kpi.name))
            sheet_problem(s, "the figure %.*s stands here twice; delete one row",
                          STR_ARG(kpi.name));
    check_measure(s, &kpi);
    LIST_ADD(s->loader->arena, &p->kpis, kpi);
}

void pack_kpis_read(struct loader *l)
{
    static const char *const columns[] = {"!kpi",     "!label:*",  "!definition:*",
                                          "!measure", "parameter", NULL};
    struct sheet s;

    if (!map_get(l->files, STR("kpis.csv")) || !sheet_open(l, &s, STR("kpis.csv"), columns))
        return;
    while (sheet_next(&s))
        read_kpi(&s);
}
