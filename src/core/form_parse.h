/* core/form_parse.h: bodies and query strings into names and values. Nothing is checked against a
 * declaration here; that is form_check(). Caps keep a hostile body cheap: time and memory grow with
 * its length only. */
#ifndef CORE_FORM_PARSE_H
#define CORE_FORM_PARSE_H

#include "base/arena.h"
#include "base/err.h"
#include "core/form.h"

#define FORM_VALUES_MAX 500 /* as sent, before those of one name are joined */
#define FORM_BODY_MAX (1 << 20)
#define FORM_NAME_MAX 200

/**
 * The values of a body by its Content-Type: application/x-www-form-urlencoded, application/json or
 * multipart/form-data (text, also from files of text).
 *
 * A name that comes several times is one value, joined by spaces: check boxes are sent like that.
 * JSON is one object: texts and numbers as they are, true is "1" and false "0", null
 * is left out, an array of them is joined by spaces, an object gives "name.key" for each of its
 * keys ({"born": {"day": 3}} is born.day). An empty body without a type gives no values.
 *
 * Memory  values may point into body, which must live as long as the list
 * Errors  E_INVALID  another type, a bad %XX, not UTF-8, broken framing, a file that is no text;
 *         E_LIMIT  over a cap
 */
enum err form_parse_body(struct arena *a, struct str content_type, struct str body,
                         struct form_value_list *ret) MUST_CHECK;
/** The values of a query string, without its question mark. As for urlencoded
 *  bodies. Errors: E_INVALID, E_LIMIT. */
enum err form_parse_query(struct arena *a, struct str query,
                          struct form_value_list *ret) MUST_CHECK;
#endif
