/* directory/directory_page.h: what the feature's *_web.c files share, and its handlers. */
#ifndef DIRECTORY_PAGE_H
#define DIRECTORY_PAGE_H

#include "core/web.h"
#include "directory_views.h"
#include "feature/casefile/casefile.h"

extern const struct field service_form[], service_capacity_form[], organization_form[],
    unmet_form[], unmet_end_form[], benefit_form[], benefit_void_form[];

/** "/services/…" with rest behind it ("/edit", or ""). */
struct str service_href(struct ctx *ctx, struct id id, const char *rest);
/** Codes in words, with commas between. */
struct str service_codes(struct ctx *ctx, const char *list, struct str codes);
/** What is known about places, in words. */
struct service_places_view service_places_shown(struct ctx *ctx, const struct service *s);
/** How old the last check is, in words. */
struct service_check_view service_check_shown(struct ctx *ctx, const struct service *s);
/** "from 6 to 17 years", in words. */
struct str service_ages_shown(struct ctx *ctx, const struct service *s);
/** A line of a list. */
struct service_row_view service_row(struct ctx *ctx, const struct service *s);
/** Choices of a code list, the empty one first. */
struct option_view_list service_code_options(struct ctx *ctx, const char *list, struct str chosen,
                                             const char *empty);
/** All areas, the empty one first. Errors: E_BUSY, E_IO. */
enum err service_area_options(struct ctx *ctx, struct id chosen,
                              struct option_view_list *ret) MUST_CHECK;
/** What the address asks for. */
struct service_filter service_filter_of(const struct req *r);
/** Searches and fills the part of the page. Errors: E_BUSY, E_IO. */
enum err service_found_fill(struct req *r, const struct service_filter *filter,
                            struct service_found_view *ret) MUST_CHECK;
/** The version that a form was opened with, or -1. */
int64_t directory_version(const struct req *r);

/* Handlers. Errors: as what they call. */
enum err service_list_get(struct req *r);
enum err service_get(struct req *r);
enum err service_new_get(struct req *r);
enum err service_new_post(struct req *r);
enum err service_edit_get(struct req *r);
enum err service_edit_post(struct req *r);
enum err service_capacity_post(struct req *r);
enum err service_assure_post(struct req *r);
enum err service_case_get(struct req *r);
enum err organization_list_get(struct req *r);
enum err organization_get(struct req *r);
enum err organization_new_get(struct req *r);
enum err organization_new_post(struct req *r);
enum err organization_edit_get(struct req *r);
enum err organization_edit_post(struct req *r);
enum err unmet_post(struct req *r);
enum err unmet_end_post(struct req *r);
enum err unmet_figures_get(struct req *r);
enum err benefit_list_get(struct req *r);
enum err benefit_new_get(struct req *r);
enum err benefit_post(struct req *r);
enum err benefit_void_post(struct req *r);
/** The line of the case's overview. Errors: E_BUSY, E_IO. */
enum err benefit_panel_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;

#endif
