/* admin/admin_page.h: what the feature's *_web.c files share: handlers for its one route table. */
#ifndef ADMIN_PAGE_H
#define ADMIN_PAGE_H

#include "admin_views.h"
#include "core/web.h"

extern const struct field admin_account_form[], admin_profile_form[], admin_seat_form[],
    admin_no_fields[];

/* Handlers. Errors: as what they call. */
enum err admin_accounts_get(struct req *r);
enum err admin_account_new_get(struct req *r);
enum err admin_account_add_post(struct req *r);
enum err admin_account_get(struct req *r);
enum err admin_account_edit_post(struct req *r);
enum err admin_account_password_post(struct req *r);
enum err admin_account_disable_post(struct req *r);
enum err admin_account_enable_post(struct req *r);
enum err admin_seat_add_post(struct req *r);
enum err admin_seat_end_post(struct req *r);
enum err admin_journal_get(struct req *r);
enum err admin_journal_export_post(struct req *r);

/** The chain as it is shown. Errors: E_IO. */
enum err admin_chain_fill(struct ctx *ctx, struct admin_chain_view *ret) MUST_CHECK;
/** The version of the record that the form was opened with; 0 when it was not sent. */
int64_t admin_version(const struct req *r);

#endif
