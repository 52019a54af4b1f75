/* referral/referral_store.c: rows of referrals, see referral_store.h. */
#include "feature/referral/referral_store.h"

#include "plat/db.h"
#include "referral_sql.gen.h"

static const char *const tos[] = {[REFERRAL_TO_TEAM] = "team",
                                  [REFERRAL_TO_AGENCY] = "agency",
                                  [REFERRAL_TO_SERVICE] = "service"};
#define COLUMN_N 27 /* in the fragment columns */
#define CASE_N 8    /* in the fragment case */

static enum referral_to to_parse(struct str code)
{
    return str_eq(code, STR("team"))     ? REFERRAL_TO_TEAM
           : str_eq(code, STR("agency")) ? REFERRAL_TO_AGENCY
                                         : REFERRAL_TO_SERVICE;
}

static enum referral_state state_read(struct str code)
{
    enum referral_state state = REFERRAL_DRAFT;

    (void)!referral_state_parse(code, &state);
    return state;
}

static struct referral referral_read(const struct rows *rows)
{
    return (struct referral){.id = col_id(rows, 0),
                             .casefile_id = col_id(rows, 1),
                             .state = state_read(col_str(rows, 2)),
                             .to = to_parse(col_str(rows, 3)),
                             .to_team_id = col_id(rows, 4),
                             .to_agency_id = col_id(rows, 5),
                             .service_id = col_id(rows, 6),
                             .organization_id = col_id(rows, 7),
                             .sector = col_str(rows, 8),
                             .to_name = col_str(rows, 9),
                             .channel = col_str(rows, 10),
                             .urgency = col_str(rows, 11),
                             .consent_id = col_id(rows, 12),
                             .acknowledged_due = col_date(rows, 13),
                             .feedback_due = col_date(rows, 14),
                             .due = col_date(rows, 15),
                             .reason = col_str(rows, 16),
                             .outcome = col_str(rows, 17),
                             .attended = col_str(rows, 18),
                             .attended_on = col_date(rows, 19),
                             .waiting_until = col_date(rows, 20),
                             .stopped_at = col_instant(rows, 21),
                             .created_by = col_id(rows, 22),
                             .created_at = col_instant(rows, 23),
                             .sent_at = col_instant(rows, 24),
                             .changed_at = col_instant(rows, 25),
                             .version = col_int(rows, 26),
                             .person_id = col_id(rows, COLUMN_N),
                             .programme = col_str(rows, COLUMN_N + 1),
                             .case_is_open = str_eq(col_str(rows, COLUMN_N + 2), STR("open")),
                             .worker_id = col_id(rows, COLUMN_N + 3),
                             .from_team = col_str(rows, COLUMN_N + 4),
                             .from_agency = col_str(rows, COLUMN_N + 5),
                             .worker_name = col_str(rows, COLUMN_N + 6),
                             .worker_phone = col_str(rows, COLUMN_N + 7)};
}

static enum err referrals_read(struct ctx *ctx, struct rows *rows, struct referral_list *ret)
{
    struct referral_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, referral_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

static enum err one_read(struct ctx *ctx, struct rows *rows, struct referral *ret)
{
    struct referral_list list;

    TRY(referrals_read(ctx, rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err referral_store_insert(struct ctx *ctx, const struct referral *r)
{
    return db_exec(
        ctx->db, &SQL_REFERRAL_INSERT,
        BINDS(b_id(r->id), b_id(r->casefile_id), b_str(str_c(tos[r->to])), b_id(r->to_team_id),
              b_id(r->to_agency_id), b_id(r->service_id), b_id(r->organization_id),
              b_str(r->sector), b_str(r->to_name), b_str(r->channel), b_str(r->urgency),
              b_date(ctx->arena, r->acknowledged_due), b_date(ctx->arena, r->feedback_due),
              b_id(r->created_by), b_instant(r->created_at)),
        NULL);
}

enum err referral_store_set_draft(struct ctx *ctx, const struct referral *r, bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_REFERRAL_SET_DRAFT,
                BINDS(b_id(r->id), b_int(r->version), b_str(r->urgency), b_str(r->channel),
                      b_str(r->sector), b_date(ctx->arena, r->acknowledged_due),
                      b_date(ctx->arena, r->feedback_due), b_instant(ctx->now)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err referral_store_set_state(struct ctx *ctx, const struct referral *r, bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_REFERRAL_SET_STATE,
                BINDS(b_id(r->id), b_int(r->version), b_str(referral_state_code(r->state)),
                      b_bool(referral_state_is_open(r->state)), b_date(ctx->arena, r->due),
                      b_str(r->reason), b_str(r->outcome), b_str(r->attended),
                      b_date(ctx->arena, r->attended_on), b_date(ctx->arena, r->waiting_until),
                      b_instant(r->sent_at), b_id(r->consent_id), b_instant(r->stopped_at),
                      b_instant(ctx->now)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err referral_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct referral *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_BY_ID, BINDS(b_id(casefile_id), b_id(id)), &rows));
    return one_read(ctx, &rows, ret);
}

enum err referral_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct referral_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    return referrals_read(ctx, &rows, ret);
}

enum err referral_store_to_us(struct ctx *ctx, struct id id, struct referral *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_TO_US,
                 BINDS(b_id(ctx->actor.agency_id), b_id(ctx->actor.team_id), b_id(id)), &rows));
    return one_read(ctx, &rows, ret);
}

enum err referral_store_there(struct ctx *ctx, struct id id, struct id *ret)
{
    struct rows rows;
    struct id found = ID_NONE;

    TRY(db_query(ctx->db, &SQL_REFERRAL_THERE, BINDS(b_id(id)), &rows));
    if (rows_next(&rows))
        found = col_id(&rows, 0);
    TRY(rows_end(&rows));
    *ret = found;
    return OK;
}

enum err referral_store_late(struct ctx *ctx, struct date today, struct referral_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_LATE, BINDS(b_date(ctx->arena, today)), &rows));
    return referrals_read(ctx, &rows, ret);
}

enum err referral_store_set_chased(struct ctx *ctx, const struct referral *r, bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_REFERRAL_SET_CHASED, BINDS(b_id(r->id), b_int(r->version)), &n));
    *ret_changed = n > 0;
    return OK;
}

static enum err rows_read(struct ctx *ctx, struct rows *rows, struct referral_row_list *ret)
{
    struct referral_row_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct referral_row){.id = col_id(rows, 0),
                                        .casefile_id = col_id(rows, 1),
                                        .state = state_read(col_str(rows, 2)),
                                        .to_name = col_str(rows, 3),
                                        .urgency = col_str(rows, 4),
                                        .due = col_date(rows, 5),
                                        .sent_at = col_instant(rows, 6),
                                        .waiting_until = col_date(rows, 7),
                                        .other = col_str(rows, 8),
                                        .name = col_str(rows, 9),
                                        .who = col_str(rows, 10),
                                        .reason = col_str(rows, 11)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err referral_store_new(struct ctx *ctx, int most, struct referral_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_RECEIVED_NEW,
                 BINDS(b_id(ctx->actor.agency_id), b_id(ctx->actor.team_id), b_int(most)), &rows));
    return rows_read(ctx, &rows, ret);
}

enum err referral_store_list(struct ctx *ctx, enum referral_show show, bool ended, int64_t page,
                             struct referral_row_list *ret)
{
    struct bind n = b_int(REFERRAL_PAGE + 1), from = b_int((page - 1) * REFERRAL_PAGE);
    struct rows rows;

    if (show == REFERRAL_RECEIVED)
        TRY(db_query(
            ctx->db, &SQL_REFERRAL_RECEIVED_LIST,
            BINDS(b_id(ctx->actor.agency_id), b_id(ctx->actor.team_id), b_bool(!ended), n, from),
            &rows));
    else
        TRY(db_query(ctx->db, ended ? &SQL_REFERRAL_SENT_ENDED : &SQL_REFERRAL_SENT_OPEN,
                     BINDS(b_id(ctx->actor.scope_id), n, from), &rows));
    return rows_read(ctx, &rows, ret);
}

/* ---- what is shared -------------------------------------------------------------------------- */

enum err referral_store_set_items(struct ctx *ctx, struct id referral_id,
                                  const struct referral_item_list *items)
{
    TRY(db_exec(ctx->db, &SQL_REFERRAL_ITEM_DELETE, BINDS(b_id(referral_id)), NULL));
    for (size_t i = 0; i < items->n; i++) {
        const struct referral_item *item = &items->items[i];

        TRY(db_exec(ctx->db, &SQL_REFERRAL_ITEM_INSERT,
                    BINDS(b_id(referral_id), b_int((int64_t)i), b_str(item->kind),
                          b_str(item->what), b_str(item->form), b_str(item->form_version),
                          b_str(item->body)),
                    NULL));
    }
    return OK;
}

enum err referral_store_items(struct ctx *ctx, struct id referral_id,
                              struct referral_item_list *ret)
{
    struct referral_item_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_ITEMS, BINDS(b_id(referral_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct referral_item){.kind = col_str(&rows, 0),
                                         .what = col_str(&rows, 1),
                                         .form = col_str(&rows, 2),
                                         .form_version = col_str(&rows, 3),
                                         .body = col_str(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

/* ---- what was answered ----------------------------------------------------------------------- */

static struct str side_code(enum referral_side side)
{
    return side == REFERRAL_SENDER     ? STR("sender")
           : side == REFERRAL_RECEIVER ? STR("receiver")
                                       : STR("program");
}

static enum referral_side side_read(struct str code)
{
    return str_eq(code, STR("sender"))     ? REFERRAL_SENDER
           : str_eq(code, STR("receiver")) ? REFERRAL_RECEIVER
                                           : REFERRAL_PROGRAM;
}

enum err referral_store_add_answer(struct ctx *ctx, struct id referral_id,
                                   const struct referral_answer *a)
{
    return db_exec(ctx->db, &SQL_REFERRAL_ANSWER_INSERT,
                   BINDS(b_id(id_new(ctx, "referral_answer")), b_id(referral_id),
                         b_str(referral_act_code(a->act)), b_str(side_code(a->side)),
                         b_id(a->side == REFERRAL_PROGRAM ? ID_NONE : ctx->actor.account_id),
                         b_str(a->reason), b_str(a->words), b_date(ctx->arena, a->on),
                         b_instant(ctx->now)),
                   NULL);
}

static struct referral_answer answer_read(const struct rows *rows)
{
    struct referral_answer a = {.side = side_read(col_str(rows, 1)),
                                .by_name = col_str(rows, 2),
                                .reason = col_str(rows, 3),
                                .words = col_str(rows, 4),
                                .on = col_date(rows, 5),
                                .at = col_instant(rows, 6)};

    (void)!referral_act_parse(col_str(rows, 0), &a.act);
    return a;
}

enum err referral_store_answers(struct ctx *ctx, struct id referral_id,
                                struct referral_answer_list *ret)
{
    struct referral_answer_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_ANSWERS, BINDS(b_id(referral_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, answer_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

/* ---- links ----------------------------------------------------------------------------------- */

enum err referral_store_by_token(struct ctx *ctx, struct str hash, struct referral_link_found *ret)
{
    struct rows rows;
    struct referral_link_found found;

    TRY(db_query(ctx->db, &SQL_REFERRAL_BY_TOKEN, BINDS(b_blob(hash), b_instant(ctx->now)), &rows));
    bool any = rows_next(&rows);

    if (any)
        found = (struct referral_link_found){.referral = referral_read(&rows),
                                             .link_id = col_id(&rows, COLUMN_N + CASE_N),
                                             .opened_n = col_int(&rows, COLUMN_N + CASE_N + 1),
                                             .ends_at = col_instant(&rows, COLUMN_N + CASE_N + 2)};
    TRY(rows_end(&rows));
    if (!any)
        return E_NOT_FOUND;
    *ret = found;
    return OK;
}

enum err referral_store_put_link(struct ctx *ctx, struct id referral_id,
                                 const struct referral_link *link, struct str hash, bool *ret_put)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_REFERRAL_LINK_PUT,
                BINDS(b_id(link->id), b_id(referral_id), b_blob(hash), b_id(ctx->actor.account_id),
                      b_instant(link->created_at), b_instant(link->ends_at)),
                &n));
    *ret_put = n > 0;
    return OK;
}

enum err referral_store_links(struct ctx *ctx, struct id referral_id,
                              struct referral_link_list *ret)
{
    struct referral_link_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REFERRAL_LINKS, BINDS(b_id(referral_id)), &rows));
    while (rows_next(&rows)) {
        struct referral_link link = {.id = col_id(&rows, 0),
                                     .by_name = col_str(&rows, 1),
                                     .created_at = col_instant(&rows, 2),
                                     .ends_at = col_instant(&rows, 3),
                                     .revoked_at = col_instant(&rows, 4),
                                     .revoked_by_name = col_str(&rows, 5),
                                     .opened_n = col_int(&rows, 6),
                                     .opened_at = col_instant(&rows, 7)};

        link.live = !instant_given(link.revoked_at) && link.ends_at.us > ctx->now.us;
        LIST_ADD(ctx->arena, &list, link);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err referral_store_revoke_link(struct ctx *ctx, struct id referral_id, struct id link_id,
                                    bool *ret_revoked)
{
    int64_t n;

    TRY(db_exec(
        ctx->db, &SQL_REFERRAL_LINK_REVOKE,
        BINDS(b_id(referral_id), b_id(link_id), b_id(ctx->actor.account_id), b_instant(ctx->now)),
        &n));
    *ret_revoked = n > 0;
    return OK;
}

enum err referral_store_revoke_links(struct ctx *ctx, struct id referral_id, struct id but_id)
{
    return db_exec(
        ctx->db, &SQL_REFERRAL_LINK_REVOKE_ALL,
        BINDS(b_id(referral_id), b_id(ctx->actor.account_id), b_instant(ctx->now), b_id(but_id)),
        NULL);
}

enum err referral_store_opened(struct ctx *ctx, struct id link_id)
{
    return db_exec(ctx->db, &SQL_REFERRAL_LINK_OPENED, BINDS(b_id(link_id), b_instant(ctx->now)),
                   NULL);
}

/* ---- units ------------------------------------------------------------------------------------
 */

enum err referral_store_unit(struct ctx *ctx, struct id id, struct casefile_unit *ret,
                             struct id *ret_agency_id)
{
    struct rows rows;
    struct casefile_unit unit = {.id = id};
    struct id agency_id = ID_NONE;

    TRY(db_query(ctx->db, &SQL_REFERRAL_UNIT, BINDS(b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        unit.team = col_str(&rows, 0);
        agency_id = col_id(&rows, 1);
        unit.agency = col_str(&rows, 2);
    }
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = unit;
    *ret_agency_id = agency_id;
    return OK;
}
