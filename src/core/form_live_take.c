/* core/form_live_take.c: what was typed into a form with logic, checked and taken in; its answers
 * as they are stored. */
#include <string.h>

#include "core/form_base.h"
#include "core/form_fill_internal.h"
#include "core/form_live_internal.h"
#include "plat/json.h"

#define JSON_MAX ((size_t)8 << 20)

/* ---- typed values --------------------------------------------------------------------------- */

/* Something stands under "age", or under "age.day" and the like. */
static bool was_sent(const struct form *form, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < form->values.n; i++) {
        const struct form_value *v = &form->values.items[i];

        if (!v->added && str_has_prefix(v->name, str_c(name)) &&
            (v->name.n == n || v->name.p[n] == '.'))
            return true;
    }
    return false;
}

static bool has_error(const struct form *form, const char *name)
{
    const struct form_value *v = form_value_find(form, str_c(name));

    return v && str_given(v->error);
}

static void value_set(struct ctx *ctx, struct form *form, struct str name, struct str text)
{
    struct form_value *v = form_value_of(ctx, form, name);

    v->typed = v->value = text;
}

/* What a field of this page may hold, whatever else is asked: for reading what was sent. */
static const struct field *sent_fields(struct form_live *live, const struct form *form,
                                       const struct form_fields *all)
{
    struct form_fields sent = {0};

    for (size_t i = 0; i < all->n; i++) {
        struct field f = all->items[i];

        f.required = false;
        f.offered = NULL;
        if (field_is_asked(&f) && was_sent(form, f.name))
            LIST_ADD(live->ctx->arena, &sent, f);
    }
    LIST_ADD(live->ctx->arena, &sent, ((struct field)FIELDS_END));
    return sent.items;
}

/* What is being taken in. */
struct taking {
    struct form_live *live;
    struct form *form;
    struct form_base base;
    struct map kept; /* names of questions that another window changed and this one did not */
};

static void forget(struct form *form, const char *name)
{
    size_t length = strlen(name), n = 0;

    for (size_t i = 0; i < form->values.n; i++) {
        struct form_value *v = &form->values.items[i];

        if (!str_has_prefix(v->name, str_c(name)) ||
            (v->name.n > length && v->name.p[length] != '.'))
            form->values.items[n++] = *v;
    }
    form->values.n = n;
}

/* Another window of the author changed the answer, and this one shows it as it was before: what is
 * on record stays. */
static bool keep_other(struct taking *t, const struct field *f, const struct form_state *s,
                       struct str text, struct str missing)
{
    struct arena *a = t->live->ctx->arena;
    struct str name = str_c(f->name);

    /* A default and what is computed are nobody's, and may be others each time. */
    if (s->offered || s->item->calculation || form_base_is_changed(&t->base, name) ||
        !form_base_showed(a, &t->base, name, text, missing) ||
        form_base_showed(a, &t->base, name, form_live_text(s), s->missing))
        return false;
    map_set(&t->kept, name, t);
    forget(t->form, f->name);
    return true;
}

static void put_sent(struct taking *t, const struct field *fields, bool glance)
{
    for (const struct field *f = fields; f->name; f++) {
        struct form_state *s = form_live_state(t->live, str_c(f->name));
        struct str text = form_text(t->form, f->name), missing = form_missing(t->form, f->name);

        if (has_error(t->form, f->name) || keep_other(t, f, s, text, missing))
            continue;
        s->offered = s->offered && glance && str_eq(text, form_live_text(s)) && !str_given(missing);
        form_live_put(t->live, s, text);
        s->missing = missing;
    }
}

/* A box that was shown and did not come back was left empty: no browser sends an empty check box.
 */
static void put_unsent(struct taking *t, const struct form_fields *now, bool glance)
{
    struct str asked = form_typed(t->form, "asked");
    bool any = form_has(t->form, "asked");

    for (size_t i = 0; i < now->n; i++) {
        const struct field *f = &now->items[i];
        struct form_state *s = form_live_state(t->live, str_c(f->name));

        if (!s)
            continue; /* not a question */
        /* A default that was shown, and cannot be changed, is the answer. */
        if (s->readonly && form_live_is_box(s->item))
            s->offered = s->offered && glance;
        if (!field_is_asked(f) || was_sent(t->form, f->name) || map_get(&t->kept, str_c(f->name)) ||
            (any && !form_word_in(asked, str_c(f->name))) ||
            keep_other(t, f, s, STR_NONE, STR_NONE))
            continue;
        form_live_put(t->live, s, STR_NONE);
        s->missing = STR_NONE;
        s->offered = false;
    }
}

/* What stands in the form but was not typed here: an answer that is asked for again. */
static void show_kept(struct form_live *live, struct form *form, const struct form_fields *now)
{
    for (size_t i = 0; i < now->n; i++) {
        const struct field *f = &now->items[i];
        const struct form_state *s = form_live_state(live, str_c(f->name));

        if (!field_is_asked(f) || was_sent(form, f->name))
            continue;
        value_set(live->ctx, form, str_c(f->name), form_live_text(s));
        if (str_given(s->missing))
            value_set(live->ctx, form, str_fmt(live->ctx->arena, "%s.missing", f->name),
                      s->missing);
    }
}

/* ---- checking ------------------------------------------------------------------------------- */

static enum err constraint_fail(struct form_live *live, struct form *form, const struct field *f)
{
    const struct text *message = &f->item->constraint_message;
    enum err e = form_fail(live->ctx, form, f->name, "form.constraint");

    if (text_given(message))
        form_value_of(live->ctx, form, str_c(f->name))->error = text_in(message, live->ctx->locale);
    return e;
}

/* Types, what is required, choices; then what the form itself demands of its answers. */
static enum err check_now(struct form_live *live, struct form *form, struct form_fields *now,
                          bool strict)
{
    struct failure first = {0};
    enum err e;

    for (size_t i = 0; i < now->n; i++)
        now->items[i].required = now->items[i].required && strict;
    for (size_t i = 0; i < form->values.n; i++)
        form->values.items[i].error = STR_NONE;
    live->ctx->fail = (struct failure){0};
    form->fields = now->items;
    e = form_check(live->ctx, form);
    first = live->ctx->fail;
    for (size_t i = 0; i < now->n; i++) {
        const struct field *f = &now->items[i];
        const struct form_state *s = form_live_state(live, str_c(f->name));

        if (field_is_asked(f) && !has_error(form, f->name) && str_given(s->value) && !s->valid)
            e = constraint_fail(live, form, f);
    }
    if (first.msg)
        live->ctx->fail = first;
    return e;
}

enum err form_live_take(struct form_live *live, struct form *form, const struct form_part *part)
{
    struct form_fields all, now;
    const struct field *sent;
    struct taking t = {.live = live, .form = form};
    bool wrong;

    map_init(&t.kept, live->ctx->arena);
    form_base_read(live->ctx->arena, form, &t.base);
    TRY(form_live_make(live, form));
    all = form_live_list(live, part->section, true);
    sent = sent_fields(live, form, &all);
    form->fields = sent;
    wrong = form_check(live->ctx, form) != OK;
    live->ctx->fail = (struct failure){0};
    put_sent(&t, sent, part->glance);
    TRY(form_live_settle(live));
    now = form_live_list(live, part->section, false);
    put_unsent(&t, &now, part->glance);
    /* What was typed wrongly is not empty. */
    if (part->strict && !wrong)
        TRY(form_live_drop_empty(live));
    TRY(form_live_settle(live));
    now = form_live_list(live, part->section, false);
    show_kept(live, form, &now);
    form->sent = true;
    return check_now(live, form, &now, part->strict);
}

enum err form_live_page(struct form_live *live, struct form *form, struct str section,
                        const struct field **ret)
{
    struct form copy = {.sent = true};
    struct failure why = live->ctx->fail;
    enum err e;

    *ret = form_live_list(live, section, false).items;
    if (!form->sent)
        return OK;
    for (size_t i = 0; i < form->values.n; i++)
        LIST_ADD(live->ctx->arena, &copy.values, form->values.items[i]);
    e = form_live_take(live, &copy, &(struct form_part){.section = section, .glance = true});
    live->ctx->fail = why;
    /* Taking it in asked for nothing; the page still says what is required. */
    *ret = form->fields = form_live_list(live, section, false).items;
    return e == E_INVALID ? OK : e;
}

enum err form_live_check(struct form_live *live, struct form *form)
{
    struct form_fields now;

    TRY(form_live_drop_empty(live));
    TRY(form_live_settle(live));
    now = form_live_list(live, STR_NONE, false);
    *form = (struct form){.sent = true};
    for (size_t i = 0; i < now.n; i++) {
        const struct field *f = &now.items[i];
        const struct form_state *s = form_live_state(live, str_c(f->name));

        if (!field_is_asked(f))
            continue;
        /* What is only on offer is not stored, and no answer. */
        value_set(live->ctx, form, str_c(f->name), s->offered ? STR_NONE : form_live_text(s));
        value_set(live->ctx, form, str_fmt(live->ctx->arena, "%s.missing", f->name), s->missing);
        /* A code that was retired since it was chosen may stay. */
        if (f->list)
            value_set(live->ctx, form, str_fmt(live->ctx->arena, "%s.was", f->name),
                      form_live_text(s));
    }
    return check_now(live, form, &now, true);
}

/* ---- as stored ------------------------------------------------------------------------------ */

struct writing {
    struct json_writer w;
    bool whole;
};

static void put_answer(struct writing *out, const struct form_state *s, struct str name,
                       struct arena *a)
{
    const struct field *f = s->item->field;
    struct str text = form_live_text(s), code;

    if (str_given(text)) {
        json_key(&out->w, name);
        if (f->type != FIELD_CODES) {
            json_put_str(&out->w, text);
            return;
        }
        json_open(&out->w, '[');
        while (str_split(&text, ' ', &code))
            json_put_str(&out->w, code);
        json_close(&out->w, ']');
    } else if (str_given(s->missing)) {
        json_key(&out->w, str_cat(a, name, STR(".missing")));
        json_put_str(&out->w, s->missing);
    }
}

static bool json_enter(struct form_walk *w, struct form_state *s, struct str name)
{
    struct writing *out = w->arg;

    if (!s->relevant && !out->whole)
        return false;
    if (s->item->kind == FORM_QUESTION && s->item->field && !s->offered)
        put_answer(out, s, name, w->live->ctx->arena);
    return true;
}

static void json_leave(struct form_walk *w, const struct form_item *item, struct expr_node *parent,
                       struct str name)
{
    struct writing *out = w->arg;
    int n = 0;

    for (const struct expr_node *node = parent->first; node; node = node->next)
        n += form_state_of(node)->item == item && (out->whole || form_state_of(node)->relevant);
    json_key(&out->w, name);
    json_put_str(&out->w, str_fmt(w->live->ctx->arena, "%d", n));
}

struct str form_live_json(struct form_live *live, bool whole)
{
    struct writing out = {.whole = whole};
    struct form_walk w = {.live = live, .enter = json_enter, .leave = json_leave, .arg = &out};
    struct buf buf;

    buf_init(&buf, live->ctx->arena, JSON_MAX);
    json_writer_init(&out.w, &buf);
    json_open(&out.w, '{');
    form_live_walk(&w);
    json_close(&out.w, '}');
    return buf_str(&buf);
}

static bool dropped_enter(struct form_walk *w, struct form_state *s, struct str name)
{
    struct answer_view_list *list = w->arg;
    struct ctx *ctx = w->live->ctx;

    /* What is computed is nobody's answer. */
    if (!s->relevant && form_live_is_box(s->item) && !s->item->calculation && str_given(s->value) &&
        !s->offered) {
        struct field f = form_live_field(w->live, s, name);

        LIST_ADD(ctx->arena, list,
                 ((struct answer_view){.name = name,
                                       .label = field_label(ctx, &f),
                                       .text = form_answer_text(ctx, &f, form_live_text(s)),
                                       .path = form_answer_path(&f, s->value),
                                       .sensitive = f.sensitive}));
    }
    return true;
}

struct answer_view_list form_live_dropped(struct form_live *live)
{
    struct answer_view_list list = {0};
    struct form_walk w = {.live = live, .enter = dropped_enter, .arg = &list};

    form_live_walk(&w);
    return list;
}
