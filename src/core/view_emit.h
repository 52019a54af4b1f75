/* core/view_emit.h: what the two halves of the C back end share. view_refs.c describes fields,
 * view_compile.c the rest. */
#ifndef CORE_VIEW_EMIT_H
#define CORE_VIEW_EMIT_H

#include "base/list.h"
#include "core/view_compile.h"

#define VIEW_TYPE_MAX 4096

/** A field (or item) reached in this template. In C: `<name>_v7`, with pointers followed
 * `<name>_t7`. */
struct view_field {
    int parent; /* -1: the view itself */
    struct str name;
    int item;    /* type of a list's items, or -1 */
    bool nested; /* something inside it is drawn */
};

struct view_way {
    int end, step_n, step;
};

/** A reference as it will be printed. type -1: none. */
struct view_ref_row {
    int up, type, step_n, step;
    bool test;
    enum view_at at;
};

struct view_op_row {
    const char *kind;
    enum view_place place;
    bool negate;
    const char *style;
    struct view_ref_row ref;
    int a;
    struct str b, extra;
};

struct view_emitter {
    struct arena *a;
    struct view_fault *fault;
    const struct view_unit *unit;
    const struct view_tree *tree;
    struct buf *c, text, steps;
    size_t *counted; /* of c, how much has had its lines counted, */
    int *lines;      /* and how many there were */
    LIST_OF(struct view_field) types;
    LIST_OF(struct view_way) ways;
    LIST_OF(struct view_op_row) ops;
    int step_n, table_n;
    bool label; /* something jumps here: text may not join the text before */
    struct {
        int type;
        bool each;
    } scopes[VIEW_BLOCKS_MAX + 1];
    int scope_n;
};

#define VIEW_NAME(e) STR_ARG((e)->tree->name)
#define VIEW_NO_REF ((struct view_ref_row){.type = -1})

/** Appends a C string literal, one line of the text a line. */
void view_put_literal(struct buf *out, struct str s);
/** #line: what follows is blamed on the template. */
void view_put_line(struct view_emitter *e, int line);
/** Complains at the template's line unless the condition holds. */
void view_put_assert(struct view_emitter *e, int line, struct str condition, struct str what);

/** A type that is declared by the caller; its number. */
int view_type_add(struct view_emitter *e, int parent, struct str name);
/** The type of a list's items, declared when new. */
int view_type_item(struct view_emitter *e, int list, int line);

/** Finds the field in its scope; declares what is new on the way. Errors: E_INVALID. */
enum err view_ref_make(struct view_emitter *e, const struct view_path *path, int line,
                       struct view_ref_row *ret) MUST_CHECK;
/** The initializer of a struct view_ref. */
void view_put_ref(struct view_emitter *e, struct buf *out, const struct view_ref_row *r);
/** The field must be one of these types: say is a set of VIEW_ bits and the complaint. */
void view_need_types(struct view_emitter *e, const struct view_path *path,
                     const struct view_ref_row *r, int line, const char *const say[2]);
/** If the field is a struct of its own kind, it must be a list. */
void view_need_list(struct view_emitter *e, const struct view_ref_row *r, int line);
/** The text, steps and ops that were gathered, and the template itself. */
void view_put_tables(struct view_emitter *e);

#endif
