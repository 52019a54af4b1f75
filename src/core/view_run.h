/* core/view_run.h: what the parts of the template runtime share; nobody else includes it. view.c
 * walks the ops, view_html.c and view_json.c do what an op says. */
#ifndef CORE_VIEW_RUN_H
#define CORE_VIEW_RUN_H

#include "core/view_table.h"

#define VIEW_DEPTH_MAX 32 /* templates inside one another */

struct view_json_node;

/** A context on the way down: the view, an item of a list, a part. */
struct view_frame {
    const struct view_frame *up;
    const void *at;
    size_t index, n; /* in {{#each}} */
    struct view_json_node *node;
};

struct view_draw {
    const struct view_env *env;
    struct buf *out;
    struct arena *json; /* not NULL: build a tree instead of printing */
    int depth;
};

/** A list as its table describes it. */
struct view_items {
    const char *p;
    size_t n;
};

/** One template at work. */
struct view_run {
    struct view_draw *d;
    const struct tmpl *t;
};

/**
 * The address of a value; NULL when a pointer on the way is NULL.
 *
 * raw: a pointer at the very end is not followed (its own address comes back).
 */
const void *view_value(const struct view_run *r, const struct view_frame *f,
                       const struct view_ref *ref, bool raw);
int64_t view_int(const void *p, int type);
bool view_truth(const struct view_run *r, const struct view_frame *f, const struct view_ref *ref);
struct view_items view_list(const void *list, const struct view_each *each);

/** Prints what one op says, when it is neither control flow nor drawing of templates. */
void view_html_op(const struct view_run *r, const struct view_frame *f, const struct view_op *op);

/** Notes what one op would print or test. */
void view_json_op(const struct view_run *r, const struct view_frame *f, const struct view_op *op);
/** The node of a value, made when needed; NULL when a pointer on the way is NULL. */
struct view_json_node *view_json_at(const struct view_run *r, const struct view_frame *f,
                                    const struct view_ref *ref);
void view_json_array(struct view_json_node *node);
/** The next item after prev (the first for NULL), made when needed. */
struct view_json_node *view_json_item(struct view_draw *d, struct view_json_node *array,
                                      struct view_json_node *prev);
/** A fresh member named after a template. */
struct view_json_node *view_json_member(struct view_draw *d, struct view_json_node *node,
                                        struct str name);

/** Walks a whole template. Errors: E_LIMIT. */
enum err view_walk(struct view_draw *d, const struct tmpl *t, const void *view,
                   struct view_json_node *node) MUST_CHECK;

#endif
