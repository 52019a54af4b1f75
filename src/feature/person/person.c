/* person/person.c: who somebody is, how they are found, and who may see them. */
#include "feature/person/person.h"

#include "base/buf.h"
#include "base/num.h"
#include "core/authz.h"
#include "core/event.h"
#include "feature/person/person_store.h"

#define KEY_MAX 200

struct str person_name(struct ctx *ctx, const struct person *p)
{
    if (!str_given(p->given_name) || !str_given(p->family_name))
        return str_given(p->given_name) ? p->given_name : p->family_name;
    return str_cat(ctx->arena, str_cat(ctx->arena, p->given_name, STR(" ")), p->family_name);
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

/* Every word of every name as a search word and as it sounds. */
static enum err keys_add(struct ctx *ctx, const struct person *p)
{
    struct str names[] = {p->given_name, p->family_name, p->other_names};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct str rest = text_fold(ctx->arena, names[i]), word;

        while (str_split(&rest, ' ', &word)) {
            if (!str_given(word))
                continue;
            struct str sound = text_phonetic(ctx->arena, word);

            word = str_slice(word, 0, KEY_MAX);
            TRY(person_store_key(ctx, p->id, str_cat(ctx->arena, STR("w:"), word)));
            if (str_given(sound))
                TRY(person_store_key(ctx, p->id, str_cat(ctx->arena, STR("p:"), sound)));
        }
    }
    return OK;
}

static enum err scopes_add(struct ctx *ctx, struct id person_id)
{
    const struct actor *a = &ctx->actor;
    struct id units[] = {a->account_id, a->scope_id, a->team_id, a->agency_id};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (id_given(units[i]))
            TRY(person_store_scope(ctx, person_id, units[i]));
    }
    return OK;
}

static struct str digits_of(struct ctx *ctx, struct str phone)
{
    struct str ascii = num_ascii_digits(ctx->arena, phone);
    struct buf out;

    buf_init(&out, ctx->arena, ascii.n + 1);
    for (size_t i = 0; i < ascii.n; i++) {
        if (ascii.p[i] >= '0' && ascii.p[i] <= '9')
            buf_put_c(&out, ascii.p[i]);
    }
    return buf_str(&out);
}

enum err person_add(struct ctx *ctx, const struct person *draft, struct person *ret)
{
    struct person person = *draft;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    person.given_name = str_trim(draft->given_name);
    person.family_name = str_trim(draft->family_name);
    if (!str_given(person.given_name) && !str_given(person.family_name))
        return ctx_fail(ctx, E_INVALID, "person.name_missing", "given_name");
    if (date_given(person.birth_date) && date_cmp(person.birth_date, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "person.born_in_future", "birth_date");
    person.id = id_new(ctx, "person");
    person.merged_into = ID_NONE;
    person.version = 1;
    TRY(person_store_insert(ctx, &person, person_sort_key(ctx, &person),
                            digits_of(ctx, person.phone)));
    TRY(keys_add(ctx, &person));
    TRY(scopes_add(ctx, person.id));
    TRY(event_emit(ctx, &(struct event){.kind = "person.added",
                                        .subject_id = person.id,
                                        .person_id = person.id,
                                        .summary = person_name(ctx, &person)}));
    *ret = person;
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

/* ---- finding -------------------------------------------------------------------------------- */

/* Longest first: the rarest drives the search. */
static size_t words_sorted(struct ctx *ctx, struct str text, struct str ret[PERSON_WORDS])
{
    struct str rest = text_fold(ctx->arena, text), word;
    size_t n = 0;

    while (str_split(&rest, ' ', &word)) {
        size_t at = 0;

        while (at < n && ret[at].n >= word.n)
            at++;
        if (!str_given(word) || at == PERSON_WORDS)
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
    static const char last[] = "\xf4\x8f\xbf\xbf"; /* U+10FFFF: behind every text that begins so */
    struct str words[PERSON_WORDS] = {{0}};
    struct person_words ret = {.n = words_sorted(ctx, text, words)};

    ret.longest = words[0].n;
    for (size_t i = 0; i < PERSON_WORDS; i++) {
        struct str key = STR_NONE;

        if (i < ret.n)
            key = str_cat(ctx->arena, sound ? STR("p:") : STR("w:"),
                          sound ? text_phonetic(ctx->arena, words[i]) : words[i]);
        ret.word[i].from = key;
        ret.word[i].to = sound && i < ret.n ? str_cat(ctx->arena, key, STR("\x01"))
                                            : str_cat(ctx->arena, key, str_c(last));
    }
    return ret;
}

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
