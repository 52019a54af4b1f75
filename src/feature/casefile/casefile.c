/* casefile/casefile.c: loading with authorization, opening, and the case's own fields. Phases and
 * steps are in casefile_phase.c, assignment and people in casefile_people.c. */
#include "feature/casefile/casefile.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/casefile_share.h"
#include "feature/casefile/casefile_store.h"

/* ---- loading -------------------------------------------------------------------------------- */

enum err casefile_refused(struct ctx *ctx, struct id id)
{
    struct id client;

    TRY(casefile_store_client(ctx, id, &client));
    if (id_given(client))
        ctx_denied(ctx, "casefile", id, id, client);
    return OK;
}

/* To the actor it is as if there were none. */
static enum err not_for_actor(struct ctx *ctx, struct id id)
{
    TRY(casefile_refused(ctx, id));
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

/* Its forms, lists and what is sensitive in it are unknown: nothing of it can be shown. */
static enum err not_run_here(struct ctx *ctx, const struct casefile *file)
{
    return ctx_fail_at(ctx, E_CONFLICT,
                       (struct failure){.msg = "casefile.programme_missing",
                                        .detail = file->programme,
                                        .file = __FILE__,
                                        .line = __LINE__});
}

enum err casefile_load(struct ctx *ctx, struct id id, enum casefile_access access,
                       struct casefile *ret)
{
    struct casefile file;

    if (access == CASEFILE_WRITE)
        TRY(casefile_store_lock(ctx, id));
    enum err e = casefile_store_find(ctx, id, &file);

    bool over = false;

    /* Only sharing gives reading alone; its last day counts also before the job has seen it. */
    if (e == OK && file.access == CASEFILE_READ)
        TRY(casefile_share_is_over(ctx, id, &over));
    if (e == E_NOT_FOUND || over || (e == OK && file.access < access))
        return not_for_actor(ctx, id);
    TRY(e);
    if (!site_enter(ctx, file.programme))
        return not_run_here(ctx, &file);
    ctx_access(ctx, "casefile", file.id, file.id, file.person_id);
    *ret = file;
    return OK;
}

enum err casefile_programme(struct ctx *ctx, struct id id, struct str *ret)
{
    return casefile_store_programme(ctx, id, ret);
}

enum err casefile_load_open(struct ctx *ctx, struct id id, struct casefile *ret)
{
    struct casefile file;

    TRY(casefile_load(ctx, id, CASEFILE_WRITE, &file));
    if (!casefile_is_open(&file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    *ret = file;
    return OK;
}

enum err casefile_load_for_form(struct ctx *ctx, struct id id, struct casefile *ret)
{
    struct casefile file;

    TRY(casefile_load(ctx, id, CASEFILE_READ, &file));
    if (file.access < CASEFILE_WRITE)
        return not_for_actor(ctx, id);
    if (!casefile_is_open(&file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    *ret = file;
    return OK;
}

/* ---- shared --------------------------------------------------------------------------------- */

struct str casefile_href(struct ctx *ctx, struct id id, const char *rest)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/cases/%.*s%s%s", STR_ARG(id_format(id, text)), *rest ? "/" : "",
                   rest);
}

bool casefile_code_ok(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

enum err casefile_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                       struct str about, struct str summary)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = about,
                                           .summary = summary});
}

static void id_add(struct ctx *ctx, struct casefile_id_list *list, struct id id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (id_eq(list->items[i], id))
            return;
    }
    if (id_given(id))
        LIST_ADD(ctx->arena, list, id);
}

static bool id_in(const struct casefile_id_list *list, struct id id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (id_eq(list->items[i], id))
            return true;
    }
    return false;
}

/* The client and everybody else in the case. */
static enum err people_ids(struct ctx *ctx, const struct casefile *file,
                           struct casefile_id_list *ret)
{
    struct casefile_person_list people;

    TRY(casefile_store_people(ctx, file->id, &people));
    id_add(ctx, ret, file->person_id);
    for (size_t i = 0; i < people.n; i++)
        id_add(ctx, ret, people.items[i].person_id);
    return OK;
}

enum err casefile_rescope(struct ctx *ctx, const struct casefile *file)
{
    struct casefile_id_list had, want = {0}, areas = {0}, people = {0};

    TRY(casefile_store_scopes(ctx, file->id, &had));
    if (id_given(file->area_id))
        TRY(casefile_store_area_chain(ctx, file->area_id, &areas));
    id_add(ctx, &want, file->worker_id);
    id_add(ctx, &want, file->team_id);
    id_add(ctx, &want, file->agency_id);
    for (size_t i = 0; i < areas.n; i++)
        id_add(ctx, &want, areas.items[i]);
    for (size_t i = 0; i < want.n; i++)
        TRY(casefile_store_add_scope(ctx, file->id, want.items[i], CASEFILE_WRITE));
    for (size_t i = 0; i < had.n; i++) {
        if (!id_in(&want, had.items[i]))
            TRY(casefile_store_remove_scope(ctx, file->id, had.items[i]));
    }
    TRY(people_ids(ctx, file, &people));
    for (size_t p = 0; p < people.n; p++) {
        TRY(person_share_with_case(ctx, people.items[p], file->id));
        for (size_t i = 0; i < had.n; i++) {
            if (!id_in(&want, had.items[i]))
                TRY(person_unshare(ctx, people.items[p], had.items[i]));
        }
    }
    return OK;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* "CF-2026-000123", of the agency's year. */
static enum err number_take(struct ctx *ctx, struct str *ret)
{
    int year, month, day;
    int64_t n;

    date_to_ymd(ctx_today(ctx), &year, &month, &day);
    struct str prefix = str_fmt(ctx->arena, "%.*s-%04d", STR_ARG(ctx->pack->number_prefix), year);

    TRY(casefile_store_next_number(ctx, prefix, &n));
    *ret = str_fmt(ctx->arena, "%.*s-%06lld", STR_ARG(prefix), (long long)n);
    return OK;
}

static enum err draft_check(struct ctx *ctx, const struct casefile_draft *draft)
{
    struct str rest = draft->safety, flag;

    if (str_given(draft->risk) && !casefile_code_ok(ctx, "risk", draft->risk))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "risk");
    while (str_split(&rest, ' ', &flag)) {
        if (str_given(flag) && !casefile_code_ok(ctx, "safety_flag", flag))
            return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "safety");
    }
    return OK;
}

/* Team and agency of a new case: the worker's, the one asked for, or the actor's. */
static enum err place(struct ctx *ctx, const struct casefile_draft *draft, struct casefile *file)
{
    struct casefile_desk desk = {0};

    file->team_id = id_given(draft->team_id) ? draft->team_id : ctx->actor.team_id;
    if (id_given(draft->worker_id)) {
        if (!id_eq(draft->worker_id, ctx->actor.account_id))
            TRY(authz_need(ctx, CAP_CASE_ASSIGN));
        enum err e = casefile_store_desk(ctx, draft->worker_id, file->team_id, &desk);

        if (e == E_NOT_FOUND)
            return ctx_fail(ctx, E_INVALID, "casefile.not_a_worker", "worker_id");
        TRY(e);
        file->worker_id = draft->worker_id;
        file->worker_name = desk.worker_name;
        file->team_id = desk.team_id;
        file->agency_id = desk.agency_id;
        return OK;
    }
    if (!id_given(file->team_id))
        return ctx_fail(ctx, E_INVALID, "casefile.team_missing", "team_id");
    enum err e = casefile_store_team_agency(ctx, file->team_id, &file->agency_id);

    return e == E_NOT_FOUND ? ctx_fail(ctx, E_INVALID, "casefile.team_missing", "team_id") : e;
}

static enum err opened_emit(struct ctx *ctx, const struct casefile *file)
{
    TRY(casefile_emit(ctx, file, "casefile.opened", STR_NONE, file->number));
    if (!id_given(file->worker_id))
        return OK;
    TRY(casefile_store_involve(ctx, file, STR_NONE));
    return casefile_emit(ctx, file, "casefile.assigned", STR_NONE, file->worker_name);
}

enum err casefile_open(struct ctx *ctx, const struct casefile_draft *draft, struct casefile *ret)
{
    struct person client;
    struct casefile file = {.state = STR("open"),
                            .phase = PHASE_INTAKE,
                            .phase_since = ctx->now,
                            .household_id = draft->household_id,
                            .area_id = draft->area_id,
                            .risk = draft->risk,
                            .safety = draft->safety,
                            .safety_note = draft->safety_note,
                            .summary = draft->summary,
                            .next_due = DATE_NONE,
                            .last_contact_on = DATE_NONE,
                            .opened_on = ctx_today(ctx),
                            .closed_on = DATE_NONE,
                            .version = 1,
                            .access = CASEFILE_WRITE};

    TRY(authz_need(ctx, CAP_INTAKE_DECIDE));
    TRY(draft_check(ctx, draft));
    TRY(person_load(ctx, draft->person_id, &client));
    TRY(place(ctx, draft, &file));
    TRY(number_take(ctx, &file.number));
    file.id = id_new(ctx, "casefile");
    file.person_id = client.id;
    file.client_name = person_name(ctx, &client);
    file.area_id = id_given(file.area_id) ? file.area_id : client.area_id;
    TRY(casefile_store_insert(ctx, &file, person_sort_key(ctx, &client)));
    TRY(casefile_rescope(ctx, &file));
    TRY(casefile_enter_phase(ctx, &file, STR_NONE));
    TRY(opened_emit(ctx, &file));
    ctx_access(ctx, "casefile", file.id, file.id, file.person_id);
    *ret = file;
    return OK;
}

/* ---- the case's own fields ------------------------------------------------------------------ */

/* Typed on a device before somebody else changed it, and lower than what that one found: the higher
 * one stays until a person has decided. */
static enum err risk_stays(struct ctx *ctx, const struct casefile *file, struct str risk)
{
    bool since;

    if (!ctx->made_at.us || risk_index(risk) <= risk_index(file->risk))
        return OK;
    TRY(casefile_store_risk_since(ctx, file->id, ctx->claimed_at, &since));
    if (!since)
        return OK;
    ctx_conflict_add(ctx, "risk.label", pack_label(ctx->pack, STR("risk"), file->risk, ctx->locale),
                     pack_label(ctx->pack, STR("risk"), risk, ctx->locale));
    return ctx_conflict(ctx, file->version, "casefile.changed_meanwhile");
}

enum err casefile_set_risk(struct ctx *ctx, struct casefile *file, struct str risk,
                           struct str reason)
{
    struct event_diff diff = {.ctx = ctx};

    if (!casefile_code_ok(ctx, "risk", risk))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "risk");
    if (str_eq(file->risk, risk))
        return ctx_fail(ctx, E_CONFLICT, "casefile.risk_same", "risk");
    TRY(risk_stays(ctx, file, risk));
    event_diff_add(&diff, "risk", file->risk, risk);
    file->risk = risk;
    file->version++;
    TRY(casefile_store_set_risk(ctx, file));
    TRY(casefile_redate_steps(ctx, file));
    return event_emit(ctx, &(struct event){.kind = "casefile.risk_changed",
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = risk,
                                           .summary = reason,
                                           .data = event_diff_done(&diff)});
}

/* Somebody changed this text after the page was opened, to something else than is wanted now. */
static bool text_clashes(const struct casefile *file, const struct casefile_edit *edit,
                         struct str stored, struct str was, struct str wanted)
{
    return edit->version != file->version && !str_eq(stored, was) && !str_eq(stored, wanted);
}

enum err casefile_set_summary(struct ctx *ctx, struct casefile *file,
                              const struct casefile_edit *edit)
{
    struct event_diff diff = {.ctx = ctx};

    if (text_clashes(file, edit, file->summary, edit->was_text, edit->text)) {
        ctx_conflict_add(ctx, "casefile.summary", file->summary, edit->text);
        return ctx_conflict(ctx, file->version, "casefile.changed_meanwhile");
    }
    event_diff_add(&diff, "summary", file->summary, edit->text);
    if (diff.n == 0)
        return OK;
    file->summary = edit->text;
    file->version++;
    TRY(casefile_store_set_summary(ctx, file));
    return event_emit(ctx, &(struct event){.kind = "casefile.edited",
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .summary = edit->text,
                                           .data = event_diff_done(&diff)});
}

/* The labels of flags, for people to read. */
static struct str flags_text(struct ctx *ctx, struct str flags)
{
    struct str rest = flags, flag, text = STR_NONE;

    while (str_split(&rest, ' ', &flag)) {
        struct str label = pack_label(ctx->pack, STR("safety_flag"), flag, ctx->locale);

        text = str_given(text) ? str_cat(ctx->arena, str_cat(ctx->arena, text, STR(" · ")), label)
                               : label;
    }
    return text;
}

static enum err safety_check(struct ctx *ctx, const struct casefile *file,
                             const struct casefile_edit *edit)
{
    struct casefile_draft flags = {.safety = edit->safety};

    TRY(draft_check(ctx, &flags));
    if (!text_clashes(file, edit, file->safety, edit->was_safety, edit->safety) &&
        !text_clashes(file, edit, file->safety_note, edit->was_text, edit->text))
        return OK;
    ctx_conflict_add(ctx, "casefile.safety", flags_text(ctx, file->safety),
                     flags_text(ctx, edit->safety));
    ctx_conflict_add(ctx, "casefile.safety_note", file->safety_note, edit->text);
    return ctx_conflict(ctx, file->version, "casefile.changed_meanwhile");
}

enum err casefile_set_safety(struct ctx *ctx, struct casefile *file,
                             const struct casefile_edit *edit)
{
    struct event_diff diff = {.ctx = ctx};

    TRY(safety_check(ctx, file, edit));
    event_diff_add(&diff, "safety", file->safety, edit->safety);
    event_diff_add(&diff, "safety_note", file->safety_note, edit->text);
    if (diff.n == 0)
        return OK;
    file->safety = edit->safety;
    file->safety_note = edit->text;
    file->version++;
    TRY(casefile_store_set_safety(ctx, file));
    return event_emit(ctx, &(struct event){.kind = "casefile.safety_changed",
                                           .subject_id = file->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .summary = flags_text(ctx, edit->safety),
                                           .data = event_diff_done(&diff)});
}

enum err casefile_contacted(struct ctx *ctx, struct casefile *file, struct date on)
{
    if (date_cmp(file->last_contact_on, on) < 0)
        file->last_contact_on = on;
    return casefile_store_set_contact(ctx, file->id, on);
}

/* Whatever happened to a person, the name in the lists of cases is the present one. */
enum err casefile_client_renew(struct ctx *ctx, struct id person_id)
{
    struct person person;

    TRY(person_load(ctx, person_id, &person));
    return casefile_store_set_client(ctx, person.id, person_name(ctx, &person),
                                     person_sort_key(ctx, &person));
}
