/* intake/intake_store.c: see intake_store.h. */
#include "feature/intake/intake_store.h"

#include "intake_sql.gen.h"
#include "plat/db.h"

static struct intake intake_read(const struct rows *rows)
{
    struct intake i = {.id = col_id(rows, 0),
                       .person_id = col_id(rows, 1),
                       .casefile_id = col_id(rows, 2),
                       .channel = col_str(rows, 3),
                       .source = col_str(rows, 4),
                       .source_contact = col_str(rows, 5),
                       .received_at = col_instant(rows, 6),
                       .concerns = col_str(rows, 7),
                       .urgency = col_str(rows, 8),
                       .narrative = col_str(rows, 9),
                       .answers = col_str(rows, 10),
                       .screened_at = col_instant(rows, 11),
                       .decided = str_eq(col_str(rows, 12), STR("decided")),
                       .decision = col_str(rows, 13),
                       .reason_code = col_str(rows, 14),
                       .reason = col_str(rows, 15),
                       .referred_to = col_str(rows, 16),
                       .decided_at = col_instant(rows, 17),
                       .version = col_int(rows, 18),
                       .programme = col_str(rows, 19),
                       .by_name = col_str(rows, 20),
                       .decided_by_name = col_str(rows, 21),
                       .team_name = col_str(rows, 22)};

    i.person = (struct person){.id = i.person_id,
                               .given_name = col_str(rows, 23),
                               .family_name = col_str(rows, 24),
                               .sex = col_str(rows, 25),
                               .birth_date = col_date(rows, 26),
                               .birth_estimated = col_bool(rows, 27),
                               .died_on = DATE_NONE,
                               .phone = col_str(rows, 28),
                               .area_name = col_str(rows, 29)};
    i.person_visible = col_int(rows, 30) > 0;
    i.casefile_number = col_str(rows, 31);
    i.created_by = col_id(rows, 32);
    i.team_id = col_id(rows, 33);
    i.agency_id = col_id(rows, 34);
    i.worker_id = col_id(rows, 35);
    i.case_team_id = col_id(rows, 36);
    i.case_agency_id = col_id(rows, 37);
    return i;
}

static enum err one_read(struct ctx *ctx, struct rows *rows, struct intake *ret)
{
    bool found = rows_next(rows);

    if (found)
        *ret = intake_read(rows);
    TRY(rows_end(rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err intake_store_find(struct ctx *ctx, struct id id, struct intake *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_FIND, BINDS(b_id(ctx->actor.scope_id), b_id(id)), &rows));
    return one_read(ctx, &rows, ret);
}

enum err intake_store_whose(struct ctx *ctx, struct id id, struct intake *ret)
{
    struct rows rows;
    struct intake whose = {0};

    TRY(db_query(ctx->db, &SQL_INTAKE_WHOSE, BINDS(b_id(id)), &rows));
    if (rows_next(&rows))
        whose = (struct intake){
            .id = id, .person_id = col_id(&rows, 0), .casefile_id = col_id(&rows, 1)};
    TRY(rows_end(&rows));
    *ret = whose;
    return OK;
}

enum err intake_store_of_casefile(struct ctx *ctx, struct id casefile_id, struct intake *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_OF_CASEFILE,
                 BINDS(b_id(ctx->actor.scope_id), b_id(casefile_id)), &rows));
    return one_read(ctx, &rows, ret);
}

enum err intake_store_of_person(struct ctx *ctx, struct id person_id, struct intake_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_OF_PERSON, BINDS(b_id(ctx->actor.scope_id), b_id(person_id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, intake_read(&rows));
    return rows_end(&rows);
}

enum err intake_store_lock(struct ctx *ctx, struct id id)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_LOCK, BINDS(b_id(id)), &rows));
    (void)rows_next(&rows);
    return rows_end(&rows);
}

enum err intake_store_programme(struct ctx *ctx, struct id id, struct str *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_PROGRAMME, BINDS(b_id(id), b_id(ctx->actor.scope_id)),
                 &rows));
    if (rows_next(&rows))
        *ret = col_str(&rows, 0);
    return rows_end(&rows);
}

enum err intake_store_insert(struct ctx *ctx, const struct intake *i)
{
    return db_exec(ctx->db, &SQL_INTAKE_INSERT,
                   BINDS(b_id(i->id), b_id(i->person_id), b_str(i->channel), b_str(i->source),
                         b_str(i->source_contact), b_int(i->received_at.us), b_str(i->concerns),
                         b_str(i->urgency), b_str(i->narrative), b_id(ctx->actor.team_id),
                         b_id(ctx->actor.account_id), b_int(ctx->now.us), b_str(i->programme)),
                   NULL);
}

enum err intake_store_update(struct ctx *ctx, const struct intake *i)
{
    return db_exec(ctx->db, &SQL_INTAKE_UPDATE,
                   BINDS(b_id(i->id), b_str(i->channel), b_str(i->source), b_str(i->source_contact),
                         b_str(i->concerns), b_str(i->urgency), b_str(i->narrative),
                         b_int(i->version)),
                   NULL);
}

enum err intake_store_screen(struct ctx *ctx, const struct intake *i)
{
    return db_exec(
        ctx->db, &SQL_INTAKE_SCREEN,
        BINDS(b_id(i->id), b_str(i->answers), b_str(i->urgency), b_instant(i->screened_at)), NULL);
}

enum err intake_store_decide(struct ctx *ctx, const struct intake *i)
{
    TRY(db_exec(ctx->db, &SQL_INTAKE_DECIDE,
                BINDS(b_id(i->id), b_str(i->decision), b_str(i->reason_code), b_str(i->reason),
                      b_str(i->referred_to), b_instant(i->decided_at), b_id(ctx->actor.account_id),
                      b_id(i->casefile_id)),
                NULL));
    return db_exec(ctx->db, &SQL_INTAKE_SCOPE_DECIDED, BINDS(b_id(i->id)), NULL);
}

enum err intake_store_scope(struct ctx *ctx, struct id id, struct id scope_id, bool waiting)
{
    return db_exec(ctx->db, &SQL_INTAKE_SCOPE_INSERT,
                   BINDS(b_id(scope_id), b_id(id), b_bool(waiting)), NULL);
}

enum err intake_store_scope_area(struct ctx *ctx, struct id id, struct id area_id)
{
    return db_exec(ctx->db, &SQL_INTAKE_SCOPE_AREA, BINDS(b_id(id), b_id(area_id)), NULL);
}

enum err intake_store_list(struct ctx *ctx, bool decided, int64_t from, int64_t max,
                           struct intake_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, decided ? &SQL_INTAKE_DECIDED : &SQL_INTAKE_WAITING,
                 BINDS(b_id(ctx->actor.scope_id), b_int(max), b_int(from)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, intake_read(&rows));
    return rows_end(&rows);
}

enum err intake_store_move(struct ctx *ctx, struct id kept, struct id merged,
                           struct person_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_INTAKE_MOVE, BINDS(b_id(kept), b_id(merged)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret, col_id(&rows, 0));
    return rows_end(&rows);
}

enum err intake_store_back(struct ctx *ctx, struct id id, struct id kept, struct id merged)
{
    return db_exec(ctx->db, &SQL_INTAKE_BACK, BINDS(b_id(id), b_id(merged), b_id(kept)), NULL);
}
