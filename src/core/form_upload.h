/* core/form_upload.h: answers that are files. What is stored says all that a page needs without
 * looking the document up: "ID TYPE NAME". The bytes are a document of the case (feature/doc). */
#ifndef CORE_FORM_UPLOAD_H
#define CORE_FORM_UPLOAD_H

#include "core/form.h"

/** A file as an answer names it. */
struct form_upload {
    struct id id; /* of the document */
    struct str type, name;
};
/** The answer as it is stored. */
struct str form_upload_text(struct arena *a, const struct form_upload *file);
/** Errors: E_INVALID  not what form_upload_text() writes. */
enum err form_upload_read(struct str stored, struct form_upload *ret) MUST_CHECK;
/** The name of the file; what was stored when that was no file: old records hold words. */
struct str form_upload_name(struct str stored);
/** The name and what kind of file it is, in words. */
struct str form_upload_words(struct ctx *ctx, struct str stored);
/** Which file an answer is, for a page that reads it. */
void form_upload_show(struct str stored, struct answer_view *view);
/** What a box for a file needs: the one that is kept, and what may be chosen. */
void form_upload_draw(const struct field *field, struct str shown, struct field_view *view);

#endif
