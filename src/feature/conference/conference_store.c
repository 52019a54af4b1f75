/* conference/conference_store.c: rows of conferences, see conference_store.h. */
#include "feature/conference/conference_store.h"

#include "conference_sql.gen.h"
#include "core/i18n.h"
#include "plat/db.h"

static const char *const kinds[] = {[CONFERENCE_ISSUE] = "issue",
                                    [CONFERENCE_DECISION] = "decision",
                                    [CONFERENCE_ACTION] = "action",
                                    [CONFERENCE_CORRECTION] = "correction"};

static enum conference_entry_kind kind_of(struct str text)
{
    for (int i = CONFERENCE_ISSUE; i < CONFERENCE_CORRECTION; i++)
        if (str_eq(text, str_c(kinds[i])))
            return (enum conference_entry_kind)i;
    return CONFERENCE_CORRECTION;
}

static struct conference conference_read(const struct rows *rows)
{
    return (struct conference){.id = col_id(rows, 0),
                               .casefile_id = col_id(rows, 1),
                               .kind = col_str(rows, 2),
                               .held_on = col_date(rows, 3),
                               .starts = col_str(rows, 4),
                               .mode = col_str(rows, 5),
                               .place = col_str(rows, 6),
                               .purpose = col_str(rows, 7),
                               .summary = col_str(rows, 8),
                               .next_on = col_date(rows, 9),
                               .state = col_str(rows, 10),
                               .planned_by_name = col_str(rows, 11),
                               .planned_at = col_instant(rows, 12),
                               .ended_by_name = col_str(rows, 13),
                               .ended_at = col_instant(rows, 14),
                               .ended_why = col_str(rows, 15),
                               .version = col_int(rows, 16)};
}

static enum err conferences_read(struct ctx *ctx, struct rows *rows, struct conference_list *ret)
{
    struct conference_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, conference_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err conference_store_list(struct ctx *ctx, struct id casefile_id, bool attended,
                               struct conference_list *ret)
{
    struct rows rows;

    if (attended)
        TRY(db_query(ctx->db, &SQL_CONFERENCE_ATTENDED,
                     BINDS(b_id(casefile_id), b_id(ctx->actor.account_id)), &rows));
    else
        TRY(db_query(ctx->db, &SQL_CONFERENCE_LIST, BINDS(b_id(casefile_id)), &rows));
    return conferences_read(ctx, &rows, ret);
}

enum err conference_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                               struct conference *ret)
{
    struct conference_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONFERENCE_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    TRY(conferences_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err conference_store_insert(struct ctx *ctx, const struct conference *c)
{
    return db_exec(ctx->db, &SQL_CONFERENCE_INSERT,
                   BINDS(b_id(c->id), b_id(c->casefile_id), b_str(c->kind),
                         b_date(ctx->arena, c->held_on), b_str(c->starts), b_str(c->mode),
                         b_str(c->place), b_str(c->purpose), b_id(ctx->actor.account_id),
                         b_instant(c->planned_at)),
                   NULL);
}

enum err conference_store_set(struct ctx *ctx, const struct conference *c, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_SET,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_int(c->version), b_str(c->kind),
                      b_date(ctx->arena, c->held_on), b_str(c->starts), b_str(c->mode),
                      b_str(c->place), b_str(c->purpose)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_touch(struct ctx *ctx, const struct conference *c, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_TOUCH, BINDS(b_id(c->casefile_id), b_id(c->id)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_end(struct ctx *ctx, const struct conference *c, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_END,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_int(c->version), b_str(c->state),
                      b_str(c->summary), b_date(ctx->arena, c->next_on),
                      b_id(ctx->actor.account_id), b_instant(c->ended_at), b_str(c->ended_why)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_invite(struct ctx *ctx, const struct conference *c,
                                 const struct conference_participant *p, bool *ret_done)
{
    struct str who = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(p->name), STR_ARG(p->organization));
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_PARTICIPANT_INSERT,
                BINDS(b_id(p->id), b_id(c->id), b_id(c->casefile_id), b_id(p->member_id),
                      b_id(p->account_id), b_str(p->name), b_str(text_fold(ctx->arena, who)),
                      b_str(p->role), b_str(p->organization), b_str(p->presence)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_presence(struct ctx *ctx, const struct conference *c,
                                   struct id participant_id, struct str presence, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_PARTICIPANT_SET,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_id(participant_id), b_str(presence)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_uninvite(struct ctx *ctx, const struct conference *c,
                                   struct id participant_id, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_PARTICIPANT_DELETE,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_id(participant_id)), &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_participants(struct ctx *ctx, const struct conference *c,
                                       struct conference_participant_list *ret)
{
    struct conference_participant_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONFERENCE_PARTICIPANT_LIST,
                 BINDS(b_id(c->casefile_id), b_id(c->id), b_date(ctx->arena, ctx_today(ctx))),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct conference_participant){.id = col_id(&rows, 0),
                                                  .member_id = col_id(&rows, 1),
                                                  .account_id = col_id(&rows, 2),
                                                  .name = col_str(&rows, 3),
                                                  .role = col_str(&rows, 4),
                                                  .organization = col_str(&rows, 5),
                                                  .presence = col_str(&rows, 6),
                                                  .is_there = col_bool(&rows, 7),
                                                  .profession = col_str(&rows, 8)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err conference_store_write(struct ctx *ctx, const struct conference *c,
                                const struct conference_entry *e)
{
    return db_exec(ctx->db, &SQL_CONFERENCE_ENTRY_INSERT,
                   BINDS(b_id(e->id), b_id(c->id), b_id(c->casefile_id),
                         b_str(str_c(kinds[e->kind])), b_str(e->domain), b_str(e->what),
                         b_str(e->reason), b_str(e->alternatives), b_str(e->agreed),
                         b_str(e->dissent), b_id(e->participant_id), b_date(ctx->arena, e->due),
                         b_id(ctx->actor.account_id), b_instant(e->at)),
                   NULL);
}

enum err conference_store_unwrite(struct ctx *ctx, const struct conference *c, struct id entry_id,
                                  bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONFERENCE_ENTRY_DELETE,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_id(entry_id)), &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err conference_store_become(struct ctx *ctx, const struct conference *c, struct id entry_id,
                                 struct id record_id)
{
    return db_exec(ctx->db, &SQL_CONFERENCE_ENTRY_BECOME,
                   BINDS(b_id(c->casefile_id), b_id(entry_id), b_id(record_id)), NULL);
}

enum err conference_store_entries(struct ctx *ctx, const struct conference *c,
                                  struct conference_entry_list *ret)
{
    struct conference_entry_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONFERENCE_ENTRY_LIST, BINDS(b_id(c->casefile_id), b_id(c->id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct conference_entry){.id = col_id(&rows, 0),
                                            .kind = kind_of(col_str(&rows, 1)),
                                            .domain = col_str(&rows, 2),
                                            .what = col_str(&rows, 3),
                                            .reason = col_str(&rows, 4),
                                            .alternatives = col_str(&rows, 5),
                                            .agreed = col_str(&rows, 6),
                                            .dissent = col_str(&rows, 7),
                                            .participant_id = col_id(&rows, 8),
                                            .who = col_str(&rows, 9),
                                            .due = col_date(&rows, 10),
                                            .record_id = col_id(&rows, 11),
                                            .by_name = col_str(&rows, 12),
                                            .at = col_instant(&rows, 13)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
