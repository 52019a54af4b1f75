/* person/person_find.c: finding people by whatever a worker has: a name as it was heard, a phone
 * number, a birth date, a paper. */
#include "base/num.h"
#include "feature/person/person.h"
#include "feature/person/person_found_store.h"
#include "feature/person/person_key.h"
#include "feature/person/person_store.h"

#define KEY_MAX 200
#define IDENTIFIER_MIN 3

/* ---- words ---------------------------------------------------------------------------------- */

/* An article or an initial, which has no sound beside a name: "al" of Al-Khatib. */
static bool is_silent(struct ctx *ctx, struct str word)
{
    struct str name = STR("nada"), both = str_fmt(ctx->arena, "nada %.*s", STR_ARG(word));

    return str_eq(text_phonetic(ctx->arena, name), text_phonetic(ctx->arena, both));
}

/* Longest first: the rarest drives the search. */
static size_t words_sorted(struct ctx *ctx, struct str text, bool sound,
                           struct str ret[PERSON_WORDS])
{
    struct str rest = text_fold(ctx->arena, text), word;
    size_t n = 0;

    while (str_split(&rest, ' ', &word)) {
        size_t at = 0;

        while (at < n && ret[at].n >= word.n)
            at++;
        if (!str_given(word) || at == PERSON_WORDS || (sound && is_silent(ctx, word)))
            continue;
        n += n < PERSON_WORDS;
        for (size_t i = n - 1; i > at; i--)
            ret[i] = ret[i - 1];
        ret[at] = str_slice(word, 0, KEY_MAX);
    }
    return n;
}

struct person_words person_words(struct ctx *ctx, struct str text, bool sound)
{
    struct str words[PERSON_WORDS] = {{0}};
    struct person_words ret = {.n = words_sorted(ctx, text, sound, words)};

    ret.longest = words[0].n;
    for (size_t i = 0; i < PERSON_WORDS; i++) {
        struct str key = STR_NONE;

        if (i < ret.n)
            key = str_cat(ctx->arena, sound ? STR("p:") : STR("w:"),
                          sound ? text_phonetic(ctx->arena, words[i]) : words[i]);
        ret.word[i].from = key;
        ret.word[i].to =
            sound && i < ret.n ? str_cat(ctx->arena, key, STR("\x01")) : person_range(ctx, key).to;
    }
    return ret;
}

struct person_words person_words_of(struct ctx *ctx, const struct person_range *range)
{
    struct person_words ret = {.n = 1};

    ret.word[0] = *range;
    for (size_t i = 1; i < PERSON_WORDS; i++)
        ret.word[i] = person_range(ctx, STR_NONE);
    return ret;
}

/* ---- a short list for "who is it?" ---------------------------------------------------------- */

static void hits_sort(struct ctx *ctx, struct person_hit_list *list)
{
    struct person_hit_list sorted = {0};

    /* The same person was found by several words of the name. */
    for (size_t i = 0; i < list->n; i++) {
        bool known = false;

        for (size_t k = 0; k < sorted.n; k++)
            known = known || id_eq(sorted.items[k].id, list->items[i].id);
        if (!known)
            LIST_ADD(ctx->arena, &sorted, list->items[i]);
    }
    for (size_t i = 1; i < sorted.n; i++) {
        struct person_hit hit = sorted.items[i];
        struct str key = text_sort_key(ctx->arena, hit.name);
        size_t k = i;

        for (; k > 0 && str_cmp(text_sort_key(ctx->arena, sorted.items[k - 1].name), key) > 0; k--)
            sorted.items[k] = sorted.items[k - 1];
        sorted.items[k] = hit;
    }
    *list = sorted;
}

enum err person_search(struct ctx *ctx, struct str text, struct person_hit_list *ret)
{
    struct person_words words = person_words(ctx, text, false);
    struct person_hit_list list = {0};

    if (words.n > 0)
        TRY(person_store_search(ctx, &words, &list));
    if (words.n > 0 && list.n == 0) {
        words = person_words(ctx, text, true);
        TRY(person_store_search(ctx, &words, &list));
    }
    hits_sort(ctx, &list);
    *ret = list;
    return OK;
}

/* ---- the search page ------------------------------------------------------------------------ */

static struct person_range days(struct ctx *ctx, struct date from, struct date to)
{
    return (struct person_range){ctx_date_text(ctx, from), ctx_date_text(ctx, to)};
}

/* A day, or a year with four digits. */
static bool birth_read(struct ctx *ctx, struct str word, struct person_range *ret)
{
    struct failure before = ctx->fail;
    struct date day;
    bool year;
    int y, m, d;

    if (person_birth_parse(ctx, word, &day, &year) != OK || (year && word.n != 4)) {
        ctx->fail = before;
        return false;
    }
    date_to_ymd(day, &y, &m, &d);
    *ret = days(ctx, day, year ? date_from_ymd(y + 1, 1, 1) : date_add_days(day, 1));
    return true;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    }
    return false;
}

static void number_read(struct ctx *ctx, struct person_asked *asked)
{
    struct str folded = person_identifier_fold(ctx, asked->number);
    char first = asked->number.p[0];

    if (folded.n >= IDENTIFIER_MIN)
        asked->identifier = person_range(ctx, folded);
    if (first == '+' || first == '(' || (first >= '0' && first <= '9'))
        asked->phone = person_phone_range(ctx, asked->number);
}

struct person_asked person_asked(struct ctx *ctx, struct str text)
{
    struct person_asked asked = {.born = PERSON_ANY_DAY};
    struct str number = STR_NONE;
    struct str rest = num_ascii_digits(ctx->arena, text), word;

    /* "3 May 1992" */
    if (str_find(str_trim(rest), STR(" "), 0) >= 0 && birth_read(ctx, rest, &asked.born)) {
        asked.has_birth = true;
        return asked;
    }
    while (str_split(&rest, ' ', &word)) {
        bool birth = !asked.has_birth && birth_read(ctx, word, &asked.born);

        if (!str_given(word))
            continue;
        asked.has_birth = asked.has_birth || birth;
        if (has_digit(word))
            number = str_cat(ctx->arena, number, word);
        else
            asked.names = str_given(asked.names) ? str_fmt(ctx->arena, "%.*s %.*s",
                                                           STR_ARG(asked.names), STR_ARG(word))
                                                 : word;
    }
    /* "SR 88120" is a number too; beside a day of birth a name is a name. */
    if (!str_given(number) || (asked.has_birth && str_given(asked.names)))
        return asked;
    asked.number = str_cat(ctx->arena, asked.names, number);
    asked.names = STR_NONE;
    number_read(ctx, &asked);
    return asked;
}

static void add_new(struct ctx *ctx, struct person_found_list *list,
                    const struct person_found_list *more, enum person_match match)
{
    for (size_t i = 0; i < more->n && list->n <= PERSON_PAGE; i++) {
        bool known = false;

        for (size_t k = 0; k < list->n; k++)
            known = known || id_eq(list->items[k].person.id, more->items[i].person.id);
        if (known)
            continue;
        LIST_ADD(ctx->arena, list, more->items[i]);
        list->items[list->n - 1].match = match;
    }
}

static enum err find_names(struct ctx *ctx, const struct person_asked *asked, int64_t page,
                           struct person_found_list *ret)
{
    struct person_words words = person_words(ctx, asked->names, false);
    struct person_found_list sound = {0};

    TRY(person_found_store_by_name(ctx, &words, &asked->born, page, ret));
    if (page > 1 || ret->n > PERSON_PAGE)
        return OK;
    words = person_words(ctx, asked->names, true);
    TRY(person_found_store_by_name(ctx, &words, &asked->born, 1, &sound));
    add_new(ctx, ret, &sound, PERSON_MATCH_SOUND);
    return OK;
}

/* The numbers that begin or end so. */
static enum err find_number(struct ctx *ctx, const struct person_asked *asked,
                            struct person_found_list *ret)
{
    struct person_found_list list = {0};
    struct person_words words;

    if (str_given(asked->identifier.to))
        TRY(person_found_store_by_identifier(ctx, &asked->identifier, &list));
    add_new(ctx, ret, &list, PERSON_MATCH_IDENTIFIER);
    if (!str_given(asked->phone.to))
        return OK;
    words = person_words_of(ctx, &asked->phone);
    TRY(person_found_store_by_name(ctx, &words, &PERSON_ANY_DAY, 1, &list));
    add_new(ctx, ret, &list, PERSON_MATCH_PHONE);
    return OK;
}

enum err person_find(struct ctx *ctx, struct str text, int64_t page, struct person_found_list *ret,
                     bool *ret_more)
{
    struct person_asked asked = person_asked(ctx, text);
    struct person_found_list list = {0}, born = {0};

    if (!str_given(str_trim(text))) {
        TRY(person_found_store_recent(ctx, page, &list));
    } else if (str_given(asked.names)) {
        TRY(find_names(ctx, &asked, page, &list));
    } else {
        if (page == 1 && str_given(asked.number))
            TRY(find_number(ctx, &asked, &list));
        if (asked.has_birth)
            TRY(person_found_store_by_birth(ctx, &asked.born, page, &born));
        add_new(ctx, &list, &born, PERSON_MATCH_BIRTH);
    }
    *ret_more = list.n > PERSON_PAGE;
    list.n = *ret_more ? PERSON_PAGE : list.n;
    *ret = list;
    return OK;
}
