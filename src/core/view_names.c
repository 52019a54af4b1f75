/* core/view_names.c: what the template compiler knows of the names of HTML. */
#include "core/view_names.h"

bool view_one_of(struct str s, const char *const *names)
{
    for (; *names; names++)
        if (str_eq_nocase(s, str_c(*names)))
            return true;
    return false;
}

bool view_is_void(struct str tag)
{
    static const char *const names[] = {"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                        "input", "link", "meta", "source", "track", "wbr", NULL};
    return view_one_of(tag, names);
}

/** Elements whose content a browser does not read as HTML. */
bool view_is_raw(struct str tag)
{
    static const char *const names[] = {"script",  "style",    "iframe",    "xmp",
                                        "noembed", "noframes", "plaintext", NULL};
    return view_one_of(tag, names);
}

bool view_is_rcdata(struct str tag)
{
    static const char *const names[] = {"title", "textarea", NULL};
    return view_one_of(tag, names);
}

/** Elements of HTML that a browser does not close at "/>"; most others are SVG's. */
bool view_is_html(struct str tag)
{
    static const char *const names[] = {
        "a",      "article", "aside",   "b",       "button",   "dd",     "details",
        "div",    "dl",      "dt",      "em",      "fieldset", "footer", "form",
        "h1",     "h2",      "h3",      "h4",      "head",     "header", "html",
        "i",      "label",   "legend",  "li",      "main",     "nav",    "ol",
        "option", "p",       "script",  "section", "select",   "small",  "span",
        "strong", "style",   "summary", "table",   "tbody",    "td",     "textarea",
        "th",     "thead",   "time",    "title",   "tr",       "ul",     NULL};
    return view_one_of(tag, names);
}

bool view_is_url_attr(struct str attr)
{
    static const char *const names[] = {
        "href",       "src",        "action",   "formaction", "poster",   "cite", "data",
        "background", "xlink:href", "manifest", "longdesc",   "codebase", "icon", NULL};
    return view_one_of(attr, names);
}

/** Attributes in which no value may stand, whatever its escaping. */
bool view_is_forbidden_attr(struct str tag, struct str attr)
{
    static const char *const names[] = {"srcset",      "srcdoc",     "ping",
                                        "imagesrcset", "http-equiv", NULL};
    static const char *const animation[] = {"from", "to", "by", "values", "attributename", NULL};
    static const char *const animated[] = {"set", "animate", "animatetransform", "animatemotion",
                                           NULL};

    return view_one_of(attr, names) || (view_one_of(tag, animated) && view_one_of(attr, animation));
}
