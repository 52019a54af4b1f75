/* casefile/timeline_store.c: events and reads of a case, see timeline_store.h. */
#include "feature/casefile/timeline_store.h"

#include "core/authz.h"
#include "core/event.h"
#include "plat/db.h"
#include "timeline_sql.gen.h"

#define ENTRY_COLUMNS 10

static enum err entry_read(struct ctx *ctx, const struct rows *rows, struct timeline_entry *ret)
{
    struct timeline_entry e = {
        .id = col_id(rows, 9), .at = col_instant(rows, 2), .hidden = col_int(rows, 6) != 0};
    struct event_text text;

    if (!e.hidden) {
        TRY(event_text_read(ctx, col_str(rows, 7), &text));
        e.kind = col_str(rows, 0);
        e.flags = (unsigned)col_int(rows, 4);
        e.about = col_str(rows, 1);
        e.by = col_str(rows, 3);
        e.confidential = col_bool(rows, 5);
        e.link = text.link;
        e.summary = text.summary;
        e.erased = !col_is_null(rows, 8);
    }
    *ret = e;
    return OK;
}

enum err timeline_store_events(struct ctx *ctx, struct id casefile_id,
                               const struct timeline_filter *f, struct timeline_entry_list *ret)
{
    struct timeline_entry_list list = {0};
    struct rows rows;
    enum err bad = OK;

    TRY(db_query(ctx->db, &SQL_TIMELINE_EVENTS,
                 BINDS(b_id(casefile_id), b_int(f->flags), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_int(f->limit),
                       b_int(f->offset)),
                 &rows));
    while (bad == OK && rows_next(&rows))
        bad = entry_read(ctx, &rows, LIST_PUSH(ctx->arena, &list));
    TRY(rows_end(&rows));
    TRY(bad);
    *ret = list;
    return OK;
}

enum err timeline_store_chronology(struct ctx *ctx, struct id person_id,
                                   const struct timeline_period *p, struct timeline_entry_list *ret)
{
    struct timeline_entry_list list = {0};
    struct rows rows;
    enum err bad = OK;

    TRY(db_query(ctx->db, &SQL_TIMELINE_CHRONOLOGY,
                 BINDS(b_id(person_id), b_int(p->flags), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_int(p->limit),
                       b_id(ctx->actor.scope_id), b_int(p->after.us), b_id(p->after_id),
                       b_int(p->until.us)),
                 &rows));
    while (bad == OK && rows_next(&rows)) {
        struct timeline_entry *e = LIST_PUSH(ctx->arena, &list);

        bad = entry_read(ctx, &rows, e);
        e->casefile_id = col_id(&rows, ENTRY_COLUMNS);
        e->number = col_str(&rows, ENTRY_COLUMNS + 1);
        e->programme = col_str(&rows, ENTRY_COLUMNS + 2);
        e->team = col_str(&rows, ENTRY_COLUMNS + 3);
        e->agency = col_str(&rows, ENTRY_COLUMNS + 4);
    }
    TRY(rows_end(&rows));
    TRY(bad);
    *ret = list;
    return OK;
}

enum err timeline_store_contacts(struct ctx *ctx, struct id casefile_id, struct instant from,
                                 struct casefile_contact_list *ret)
{
    struct casefile_contact_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TIMELINE_CONTACTS, BINDS(b_id(casefile_id), b_int(from.us)), &rows));
    while (rows_next(&rows))
        LIST_ADD(
            ctx->arena, &list,
            ((struct casefile_contact){.form = col_str(&rows, 0),
                                       .on = date_of(col_instant(&rows, 1), ctx->tz_offset_min),
                                       .by = col_str(&rows, 2)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err timeline_store_looks(struct ctx *ctx, struct id casefile_id, int64_t limit,
                              struct timeline_look_list *ret)
{
    struct timeline_look_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TIMELINE_LOOKS,
                 BINDS(b_id(casefile_id), b_int(ctx->tz_offset_min * MINUTE_US), b_int(limit)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct timeline_look){.account_id = col_id(&rows, 0),
                                         .name = col_str(&rows, 1),
                                         .role = col_str(&rows, 2),
                                         .route = col_str(&rows, 3),
                                         .first = col_instant(&rows, 4),
                                         .last = col_instant(&rows, 5),
                                         .day = col_int(&rows, 6),
                                         .n = col_int(&rows, 7),
                                         .denied = col_bool(&rows, 8)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err timeline_store_fresh_looks(struct ctx *ctx, struct id casefile_id, int64_t limit,
                                    struct timeline_look_list *ret)
{
    struct timeline_look_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->reads, &SQL_TIMELINE_FRESH_LOOKS, BINDS(b_id(casefile_id), b_int(limit)),
                 &rows));
    while (rows_next(&rows)) {
        struct instant at = col_instant(&rows, 3);

        LIST_ADD(ctx->arena, &list,
                 ((struct timeline_look){.account_id = col_id(&rows, 0),
                                         .role = col_str(&rows, 1),
                                         .route = col_str(&rows, 2),
                                         .first = at,
                                         .last = at,
                                         .day = date_of(at, ctx->tz_offset_min).day,
                                         .n = 1,
                                         .denied = col_bool(&rows, 4)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err timeline_store_name(struct ctx *ctx, struct id account_id, struct str *ret)
{
    struct rows rows;
    struct str name = STR_NONE;

    TRY(db_query(ctx->db, &SQL_TIMELINE_ACCOUNT_NAME, BINDS(b_id(account_id)), &rows));
    if (rows_next(&rows))
        name = col_str(&rows, 0);
    TRY(rows_end(&rows));
    *ret = name;
    return OK;
}
