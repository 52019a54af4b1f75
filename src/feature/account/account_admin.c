/* account/account_admin.c: rules for other people's accounts: who may have which seat, what an
 * administrator cannot do to the last administrator, and the list. */
#include <string.h>

#include "core/event.h"
#include "core/i18n.h"
#include "feature/account/account.h"
#include "feature/account/account_rules.h"
#include "feature/account/account_store.h"

enum err account_find(struct ctx *ctx, struct id id, struct account *ret)
{
    struct account_secret found = {0};

    enum err e = account_store_find(ctx, STR_NONE, id, &found);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_NOT_FOUND, "account.no_such", NULL);
    TRY(e);
    *ret = found.account;
    return OK;
}

static enum err edit_conflict(struct ctx *ctx, const struct account *stored,
                              const struct account *wanted)
{
    ctx_conflict_add(ctx, "core.name", stored->name, wanted->name);
    ctx_conflict_add(ctx, "account.phone", stored->phone, wanted->phone);
    ctx_conflict_add(ctx, "account.language", stored->language, wanted->language);
    return ctx_conflict(ctx, stored->version, "account.edit_conflict");
}

enum err account_edit(struct ctx *ctx, const struct account *wanted)
{
    struct account stored = {0};
    struct event_diff diff = {.ctx = ctx};

    TRY(account_find(ctx, wanted->id, &stored));
    event_diff_add(&diff, "name", stored.name, wanted->name);
    event_diff_add(&diff, "phone", stored.phone, wanted->phone);
    event_diff_add(&diff, "language", stored.language, wanted->language);
    if (diff.n == 0)
        return OK;
    if (stored.version != wanted->version)
        return edit_conflict(ctx, &stored, wanted);
    enum err e = account_store_edit(ctx, wanted);

    if (e == E_CONFLICT)
        return edit_conflict(ctx, &stored, wanted);
    TRY(e);
    return event_emit(ctx, &(struct event){.kind = "account.edited",
                                           .subject_id = wanted->id,
                                           .data = event_diff_done(&diff)});
}

/* To be asked after the change: when it left nobody to administer, all is taken back. */
static enum err administrator_needed(struct ctx *ctx)
{
    bool any = false;

    TRY(account_store_has_administrator(ctx, &any));
    return any ? OK : ctx_fail(ctx, E_INVALID, "account.last_administrator", NULL);
}

enum err account_set_disabled(struct ctx *ctx, struct id id, bool disable)
{
    struct account stored = {0};

    if (disable && id_eq(id, ctx->actor.account_id))
        return ctx_fail(ctx, E_INVALID, "account.own_disable", NULL);
    TRY(account_store_lock_administrators(ctx));
    TRY(account_find(ctx, id, &stored));
    if (stored.disabled == disable)
        return OK;
    TRY(account_store_set_disabled(ctx, id, disable));
    if (disable) {
        TRY(account_store_end_sessions(ctx, id, ID_NONE));
        TRY(administrator_needed(ctx));
    }
    return event_emit(ctx, &(struct event){.kind = disable ? "account.disabled" : "account.enabled",
                                           .subject_id = id});
}

/* Which kinds of unit a role may have: as stored in seat.scope_kind. */
static const char *const role_units[ROLE_N] = {
    [ROLE_WORKER] = "team",
    [ROLE_SUPERVISOR] = "team agency",
    [ROLE_COORDINATOR] = "agency area",
    [ROLE_ANALYST] = "all agency area",
    [ROLE_ADMINISTRATOR] = "all",
    [ROLE_AUDITOR] = "all",
};

enum err account_seat_check(struct ctx *ctx, enum role role, struct id unit_id,
                            struct str *ret_kind)
{
    struct str kind = STR("all"), rest, word;

    if (role <= ROLE_NONE || role >= ROLE_N)
        return ctx_fail(ctx, E_INVALID, "account.unit_wrong", "role");
    if (id_given(unit_id) && account_store_unit_kind(ctx, unit_id, &kind) != OK)
        return ctx_fail(ctx, E_INVALID, "account.unit_wrong", "unit");
    rest = str_c(role_units[role]);
    while (str_split(&rest, ' ', &word)) {
        if (!str_eq(word, kind))
            continue;
        /* A worker sees the own cases only; the team is where new ones belong. */
        *ret_kind = role == ROLE_WORKER ? STR("own") : kind;
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "account.unit_wrong", "unit");
}

enum err account_seat_may(struct ctx *ctx, struct id account_id, enum role role, struct id unit_id,
                          struct str *ret)
{
    struct account account = {0};
    bool there = false;

    /* Else who administers would read any case after two clicks. */
    if (id_eq(account_id, ctx->actor.account_id))
        return ctx_fail(ctx, E_INVALID, "account.own_seat", NULL);
    TRY(account_find(ctx, account_id, &account));
    TRY(account_seat_check(ctx, role, unit_id, ret));
    bool own = str_eq(*ret, STR("own")), all = str_eq(*ret, STR("all"));
    struct seat same = {.account_id = account_id,
                        .role = role,
                        .scope_id = own || all ? account_id : unit_id,
                        .team_id = own || str_eq(*ret, STR("team")) ? unit_id : ID_NONE};

    TRY(account_store_has_seat(ctx, &same, &there));
    return there ? ctx_fail(ctx, E_INVALID, "account.seat_there", "unit") : OK;
}

enum err account_give_seat(struct ctx *ctx, struct id account_id, enum role role, struct id unit_id)
{
    struct str kind = STR_NONE;

    TRY(account_seat_may(ctx, account_id, role, unit_id, &kind));
    return account_add_seat(ctx, account_id, role, kind,
                            str_eq(kind, STR("all")) ? account_id : unit_id);
}

enum err account_last_seen(struct ctx *ctx, struct id id, struct instant *ret)
{
    return account_store_last_seen(ctx, id, ret);
}

enum err account_end_seat(struct ctx *ctx, struct id seat_id, struct id *ret_account_id)
{
    struct str role = STR_NONE;

    TRY(account_store_lock_administrators(ctx));
    enum err e = account_store_end_seat(ctx, seat_id, ret_account_id, &role);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(e);
    TRY(administrator_needed(ctx));
    return event_emit(ctx, &(struct event){.kind = "account.seat_ended",
                                           .subject_id = *ret_account_id,
                                           .about = role});
}

/* ---- the list ------------------------------------------------------------------------------- */

struct sorted_row {
    struct str key;
    const struct account_row *row;
};
LIST_TYPE(sorted_row_list, struct sorted_row);

static bool row_fits(struct ctx *ctx, const struct account_row *row,
                     const struct account_filter *filter, struct str folded)
{
    bool disabled = str_eq(filter->state, STR("disabled"));

    if (str_given(filter->role) &&
        str_find(row->roles, str_cat(ctx->arena, filter->role, STR(" ")), 0) < 0)
        return false;
    if (str_given(filter->state) && row->disabled != disabled)
        return false;
    return !str_given(folded) || str_find(text_fold(ctx->arena, row->name), folded, 0) >= 0 ||
           str_find(text_fold(ctx->arena, row->login), folded, 0) >= 0;
}

/* Insertion by bisection: keeps what came first (by login) first among people of one name. */
static void row_insert(struct ctx *ctx, struct sorted_row_list *list, const struct account_row *row)
{
    struct sorted_row one = {text_sort_key(ctx->arena, row->name), row};
    size_t low = 0, high = list->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(list->items[middle].key, one.key) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    *LIST_PUSH(ctx->arena, list) = one;
    memmove(&list->items[low + 1], &list->items[low], (list->n - 1 - low) * sizeof one);
    list->items[low] = one;
}

enum err account_search(struct ctx *ctx, const struct account_filter *filter,
                        struct account_row_list *ret, size_t *ret_total)
{
    struct account_row_list all = {0};
    struct sorted_row_list sorted = {0};
    struct str folded = text_fold(ctx->arena, filter->text);

    TRY(account_store_search(ctx, &all));
    for (size_t i = 0; i < all.n; i++) {
        if (row_fits(ctx, &all.items[i], filter, folded))
            row_insert(ctx, &sorted, &all.items[i]);
    }
    for (size_t i = filter->skip; i < sorted.n && ret->n < filter->most; i++) {
        struct account_row row = *sorted.items[i].row;

        TRY(account_store_last_seen(ctx, row.id, &row.last_seen));
        LIST_ADD(ctx->arena, ret, row);
    }
    *ret_total = sorted.n;
    return OK;
}
