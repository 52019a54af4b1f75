/* core/form_xform_read.h: what form_xform*.c share; nobody else includes it. */
#ifndef CORE_FORM_XFORM_READ_H
#define CORE_FORM_XFORM_READ_H

#include "base/buf.h"
#include "base/map.h"
#include "core/form_xform.h"

struct form_xform {
    struct arena *arena;
    struct form_model *model;
    struct str file;
    struct buf problems, warnings;
    struct map paths; /* "/data/group/age" → struct form_item */
    struct map texts; /* of itext, in the default language: id → struct str */
};

/** Notes what is wrong at a path; the form is refused in the end. */
void form_xform_problem(struct form_xform *x, struct str path, const char *why, struct str about);
/** Notes what is left out. */
void form_xform_warn(struct form_xform *x, struct str path, const char *why, struct str about);
/** The attribute of that name, whatever its prefix; empty when there is none. */
struct str form_xform_attr(const struct expr_node *element, const char *name);
/** The next element among the siblings, this one included; NULL at the end. */
struct expr_node *form_xform_element(struct expr_node *node);
/** The text of an element without that of others within. */
struct str form_xform_text(struct form_xform *x, const struct expr_node *element);
/** Compiles for the item; what is empty is NULL, an unknown function blocks the item. */
struct expr *form_xform_compile(struct form_xform *x, struct form_item *item, const char *what,
                                struct str text);
/** "jr:itext('id')" as its text; anything else as it is. */
struct str form_xform_say(struct form_xform *x, struct str text);
/** The item of a path that may be relative to another; NULL: none. */
struct form_item *form_xform_item(struct form_xform *x, struct str path, struct str from);
/** The controls of the body, with their choices and actions. */
void form_xform_body(struct form_xform *x, struct expr_node *body);
/** <setvalue>; control is the question whose change it follows, or NULL. */
void form_xform_setvalue(struct form_xform *x, struct expr_node *action, struct form_item *control,
                         struct str from);

#endif
