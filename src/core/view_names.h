/* core/view_names.h: elements and attributes of HTML, sorted by what they mean for escaping. */
#ifndef CORE_VIEW_NAMES_H
#define CORE_VIEW_NAMES_H

#include "base/str.h"

/** Whether s is in a NULL-terminated list; ASCII case folded. */
bool view_one_of(struct str s, const char *const *names);
/** Elements without an end tag. */
bool view_is_void(struct str tag);
/** Elements whose content a browser does not read as HTML. */
bool view_is_raw(struct str tag);
/** Elements that hold text with entities, but no tags. */
bool view_is_rcdata(struct str tag);
/** Elements of HTML that a browser does not close at "/>"; most others are SVG's. */
bool view_is_html(struct str tag);
/** Attributes that hold one address. */
bool view_is_url_attr(struct str attr);
/** Attributes in which no value may stand, whatever its escaping. */
bool view_is_forbidden_attr(struct str tag, struct str attr);

#endif
