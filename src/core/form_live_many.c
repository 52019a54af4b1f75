/* core/form_live_many.c: the instances of repeats: made when they are sent or asked for, taken
 * away, left out when nobody filled them in. */
#include "core/form_fill_internal.h"
#include "core/form_live_internal.h"

#define NEW_MAX 50 /* instances that one page or program may add at once */

/* The node on the way from `at` down to the parent of the item; NULL: there is none. */
static struct expr_node *step_down(struct expr_node *at, const struct form_item *item)
{
    const struct form_item *step = item->parent;
    struct expr_node *next = at->first;

    while (step->parent && step->parent != form_state_of(at)->item)
        step = step->parent;
    while (next && form_state_of(next)->item != step)
        next = next->next;
    return next;
}

/* "child" or "child/2/visit": the repeat, and the node that its instances stand in. */
static const struct form_item *repeat_find(const struct form_live *live, struct str name,
                                           struct expr_node **ret_parent)
{
    const struct field *field = pack_form_field(live->def, name);
    const struct form_item *item = field ? field->item : NULL;
    struct expr_node *at = live->fill->doc->first;
    size_t n = name.n;

    if (!item || item->kind != FORM_REPEAT || item->count)
        return NULL;
    while (n > 0 && name.p[n - 1] != '/')
        n--;
    if (n > 0) {
        const struct form_state *outer = form_live_state(live, str_slice(name, 0, n - 1));

        at = outer ? outer->node : NULL;
    }
    /* Groups between have no names of their own in answers. */
    for (size_t guard = 0; at && form_state_of(at)->item != item->parent; guard++)
        at = guard <= live->def->model->items.n ? step_down(at, item) : NULL;
    if (!at)
        return NULL;
    *ret_parent = at;
    return item;
}

/* Some more of a repeat, not computed yet. */
static enum err grow(struct form_live *live, struct expr_node *parent, const struct form_item *item,
                     int64_t n)
{
    struct str problem;

    if (form_fill_grow(live->fill, parent, item, (size_t)n, &problem) != OK)
        return ctx_fail(live->ctx, E_LIMIT, "form.full", NULL);
    return OK;
}

/* What was sent of a repeat. */
struct sent_repeat {
    struct expr_node *parent;
    const struct form_item *item; /* NULL: there is no such repeat, or it counts by itself */
    int64_t have, sent, last;     /* instances that are there; that were sent; the highest number */
};

struct sent_repeats {
    struct map repeats;   /* name → struct sent_repeat * */
    struct map instances; /* "child/2" → its struct sent_repeat * */
    int64_t new_n;
};

static struct sent_repeat *sent_repeat_of(struct form_live *live, struct sent_repeats *s,
                                          struct str name)
{
    struct sent_repeat *r = map_get(&s->repeats, name);

    if (r)
        return r;
    r = ARENA_NEW(live->ctx->arena, struct sent_repeat);
    r->item = repeat_find(live, name, &r->parent);
    for (const struct expr_node *n = r->item ? r->parent->first : NULL; n; n = n->next)
        r->have += form_state_of(n)->item == r->item;
    map_set(&s->repeats, name, r);
    return r;
}

/* Counts the instances that a name stands in, from the outside to the first that is not there. */
static void sent_count(struct form_live *live, struct sent_repeats *s, struct str name)
{
    struct str rest = name, part;
    bool is_there = true;

    while (is_there && str_split(&rest, '/', &part)) {
        struct sent_repeat *r;
        struct str instance;
        int64_t k;

        if (part.p == name.p || num_parse_range(part, 1, FORM_REPEAT_MAX, &k) != OK)
            continue;
        r = sent_repeat_of(live, s, str_slice(name, 0, (size_t)(part.p - name.p) - 1));
        instance = str_slice(name, 0, (size_t)(part.p - name.p) + part.n);
        if (!map_get(&s->instances, instance)) {
            map_set(&s->instances, instance, r);
            r->sent++;
            r->last = k > r->last ? k : r->last;
        }
        is_there = form_live_state(live, instance) != NULL;
    }
}

/* One number alone says nothing of how many there are: a high one would make all up to it. */
static enum err sent_add(struct form_live *live, struct sent_repeats *s, bool *ret_any)
{
    for (size_t i = 0; i < s->repeats.n; i++) {
        const struct sent_repeat *r = s->repeats.entries[i].value;

        if (!r->item || r->last <= r->have)
            continue;
        s->new_n += r->last - r->have;
        if (r->last > r->have + r->sent || s->new_n > NEW_MAX)
            return ctx_fail(live->ctx, E_LIMIT, "form.too_many", NULL);
        TRY(grow(live, r->parent, r->item, r->last - r->have));
        *ret_any = true;
    }
    return OK;
}

enum err form_live_make(struct form_live *live, const struct form *form)
{
    struct sent_repeats s = {0};
    bool any = true;

    /* Once for each level of repeats in repeats. */
    while (any) {
        any = false;
        map_init(&s.repeats, live->ctx->arena);
        map_init(&s.instances, live->ctx->arena);
        for (size_t i = 0; i < form->values.n; i++)
            sent_count(live, &s, form->values.items[i].name);
        TRY(sent_add(live, &s, &any));
        if (any)
            TRY(form_live_settle(live));
    }
    return OK;
}

static bool is_empty(const struct expr_node *node)
{
    const struct form_state *s = form_state_of(node);

    if (form_live_is_box(s->item) && !s->offered && (str_given(s->value) || str_given(s->missing)))
        return false;
    for (const struct expr_node *n = node->first; n; n = n->next)
        if (!is_empty(n))
            return false;
    return true;
}

static bool needs_answers(const struct expr_node *node)
{
    const struct form_state *s = form_state_of(node);

    if (s->relevant && s->required)
        return true;
    for (const struct expr_node *n = node->first; n; n = n->next)
        if (needs_answers(n))
            return true;
    return false;
}

static bool is_first(const struct expr_node *node)
{
    const struct expr_node *n = node->prev;

    while (n && form_state_of(n)->item != form_state_of(node)->item)
        n = n->prev;
    return !n;
}

/* The last of several that nobody filled in was an offer, not an answer; the first of them only
 * where nothing in it is required. */
static enum err drop_below(struct form_live *live, struct expr_node *parent)
{
    struct str problem;

    for (struct expr_node *n = parent->last, *prev; n; n = prev) {
        const struct form_item *item = form_state_of(n)->item;
        const struct expr_node *later = n->next;

        prev = n->prev;
        while (later && form_state_of(later)->item != item)
            later = later->next;
        if (item->kind == FORM_REPEAT && !item->count && !later && is_empty(n) &&
            !(is_first(n) && needs_answers(n)))
            TRY(form_fill_remove(live->fill, n, &problem));
        else
            TRY(drop_below(live, n));
    }
    return OK;
}

enum err form_live_drop_empty(struct form_live *live)
{
    return drop_below(live, live->fill->doc->first);
}

enum err form_live_do(struct form_live *live, struct str what)
{
    struct str verb = STR_NONE, problem = STR_NONE;
    struct expr_node *parent = NULL;
    const struct form_item *repeat;
    struct form_state *s;
    enum err e = E_INVALID;

    (void)str_split(&what, ' ', &verb);
    s = form_live_state(live, what);
    repeat = str_eq(verb, STR("add")) ? repeat_find(live, what, &parent) : NULL;
    if (repeat) {
        TRY(grow(live, parent, repeat, 1));
        return form_live_settle(live);
    }
    if (str_eq(verb, STR("remove")) && s && s->item->kind == FORM_REPEAT && !s->item->count)
        e = form_fill_remove(live->fill, s->node, &problem);
    if (e != OK)
        return ctx_fail(live->ctx, e, "form.unknown_answer", NULL);
    return form_live_settle(live);
}
