/* admin/admin_store.c: see admin_store.h. */
#include "feature/admin/admin_store.h"

#include "admin_sql.gen.h"
#include "plat/db.h"

static void unit_read(const struct rows *rows, enum admin_unit_kind kind, struct admin_unit *ret)
{
    *ret = (struct admin_unit){.kind = kind, .id = col_id(rows, 0)};
    switch (kind) {
    case ADMIN_UNIT_AGENCY:
        ret->code = col_str(rows, 1);
        ret->name = col_str(rows, 2);
        ret->version = col_int(rows, 3);
        break;
    case ADMIN_UNIT_TEAM:
        ret->parent_id = col_id(rows, 1);
        ret->area_id = col_id(rows, 2);
        ret->name = col_str(rows, 3);
        ret->version = col_int(rows, 4);
        ret->people = col_int(rows, 5);
        break;
    case ADMIN_UNIT_AREA:
    case ADMIN_UNIT_N:
        ret->parent_id = col_id(rows, 1);
        ret->code = col_str(rows, 2);
        ret->name = col_str(rows, 3);
        ret->version = col_int(rows, 4);
        break;
    }
}

enum err admin_store_units(struct ctx *ctx, enum admin_unit_kind kind, struct admin_unit_list *ret)
{
    static const struct sql *const queries[ADMIN_UNIT_N] = {&SQL_ADMIN_AGENCIES, &SQL_ADMIN_TEAMS,
                                                            &SQL_ADMIN_AREAS};
    struct rows rows;

    TRY(db_query(ctx->db, queries[kind], NO_BINDS, &rows));
    while (rows_next(&rows))
        unit_read(&rows, kind, LIST_PUSH(ctx->arena, ret));
    return rows_end(&rows);
}

enum err admin_store_unit_insert(struct ctx *ctx, const struct admin_unit *unit)
{
    switch (unit->kind) {
    case ADMIN_UNIT_AGENCY:
        return db_exec(
            ctx->db, &SQL_ADMIN_AGENCY_INSERT,
            BINDS(b_id(unit->id), b_str(unit->code), b_str(unit->name), b_int(ctx->now.us)), NULL);
    case ADMIN_UNIT_TEAM:
        return db_exec(ctx->db, &SQL_ADMIN_TEAM_INSERT,
                       BINDS(b_id(unit->id), b_id(unit->parent_id), b_id(unit->area_id),
                             b_str(unit->name), b_int(ctx->now.us)),
                       NULL);
    case ADMIN_UNIT_AREA:
    case ADMIN_UNIT_N:
        break;
    }
    return db_exec(
        ctx->db, &SQL_ADMIN_AREA_INSERT,
        BINDS(b_id(unit->id), b_id(unit->parent_id), b_str(unit->code), b_str(unit->name)), NULL);
}

enum err admin_store_unit_rename(struct ctx *ctx, const struct admin_unit *unit)
{
    static const struct sql *const queries[ADMIN_UNIT_N] = {
        &SQL_ADMIN_AGENCY_RENAME, &SQL_ADMIN_TEAM_RENAME, &SQL_ADMIN_AREA_RENAME};
    int64_t changed = 0;

    TRY(db_exec(ctx->db, queries[unit->kind],
                BINDS(b_id(unit->id), b_str(unit->name), b_int(unit->version)), &changed));
    return changed ? OK : E_CONFLICT;
}

enum err admin_store_waiting(struct ctx *ctx, int64_t most, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ADMIN_WAITING, BINDS(b_int(most)), &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

enum err admin_store_counts(struct ctx *ctx, struct admin_counts *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ADMIN_COUNTS, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = (struct admin_counts){.active = col_int(&rows, 0),
                                     .disabled = col_int(&rows, 1),
                                     .agencies = col_int(&rows, 2),
                                     .teams = col_int(&rows, 3),
                                     .areas = col_int(&rows, 4)};
    return rows_end(&rows);
}
