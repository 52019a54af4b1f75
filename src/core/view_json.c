/* core/view_json.c: the same walk as JSON. A tree is built first, because a field may be printed
 * in several places and an object's keys must stand together; then it is written. */
#include "core/view_run.h"
#include "plat/json.h"

#define TREE_MAX (64u << 20)  /* the arena's own cap */
#define TREE_FULL (48u << 20) /* we answer E_LIMIT before */
#define LEVEL_MAX 60          /* json_parse() of the reader takes 64 */

enum kind { NOTHING, TESTED, NUMBER, TEXT, OBJECT, ARRAY };

struct view_json_node {
    enum kind kind;
    struct str key;
    int64_t number; /* NUMBER; of TESTED: 0 null, 1 [], 2 false, 3 true */
    struct str text;
    struct view_json_node *first, *last, *next;
};

static struct view_json_node *node_add(struct view_draw *d, struct view_json_node *parent,
                                       struct str key)
{
    struct view_json_node *n = ARENA_NEW(d->json, struct view_json_node);

    n->key = key;
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    /* Stops the loops of the walk; the writer never sees a tree this large. */
    if (arena_used(d->json) > TREE_FULL)
        d->out->over = true;
    return n;
}

static struct view_json_node *member(struct view_draw *d, struct view_json_node *n, struct str key)
{
    if (n->kind != OBJECT)
        n->kind = OBJECT;
    for (struct view_json_node *m = n->first; m; m = m->next)
        if (str_eq(m->key, key))
            return m;
    return node_add(d, n, key);
}

static struct view_json_node *node_at(const struct view_run *r, const struct view_frame *f,
                                      const struct view_ref *ref, bool raw)
{
    struct view_json_node *n;
    const void *end = view_value(r, f, ref, raw);

    for (int up = ref->up; up > 0; up--)
        f = f->up;
    n = f->node;
    for (int i = 0; n && i < ref->step_n; i++) {
        const struct view_ref part = {.step = ref->step, .step_n = (uint8_t)(i + 1)};
        n = member(r->d, n, r->t->steps[ref->step + i].key);
        /* A pointer on the way that is NULL ends the path: null. */
        if (!end && !view_value(r, f, &part, false)) {
            if (n->kind == NOTHING || n->kind == TESTED)
                *n = (struct view_json_node){.kind = TESTED, .key = n->key, .next = n->next};
            return NULL;
        }
    }
    return n;
}

struct view_json_node *view_json_at(const struct view_run *r, const struct view_frame *f,
                                    const struct view_ref *ref)
{
    return node_at(r, f, ref, false);
}

void view_json_array(struct view_json_node *node)
{
    node->kind = ARRAY;
}

struct view_json_node *view_json_item(struct view_draw *d, struct view_json_node *array,
                                      struct view_json_node *prev)
{
    struct view_json_node *n = prev ? prev->next : array->first;

    return n ? n : node_add(d, array, STR_NONE);
}

struct view_json_node *view_json_member(struct view_draw *d, struct view_json_node *node,
                                        struct str name)
{
    struct str key = name;
    int k = 2;

    node->kind = OBJECT;
    for (struct view_json_node *m = node->first; m;) {
        if (!str_eq(m->key, key)) {
            m = m->next;
            continue;
        }
        key = str_fmt(d->json, "%.*s_%d", STR_ARG(name), k++);
        m = node->first;
    }
    return node_add(d, node, key);
}

static void set_text(struct view_json_node *n, struct str s)
{
    /* A value that is not given is null, as the page shows nothing. */
    n->kind = s.n ? TEXT : TESTED;
    n->number = 0;
    n->text = s;
}

/** The value itself, untranslated. */
static void set_value(const struct view_run *r, struct view_json_node *n, const void *p, int type)
{
    char text[ID_TEXT];

    if (n->kind == OBJECT || n->kind == ARRAY)
        return;
    switch (type) {
    case VIEW_T_STR:
        n->kind = TEXT;
        n->text = *(const struct str *)p;
        break;
    case VIEW_T_ID:
        set_text(n, str_dup(r->d->json, id_format(*(const struct id *)p, text)));
        break;
    case VIEW_T_DATE:
        set_text(n, str_dup(r->d->json, date_format(*(const struct date *)p, text)));
        break;
    case VIEW_T_INSTANT:
        set_text(n, instant_given(*(const struct instant *)p)
                        ? str_dup(r->d->json, instant_format(*(const struct instant *)p, text))
                        : STR_NONE);
        break;
    case VIEW_T_BOOL:
        n->kind = TESTED;
        n->number = *(const bool *)p ? 3 : 2;
        break;
    default:
        n->kind = NUMBER;
        n->number = view_int(p, type);
        break;
    }
}

/** A field that is printed. */
static void note_value(const struct view_run *r, const struct view_frame *f,
                       const struct view_ref *ref)
{
    const void *p;
    struct view_json_node *n;

    if (ref->type == VIEW_T_BAD || ref->type >= VIEW_T_HTML)
        return;
    p = view_value(r, f, ref, false);
    n = view_json_at(r, f, ref);
    if (p && n)
        set_value(r, n, p, ref->type);
}

/** A field that is tested: its value when it has one, else whether it is there. */
static void note_test(const struct view_run *r, const struct view_frame *f,
                      const struct view_ref *ref)
{
    struct view_json_node *n;
    bool given;

    if (ref->type < VIEW_T_HTML) {
        note_value(r, f, ref);
        return;
    }
    if (ref->type >= VIEW_T_INDEX)
        return;
    given = view_truth(r, f, ref);
    n = node_at(r, f, ref, true);
    if (!n || n->kind == OBJECT || n->kind == ARRAY)
        return;
    n->kind = TESTED;
    n->number = given ? 3 : !(ref->flags & VIEW_REF_NESTED) ? 2 : ref->type == VIEW_T_LIST ? 1 : 0;
}

void view_json_op(const struct view_run *r, const struct view_frame *f, const struct view_op *op)
{
    const struct view_arg *args = op->extra;

    switch (op->kind) {
    case VIEW_OP_IF:
    case VIEW_OP_IS:
        note_test(r, f, &op->ref);
        break;
    case VIEW_OP_T:
        for (int i = 0; i < op->a; i++)
            if (args[i].kind == VIEW_ARG_FIELD)
                note_value(r, f, &args[i].ref);
        break;
    case VIEW_OP_ASSET:
    case VIEW_OP_ICON:
        if (args->kind == VIEW_ARG_FIELD)
            note_value(r, f, &args->ref);
        break;
    default:
        note_value(r, f, &op->ref);
        break;
    }
}

static enum err write(struct json_writer *w, const struct view_json_node *n, int level)
{
    static const char *const tested[] = {"null", "[]", "false", "true"};

    if (level > LEVEL_MAX)
        return E_LIMIT;
    switch (n->kind) {
    case TESTED:
        json_put_raw(w, str_c(tested[n->number]));
        return OK;
    case NUMBER:
        json_put_int(w, n->number);
        return OK;
    case TEXT:
        json_put_str(w, n->text);
        return OK;
    default:
        break;
    }
    json_open(w, n->kind == ARRAY ? '[' : '{');
    for (const struct view_json_node *m = n->first; m; m = m->next) {
        if (n->kind != ARRAY)
            json_key(w, m->key);
        TRY(write(w, m, level + 1));
    }
    json_close(w, n->kind == ARRAY ? ']' : '}');
    return OK;
}

enum err view_json(const struct tmpl *t, const void *view, const struct view_env *env,
                   struct buf *out)
{
    struct arena *a = arena_new(TREE_MAX);
    struct view_json_node root = {.kind = OBJECT};
    struct view_draw d = {.env = env, .out = out, .json = a};
    struct json_writer w;
    enum err e = view_walk(&d, t, view, &root);

    if (e == OK && out->over)
        e = E_LIMIT;
    json_writer_init(&w, out);
    if (e == OK)
        e = write(&w, &root, 0);
    arena_free(a);
    return e == OK && out->over ? E_LIMIT : e;
}
