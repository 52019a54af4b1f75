/* assess/assess_store.c: see assess_store.h. */
#include "feature/assess/assess_store.h"

#include "assess_sql.gen.h"
#include "plat/db.h"

#define LIST_MAX 500
#define WAITING_MAX 20

static struct assess_record record_read(const struct rows *rows, struct id casefile_id)
{
    return (struct assess_record){.id = col_id(rows, 0),
                                  .casefile_id = casefile_id,
                                  .person_id = col_id(rows, 1),
                                  .form = col_str(rows, 2),
                                  .form_version = col_str(rows, 3),
                                  .state = col_str(rows, 4),
                                  .answers = col_str(rows, 5),
                                  .seen = col_str(rows, 6),
                                  .account_id = col_id(rows, 7),
                                  .source_id = col_id(rows, 8),
                                  .replaces_id = col_id(rows, 9),
                                  .reason = col_str(rows, 10),
                                  .created_at = col_instant(rows, 11),
                                  .saved_at = col_instant(rows, 12),
                                  .submitted_at = col_instant(rows, 13),
                                  .version = col_int(rows, 14),
                                  .author_name = col_str(rows, 15)};
}

/* The only row, or an empty record. with_later: the query says what replaced it. */
static enum err record_only(struct rows *rows, struct id casefile_id, bool with_later,
                            struct assess_record *ret)
{
    struct assess_record record = {0};

    if (rows_next(rows)) {
        record = record_read(rows, casefile_id);
        if (with_later)
            record.replaced_by = col_id(rows, 16);
    }
    TRY(rows_end(rows));
    *ret = record;
    return OK;
}

enum err assess_store_insert(struct ctx *ctx, const struct assess_record *r)
{
    return db_exec(ctx->db, &SQL_ASSESS_INSERT,
                   BINDS(b_id(r->id), b_id(r->casefile_id), b_id(r->person_id), b_str(r->form),
                         b_str(r->form_version), b_str(r->state), b_str(r->answers), b_str(r->seen),
                         b_id(r->account_id), b_id(r->source_id), b_id(r->replaces_id),
                         b_str(r->reason), b_instant(r->created_at), b_instant(r->saved_at),
                         b_instant(r->submitted_at), b_int(r->version)),
                   NULL);
}

enum err assess_store_save(struct ctx *ctx, const struct assess_record *r)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ASSESS_SAVE,
                BINDS(b_id(r->casefile_id), b_id(r->id), b_str(r->answers), b_str(r->seen),
                      b_instant(r->saved_at), b_int(r->version), b_str(STR("draft"))),
                &changed));
    return changed ? OK : ctx_fail(ctx, E_CONFLICT, "assess.no_draft", NULL);
}

enum err assess_store_submit(struct ctx *ctx, const struct assess_record *r)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ASSESS_SUBMIT,
                BINDS(b_id(r->casefile_id), b_id(r->id), b_str(r->answers), b_str(r->form_version),
                      b_instant(r->submitted_at), b_str(STR("draft"))),
                &changed));
    return changed ? OK : ctx_fail(ctx, E_CONFLICT, "assess.no_draft", NULL);
}

enum err assess_store_discard(struct ctx *ctx, struct id casefile_id, struct str form,
                              bool *ret_any)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ASSESS_DISCARD,
                BINDS(b_id(casefile_id), b_str(form), b_id(ctx->actor.account_id)), &changed));
    *ret_any = changed > 0;
    return OK;
}

enum err assess_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                           struct assess_record *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_FIND,
                 BINDS(b_id(casefile_id), b_id(id), b_id(ctx->actor.account_id)), &rows));
    return record_only(&rows, casefile_id, true, ret);
}

enum err assess_store_draft(struct ctx *ctx, struct id casefile_id, struct str form,
                            struct assess_record *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_DRAFT,
                 BINDS(b_id(casefile_id), b_str(form), b_id(ctx->actor.account_id)), &rows));
    return record_only(&rows, casefile_id, false, ret);
}

enum err assess_store_latest(struct ctx *ctx, struct id casefile_id, struct str form,
                             struct instant before, struct assess_record *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_LATEST,
                 BINDS(b_id(casefile_id), b_str(form), b_int(before.us)), &rows));
    return record_only(&rows, casefile_id, false, ret);
}

enum err assess_store_recent(struct ctx *ctx, struct id casefile_id, struct str form, int most,
                             struct assess_record_list *ret)
{
    struct assess_record_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_RECENT, BINDS(b_id(casefile_id), b_str(form), b_int(most)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, record_read(&rows, casefile_id));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err assess_store_list(struct ctx *ctx, struct id casefile_id, struct assess_record_list *ret)
{
    struct assess_record_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_LIST,
                 BINDS(b_id(casefile_id), b_id(ctx->actor.account_id), b_int(LIST_MAX)), &rows));
    while (rows_next(&rows)) {
        struct assess_record record = record_read(&rows, casefile_id);

        record.replaced_by = col_id(&rows, 16);
        LIST_ADD(ctx->arena, &list, record);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err assess_store_waiting(struct ctx *ctx, struct assess_waiting_list *ret)
{
    struct assess_waiting_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ASSESS_WAITING,
                 BINDS(b_id(ctx->actor.account_id), b_id(ctx->actor.scope_id), b_int(WAITING_MAX)),
                 &rows));
    while (rows_next(&rows)) {
        LIST_ADD(ctx->arena, &list,
                 ((struct assess_waiting){.casefile_id = col_id(&rows, 0),
                                          .form = col_str(&rows, 1),
                                          .saved_at = col_instant(&rows, 2),
                                          .client_name = col_str(&rows, 3),
                                          .number = col_str(&rows, 4),
                                          .programme = col_str(&rows, 5)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

void assess_store_into(struct ctx *ctx, struct arena *arena)
{
    db_use_arena(ctx->db, arena);
}

enum err assess_store_stays(struct ctx *ctx, const struct assess_record *r, int64_t base)
{
    return db_exec(ctx->db, &SQL_ASSESS_STAYS,
                   BINDS(b_id(r->casefile_id), b_id(r->id), b_int(base), b_str(STR("draft"))),
                   NULL);
}

enum err assess_store_base(struct ctx *ctx, const struct assess_record *r, int64_t *ret,
                           bool *ret_here)
{
    struct rows rows;

    *ret = ASSESS_HERE;
    *ret_here = false;
    TRY(db_query(ctx->db, &SQL_ASSESS_BASE, BINDS(b_id(r->casefile_id), b_id(r->id)), &rows));
    if (rows_next(&rows) && !col_is_null(&rows, 0)) {
        *ret = col_int(&rows, 0);
        *ret_here = true;
    }
    return rows_end(&rows);
}

enum err assess_store_count(struct ctx *ctx, struct id casefile_id, struct str form, int64_t *ret)
{
    struct rows rows;

    *ret = 0;
    TRY(db_query(ctx->db, &SQL_ASSESS_COUNT, BINDS(b_id(casefile_id), b_str(form)), &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}
