/* core/event.c: one row a change, in the transaction of the change; then the subscribers. */
#include "core/event.h"

#include <string.h>

#include "base/buf.h"
#include "core/core_sql.gen.h"
#include "core/feature.h"
#include "core/journal.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/os.h"

#define PAYLOAD_MAX (64 * 1024)

static enum err payload_write(struct ctx *ctx, const struct event *event, struct str *ret)
{
    struct buf out;
    struct json_writer w;

    buf_init(&out, ctx->arena, PAYLOAD_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    if (str_given(event->link)) {
        json_key(&w, STR("link"));
        json_put_str(&w, event->link);
    }
    if (str_given(event->summary)) {
        json_key(&w, STR("summary"));
        json_put_str(&w, event->summary);
    }
    if (str_given(event->data)) {
        json_key(&w, STR("data"));
        json_put_raw(&w, event->data);
    }
    json_close(&w, '}');
    return buf_done(&out, ret);
}

static enum err subscribers_tell(struct ctx *ctx, const struct event *event)
{
    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        for (const struct subscriber *s = (*f)->subscribers; s && s->event; s++) {
            if (strcmp(s->event, "*") == 0 || strcmp(s->event, event->kind) == 0)
                TRY(s->on_event(ctx, event));
        }
    }
    return OK;
}

enum err event_emit(struct ctx *ctx, const struct event *event)
{
    if (!site_event_kind(ctx->site, event->kind) || !tx_is_open(ctx->db))
        return ctx_fail(ctx, E_BUG, "problem.bug", NULL);

    struct id id = id_new(ctx, "event");
    char salt[16];
    struct str body;

    TRY(payload_write(ctx, event, &body));
    os_random(salt, sizeof salt);
    struct str salted[] = {{salt, sizeof salt}, body};
    struct sha256 hash = crypto_sha256_parts(salted, 2);

    TRY(db_exec(ctx->db, &SQL_EVENT_INSERT,
                BINDS(b_id(id), b_str(str_c(event->kind)), b_id(event->subject_id),
                      b_id(event->casefile_id), b_id(event->person_id), b_str(event->about),
                      b_id(ctx->actor.account_id), b_str(role_code(ctx->actor.role)),
                      b_bool(event->confidential), b_int(ctx->now.us), b_int(ctx->claimed_at.us),
                      b_id(ctx->cmd_id), b_blob((struct str){(char *)hash.b, sizeof hash.b})),
                NULL));
    TRY(db_exec(ctx->db, &SQL_EVENT_PAYLOAD_INSERT,
                BINDS(b_id(id), b_blob((struct str){salt, sizeof salt}), b_str(body)), NULL));
    return subscribers_tell(ctx, event);
}

void event_diff_add(struct event_diff *d, const char *name, struct str before, struct str after)
{
    if (str_eq(before, after))
        return;

    struct buf out;

    buf_init(&out, d->ctx->arena, PAYLOAD_MAX);
    buf_put(&out, d->n++ ? d->json : STR("{"));
    if (d->n > 1)
        buf_put_c(&out, ',');
    json_escape(&out, str_c(name));
    buf_put_z(&out, ":[");
    json_escape(&out, before);
    buf_put_c(&out, ',');
    json_escape(&out, after);
    buf_put_c(&out, ']');
    d->json = buf_str(&out);
}

struct str event_diff_done(struct event_diff *d)
{
    return d->n ? str_cat(d->ctx->arena, d->json, STR("}")) : STR_NONE;
}
