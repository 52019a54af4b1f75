/* assess/assess_hide.c: who may read which answer, and taking out of a record what its reader may
 * not see: the answer, and what would give it away. */
#include "base/num.h"
#include "core/authz.h"
#include "feature/assess/assess_form.h"

enum assess_reader assess_may_read(const struct ctx *ctx, const struct casefile *file,
                                   const struct assess_record *record)
{
    struct id me = ctx->actor.account_id, unit = ctx->actor.scope_id;
    bool supervises = authz_can(ctx, CAP_NOTE_CONFIDENTIAL) &&
                      (id_eq(unit, file->team_id) || id_eq(unit, file->agency_id));

    if (supervises || id_eq(file->worker_id, me))
        return ASSESS_ALL;
    return id_eq(record->account_id, me) ? ASSESS_SENSITIVE : ASSESS_PLAIN;
}

static bool has_sensitive_code(const struct pack_codes *list)
{
    for (size_t i = 0; list && i < list->codes.n; i++)
        if (list->codes.items[i].sensitive)
            return true;
    return false;
}

/* Asked of the question alone: a mark that depends on the answer would be the answer. */
static enum assess_reader reader_of(const struct ctx *ctx, const struct field *field)
{
    if (!field->sensitive)
        return has_sensitive_code(field_list(ctx, field)) ? ASSESS_SENSITIVE : ASSESS_PLAIN;
    return field->restricted ? ASSESS_ALL : ASSESS_SENSITIVE;
}

bool assess_is_for_all(const struct ctx *ctx, const struct field *field)
{
    return reader_of(ctx, field) == ASSESS_PLAIN && !str_given(field->item->readers);
}

/* A question may be for some roles only. */
static bool is_for_role(const struct ctx *ctx, const struct form_item *item)
{
    return !str_given(item->readers) || pack_has_word(item->readers, role_code(ctx->actor.role));
}

/* ---- what a question being asked gives away -------------------------------------------------- */

/* A form, and of each item how much one must be allowed to read to know that it was asked. */
struct giveaway {
    const struct ctx *ctx;
    bool every_role; /* for readers in all roles, not for the actor's alone */
    const struct form_model *model;
    enum assess_reader *of;
    bool *known;
    enum assess_reader worst; /* of the names of an expression */
};

static enum assess_reader to_know(struct giveaway *g, const struct form_item *item);

static enum assess_reader to_read(const struct giveaway *g, const struct form_item *item)
{
    bool readable = g->every_role ? !str_given(item->readers) : is_for_role(g->ctx, item);

    return readable ? reader_of(g->ctx, item->field) : ASSESS_NOBODY;
}

/* Reading the answer itself; of what is computed, reading all that it is computed from. */
static void on_name(void *arg, struct str name, bool is_reference)
{
    struct giveaway *g = arg;
    const struct form_item *item = form_model_find(g->model, name);
    enum assess_reader need, outer = g->worst;

    (void)is_reference;
    if (!item || !item->field)
        return;
    need = to_read(g, item);
    g->worst = to_know(g, item);
    need = need > g->worst ? need : g->worst;
    g->worst = ASSESS_PLAIN;
    if (item->calculation && item->triggers.n == 0)
        expr_each_name(item->calculation, on_name, g);
    need = need > g->worst ? need : g->worst;
    g->worst = need > outer ? need : outer;
}

/* In a filter a name alone is a column of the list. */
static void on_filter_name(void *arg, struct str name, bool is_reference)
{
    if (is_reference)
        on_name(arg, name, is_reference);
}

static enum assess_reader to_know(struct giveaway *g, const struct form_item *item)
{
    /* Whether it is asked, how often, and what can be chosen. */
    struct expr *const asks[] = {item->relevant, item->count,
                                 item->itemset ? item->itemset->nodes : NULL};
    enum assess_reader outer = g->worst, above;

    if (g->known[item->index])
        return g->of[item->index];
    g->known[item->index] = true;
    above = item->parent ? to_know(g, item->parent) : ASSESS_PLAIN;
    g->worst = ASSESS_PLAIN;
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++)
        if (asks[i])
            expr_each_name(asks[i], on_name, g);
    if (item->filter)
        expr_each_name(item->filter, on_filter_name, g);
    g->of[item->index] = g->worst > above ? g->worst : above;
    g->worst = outer;
    return g->of[item->index];
}

/* ---- taking out ------------------------------------------------------------------------------ */

struct hiding {
    struct giveaway gives;
    const struct pack_form *def; /* NULL: the pack has the form no more */
    const struct pack_form *now; /* of today, which may be stricter; or NULL */
    enum assess_reader reader;
};

static bool has_readers(const struct pack_form *def)
{
    for (const struct field *f = def ? def->fields : NULL; f && f->name; f++)
        if (str_given(f->item->readers))
            return true;
    return false;
}

static bool is_private(const struct hiding *h, const struct field *field)
{
    return reader_of(h->gives.ctx, field) > h->reader || !is_for_role(h->gives.ctx, field->item);
}

/* Then or now. */
static bool is_marked(const struct hiding *h, const struct field *then)
{
    const struct field *now = h->now ? pack_form_field(h->now, str_c(then->name)) : NULL;

    return is_private(h, then) || (now && is_private(h, now));
}

static enum form_sight sight_of(void *arg, struct str name, struct str stored)
{
    struct hiding *h = arg;
    const struct field *field = h->def ? pack_form_field(h->def, name) : NULL;

    (void)stored;
    /* Nobody knows any more how private it was. */
    if (!field)
        return h->reader < ASSESS_SENSITIVE ? FORM_MARKED : FORM_SHOWN;
    if (to_know(&h->gives, field->item) > h->reader)
        return FORM_GONE;
    return is_marked(h, field) ? FORM_MARKED : FORM_SHOWN;
}

static bool is_stored(const struct form_answers *answers, struct arena *a, struct str name)
{
    return str_given(form_answer((void *)answers, name)) ||
           str_given(form_answer((void *)answers, str_cat(a, name, STR(".missing"))));
}

/* One question, and the repeats around it from the outside in. */
struct marking {
    struct arena *arena;
    const struct form_answers *answers;
    const struct form_item *item;
    LIST_OF(const struct form_item *) repeats;
    struct form_hiding *out;
};

static void repeats_add(struct marking *m, const struct form_item *item)
{
    if (!item)
        return;
    repeats_add(m, item->parent);
    if (item->kind == FORM_REPEAT)
        LIST_ADD(m->arena, &m->repeats, item);
}

static struct str below(struct arena *a, struct str base, struct str tail)
{
    return str_given(base) ? str_fmt(a, "%.*s/%.*s", STR_ARG(base), STR_ARG(tail)) : tail;
}

/* In each instance, as many as are on record: that one of them was not answered tells as much. */
static void mark_in(struct marking *m, size_t depth, struct str base)
{
    int64_t n = 0;
    struct str name;

    if (depth == m->repeats.n) {
        name = below(m->arena, base, m->item->tail);
        if (!is_stored(m->answers, m->arena, name))
            LIST_ADD(m->arena, &m->out->also, name);
        return;
    }
    name = below(m->arena, base, m->repeats.items[depth]->tail);
    (void)!num_parse_range(form_answer((void *)m->answers, name), 0, FORM_REPEAT_MAX, &n);
    for (int64_t k = 1; k <= n; k++)
        mark_in(m, depth + 1, str_fmt(m->arena, "%.*s/%lld", STR_ARG(name), (long long)k));
}

/* Whether a private question was answered is private too: it is marked in any case. */
static void mark_unanswered(struct hiding *h, const struct form_answers *answers,
                            struct form_hiding *out)
{
    for (const struct field *f = h->def ? h->def->fields : NULL; f && f->name; f++) {
        struct marking m = {
            .arena = h->gives.ctx->arena, .answers = answers, .item = f->item, .out = out};

        if (!is_marked(h, f) || !field_is_asked(f) || to_know(&h->gives, f->item) > h->reader)
            continue;
        repeats_add(&m, f->item->parent);
        mark_in(&m, 0, STR_NONE);
    }
}

static struct giveaway giveaway_of(struct ctx *ctx, const struct pack_form *def)
{
    return (struct giveaway){
        .ctx = ctx,
        .model = def->model,
        .of = ARENA_ARRAY(ctx->arena, enum assess_reader, def->model->items.n),
        .known = ARENA_ARRAY(ctx->arena, bool, def->model->items.n),
    };
}

enum assess_reader assess_reader_asked(struct ctx *ctx, const struct pack_form *def,
                                       const struct field *field)
{
    struct giveaway g = giveaway_of(ctx, def);

    g.every_role = true;
    return to_know(&g, field->item);
}

enum err assess_hide_answers(struct ctx *ctx, const struct pack_form *def,
                             enum assess_reader reader, struct str *answers, bool *ret_any)
{
    const struct pack_form *now = def ? pack_form_find(ctx->pack, def->name) : NULL;
    struct hiding h = {
        .gives = {.ctx = ctx}, .def = def, .now = now != def ? now : NULL, .reader = reader};
    struct form_hiding out = {.sight = sight_of, .arg = &h};
    struct form_answers parsed;

    *ret_any = false;
    if (reader == ASSESS_ALL && !has_readers(def) && !has_readers(h.now))
        return OK;
    if (def)
        h.gives = giveaway_of(ctx, def);
    TRY(form_answers_parse(ctx, *answers, &parsed));
    mark_unanswered(&h, &parsed, &out);
    struct str left = form_answers_hide(ctx, &parsed, &out);

    *ret_any = out.any;
    if (out.any)
        *answers = left;
    return OK;
}

enum err assess_hide(struct ctx *ctx, const struct casefile *file, struct assess_record *record)
{
    const struct pack_form *def;

    if (!id_given(record->id) || !assess_is_submitted(record))
        return OK;
    TRY(assess_form_of(ctx, record, &def));
    return assess_hide_answers(ctx, def, assess_may_read(ctx, file, record), &record->answers,
                               &record->has_hidden);
}

enum err assess_hide_row(struct ctx *ctx, struct sync_row *row)
{
    struct bind *answers = sync_row_value(row, "answers"), *state = sync_row_value(row, "state");
    struct casefile file;

    if (!answers || !state) {
        row->left_out = true;
        return OK;
    }
    struct assess_record record = {
        .id = sync_row_id(row, "id"),
        .casefile_id = sync_row_id(row, "casefile_id"),
        .account_id = sync_row_id(row, "account_id"),
        .form = sync_row_value(row, "form")->s,
        .form_version = sync_row_value(row, "form_version")->s,
        .state = state->s,
        .answers = answers->s,
    };
    enum err e = casefile_load(ctx, record.casefile_id, CASEFILE_READ, &file);

    if (e == OK)
        e = assess_hide(ctx, &file, &record);
    if (e == E_BUSY || e == E_IO)
        return e;
    row->left_out = e != OK;
    answers->s = record.answers;
    return OK;
}
