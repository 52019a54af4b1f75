/* feed/feed.c: the rules of feeds: who gets one, how it ends, and what may leave by it. */
#include "feature/feed/feed.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "core/password.h"
#include "feature/account/account.h"
#include "feature/appointment/appointment.h"
#include "feature/feed/feed_store.h"
#include "feed_ics.h"

#define DAYS_BACK 31
#define DAYS_AHEAD 366
#define BYTES_MAX (1 << 20)

static enum err feed_emit(struct ctx *ctx, struct id id, const char *kind)
{
    return event_emit(
        ctx, &(struct event){.kind = kind, .subject_id = id, .link = STR("/calendar/feed")});
}

enum err feed_load(struct ctx *ctx, struct feed *ret)
{
    return feed_store_of(ctx, ret);
}

enum err feed_make(struct ctx *ctx, struct str *ret_token)
{
    struct id id = id_new(ctx, "feed");
    struct str token = password_token(ctx);
    bool put;

    TRY(authz_need(ctx, CAP_APPOINTMENT_READ));
    TRY(feed_store_put(ctx, id, password_token_hash(ctx, token), &put));
    if (!put)
        return ctx_fail(ctx, E_CONFLICT, "feed.in_use", NULL);
    TRY(feed_store_revoke(ctx, id, NULL));
    TRY(feed_emit(ctx, id, "feed.made"));
    *ret_token = token;
    return OK;
}

enum err feed_revoke(struct ctx *ctx)
{
    struct feed feed;
    int64_t n;

    TRY(feed_store_of(ctx, &feed));
    TRY(feed_store_revoke(ctx, ID_NONE, &n));
    return n > 0 ? feed_emit(ctx, feed.id, "feed.revoked") : OK;
}

enum err feed_use(struct ctx *ctx, struct str token, struct str peer)
{
    TRY(account_secret_used(ctx, token, peer));
    return feed_store_used(ctx, password_token_hash(ctx, token));
}

/* "Home visit"; whom it is with only where the programme has decided so. */
static struct feed_entry entry_of(struct ctx *ctx, const struct appointment *a)
{
    const struct pack *pack = site_pack_of(ctx, a->programme);
    struct feed_entry e = {.id = a->id,
                           .sequence = a->version - 1,
                           .starts_at = a->starts_at,
                           .ends_at = a->ends_at,
                           .changed_at = a->changed_at,
                           .summary =
                               pack_label(pack, STR("appointment_mode"), a->mode, ctx->locale),
                           .cancelled = str_eq(a->state, STR("cancelled"))};

    if (pack->feed_names) {
        e.summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(e.summary), STR_ARG(a->client_name));
        e.location = a->place;
    }
    return e;
}

enum err feed_read(struct ctx *ctx, struct str token, struct str *ret)
{
    struct feed feed;
    struct appointment_list list;
    struct feed_entry_list entries = {0};
    struct buf out;

    TRY(feed_store_by_token(ctx, password_token_hash(ctx, token), &feed));
    ctx->locale = feed.locale ? feed.locale : ctx->locale;
    const struct appointment_span span = {
        feed.account_id, {ctx->now.us - DAYS_BACK * DAY_US}, {ctx->now.us + DAYS_AHEAD * DAY_US}};

    TRY(appointment_list_for_feed(ctx, &span, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &entries, entry_of(ctx, &list.items[i]));
    buf_init(&out, ctx->arena, BYTES_MAX);
    feed_ics(&out, msg_text(ctx->locale, MSG_FEED_NAME), &entries);
    *ret = buf_str(&out);
    return OK;
}
