/* conference/conference.c: the rules of conferences until they are closed; see conference_close.c.
 */
#include "feature/conference/conference.h"

#include "base/num.h"
#include "core/authz.h"
#include "core/pack.h"
#include "feature/conference/conference_rules.h"
#include "feature/conference/conference_store.h"
#include "feature/member/member.h"

/* ---- reading -------------------------------------------------------------------------------- */

enum err conference_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                      struct conference_list *ret)
{
    return conference_store_list(ctx, file->id, casefile_is_part(file), ret);
}

enum err conference_load(struct ctx *ctx, const struct casefile *file, struct id id,
                         struct conference *ret)
{
    struct conference_list list;

    if (!casefile_is_part(file)) {
        enum err e = conference_store_find(ctx, file->id, id, ret);

        return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
    }
    TRY(conference_store_list(ctx, file->id, true, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (!id_eq(list.items[i].id, id))
            continue;
        *ret = list.items[i];
        return OK;
    }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err conference_participants(struct ctx *ctx, const struct conference *c,
                                 struct conference_participant_list *ret)
{
    return conference_store_participants(ctx, c, ret);
}

enum err conference_entries(struct ctx *ctx, const struct conference *c,
                            struct conference_entry_list *ret)
{
    return conference_store_entries(ctx, c, ret);
}

/* ---- shared --------------------------------------------------------------------------------- */

enum err conference_emit(struct ctx *ctx, const struct casefile *file, const struct conference *c,
                         const char *kind, struct str summary)
{
    char id[ID_TEXT];
    struct str rest = str_fmt(ctx->arena, "conferences/%.*s", STR_ARG(id_format(c->id, id)));

    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = c->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = c->kind,
                                           .link = casefile_href(ctx, file->id, rest.p),
                                           .summary = summary});
}

enum err conference_must_be_planned(struct ctx *ctx, const struct conference *c)
{
    TRY(authz_need(ctx, CAP_CONFERENCE_EDIT));
    return conference_is_planned(c) ? OK : ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
}

bool conference_day_ok(const struct ctx *ctx, struct date day)
{
    struct date today = ctx_today(ctx);

    return date_given(day) && date_cmp(day, date_add_days(today, -CONFERENCE_DAYS)) >= 0 &&
           date_cmp(day, date_add_days(today, CONFERENCE_DAYS)) <= 0;
}

static bool code_ok(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

/* What changed in it counts as a change of it, so that nobody closes what they have not seen. */
static enum err touch(struct ctx *ctx, const struct casefile *file, struct conference *c,
                      struct str summary)
{
    bool done;

    TRY(conference_store_touch(ctx, c, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
    c->version++;
    return conference_emit(ctx, file, c, "conference.changed", summary);
}

/* ---- planning ------------------------------------------------------------------------------- */

/* "9:05" and "14:30"; empty is no time. */
static bool time_ok(struct str text)
{
    struct str rest = text, hour, minute;
    int64_t h, m;

    if (!str_given(text))
        return true;
    (void)str_split(&rest, ':', &hour);
    (void)str_split(&rest, ':', &minute);
    return !str_given(rest) && hour.n <= 2 && minute.n == 2 && num_parse_i64(hour, &h) == OK &&
           num_parse_i64(minute, &m) == OK && h >= 0 && h < 24 && m >= 0 && m < 60;
}

static enum err head_check(struct ctx *ctx, const struct conference *c)
{
    if (!code_ok(ctx, "conference_kind", c->kind))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    if (!conference_day_ok(ctx, c->held_on))
        return ctx_fail(ctx, E_INVALID, "conference.day", "held_on");
    if (!time_ok(c->starts))
        return ctx_fail(ctx, E_INVALID, "conference.time", "starts");
    if (!code_ok(ctx, "conference_mode", c->mode))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "mode");
    if (!str_given(c->purpose))
        return ctx_fail(ctx, E_INVALID, "conference.purpose_missing", "purpose");
    return OK;
}

static enum err invite_team(struct ctx *ctx, const struct casefile *file,
                            const struct conference *c)
{
    struct conference_participant p = {.presence = STR("invited")};
    struct member_list team;
    bool done;

    if (id_given(file->worker_id)) {
        p.id = id_new(ctx, "conference_participant");
        p.account_id = file->worker_id;
        p.name = file->worker_name;
        p.role = pack_label(ctx->pack, STR("role"), STR("worker"), ctx->locale);
        p.organization = file->team_name;
        TRY(conference_store_invite(ctx, c, &p, &done));
    }
    TRY(member_list_for_casefile(ctx, file, &team));
    for (size_t i = 0; i < team.n; i++) {
        const struct member *m = &team.items[i];

        if (!member_runs(ctx, m))
            continue;
        p = (struct conference_participant){
            .id = id_new(ctx, "conference_participant"),
            .member_id = m->id,
            .account_id = m->account_id,
            .name = m->name,
            .role = pack_label(ctx->pack, STR("profession"), m->profession, ctx->locale),
            .organization = m->organization,
            .presence = STR("invited")};
        TRY(conference_store_invite(ctx, c, &p, &done));
    }
    return OK;
}

enum err conference_plan(struct ctx *ctx, const struct casefile *file,
                         const struct conference *draft, struct conference *ret)
{
    struct conference c = *draft;

    TRY(authz_need(ctx, CAP_CONFERENCE_EDIT));
    TRY(head_check(ctx, &c));
    c.id = id_new(ctx, "conference");
    c.casefile_id = file->id;
    c.state = STR("planned");
    c.planned_at = ctx->now;
    c.version = 1;
    TRY(conference_store_insert(ctx, &c));
    TRY(invite_team(ctx, file, &c));
    *ret = c;
    return conference_emit(ctx, file, &c, "conference.planned",
                           str_fmt(ctx->arena, "%.*s · %.*s",
                                   STR_ARG(ctx_date_words(ctx, c.held_on, DATE_MEDIUM)),
                                   STR_ARG(c.purpose)));
}

enum err conference_edit(struct ctx *ctx, const struct casefile *file, struct conference *c,
                         const struct conference *wanted)
{
    struct conference next = *wanted;
    bool done;

    TRY(conference_must_be_planned(ctx, c));
    TRY(head_check(ctx, wanted));
    if (wanted->version != c->version) {
        ctx_conflict_add(ctx, "conference.held_on", ctx_date_text(ctx, c->held_on),
                         ctx_date_text(ctx, wanted->held_on));
        ctx_conflict_add(ctx, "core.time", c->starts, wanted->starts);
        ctx_conflict_add(ctx, "conference.place", c->place, wanted->place);
        ctx_conflict_add(ctx, "conference.purpose", c->purpose, wanted->purpose);
        if (ctx->conflict.rows.n)
            return ctx_conflict(ctx, c->version, "conference.changed_meanwhile");
    }
    next.id = c->id;
    next.casefile_id = c->casefile_id;
    next.version = c->version;
    TRY(conference_store_set(ctx, &next, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
    return conference_emit(ctx, file, &next, "conference.changed",
                           ctx_date_words(ctx, next.held_on, DATE_MEDIUM));
}

enum err conference_cancel(struct ctx *ctx, const struct casefile *file, struct conference *c,
                           struct str why)
{
    bool done;

    TRY(conference_must_be_planned(ctx, c));
    if (!str_given(why))
        return ctx_fail(ctx, E_INVALID, "conference.why_missing", "why");
    c->state = STR("cancelled");
    c->ended_why = why;
    c->ended_at = ctx->now;
    TRY(conference_store_end(ctx, c, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
    return conference_emit(ctx, file, c, "conference.cancelled", why);
}

/* ---- who comes ------------------------------------------------------------------------------ */

enum err conference_invite(struct ctx *ctx, const struct casefile *file, struct conference *c,
                           const struct conference_participant *draft)
{
    struct conference_participant p = *draft;
    bool done;

    TRY(conference_must_be_planned(ctx, c));
    if (!str_given(p.name))
        return ctx_fail(ctx, E_INVALID, "conference.name_missing", "name");
    if (!str_given(p.role))
        return ctx_fail(ctx, E_INVALID, "conference.role_missing", "role");
    p.id = id_new(ctx, "conference_participant");
    p.presence = STR("invited");
    TRY(conference_store_invite(ctx, c, &p, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "conference.twice", NULL);
    return touch(ctx, file, c, p.name);
}

enum err conference_presence(struct ctx *ctx, const struct casefile *file, struct conference *c,
                             struct id participant_id, struct str presence)
{
    bool done, removes = str_eq(presence, STR("remove"));

    TRY(conference_must_be_planned(ctx, c));
    if (!removes && !code_ok(ctx, "presence", presence))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", NULL);
    if (removes)
        TRY(conference_store_uninvite(ctx, c, participant_id, &done));
    else
        TRY(conference_store_presence(ctx, c, participant_id, presence, &done));
    if (!done)
        return removes ? ctx_fail(ctx, E_CONFLICT, "conference.has_action", NULL)
                       : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return touch(ctx, file, c, STR_NONE);
}

/* ---- the minutes ---------------------------------------------------------------------------- */

static enum err action_check(struct ctx *ctx, const struct conference *c,
                             const struct conference_entry *e)
{
    struct conference_participant_list list;

    TRY(conference_store_participants(ctx, c, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (!id_eq(list.items[i].id, e->participant_id))
            continue;
        if (!list.items[i].is_there)
            return ctx_fail(ctx, E_INVALID, "conference.has_left", "who");
        if (!conference_day_ok(ctx, e->due) || date_cmp(e->due, ctx_today(ctx)) < 0)
            return ctx_fail(ctx, E_INVALID, "conference.due", "due");
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "conference.who_missing", "who");
}

static enum err entry_check(struct ctx *ctx, const struct conference *c,
                            const struct conference_entry *e)
{
    static const char *const fields[] = {"issue", "decision", "action", "correction"};

    if (!str_given(e->what))
        return ctx_fail(ctx, E_INVALID, "conference.words_missing", fields[e->kind]);
    if (e->kind == CONFERENCE_ISSUE && !code_ok(ctx, "domain", e->domain))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "domain");
    if (e->kind == CONFERENCE_DECISION && !str_given(e->reason))
        return ctx_fail(ctx, E_INVALID, "decision.reason_missing", "reason");
    if (e->kind == CONFERENCE_DECISION && !str_given(e->alternatives))
        return ctx_fail(ctx, E_INVALID, "decision.alternatives_missing", "alternatives");
    return e->kind == CONFERENCE_ACTION ? action_check(ctx, c, e) : OK;
}

enum err conference_write(struct ctx *ctx, const struct casefile *file, struct conference *c,
                          const struct conference_entry *draft)
{
    struct conference_entry e = *draft;

    TRY(authz_need(ctx, CAP_CONFERENCE_EDIT));
    if (e.kind != CONFERENCE_CORRECTION)
        TRY(conference_must_be_planned(ctx, c));
    else if (!str_eq(c->state, STR("closed")))
        return ctx_fail(ctx, E_CONFLICT, "conference.is_planned", NULL);
    TRY(entry_check(ctx, c, &e));
    e.id = id_new(ctx, "conference_entry");
    e.at = ctx->now;
    TRY(conference_store_write(ctx, c, &e));
    if (e.kind == CONFERENCE_CORRECTION)
        return conference_emit(ctx, file, c, "conference.corrected", e.what);
    return touch(ctx, file, c, e.what);
}

enum err conference_unwrite(struct ctx *ctx, const struct casefile *file, struct conference *c,
                            struct id entry_id)
{
    bool done;

    TRY(conference_must_be_planned(ctx, c));
    TRY(conference_store_unwrite(ctx, c, entry_id, &done));
    if (!done)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return touch(ctx, file, c, STR_NONE);
}
