/* device/device.c: enrolling, taking back, and who a secret belongs to. */
#include "feature/device/device.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/password.h"
#include "feature/device/device_store.h"

bool device_works(const struct device *device)
{
    return device->lost_at.us == 0;
}

static enum err emit(struct ctx *ctx, const char *kind, const struct device *device)
{
    return event_emit(
        ctx, &(struct event){.kind = kind, .subject_id = device->id, .summary = device->name});
}

static enum err name_check(struct ctx *ctx, struct str name)
{
    struct device_list own;
    size_t working = 0;

    TRY(device_store_of(ctx, ctx->actor.account_id, &own));
    for (size_t i = 0; i < own.n; i++) {
        if (!device_works(&own.items[i]))
            continue;
        working++;
        if (str_eq(own.items[i].name, name))
            return ctx_fail(ctx, E_INVALID, "device.name_taken", "name");
    }
    return working < DEVICE_MAX ? OK : ctx_fail(ctx, E_INVALID, "device.too_many", "name");
}

enum err device_enrol(struct ctx *ctx, struct str name, bool office, struct device *ret,
                      struct str *ret_secret)
{
    struct device device = {.id = id_new(ctx, "device"),
                            .account_id = ctx->actor.account_id,
                            .seat_id = ctx->actor.seat_id,
                            .scope_id = ctx->actor.scope_id,
                            .name = name,
                            .office = office,
                            .enrolled_at = ctx->now};
    struct str secret = password_token(ctx);

    TRY(authz_need(ctx, CAP_DEVICE_ENROL));
    TRY(name_check(ctx, name));
    TRY(device_store_insert(ctx, &device, password_token_hash(ctx, secret)));
    TRY(emit(ctx, "device.enrolled", &device));
    *ret = device;
    *ret_secret = secret;
    return OK;
}

enum err device_list_own(struct ctx *ctx, struct device_list *ret)
{
    return device_store_of(ctx, ctx->actor.account_id, ret);
}

enum err device_list_all(struct ctx *ctx, int64_t skip, int64_t most, struct device_list *ret,
                         bool *ret_more)
{
    struct device_list list;

    TRY(authz_need(ctx, CAP_DEVICE_ADMIN));
    TRY(device_store_all(ctx, skip, most + 1, &list));
    *ret_more = list.n > (size_t)most;
    if (*ret_more)
        list.n--;
    *ret = list;
    return OK;
}

static enum err revoke(struct ctx *ctx, const struct device *device, bool wipe)
{
    if (wipe ? device->wipe_at.us != 0 : device->revoked_at.us != 0)
        return ctx_fail(ctx, E_CONFLICT, wipe ? "device.wipe_already" : "device.revoked_already",
                        NULL);
    TRY(device_store_revoke(ctx, device->id, wipe));
    if (device->revoked_at.us == 0)
        TRY(emit(ctx, "device.revoked", device));
    return wipe ? emit(ctx, "device.wipe_ordered", device) : OK;
}

enum err device_revoke_own(struct ctx *ctx, struct id id)
{
    struct device device;

    TRY(device_store_find(ctx, id, &device));
    if (!id_eq(device.account_id, ctx->actor.account_id))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return revoke(ctx, &device, false);
}

enum err device_revoke_any(struct ctx *ctx, struct id id, bool wipe)
{
    struct device device;

    TRY(authz_need(ctx, CAP_DEVICE_ADMIN));
    TRY(device_store_find(ctx, id, &device));
    return revoke(ctx, &device, wipe);
}

enum err device_by_secret(struct ctx *ctx, struct str secret, struct device *ret)
{
    struct device device;
    struct str language;

    TRY(device_store_by_secret(ctx, password_token_hash(ctx, secret), &device, &language));
    ctx->actor = (struct actor){.account_id = device.account_id,
                                .seat_id = device.seat_id,
                                .scope_id = device.scope_id,
                                .team_id = device.team_id,
                                .agency_id = device.agency_id,
                                .role = device.role,
                                .name = device.owner};
    if (device_works(&device))
        authz_grant(&ctx->actor);
    const struct locale *locale = locale_find(language);
    if (locale)
        ctx->locale = locale;
    *ret = device;
    return OK;
}

enum err device_seen(struct ctx *ctx, const struct device *device, struct instant sent_at,
                     bool drained)
{
    int64_t skew_s = sent_at.us ? (sent_at.us - ctx->now.us) / SECOND_US : device->skew_s;
    /* A second more or less is the way here. */
    bool same_clock = skew_s - device->skew_s <= 1 && device->skew_s - skew_s <= 1;
    struct instant last = drained ? device->drained_at : device->seen_at;

    if (same_clock && ctx->now.us - last.us < MINUTE_US)
        return OK;
    return device_store_seen(ctx, device->id, skew_s, drained);
}

enum err device_answered(struct ctx *ctx, struct id id, int64_t seq)
{
    bool done;

    TRY(device_store_answered(ctx, id, seq, &done));
    return done ? OK : ctx_fail(ctx, E_CONFLICT, "device.seq", NULL);
}

enum err device_wiped(struct ctx *ctx, const struct device *device)
{
    bool first;

    TRY(device_store_wiped(ctx, device->id, &first));
    return first ? emit(ctx, "device.wiped", device) : OK;
}
