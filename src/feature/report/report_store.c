/* report/report_store.c: see report_store.h. */
#include "feature/report/report_store.h"

#include "plat/db.h"
#include "report_sql.gen.h"

enum err report_store_case(struct ctx *ctx, struct id casefile_id, struct report_case *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_CASE, BINDS(b_id(casefile_id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = (struct report_case){.state = col_str(&rows, 0),
                                    .phase = (enum phase)col_int(&rows, 1),
                                    .risk = col_str(&rows, 2),
                                    .area_id = col_id(&rows, 3),
                                    .opened_on = col_date(&rows, 4),
                                    .closed_on = col_date(&rows, 5),
                                    .was_area = col_id(&rows, 6),
                                    .was_phase = col_str(&rows, 7),
                                    .was_risk = col_str(&rows, 8),
                                    .counted = !col_is_null(&rows, 7)};
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

/* ID_NONE would be NULL, and NULL is never equal to itself in a key. */
static struct id area_key(struct id area_id)
{
    return id_given(area_id) ? area_id : (struct id){.b = {[15] = 1}};
}

enum err report_store_set_case(struct ctx *ctx, struct id casefile_id, struct id area_id,
                               struct str phase, struct str risk)
{
    return db_exec(ctx->db, &SQL_REPORT_CASE_SET,
                   BINDS(b_id(casefile_id), b_id(area_key(area_id)), b_str(phase), b_str(risk)),
                   NULL);
}

enum err report_store_delta(struct ctx *ctx, const char *kind, struct id area_id, struct str cell,
                            int64_t n)
{
    return db_exec(ctx->db, &SQL_REPORT_DELTA,
                   BINDS(b_id(id_new(ctx, "figure")), b_str(str_c(kind)), b_id(area_key(area_id)),
                         b_str(cell), b_int(n)),
                   NULL);
}

enum err report_store_deltas(struct ctx *ctx, int64_t limit, struct report_row_list *ret)
{
    struct report_row_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_DELTAS, BINDS(b_int(limit)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct report_row){.delta_id = col_id(&rows, 0),
                                      .kind = col_str(&rows, 1),
                                      .area_id = col_id(&rows, 2),
                                      .cell = col_str(&rows, 3),
                                      .n = col_int(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err report_store_fold(struct ctx *ctx, const struct report_row *row)
{
    int64_t deleted;

    TRY(db_exec(ctx->db, &SQL_REPORT_DELTA_DELETE, BINDS(b_id(row->delta_id)), &deleted));
    if (deleted == 0)
        return OK; /* somebody else folded it */
    return db_exec(ctx->db, &SQL_REPORT_FIGURE_ADD,
                   BINDS(b_str(row->kind), b_id(row->area_id), b_str(row->cell), b_int(row->n)),
                   NULL);
}

enum err report_store_cells(struct ctx *ctx, struct report_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_CELLS, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct report_row){.kind = col_str(&rows, 0),
                                      .area_id = col_id(&rows, 1),
                                      .cell = col_str(&rows, 2),
                                      .n = col_int(&rows, 3)}));
    return rows_end(&rows);
}

enum err report_store_areas(struct ctx *ctx, struct report_area_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_AREAS, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct report_area){.id = col_id(&rows, 0), .name = col_str(&rows, 1)}));
    return rows_end(&rows);
}

enum err report_store_closure(struct ctx *ctx, struct id casefile_id, struct str *ret)
{
    struct str reason = STR_NONE;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_CLOSURE, BINDS(b_id(casefile_id)), &rows));
    if (rows_next(&rows))
        reason = col_str(&rows, 0);
    TRY(rows_end(&rows));
    *ret = reason;
    return OK;
}

enum err report_store_steps(struct ctx *ctx, struct id casefile_id, enum phase phase,
                            int *ret_in_time, int *ret_late)
{
    int in_time = 0, late = 0;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_REPORT_STEPS, BINDS(b_id(casefile_id), b_int(phase)), &rows));
    while (rows_next(&rows)) {
        struct instant done = col_instant(&rows, 2);
        bool is_done = instant_given(done) &&
                       date_cmp(date_of(done, ctx->tz_offset_min), col_date(&rows, 0)) <= 0;

        if (str_eq(col_str(&rows, 1), STR("not_needed")))
            continue;
        in_time += is_done;
        late += !is_done;
    }
    TRY(rows_end(&rows));
    *ret_in_time = in_time;
    *ret_late = late;
    return OK;
}

enum err report_store_measure(struct ctx *ctx)
{
    struct bind nowhere = b_id(area_key(ID_NONE));
    struct instant month_ago = {ctx->now.us - 30 * DAY_US};

    TRY(db_exec(ctx->db, &SQL_REPORT_MEASURE_FORGET, NO_BINDS, NULL));
    TRY(db_exec(ctx->db, &SQL_REPORT_MEASURE_CLOCK, BINDS(nowhere, b_instant(ctx->now)), NULL));
    TRY(db_exec(ctx->db, &SQL_REPORT_MEASURE_APPROVAL, BINDS(nowhere), NULL));
    TRY(db_exec(ctx->db, &SQL_REPORT_MEASURE_CONTACT, BINDS(nowhere, b_instant(month_ago)), NULL));
    return db_exec(ctx->db, &SQL_REPORT_MEASURE_DURATION, BINDS(nowhere), NULL);
}

enum err report_store_measure_again(struct ctx *ctx, const char *months, int days)
{
    int64_t within = (int64_t)days * DAY_US;

    return db_exec(ctx->db, &SQL_REPORT_MEASURE_AGAIN,
                   BINDS(b_id(area_key(ID_NONE)), b_instant((struct instant){ctx->now.us - within}),
                         b_int(within), b_str(str_c(months))),
                   NULL);
}
