/* core/pack_kpi.c: kpis.csv, the figures that a programme is steered by. */
#include "core/pack_sheet.h"

/* What the program can count, and what its parameter is. */
static const struct {
    const char *name;
    enum { KPI_NOTHING, KPI_PHASE, KPI_QUESTION, KPI_CLOCK, KPI_APPROVAL, KPI_MONTHS } parameter;
} measures[] = {{"open_by_phase", KPI_NOTHING},   {"open_by_risk", KPI_NOTHING},
                {"steps_in_time", KPI_PHASE},     {"closures_by_reason", KPI_NOTHING},
                {"answers", KPI_QUESTION},        {"clock_in_time", KPI_CLOCK},
                {"approval_hours", KPI_APPROVAL}, {"contacts_a_month", KPI_NOTHING},
                {"re_referral", KPI_MONTHS},      {"duration", KPI_NOTHING}};

const struct pack_codes *pack_choices(const struct pack *p, const struct field *f)
{
    if (f->type == FIELD_YESNO)
        return pack_codes_find(p, f->unknown ? STR("yes_no_unknown") : STR("yes_no"));
    return (f->type == FIELD_CODE || f->type == FIELD_CODES) && f->codes
               ? pack_codes_find(p, str_c(f->codes))
               : NULL;
}

const struct field *pack_kpi_question(const struct pack *p, const struct pack_kpi *kpi,
                                      const struct pack_form **ret_form)
{
    struct str rest = kpi->parameter, name;
    const struct pack_form *form = NULL;

    if (str_eq(kpi->measure, STR("answers")) && str_split(&rest, '.', &name))
        form = pack_form_find(p, name);
    *ret_form = form;
    return form ? field_find(form->fields, rest) : NULL;
}

/* Figures are for people who see no case: what not all may read of one is not counted either. */
static void check_question(struct sheet *s, const struct pack_kpi *kpi)
{
    const struct pack_form *form;
    const struct field *f = pack_kpi_question(s->loader->pack, kpi, &form);

    if (!f || !pack_choices(s->loader->pack, f) || !pack_form_is_for_case(form) ||
        str_find(str_c(f->name), STR("/"), 0) >= 0)
        sheet_problem(s,
                      "parameter \"%.*s\" is not a question with choices that a form asks once, "
                      "such as follow_up.contact_result",
                      STR_ARG(kpi->parameter));
    else if (!pack_is_for_all(s->loader->pack, f))
        sheet_problem(s,
                      "parameter: the answer to %s is not for everybody to read; it is not counted",
                      f->name);
}

/* What a parameter has to be, in words; NULL when it is that. */
static const char *parameter_missed(const struct pack *p, int parameter, struct str value)
{
    enum phase phase;

    if (parameter == KPI_PHASE && phase_parse(value, &phase) != OK)
        return "a phase, such as assessment";
    if (parameter == KPI_CLOCK && !pack_clock_find(p, value))
        return "a clock of clocks.csv";
    if (parameter == KPI_APPROVAL && !pack_has_word(STR("plan closure phase_override"), value))
        return "plan, closure or phase_override";
    return parameter == KPI_MONTHS && !pack_has_word(STR("6 12"), value) ? "6 or 12" : NULL;
}

static void check_measure(struct sheet *s, const struct pack_kpi *kpi)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (!str_eq(kpi->measure, str_c(measures[i].name)))
            continue;
        if (measures[i].parameter == KPI_NOTHING && str_given(kpi->parameter))
            sheet_problem(s, "the measure %s takes no parameter; leave the cell empty",
                          measures[i].name);
        if (measures[i].parameter == KPI_QUESTION)
            check_question(s, kpi);
        const char *missed =
            parameter_missed(s->loader->pack, measures[i].parameter, kpi->parameter);

        if (missed)
            sheet_problem(s, "parameter \"%.*s\" is not %s", STR_ARG(kpi->parameter), missed);
        return;
    }
    struct buf known;

    buf_init(&known, s->loader->arena, 1000);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        buf_printf(&known, "%s%s", i ? ", " : "", measures[i].name);
    sheet_problem(s, "there is no measure \"%.*s\"; the program counts %.*s", STR_ARG(kpi->measure),
                  STR_ARG(buf_str(&known)));
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
