/* core/view_tags.h: the first step of the template compiler, used by view_parse.c only: cuts a
 * template into text and tags, and tags into words. */
#ifndef CORE_VIEW_TAGS_H
#define CORE_VIEW_TAGS_H

#include "core/view_compile.h"

enum view_tag_kind {
    VIEW_TAG_OPEN,    /* {{#…}} */
    VIEW_TAG_CLOSE,   /* {{/…}} */
    VIEW_TAG_PARTIAL, /* {{> …}} */
    VIEW_TAG_COMMENT,
    VIEW_TAG_ELSE,
    VIEW_TAG_VIEW,
    VIEW_TAG_VALUE
};

struct view_tag {
    enum view_tag_kind kind;
    int line;
    struct view_word words[VIEW_ARGS_MAX + 1];
    int word_n;
};

struct view_tags {
    struct arena *a;
    struct view_fault *fault;
    struct str src;
    size_t pos; /* next byte */
    int line;
    struct view_tag tag; /* the one last read */
};

/**
 * Reads on to the end of the next tag, and of its line when it stands alone there.
 *
 * Returns  the text before it; ret_more says whether there was a tag
 * Errors   E_INVALID
 */
enum err view_tag_next(struct view_tags *t, struct str *ret_text, bool *ret_more) MUST_CHECK;

/** True when the word is z, neither quoted nor named. */
bool view_word_is(const struct view_word *w, const char *z);

/** True for a C identifier of reasonable length. */
bool view_is_ident(struct str s);

/** `../a.b`, `this`, `@index`. False when the word is no path. */
bool view_path_read(struct str s, struct view_path *ret);

#endif
