/* casefile/casefile_people.c: who works on a case, and who else is in it. */
#include "core/authz.h"
#include "core/event.h"
#include "feature/casefile/approval_store.h"
#include "feature/casefile/casefile.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/casefile_store.h"

enum err casefile_workers(struct ctx *ctx, struct casefile_worker_list *ret)
{
    return casefile_store_workers(ctx, ret);
}

static enum err assigned_emit(struct ctx *ctx, const struct casefile *file, struct str before,
                              struct str reason)
{
    struct event_diff diff = {.ctx = ctx};
    bool given = id_given(file->worker_id);
    struct str summary = given ? file->worker_name : before;

    event_diff_add(&diff, "worker", before, file->worker_name);
    event_diff_add(&diff, "reason", STR_NONE, reason);
    if (str_given(reason))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(summary), STR_ARG(reason));
    return event_emit(ctx,
                      &(struct event){.kind = given ? "casefile.assigned" : "casefile.unassigned",
                                      .subject_id = file->id,
                                      .casefile_id = file->id,
                                      .person_id = file->person_id,
                                      .summary = summary,
                                      .data = event_diff_done(&diff)});
}

/* Worker, team and agency together. */
static enum err desk_move(struct ctx *ctx, struct casefile *file, struct id worker_id)
{
    struct casefile_desk desk = {.team_id = file->team_id, .agency_id = file->agency_id};

    if (id_given(worker_id)) {
        enum err e = casefile_store_desk(ctx, worker_id, file->team_id, &desk);

        if (e == E_NOT_FOUND)
            return ctx_fail(ctx, E_INVALID, "casefile.not_a_worker", "worker_id");
        TRY(e);
    }
    file->worker_id = worker_id;
    file->worker_name = desk.worker_name;
    file->team_id = desk.team_id;
    file->agency_id = desk.agency_id;
    TRY(approval_store_dealt(ctx, file));
    return casefile_store_set_worker(ctx, file);
}

static enum err worker_set(struct ctx *ctx, struct casefile *file, struct id worker_id,
                           struct str reason)
{
    struct str before = file->worker_name;

    if (id_eq(file->worker_id, worker_id))
        return ctx_fail(ctx, E_CONFLICT, "casefile.has_worker", "worker_id");
    TRY(desk_move(ctx, file, worker_id));
    TRY(casefile_store_uninvolve(ctx, file->id));
    if (id_given(worker_id))
        TRY(casefile_store_involve(ctx, file, reason));
    TRY(casefile_rescope(ctx, file));
    return assigned_emit(ctx, file, before, reason);
}

enum err casefile_assign(struct ctx *ctx, struct casefile *file, struct id worker_id,
                         struct str reason)
{
    TRY(authz_need(ctx, CAP_CASE_ASSIGN));
    return worker_set(ctx, file, worker_id, reason);
}

/* Who is asked sees the case for the length of this transaction, and from then on by right. */
enum err casefile_take_over(struct ctx *ctx, struct id id, struct id from_worker_id,
                            struct id worker_id, struct str reason)
{
    struct casefile file;

    TRY(authz_need(ctx, CAP_CASE_EDIT));
    TRY(casefile_store_add_scope(ctx, id, ctx->actor.scope_id, CASEFILE_WRITE));
    TRY(casefile_load_open(ctx, id, &file));
    if (!id_eq(file.worker_id, from_worker_id))
        return ctx_fail(ctx, E_CONFLICT, "casefile.moved_meanwhile", NULL);
    return worker_set(ctx, &file, worker_id, reason);
}

enum err casefile_involvements(struct ctx *ctx, const struct casefile *file,
                               struct casefile_involvement_list *ret)
{
    return casefile_store_involvements(ctx, file->id, ret);
}

enum err casefile_contact(struct ctx *ctx, const struct casefile *file, struct contact_rules *ret)
{
    struct contact_rules flags = {.no_message = pack_has_word(file->safety, STR("no_messages"))};
    struct contact_rules rules;

    TRY(person_contact(ctx, file->person_id, &rules, NULL));
    *ret = contact_rules_join(ctx->arena, &rules, &flags);
    return OK;
}

/* ---- people in the case --------------------------------------------------------------------- */

/* Where the role stands in the pack's list; the unknown ones last. */
static size_t role_place(const struct pack *pack, struct str role)
{
    const struct pack_codes *roles = pack_codes_find(pack, STR("casefile_role"));
    size_t i = 0;

    while (roles && i < roles->codes.n && !str_eq(roles->codes.items[i].code, role))
        i++;
    return i;
}

enum err casefile_people(struct ctx *ctx, const struct casefile *file,
                         struct casefile_person_list *ret)
{
    struct casefile_person_list list;

    TRY(casefile_store_people(ctx, file->id, &list));
    for (size_t i = 1; i < list.n; i++) {
        struct casefile_person p = list.items[i];
        size_t at = role_place(ctx->pack, p.role), k = i;

        for (; k > 0 && role_place(ctx->pack, list.items[k - 1].role) > at; k--)
            list.items[k] = list.items[k - 1];
        list.items[k] = p;
    }
    *ret = list;
    return OK;
}

static enum err person_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                            const struct casefile_person *who)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = who->person_id,
                                           .casefile_id = file->id,
                                           .person_id = who->person_id,
                                           .about = who->role,
                                           .link = casefile_href(ctx, file->id, "people"),
                                           .summary = who->name});
}

enum err casefile_add_person(struct ctx *ctx, struct casefile *file, struct id person_id,
                             struct str role)
{
    struct person person;
    bool added = false;

    if (!casefile_code_ok(ctx, "casefile_role", role))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "role");
    TRY(person_load(ctx, person_id, &person));
    if (!id_eq(person.id, file->person_id))
        TRY(casefile_store_add_person(ctx, file->id, person.id, role, &added));
    if (!added)
        return ctx_fail(ctx, E_CONFLICT, "casefile.person_is_in", "person_id");
    TRY(person_share_with_case(ctx, person.id, file->id));
    return person_emit(ctx, file, "casefile.person_added",
                       &(struct casefile_person){.person_id = person.id,
                                                 .name = person_name(ctx, &person),
                                                 .role = role});
}

enum err casefile_remove_person(struct ctx *ctx, struct casefile *file, struct id person_id,
                                struct str reason)
{
    struct casefile_person_list people;
    struct casefile_id_list units;
    bool removed = false;

    TRY(casefile_store_people(ctx, file->id, &people));
    TRY(casefile_store_remove_person(ctx, file->id, person_id, &removed));
    if (!removed)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(casefile_store_scopes(ctx, file->id, &units));
    for (size_t i = 0; i < units.n; i++)
        TRY(person_unshare(ctx, person_id, units.items[i]));
    for (size_t i = 0; i < people.n; i++) {
        struct casefile_person who = people.items[i];

        if (!id_eq(who.person_id, person_id))
            continue;
        if (str_given(reason))
            who.name = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(who.name), STR_ARG(reason));
        TRY(person_emit(ctx, file, "casefile.person_removed", &who));
    }
    return OK;
}
