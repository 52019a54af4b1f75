/* account/account_store.c: see account_store.h. */
#include "feature/account/account_store.h"

#include "account_sql.gen.h"
#include "core/feature.h"
#include "core/pack.h"
#include "plat/db.h"

#define SESSION_KEPT_DAYS 30 /* after its end */

static void account_read(const struct rows *rows, struct account_secret *ret)
{
    *ret = (struct account_secret){
        .account = {.id = col_id(rows, 0),
                    .login = col_str(rows, 1),
                    .name = col_str(rows, 2),
                    .phone = col_str(rows, 3),
                    .language = col_str(rows, 4),
                    .theme = col_str(rows, 5),
                    .density = col_str(rows, 6),
                    .text_size = col_str(rows, 7),
                    .must_change_password = col_bool(rows, 8),
                    .disabled = !col_is_null(rows, 9),
                    .version = col_int(rows, 10),
                    .form_pages = col_str(rows, 12),
                    .calendar = col_str(rows, 13)},
        .password = col_str(rows, 11),
    };
}

enum err account_store_find(struct ctx *ctx, struct str login, struct id id,
                            struct account_secret *ret)
{
    struct rows rows;

    if (str_given(login))
        TRY(db_query(ctx->db, &SQL_ACCOUNT_BY_LOGIN, BINDS(b_str(login)), &rows));
    else
        TRY(db_query(ctx->db, &SQL_ACCOUNT_BY_ID, BINDS(b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        account_read(&rows, ret);
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

enum err account_store_list(struct ctx *ctx, struct account_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_LIST, BINDS(b_int(10000)), &rows));
    while (rows_next(&rows)) {
        struct account_secret one;

        account_read(&rows, &one);
        LIST_ADD(ctx->arena, ret, one.account);
    }
    return rows_end(&rows);
}

enum err account_store_set_disabled(struct ctx *ctx, struct id id, bool disabled)
{
    struct instant at = disabled ? ctx->now : INSTANT_NONE;

    return db_exec(ctx->db, &SQL_ACCOUNT_SET_DISABLED, BINDS(b_id(id), b_instant(at)), NULL);
}

enum err account_store_end_sessions(struct ctx *ctx, struct id account_id, struct id but)
{
    /* No session has this id: NULL would be unequal to nothing. */
    struct id none = {.b = {[15] = 1}};

    return db_exec(ctx->db, &SQL_ACCOUNT_END_SESSIONS,
                   BINDS(b_id(account_id), b_int(ctx->now.us), b_id(id_given(but) ? but : none)),
                   NULL);
}

enum err account_store_unit(struct ctx *ctx, struct str name, struct str *ret_kind, struct id *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_UNIT, BINDS(b_str(name)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        *ret_kind = col_str(&rows, 0);
        *ret = col_id(&rows, 1);
    }
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

enum err account_store_insert(struct ctx *ctx, const struct account *account,
                              struct str password_hash)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_INSERT,
                   BINDS(b_id(account->id), b_str(account->login), b_str(account->name),
                         b_str(account->phone), b_str(password_hash), b_str(account->language),
                         b_bool(account->must_change_password), b_int(ctx->now.us)),
                   NULL);
}

enum err account_store_preferences(struct ctx *ctx, const struct account *a)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_SET_PREFERENCES,
                   BINDS(b_id(ctx->actor.account_id), b_str(a->language), b_str(a->theme),
                         b_str(a->density), b_str(a->text_size), b_str(a->form_pages),
                         b_str(a->calendar)),
                   NULL);
}

enum err account_store_form_pages(struct ctx *ctx, struct str form_pages)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_SET_FORM_PAGES,
                   BINDS(b_id(ctx->actor.account_id), b_str(form_pages)), NULL);
}

enum err account_store_password(struct ctx *ctx, struct id id, struct str hash, bool must_change)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_SET_PASSWORD,
                   BINDS(b_id(id), b_str(hash), b_bool(must_change)), NULL);
}

enum err account_store_seats(struct ctx *ctx, struct id account_id, struct seat_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_SEATS, BINDS(b_id(account_id)), &rows));
    while (rows_next(&rows)) {
        struct seat seat = {.id = col_id(&rows, 0),
                            .account_id = col_id(&rows, 1),
                            .scope_kind = col_str(&rows, 3),
                            .scope_id = col_id(&rows, 4),
                            .team_id = col_id(&rows, 5),
                            .agency_id = col_id(&rows, 6),
                            .unit_name = col_str(&rows, 7)};

        if (role_parse(col_str(&rows, 2), &seat.role) == OK)
            LIST_ADD(ctx->arena, ret, seat);
    }
    return rows_end(&rows);
}

enum err account_store_add_seat(struct ctx *ctx, const struct seat *seat)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_ADD_SEAT,
                   BINDS(b_id(seat->id), b_id(seat->account_id), b_str(role_code(seat->role)),
                         b_str(seat->scope_kind), b_id(seat->scope_id), b_id(seat->team_id),
                         b_id(seat->agency_id), b_int(ctx->now.us)),
                   NULL);
}

enum err account_store_team_agency(struct ctx *ctx, struct id team_id, struct id *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_TEAM, BINDS(b_id(team_id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = col_id(&rows, 1);
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

enum err account_store_sessions(struct ctx *ctx, struct session_row_list *ret)
{
    struct rows rows;
    int64_t idle_since = ctx->now.us - ctx->site->pack->idle_minutes * MINUTE_US;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_SESSIONS,
                 BINDS(b_id(ctx->actor.account_id), b_int(ctx->now.us), b_int(idle_since)), &rows));
    while (rows_next(&rows)) {
        LIST_ADD(ctx->arena, ret,
                 ((struct session_row){.id = col_id(&rows, 0),
                                       .device = col_str(&rows, 1),
                                       .created_at = col_instant(&rows, 2),
                                       .seen_at = col_instant(&rows, 3)}));
    }
    return rows_end(&rows);
}

enum err account_store_set_seat(struct ctx *ctx, struct id session_id, struct id seat_id)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ACCOUNT_SET_SEAT,
                BINDS(b_id(session_id), b_id(seat_id), b_id(ctx->actor.account_id)), &changed));
    return changed ? OK : E_NOT_FOUND;
}

enum err account_store_throttle(struct ctx *ctx, struct str key, struct throttle *ret)
{
    struct rows rows;

    *ret = (struct throttle){0};
    TRY(db_query(ctx->db, &SQL_ACCOUNT_THROTTLE, BINDS(b_blob(key)), &rows));
    if (rows_next(&rows))
        *ret = (struct throttle){.failures = col_int(&rows, 0), .until = col_instant(&rows, 1)};
    return rows_end(&rows);
}

enum err account_store_throttle_count(struct ctx *ctx, struct str key, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_THROTTLE_COUNT,
                 BINDS(b_blob(key), b_int(ctx->now.us), b_int(ctx->now.us - HOUR_US)), &rows));
    *ret = rows_next(&rows) ? col_int(&rows, 0) : 1;
    return rows_end(&rows);
}

enum err account_store_throttle_set(struct ctx *ctx, struct str key, const struct throttle *t)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_THROTTLE_SET,
                   BINDS(b_blob(key), b_int(t->failures), b_int(t->until.us)), NULL);
}

enum err account_store_throttle_clear(struct ctx *ctx, struct str key)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_THROTTLE_CLEAR, BINDS(b_blob(key)), NULL);
}

enum err account_store_sweep(struct ctx *ctx)
{
    TRY(db_exec(ctx->db, &SQL_ACCOUNT_THROTTLE_SWEEP, BINDS(b_int(ctx->now.us - DAY_US)), NULL));
    return db_exec(ctx->db, &SQL_ACCOUNT_SESSION_SWEEP,
                   BINDS(b_int(ctx->now.us - SESSION_KEPT_DAYS * DAY_US)), NULL);
}

enum err account_store_edit(struct ctx *ctx, const struct account *wanted)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ACCOUNT_EDIT,
                BINDS(b_id(wanted->id), b_str(wanted->name), b_str(wanted->phone),
                      b_str(wanted->language), b_int(wanted->version)),
                &changed));
    return changed ? OK : E_CONFLICT;
}

enum err account_store_search(struct ctx *ctx, struct account_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_SEARCH, BINDS(b_int(20000)), &rows));
    while (rows_next(&rows)) {
        struct id id = col_id(&rows, 0);

        if (ret->n > 0 && id_eq(ret->items[ret->n - 1].id, id)) {
            struct account_row *row = &ret->items[ret->n - 1];

            row->seat_n++;
            row->roles =
                str_fmt(ctx->arena, "%.*s%.*s ", STR_ARG(row->roles), STR_ARG(col_str(&rows, 4)));
            continue;
        }
        LIST_ADD(ctx->arena, ret,
                 ((struct account_row){.id = id,
                                       .login = col_str(&rows, 1),
                                       .name = col_str(&rows, 2),
                                       .disabled = !col_is_null(&rows, 3),
                                       .role = col_str(&rows, 4),
                                       .roles = str_cat(ctx->arena, col_str(&rows, 4), STR(" ")),
                                       .seat_n = !col_is_null(&rows, 4),
                                       .unit = col_str(&rows, 5)}));
    }
    return rows_end(&rows);
}

enum err account_store_last_seen(struct ctx *ctx, struct id id, struct instant *ret)
{
    struct rows rows;

    *ret = INSTANT_NONE;
    TRY(db_query(ctx->db, &SQL_ACCOUNT_LAST_SEEN, BINDS(b_id(id)), &rows));
    if (rows_next(&rows))
        *ret = col_instant(&rows, 0);
    return rows_end(&rows);
}

enum err account_store_unit_kind(struct ctx *ctx, struct id unit_id, struct str *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_UNIT_KIND, BINDS(b_id(unit_id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = col_str(&rows, 0);
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

enum err account_store_has_seat(struct ctx *ctx, const struct seat *seat, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_SEAT_SAME,
                 BINDS(b_id(seat->account_id), b_str(role_code(seat->role)), b_id(seat->scope_id),
                       b_id(seat->team_id)),
                 &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err account_store_end_seat(struct ctx *ctx, struct id seat_id, struct id *ret_account_id,
                                struct str *ret_role)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_SEAT_END, BINDS(b_id(seat_id), b_int(ctx->now.us)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        *ret_account_id = col_id(&rows, 0);
        *ret_role = col_str(&rows, 1);
    }
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    return db_exec(ctx->db, &SQL_ACCOUNT_END_SEAT_SESSIONS,
                   BINDS(b_id(*ret_account_id), b_id(seat_id), b_int(ctx->now.us)), NULL);
}

enum err account_store_lock_administrators(struct ctx *ctx)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_LOCK_ADMINISTRATORS, NO_BINDS, NULL);
}

enum err account_store_has_administrator(struct ctx *ctx, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ACCOUNT_ADMINISTRATOR, NO_BINDS, &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}
