/* review/closure_handlers.h: the handlers of closure_web.c, for the route table in
 * review_feature.c. Errors of handlers: what the rules in closure.h answer. */
#ifndef REVIEW_HANDLERS_H
#define REVIEW_HANDLERS_H

#include "core/form.h"
#include "feature/review/closure.h"

struct req;
struct panel_view;

/** GET /cases/:case/closure: the form, or what was asked or done. */
enum err closure_page_get(struct req *r) MUST_CHECK;
struct closure_page_view;
/** The part of the page about what people wait for, and what was answered in the records. */
enum err closure_end_fill(struct req *r, const struct casefile *file,
                          struct closure_page_view *view) MUST_CHECK;
/** What was typed about it. Errors: E_INVALID  no text, or too much of it. */
enum err closure_end_read(struct req *r, struct closure_end_list *ret) MUST_CHECK;
/** POST /cases/:case/closure */
enum err closure_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/reopening */
enum err reopening_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/reopening */
enum err reopening_post(struct req *r) MUST_CHECK;
/** Above the overview of a case: closed, or its closure was sent back. */
enum err closure_banner_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;
enum err closure_earlier_draw(struct req *r, const void *subject,
                              struct panel_view *ret) MUST_CHECK;

/** GET /cases/:case/reviews */
enum err review_list_get(struct req *r) MUST_CHECK;
/** On the overview of a case: the last review, and when the next one is due. */
enum err review_panel_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;

extern const struct field closure_form[], reopening_form[];

#endif
