/* consent/consent.c: the rules of consents: recording, asking, taking back. */
#include "feature/consent/consent.h"
#include "feature/directory/directory.h"

#include "core/authz.h"
#include "core/pack.h"
#include "feature/consent/consent_store.h"

/* ---- small words ----------------------------------------------------------------------------- */

static bool codes_ok(const struct ctx *ctx, const char *list, struct str words)
{
    struct str rest = str_trim(words), word;

    if (!str_given(rest))
        return false;
    while (str_split(&rest, ' ', &word)) {
        const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), word);

        if (!found || found->retired)
            return false;
    }
    return true;
}

static bool has_all(struct str words, struct str wanted)
{
    struct str rest = wanted, word;

    while (str_split(&rest, ' ', &word)) {
        if (str_given(word) && !pack_has_word(words, word))
            return false;
    }
    return true;
}

static struct str recipient_name(struct ctx *ctx, const struct consent_recipient *to)
{
    return to->kind == CONSENT_TO_SECTOR
               ? pack_label(ctx->pack, STR("share_with"), to->name, ctx->locale)
               : to->name;
}

enum consent_state consent_state(const struct ctx *ctx, const struct consent *c)
{
    struct date today = ctx_today(ctx);

    if (id_given(c->replaced_by))
        return CONSENT_REPLACED;
    if (instant_given(c->withdrawn_at))
        return CONSENT_WITHDRAWN;
    if (date_cmp(c->since, today) > 0)
        return CONSENT_NOT_YET;
    return date_cmp(c->until, today) < 0 ? CONSENT_EXPIRED : CONSENT_VALID;
}

static enum err consent_emit(struct ctx *ctx, const struct casefile *file, const struct consent *c,
                             const char *kind)
{
    char id[ID_TEXT];
    struct str rest = str_fmt(ctx->arena, "consents/%.*s", STR_ARG(id_format(c->id, id)));
    struct str why = instant_given(c->withdrawn_at) ? c->withdrawn_words : c->reason;
    struct str to = recipient_name(ctx, &c->to);

    return event_emit(ctx,
                      &(struct event){.kind = kind,
                                      .subject_id = c->id,
                                      .casefile_id = file->id,
                                      .person_id = c->person_id,
                                      .link = casefile_href(ctx, file->id, rest.p),
                                      .summary = str_given(why) ? str_fmt(ctx->arena, "%.*s · %.*s",
                                                                          STR_ARG(to), STR_ARG(why))
                                                                : to});
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* How near a record is to the recipient that is asked about: 0 not at all, 1 the sector or agency
 * around it, 2 just that one. */
static enum err nearness(struct ctx *ctx, const struct consent_recipient *of,
                         const struct consent_recipient *to, int *ret)
{
    struct id agency = ID_NONE;

    *ret = 0;
    if (of->kind == CONSENT_TO_SECTOR && to->kind != CONSENT_TO_SECTOR)
        *ret = str_given(to->sector) && str_eq(of->name, to->sector);
    /* Somebody named it in words before it was looked up in the directory. */
    if (of->kind == CONSENT_TO_NAMED && to->kind == CONSENT_TO_ORGANISATION)
        *ret = str_eq_nocase(str_trim(of->name), str_trim(to->name)) ? 2 : 0;
    if (of->kind != to->kind)
        return OK;
    if (of->kind == CONSENT_TO_SECTOR || of->kind == CONSENT_TO_NAMED) {
        *ret = str_eq_nocase(str_trim(of->name), str_trim(to->name)) ? 2 : 0;
        return OK;
    }
    if (id_eq(of->id, to->id))
        *ret = 2;
    else if (of->kind == CONSENT_TO_UNIT) {
        TRY(consent_store_agency(ctx, to->id, &agency));
        *ret = id_given(agency) && id_eq(of->id, agency);
    }
    return OK;
}

/* What one record says. A withdrawal of a nearer or equal recipient ends what was given before it.
 */
static enum consent_verdict verdict_of(const struct ctx *ctx, const struct consent *c,
                                       const struct consent_ask *ask, struct instant withdrawn_at)
{
    enum consent_state state = consent_state(ctx, c);

    if (state == CONSENT_WITHDRAWN)
        return CONSENT_SAYS_WITHDRAWN;
    if (!pack_has_word(c->purposes, ask->purpose) || !has_all(c->kinds, ask->kinds))
        return CONSENT_SAYS_LESS;
    if (state == CONSENT_NOT_YET)
        return CONSENT_SAYS_NOT_YET;
    if (state == CONSENT_EXPIRED || (date_given(ask->until) && date_cmp(ask->until, c->until) > 0))
        return CONSENT_SAYS_EXPIRED;
    if (consent_is_given(c) && withdrawn_at.us > c->at.us)
        return CONSENT_SAYS_WITHDRAWN;
    return CONSENT_SAYS_YES;
}

static void answer_set(struct consent_answer *ret, const struct consent *c,
                       enum consent_verdict verdict)
{
    *ret = (struct consent_answer){.verdict = verdict,
                                   .consent_id = c->id,
                                   .basis = c->basis,
                                   .kinds = c->kinds,
                                   .withheld = c->withheld,
                                   .until = c->until};
}

/* The records of the person and a recipient like this one, with how near each is. */
struct match {
    const struct consent *c;
    int near;
};
LIST_TYPE(match_list, struct match);

static enum err matches(struct ctx *ctx, const struct consent_list *list, struct id person_id,
                        const struct consent_recipient *to, struct match_list *ret)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct consent *c = &list->items[i];
        int near = 0;

        if (id_eq(c->person_id, person_id) && !id_given(c->replaced_by))
            TRY(nearness(ctx, &c->to, to, &near));
        if (near > 0)
            LIST_ADD(ctx->arena, ret, ((struct match){c, near}));
    }
    return OK;
}

/* When a consent as near as this one, for the purpose, was taken back last. */
static struct instant withdrawn_last(const struct match_list *found, int near, struct str purpose)
{
    struct instant at = INSTANT_NONE;

    for (size_t i = 0; i < found->n; i++) {
        const struct match *m = &found->items[i];

        if (m->near >= near && consent_is_given(m->c) && pack_has_word(m->c->purposes, purpose) &&
            m->c->withdrawn_at.us > at.us)
            at = m->c->withdrawn_at;
    }
    return at;
}

enum err consent_check(struct ctx *ctx, const struct casefile *file, const struct consent_ask *ask,
                       struct consent_answer *ret)
{
    struct id person = id_given(ask->person_id) ? ask->person_id : file->person_id;
    struct consent_list list;
    struct match_list found = {0};
    struct consent_answer answer = {.until = DATE_NONE};

    TRY(consent_store_list(ctx, file->id, &list));
    TRY(matches(ctx, &list, person, &ask->to, &found));
    for (size_t i = 0; i < found.n && answer.verdict != CONSENT_SAYS_YES; i++) {
        const struct match *m = &found.items[i];
        struct instant ended = withdrawn_last(&found, m->near, ask->purpose);
        enum consent_verdict verdict = verdict_of(ctx, m->c, ask, ended);

        if (answer.verdict == CONSENT_SAYS_NONE || verdict == CONSENT_SAYS_YES)
            answer_set(&answer, m->c, verdict);
    }
    *ret = answer;
    return OK;
}

const char *consent_verdict_msg(enum consent_verdict verdict)
{
    static const char *const msgs[] = {"consent.says_none",      NULL,
                                       "consent.says_not_yet",   "consent.says_expired",
                                       "consent.says_withdrawn", "consent.says_less"};

    return msgs[verdict];
}

enum err consent_need(struct ctx *ctx, const struct casefile *file, const struct consent_ask *ask,
                      const char *field, struct consent_answer *ret)
{
    struct consent_answer answer;

    TRY(consent_check(ctx, file, ask, &answer));
    if (answer.verdict != CONSENT_SAYS_YES)
        return ctx_fail(ctx, E_INVALID, consent_verdict_msg(answer.verdict), field);
    *ret = answer;
    return OK;
}

/* ---- what hangs on it ------------------------------------------------------------------------ */

enum err consent_use_add(struct ctx *ctx, const struct casefile *file,
                         const struct consent_use *use)
{
    struct consent_use added = *use;

    added.id = id_new(ctx, "consent_use");
    return consent_store_use_insert(ctx, file->id, &added);
}

enum err consent_use_end(struct ctx *ctx, struct id casefile_id, struct str noun,
                         struct id subject_id)
{
    return consent_store_use_end(ctx, casefile_id, noun, subject_id);
}

enum err consent_uses(struct ctx *ctx, const struct consent *c, struct consent_use_list *ret)
{
    return consent_store_uses(ctx, c->casefile_id, c->id, ret);
}

/* ---- recording ------------------------------------------------------------------------------- */

enum err consent_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct consent_list *ret)
{
    return consent_store_list(ctx, file->id, ret);
}

enum err consent_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct consent *ret)
{
    enum err e = consent_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

static enum err organization_name(struct ctx *ctx, struct consent_recipient *to)
{
    struct organization organization;
    enum err e = organization_load(ctx, to->id, &organization);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    to->name = e == OK ? organization.name : STR_NONE;
    return OK;
}

/* The recipient as it is kept: of a unit or an organisation, by the name it has now. */
static enum err recipient_check(struct ctx *ctx, struct consent_recipient *to)
{
    struct casefile_unit_list units;

    if (to->kind == CONSENT_TO_SECTOR && !codes_ok(ctx, "share_with", to->name))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "to");
    if (to->kind == CONSENT_TO_UNIT) {
        TRY(casefile_units(ctx, &units));
        to->name = STR_NONE;
        for (size_t i = 0; i < units.n; i++) {
            if (id_eq(units.items[i].id, to->id))
                to->name = casefile_unit_name(ctx, &units.items[i]);
        }
    }
    if (to->kind == CONSENT_TO_ORGANISATION)
        TRY(organization_name(ctx, to));
    to->name = str_trim(to->name);
    if (to->kind == CONSENT_TO_NONE || !str_given(to->name))
        return ctx_fail(ctx, E_INVALID, "consent.to_missing", "to");
    return OK;
}

static enum err given_check(struct ctx *ctx, const struct consent *c)
{
    bool in_writing = str_eq(c->how, STR("written"));

    if (!codes_ok(ctx, "consent_how", c->how))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "how");
    if (!codes_ok(ctx, "consent_giver", c->giver))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "giver");
    if (!str_eq(c->giver, STR("self")) && !str_given(str_trim(c->giver_name)))
        return ctx_fail(ctx, E_INVALID, "consent.giver_name_missing", "giver_name");
    /* The form asks for the witness in its own way. */
    if (!in_writing && !id_given(c->form_record_id) && !str_given(str_trim(c->witness)))
        return ctx_fail(ctx, E_INVALID, "consent.witness_missing", "witness");
    return OK;
}

static enum err person_check(struct ctx *ctx, const struct casefile *file, struct consent *c)
{
    struct casefile_person_list people;

    if (!id_given(c->person_id))
        c->person_id = file->person_id;
    if (id_eq(c->person_id, file->person_id)) {
        c->person_name = file->client_name;
        return OK;
    }
    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++) {
        if (!id_eq(people.items[i].person_id, c->person_id))
            continue;
        c->person_name = people.items[i].name;
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "person");
}

static enum err draft_check(struct ctx *ctx, const struct casefile *file, struct consent *c)
{
    bool given = consent_is_given(c);
    int most = given ? CONSENT_DAYS : CONSENT_EXCEPT_DAYS;

    if (!given && !str_eq(c->basis, STR("law")) && !str_eq(c->basis, STR("danger")))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "basis");
    TRY(person_check(ctx, file, c));
    TRY(recipient_check(ctx, &c->to));
    if (!codes_ok(ctx, "consent_purpose", c->purposes))
        return ctx_fail(ctx, E_INVALID, "consent.purposes_missing", "purposes");
    if (!codes_ok(ctx, "consent_kind", c->kinds))
        return ctx_fail(ctx, E_INVALID, "consent.kinds_missing", "kinds");
    if (!date_given(c->since))
        c->since = ctx_today(ctx);
    if (!date_given(c->until) || date_cmp(c->until, c->since) < 0)
        return ctx_fail(ctx, E_INVALID, "consent.until_wrong", "until");
    if (date_cmp(c->until, date_add_days(c->since, most)) > 0)
        return ctx_fail(ctx, E_INVALID, given ? "consent.until_far" : "consent.until_far_except",
                        "until");
    if (given)
        return given_check(ctx, c);
    return str_given(str_trim(c->reason))
               ? OK
               : ctx_fail(ctx, E_INVALID, "consent.reason_missing", "reason");
}

enum err consent_add(struct ctx *ctx, const struct casefile *file, const struct consent *draft,
                     struct consent *ret)
{
    struct consent c = *draft;

    TRY(authz_need(ctx, CAP_CONSENT_EDIT));
    TRY(draft_check(ctx, file, &c));
    c.id = id_new(ctx, "consent");
    c.casefile_id = file->id;
    c.at = ctx->now;
    c.by_name = ctx->actor.name;
    TRY(consent_store_insert(ctx, &c));
    TRY(consent_emit(ctx, file, &c,
                     consent_is_given(&c) ? "consent.recorded" : "consent.excepted"));
    *ret = c;
    return OK;
}

/* ---- taking back ----------------------------------------------------------------------------- */

static enum err use_stop(struct ctx *ctx, const struct casefile *file,
                         const struct consent_use *use)
{
    TRY(consent_store_use_end(ctx, file->id, use->noun, use->subject_id));
    return event_emit(ctx, &(struct event){.kind = "consent.stopped",
                                           .subject_id = use->subject_id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = use->noun,
                                           .summary = use->label});
}

/* Whoever shares knows until when: the receiver sees nothing from the day after the last on. */
enum err consent_sweep(struct ctx *ctx)
{
    struct consent_over_list list;

    TRY(consent_store_over(ctx, ctx_today(ctx), &list));
    for (size_t i = 0; i < list.n; i++) {
        struct casefile file = {.id = list.items[i].casefile_id,
                                .person_id = list.items[i].person_id};

        TRY(use_stop(ctx, &file, &list.items[i].use));
    }
    return OK;
}

static enum err uses_stop(struct ctx *ctx, const struct casefile *file, const struct consent *c)
{
    struct consent_use_list uses;

    do {
        TRY(consent_store_running(ctx, file->id, c->id, &uses));
        for (size_t i = 0; i < uses.n; i++)
            TRY(use_stop(ctx, file, &uses.items[i]));
    } while (uses.n > 0);
    return OK;
}

enum err consent_withdraw(struct ctx *ctx, const struct casefile *file, struct consent *c,
                          struct date on, struct str words)
{
    bool done;

    TRY(authz_need(ctx, CAP_CONSENT_EDIT));
    if (!date_given(on) || date_cmp(on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "consent.withdrawn_future", "withdrawn_on");
    if (date_cmp(on, c->since) < 0 && date_cmp(c->since, ctx_today(ctx)) <= 0)
        return ctx_fail(ctx, E_INVALID, "consent.withdrawn_before", "withdrawn_on");
    if (!str_given(str_trim(words)))
        return ctx_fail(ctx, E_INVALID, "consent.words_missing", "words");
    c->withdrawn_on = on;
    c->withdrawn_words = words;
    TRY(consent_store_withdraw(ctx, c, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "consent.over_already", NULL);
    c->withdrawn_at = ctx->now;
    TRY(consent_emit(ctx, file, c, "consent.withdrawn"));
    return uses_stop(ctx, file, c);
}
