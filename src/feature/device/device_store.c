/* device/device_store.c: rows of devices, see device_store.h. */
#include "feature/device/device_store.h"

#include "core/authz.h"
#include "device_sql.gen.h"
#include "plat/db.h"

#define COLUMNS 21

static struct device device_read(const struct rows *rows)
{
    struct device d = {.id = col_id(rows, 0),
                       .account_id = col_id(rows, 1),
                       .seat_id = col_id(rows, 2),
                       .scope_id = col_id(rows, 3),
                       .name = col_str(rows, 4),
                       .owner = col_str(rows, 5),
                       .office = col_bool(rows, 6),
                       .enrolled_at = col_instant(rows, 7),
                       .seen_at = col_instant(rows, 8),
                       .skew_s = col_int(rows, 9),
                       .last_seq = col_int(rows, 10),
                       .filled = col_bool(rows, 11),
                       .revoked_at = col_instant(rows, 12),
                       .wipe_at = col_instant(rows, 13),
                       .wiped_at = col_instant(rows, 14),
                       .team_id = col_id(rows, 18),
                       .agency_id = col_id(rows, 19),
                       .drained_at = col_instant(rows, 20)};
    const struct instant ends[] = {d.revoked_at, col_instant(rows, 15), col_instant(rows, 16)};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends[i].us && (!d.lost_at.us || ends[i].us < d.lost_at.us))
            d.lost_at = ends[i];
    }
    if (role_parse(col_str(rows, 17), &d.role) != OK)
        d.lost_at = d.enrolled_at;
    return d;
}

static enum err devices_read(struct ctx *ctx, struct rows *rows, struct device_list *ret)
{
    struct device_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, device_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err device_store_insert(struct ctx *ctx, const struct device *d, struct str secret_hash)
{
    return db_exec(ctx->db, &SQL_DEVICE_INSERT,
                   BINDS(b_id(d->id), b_id(d->account_id), b_id(d->seat_id), b_id(d->scope_id),
                         b_str(d->name), b_bool(d->office), b_blob(secret_hash),
                         b_instant(d->enrolled_at)),
                   NULL);
}

enum err device_store_of(struct ctx *ctx, struct id account_id, struct device_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEVICE_OF, BINDS(b_id(account_id)), &rows));
    return devices_read(ctx, &rows, ret);
}

enum err device_store_all(struct ctx *ctx, int64_t skip, int64_t most, struct device_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEVICE_ALL, BINDS(b_int(most), b_int(skip)), &rows));
    return devices_read(ctx, &rows, ret);
}

enum err device_store_find(struct ctx *ctx, struct id id, struct device *ret)
{
    struct rows rows;
    struct device_list list;

    TRY(db_query(ctx->db, &SQL_DEVICE_FIND, BINDS(b_id(id)), &rows));
    TRY(devices_read(ctx, &rows, &list));
    if (list.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = list.items[0];
    return OK;
}

enum err device_store_by_secret(struct ctx *ctx, struct str secret_hash, struct device *ret,
                                struct str *ret_language)
{
    struct rows rows;
    struct device found = {0};
    struct str language = STR_NONE;

    TRY(db_query(ctx->db, &SQL_DEVICE_BY_SECRET, BINDS(b_blob(secret_hash)), &rows));
    if (rows_next(&rows)) {
        found = device_read(&rows);
        language = col_str(&rows, COLUMNS);
    }
    TRY(rows_end(&rows));
    if (!id_given(found.id))
        return ctx_fail(ctx, E_NOT_FOUND, "device.unknown", NULL);
    *ret = found;
    *ret_language = language;
    return OK;
}

enum err device_store_revoke(struct ctx *ctx, struct id id, bool wipe)
{
    return db_exec(ctx->db, &SQL_DEVICE_REVOKE,
                   BINDS(b_id(id), b_instant(ctx->now), b_id(ctx->actor.account_id),
                         b_instant(wipe ? ctx->now : INSTANT_NONE)),
                   NULL);
}

enum err device_store_seen(struct ctx *ctx, struct id id, int64_t skew_s, bool drained)
{
    return db_exec(ctx->db, &SQL_DEVICE_SEEN,
                   BINDS(b_id(id), b_instant(ctx->now), b_int(skew_s), b_bool(drained)), NULL);
}

enum err device_store_answered(struct ctx *ctx, struct id id, int64_t seq, bool *ret_done)
{
    int64_t n = 0;

    TRY(db_exec(ctx->db, &SQL_DEVICE_ANSWERED, BINDS(b_id(id), b_int(seq)), &n));
    *ret_done = n > 0;
    return OK;
}

enum err device_store_wiped(struct ctx *ctx, struct id id, bool *ret_first)
{
    int64_t n = 0;

    TRY(db_exec(ctx->db, &SQL_DEVICE_WIPED, BINDS(b_id(id), b_instant(ctx->now)), &n));
    *ret_first = n > 0;
    return OK;
}
