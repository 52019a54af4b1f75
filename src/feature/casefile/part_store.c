/* casefile/part_store.c: the row of a case for somebody of its team, see part_store.h. */
#include "feature/casefile/part_store.h"

#include "core/pack.h"
#include "part_sql.gen.h"
#include "plat/db.h"

enum err part_store_lock(struct ctx *ctx, struct id id)
{
    /* On SQLite writers queue before they begin: there is nothing to lock. */
    if (!db_is_pg(ctx->db))
        return OK;
    return db_exec(ctx->db, &SQL_PART_LOCK, BINDS(b_id(id)), NULL);
}

static struct casefile part_read(const struct rows *rows)
{
    struct casefile file = {.id = col_id(rows, 0),
                            .person_id = col_id(rows, 1),
                            .worker_id = col_id(rows, 2),
                            .team_id = col_id(rows, 3),
                            .agency_id = col_id(rows, 4),
                            .number = col_str(rows, 5),
                            .state = col_str(rows, 6),
                            .phase = (enum phase)col_int(rows, 7),
                            .phase_since = col_instant(rows, 8),
                            .client_name = col_str(rows, 9),
                            .worker_name = col_str(rows, 10),
                            .team_name = col_str(rows, 11),
                            .opened_on = col_date(rows, 12),
                            .closed_on = col_date(rows, 13),
                            .version = col_int(rows, 14),
                            .programme = col_str(rows, 15),
                            .client_birth = DATE_NONE,
                            .next_due = DATE_NONE,
                            .last_contact_on = DATE_NONE,
                            .member_id = col_id(rows, 23),
                            .parts = col_str(rows, 24),
                            .profession = col_str(rows, 25),
                            .access = CASEFILE_READ};

    if (!pack_has_word(file.parts, STR("contact")))
        return file;
    file.client_birth = col_date(rows, 16);
    file.client_birth_estimated = col_bool(rows, 17);
    file.client_sex = col_str(rows, 18);
    file.client_languages = col_str(rows, 19);
    file.client_phone = col_str(rows, 20);
    file.safety = col_str(rows, 21);
    file.safety_note = col_str(rows, 22);
    return file;
}

enum err part_store_find(struct ctx *ctx, struct id id, struct casefile *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PART_FIND,
                 BINDS(b_id(id), b_id(ctx->actor.account_id), b_date(ctx->arena, ctx_today(ctx))),
                 &rows));
    bool found = rows_next(&rows);
    struct casefile file = found ? part_read(&rows) : (struct casefile){0};

    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = file;
    return OK;
}
