/* person/person.c: who somebody is, how the record changes, and who may see it. Finding is in
 * person_find.c, likely twins in person_twin.c. */
#include "feature/person/person.h"

#include "base/utf8.h"
#include "core/authz.h"
#include "core/event.h"
#include "feature/person/person_key.h"
#include "feature/person/person_part.h"
#include "feature/person/person_store.h"

struct str person_name(struct ctx *ctx, const struct person *p)
{
    if (!str_given(p->given_name) || !str_given(p->family_name))
        return str_given(p->given_name) ? p->given_name : p->family_name;
    return str_cat(ctx->arena, str_cat(ctx->arena, p->given_name, STR(" ")), p->family_name);
}

struct str person_initials(struct ctx *ctx, const struct person *p)
{
    return str_cat(ctx->arena, utf8_cut(p->given_name, 1), utf8_cut(p->family_name, 1));
}

struct str person_sort_key(struct ctx *ctx, const struct person *p)
{
    struct str both =
        str_cat(ctx->arena, str_cat(ctx->arena, p->family_name, STR(" ")), p->given_name);

    return text_sort_key(ctx->arena, both);
}

enum err person_load(struct ctx *ctx, struct id id, struct person *ret)
{
    struct person person;
    enum err e = person_store_find(ctx, id, &person);
    bool there = false;

    /* To the actor it is as if there were nobody; on record it is what it was. */
    if (e == E_NOT_FOUND)
        TRY(person_store_is_there(ctx, id, &there));
    if (there)
        ctx_denied(ctx, "person", id, ID_NONE, id);
    TRY(e);
    /* A chain of merges is short: each merge re-points those that led to the person it merged. */
    for (int i = 0; i < 8 && id_given(person.merged_into); i++)
        TRY(person_store_find(ctx, person.merged_into, &person));
    ctx_access(ctx, "person", person.id, ID_NONE, person.id);
    *ret = person;
    return OK;
}

static enum err check(struct ctx *ctx, struct person *p)
{
    struct date today = ctx_today(ctx);

    p->given_name = str_trim(p->given_name);
    p->family_name = str_trim(p->family_name);
    if (!str_given(p->given_name) && !str_given(p->family_name))
        return ctx_fail(ctx, E_INVALID, "person.name_missing", "given_name");
    if (date_cmp(p->birth_date, today) > 0)
        return ctx_fail(ctx, E_INVALID, "person.born_in_future", "birth_date");
    if (date_cmp(p->died_on, today) > 0)
        return ctx_fail(ctx, E_INVALID, "person.died_in_future", "died_on");
    if (date_given(p->died_on) && date_cmp(p->died_on, p->birth_date) < 0)
        return ctx_fail(ctx, E_INVALID, "person.died_before_birth", "died_on");
    if (id_given(p->area_id)) {
        enum err e = person_store_area(ctx, p->area_id, &p->area_name);

        if (e == E_NOT_FOUND)
            return ctx_fail(ctx, E_INVALID, "person.area_wrong", "area");
        return e;
    }
    p->area_name = STR_NONE;
    return OK;
}

/* The units that work with whoever the actor records, and the area the person lives in. */
static enum err scopes_add(struct ctx *ctx, const struct person *p)
{
    const struct actor *a = &ctx->actor;
    struct id units[] = {a->account_id, a->scope_id, a->team_id, a->agency_id};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (id_given(units[i]))
            TRY(person_store_scope(ctx, p->id, units[i]));
    }
    return id_given(p->area_id) ? person_store_scope_area(ctx, p->id, p->area_id) : OK;
}

static enum err emit(struct ctx *ctx, const char *kind, const struct person *p, struct str data)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = p->id,
                                           .person_id = p->id,
                                           .summary = person_name(ctx, p),
                                           .data = data});
}

/* Every part that has a value, or has changed, as before and after. */
static struct str diff(struct ctx *ctx, const struct person *before, const struct person *after)
{
    struct event_diff d = {.ctx = ctx};

    for (int i = 0; i < person_part_n; i++)
        event_diff_add(&d, person_parts[i].name,
                       before ? person_part_get(ctx, before, &person_parts[i]) : STR_NONE,
                       person_part_get(ctx, after, &person_parts[i]));
    return event_diff_done(&d);
}

enum err person_add(struct ctx *ctx, const struct person *draft, struct person *ret)
{
    struct person person = *draft;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(check(ctx, &person));
    person.id = id_new(ctx, "person");
    person.merged_into = ID_NONE;
    person.version = 1;
    TRY(person_store_insert(ctx, &person, person_sort_key(ctx, &person),
                            person_digits(ctx, person.phone)));
    TRY(person_keys_add(ctx, &person));
    TRY(scopes_add(ctx, &person));
    TRY(emit(ctx, "person.added", &person, diff(ctx, NULL, &person)));
    *ret = person;
    return OK;
}

/* Puts together what two people changed; what cannot be is noted for the page that shows both. */
static void put_together(struct ctx *ctx, const struct person *stored,
                         const struct person_edit *edit, struct person *ret)
{
    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        struct str now = person_part_get(ctx, &edit->now, part);
        struct str was = person_part_get(ctx, &edit->was, part);
        struct str is = person_part_get(ctx, stored, part);

        if (str_eq(now, was)) {
            person_part_copy(ret, stored, part);
        } else if (edit->version != stored->version && !str_eq(is, was) && !str_eq(is, now)) {
            ctx_conflict_add(ctx, part->label, person_part_words(ctx, stored, part),
                             person_part_words(ctx, &edit->now, part));
        }
    }
}

enum err person_edit(struct ctx *ctx, struct person *person, const struct person_edit *edit)
{
    struct person stored, wanted = edit->now;
    struct str data;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(person_store_lock(ctx, person->id));
    TRY(person_store_find(ctx, person->id, &stored));
    put_together(ctx, &stored, edit, &wanted);
    if (ctx->conflict.rows.n > 0)
        return ctx_conflict(ctx, stored.version, "person.changed_meanwhile");
    TRY(check(ctx, &wanted));
    wanted.id = stored.id;
    wanted.merged_into = stored.merged_into;
    data = diff(ctx, &stored, &wanted);
    if (str_given(data)) {
        wanted.version = stored.version + 1;
        TRY(person_store_update(ctx, &wanted, person_sort_key(ctx, &wanted),
                                person_digits(ctx, wanted.phone)));
        TRY(person_keys_renew(ctx, &wanted));
        if (id_given(wanted.area_id))
            TRY(person_store_scope_area(ctx, wanted.id, wanted.area_id));
        TRY(emit(ctx, "person.changed", &wanted, data));
    }
    *person = wanted;
    return OK;
}

enum err person_share_with_case(struct ctx *ctx, struct id person_id, struct id casefile_id)
{
    return person_store_share(ctx, person_id, casefile_id);
}

enum err person_unshare(struct ctx *ctx, struct id person_id, struct id scope_id)
{
    return person_store_unshare(ctx, person_id, scope_id);
}

enum err person_areas(struct ctx *ctx, struct person_area_list *ret)
{
    return person_store_areas(ctx, ret);
}

enum err person_cases(struct ctx *ctx, const struct person *person, struct person_case_list *ret)
{
    return person_store_cases(ctx, person->id, ret);
}

enum err person_journal(struct ctx *ctx, const struct person *person, int64_t page,
                        struct person_event_list *ret, bool *ret_more)
{
    return person_store_journal(ctx, person->id, page, ret, ret_more);
}
