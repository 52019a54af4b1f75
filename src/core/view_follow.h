/* core/view_follow.h: a cursor that follows the HTML of a template, so that each value knows its
 * place. view_follow.c moves it over static text, view_place.c through the tree. */
#ifndef CORE_VIEW_FOLLOW_H
#define CORE_VIEW_FOLLOW_H

#include "core/view_compile.h"
#include "core/view_names.h"

#define VIEW_OPEN_MAX 64 /* elements inside one another */

enum view_state {
    VIEW_S_TEXT,
    VIEW_S_BETWEEN,  /* in a tag, an attribute may begin */
    VIEW_S_NEED_GAP, /* in a tag, white space or the end must follow */
    VIEW_S_SELF,     /* after / in a tag */
    VIEW_S_ATTR_NAME,
    VIEW_S_AFTER_NAME,
    VIEW_S_BEFORE_VALUE,
    VIEW_S_VALUE,
    VIEW_S_UNQUOTED,
    VIEW_S_DOCTYPE,
    VIEW_S_RAW,   /* in <script> and the like */
    VIEW_S_RCDATA /* in <title> or <textarea> */
};

/** How far a URL attribute has come. */
enum view_url {
    VIEW_URL_NONE,
    VIEW_URL_EMPTY,
    VIEW_URL_SCHEME,
    VIEW_URL_ROOT, /* after the / of a path's beginning */
    VIEW_URL_PATH,
    VIEW_URL_QUERY,
    VIEW_URL_ADDR,
    VIEW_URL_STARTED,
    VIEW_URL_BAD
};

struct view_element {
    struct str name;
    int line;
};

struct view_cursor {
    enum view_state state;
    char quote;
    enum view_url url;
    struct str tag, attr; /* being read, as written */
    bool closing;         /* the tag is </…> */
    bool dynamic;         /* the attribute holds a value */
    bool is_post, has_csrf, has_http_equiv, dynamic_content;
    bool bol; /* all that is printed so far ends a line, whichever way was taken */
    struct view_element open[VIEW_OPEN_MAX];
    int open_n;
};

struct view_follow {
    struct arena *a;
    struct view_tree *tree;
    struct view_fault *fault;
    struct view_cursor at;
    int line;
};

/** Moves over static text and replaces it by what is to be printed. Errors: E_INVALID. */
enum err view_follow_text(struct view_follow *w, struct view_node *n) MUST_CHECK;

/** The attribute's value is complete; value is its text when nothing dynamic stood in it. */
void view_follow_attr_end(struct view_follow *w, struct str value);

/** Whether such an element is open. */
bool view_follow_inside(const struct view_cursor *at, struct str tag);

#endif
