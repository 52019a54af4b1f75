/* core/event.c: one row a change, in the transaction of the change; then the subscribers. */
#include "core/event.h"

#include <string.h>

#include "base/buf.h"
#include "core/core_sql.gen.h"
#include "core/feature.h"
#include "core/journal.h"
#include "core/pack.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/os.h"

#define PAYLOAD_MAX ((size_t)64 << 10)

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

bool event_is_declared(const struct ctx *ctx, const char *kind)
{
    return site_event_kind(ctx->site, kind) != NULL;
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

static void changed_note(struct ctx *ctx, struct id id)
{
    for (size_t i = 0; i < ctx->changed_n; i++) {
        if (id_eq(ctx->changed[i], id))
            return;
    }
    if (ctx->changed_n < sizeof ctx->changed / sizeof ctx->changed[0])
        ctx->changed[ctx->changed_n++] = id;
}

/* What the pack says of all events of this kind; on answers, whoever knows them looks. */
static unsigned meaning_of(const struct ctx *ctx, const struct event *event, unsigned flags)
{
    unsigned means = 0;

    if (!ctx->pack || !(flags & EVENT_TIMELINE))
        return 0;
    for (size_t i = 0; i < ctx->pack->meanings.n; i++) {
        const struct pack_meaning *m = &ctx->pack->meanings.items[i];

        if (!str_given(m->condition) &&
            pack_is_heard(m->event, m->about, str_c(event->kind), event->about))
            means |= m->means;
    }
    return means;
}

enum err event_emit(struct ctx *ctx, const struct event *event)
{
    const struct event_kind *kind = site_event_kind(ctx->site, event->kind);

    if (!kind || !tx_is_open(ctx->db))
        return ctx_fail(ctx, E_BUG, "problem.bug", NULL);

    struct id id = id_new(ctx, "event");
    unsigned flags = kind->flags | event->flags;
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
                      b_id(ctx->cmd_id), b_blob((struct str){(char *)hash.b, sizeof hash.b}),
                      b_int(flags | meaning_of(ctx, event, flags))),
                NULL));
    TRY(db_exec(ctx->db, &SQL_EVENT_PAYLOAD_INSERT,
                BINDS(b_id(id), b_blob((struct str){salt, sizeof salt}), b_str(body)), NULL));
    changed_note(ctx, event->subject_id);
    changed_note(ctx, event->casefile_id);
    return subscribers_tell(ctx, event);
}

bool event_is_heard(const struct event *event, struct str events, struct str abouts)
{
    return pack_is_heard(events, abouts, str_c(event->kind), event->about) ||
           (str_given(event->contact) &&
            pack_is_heard(events, abouts, STR("contact.made"), event->contact));
}

/* "intake:consent" in the words of the pack; a step it does not have any more by its name. */
static struct str step_label(struct ctx *ctx, struct str about)
{
    struct str name = about, code;
    enum phase phase;

    if (!str_split(&name, ':', &code) || phase_parse(code, &phase) != OK)
        return about;
    const struct pack_step *step = pack_step_find(ctx->pack, phase, name);

    return step ? text_in(&step->what, ctx->locale) : name;
}

static struct str about_label(struct ctx *ctx, const struct event_kind *kind, struct str about)
{
    const char *codes = kind->codes;
    enum phase phase;

    if (!codes)
        return STR_NONE;
    if (strcmp(codes, "phase") == 0 && phase_parse(about, &phase) == OK)
        return text_in(&ctx->pack->phases[phase].label, ctx->locale);
    if (strcmp(codes, "form") == 0) {
        const struct pack_form *form = pack_form_find(ctx->pack, about);

        return form ? text_in(&form->title, ctx->locale) : about;
    }
    if (strcmp(codes, "letter") == 0) {
        const struct pack_letter *letter = pack_letter_find(ctx->pack, about);

        return letter ? text_in(&letter->text, ctx->locale) : about;
    }
    if (strcmp(codes, "step") == 0)
        return step_label(ctx, about);
    if (str_has_suffix(str_c(codes), STR(".")))
        return ctx_msg(ctx, str_z(ctx->arena, str_cat(ctx->arena, str_c(codes), about)));
    return pack_label(ctx->pack, str_c(codes), about, ctx->locale);
}

struct str event_title(struct ctx *ctx, struct str kind, struct str about)
{
    const struct event_kind *known = site_event_kind(ctx->site, str_z(ctx->arena, kind));
    struct msg_arg arg = {.name = "about"};

    if (known && str_given(about))
        arg.text = about_label(ctx, known, about);
    return msg_by_key(ctx->arena, ctx->locale, str_cat(ctx->arena, STR("event."), kind), &arg, 1);
}

enum err event_text_read(struct ctx *ctx, struct str body, struct event_text *ret)
{
    struct json json;

    *ret = (struct event_text){0};
    if (!str_given(body))
        return OK;
    if (json_parse(ctx->arena, body, &json) != OK)
        return ctx_fail(ctx, E_IO, "problem.bug", NULL);
    ret->link = json_get_str(ctx->arena, &json, STR("link"));
    ret->summary = json_get_str(ctx->arena, &json, STR("summary"));
    return OK;
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
