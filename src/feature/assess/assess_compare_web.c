/* assess/assess_compare_web.c: two records of one form side by side, question by question. */
#include "assess_page.h"
#include "assess_tmpl.gen.h"
#include "feature/casefile/casefile_page.h"

/* Two records, and what of them is on the page. */
struct comparing {
    struct ctx *ctx;
    const struct casefile *file;
    const struct pack_form *def;
    struct assess_record a, b;
    struct form_answers left, right;
    struct assess_compare_view *view;
};

/* ---- which two ------------------------------------------------------------------------------ */

/* Records of the form, newest first, without their answers. */
static struct assess_record_list records_of(struct ctx *ctx, const struct assess_record_list *all,
                                            struct str form)
{
    struct assess_record_list list = {0};

    for (size_t i = 0; i < all->n; i++)
        if (assess_is_submitted(&all->items[i]) && str_eq(all->items[i].form, form))
            LIST_ADD(ctx->arena, &list, all->items[i]);
    return list;
}

/* Without a name: the form that was filled in last of those with two records, or with one. */
static struct str form_wanted(struct req *r, const struct assess_record_list *all)
{
    struct str best = req_get(r, "form");
    size_t most = 0;

    for (size_t i = 0; !str_given(req_get(r, "form")) && i < all->n; i++) {
        size_t n = records_of(r->ctx, all, all->items[i].form).n;
        const struct pack_form *def = pack_form_find(r->ctx->pack, all->items[i].form);

        n = n > 2 ? 2 : n;
        if (n > most && def && pack_form_is_for_case(def)) {
            most = n;
            best = all->items[i].form;
        }
    }
    return best;
}

/* The newest one that counts, other than this and older than it. */
static struct id newest_but(const struct assess_record_list *list, struct id other)
{
    bool past = !id_given(other);

    for (size_t i = 0; i < list->n; i++) {
        if (past && !id_given(list->items[i].replaced_by))
            return list->items[i].id;
        past = past || id_eq(list->items[i].id, other);
    }
    /* All others were replaced: the next best. */
    for (size_t i = list->n; i-- > 0;)
        if (!id_eq(list->items[i].id, other))
            return list->items[i].id;
    return ID_NONE;
}

static enum err record_wanted(struct req *r, struct comparing *c, const char *name,
                              struct id otherwise, struct assess_record *ret)
{
    struct id id = otherwise;

    if (str_given(req_get(r, name)) && id_parse(req_get(r, name), &id) != OK)
        return ctx_fail(c->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(assess_load(c->ctx, c->file, id, ret));
    if (!assess_is_submitted(ret) || !str_eq(ret->form, c->def->name))
        return ctx_fail(c->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return OK;
}

/* ---- the picker ----------------------------------------------------------------------------- */

static struct str record_words(struct ctx *ctx, const struct assess_record *record)
{
    struct buf out;

    buf_init(&out, ctx->arena, 1000);
    buf_put(&out, ctx_date_words(ctx, ctx_day_of(ctx, record->submitted_at), DATE_MEDIUM));
    buf_put_z(&out, " · ");
    buf_put(&out, record->author_name);
    if (id_given(record->replaced_by)) {
        buf_put_z(&out, " · ");
        buf_put(&out, ctx_msg(ctx, "assess.is_replaced"));
    }
    return buf_str(&out);
}

static const struct field picker[] = {
    {"a", FIELD_ID, .label = "assess.compare_first", .required = true},
    {"b", FIELD_ID, .label = "assess.compare_second", .required = true},
    FIELDS_END,
};

static struct assess_source_view source_view(struct comparing *c, const struct assess_record *r,
                                             const struct assess_record_list *list,
                                             const char *name)
{
    struct ctx *ctx = c->ctx;
    struct str chosen = ctx_id_text(ctx, r->id);
    struct assess_source_view view = {.href = assess_base(ctx, c->file, chosen),
                                      .author = r->author_name,
                                      .version = r->form_version,
                                      .on = date_of(r->submitted_at, ctx->tz_offset_min),
                                      .replaced = id_given(r->replaced_by)};

    view.choice = form_field(ctx, NULL, picker, name, chosen);
    for (size_t i = 0; i < list->n; i++)
        field_option_add(ctx, &view.choice, ctx_id_text(ctx, list->items[i].id),
                         record_words(ctx, &list->items[i]));
    return view;
}

/* ---- the answers ---------------------------------------------------------------------------- */

static struct assess_side_view side_of(struct comparing *c, const struct form_answers *answers,
                                       const struct field *f, struct str *ret_stored)
{
    struct ctx *ctx = c->ctx;
    struct str stored = form_answer((void *)answers, str_c(f->name));
    struct str missing = form_answer((void *)answers, str_fmt(ctx->arena, "%s.missing", f->name));
    struct assess_side_view side = {.hidden = form_answer_is_hidden(ctx, answers, f->name)};

    if (!side.hidden)
        side.text = assess_words(ctx, f, stored, missing, &side.empty);
    *ret_stored = str_given(stored) ? stored : missing;
    return side;
}

/* Nothing is said of two answers that are both hidden, not even whether they differ. */
static void pair_add(struct comparing *c, const struct field *f, struct assess_pairs_view *part)
{
    struct assess_pair_view pair = {.label = field_label(c->ctx, f)};
    struct str left, right;

    pair.a = side_of(c, &c->left, f, &left);
    pair.b = side_of(c, &c->right, f, &right);
    pair.differs = pair.a.hidden != pair.b.hidden || (!pair.a.hidden && !str_eq(left, right));
    c->view->hidden_n += pair.a.hidden && pair.b.hidden;
    c->view->same_n += !pair.differs && !pair.a.hidden;
    if (pair.differs || c->view->all)
        LIST_ADD(c->ctx->arena, &part->rows, pair);
}

static void heading_add(struct comparing *c, const struct field *f, struct assess_pairs_view *part)
{
    size_t n = part->rows.n;
    struct assess_pair_view pair = {.label = field_label(c->ctx, f), .is_heading = true};

    /* Below the last one everything was the same. */
    if (n > 0 && part->rows.items[n - 1].is_heading)
        part->rows.n--;
    LIST_ADD(c->ctx->arena, &part->rows, pair);
}

static void part_add(struct comparing *c, const struct assess_part *from)
{
    struct assess_pairs_view part = {.title = from->title};

    for (const struct field *f = from->fields; f->name; f++) {
        if (f->type == FIELD_INSTANCE || f->type == FIELD_HEADING)
            heading_add(c, f, &part);
        else if (field_is_asked(f) || f->type == FIELD_COMPUTED)
            pair_add(c, f, &part);
    }
    if (part.rows.n > 0 && part.rows.items[part.rows.n - 1].is_heading)
        part.rows.n--;
    if (part.rows.n > 0)
        LIST_ADD(c->ctx->arena, &c->view->parts, part);
}

static enum err answers_fill(struct comparing *c)
{
    struct form_answers both;
    struct assess_part_list parts;

    TRY(form_answers_parse(c->ctx, c->a.answers, &c->left));
    TRY(form_answers_parse(c->ctx, c->b.answers, &c->right));
    both = form_answers_join(c->ctx, c->def, &c->left, &c->right);
    parts = assess_parts(c->ctx, c->def, form_live_record(c->ctx, c->def, &both));
    for (size_t i = 0; i < parts.n; i++)
        part_add(c, &parts.items[i]);
    c->view->is_equal = c->view->parts.n == 0;
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

struct str assess_compare_href(struct ctx *ctx, const struct casefile *file,
                               const struct assess_record *a, const struct assess_record *b)
{
    char left[ID_TEXT], right[ID_TEXT];

    return str_fmt(ctx->arena, "%.*s?form=%.*s&a=%.*s&b=%.*s",
                   STR_ARG(assess_base(ctx, file, STR("compare"))), STR_ARG(a->form),
                   STR_ARG(id_format(a->id, left)), STR_ARG(id_format(b->id, right)));
}

static enum err two_fill(struct req *r, struct comparing *c, const struct assess_record_list *list)
{
    struct ctx *ctx = r->ctx;
    struct id later = ID_NONE;

    (void)!id_parse(req_get(r, "b"), &later);
    if (!id_given(later))
        later = newest_but(list, ID_NONE);
    TRY(record_wanted(r, c, "b", later, &c->b));
    TRY(record_wanted(r, c, "a", newest_but(list, later), &c->a));
    /* The questions as they were asked on the other side; of a form that was revised that is said.
     */
    TRY(assess_form_of(ctx, &c->b, &c->def));
    c->view->has_two = true;
    c->view->a = source_view(c, &c->a, list, "a");
    c->view->b = source_view(c, &c->b, list, "b");
    c->view->other_version = !str_eq(c->a.form_version, c->b.form_version);
    c->view->all_href =
        str_fmt(ctx->arena, "%.*s%s", STR_ARG(assess_compare_href(ctx, c->file, &c->a, &c->b)),
                c->view->all ? "" : "&all=1");
    return answers_fill(c);
}

enum err assess_compare_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct assess_record_list all, list;
    struct assess_compare_view view = {.all = str_given(req_get(r, "all"))};
    struct comparing c = {.ctx = ctx, .file = &file, .view = &view};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(assess_list_for_casefile(ctx, &file, &all));
    view.form = form_wanted(r, &all);
    view.base = casefile_href(ctx, file.id, "forms");
    if (str_given(view.form)) {
        TRY(assess_def(r, c.file, view.form, &c.def));
        view.title = text_in(&c.def->title, ctx->locale);
        list = records_of(ctx, &all, view.form);
        if (list.n > 1)
            TRY(two_fill(r, &c, &list));
    }
    return casefile_page(r, &file, "forms", ctx_msg(ctx, "assess.compare_title"),
                         (struct panel_view){&tmpl_assess_compare, &view});
}
