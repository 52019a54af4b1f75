/* core/form_xform.h: forms as ODK's phones load them: an XForms document (model, instances, binds,
 * itext, body) into a form that can be filled in. Paths are those of its instance. */
#ifndef CORE_FORM_XFORM_H
#define CORE_FORM_XFORM_H

#include "core/form_model.h"

/** A document: names without prefixes, as a reader of XML makes it; it becomes part of the model.
 */
struct form_document {
    struct expr_node *node;
    struct str file;                /* its name, for what is said */
    const struct form_files *files; /* beside it; may be NULL */
};

/**
 * Reads and compiles. What is not understood is a warning of the model; a function that is not
 * known blocks its question.
 *
 * Errors  E_INVALID  *problems has a line for each: file: path: what is wrong
 */
enum err form_xform_read(struct arena *a, const struct form_document *document,
                         struct form_model **ret, struct str *problems) MUST_CHECK;

#endif
