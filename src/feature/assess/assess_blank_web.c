/* assess/assess_blank_web.c: a form on paper: all that it may ask, with the numbers that its record
 * has, and without any answer. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "base/num.h"
#include "core/expr.h"
#include "feature/casefile/casefile_page.h"

#define INSTANCES 3 /* of what there may be several of, on paper */
#define ONLY_IF_MAX 1000
#define PUT_MAX 20

/* One field on its way to paper. */
struct paper {
    struct ctx *ctx;
    const struct pack_form *def;
    struct buf numbers;                   /* of the questions that it depends on */
    const struct form_item *put[PUT_MAX]; /* those questions */
    size_t put_n;
};

/* ---- "only after question 3" ---------------------------------------------------------------- */

static void number_put(struct paper *p, const struct form_item *item)
{
    int n = assess_number(p->def, item);
    struct buf one;

    for (size_t i = 0; i < p->put_n; i++)
        if (p->put[i] == item)
            return;
    if (n == 0 || p->put_n == PUT_MAX)
        return;
    p->put[p->put_n++] = item;
    buf_init(&one, p->ctx->arena, 40);
    locale_number(&one, p->ctx->locale, n);
    if (p->numbers.n)
        buf_put_z(&p->numbers, locale_is_rtl(p->ctx->locale) ? "، " : ", ");
    buf_put(&p->numbers, buf_str(&one));
}

static void on_name(void *arg, struct str name, bool is_reference)
{
    struct paper *p = arg;
    const struct form_item *item = form_model_find(p->def->model, name);

    (void)is_reference;
    if (item)
        number_put(p, item);
}

/* True when it is not always asked; *ret names the questions that decide, if questions do. */
static bool depends(struct paper *p, const struct form_item *item, struct str *ret)
{
    bool any = false;

    p->put_n = 0;
    buf_init(&p->numbers, p->ctx->arena, ONLY_IF_MAX);
    do {
        any = any || item->relevant;
        if (item->relevant)
            expr_each_name(item->relevant, on_name, p);
        item = item->parent;
    } while (item && item->kind != FORM_REPEAT);
    *ret = buf_str(&p->numbers);
    return any;
}

/* ---- fields --------------------------------------------------------------------------------- */

static void options_fill(struct ctx *ctx, const struct field *f,
                         struct assess_blank_field_view *view)
{
    const struct pack_codes *list = field_list(ctx, f);

    for (size_t i = 0; list && f->type != FIELD_YESNO && i < list->codes.n; i++) {
        if (!list->codes.items[i].retired)
            LIST_ADD(ctx->arena, &view->options, text_in(&list->codes.items[i].label, ctx->locale));
    }
    if (f->type != FIELD_YESNO)
        return;
    LIST_ADD(ctx->arena, &view->options, ctx_msg(ctx, "core.yes"));
    LIST_ADD(ctx->arena, &view->options, ctx_msg(ctx, "core.no"));
    if (f->unknown)
        LIST_ADD(ctx->arena, &view->options, ctx_msg(ctx, "core.not_known"));
}

static bool is_line(enum field_type type)
{
    return type == FIELD_LINE || type == FIELD_INT || type == FIELD_DECIMAL || type == FIELD_TIME ||
           type == FIELD_FILE; /* what it is called, and where it is kept */
}

static struct assess_blank_field_view blank_field(struct paper *p, const struct field *f)
{
    struct ctx *ctx = p->ctx;
    struct assess_blank_field_view view = {.number = assess_number(p->def, f->item),
                                           .label = field_label(ctx, f),
                                           .type = (int)f->type,
                                           .required = f->required || f->item->required,
                                           .sensitive = f->sensitive,
                                           .is_date =
                                               f->type == FIELD_DATE || f->type == FIELD_DATETIME,
                                           .has_time = f->type == FIELD_DATETIME,
                                           .is_long = f->type == FIELD_TEXT,
                                           .is_line = is_line(f->type)};

    if (f->hint_text)
        view.hint = text_in(f->hint_text, ctx->locale);
    view.depends = depends(p, f->item, &view.only_if);
    options_fill(ctx, f, &view);
    return view;
}

/* ---- the page ------------------------------------------------------------------------------- */

static bool on_paper(const struct field *f)
{
    return f->type != FIELD_COMPUTED && f->type != FIELD_HIDDEN && f->type != FIELD_BLOCKED &&
           f->type != FIELD_MORE;
}

static struct str numbered(struct ctx *ctx, struct str label, int k)
{
    struct buf out;

    buf_init(&out, ctx->arena, label.n + 40);
    buf_put(&out, label);
    buf_put_c(&out, ' ');
    locale_number(&out, ctx->locale, k);
    return buf_str(&out);
}

/* The fields of one instance, from its heading on. */
static size_t instance_end(const struct field *first)
{
    struct str name = str_c(first[0].name);
    size_t n = 1;

    while (first[n].name && str_has_prefix(str_c(first[n].name), name) &&
           first[n].name[name.n] == '/')
        n++;
    return n;
}

/* n fields from the first; of an instance the k-th. */
static void fields_put(struct paper *p, const struct field *first, size_t n, int k,
                       struct assess_blank_part_view *part)
{
    for (size_t i = 0; i < n; i++) {
        struct assess_blank_field_view view;

        if (!on_paper(&first[i]))
            continue;
        view = blank_field(p, &first[i]);
        if (i == 0 && k > 0)
            view.label = numbered(p->ctx, text_in(&first->item->label, p->ctx->locale), k);
        LIST_ADD(p->ctx->arena, &part->fields, view);
    }
}

static void part_fill(struct paper *p, const struct field *fields,
                      struct assess_blank_part_view *part)
{
    const struct field *f = fields;

    while (f->name) {
        size_t n = 1;

        if (f->type != FIELD_INSTANCE) {
            fields_put(p, f, n, 0, part);
        } else {
            n = instance_end(f);
            for (int k = 1; k <= INSTANCES; k++)
                fields_put(p, f, n, k, part);
        }
        f += n;
    }
}

/* No name and no flags of the person: paper gets lost. The number finds the case again. */
enum err assess_blank_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct paper paper = {.ctx = ctx};
    struct assess_blank_view view = {0};
    struct page page = {.nav = "/cases", .narrow = true};
    const struct field *fields;

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_READ, &file));
    TRY(assess_def(r, &file, req_param(r, "form"), &paper.def));
    view.number = file.number;
    view.version = paper.def->version;
    view.href = casefile_href(ctx, file.id, "forms");
    view.qr = req_qr(
        r,
        casefile_href(ctx, file.id, str_fmt(ctx->arena, "forms/%.*s", STR_ARG(paper.def->name)).p),
        ctx_msg(ctx, "assess.blank_qr"));
    page.title = text_in(&paper.def->title, ctx->locale);
    TRY(form_live_blank(ctx, paper.def, &fields));
    struct assess_part_list parts = assess_parts(ctx, paper.def, fields);

    for (size_t i = 0; i < parts.n; i++) {
        struct assess_blank_part_view part = {
            .title = parts.n > 1 ? parts.items[i].title : STR_NONE, .hint = parts.items[i].hint};

        part_fill(&paper, parts.items[i].fields, &part);
        LIST_ADD(ctx->arena, &view.parts, part);
    }
    return resp_page(r, &page, &tmpl_assess_blank, &view);
}
