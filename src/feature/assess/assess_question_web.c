/* assess/assess_question_web.c: the questions of a page: which they are, the cards of what there
 * may be several of, one question at a time, and the answers that will be removed. */
#include "assess_page.h"
#include "core/form_base.h"
#include "core/messages.gen.h"
#include "feature/assess/assess_score.h"

#define ASKED_MAX 100000

/* Fields from `from` up to `to`. */
struct span {
    size_t from, to;
};
LIST_TYPE(spans, struct span);

struct str assess_kept(struct ctx *ctx, struct instant at)
{
    struct msg_arg arg = {.name = "time"};
    struct buf time;

    buf_init(&time, ctx->arena, 200);
    locale_time(&time, ctx->locale, at, ctx->tz_offset_min);
    arg.text = buf_str(&time);
    return msg_format(ctx->arena, ctx->locale, MSG_ASSESS_KEPT, &arg, 1);
}

/* "child/2/age" is inside "child/2". */
static bool is_inside(struct str name, struct str instance)
{
    return name.n > instance.n && name.p[instance.n] == '/' && str_has_prefix(name, instance);
}

bool assess_has_answers(const struct assess_work *w, const struct form *typed, struct str name)
{
    for (size_t i = 0; i < typed->values.n; i++)
        if (is_inside(typed->values.items[i].name, name) &&
            str_given(str_trim(typed->values.items[i].typed)))
            return true;
    for (const struct field *f = form_live_fields(w->answers.live); f->name; f++) {
        const struct form_state *s = form_live_state(w->answers.live, str_c(f->name));

        if (field_is_asked(f) && is_inside(str_c(f->name), name) && s && !s->offered &&
            str_given(s->value))
            return true;
    }
    return false;
}

/* A list that is cut off would say of the rest that it was not asked. */
static enum err names_done(struct ctx *ctx, const struct buf *names, struct str *ret)
{
    return buf_done(names, ret) == OK ? OK : ctx_fail(ctx, E_LIMIT, "form.full", NULL);
}

/* What the page shows: a box that comes back empty was left empty, others were not there. */
static enum err names_asked(struct ctx *ctx, const struct field *fields, struct str *ret)
{
    struct buf out;

    buf_init(&out, ctx->arena, ASKED_MAX);
    for (const struct field *f = fields; f->name; f++)
        if (field_is_asked(f))
            buf_printf(&out, "%s%s", out.n ? " " : "", f->name);
    return names_done(ctx, &out, ret);
}

/* Answers of this form decide what else is asked. */
static bool has_logic(const struct pack_form *def)
{
    for (const struct field *f = def->fields; f->name; f++)
        if (f->item->relevant || f->item->filter || f->item->calculation || f->item->count)
            return true;
    return false;
}

/* ---- one question at a time ----------------------------------------------------------------- */

/* What a page of one question is about: a question, the button for one more, or what is blocked. */
static bool ends_page(const struct field *f)
{
    return field_is_asked(f) || f->type == FIELD_MORE || f->type == FIELD_BLOCKED;
}

/* Headings and notes stand before their question; what follows the last one stays with it. */
static struct spans pages_of(struct ctx *ctx, const struct field *fields)
{
    struct spans pages = {0};
    size_t from = 0, n = 0;

    for (; fields[n].name; n++) {
        if (!ends_page(&fields[n]))
            continue;
        LIST_ADD(ctx->arena, &pages, ((struct span){from, n + 1}));
        from = n + 1;
    }
    if (pages.n)
        pages.items[pages.n - 1].to = n;
    else
        LIST_ADD(ctx->arena, &pages, ((struct span){0, n}));
    return pages;
}

static struct str page_name(const struct field *fields, const struct span *page)
{
    for (size_t i = page->from; i < page->to; i++)
        if (ends_page(&fields[i]))
            return str_c(fields[i].name);
    return STR_NONE;
}

static struct assess_one one_find(const struct field *fields, const struct spans *pages,
                                  struct str at)
{
    struct assess_one one = {.n = (int)pages->n};

    /* From the end: of an instance the first question counts, and the name itself most. */
    for (size_t i = pages->n; i-- > 0;) {
        struct str name = page_name(fields, &pages->items[i]);

        if (is_inside(name, at))
            one.k = (int)i;
        if (str_eq(name, at)) {
            one.k = (int)i;
            break;
        }
    }
    one.name = page_name(fields, &pages->items[one.k]);
    if (one.k > 0)
        one.before = page_name(fields, &pages->items[one.k - 1]);
    if (one.k + 1 < one.n)
        one.behind = page_name(fields, &pages->items[one.k + 1]);
    return one;
}

/* The fields of the page, with the headings of the instances that it is in: whose age is asked? */
static const struct field *one_fields(struct ctx *ctx, const struct field *fields,
                                      const struct span *page, struct str name)
{
    LIST_OF(struct field) kept = {0};

    for (size_t i = 0; i < page->to; i++)
        if (i >= page->from ||
            (fields[i].type == FIELD_INSTANCE && is_inside(name, str_c(fields[i].name))))
            LIST_ADD(ctx->arena, &kept, fields[i]);
    LIST_ADD(ctx->arena, &kept, ((struct field)FIELDS_END));
    return kept.items;
}

/* ---- cards ---------------------------------------------------------------------------------- */

struct blocks {
    struct ctx *ctx;
    const struct field *fields;
    struct field_view_list views; /* of those that are drawn, in the same order */
    const struct assess_where *where;
};

static const struct field *field_of(const struct blocks *b, struct str name)
{
    return field_find(b->fields, name);
}

/* Takes fields as long as they are inside the instance; returns where it stopped. */
static size_t blocks_fill(struct blocks *b, size_t i, struct str inside,
                          struct assess_block_view_list *ret)
{
    while (i < b->views.n) {
        struct field_view *view = &b->views.items[i];
        struct assess_block_view *block;

        if (str_given(inside) && !is_inside(view->name, inside))
            break;
        view->is_top = str_given(b->where->section) && !str_given(inside);
        block = LIST_PUSH(b->ctx->arena, ret);
        block->field = *view;
        i++;
        if (view->type != FIELD_INSTANCE)
            continue;
        block->is_card = true;
        block->may_remove = !field_of(b, view->name)->item->count;
        block->is_sure = str_eq(view->name, b->where->sure);
        i = blocks_fill(b, i, view->name, &block->inner);
    }
    return i;
}

/* ---- answers that will be removed ----------------------------------------------------------- */

enum err assess_dropped(struct req *r, struct form_live *live, struct assess_dropped_view *ret)
{
    struct assess_dropped_view view = {.answers = form_live_dropped(live),
                                       .id = STR("f-" ASSESS_DROP)};
    struct str agreed = form_typed(&r->form, ASSESS_DROP);
    struct buf names;

    buf_init(&names, r->ctx->arena, ASKED_MAX);
    view.agreed = str_given(agreed);
    for (size_t i = 0; i < view.answers.n; i++) {
        buf_printf(&names, "%s%.*s", i ? " " : "", STR_ARG(view.answers.items[i].name));
        view.agreed = view.agreed && pack_has_word(agreed, view.answers.items[i].name);
    }
    TRY(names_done(r->ctx, &names, &view.names));
    for (size_t i = 0; i < r->form.values.n && !view.agreed; i++)
        if (str_eq(r->form.values.items[i].name, STR(ASSESS_DROP)))
            view.error = r->form.values.items[i].error;
    *ret = view;
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* Says where answers of an earlier record come from. */
static void offered_fill(struct assess_work *w, struct field_view_list *fields,
                         struct assess_fill_view *view)
{
    for (size_t i = 0; i < fields->n; i++) {
        struct field_view *field = &fields->items[i];

        view->is_sensitive = view->is_sensitive || field->sensitive;
        field->from = assess_from(&w->answers, field->name);
        view->is_offered = view->is_offered || assess_is_earlier(&w->answers, field->name);
    }
}

/* What the page shows of each answer. A page that comes back with its mistakes was made from what
 * stood there before: its marks and its version stay. */
static void base_fill(struct req *r, struct assess_work *w, bool again,
                      struct field_view_list *fields, struct assess_questions_view *view)
{
    struct arena *a = r->ctx->arena;
    struct form_base base;

    view->version = again ? assess_version_sent(&r->form) : w->draft.version;
    form_base_read(a, &r->form, &base);
    for (size_t i = 0; i < fields->n; i++) {
        struct field_view *f = &fields->items[i];
        const struct form_state *s = form_live_state(w->answers.live, f->name);
        const struct str *sent = map_get(&base.marks, f->name);
        struct str mark = STR_NONE;

        if (again)
            mark = sent ? *sent : STR_NONE;
        else if (s)
            mark = form_base_mark(a, form_live_answer(w->answers.live, f->name), s->missing);
        if (str_given(mark))
            f->base = str_fmt(a, "%.*s %.*s", STR_ARG(f->name), STR_ARG(mark));
    }
}

enum err assess_questions(struct req *r, struct assess_work *w, const struct assess_where *where,
                          struct assess_fill_view *view, struct assess_one *ret_one)
{
    struct ctx *ctx = r->ctx;
    struct form_live *live = w->answers.live;
    struct blocks b = {.ctx = ctx, .where = where};

    TRY(form_live_page(live, &r->form, where->section, &b.fields));
    if (where->one) {
        struct spans pages = pages_of(ctx, b.fields);

        *ret_one = one_find(b.fields, &pages, where->at);
        b.fields = one_fields(ctx, b.fields, &pages.items[ret_one->k], ret_one->name);
        view->questions.at = ret_one->name;
        /* What was sent is for these fields too. */
        if (r->form.sent)
            r->form.fields = b.fields;
    }
    b.views = form_fields(ctx, &r->form, b.fields, form_live_answer, live);
    TRY(assess_propose(live, &b.views));
    offered_fill(w, &b.views, view);
    base_fill(r, w, r->form.sent && !where->kept && form_has(&r->form, FORM_BASE), &b.views,
              &view->questions);
    (void)blocks_fill(&b, 0, STR_NONE, &view->questions.blocks);
    view->questions.part = where->section;
    TRY(names_asked(ctx, b.fields, &view->questions.asked));
    view->has_logic = has_logic(w->def);
    if (!str_given(where->section))
        TRY(assess_dropped(r, live, &view->questions.dropped));
    return OK;
}
