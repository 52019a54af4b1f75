/* sync/sync_web.c: what devices ask, in JSON; and the feature. */
#include "core/feature.h"
#include "core/journal.h"
#include "core/messages.gen.h"
#include "core/password.h"
#include "plat/json.h"
#include "sync/sync_handlers.h"

#define ANSWER_MAX ((size_t)8 << 20)

/* ---- around every contact ------------------------------------------------------------------- */

struct contact {
    struct req *r;
    struct device device;
    struct buf out;
    struct json_writer w;
};

/* Something went wrong with the whole contact: a code for the program, words for a person. */
static enum err contact_fail(struct contact *c, int status, const char *code, const char *msg)
{
    struct ctx *ctx = c->r->ctx;

    buf_init(&c->out, ctx->arena, ANSWER_MAX);
    json_writer_init(&c->w, &c->out);
    json_open(&c->w, '{');
    json_key(&c->w, STR("error"));
    json_put_str(&c->w, str_c(code));
    json_key(&c->w, STR("text"));
    json_put_str(&c->w, ctx_msg(ctx, msg));
    if (id_given(c->device.id)) {
        json_key(&c->w, STR("last_seq"));
        json_put_int(&c->w, c->device.last_seq);
    }
    json_close(&c->w, '}');
    TRY(resp_content(c->r, "application/json", NULL, buf_str(&c->out)));
    c->r->resp.status = status;
    return OK;
}

/* "Authorization: Device KEY", the key as it was shown: ID.SECRET. *ret_known: false with a
 * finished refusal. */
static enum err contact_begin(struct req *r, struct contact *c, bool *ret_known)
{
    struct str sent = req_header(r, "Authorization"), rest = sent, id;
    enum err e = E_NOT_FOUND;

    *c = (struct contact){.r = r};
    if (str_has_prefix(sent, STR("Device ")) && str_split(&rest, '.', &id) && str_given(rest))
        e = device_by_secret(r->ctx, rest, &c->device);

    *ret_known = e == OK;
    if (e == E_NOT_FOUND)
        return contact_fail(c, 401, "unknown_device", "device.unknown");
    TRY(e);
    if (r->body.n > SYNC_BODY_MAX) {
        *ret_known = false;
        return contact_fail(c, 413, "too_large", "sync.too_large");
    }
    return OK;
}

/* What every answer says first. */
static void answer_begin(struct contact *c)
{
    struct ctx *ctx = c->r->ctx;

    buf_init(&c->out, ctx->arena, ANSWER_MAX);
    json_writer_init(&c->w, &c->out);
    json_open(&c->w, '{');
    json_key(&c->w, STR("server_time"));
    json_put_int(&c->w, ctx->now.us);
    json_key(&c->w, STR("last_seq"));
    json_put_int(&c->w, c->device.last_seq);
    json_key(&c->w, STR("works"));
    json_put_bool(&c->w, device_works(&c->device));
    /* Whoever may not work here any more is to keep nothing of it, besides what was not sent. */
    json_key(&c->w, STR("wipe"));
    json_put_bool(&c->w, !device_works(&c->device));
}

static enum err answer_end(struct contact *c)
{
    struct str body;

    json_close(&c->w, '}');
    TRY(buf_done(&c->out, &body));
    return resp_content(c->r, "application/json", NULL, body);
}

struct seeing {
    struct contact *contact;
    struct instant sent_at;
    bool drained, wiped;
};

static enum err seen_in_tx(struct ctx *ctx, void *arg)
{
    struct seeing *s = arg;

    TRY(device_seen(ctx, &s->contact->device, s->sent_at, s->drained));
    return s->wiped ? device_wiped(ctx, &s->contact->device) : OK;
}

/* ---- push ----------------------------------------------------------------------------------- */

static void receipts_put(struct contact *c, const struct sync_receipt_list *receipts)
{
    char id[ID_TEXT];

    json_key(&c->w, STR("results"));
    json_open(&c->w, '[');
    for (size_t i = 0; i < receipts->n; i++) {
        const struct sync_receipt *r = &receipts->items[i];

        json_open(&c->w, '{');
        json_key(&c->w, STR("cmd_id"));
        json_put_str(&c->w, id_format(r->cmd_id, id));
        json_key(&c->w, STR("seq"));
        json_put_int(&c->w, r->seq);
        json_key(&c->w, STR("result"));
        json_put_str(&c->w, str_c(r->result));
        json_key(&c->w, STR("location"));
        json_put_str(&c->w, r->location);
        json_key(&c->w, STR("why"));
        json_put_str(&c->w, r->why);
        json_close(&c->w, '}');
    }
    json_close(&c->w, ']');
}

static enum err push_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct contact c;
    struct sync_batch batch;
    struct sync_receipt_list receipts = {0};
    bool known;

    TRY(contact_begin(r, &c, &known));
    if (!known)
        return OK;
    enum err e = sync_batch_read(ctx, r->body, &batch);

    if (e == E_LIMIT)
        return contact_fail(&c, 413, "too_many", "sync.too_many");
    if (e == E_INVALID)
        return contact_fail(&c, 400, "not_a_batch", "sync.not_a_batch");
    TRY(e);
    struct seeing seeing = {&c, batch.sent_at, false, false};

    e = sync_push(ctx, &c.device, &batch, &receipts);
    if (e == E_CONFLICT)
        return contact_fail(&c, 409, "seq", "device.seq");
    TRY(e);
    TRY(ctx_in_tx(ctx, seen_in_tx, &seeing));
    answer_begin(&c);
    receipts_put(&c, &receipts);
    return answer_end(&c);
}

/* ---- pull ----------------------------------------------------------------------------------- */

static void id_put(struct json_writer *w, const char *key, struct id id)
{
    char text[ID_TEXT];

    json_key(w, str_c(key));
    json_put_str(w, id_given(id) ? id_format(id, text) : STR_NONE);
}

/* Who works there: rights and settings as they are now, and what waits for a decision. */
static enum err owner_put(struct contact *c)
{
    static const char *const names[] = {"language", "theme", "density", "text_size", "calendar"};
    struct ctx *ctx = c->r->ctx;
    const struct actor *actor = &ctx->actor;
    struct json_writer *w = &c->w;
    struct sync_review_list reviews;
    struct sync_settings settings;

    TRY(sync_review_waiting(ctx, &reviews));
    TRY(sync_settings_read(ctx, actor->account_id, &settings));
    json_key(w, STR("owner"));
    json_open(w, '{');
    id_put(w, "account_id", actor->account_id);
    id_put(w, "seat_id", actor->seat_id);
    id_put(w, "scope_id", actor->scope_id);
    id_put(w, "team_id", actor->team_id);
    id_put(w, "agency_id", actor->agency_id);
    json_key(w, STR("role"));
    json_put_str(w, role_code(actor->role));
    json_key(w, STR("name"));
    json_put_str(w, actor->name);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        json_key(w, str_c(names[i]));
        json_put_str(w, settings.text[i]);
    }
    json_key(w, STR("by_question"));
    json_put_bool(w, settings.by_question);
    json_key(w, STR("decide"));
    json_put_int(w, (int64_t)reviews.n);
    json_close(w, '}');
    return OK;
}

static enum err pull_answer(struct contact *c, struct str cursor, int64_t holds)
{
    answer_begin(c);
    if (device_works(&c->device)) {
        TRY(owner_put(c));
        json_key(&c->w, STR("filled"));
        json_put_bool(&c->w, c->device.filled);
        TRY(sync_pull(c->r->ctx, &c->device, cursor, holds, &c->w));
    }
    return answer_end(c);
}

static enum err pull_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct contact c;
    struct json asked;
    bool known;

    TRY(contact_begin(r, &c, &known));
    if (!known)
        return OK;
    if (json_parse(ctx->arena, r->body, &asked) != OK || asked.kind != JSON_KIND_OBJECT)
        return contact_fail(&c, 400, "not_a_cursor", "sync.not_a_cursor");
    const struct json *sent = json_get(&asked, STR("sent_at")),
                      *wiped = json_get(&asked, STR("wiped")),
                      *holds = json_get(&asked, STR("holds"));
    struct seeing seeing = {.contact = &c,
                            .sent_at = {sent && sent->kind == JSON_KIND_INT ? sent->i : 0},
                            .drained = true,
                            .wiped = wiped && wiped->kind == JSON_KIND_BOOL && wiped->b};

    TRY(ctx_in_tx(ctx, seen_in_tx, &seeing));
    TRY(tx_begin(ctx->db, TX_READ));
    enum err e = pull_answer(&c, json_get_str(ctx->arena, &asked, STR("cursor")),
                             holds && holds->kind == JSON_KIND_INT ? holds->i : -1);

    tx_rollback(ctx->db);
    if (e == E_INVALID)
        return contact_fail(&c, 400, "not_a_cursor", "sync.not_a_cursor");
    TRY(e);
    /* Who was given a case has read it. */
    return journal_access_flush(ctx, r->route->path);
}

/* ---- the feature ---------------------------------------------------------------------------- */

#define DEVICE_POST(path_, handler_)                                                               \
    {METHOD_POST, path_, handler_, CAP_DEVICE, NULL, NULL, SYNC_BODY_MAX, true}

static const struct route sync_routes[] = {
    DEVICE_POST("/sync/push", push_post),
    DEVICE_POST("/sync/pull", pull_post),
    ROUTE(GET, "/decisions-to-make", sync_reviews_get, CAP_DEVICE_ENROL),
    ROUTE(GET, "/decisions-to-make/:review", sync_review_get, CAP_DEVICE_ENROL),
    ROUTE_OWN_TX("/decisions-to-make/:review", sync_review_post, CAP_DEVICE_ENROL, sync_review_form,
                 sync_review_get),
    ROUTES_END,
};

static const struct event_kind sync_events[] = {
    {"sync.held", EVENT_TIMELINE, NULL},
    {"sync.refused", 0, NULL},
    {"sync.decided", EVENT_TIMELINE | EVENT_DECISION, "sync.choice."},
    EVENTS_END,
};

static const struct job sync_jobs[] = {{"sync_follow", 1, sync_follow}, JOBS_END};

static const struct nav_item sync_nav[] = {
    {"/decisions-to-make", "sync.needs_decision", "clipboard-check", CAP_DEVICE_ENROL, 70, false},
    NAV_END,
};

extern const struct feature sync_feature;
const struct feature sync_feature = {
    .name = "sync",
    .routes = sync_routes,
    .events = sync_events,
    .jobs = sync_jobs,
    .nav = sync_nav,
};
