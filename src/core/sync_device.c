/* core/sync_device.c: the outbox, sending it, and taking what changed; see sync_device.h. */
#include "core/sync_device.h"

#include <string.h>

#include "core/core_sql.gen.h"
#include "core/dispatch.h"
#include "core/sync_apply.h"
#include "core/sync_stays.h"
#include "plat/json.h"

#define BATCH_BYTES ((size_t)1 << 20)
#define ROUNDS_MAX 10000
#define AGAIN_MAX 3
#define OWNER_MAX 4096

static struct ctx ctx_of(struct sync_device *d)
{
    db_use_arena(d->db, d->arena);
    db_use_arena(d->box, d->arena);
    return (struct ctx){.arena = d->arena,
                        .db = d->db,
                        .reads = d->db,
                        .site = d->site,
                        .pack = d->site->pack,
                        .locale = d->locale,
                        .actor = d->actor,
                        .now = d->now};
}

/* ---- the outbox ----------------------------------------------------------------------------- */

struct waiting {
    int64_t seq;
    struct id cmd_id;
    struct str path, body;
    struct instant made_at;
};
LIST_TYPE(waiting_list, struct waiting);

static enum err waiting_read(struct sync_device *d, int64_t most, struct waiting_list *ret)
{
    struct rows rows;
    struct waiting_list list = {0};

    TRY(db_query(d->box, &SQL_OUTBOX_WAITING, BINDS(b_int(most)), &rows));
    while (rows_next(&rows))
        LIST_ADD(d->arena, &list,
                 ((struct waiting){.seq = col_int(&rows, 0),
                                   .cmd_id = col_id(&rows, 1),
                                   .path = col_str(&rows, 2),
                                   .body = col_str(&rows, 3),
                                   .made_at = col_instant(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

static enum err mark_read(struct sync_device *d, int64_t *ret_seq, struct str *ret_cursor)
{
    struct rows rows;

    *ret_seq = 0;
    *ret_cursor = STR_NONE;
    TRY(db_query(d->box, &SQL_OUTBOX_LAST, NO_BINDS, &rows));
    if (rows_next(&rows)) {
        *ret_seq = col_int(&rows, 0);
        *ret_cursor = col_str(&rows, 1);
    }
    return rows_end(&rows);
}

static enum err box_add(struct sync_device *d, const struct waiting *w, struct str location)
{
    struct str cursor;
    int64_t last;

    TRY(mark_read(d, &last, &cursor));
    TRY(db_exec(d->box, &SQL_OUTBOX_INSERT,
                BINDS(b_int(last + 1), b_id(w->cmd_id), b_str(w->path), b_str(w->body),
                      b_instant(w->made_at), b_str(location)),
                NULL));
    return db_exec(d->box, &SQL_OUTBOX_SET_LAST, BINDS(b_int(last + 1)), NULL);
}

/* Numbers what waits anew, behind what the server has answered. What it does not remember waits
 * again. */
static enum err box_renumber(struct sync_device *d, int64_t answered)
{
    LIST_OF(struct id) ids = {0};
    struct rows rows;

    TRY(db_exec(d->box, &SQL_OUTBOX_AGAIN, BINDS(b_int(answered)), NULL));
    TRY(db_exec(d->box, &SQL_OUTBOX_ASIDE, NO_BINDS, NULL));
    TRY(db_query(d->box, &SQL_OUTBOX_ASIDES, BINDS(b_int(ROUNDS_MAX)), &rows));
    while (rows_next(&rows))
        LIST_ADD(d->arena, &ids, col_id(&rows, 0));
    TRY(rows_end(&rows));
    for (size_t i = 0; i < ids.n; i++)
        TRY(db_exec(d->box, &SQL_OUTBOX_NUMBER,
                    BINDS(b_id(ids.items[i]), b_int(answered + 1 + (int64_t)i)), NULL));
    return db_exec(d->box, &SQL_OUTBOX_SET_LAST, BINDS(b_int(answered + (int64_t)ids.n)), NULL);
}

/* *progress: how many are answered, and not put off. */
static enum err box_answer(struct sync_device *d, const struct json *results, size_t *progress)
{
    *progress = 0;
    for (size_t i = 0; i < results->n; i++) {
        const struct json *one = &results->items[i];
        struct str result = json_get_str(d->arena, one, STR("result"));
        struct id cmd_id;

        if (id_parse(json_get_str(d->arena, one, STR("cmd_id")), &cmd_id) != OK)
            return E_INVALID;
        if (!str_given(result) || str_eq(result, STR("retry")))
            continue;
        ++*progress;
        TRY(db_exec(d->box, &SQL_OUTBOX_ANSWER,
                    BINDS(b_id(cmd_id), b_str(result),
                          b_str(json_get_str(d->arena, one, STR("location"))),
                          b_str(json_get_str(d->arena, one, STR("why"))), b_instant(d->now)),
                    NULL));
        TRY(sync_stays_answered(d, cmd_id, str_eq(result, STR("rejected"))));
    }
    return OK;
}

/* Each change of the outbox is a transaction of its own, which ends as the change went. */
static enum err box_end(struct sync_device *d, enum err e)
{
    if (e == OK)
        return tx_commit(d->box);
    tx_rollback(d->box);
    return e;
}

/* ---- doing ---------------------------------------------------------------------------------- */

static enum err preview(struct sync_device *d, const struct waiting *w, struct str *ret_location)
{
    struct ctx ctx = ctx_of(d);
    struct replay_answer answer;
    enum err e;

    ctx.now = w->made_at;
    e = dispatch_replay(&ctx,
                        &(struct replay){.cmd_id = w->cmd_id,
                                         .path = w->path,
                                         .body = w->body,
                                         .made_at = w->made_at,
                                         .claimed_at = w->made_at},
                        &answer);
    *ret_location = answer.location;
    return e;
}

enum err sync_device_keep(struct sync_device *d, struct id cmd_id, struct str path, struct str body,
                          struct str location)
{
    struct waiting w = {.cmd_id = cmd_id, .path = path, .body = body, .made_at = d->now};
    struct str known;
    bool found;
    enum err e;

    TRY(sync_device_find(d, cmd_id, &known, &found));
    if (found)
        return OK;
    e = tx_begin(d->box, TX_WRITE);
    if (e == OK)
        e = box_end(d, box_add(d, &w, location));
    /* Shown as done, and yet not kept: back to what is. */
    if (e != OK)
        (void)!sync_device_resume(d);
    return e;
}

enum err sync_device_do(struct sync_device *d, struct id cmd_id, struct str path, struct str body,
                        struct str *ret_location)
{
    struct waiting w = {.cmd_id = cmd_id, .path = path, .body = body, .made_at = d->now};
    struct str location;
    bool known;

    /* Not shown twice: what it changed may have changed again since. */
    TRY(sync_device_find(d, cmd_id, ret_location, &known));
    if (known)
        return OK;
    TRY(preview(d, &w, &location));
    TRY(sync_device_keep(d, cmd_id, path, body, location));
    *ret_location = location;
    return OK;
}

/* What waits is shown as done. */
static enum err waiting_show(struct sync_device *d)
{
    struct waiting_list list;
    struct str location;

    (void)ctx_of(d);
    /* A device has the cases of its owner: what their rows refer to may be missing. */
    TRY(db_script(d->db, "PRAGMA foreign_keys=OFF"));
    TRY(waiting_read(d, ROUNDS_MAX, &list));
    for (size_t i = 0; i < list.n; i++) {
        /* What cannot be shown any more is still sent: the server decides. */
        enum err e = preview(d, &list.items[i], &location);

        if (e == E_IO)
            return e;
    }
    return sync_stays_show(d);
}

enum err sync_device_resume(struct sync_device *d)
{
    TRY(d->shell.roll_back(d->shell.self, d));
    return waiting_show(d);
}

/* ---- sending -------------------------------------------------------------------------------- */

static struct str batch_text(struct sync_device *d, const struct waiting_list *list)
{
    struct buf out;
    struct json_writer w;
    size_t bytes = 0;
    char id[ID_TEXT];

    buf_init(&out, d->arena, BATCH_BYTES * 8);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("sent_at"));
    json_put_int(&w, d->now.us);
    json_key(&w, STR("commands"));
    json_open(&w, '[');
    for (size_t i = 0; i < list->n; i++) {
        const struct waiting *c = &list->items[i];

        bytes += c->path.n + c->body.n + 200;
        if (i > 0 && bytes > BATCH_BYTES / 2)
            break;
        json_open(&w, '{');
        json_key(&w, STR("cmd_id"));
        json_put_str(&w, id_format(c->cmd_id, id));
        json_key(&w, STR("seq"));
        json_put_int(&w, c->seq);
        json_key(&w, STR("path"));
        json_put_str(&w, c->path);
        json_key(&w, STR("body"));
        json_put_str(&w, c->body);
        json_key(&w, STR("made_at"));
        json_put_int(&w, c->made_at.us);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    return buf_str(&out);
}

/* What an answer says. Errors: E_DENIED  the server does not know us; E_BUSY  any other no. */
static enum err answer_read(struct sync_device *d, const struct sync_post *post, struct json *ret)
{
    if (post->status == 401)
        return E_DENIED;
    if (post->status != 200 && post->status != 409)
        return E_BUSY;
    return json_parse(d->arena, post->answer, ret) == OK ? OK : E_BUSY;
}

static bool json_true(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, str_c(key));

    return value && value->kind == JSON_KIND_BOOL && value->b;
}

/* It was told to keep nothing; what waits stays in the outbox, and was sent first. */
static enum err wipe(struct sync_device *d)
{
    TRY(sync_apply_wipe(d));
    TRY(db_exec(d->box, &SQL_OUTBOX_SET_CURSOR, BINDS(b_str(STR_NONE), b_instant(d->now)), NULL));
    TRY(sync_stays_wipe(d));
    TRY(d->shell.settle(d->shell.self, d));
    d->wiped = true;
    return OK;
}

/* Something of a batch was not done: what is shown here must not say that it was. */
static bool refused_any(const struct json *results)
{
    bool refused = false;

    for (size_t i = 0; i < results->n; i++) {
        const struct json *result = json_get(&results->items[i], STR("result"));

        refused |= result && result->kind == JSON_KIND_STR &&
                   !str_has_prefix(result->s, STR("applied")) && !str_eq(result->s, STR("retry"));
    }
    return refused;
}

static enum err sent(struct sync_device *d, const struct sync_post *post, const struct json *answer)
{
    const struct json *last = json_get(answer, STR("last_seq")),
                      *results = json_get(answer, STR("results"));
    size_t progress;

    if (post->status == 409) {
        if (!last || last->kind != JSON_KIND_INT)
            return E_BUSY;
        TRY(tx_begin(d->box, TX_WRITE));
        return box_end(d, box_renumber(d, last->i));
    }
    if (!results || results->kind != JSON_KIND_ARRAY)
        return E_BUSY;
    TRY(tx_begin(d->box, TX_WRITE));
    TRY(box_end(d, box_answer(d, results, &progress)));
    if (refused_any(results))
        TRY(sync_device_resume(d));
    return progress ? OK : E_BUSY;
}

/* ---- taking --------------------------------------------------------------------------------- */

/* How many cases it holds, so that the server sees whether the two agree; -1 while what waits may
 * have made some. */
static enum err cases_count(struct sync_device *d, int64_t *ret)
{
    struct rows rows;
    int64_t waiting;

    *ret = -1;
    TRY(sync_device_waiting(d, &waiting));
    if (waiting)
        return OK;
    TRY(db_query(d->db, &SQL_SYNC_DEVICE_CASES, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

static struct str pull_text(struct sync_device *d, struct str cursor, int64_t cases)
{
    struct buf out;
    struct json_writer w;

    buf_init(&out, d->arena, 1024);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("sent_at"));
    json_put_int(&w, d->now.us);
    json_key(&w, STR("cursor"));
    json_put_str(&w, cursor);
    json_key(&w, STR("holds"));
    json_put_int(&w, cases);
    json_key(&w, STR("wiped"));
    json_put_bool(&w, d->wiped);
    json_close(&w, '}');
    return buf_str(&out);
}

/* The server does not remember what it had answered: it came back from a backup. */
static enum err forgotten(struct sync_device *d, const struct json *answer, bool *ret)
{
    const struct json *last = json_get(answer, STR("last_seq"));
    struct str cursor;
    int64_t ours;

    TRY(mark_read(d, &ours, &cursor));
    *ret = last && last->kind == JSON_KIND_INT && last->i < ours;
    if (!*ret)
        return OK;
    TRY(tx_begin(d->box, TX_WRITE));
    return box_end(d, box_renumber(d, last->i));
}

static size_t json_n(const struct json *object, const char *key)
{
    const struct json *list = json_get(object, str_c(key));

    return list && list->kind == JSON_KIND_ARRAY ? list->n : 0;
}

static enum err owner_keep(struct sync_device *d, const struct json *answer)
{
    const struct json *owner = json_get(answer, STR("owner"));
    struct buf out;
    struct json_writer w;

    if (!owner || owner->kind != JSON_KIND_OBJECT)
        return OK;
    buf_init(&out, d->arena, OWNER_MAX);
    json_writer_init(&w, &out);
    json_put(&w, owner);
    return out.over ? E_BUSY
                    : db_exec(d->box, &SQL_OUTBOX_SET_OWNER, BINDS(b_str(buf_str(&out))), NULL);
}

/* What came is whole cases; what waits is shown on top of it. */
static enum err rows_take(struct sync_device *d, const struct json *answer)
{
    enum err e;

    TRY(d->shell.roll_back(d->shell.self, d));
    (void)ctx_of(d);
    e = sync_apply(d, answer);
    if (e == OK)
        e = db_exec(d->box, &SQL_OUTBOX_SET_CURSOR,
                    BINDS(b_str(json_get_str(d->arena, answer, STR("cursor"))), b_instant(d->now)),
                    NULL);
    if (e == OK)
        TRY(d->shell.settle(d->shell.self, d));
    TRY(waiting_show(d));
    return e == OK ? OK : E_BUSY;
}

static enum err taken(struct sync_device *d, struct sync_round *round, const struct json *answer)
{
    bool told = d->wiped, forgot;

    TRY(forgotten(d, answer, &forgot));
    if (json_true(answer, "wipe")) {
        TRY(d->shell.roll_back(d->shell.self, d));
        TRY(wipe(d));
        /* Once more, so that the server knows. */
        round->at = told ? SYNC_ENDED : SYNC_TAKES;
        return OK;
    }
    TRY(owner_keep(d, answer));
    if (json_true(answer, "reset") || json_n(answer, "removed") || json_n(answer, "cases") ||
        json_n(answer, "tables"))
        TRY(rows_take(d, answer));
    else
        TRY(db_exec(d->box, &SQL_OUTBOX_SET_CURSOR,
                    BINDS(b_str(json_get_str(d->arena, answer, STR("cursor"))), b_instant(d->now)),
                    NULL));
    if (json_true(answer, "more"))
        return OK;
    round->at = SYNC_ENDED;
    if (forgot && round->again++ < AGAIN_MAX)
        round->at = SYNC_SENDS;
    return db_exec(d->box, &SQL_OUTBOX_SWEEP, BINDS(b_int(d->now.us - SYNC_KEPT_DAYS * DAY_US)),
                   NULL);
}

/* ---- a contact ------------------------------------------------------------------------------ */

enum err sync_device_ask(struct sync_device *d, struct sync_round *round, struct sync_post *post)
{
    struct waiting_list list = {0};
    struct str cursor;
    int64_t last, cases;

    (void)ctx_of(d);
    *post = (struct sync_post){0};
    if (round->turns++ > ROUNDS_MAX)
        return E_BUSY;
    if (round->at == SYNC_SENDS)
        TRY(waiting_read(d, SYNC_BATCH_MAX, &list));
    if (round->at == SYNC_SENDS && list.n == 0)
        round->at = SYNC_TAKES;
    if (round->at == SYNC_ENDED)
        return OK;
    if (round->at == SYNC_SENDS) {
        post->path = "/sync/push";
        post->body = batch_text(d, &list);
        return OK;
    }
    TRY(mark_read(d, &last, &cursor));
    post->path = "/sync/pull";
    TRY(cases_count(d, &cases));
    post->body = pull_text(d, cursor, cases);
    return OK;
}

enum err sync_device_answer(struct sync_device *d, struct sync_round *round,
                            const struct sync_post *post)
{
    struct json answer;

    (void)ctx_of(d);
    TRY(answer_read(d, post, &answer));
    if (round->at == SYNC_SENDS)
        return sent(d, post, &answer);
    return taken(d, round, &answer);
}
