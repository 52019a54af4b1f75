/* report/report_answers.c: counting the answers that a programme steers by, when a form is sent. */
#include "core/feature.h"
#include "feature/assess/assess.h"
#include "feature/report/report.h"
#include "feature/report/report_store.h"

/* The figures that count answers to the form; their number. */
static size_t figures_of(const struct pack *p, const struct pack_form *def)
{
    const struct pack_form *form;
    size_t n = 0;

    for (size_t i = 0; i < p->kpis.n; i++)
        n += pack_kpi_question(p, &p->kpis.items[i], &form) && form == def;
    return n;
}

static bool is_sent(const struct pack_form *def, const struct event *event)
{
    struct str kind = str_c(event->kind);

    return str_eq(kind, def->event) || str_eq(kind, STR("assess.submitted")) ||
           str_eq(kind, STR("assess.recorded"));
}

/* Several choices count each. */
static enum err count(struct ctx *ctx, struct id area_id, const struct pack_kpi *kpi,
                      struct str codes, int64_t n)
{
    const char *kind = str_z(ctx->arena, report_kpi_kind(ctx, ctx->pack, kpi));
    struct str code;

    while (str_split(&codes, ' ', &code))
        if (str_given(code))
            TRY(report_store_delta(ctx, kind, area_id, code, n));
    return OK;
}

static enum err count_record(struct ctx *ctx, struct id area_id, const struct pack_form *def,
                             const struct assess_record *record, int64_t n)
{
    struct form_answers answers;

    TRY(form_answers_parse(ctx, record->answers, &answers));
    for (size_t i = 0; i < ctx->pack->kpis.n; i++) {
        const struct pack_kpi *kpi = &ctx->pack->kpis.items[i];
        const struct pack_form *form;
        const struct field *question = pack_kpi_question(ctx->pack, kpi, &form);

        if (question && form == def)
            TRY(count(ctx, area_id, kpi, form_answer(&answers, str_c(question->name)), n));
    }
    return OK;
}

enum err report_on_form(struct ctx *ctx, const struct event *event)
{
    const struct pack_form *def =
        str_given(event->about) ? pack_form_find(ctx->pack, event->about) : NULL;
    struct casefile file;
    struct assess_record record, before;
    struct report_case c;

    if (!def || !id_given(event->casefile_id) || !is_sent(def, event) ||
        figures_of(ctx->pack, def) == 0)
        return OK;
    TRY(report_store_case(ctx, event->casefile_id, &c));
    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_READ, &file));
    TRY(assess_load(ctx, &file, event->subject_id, &record));
    TRY(count_record(ctx, c.area_id, def, &record, 1));
    if (!id_given(record.replaces_id))
        return OK;
    TRY(assess_load(ctx, &file, record.replaces_id, &before));
    return count_record(ctx, c.area_id, def, &before, -1);
}
