/* core/form_live_field.c: how a question is asked now: its texts with the answers that stand in
 * them, and what blocks it. */
#include "core/form_fill_internal.h"
#include "core/form_live_internal.h"

#define LABEL_MAX 20000

const struct text *form_live_filled(struct ctx *ctx, const struct text *text, form_word_fn word,
                                    void *arg)
{
    struct str rest = text ? text_in(text, ctx->locale) : STR_NONE;
    struct text *made;
    struct buf out;
    ptrdiff_t open = str_find(rest, STR("${"), 0);

    if (open < 0)
        return text;
    buf_init(&out, ctx->arena, LABEL_MAX);
    for (; open >= 0; open = str_find(rest, STR("${"), 0)) {
        ptrdiff_t close = str_find(rest, STR("}"), (size_t)open);
        struct str said;

        if (close < 0)
            break;
        said = word(arg, str_trim(str_slice(rest, (size_t)open + 2, (size_t)close)));
        buf_put(&out, str_slice(rest, 0, (size_t)open));
        buf_put(&out, str_given(said) ? said : STR("…"));
        rest = str_from(rest, (size_t)close + 1);
    }
    buf_put(&out, rest);
    made = ARENA_NEW(ctx->arena, struct text);
    made->in[0] = buf_str(&out);
    return made;
}

struct asked {
    struct form_live *live;
    const struct form_state *s;
};

/* The answer that a name in the text of a question means there, in words. */
static struct str word_of(void *arg, struct str name)
{
    const struct asked *q = arg;
    struct form_live *live = q->live;
    struct expr_nodes nodes = {0};
    struct str said = STR_NONE;

    live->fill->env.arena = live->ctx->arena;
    if (live->fill->env.reference(&live->fill->env, name, q->s->node, false, &nodes) && nodes.n) {
        const struct form_state *other = form_state_of(nodes.items[0]);

        if (other->item->field)
            said = form_answer_text(live->ctx, other->item->field, other->node->text);
    }
    return said;
}

static const struct text *filled(struct form_live *live, const struct form_state *s,
                                 const struct text *text)
{
    struct asked q = {live, s};

    return form_live_filled(live->ctx, text, word_of, &q);
}

const struct text *form_live_said(struct form_live *live, const char *key, struct str function)
{
    struct text *text = ARENA_NEW(live->ctx->arena, struct text);
    struct msg_arg arg = {.name = "function", .text = function};

    text->in[0] = msg_by_key(live->ctx->arena, live->ctx->locale, str_c(key), &arg, 1);
    return text;
}

/* What a formula makes of the question that does not work, or that nobody knows. */
static void block(struct form_live *live, const struct form_state *s, struct field *f)
{
    if (str_given(form_state_fault(s)) && s->item->kind == FORM_QUESTION)
        f->type = FIELD_BLOCKED;
    if (f->type == FIELD_BLOCKED && !f->label_text) {
        struct text *name = ARENA_NEW(live->ctx->arena, struct text);

        name->in[0] = s->item->name;
        f->label_text = name;
    }
    if (str_given(form_state_fault(s)))
        f->hint_text = form_live_said(live, "form.blocked_now", STR_NONE);
    else if (f->type == FIELD_BLOCKED)
        f->hint_text = form_live_said(live, "form.blocked", s->item->blocked);
    else if (str_given(s->fault[FAULT_ANSWER]))
        f->hint_text = form_live_said(live, "form.unchecked", STR_NONE);
}

struct field form_live_field(struct form_live *live, struct form_state *s, struct str name)
{
    struct field f = *s->item->field;

    f.name = str_z(live->ctx->arena, name);
    f.node = s->node;
    f.label_text = filled(live, s, f.label_text);
    f.hint_text = filled(live, s, f.hint_text);
    block(live, s, &f);
    if (s->item->kind != FORM_QUESTION)
        return f;
    f.required = s->required;
    f.offered = f.list ? &s->choices : NULL;
    if (s->readonly && field_is_asked(&f))
        f.type = FIELD_COMPUTED;
    return f;
}
