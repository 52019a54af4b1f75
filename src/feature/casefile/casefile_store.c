/* casefile/casefile_store.c: rows of cases, see casefile_store.h. */
#include "feature/casefile/casefile_store.h"

#include "casefile_sql.gen.h"
#include "plat/db.h"

enum err casefile_store_lock(struct ctx *ctx, struct id id)
{
    /* On SQLite writers queue before they begin: there is nothing to lock. */
    if (!db_is_pg(ctx->db))
        return OK;
    return db_exec(ctx->db, &SQL_CASEFILE_LOCK, BINDS(b_id(id), b_id(ctx->actor.scope_id)), NULL);
}

static struct casefile casefile_read(const struct rows *rows)
{
    return (struct casefile){.id = col_id(rows, 0),
                             .person_id = col_id(rows, 1),
                             .household_id = col_id(rows, 2),
                             .worker_id = col_id(rows, 3),
                             .team_id = col_id(rows, 4),
                             .agency_id = col_id(rows, 5),
                             .area_id = col_id(rows, 6),
                             .number = col_str(rows, 7),
                             .state = col_str(rows, 8),
                             .phase = (enum phase)col_int(rows, 9),
                             .phase_since = col_instant(rows, 10),
                             .risk = col_str(rows, 11),
                             .safety = col_str(rows, 12),
                             .safety_note = col_str(rows, 13),
                             .summary = col_str(rows, 14),
                             .client_name = col_str(rows, 15),
                             .worker_name = col_str(rows, 16),
                             .team_name = col_str(rows, 17),
                             .area_name = col_str(rows, 18),
                             .client_birth = col_date(rows, 19),
                             .client_birth_estimated = col_bool(rows, 20),
                             .client_sex = col_str(rows, 21),
                             .client_languages = col_str(rows, 22),
                             .client_phone = col_str(rows, 23),
                             .next_what = col_str(rows, 24),
                             .next_link = col_str(rows, 25),
                             .next_due = col_date(rows, 26),
                             .last_contact_on = col_date(rows, 27),
                             .opened_on = col_date(rows, 28),
                             .closed_on = col_date(rows, 29),
                             .version = col_int(rows, 30),
                             .access = (enum casefile_access)col_int(rows, 31),
                             .programme = col_str(rows, 32)};
}

enum err casefile_store_find(struct ctx *ctx, struct id id, struct casefile *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_FIND, BINDS(b_id(id), b_id(ctx->actor.scope_id)), &rows));
    bool found = rows_next(&rows);
    struct casefile file = found ? casefile_read(&rows) : (struct casefile){0};

    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = file;
    return OK;
}

enum err casefile_store_programme(struct ctx *ctx, struct id id, struct str *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_PROGRAMME, BINDS(b_id(id), b_id(ctx->actor.scope_id)),
                 &rows));
    if (rows_next(&rows))
        *ret = col_str(&rows, 0);
    return rows_end(&rows);
}

enum err casefile_store_next_number(struct ctx *ctx, struct str prefix, int64_t *ret)
{
    struct rows rows;
    int64_t last = 0;

    TRY(db_query(ctx->db, &SQL_CASEFILE_NUMBER_NEXT, BINDS(b_str(prefix)), &rows));
    if (rows_next(&rows))
        last = col_int(&rows, 0);
    TRY(rows_end(&rows));
    *ret = last;
    return OK;
}

enum err casefile_store_insert(struct ctx *ctx, const struct casefile *f, struct str sort)
{
    return db_exec(ctx->db, &SQL_CASEFILE_INSERT,
                   BINDS(b_id(f->id), b_str(f->number), b_id(f->person_id), b_id(f->household_id),
                         b_str(ctx->pack->name), b_int(f->phase), b_int(f->phase_since.us),
                         b_str(f->risk), b_str(f->safety), b_str(f->safety_note),
                         b_id(f->worker_id), b_id(f->team_id), b_id(f->agency_id), b_id(f->area_id),
                         b_str(f->summary), b_str(f->client_name), b_str(sort),
                         b_date(ctx->arena, f->opened_on), b_int(ctx->now.us)),
                   NULL);
}

enum err casefile_store_set_risk(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_RISK, BINDS(b_id(f->id), b_str(f->risk)), NULL);
}

enum err casefile_store_risk_since(struct ctx *ctx, struct id id, struct instant at, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_RISK_SINCE,
                 BINDS(b_id(id), b_instant(at), b_id(ctx->actor.account_id)), &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err casefile_store_set_summary(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_SUMMARY, BINDS(b_id(f->id), b_str(f->summary)), NULL);
}

enum err casefile_store_set_safety(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_SAFETY,
                   BINDS(b_id(f->id), b_str(f->safety), b_str(f->safety_note)), NULL);
}

enum err casefile_store_set_worker(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_WORKER,
                   BINDS(b_id(f->id), b_id(f->worker_id), b_id(f->team_id), b_id(f->agency_id)),
                   NULL);
}

enum err casefile_store_set_phase(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_PHASE,
                   BINDS(b_id(f->id), b_int(f->phase), b_int(f->phase_since.us)), NULL);
}

enum err casefile_store_set_state(struct ctx *ctx, const struct casefile *f)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_STATE,
                   BINDS(b_id(f->id), b_str(f->state), b_date(ctx->arena, f->closed_on)), NULL);
}

enum err casefile_store_set_contact(struct ctx *ctx, struct id id, struct date on)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_CONTACT, BINDS(b_id(id), b_date(ctx->arena, on)),
                   NULL);
}

enum err casefile_store_set_next(struct ctx *ctx, struct id id, struct str what, struct str link,
                                 struct date due)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_NEXT,
                   BINDS(b_id(id), b_str(what), b_str(link), b_date(ctx->arena, due)), NULL);
}

enum err casefile_store_set_client(struct ctx *ctx, struct id person_id, struct str name,
                                   struct str sort)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SET_CLIENT,
                   BINDS(b_id(person_id), b_str(name), b_str(sort)), NULL);
}

/* ---- who sees it ---------------------------------------------------------------------------- */

static enum err id_list(struct ctx *ctx, const struct sql *sql, struct id id,
                        struct casefile_id_list *ret)
{
    struct casefile_id_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, col_id(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err casefile_store_client(struct ctx *ctx, struct id id, struct id *ret)
{
    struct casefile_id_list list;

    TRY(id_list(ctx, &SQL_CASEFILE_CLIENT, id, &list));
    *ret = list.n ? list.items[0] : ID_NONE;
    return OK;
}

enum err casefile_store_scopes(struct ctx *ctx, struct id id, struct casefile_id_list *ret)
{
    return id_list(ctx, &SQL_CASEFILE_SCOPES, id, ret);
}

enum err casefile_store_area_chain(struct ctx *ctx, struct id area_id, struct casefile_id_list *ret)
{
    return id_list(ctx, &SQL_CASEFILE_AREA_CHAIN, area_id, ret);
}

enum err casefile_store_add_scope(struct ctx *ctx, struct id id, struct id scope_id,
                                  enum casefile_access access)
{
    return db_exec(ctx->db, &SQL_CASEFILE_SCOPE_INSERT,
                   BINDS(b_id(scope_id), b_id(id), b_int(access)), NULL);
}

enum err casefile_store_remove_scope(struct ctx *ctx, struct id id, struct id scope_id)
{
    TRY(db_exec(ctx->db, &SQL_CASEFILE_SCOPE_DELETE, BINDS(b_id(scope_id), b_id(id)), NULL));
    return db_exec(ctx->db, &SQL_CASEFILE_SCOPE_GRANTED, BINDS(b_id(scope_id), b_id(id)), NULL);
}

enum err casefile_store_team_agency(struct ctx *ctx, struct id team_id, struct id *ret)
{
    struct casefile_id_list list;

    TRY(id_list(ctx, &SQL_CASEFILE_TEAM_AGENCY, team_id, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

/* ---- who works on it ------------------------------------------------------------------------ */

enum err casefile_store_workers(struct ctx *ctx, struct casefile_worker_list *ret)
{
    struct casefile_worker_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_WORKERS, BINDS(b_id(ctx->actor.scope_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct casefile_worker){.account_id = col_id(&rows, 0),
                                           .team_id = col_id(&rows, 1),
                                           .name = col_str(&rows, 2),
                                           .team_name = col_str(&rows, 3),
                                           .open_n = col_int(&rows, 4),
                                           .high_n = col_int(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err casefile_store_desk(struct ctx *ctx, struct id worker_id, struct id prefer,
                             struct casefile_desk *ret)
{
    struct casefile_desk desk = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_WORKER_TEAM,
                 BINDS(b_id(ctx->actor.scope_id), b_id(worker_id), b_id(prefer)), &rows));
    bool found = rows_next(&rows);

    if (found)
        desk = (struct casefile_desk){.team_id = col_id(&rows, 0),
                                      .agency_id = col_id(&rows, 1),
                                      .worker_name = col_str(&rows, 2)};
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = desk;
    return OK;
}

enum err casefile_store_involve(struct ctx *ctx, const struct casefile *f, struct str reason)
{
    return db_exec(ctx->db, &SQL_CASEFILE_INVOLVEMENT_INSERT,
                   BINDS(b_id(id_new(ctx, "involvement")), b_id(f->id), b_id(f->worker_id),
                         b_int(ctx->now.us), b_str(reason)),
                   NULL);
}

enum err casefile_store_uninvolve(struct ctx *ctx, struct id id)
{
    return db_exec(ctx->db, &SQL_CASEFILE_INVOLVEMENT_END, BINDS(b_id(id), b_int(ctx->now.us)),
                   NULL);
}

enum err casefile_store_involvements(struct ctx *ctx, struct id id,
                                     struct casefile_involvement_list *ret)
{
    struct casefile_involvement_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_INVOLVEMENTS, BINDS(b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct casefile_involvement){.name = col_str(&rows, 0),
                                                .since = col_instant(&rows, 1),
                                                .until = col_instant(&rows, 2),
                                                .reason = col_str(&rows, 3)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

/* ---- people in it --------------------------------------------------------------------------- */

enum err casefile_store_people(struct ctx *ctx, struct id id, struct casefile_person_list *ret)
{
    struct casefile_person_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_PEOPLE, BINDS(b_id(id)), &rows));
    while (rows_next(&rows)) {
        struct person person = {.given_name = col_str(&rows, 1), .family_name = col_str(&rows, 2)};

        LIST_ADD(ctx->arena, &list,
                 ((struct casefile_person){.person_id = col_id(&rows, 0),
                                           .name = person_name(ctx, &person),
                                           .birth_date = col_date(&rows, 3),
                                           .birth_estimated = col_bool(&rows, 4),
                                           .phone = col_str(&rows, 5),
                                           .role = col_str(&rows, 6)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err casefile_store_add_person(struct ctx *ctx, struct id id, struct id person_id,
                                   struct str role, bool *ret_added)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CASEFILE_PERSON_INSERT, BINDS(b_id(id), b_id(person_id), b_str(role)),
                &changed));
    *ret_added = changed > 0;
    return OK;
}

enum err casefile_store_remove_person(struct ctx *ctx, struct id id, struct id person_id,
                                      bool *ret_removed)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CASEFILE_PERSON_DELETE, BINDS(b_id(id), b_id(person_id)), &changed));
    *ret_removed = changed > 0;
    return OK;
}

enum err casefile_store_due(struct ctx *ctx, const struct duty_ask *ask, struct casefile_list *ret)
{
    struct casefile_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, ask->team ? &SQL_CASEFILE_DUE_TEAM : &SQL_CASEFILE_DUE_OWN,
                 BINDS(b_id(ctx->actor.scope_id),
                       b_id(ask->team ? ctx->actor.team_id : ctx->actor.account_id),
                       b_date(ctx->arena, ask->until), b_int(ask->most),
                       b_date(ctx->arena, ask->from)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct casefile){.id = col_id(&rows, 0),
                                    .number = col_str(&rows, 1),
                                    .client_name = col_str(&rows, 2),
                                    .risk = col_str(&rows, 3),
                                    .next_what = col_str(&rows, 4),
                                    .next_link = col_str(&rows, 5),
                                    .next_due = col_date(&rows, 6),
                                    .programme = col_str(&rows, 7),
                                    .worker_name = col_str(&rows, 8)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err casefile_store_reach(struct ctx *ctx, struct casefile *file, struct casefile_reach *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASEFILE_REACH, BINDS(b_id(file->id), b_id(ctx->actor.scope_id)),
                 &rows));
    bool found = rows_next(&rows);

    if (found) {
        file->person_id = col_id(&rows, 0);
        file->safety = col_str(&rows, 3);
        file->programme = col_str(&rows, 4);
        ret->phone = col_str(&rows, 1);
        ret->address = col_str(&rows, 2);
    }
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}
