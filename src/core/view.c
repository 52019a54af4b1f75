/* core/view.c: walks the ops of a compiled template, for pages and for JSON alike, so that both
 * show the same fields. Prints nothing itself. */
#include <string.h>

#include "core/view_run.h"

static enum err range_walk(const struct view_run *r, const struct view_frame *f, int32_t from,
                           int32_t to);

static const struct view_frame *frame_up(const struct view_frame *f, int up)
{
    while (up-- > 0)
        f = f->up;
    return f;
}

static const char *follow(const char *p)
{
    const char *to;

    memcpy((void *)&to, p, sizeof to);
    return to;
}

const void *view_value(const struct view_run *r, const struct view_frame *f,
                       const struct view_ref *ref, bool raw)
{
    const char *p = frame_up(f, ref->up)->at;

    for (int i = 0; i < ref->step_n; i++) {
        const struct view_step *s = &r->t->steps[ref->step + i];
        p += s->off;
        if (s->ptr && !(raw && i + 1 == ref->step_n)) {
            p = follow(p);
            if (!p)
                return NULL;
        }
    }
    return p;
}

int64_t view_int(const void *p, int type)
{
    switch (type) {
    case VIEW_T_BOOL:
        return *(const bool *)p;
    case VIEW_T_I8:
        return *(const signed char *)p;
    case VIEW_T_U8:
        return *(const unsigned char *)p;
    case VIEW_T_I16:
        return *(const int16_t *)p;
    case VIEW_T_U16:
        return *(const uint16_t *)p;
    case VIEW_T_I32:
        return *(const int32_t *)p;
    case VIEW_T_U32:
        return *(const uint32_t *)p;
    default: {
        int64_t v;
        memcpy(&v, p, sizeof v);
        return v;
    }
    }
}

static bool list_given(const char *p, const struct view_ref *ref)
{
    uint64_t n = 0;

    memcpy(&n, p + ref->n_off, ref->flags & VIEW_REF_N32 ? 4 : 8);
    return n != 0;
}

bool view_truth(const struct view_run *r, const struct view_frame *f, const struct view_ref *ref)
{
    const void *p;

    if (ref->type == VIEW_T_INDEX || ref->type == VIEW_T_FIRST || ref->type == VIEW_T_LAST) {
        f = frame_up(f, ref->up);
        return ref->type == VIEW_T_INDEX   ? f->index > 0
               : ref->type == VIEW_T_FIRST ? f->index == 0
                                           : f->index + 1 == f->n;
    }
    p = view_value(r, f, ref, true);
    if (!p)
        return false;
    switch (ref->type) {
    case VIEW_T_STR:
        return ((const struct str *)p)->n > 0;
    case VIEW_T_HTML:
        return ((const struct html *)p)->s.n > 0;
    case VIEW_T_ID:
        return id_given(*(const struct id *)p);
    case VIEW_T_DATE:
        return date_given(*(const struct date *)p);
    case VIEW_T_INSTANT:
        return instant_given(*(const struct instant *)p);
    case VIEW_T_PANEL:
        return ((const struct panel_view *)p)->tmpl != NULL;
    case VIEW_T_PTR:
        return follow(p) != NULL;
    case VIEW_T_LIST:
        return list_given(p, ref);
    default:
        return view_int(p, ref->type) != 0;
    }
}

static bool is_equal(const struct view_run *r, const struct view_frame *f, const struct view_op *op)
{
    const void *p = view_value(r, f, &op->ref, false);

    if (!p)
        return false;
    if (op->extra)
        return str_eq(*(const struct str *)p, *(const struct str *)op->extra);
    return view_int(p, op->ref.type) == op->b;
}

struct view_items view_list(const void *list, const struct view_each *each)
{
    struct view_items items = {0};
    uint64_t n = 0;

    if (!list)
        return items;
    memcpy(&n, (const char *)list + each->n_off, each->n_size == 4 ? 4 : 8);
    items.p = follow((const char *)list + each->items_off);
    items.n = items.p ? (size_t)n : 0;
    return items;
}

static enum err each_walk(const struct view_run *r, const struct view_frame *f, int32_t i)
{
    const struct view_op *op = &r->t->ops[i];
    const struct view_each *each = op->extra;
    struct view_items items = view_list(view_value(r, f, &op->ref, false), each);
    struct view_frame inner = {.up = f, .n = items.n};
    struct view_json_node *array = r->d->json ? view_json_at(r, f, &op->ref) : NULL;

    if (array)
        view_json_array(array);
    for (; inner.index < items.n; inner.index++) {
        inner.at = items.p + inner.index * each->item_size;
        if (each->item_ptr)
            inner.at = follow(inner.at);
        if (array)
            inner.node = view_json_item(r->d, array, inner.node);
        if (inner.at)
            TRY(range_walk(r, &inner, i + 1, op->a));
        if (r->d->out->over)
            return E_LIMIT;
    }
    return items.n ? OK : range_walk(r, f, op->a, op->b);
}

static enum err with_walk(const struct view_run *r, const struct view_frame *f, int32_t i)
{
    const struct view_op *op = &r->t->ops[i];
    struct view_frame inner = {.up = f, .at = view_value(r, f, &op->ref, false)};

    if (r->d->json)
        inner.node = view_json_at(r, f, &op->ref);
    if (!inner.at)
        return range_walk(r, f, op->a, op->b);
    return range_walk(r, &inner, i + 1, op->a);
}

static enum err panel_walk(const struct view_run *r, const struct view_frame *f,
                           const struct panel_view *panel)
{
    struct view_json_node *node = NULL;

    if (!panel || !panel->tmpl)
        return OK;
    if (r->d->json)
        node = view_json_member(r->d, f->node, panel->tmpl->name);
    return view_walk(r->d, panel->tmpl, panel->view, node);
}

static enum err panels_walk(const struct view_run *r, const struct view_frame *f,
                            const struct view_op *op)
{
    const struct view_each *each = op->extra;
    struct view_items items = view_list(view_value(r, f, &op->ref, false), each);

    for (size_t k = 0; k < items.n; k++) {
        const char *p = items.p + k * each->item_size;
        TRY(panel_walk(r, f, (const struct panel_view *)(each->item_ptr ? follow(p) : p)));
    }
    return OK;
}

static enum err partial_walk(const struct view_run *r, const struct view_frame *f,
                             const struct view_op *op)
{
    const void *at = view_value(r, f, &op->ref, false);
    struct view_json_node *node = r->d->json ? view_json_at(r, f, &op->ref) : NULL;

    return at ? view_walk(r->d, op->extra, at, node) : OK;
}

/** One op; *i is moved to the next. */
static enum err op_walk(const struct view_run *r, const struct view_frame *f, int32_t *i)
{
    const struct view_op *op = &r->t->ops[*i];
    int32_t at = (*i)++;

    switch (op->kind) {
    case VIEW_OP_IF:
    case VIEW_OP_IS: {
        bool yes = op->kind == VIEW_OP_IF ? view_truth(r, f, &op->ref) : is_equal(r, f, op);
        if (r->d->json)
            view_json_op(r, f, op);
        if (yes == op->negate)
            *i = op->a;
        return OK;
    }
    case VIEW_OP_JUMP:
        *i = op->a;
        return OK;
    case VIEW_OP_EACH:
        *i = op->b;
        return each_walk(r, f, at);
    case VIEW_OP_WITH:
        *i = op->b;
        return with_walk(r, f, at);
    case VIEW_OP_PARTIAL:
        return partial_walk(r, f, op);
    case VIEW_OP_RENDER:
        return panel_walk(r, f, view_value(r, f, &op->ref, false));
    case VIEW_OP_PANELS:
        return panels_walk(r, f, op);
    case VIEW_OP_TEXT:
        if (!r->d->json)
            buf_put(r->d->out, (struct str){r->t->text + op->a, (size_t)op->b});
        return OK;
    default:
        if (r->d->json)
            view_json_op(r, f, op);
        else
            view_html_op(r, f, op);
        return OK;
    }
}

static enum err range_walk(const struct view_run *r, const struct view_frame *f, int32_t from,
                           int32_t to)
{
    while (from < to)
        TRY(op_walk(r, f, &from));
    return OK;
}

enum err view_walk(struct view_draw *d, const struct tmpl *t, const void *view,
                   struct view_json_node *node)
{
    struct view_run r = {d, t};
    struct view_frame f = {.at = view, .node = node};
    enum err e;

    if (d->depth >= VIEW_DEPTH_MAX)
        return E_LIMIT;
    d->depth++;
    e = range_walk(&r, &f, 0, (int32_t)t->op_n);
    d->depth--;
    return e;
}
