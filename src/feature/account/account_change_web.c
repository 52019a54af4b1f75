/* account/account_change_web.c: what an administrator gave and waits for a second person. The half
 * of a pass phrase is shown in the answer itself, once: in no address, log, cookie or journal. */
#include "account_change_page.h"
#include "account_tmpl.gen.h"
#include "account_views.h"
#include "core/feature.h"
#include "feature/account/account.h"

const struct field account_change_form[] = {
    {"decision", FIELD_LINE, .label = "account.changes"},
    FIELDS_END,
};

static struct account_change_view change_view(const struct ctx *ctx, const struct account_change *x)
{
    return (struct account_change_view){.id = x->id,
                                        .name = x->name,
                                        .login = x->login,
                                        .unit = x->unit_name,
                                        .role = role_code(x->role),
                                        .asked_by = x->asked_by_name,
                                        .asked_at = x->asked_at,
                                        .phrase = x->phrase,
                                        .own = account_change_is_own(ctx, x)};
}

enum err account_changes_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct account_change_list list = {0};
    struct account_changes_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "account.changes"), .nav = "/account-changes", .narrow = true};

    TRY(account_changes(ctx, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.changes, change_view(ctx, &list.items[i]));
    return resp_page(r, &page, &tmpl_account_changes, &view);
}

enum err account_change_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct account_change change = {0};
    struct str half = STR_NONE, decision = form_text(&r->form, "decision");
    bool confirm = str_eq(decision, STR("confirm"));

    TRY(account_change_decide(ctx, req_id(r, "change"), decision, &change, &half));
    if (!confirm || !str_given(half))
        return resp_see_other(r, STR("/account-changes"),
                              confirm ? "account.change_confirmed.done"
                                      : "account.change_refused.done");
    struct account_change_done_view view = {
        .name = change.name, .asked_by = change.asked_by_name, .half = half};
    struct page page = {.title = ctx_msg(ctx, "account.change_done"), .narrow = true};

    r->resp = (struct resp){.status = 200};
    return resp_page(r, &page, &tmpl_account_change_done, &view);
}
