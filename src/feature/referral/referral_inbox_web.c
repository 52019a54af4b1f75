/* referral/referral_inbox_web.c: what was sent and what was received, and what waits today. */
#include "core/messages.gen.h"
#include "referral_handlers.h"
#include "referral_tmpl.gen.h"

#define TODAY_MAX 5

static void links_fill(struct req *r, bool ended, struct referral_inbox_view *view)
{
    struct ctx *ctx = r->ctx;
    bool received = view->received;

    LIST_ADD(ctx->arena, &view->shows,
             ((struct referral_link_view){STR("/referrals/received"),
                                          msg_text(ctx->locale, MSG_REFERRAL_RECEIVED), received}));
    LIST_ADD(ctx->arena, &view->shows,
             ((struct referral_link_view){STR("/referrals/sent"),
                                          msg_text(ctx->locale, MSG_REFERRAL_SENT), !received}));
    LIST_ADD(ctx->arena, &view->states,
             ((struct referral_link_view){r->path, msg_text(ctx->locale, MSG_REFERRAL_OPEN_ONES),
                                          !ended}));
    LIST_ADD(ctx->arena, &view->states,
             ((struct referral_link_view){str_cat(ctx->arena, r->path, STR("?show=ended")),
                                          msg_text(ctx->locale, received ? MSG_REFERRAL_ENDED_ONES
                                                                         : MSG_REFERRAL_OTHER_ONES),
                                          ended}));
}

static enum err inbox(struct req *r, enum referral_show show)
{
    struct ctx *ctx = r->ctx;
    int64_t page = req_get_int(r, "page", 1, 100000, 1);
    bool ended = str_eq(req_get(r, "show"), STR("ended")), more;
    struct referral_inbox_view view = {.received = show == REFERRAL_RECEIVED, .ended = ended};
    struct referral_row_list rows;
    struct page frame = {.title = msg_text(ctx->locale, MSG_REFERRAL_HEADING),
                         .nav = "/referrals/received"};

    TRY(referral_list(ctx, &(struct referral_filter){show, ended, page}, &rows, &more));
    for (size_t i = 0; i < rows.n; i++)
        LIST_ADD(ctx->arena, &view.rows, referral_row_fill(ctx, &rows.items[i], show));
    view.pager = req_pager(r, page, more);
    view.has_pages = more || page > 1;
    links_fill(r, ended, &view);
    return resp_page(r, &frame, &tmpl_referral_inbox, &view);
}

enum err referral_sent_get(struct req *r)
{
    return inbox(r, REFERRAL_SENT);
}

enum err referral_received_list_get(struct req *r)
{
    return inbox(r, REFERRAL_RECEIVED);
}

enum err referral_today_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct referral_today_view *view = ARENA_NEW(ctx->arena, struct referral_today_view);
    struct referral_row_list rows;

    (void)subject;
    TRY(referral_list_new(ctx, TODAY_MAX, &rows));
    for (size_t i = 0; i < rows.n; i++)
        LIST_ADD(ctx->arena, &view->rows,
                 referral_row_fill(ctx, &rows.items[i], REFERRAL_RECEIVED));
    if (view->rows.n)
        *ret = (struct panel_view){&tmpl_referral_today, view};
    return OK;
}
