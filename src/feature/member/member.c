/* member/member.c: the rules of the team of a case. */
#include "feature/member/member.h"

#include "core/authz.h"
#include "core/i18n.h"
#include "core/pack.h"
#include "feature/consent/consent.h"
#include "feature/member/member_store.h"

#define SINCE_DAYS 3660 /* so long ago somebody may have begun */

bool member_runs(const struct ctx *ctx, const struct member *m)
{
    return !instant_given(m->ended_at) &&
           (!date_given(m->until) || date_cmp(m->until, ctx_today(ctx)) >= 0);
}

enum err member_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct member_list *ret)
{
    return member_store_list(ctx, file->id, ret);
}

enum err member_load(struct ctx *ctx, const struct casefile *file, struct id id, struct member *ret)
{
    enum err e = member_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

enum err member_people(struct ctx *ctx, struct id agency_id, struct member_person_list *ret)
{
    return member_store_people(ctx, agency_id, ret);
}

enum err member_mine(struct ctx *ctx, int most, struct member_case_list *ret)
{
    return member_store_mine(ctx, most, ret);
}

/* was: what it was before a change, or NULL. */
static enum err member_emit(struct ctx *ctx, const struct member *was, const struct member *m,
                            const char *kind, struct str more)
{
    struct event_diff diff = {.ctx = ctx};
    struct str summary =
        str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(m->name), STR_ARG(m->organization));

    event_diff_add(&diff, "parts", was ? was->parts : STR_NONE, m->parts);
    event_diff_add(&diff, "until", was ? ctx_date_text(ctx, was->until) : STR_NONE,
                   ctx_date_text(ctx, m->until));
    if (was)
        event_diff_add(&diff, "phone", was->phone, m->phone);
    if (str_given(more))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(summary), STR_ARG(more));
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = m->id,
                                           .casefile_id = m->casefile_id,
                                           .about = m->profession,
                                           .link = casefile_href(ctx, m->casefile_id, "team"),
                                           .summary = summary,
                                           .data = event_diff_done(&diff)});
}

/* ---- beginning ------------------------------------------------------------------------------ */

static bool codes_ok(const struct ctx *ctx, const char *list, struct str codes)
{
    struct str code;

    while (str_split(&codes, ' ', &code)) {
        const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

        if (str_given(code) && (!found || found->retired))
            return false;
    }
    return true;
}

static enum err days_check(struct ctx *ctx, const struct member *m)
{
    struct date today = ctx_today(ctx);
    bool ends = date_given(m->until);

    if (!date_given(m->since) || date_cmp(m->since, date_add_days(today, -SINCE_DAYS)) < 0 ||
        date_cmp(m->since, date_add_days(today, MEMBER_DAYS)) > 0)
        return ctx_fail(ctx, E_INVALID, "member.day", "since");
    if (!ends && id_given(m->account_id))
        return ctx_fail(ctx, E_INVALID, "member.until_missing", "until");
    if (ends && (date_cmp(m->until, today) < 0 || date_cmp(m->until, m->since) < 0 ||
                 date_cmp(m->until, date_add_days(today, MEMBER_DAYS)) > 0))
        return ctx_fail(ctx, E_INVALID, "member.day", "until");
    return OK;
}

static enum err draft_check(struct ctx *ctx, const struct member *m)
{
    if (!str_given(m->profession) || !codes_ok(ctx, "profession", m->profession))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "profession");
    if (!codes_ok(ctx, "member_part", m->parts))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "parts");
    if (!str_given(m->name))
        return ctx_fail(ctx, E_INVALID, "member.name_missing", "name");
    if (!str_given(m->organization))
        return ctx_fail(ctx, E_INVALID, "member.organization_missing", "organization");
    return days_check(ctx, m);
}

/* What leaves the house with these parts, for the question whether the family agrees. */
static struct str kinds_of(struct ctx *ctx, struct str parts)
{
    static const struct {
        const char *part, *kind;
    } map[] = {{"contact", " contact"}, {"plan", " plan"}, {"conferences", " needs"}};
    struct str kinds = STR("identity");

    for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
        if (pack_has_word(parts, str_c(map[i].part)))
            kinds = str_cat(ctx->arena, kinds, str_c(map[i].kind));
    return kinds;
}

static enum err consent_ask(struct ctx *ctx, const struct casefile *file, const struct member *m,
                            const struct member_seat *seat)
{
    struct consent_ask ask = {.to = {.kind = CONSENT_TO_UNIT, .id = seat->unit_id},
                              .purpose = STR("coordination"),
                              .kinds = kinds_of(ctx, m->parts),
                              .until = m->until};
    struct consent_answer answer;

    /* People of the agency that has the case share its work; nothing leaves the house. */
    if (!id_given(m->account_id) || id_eq(seat->agency_id, file->agency_id))
        return OK;
    TRY(consent_need(ctx, file, &ask, "parts", &answer));
    return consent_use_add(
        ctx, file,
        &(struct consent_use){.consent_id = answer.consent_id,
                              .subject_id = m->id,
                              .noun = STR("member"),
                              .label = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(m->name),
                                               STR_ARG(m->organization))});
}

static enum err account_fill(struct ctx *ctx, const struct casefile *file, struct member *m,
                             struct member_seat *seat)
{
    if (!id_given(m->account_id)) {
        m->parts = STR_NONE;
        return OK;
    }
    if (id_eq(m->account_id, file->worker_id))
        return ctx_fail(ctx, E_CONFLICT, "member.is_worker", NULL);
    enum err e = member_store_account(ctx, m->account_id, seat);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "account");
    TRY(e);
    m->name = seat->name;
    m->organization = seat->agency;
    if (!str_given(m->phone))
        m->phone = seat->phone;
    return OK;
}

enum err member_add(struct ctx *ctx, const struct casefile *file, const struct member *draft,
                    struct member *ret)
{
    struct member m = *draft;
    struct member_seat seat = {0};
    bool done;

    TRY(authz_need(ctx, CAP_MEMBER_EDIT));
    m.id = id_new(ctx, "member");
    m.casefile_id = file->id;
    m.added_at = ctx->now;
    TRY(account_fill(ctx, file, &m, &seat));
    TRY(draft_check(ctx, &m));
    struct str who = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(m.name), STR_ARG(m.organization));
    struct str key =
        id_given(m.account_id) ? ctx_id_text(ctx, m.account_id) : text_fold(ctx->arena, who);

    TRY(member_store_insert(ctx, &m, key, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "member.twice", NULL);
    TRY(consent_ask(ctx, file, &m, &seat));
    TRY(member_emit(ctx, NULL, &m, "member.added", STR_NONE));
    *ret = m;
    return OK;
}

/* ---- changing ------------------------------------------------------------------------------- */

static bool is_same(const struct member *a, const struct member *b)
{
    return str_eq(a->phone, b->phone) && str_eq(a->parts, b->parts) &&
           date_cmp(a->until, b->until) == 0;
}

static enum err change_check(struct ctx *ctx, const struct member *member,
                             const struct member *wanted, int64_t version)
{
    if (!member_runs(ctx, member))
        return ctx_fail(ctx, E_CONFLICT, "member.over", NULL);
    TRY(draft_check(ctx, wanted));
    if (version == member->version)
        return OK;
    ctx_conflict_add(
        ctx, "member.parts",
        pack_labels(ctx->arena, ctx->pack, STR("member_part"), member->parts, ctx->locale),
        pack_labels(ctx->arena, ctx->pack, STR("member_part"), wanted->parts, ctx->locale));
    ctx_conflict_add(ctx, "member.phone", member->phone, wanted->phone);
    ctx_conflict_add(ctx, "member.until", ctx_date_text(ctx, member->until),
                     ctx_date_text(ctx, wanted->until));
    return ctx->conflict.rows.n ? ctx_conflict(ctx, member->version, "member.changed_meanwhile")
                                : OK;
}

enum err member_change(struct ctx *ctx, const struct casefile *file, struct member *member,
                       const struct member *wanted, int64_t version)
{
    struct member m = *member;
    struct member_seat seat = {0};

    TRY(authz_need(ctx, CAP_MEMBER_EDIT));
    m.phone = str_trim(wanted->phone);
    m.parts = wanted->parts;
    m.until = wanted->until;
    TRY(account_fill(ctx, file, &m, &seat));
    TRY(change_check(ctx, member, &m, version));
    if (is_same(member, &m))
        return OK;
    TRY(member_store_set(ctx, &m));
    TRY(consent_use_end(ctx, m.casefile_id, STR("member"), m.id));
    TRY(consent_ask(ctx, file, &m, &seat));
    TRY(member_emit(ctx, member, &m, "member.changed", STR_NONE));
    *member = m;
    return OK;
}

/* ---- the end -------------------------------------------------------------------------------- */

static enum err leave(struct ctx *ctx, const struct member *m, struct str why, bool *ret_done)
{
    TRY(member_store_end(ctx, m, why, ret_done));
    if (!*ret_done)
        return OK;
    TRY(consent_use_end(ctx, m->casefile_id, STR("member"), m->id));
    return member_emit(ctx, NULL, m, "member.ended", why);
}

enum err member_end(struct ctx *ctx, const struct casefile *file, struct id id, struct str why)
{
    struct member m;
    bool done;

    TRY(authz_need(ctx, CAP_MEMBER_EDIT));
    TRY(member_load(ctx, file, id, &m));
    if (!str_given(why))
        return ctx_fail(ctx, E_INVALID, "member.why_missing", "why");
    TRY(leave(ctx, &m, why, &done));
    return done ? OK : ctx_fail(ctx, E_CONFLICT, "member.over", NULL);
}

enum err member_coordinate(struct ctx *ctx, const struct casefile *file, struct id id)
{
    struct member m = {.casefile_id = file->id, .name = file->worker_name, .until = DATE_NONE};
    bool done;

    TRY(authz_need(ctx, CAP_MEMBER_EDIT));
    if (id_given(id))
        TRY(member_load(ctx, file, id, &m));
    else
        m.id = file->id;
    if (id_given(id) && !member_runs(ctx, &m))
        return ctx_fail(ctx, E_CONFLICT, "member.over", NULL);
    TRY(member_store_coordinate(ctx, file->id, id, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "member.over", NULL);
    if (!str_given(m.organization))
        m.organization = file->team_name;
    return member_emit(ctx, NULL, &m, "member.coordinates", STR_NONE);
}

static enum err all_leave(struct ctx *ctx, const struct member_list *list, struct id only,
                          struct str why)
{
    bool done;

    for (size_t i = 0; i < list->n; i++)
        if (!instant_given(list->items[i].ended_at) &&
            (!id_given(only) || id_eq(list->items[i].id, only)))
            TRY(leave(ctx, &list->items[i], why, &done));
    return OK;
}

enum err member_sweep(struct ctx *ctx)
{
    struct member_list list;

    TRY(member_store_due(ctx, ctx_today(ctx), &list));
    return all_leave(ctx, &list, ID_NONE, STR_NONE);
}

enum err member_on_stopped(struct ctx *ctx, const struct event *event)
{
    struct member_list list;

    if (!str_eq(event->about, STR("member")))
        return OK;
    TRY(member_store_list(ctx, event->casefile_id, &list));
    return all_leave(ctx, &list, event->subject_id, ctx_msg(ctx, "member.consent_gone"));
}

enum err member_on_closed(struct ctx *ctx, const struct event *event)
{
    struct member_list list;

    TRY(member_store_list(ctx, event->casefile_id, &list));
    return all_leave(ctx, &list, ID_NONE, ctx_msg(ctx, "member.case_closed"));
}
