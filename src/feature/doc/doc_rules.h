/* doc/doc_rules.h: what the rules of documents share. Nobody else includes this. */
#ifndef DOC_RULES_H
#define DOC_RULES_H

#include "feature/doc/doc.h"

/** An address below a document. */
struct str doc_href(struct ctx *ctx, const struct doc *doc, const char *rest);
/** That all files may be taken; the first problem is put to the field of the form. Errors:
 *  E_INVALID; E_BUSY, E_IO. */
enum err doc_uploads_check(struct ctx *ctx, const struct casefile *file,
                           const struct upload_list *uploads, struct form *form,
                           const char *field) MUST_CHECK;
/** That somebody may get the file. Errors: E_CONFLICT. */
enum err doc_file_check(struct ctx *ctx, const struct doc_file *f) MUST_CHECK;

#endif
