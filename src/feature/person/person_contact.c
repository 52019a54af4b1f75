/* person/person_contact.c: how people may be reached safely; the judge is core/contact.h. */
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/person/person.h"
#include "feature/person/person_contact_store.h"

enum err person_contact(struct ctx *ctx, struct id person_id, struct contact_rules *ret,
                        int64_t *ret_version)
{
    int64_t version;

    TRY(person_contact_store_find(ctx, person_id, ret, &version));
    if (ret_version)
        *ret_version = version;
    return OK;
}

static struct str hours_text(struct ctx *ctx, const struct contact_rules *r)
{
    return r->to_hour ? str_fmt(ctx->arena, "%d–%d", r->from_hour, r->to_hour) : STR_NONE;
}

/* The codes in words: for the page with both versions, and for the journal. */
static struct str words(struct ctx *ctx, const char *list, struct str codes)
{
    return pack_labels(ctx->arena, ctx->pack, str_c(list), codes, ctx->locale);
}

static struct str yes_no(struct ctx *ctx, bool yes)
{
    return pack_label(ctx->pack, STR("yes_no"), yes ? STR("yes") : STR("no"), ctx->locale);
}

static enum err changed_meanwhile(struct ctx *ctx, const struct contact_rules *now,
                                  const struct contact_rules *wanted, int64_t version)
{
    ctx_conflict_add(ctx, "contact.channels", words(ctx, "contact_channel", now->channels),
                     words(ctx, "contact_channel", wanted->channels));
    ctx_conflict_add(ctx, "contact.days", words(ctx, "contact_day", now->days),
                     words(ctx, "contact_day", wanted->days));
    ctx_conflict_add(ctx, "contact.hours", hours_text(ctx, now), hours_text(ctx, wanted));
    ctx_conflict_add(ctx, "contact.no_message_box", yes_no(ctx, now->no_message),
                     yes_no(ctx, wanted->no_message));
    ctx_conflict_add(ctx, "contact.neutral_box", yes_no(ctx, now->neutral),
                     yes_no(ctx, wanted->neutral));
    ctx_conflict_add(ctx, "contact.sender", now->sender, wanted->sender);
    ctx_conflict_add(ctx, "contact.code_phrase", now->code_phrase, wanted->code_phrase);
    ctx_conflict_add(ctx, "contact.hidden_from", now->hidden_from, wanted->hidden_from);
    return ctx_conflict(ctx, version, "contact.changed_meanwhile");
}

static enum err wanted_check(struct ctx *ctx, const struct contact_rules *w)
{
    bool any_time = w->from_hour == 0 && w->to_hour == 0;

    if (!str_given(w->channels))
        return ctx_fail(ctx, E_INVALID, "contact.channels_missing", "channels");
    if (!any_time && (w->from_hour < 0 || w->to_hour > 24 || w->from_hour >= w->to_hour))
        return ctx_fail(ctx, E_INVALID, "contact.hours_wrong", "to_hour");
    return OK;
}

enum err person_contact_set(struct ctx *ctx, const struct person *person,
                            const struct contact_rules *wanted, int64_t version)
{
    struct event_diff diff = {.ctx = ctx};
    struct contact_rules now;
    int64_t stored;
    bool done;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(wanted_check(ctx, wanted));
    TRY(person_contact_store_set(ctx, person->id, wanted, version, &done));
    if (!done) {
        TRY(person_contact_store_find(ctx, person->id, &now, &stored));
        return changed_meanwhile(ctx, &now, wanted, stored);
    }
    event_diff_add(&diff, "channels", STR_NONE, wanted->channels);
    event_diff_add(&diff, "days", STR_NONE, wanted->days);
    event_diff_add(&diff, "hours", STR_NONE, hours_text(ctx, wanted));
    event_diff_add(&diff, "no_message", STR_NONE, wanted->no_message ? STR("1") : STR_NONE);
    event_diff_add(&diff, "neutral", STR_NONE, wanted->neutral ? STR("1") : STR_NONE);
    event_diff_add(&diff, "hidden_from", STR_NONE, wanted->hidden_from);
    return event_emit(ctx,
                      &(struct event){.kind = "person.contact_changed",
                                      .subject_id = person->id,
                                      .person_id = person->id,
                                      .summary = words(ctx, "contact_channel", wanted->channels),
                                      .data = event_diff_done(&diff)});
}
