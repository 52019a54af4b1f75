/* assess/assess_plot_web.c: the scores of a form over its records as a picture with its table. The
 * picture is places in hundredths; drawing is the template's. */
#include <stdlib.h>

#include "assess_page.h"
#include "base/num.h"
#include "core/form_score.h"

#define EDGE 6       /* hundredths that a scale without levels leaves free at its ends */
#define NEAR 9       /* hundredths between two dots with numbers */
#define LEVELS_MAX 9 /* a list with more is shown by its two ends */
#define INSTANCES_MAX 20
#define SCRATCH_MAX (16 << 20) /* for reading one record */

/* The scores of a form, with the names of the areas they stand in. */
struct plotting {
    struct ctx *ctx;
    const struct pack_form *def;
    LIST_OF(struct form_answers) answers; /* oldest first */
    struct assess_plot_view *view;
    LIST_OF(const struct form_item *) items; /* of each scale: a score that it is of */
};

static bool is_plotted(const struct field *f)
{
    int64_t min, max;

    return f->item && f->item->kind == FORM_QUESTION && form_score_is(f->item) &&
           form_score_bounds(f->item, &min, &max);
}

static bool has_plotted(const struct pack_form *def)
{
    for (const struct field *f = def->fields; f->name; f++)
        if (is_plotted(f))
            return true;
    return false;
}

/* Left and right change places where one reads from the right. */
static int place(const struct plotting *p, int x)
{
    return locale_is_rtl(p->ctx->locale) ? 100 - x : x;
}

/* ---- scales --------------------------------------------------------------------------------- */

/* How many codes of the list are lower: levels stand evenly, whatever their numbers. */
static int level_of(const struct pack_codes *list, int64_t value)
{
    int lower = 0;
    int64_t n;

    for (size_t i = 0; i < list->codes.n; i++)
        lower += form_score_parse(list->codes.items[i].code, &n) == OK && n < value;
    return lower;
}

/* Where a level of a list begins, counted from where one begins to read; n of n is the end. */
static int edge_of(const struct form_item *item, int level)
{
    return level * 100 / (int)item->list->codes.n;
}

static int x_of(const struct plotting *p, const struct form_item *item, int64_t value)
{
    int64_t min = 0, max = 1;

    if (item->list && item->list->codes.n <= LEVELS_MAX) {
        int level = level_of(item->list, value);

        return place(p, (edge_of(item, level) + edge_of(item, level + 1)) / 2);
    }
    (void)form_score_bounds(item, &min, &max);
    value = value < min ? min : value > max ? max : value;
    return place(p, EDGE + (int)((value - min) * (100 - 2 * EDGE) / (max - min)));
}

static void level_add(struct plotting *p, struct assess_scale_view *scale,
                      const struct form_item *item, const struct pack_code *code)
{
    struct ctx *ctx = p->ctx;
    int n = (int)item->list->codes.n, level;
    struct assess_level_view view = {.label = text_in(&code->label, ctx->locale)};
    int64_t value = 0;

    if (form_score_parse(code->code, &value) != OK)
        return;
    level = level_of(item->list, value);
    view.x = x_of(p, item, value);
    view.width = edge_of(item, level + 1) - edge_of(item, level);
    view.from = locale_is_rtl(ctx->locale) ? 100 - edge_of(item, level + 1) : edge_of(item, level);
    view.number = form_score_text(ctx, value, false);
    view.tint = str_fmt(ctx->arena, "%02d", n > 1 ? 4 + level * 26 / (n - 1) : 10);
    /* Many lists number their labels themselves. */
    if (str_has_prefix(view.label, view.number))
        view.label = str_trim(str_from(view.label, view.number.n));
    LIST_ADD(ctx->arena, &scale->levels, view);
}

/* The scale of this score: that of others with the same list, or one of its own. */
static struct assess_scale_view *scale_of(struct plotting *p, const struct form_item *item)
{
    struct assess_scale_view *scale;
    int64_t min = 0, max = 0;

    for (size_t i = 0; i < p->items.n; i++)
        if (item->list && p->items.items[i]->list == item->list)
            return &p->view->scales.items[i];
    LIST_ADD(p->ctx->arena, &p->items, item);
    scale = LIST_PUSH(p->ctx->arena, &p->view->scales);
    (void)form_score_bounds(item, &min, &max);
    scale->low = form_score_text(p->ctx, min, false);
    scale->high = form_score_text(p->ctx, max, false);
    for (size_t i = 0; item->list && i < item->list->codes.n; i++)
        if (item->list->codes.n <= LEVELS_MAX)
            level_add(p, scale, item, &item->list->codes.items[i]);
    return scale;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* One record's score: a cell of the table, and a dot when there is a number. */
static void cell_add(struct plotting *p, const struct field *f, size_t k,
                     struct assess_scale_row_view *row)
{
    struct ctx *ctx = p->ctx;
    const struct form_answers *answers = &p->answers.items[k];
    struct str stored = form_answer((void *)answers, str_c(f->name));
    struct assess_cell_view cell = {.hidden = form_answer_is_hidden(ctx, answers, f->name)};
    struct assess_dot_view dot;
    int64_t n;

    row->is_hidden = row->is_hidden || cell.hidden;
    if (form_score_parse(stored, &n) == OK) {
        cell.text = form_score_text(ctx, n, false);
        dot = (struct assess_dot_view){.x = x_of(p, f->item, n), .text = cell.text};
        if (row->has_last)
            LIST_ADD(ctx->arena, &row->between, row->last);
        row->last = dot;
        row->now = f->item->list ? form_answer_text(ctx, f, stored) : cell.text;
        if (!row->has_last)
            row->was = row->now;
        row->has_last = true;
    }
    LIST_ADD(ctx->arena, &row->cells, cell);
}

/* The first dot is a ring of its own; what is left between is small. */
static void first_take(struct plotting *p, struct assess_scale_row_view *row)
{
    row->has_first = row->between.n > 0;
    if (!row->has_first) {
        row->was = STR_NONE;
        return;
    }
    row->first = row->between.items[0];
    row->between.items++;
    row->between.n--;
    row->is_near = abs(row->first.x - row->last.x) < NEAR;
    if (str_eq(row->was, row->now))
        row->was = STR_NONE;
    row->first_r = row->first.x == row->last.x ? 13 : 10;
    p->view->has_first = true;
    p->view->has_between = p->view->has_between || row->between.n > 0;
}

static void row_add(struct plotting *p, const struct field *f, struct str label)
{
    struct assess_scale_row_view row = {.label = label};
    struct assess_scale_view *scale;

    if (f->hint_text)
        row.about = text_in(f->hint_text, p->ctx->locale);
    for (size_t k = 0; k < p->answers.n; k++)
        cell_add(p, f, k, &row);
    if (!row.has_last && !row.is_hidden)
        return;
    first_take(p, &row);
    scale = scale_of(p, f->item);
    LIST_ADD(p->ctx->arena, &scale->rows, row);
}

/* A section with one judgement is known by its name. */
static void part_add(struct plotting *p, const struct assess_part *part)
{
    struct str heading = STR_NONE;
    int judgements = 0;

    for (const struct field *f = part->fields; f->name; f++)
        judgements += is_plotted(f) && f->item->list;
    for (const struct field *f = part->fields; f->name; f++) {
        struct str label = field_label(p->ctx, f);

        if (f->type == FIELD_INSTANCE)
            heading = label;
        if (!is_plotted(f))
            continue;
        if (str_find(str_c(f->name), STR("/"), 0) > 0)
            label = str_fmt(p->ctx->arena, "%.*s: %.*s", STR_ARG(heading), STR_ARG(label));
        else if (judgements == 1 && f->item->list)
            label = part->title;
        row_add(p, f, label);
    }
}

/* ---- what is read --------------------------------------------------------------------------- */

static void scratch_free(void *arg)
{
    arena_free(arg);
}

/* "child/21/age": more would be no picture. */
static bool is_far(struct str name)
{
    struct str part;
    int64_t k;

    while (str_split(&name, '/', &part))
        if (num_parse_i64(part, &k) == OK && k > INSTANCES_MAX)
            return true;
    return false;
}

/* Scores, and how many there are of what is scored several times. */
static struct str score_kept(void *arg, struct str name, struct str stored)
{
    const struct plotting *p = arg;
    const struct field *f = pack_form_field(p->def, name);
    int64_t n;

    if (!f || is_far(name))
        return STR_NONE;
    if (f->type != FIELD_INSTANCE)
        return is_plotted(f) ? stored : STR_NONE;
    if (num_parse_i64(stored, &n) != OK || n <= INSTANCES_MAX)
        return stored;
    return str_fmt(p->ctx->arena, "%d", INSTANCES_MAX);
}

enum err assess_plot(struct ctx *ctx, const struct casefile *file, const struct pack_form *def,
                     const struct assess_record_list *records, struct assess_plot_view *ret)
{
    struct plotting p = {.ctx = ctx, .def = def, .view = ret};
    struct form_answers all = {0};
    struct assess_part_list parts;
    struct assess_keeping keep = {.kept = score_kept, .arg = &p};
    char text[ID_TEXT];

    if (records->n == 0 || !has_plotted(def))
        return OK;
    keep.scratch = arena_new(SCRATCH_MAX);
    arena_on_reset(ctx->arena, scratch_free, keep.scratch);
    for (size_t i = records->n; i-- > 0;) {
        const struct assess_record *r = &records->items[i];
        struct form_answers *answers = LIST_PUSH(ctx->arena, &p.answers);

        TRY(assess_load_kept(ctx, file, r->id, &keep, answers));
        all = form_answers_join(ctx, def, answers, &all);
        LIST_ADD(ctx->arena, &ret->dates,
                 ((struct assess_plot_date_view){
                     .on = date_of(r->submitted_at, ctx->tz_offset_min),
                     .href = assess_base(ctx, file, id_format(r->id, text))}));
    }
    ret->first_on = ret->dates.items[0].on;
    ret->last_on = ret->dates.items[ret->dates.n - 1].on;
    ret->is_open = ret->dates.n > 2;
    parts = assess_parts(ctx, def, form_live_record(ctx, def, &all));
    for (size_t i = 0; i < parts.n; i++)
        part_add(&p, &parts.items[i]);
    return OK;
}
