/* intake/intake_feature.h: the handlers that the route table of intake_feature.c names, and what
 * the pages share. Private to the feature. */
#ifndef INTAKE_FEATURE_H
#define INTAKE_FEATURE_H

#include "core/web.h"
#include "feature/intake/intake.h"
#include "intake_views.h"

extern const struct field intake_new_form[], intake_edit_form[], intake_decide_form[];
extern const struct field intake_sheet_form[];

/* Handlers: each answers its route. Errors: any that a page can have. */
enum err intake_list_get(struct req *r);
enum err intake_get(struct req *r);
enum err intake_new_get(struct req *r);
enum err intake_new_post(struct req *r);
enum err intake_edit_get(struct req *r);
enum err intake_edit_post(struct req *r);
enum err intake_screening_get(struct req *r);
enum err intake_screening_post(struct req *r);
enum err intake_decide_get(struct req *r);
enum err intake_decide_post(struct req *r);
enum err intake_sheet_get(struct req *r);
enum err intake_sheet_post(struct req *r);
/** The requests about a person, on its page. Errors: E_BUSY, E_IO. */
enum err intake_person_panel(struct req *r, const void *subject, struct panel_view *ret);
/** The first requests that wait, on the page of the day. Errors: E_BUSY, E_IO. */
enum err intake_today_panel(struct req *r, const void *subject, struct panel_view *ret);
/** How a case began, on its page. Errors: E_BUSY, E_IO. */
enum err intake_case_panel(struct req *r, const void *subject, struct panel_view *ret);

/** "/intakes/ID", with a further part when after is given ("decide"). */
struct str intake_path(struct ctx *ctx, struct id id, const char *after);
/** A request as a row of the inbox, and as the head of its pages. */
struct intake_row_view intake_row(struct ctx *ctx, const struct intake *i);
/** Who it is about. */
struct intake_person_view intake_person(struct ctx *ctx, const struct person *p, bool visible);
/** The request of the path. Errors: E_NOT_FOUND. */
enum err intake_of_path(struct req *r, struct intake *ret) MUST_CHECK;

#endif
