/* person/person.c: who somebody is, how the record changes, and who may see it. Finding is in
 * person_find.c, likely twins in person_twin.c. */
#include "feature/person/person.h"

#include "base/utf8.h"
#include "core/authz.h"
#include "core/event.h"
#include "feature/person/person_key.h"
#include "feature/person/person_part.h"
#include "feature/person/person_store.h"

#define AGE_MAX 120
#define YEAR_MIN 1880

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

int person_age(const struct ctx *ctx, const struct person *p)
{
    return date_age(p->birth_date, date_given(p->died_on) ? p->died_on : ctx_today(ctx));
}

struct str person_age_text(struct ctx *ctx, const struct person *p)
{
    int years = person_age(ctx, p);
    struct msg_arg n = {.name = "n", .number = years, .is_number = true};
    const char *key = p->birth_estimated ? "person.age_about" : "date.years_old";

    if (years < 0)
        return STR_NONE;
    if (years < 2 && !p->birth_estimated && !date_given(p->died_on)) {
        struct date today = ctx_today(ctx);

        n.number = 0;
        while (date_cmp(date_add_months(p->birth_date, (int)n.number + 1), today) <= 0)
            n.number++;
        key = "date.months_old";
    }
    return msg_by_key(ctx->arena, ctx->locale, str_c(key), &n, 1);
}

struct str person_birth_text(struct ctx *ctx, const struct person *p)
{
    struct buf out;
    int y, m, d;

    if (!date_given(p->birth_date))
        return STR_NONE;
    if (p->birth_estimated) {
        struct msg_arg year = {.name = "year"};

        date_to_ymd(p->birth_date, &y, &m, &d);
        year.text = str_fmt(ctx->arena, "%d", y);
        return msg_by_key(ctx->arena, ctx->locale, STR("person.born_about"), &year, 1);
    }
    buf_init(&out, ctx->arena, 200);
    locale_date(&out, ctx->locale, p->birth_date, DATE_LONG);
    return buf_str(&out);
}

enum err person_birth_guess(struct ctx *ctx, int64_t age_or_year, struct date *ret)
{
    int y, m, d;

    date_to_ymd(ctx_today(ctx), &y, &m, &d);
    if (age_or_year >= 0 && age_or_year <= AGE_MAX)
        *ret = date_from_ymd(y - (int)age_or_year, 1, 1);
    else if (age_or_year >= YEAR_MIN && age_or_year <= y)
        *ret = date_from_ymd((int)age_or_year, 1, 1);
    else
        return ctx_fail(ctx, E_INVALID, "person.age_wrong", "age");
    return OK;
}

enum err person_load(struct ctx *ctx, struct id id, struct person *ret)
{
    struct person person;

    TRY(person_store_find(ctx, id, &person));
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
    struct id units[] = {a->account_id, a->scope_id, a->team_id, a->agency_id, p->area_id};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (id_given(units[i]))
            TRY(person_store_scope(ctx, p->id, units[i]));
    }
    return OK;
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
            TRY(person_store_scope(ctx, wanted.id, wanted.area_id));
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
