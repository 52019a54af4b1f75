/* core/form_multipart.h: RFC 7578 bodies, text and files of text only. What form_parse.c and
 * form_multipart.c share; nobody else includes it. */
#ifndef CORE_FORM_MULTIPART_H
#define CORE_FORM_MULTIPART_H

#include "core/form_parse.h"

/**
 * Adds one name and value as it came; those of one name are joined later.
 *
 * Errors  E_INVALID  not UTF-8, or no name; E_LIMIT  a name too long, or too many
 */
enum err form_pair_add(struct arena *a, struct form_value_list *pairs, struct str name,
                       struct str typed) MUST_CHECK;
/** A part of a body in memory. */
struct form_part {
    struct str name, filename, data;
    bool is_file, is_text; /* a file that may stand for a box of text */
};
/** Takes a body apart. Errors: as form_multipart_parse(); those of fn, which ends it. */
enum err form_multipart_each(struct arena *a, struct str content_type, struct str body,
                             enum err (*fn)(void *arg, const struct form_part *part),
                             void *arg) MUST_CHECK;
/** Several pairs of one name become one value, at the place of the first. */
struct form_value_list form_pairs_join(struct arena *a, struct form_value_list *pairs);
/**
 * Adds the parts of a multipart/form-data body.
 *
 * A file box that was left empty is skipped. A chosen file is the text of its box when it is text
 * by its type or its name (.csv, .tsv, .txt); any other is refused.
 *
 * Errors  E_INVALID  no boundary, broken framing, a file of another kind, a part in another
 *         encoding; E_LIMIT
 */
enum err form_multipart_parse(struct arena *a, struct str content_type, struct str body,
                              struct form_value_list *pairs) MUST_CHECK;

#endif
