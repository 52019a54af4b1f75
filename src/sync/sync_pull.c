/* sync/sync_pull.c: the scope index that follows the journal, and what changed since a cursor. A
 * case comes whole: what is not in it any more is gone. */
#include <string.h>

#include "base/num.h"
#include "core/authz.h"
#include "core/journal.h"
#include "sync/sync.h"
#include "sync/sync_rows.h"
#include "sync_sql.gen.h"

#define EVENTS_MAX 1000
#define LEAF_SIGNS 16
#define WEIGHT_MAX 3000 /* events of the cases in one answer, unless it is one case */

/* ---- following the journal ------------------------------------------------------------------ */

struct moved {
    struct id casefile_id;
    int64_t position;
};
LIST_TYPE(moved_list, struct moved);

static void moved_add(struct ctx *ctx, struct moved_list *list, struct id casefile_id,
                      int64_t position)
{
    if (!id_given(casefile_id))
        return;
    for (size_t i = 0; i < list->n; i++) {
        if (id_eq(list->items[i].casefile_id, casefile_id)) {
            list->items[i].position = position;
            return;
        }
    }
    LIST_ADD(ctx->arena, list, ((struct moved){casefile_id, position}));
}

struct step {
    int64_t position;
    struct id casefile_id, person_id;
};

static enum err steps_read(struct ctx *ctx, int64_t after, struct moved_list *cases,
                           struct moved_list *people, int64_t *ret_last)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SYNC_EVENTS, BINDS(b_int(after), b_int(EVENTS_MAX)), &rows));
    while (rows_next(&rows)) {
        struct str kind = col_str(&rows, 1);
        struct step step = {col_int(&rows, 0), col_id(&rows, 2), col_id(&rows, 3)};

        *ret_last = step.position;
        /* Looking changes nothing. */
        if (str_has_suffix(kind, STR(".viewed")) || str_has_suffix(kind, STR(".denied")))
            continue;
        moved_add(ctx, cases, step.casefile_id, step.position);
        if (!id_given(step.casefile_id))
            moved_add(ctx, people, step.person_id, step.position);
    }
    return rows_end(&rows);
}

/* A person changes in all cases they are in. */
static enum err people_follow(struct ctx *ctx, const struct moved_list *people,
                              struct moved_list *cases)
{
    struct rows rows;

    for (size_t i = 0; i < people->n; i++) {
        TRY(db_query(ctx->db, &SQL_SYNC_CASES_OF_PERSON, BINDS(b_id(people->items[i].casefile_id)),
                     &rows));
        while (rows_next(&rows))
            moved_add(ctx, cases, col_id(&rows, 0), people->items[i].position);
        TRY(rows_end(&rows));
    }
    return OK;
}

static enum err mark_get(struct ctx *ctx, int64_t *ret)
{
    struct rows rows;

    *ret = 0;
    TRY(db_query(ctx->db, &SQL_SYNC_MARK_GET, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

static enum err fill_new(struct ctx *ctx, int64_t position)
{
    struct rows rows;
    LIST_OF(struct id) ids = {0};

    TRY(db_query(ctx->db, &SQL_SYNC_UNFILLED, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &ids, col_id(&rows, 0));
    TRY(rows_end(&rows));
    for (size_t i = 0; i < ids.n; i++) {
        TRY(db_exec(ctx->db, &SQL_SYNC_SCOPE_FILL,
                    BINDS(b_id(ids.items[i]), b_int(position), b_instant(ctx->now)), NULL));
        TRY(db_exec(ctx->db, &SQL_SYNC_FILLED, BINDS(b_id(ids.items[i])), NULL));
    }
    return OK;
}

enum err sync_follow(struct ctx *ctx)
{
    struct moved_list cases = {0}, people = {0};
    int64_t position, last;

    TRY(mark_get(ctx, &position));
    last = position;
    TRY(steps_read(ctx, position, &cases, &people, &last));
    TRY(people_follow(ctx, &people, &cases));
    for (size_t i = 0; i < cases.n; i++) {
        const struct moved *m = &cases.items[i];

        TRY(db_exec(ctx->db, &SQL_SYNC_SCOPE_GIVE,
                    BINDS(b_id(m->casefile_id), b_int(last), b_instant(ctx->now)), NULL));
        TRY(db_exec(ctx->db, &SQL_SYNC_SCOPE_TAKE,
                    BINDS(b_id(m->casefile_id), b_int(last), b_instant(ctx->now)), NULL));
    }
    TRY(fill_new(ctx, last));
    if (last == position)
        return OK;
    return db_exec(ctx->db, &SQL_SYNC_MARK_SET, BINDS(b_int(last)), NULL);
}

/* ---- the cursor ----------------------------------------------------------------------------- */

/* Position and case of the last row that was given, and the leaf of the journal at that position: a
 * journal that was restored from a backup has another one there, or none. */
struct cursor_text {
    int64_t position;
    struct id casefile_id;
    struct str leaf;
};

static enum err cursor_parse(struct str text, struct cursor_text *ret)
{
    struct str rest = text, position, id;

    *ret = (struct cursor_text){0};
    if (!str_given(text))
        return OK;
    if (!str_split(&rest, '.', &position) || !str_split(&rest, '.', &id) ||
        num_parse_range(position, 0, INT64_MAX, &ret->position) != OK ||
        id_parse(id, &ret->casefile_id) != OK)
        return E_INVALID;
    ret->leaf = rest;
    return OK;
}

static enum err leaf_at(struct ctx *ctx, int64_t position, struct str *ret)
{
    struct rows rows;
    struct buf hex;

    *ret = STR("-");
    if (position == 0)
        return OK;
    TRY(db_query(ctx->db, &SQL_SYNC_LEAF, BINDS(b_int(position)), &rows));
    if (rows_next(&rows)) {
        struct str leaf = col_str(&rows, 0);

        buf_init(&hex, ctx->arena, LEAF_SIGNS);
        if (leaf.n >= LEAF_SIGNS / 2) {
            buf_put_hex(&hex, (const uint8_t *)leaf.p, LEAF_SIGNS / 2);
            *ret = buf_str(&hex);
        }
    }
    return rows_end(&rows);
}

static enum err cursor_put(struct ctx *ctx, const struct cursor_text *c, struct json_writer *w)
{
    char id[ID_TEXT];
    struct str leaf;

    json_key(w, STR("cursor"));
    if (!id_given(c->casefile_id)) {
        json_put_str(w, STR_NONE);
        return OK;
    }
    TRY(leaf_at(ctx, c->position, &leaf));
    json_put_str(w, str_fmt(ctx->arena, "%lld.%.*s.%.*s", (long long)c->position,
                            STR_ARG(id_format(c->casefile_id, id)), STR_ARG(leaf)));
    return OK;
}

/* ---- a page --------------------------------------------------------------------------------- */

struct feed {
    struct id given[SYNC_CASES_MAX], taken[SYNC_CASES_MAX];
    size_t given_n, taken_n;
    struct cursor_text next;
    bool more;
};

static enum err feed_read(struct ctx *ctx, const struct device *device,
                          const struct cursor_text *after, size_t most, struct feed *ret)
{
    bool begins = !id_given(after->casefile_id);
    struct rows rows;
    int64_t weight = 0;
    size_t n = 0;

    *ret = (struct feed){.next = *after};
    TRY(db_query(ctx->db, &SQL_SYNC_FEED,
                 BINDS(b_id(device->id), b_int(begins ? -1 : after->position),
                       b_id(after->casefile_id), b_int((int64_t)most + 1)),
                 &rows));
    for (; rows_next(&rows); n++) {
        struct id id = col_id(&rows, 0);

        /* Large cases come by themselves: an answer has to go into the memory of one request. */
        weight += col_bool(&rows, 2) ? col_int(&rows, 3) : 0;
        if (n == most || ret->more || (n > 0 && weight > WEIGHT_MAX)) {
            ret->more = true;
            continue;
        }
        ret->next = (struct cursor_text){.position = col_int(&rows, 1), .casefile_id = id};
        if (col_bool(&rows, 2))
            ret->given[ret->given_n++] = id;
        else
            ret->taken[ret->taken_n++] = id;
    }
    return rows_end(&rows);
}

/* So that a first contact shows how far it is; asked only while more comes. */
static enum err left_put(struct ctx *ctx, const struct device *device, const struct feed *feed,
                         struct json_writer *w)
{
    struct rows rows;
    int64_t left = 0;

    if (feed->more) {
        TRY(db_query(
            ctx->db, &SQL_SYNC_FEED_LEFT,
            BINDS(b_id(device->id), b_int(feed->next.position), b_id(feed->next.casefile_id)),
            &rows));
        if (rows_next(&rows))
            left = col_int(&rows, 0);
        TRY(rows_end(&rows));
    }
    json_key(w, STR("left"));
    json_put_int(w, left);
    return OK;
}

static void ids_put(struct json_writer *w, const char *key, const struct id *ids, size_t n)
{
    char text[ID_TEXT];

    json_key(w, str_c(key));
    json_open(w, '[');
    for (size_t i = 0; i < n; i++)
        json_put_str(w, id_format(ids[i], text));
    json_close(w, ']');
}

/* Between the job's rounds somebody may have lost a case already. */
static enum err still_seen(struct ctx *ctx, struct feed *feed)
{
    size_t kept = 0;

    for (size_t i = 0; i < feed->given_n; i++) {
        struct rows rows;

        TRY(db_query(ctx->db, &SQL_SYNC_SEEN,
                     BINDS(b_id(feed->given[i]), b_id(ctx->actor.scope_id)), &rows));
        bool seen = rows_next(&rows);

        TRY(rows_end(&rows));
        if (seen)
            feed->given[kept++] = feed->given[i];
        else
            feed->taken[feed->taken_n++] = feed->given[i];
    }
    feed->given_n = kept;
    for (size_t i = 0; i < kept; i++)
        ctx_access(ctx, "casefile", feed->given[i], feed->given[i], ID_NONE);
    return OK;
}

/* A server from a backup may have the very event that a cursor names, and yet not know what came
 * of it: then nothing is left to be sent, and the device holds something else. */
static enum err disagrees(struct ctx *ctx, const struct device *device, const struct feed *feed,
                          int64_t holds, bool *ret)
{
    struct rows rows;

    *ret = false;
    if (holds < 0 || feed->given_n || feed->taken_n)
        return OK;
    TRY(db_query(ctx->db, &SQL_SYNC_FEED_HELD, BINDS(b_id(device->id), b_id(ctx->actor.scope_id)),
                 &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0) != holds;
    return rows_end(&rows);
}

enum err sync_pull(struct ctx *ctx, const struct device *device, struct str cursor, int64_t holds,
                   struct json_writer *w)
{
    struct cursor_text after;
    struct feed feed;
    struct str leaf;
    bool reset = false, differs;

    if (cursor_parse(cursor, &after) != OK)
        return ctx_fail(ctx, E_INVALID, "sync.not_a_cursor", NULL);
    TRY(leaf_at(ctx, after.position, &leaf));
    if (str_given(cursor) && !str_eq(leaf, after.leaf)) {
        after = (struct cursor_text){0};
        reset = true;
    }
    TRY(feed_read(ctx, device, &after, SYNC_CASES_MAX, &feed));
    TRY(disagrees(ctx, device, &feed, holds, &differs));
    if (differs && str_given(cursor) && !reset) {
        reset = true;
        TRY(feed_read(ctx, device, &(struct cursor_text){0}, SYNC_CASES_MAX, &feed));
    }
    TRY(still_seen(ctx, &feed));
    TRY(cursor_put(ctx, &feed.next, w));
    json_key(w, STR("more"));
    json_put_bool(w, feed.more);
    TRY(left_put(ctx, device, &feed, w));
    json_key(w, STR("reset"));
    json_put_bool(w, reset);
    ids_put(w, "removed", feed.taken, feed.taken_n);
    ids_put(w, "cases", feed.given, feed.given_n);
    json_key(w, STR("tables"));
    return sync_rows_write(
        ctx,
        &(struct sync_asked){.account_id = ctx->actor.account_id,
                             .scope_id = ctx->actor.scope_id,
                             .confidential = authz_can(ctx, CAP_NOTE_CONFIDENTIAL),
                             .cases = feed.given,
                             .case_n = feed.given_n},
        w);
}

/* ---- its owner ------------------------------------------------------------------------------ */

enum err sync_settings_read(struct ctx *ctx, struct id account_id, struct sync_settings *ret)
{
    struct rows rows;

    *ret = (struct sync_settings){0};
    TRY(db_query(ctx->db, &SQL_SYNC_OWNER, BINDS(b_id(account_id)), &rows));
    if (rows_next(&rows)) {
        for (int i = 0; i < 5; i++)
            ret->text[i] = col_str(&rows, i);
        ret->by_question = str_eq(col_str(&rows, 5), STR("question"));
    }
    return rows_end(&rows);
}
