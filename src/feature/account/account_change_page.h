/* account/account_change_page.h: handlers for the feature's one route table. */
#ifndef ACCOUNT_CHANGE_PAGE_H
#define ACCOUNT_CHANGE_PAGE_H

#include "core/web.h"

extern const struct field account_change_form[];

/* Handlers. Errors: as what they call. */
enum err account_changes_get(struct req *r);
enum err account_change_post(struct req *r);

#endif
