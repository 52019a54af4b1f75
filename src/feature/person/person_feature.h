/* person/person_feature.h: the handlers that the route table of person_feature.c names, and what
 * the pages share. Private to the feature. */
#ifndef PERSON_FEATURE_H
#define PERSON_FEATURE_H

#include "core/web.h"
#include "feature/person/person.h"
#include "person_views.h"

extern const struct field person_new_form[], person_edit_form[], person_identifier_form[];
extern const struct field household_new_form[], household_edit_form[], household_member_form[];
extern const struct field household_leave_form[], relationship_form[], person_merge_form[],
    person_contact_form[], relationship_tie_form[];

/* Handlers: each answers its route. Errors: any that a page can have. */
enum err person_list_get(struct req *r);
enum err person_get(struct req *r);
enum err person_new_get(struct req *r);
enum err person_new_post(struct req *r);
enum err person_edit_get(struct req *r);
enum err person_edit_post(struct req *r);
enum err person_journal_get(struct req *r);
enum err person_identifier_get(struct req *r);
enum err person_identifier_post(struct req *r);
enum err person_identifier_void_post(struct req *r);
enum err person_contact_get(struct req *r);
enum err person_contact_post(struct req *r);
enum err person_merge_get(struct req *r);
enum err person_merge_post(struct req *r);
enum err person_merges_get(struct req *r);
enum err person_merge_undo_post(struct req *r);
enum err household_get(struct req *r);
enum err household_new_get(struct req *r);
enum err household_new_post(struct req *r);
enum err household_edit_get(struct req *r);
enum err household_edit_post(struct req *r);
enum err household_member_get(struct req *r);
enum err household_member_post(struct req *r);
enum err household_leave_get(struct req *r);
enum err household_leave_post(struct req *r);
enum err relationship_get(struct req *r);
enum err relationship_post(struct req *r);
enum err relationship_tie_get(struct req *r);
enum err relationship_tie_post(struct req *r);
enum err relationship_void_post(struct req *r);

/** "/people/ID", with a further part when after is given ("edit"). */
struct str person_path(struct ctx *ctx, struct id id, const char *after);
/** Name, age and area of somebody for a list. */
struct person_row_view person_row(struct ctx *ctx, const struct person *p);
/** The same with the number of the newest case the actor may see. Errors: E_BUSY, E_IO. */
enum err person_row_numbered(struct ctx *ctx, const struct person *p,
                             struct person_row_view *ret) MUST_CHECK;
/** The person of the path, and in *ret_row how they are shown. Errors: E_NOT_FOUND. */
enum err person_of_path(struct req *r, struct person *ret,
                        struct person_row_view *ret_row) MUST_CHECK;
/** A person named by a query parameter or a form value. Errors: E_NOT_FOUND. */
enum err person_of_text(struct req *r, struct str text, struct person *ret) MUST_CHECK;
/** The search for ?q=, leaving out one person. Errors: E_BUSY, E_IO. */
enum err person_pick_fill(struct req *r, struct id leave_out,
                          struct person_pick_view *ret) MUST_CHECK;
/** A household with those who live in it. Errors: E_BUSY, E_IO. */
enum err household_card_fill(struct ctx *ctx, const struct household *household, struct id subject,
                             struct household_card_view *ret) MUST_CHECK;

#endif
