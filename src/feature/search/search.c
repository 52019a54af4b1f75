/* search/search.c: finding a case by its number, and people with their cases. */
#include "feature/search/search.h"
#include "base/buf.h"
#include "base/num.h"
#include "core/authz.h"
#include "feature/search/search_store.h"

#define LETTERS_MIN 2
#define FEW 25 /* fewer rows than this are filled up with names that sound alike */

static struct str upper(struct ctx *ctx, struct str s)
{
    struct buf out;

    buf_init(&out, ctx->arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_put_c(&out, char_upper(s.p[i]));
    return buf_str(&out);
}

enum err search_by_number(struct ctx *ctx, struct str text, struct search_case *ret)
{
    struct str number = upper(ctx, num_ascii_digits(ctx->arena, str_trim(text))), other = number;
    const struct pack *p = ctx->pack;
    int64_t n;
    int year, month, day;
    enum err e;

    if (num_parse_range(number, 1, 999999, &n) != OK) {
        TRY(search_store_number(ctx, number, other, ret));
        return id_given(ret->id) ? OK : E_NOT_FOUND;
    }
    date_to_ymd(ctx_today(ctx), &year, &month, &day);
    /* Of this year or the last, in whichever programme. */
    do {
        struct str prefix = p->number_prefix;

        number = str_fmt(ctx->arena, "%.*s-%04d-%06lld", STR_ARG(prefix), year, (long long)n);
        other = str_fmt(ctx->arena, "%.*s-%04d-%06lld", STR_ARG(prefix), year - 1, (long long)n);
        e = search_store_number(ctx, number, other, ret);
        p = p->next;
    } while (e == OK && !id_given(ret->id) && p && p != ctx->pack);
    return e == OK && !id_given(ret->id) ? E_NOT_FOUND : e;
}

/* Somebody who is in a case needs no row of the person alone. */
static bool is_superfluous(const struct search_hit_list *list, const struct search_hit *hit)
{
    if (id_given(hit->casefile_id))
        return false;
    for (size_t i = 0; i < list->n; i++) {
        if (id_eq(list->items[i].person_id, hit->person_id) && id_given(list->items[i].casefile_id))
            return true;
    }
    return false;
}

static bool is_before(const struct search_hit *a, const struct search_hit *b)
{
    bool a_open = str_eq(a->state, STR("open")), b_open = str_eq(b->state, STR("open"));
    int by_name = str_cmp(a->sort, b->sort);

    if (a_open != b_open)
        return a_open;
    return by_name ? by_name < 0 : id_cmp(a->casefile_id, b->casefile_id) < 0;
}

static void hits_order(struct ctx *ctx, struct search_hit_list *list)
{
    struct search_hit_list kept = {0};

    for (size_t i = 0; i < list->n; i++) {
        if (!is_superfluous(list, &list->items[i]))
            LIST_ADD(ctx->arena, &kept, list->items[i]);
    }
    for (size_t i = 1; i < kept.n; i++) {
        struct search_hit hit = kept.items[i];
        size_t k = i;

        for (; k > 0 && is_before(&hit, &kept.items[k - 1]); k--)
            kept.items[k] = kept.items[k - 1];
        kept.items[k] = hit;
    }
    *list = kept;
}

/* Those who are not found yet, for this reason. */
static void hits_add(struct ctx *ctx, struct search_hit_list *list, struct search_hit_list *more,
                     enum person_match match)
{
    size_t before = list->n;

    hits_order(ctx, more);
    for (size_t i = 0; i < more->n; i++) {
        bool known = false;

        for (size_t k = 0; k < before; k++)
            known = known || id_eq(list->items[k].person_id, more->items[i].person_id);
        if (known)
            continue;
        more->items[i].match = match;
        LIST_ADD(ctx->arena, list, more->items[i]);
    }
}

/* The people of a team are fewer than those of a name or a year; those of an agency are not. */
static bool sees_few(const struct ctx *ctx)
{
    return ctx->actor.role == ROLE_WORKER || ctx->actor.role == ROLE_SUPERVISOR;
}

static enum err find_names(struct ctx *ctx, const struct person_asked *asked,
                           struct search_hit_list *ret, bool *ret_cut)
{
    struct search_names names = {.words = person_words(ctx, asked->names, false),
                                 .born = asked->born,
                                 .has_birth = asked->has_birth};
    struct search_hit_list found;
    bool cut = false;

    if (names.words.longest < LETTERS_MIN)
        return ctx_fail(ctx, E_INVALID, "search.too_short", "q");
    names.near_first = sees_few(ctx);
    TRY(search_store_names(ctx, &names, &found, ret_cut));
    hits_add(ctx, ret, &found, PERSON_MATCH_NAME);
    if (ret->n >= FEW)
        return OK;
    names.words = person_words(ctx, asked->names, true);
    TRY(search_store_names(ctx, &names, &found, &cut));
    hits_add(ctx, ret, &found, PERSON_MATCH_SOUND);
    *ret_cut |= cut;
    return OK;
}

static enum err find_number(struct ctx *ctx, const struct person_asked *asked,
                            struct search_hit_list *ret, bool *ret_cut)
{
    struct search_hit_list found;
    bool cut;

    if (str_given(asked->identifier.to)) {
        TRY(search_store_identifier(ctx, &asked->identifier, &found, ret_cut));
        hits_add(ctx, ret, &found, PERSON_MATCH_IDENTIFIER);
    }
    if (str_given(asked->phone.to)) {
        struct search_names numbers = {.words = person_words_of(ctx, &asked->phone)};

        TRY(search_store_names(ctx, &numbers, &found, &cut));
        hits_add(ctx, ret, &found, PERSON_MATCH_PHONE);
        *ret_cut |= cut;
    }
    return OK;
}

enum err search_people(struct ctx *ctx, const struct person_asked *asked,
                       struct search_hit_list *ret, bool *ret_cut)
{
    struct search_hit_list list = {0}, born;
    bool cut = false, born_cut;

    if (str_given(asked->names))
        TRY(find_names(ctx, asked, &list, &cut));
    else
        TRY(find_number(ctx, asked, &list, &cut));
    if (asked->has_birth && !str_given(asked->names)) {
        TRY(search_store_birth(ctx, &asked->born, sees_few(ctx), &born, &born_cut));
        hits_add(ctx, &list, &born, PERSON_MATCH_BIRTH);
        cut |= born_cut;
    }
    *ret = list;
    *ret_cut = cut;
    return OK;
}
