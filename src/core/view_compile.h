/* core/view_compile.h: the template compiler: text to a checked tree, tree to C tables. Its main is
 * tools/tmplc. The tree is public so that other back ends can follow. Errors are for developers,
 * so they are English sentences with a line, not message keys. */
#ifndef CORE_VIEW_COMPILE_H
#define CORE_VIEW_COMPILE_H

#include "base/buf.h"
#include "core/view_table.h"

#define VIEW_PARTS_MAX 8   /* fields in one path */
#define VIEW_UP_MAX 16     /* ../ in one path, and nested scopes */
#define VIEW_ARGS_MAX 12   /* of one helper */
#define VIEW_BLOCKS_MAX 48 /* blocks inside one another */

enum view_at { VIEW_AT_NONE, VIEW_AT_INDEX, VIEW_AT_FIRST, VIEW_AT_LAST };

/** `../file.number` is {up 1, parts file, number}; `this` has no parts. */
struct view_path {
    int up;
    enum view_at at;
    int part_n;
    struct str parts[VIEW_PARTS_MAX];
};

enum view_word_kind { VIEW_WORD_PATH, VIEW_WORD_TEXT, VIEW_WORD_NUMBER, VIEW_WORD_BARE };

/** An argument. BARE is a word that is no path here: a message key or a C constant. */
struct view_word {
    enum view_word_kind kind;
    struct str name; /* of name=value, else empty */
    struct str text; /* as written, without quotes */
    int64_t number;
    struct view_path path;
};

enum view_node_kind {
    VIEW_NODE_TEXT,
    VIEW_NODE_PRINT,
    VIEW_NODE_HELPER,
    VIEW_NODE_IF, /* also {{#unless}}: negate */
    VIEW_NODE_IS,
    VIEW_NODE_EACH,
    VIEW_NODE_WITH,
    VIEW_NODE_PARTIAL
};

struct view_node {
    enum view_node_kind kind;
    enum view_op_kind op; /* of a helper */
    enum view_place place;
    int line;
    bool negate;
    struct str text;         /* text to print, or name of the helper or partial */
    struct view_path path;   /* what is printed, tested, iterated or handed to a partial */
    struct view_word *words; /* further arguments, in the order written */
    int word_n;
    struct view_node *body, *otherwise, *next;
};

/** A parsed template. Its slices point into the source. */
struct view_tree {
    struct str name; /* note_panel */
    struct str file; /* as errors name it */
    struct str view; /* note_panel_view */
    struct view_node *nodes;
};

/** What is wrong and where. */
struct view_fault {
    struct str file;
    int line;
    struct str text;
};

/**
 * Reads a template and gives every value its place.
 *
 * name must be a C identifier. White space at line starts is dropped outside <pre> and <textarea>.
 *
 * Errors  E_INVALID  ret_fault says why
 */
enum err view_parse(struct arena *a, struct view_tree *tree, struct str source,
                    struct view_fault *ret_fault) MUST_CHECK;

/** The second half of view_parse(): follows the HTML through the tree. Errors: E_INVALID. */
enum err view_place_check(struct arena *a, struct view_tree *tree,
                          struct view_fault *ret_fault) MUST_CHECK;

/** The templates of one folder, which become one pair of files. */
struct view_unit {
    struct str feature; /* "note": the views stand in note_views.h */
    struct str c_name;  /* for #line */
    struct view_tree *trees;
    size_t tree_n;
};

/**
 * Writes the unit as C: tables and their header.
 *
 * Errors  E_INVALID  ret_fault says why; E_LIMIT  a buffer is full
 */
enum err view_emit(struct arena *a, const struct view_unit *unit, struct buf *c, struct buf *h,
                   struct view_fault *ret_fault) MUST_CHECK;

/** Fills in the fault and answers E_INVALID. */
enum err view_fail(struct arena *a, struct view_fault *fault, int line, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

#endif
