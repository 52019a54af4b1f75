/* caseload/search.c: finding a case by number or by somebody's name. */
#include "base/buf.h"
#include "base/num.h"
#include "core/authz.h"
#include "feature/caseload/caseload.h"
#include "feature/caseload/search_store.h"

#define LETTERS_MIN 2
#define RARE_FROM 4 /* letters from which a word is taken to be rare */

static struct str upper(struct ctx *ctx, struct str s)
{
    struct buf out;

    buf_init(&out, ctx->arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_put_c(&out, char_upper(s.p[i]));
    return buf_str(&out);
}

enum err search_by_number(struct ctx *ctx, struct str text, struct id *ret)
{
    struct str number = upper(ctx, num_ascii_digits(ctx->arena, str_trim(text))), other = number;
    const struct pack *p = ctx->pack;
    int64_t n;
    int year, month, day;
    enum err e;

    if (num_parse_range(number, 1, 999999, &n) != OK) {
        TRY(search_store_number(ctx, number, other, ret));
        return id_given(*ret) ? OK : E_NOT_FOUND;
    }
    date_to_ymd(ctx_today(ctx), &year, &month, &day);
    /* Of this year or the last, in whichever programme. */
    do {
        struct str prefix = p->number_prefix;

        number = str_fmt(ctx->arena, "%.*s-%04d-%06lld", STR_ARG(prefix), year, (long long)n);
        other = str_fmt(ctx->arena, "%.*s-%04d-%06lld", STR_ARG(prefix), year - 1, (long long)n);
        e = search_store_number(ctx, number, other, ret);
        p = p->next;
    } while (e == OK && !id_given(*ret) && p && p != ctx->pack);
    return e == OK && !id_given(*ret) ? E_NOT_FOUND : e;
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

enum err search_by_name(struct ctx *ctx, struct str text, struct search_hit_list *ret,
                        bool *ret_sound)
{
    struct person_words words = person_words(ctx, text, false);
    struct search_hit_list list;
    bool near_first = ctx->actor.role == ROLE_WORKER ||
                      (ctx->actor.role == ROLE_SUPERVISOR && words.longest < RARE_FROM);

    if (words.longest < LETTERS_MIN)
        return ctx_fail(ctx, E_INVALID, "search.too_short", "q");
    TRY(search_store_names(ctx, &words, near_first, &list));
    *ret_sound = list.n == 0;
    if (list.n == 0) {
        words = person_words(ctx, text, true);
        TRY(search_store_names(ctx, &words, near_first, &list));
    }
    hits_order(ctx, &list);
    *ret = list;
    return OK;
}
