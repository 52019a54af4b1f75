/* intake/intake_sheet_web.c: a list of people: pasted or uploaded, looked at row by row, then taken
 * over as a whole. */
#include "core/feature.h"
#include "core/pack.h"
#include "feature/intake/intake_rules.h"
#include "intake_feature.h"
#include "intake_tmpl.gen.h"

const struct field intake_sheet_form[] = {
    {"channel", FIELD_CODE, .label = "intake.channel", .codes = "channel", .required = true},
    {"source", FIELD_LINE, .label = "intake.sheet_source", .hint = "intake.sheet_source_hint",
     .required = true, .max = 200},
    {"urgency", FIELD_CODE, .label = "intake.urgency", .hint = "intake.sheet_urgency_hint",
     .codes = "urgency", .required = true},
    {"text", FIELD_TEXT, .label = "intake.sheet_text", .hint = "intake.sheet_text_hint",
     .max = INTAKE_SHEET_MAX},
    FIELDS_END,
};

/* An uploaded file counts more than what stands in the box. */
static struct str sheet_text(const struct req *r)
{
    struct str file = form_typed(&r->form, "file");

    return str_given(file) ? file : form_typed(&r->form, "text");
}

static struct intake_sheet sheet_head(const struct req *r)
{
    return (struct intake_sheet){.channel = form_code(&r->form, "channel"),
                                 .source = form_text(&r->form, "source"),
                                 .urgency = form_code(&r->form, "urgency")};
}

/* "new", "skip" or the id of somebody known. */
static struct intake_choice choice_read(const struct req *r, struct ctx *ctx,
                                        const struct intake_row *row)
{
    struct str typed = form_typed(&r->form, str_fmt(ctx->arena, "row.%d", row->line).p);
    struct intake_choice choice = {.what = INTAKE_UNDECIDED};

    if (str_eq(typed, STR("skip")))
        choice.what = INTAKE_LEAVE_OUT;
    else if (id_parse(typed, &choice.person_id) == OK)
        choice.what = INTAKE_TAKE_KNOWN;
    else if (str_eq(typed, STR("new")) || row->state == INTAKE_ROW_OK)
        choice.what = INTAKE_TAKE_NEW;
    return choice;
}

static void twins_fill(struct ctx *ctx, const struct intake_row *row,
                       const struct intake_choice *choice, struct intake_sheet_row_view *view)
{
    for (size_t i = 0; i < row->twins.n; i++) {
        const struct person_twin *twin = &row->twins.items[i];
        struct intake_twin_view v = {.visible = twin->visible, .ask = twin->ask};

        if (twin->visible) {
            v.id = twin->person.id;
            v.name = person_name(ctx, &twin->person);
            v.about =
                str_given(person_age_text(ctx, &twin->person))
                    ? str_fmt(ctx->arena, "%.*s · %.*s",
                              STR_ARG(person_age_text(ctx, &twin->person)), STR_ARG(twin->why))
                    : twin->why;
            v.chosen = choice->what == INTAKE_TAKE_KNOWN && id_eq(choice->person_id, v.id);
        }
        LIST_ADD(ctx->arena, &view->twins, v);
    }
}

static void row_fill(struct req *r, const struct intake_row *row, struct intake_sheet_view *sheet)
{
    struct ctx *ctx = r->ctx;
    struct intake_choice choice = choice_read(r, ctx, row);
    struct intake_sheet_row_view *view = LIST_PUSH(ctx->arena, &sheet->rows);
    const struct form_value *value;

    *view = (struct intake_sheet_row_view){
        .line = row->line,
        .name = person_name(ctx, &row->person),
        .age = person_age_text(ctx, &row->person),
        .phone = row->person.phone,
        .concerns = intake_labels(ctx, "concern", row->draft.concerns),
        .urgency = row->draft.urgency,
        .problem = row->problem,
        .is_ok = row->state == INTAKE_ROW_OK,
        .is_twin = row->state == INTAKE_ROW_TWIN,
        .is_problem = row->state == INTAKE_ROW_PROBLEM,
        .take_new = choice.what == INTAKE_TAKE_NEW && row->state != INTAKE_ROW_PROBLEM,
        .leave_out = choice.what == INTAKE_LEAVE_OUT,
        .twin_line = row->twin_line,
    };
    for (size_t i = 0; i < r->form.values.n; i++) {
        value = &r->form.values.items[i];
        if (str_eq(value->name, str_fmt(ctx->arena, "row.%d", row->line)))
            view->error = value->error;
    }
    twins_fill(ctx, row, &choice, view);
    sheet->ok_n += view->is_ok;
    sheet->twin_n += view->is_twin;
    sheet->problem_n += view->is_problem;
}

static enum err page_draw(struct req *r, const struct intake_sheet *sheet)
{
    struct ctx *ctx = r->ctx;
    struct intake_sheet_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "intake.sheet"), .nav = "/intakes", .own_heading = true};

    view.channel = form_field(ctx, &r->form, intake_sheet_form, "channel", STR("list"));
    view.source = form_field(ctx, &r->form, intake_sheet_form, "source", STR_NONE);
    view.urgency = form_field(ctx, &r->form, intake_sheet_form, "urgency", STR("routine"));
    view.text = form_field(ctx, &r->form, intake_sheet_form, "text", STR_NONE);
    if (sheet) {
        view.checked = true;
        view.raw = sheet_text(r);
        view.unknown = sheet->unknown;
        for (size_t i = 0; i < sheet->rows.n; i++)
            row_fill(r, &sheet->rows.items[i], &view);
        view.n = (int64_t)sheet->rows.n;
    }
    return resp_page(r, &page, &tmpl_intake_sheet, &view);
}

/* The empty form; or, after something was wrong with one of its rows, the rows again. */
enum err intake_sheet_get(struct req *r)
{
    struct intake_sheet sheet = sheet_head(r);

    if (r->form.sent && str_given(sheet.channel) && str_given(sheet.urgency) &&
        str_given(sheet.source) && intake_sheet_read(r->ctx, sheet_text(r), &sheet) == OK)
        return page_draw(r, &sheet);
    return page_draw(r, NULL);
}

enum err intake_sheet_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake_sheet sheet = sheet_head(r);
    struct intake_choice *choices;
    int64_t n;

    if (!str_given(str_trim(sheet_text(r))))
        return ctx_fail(ctx, E_INVALID, "intake.sheet_missing", "text");
    TRY(intake_sheet_read(ctx, sheet_text(r), &sheet));
    if (!str_given(form_typed(&r->form, "take"))) {
        /* Looking changes nothing and is no mistake. */
        r->resp.status = 200;
        return page_draw(r, &sheet);
    }
    choices = ARENA_ARRAY(ctx->arena, struct intake_choice, sheet.rows.n);
    for (size_t i = 0; i < sheet.rows.n; i++)
        choices[i] = choice_read(r, ctx, &sheet.rows.items[i]);
    TRY(intake_sheet_take(ctx, &sheet, choices, &n));
    return resp_see_other(r, STR("/intakes"), "intake.sheet_taken.done");
}
