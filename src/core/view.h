/* core/view.h: runtime of the compiled templates. A template is compiled at build time against a
 * plain view struct; everything is escaped for the place it stands in. See
 * docs/how-to/templates.md. */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/list.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/i18n.h"

struct tmpl; /* a compiled template; `tmpl_note_panel` for note_panel.html */

/** Markup that is known to be safe; the only thing a template prints unescaped. */
struct html {
    struct str s;
};

/** A template with its view, to be drawn inside another: panels of a page, contents of a frame. */
struct panel_view {
    const struct tmpl *tmpl;
    const void *view;
};
LIST_TYPE(panel_view_list, struct panel_view);

/** The label of a code for {{code list value}}; app connects it with the pack. */
typedef struct str (*view_code_fn)(void *arg, struct str list, struct str code,
                                   const struct locale *l);

/** What templates may use besides their view. */
struct view_env {
    struct arena *arena;
    const struct locale *locale;
    enum calendar_kind calendar; /* dates stand in it, too */
    int tz_offset_min;           /* minutes east of UTC, for instants */
    struct str csrf;             /* masked token for {{csrf}} */
    struct str cmd;              /* fresh command id for {{csrf}} */
    struct str draft; /* id of the draft that the page was filled from, for {{csrf}}; or empty */
    view_code_fn code;
    void *code_arg;
    struct str asset_version; /* for {{asset "style.css"}} */
};

/** Draws as HTML. Errors: E_LIMIT (out is full, or more than 32 templates inside one another). */
enum err view_html(const struct tmpl *t, const void *view, const struct view_env *env,
                   struct buf *out) MUST_CHECK;
/**
 * The same view as JSON: exactly the fields that drawing it would print or test, with untranslated
 * values (ISO dates, codes; null when not given). Branches not taken, html and messages are left
 * out; a panel is an object under its template's name. Errors: E_LIMIT, also beyond 60 levels.
 */
enum err view_json(const struct tmpl *t, const void *view, const struct view_env *env,
                   struct buf *out) MUST_CHECK;

/** Text to HTML text: & < > " ' escaped. */
void view_escape(struct buf *out, struct str s);

#endif
