/* note/note_find.c: finding notes by their words, among those the actor may read. Bounded in all it
 * looks at; where it stopped, it goes on. */
#include "base/utf8.h"
#include "feature/note/note.h"
#include "feature/note/note_store.h"
#include "feature/note/note_word.h"
#include "feature/note/note_word_store.h"

#define ASKED_MAX 8    /* words of a question */
#define WINDOW 6000    /* cases looked up in the index at once */
#define NOTES_MAX 2000 /* notes read at once */
#define AROUND 100     /* bytes of a note shown on either side of the word */
#define LETTERS_MIN 3  /* of the longest word; other scripts say more with two */

/* The words looked for, the longest first. */
struct asked {
    struct str words[ASKED_MAX];
    size_t n;
};

static void asked_add(struct asked *asked, struct str word)
{
    size_t at = 0;

    while (at < asked->n && asked->words[at].n >= word.n)
        at++;
    if (at == ASKED_MAX)
        return;
    asked->n += asked->n < ASKED_MAX;
    for (size_t i = asked->n - 1; i > at; i--)
        asked->words[i] = asked->words[i - 1];
    asked->words[at] = word;
}

static struct asked asked_of(struct ctx *ctx, struct str text)
{
    struct note_words w = note_words_of(ctx, text);
    struct asked asked = {.n = 0};
    struct str word;

    while (note_words_next(&w, &word))
        asked_add(&asked, word);
    /* Two Latin letters begin too much; two of other scripts are longer than that in bytes. */
    if (asked.n > 0 && asked.words[0].n < LETTERS_MIN)
        asked.n = 0;
    return asked;
}

/* What the index is looked up by. Every word begins with the space alone. */
static void begins_of(struct ctx *ctx, const struct asked *asked, struct str ret[NOTE_WORD_ASKED])
{
    for (size_t i = 0; i < NOTE_WORD_ASKED; i++)
        ret[i] = str_cat(ctx->arena, STR(" "), i < asked->n ? asked->words[i] : STR_NONE);
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Where a text begins that leads to a word: at a word; at a letter where there is no gap. */
static size_t begin_before(struct str body, size_t word)
{
    size_t from = word > AROUND ? word - AROUND : 0, i = from;

    if (from == 0)
        return 0;
    while (i < word && !is_gap(body.p[i]))
        i++;
    if (i < word)
        return i + 1;
    while (from < word && is_inside(body.p[from]))
        from++;
    return from;
}

/* Where a text ends that begins behind a word, in the same way. */
static size_t end_behind(struct str body, size_t word)
{
    size_t until = word + AROUND, i = until;

    if (until >= body.n)
        return body.n;
    while (i > word && !is_gap(body.p[i]))
        i--;
    if (i > word)
        return i;
    while (until > word && is_inside(body.p[until]))
        until--;
    return until;
}

/* The piece that holds the first word found, and some of what stands around it. */
static void excerpt(struct str body, const struct note_words *at, struct note_found *ret)
{
    size_t from = begin_before(body, at->from), until = end_behind(body, at->until);

    ret->cut_before = from > 0;
    ret->cut_after = until < body.n;
    ret->before = str_slice(body, from, at->from);
    ret->word = str_slice(body, at->from, at->until);
    ret->after = str_slice(body, at->until, until);
}

/* True when the note has every word. */
static bool fits(struct ctx *ctx, const struct note *note, const struct asked *asked,
                 struct note_found *ret)
{
    struct note_words w = note_words_of(ctx, note->body), at = w;
    unsigned found = 0, all = (1u << asked->n) - 1;
    struct str word;

    while (found != all && note_words_next(&w, &word)) {
        for (size_t i = 0; i < asked->n; i++) {
            if (!(found & 1u << i) && str_has_prefix(word, asked->words[i])) {
                at = found ? at : w;
                found |= 1u << i;
            }
        }
    }
    if (found != all)
        return false;
    excerpt(note->body, &at, ret);
    return true;
}

/* One page of the notes of a case. */
static void page_look(struct ctx *ctx, const struct note_case *file, const struct asked *asked,
                      const struct note_list *notes, struct note_found_list *ret)
{
    for (size_t i = 0; i < notes->n && i < NOTE_PAGE; i++) {
        struct note_found found = {.casefile_id = file->id,
                                   .number = file->number,
                                   .client_name = file->client_name,
                                   .note_id = notes->items[i].id,
                                   .kind = notes->items[i].kind,
                                   .author_name = notes->items[i].author_name,
                                   .occurred_on = notes->items[i].occurred_on};

        if (notes->items[i].hidden || !fits(ctx, &notes->items[i], asked, &found))
            continue;
        LIST_ADD(ctx->arena, ret, found);
        ctx_access(ctx, "casefile", file->id, file->id, file->person_id);
    }
}

/* Reads the notes of the cases, from a page of the first one on. *at is where it stopped before the
 * end, if it did. */
static enum err cases_look(struct ctx *ctx, const struct note_case_list *cases,
                           const struct asked *asked, struct note_place *at,
                           struct note_found_list *ret)
{
    int64_t page = cases->n > 0 && id_eq(at->casefile_id, cases->items[0].id) ? at->page : 1;
    size_t looked = 0;

    for (size_t i = 0; i < cases->n; i++, page = 1) {
        struct note_filter filter = {.page = page};
        struct note_list notes;

        do {
            TRY(note_store_by_casefile(ctx, cases->items[i].id, &filter, &notes));
            page_look(ctx, &cases->items[i], asked, &notes, ret);
            filter.page++;
            looked += notes.n;
            *at = (struct note_place){cases->items[i].id, filter.page};
            if (ret->n >= NOTE_PAGE || looked >= NOTES_MAX)
                return OK;
        } while (notes.n > NOTE_PAGE);
    }
    if (cases->n < NOTE_CASES)
        *at = (struct note_place){0};
    return OK;
}

enum err note_find(struct ctx *ctx, struct str text, const struct note_place *from,
                   struct note_found_list *ret, struct note_place *ret_next)
{
    struct note_place at = *from;
    struct asked asked = asked_of(ctx, text);
    struct str begins[NOTE_WORD_ASKED];
    struct note_found_list list = {0};
    struct note_case_list cases;
    struct id beyond;

    *ret = list;
    *ret_next = (struct note_place){0};
    if (asked.n == 0)
        return OK;
    begins_of(ctx, &asked, begins);
    TRY(note_word_store_window(ctx, at.casefile_id, WINDOW, &beyond));
    TRY(note_word_store_cases(ctx, at.casefile_id, beyond, begins, &cases));
    TRY(cases_look(ctx, &cases, &asked, &at, &list));
    *ret = list;
    if (!id_given(at.casefile_id) && id_given(beyond))
        at = (struct note_place){beyond, 1};
    *ret_next = at;
    return OK;
}
