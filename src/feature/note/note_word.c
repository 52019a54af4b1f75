/* note/note_word.c: see note_word.h. */
#include "feature/note/note_word.h"

#include "base/utf8.h"
#include "feature/note/note_word_store.h"

#define STEM_MIN 6 /* bytes of what an article stands before: three Arabic letters */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* "The school", "and the school", "in the school": a reader looks for "school". */
static struct str without_article(struct str word)
{
    static const char *const articles[] = {"ال", "وال", "بال", "كال", "فال", "لل"};

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        struct str article = str_c(articles[i]);

        if (str_has_prefix(word, article) && word.n >= article.n + STEM_MIN)
            return str_from(word, article.n);
    }
    return word;
}

struct note_words note_words_of(struct ctx *ctx, struct str text)
{
    return (struct note_words){.arena = ctx->arena, .text = text};
}

/* The next piece between blanks, folded. */
static bool next_piece(struct note_words *w)
{
    size_t i = w->next;

    while (i < w->text.n && is_blank(w->text.p[i]))
        i++;
    if (i == w->text.n)
        return false;
    w->from = i;
    while (i < w->text.n && !is_blank(w->text.p[i]))
        i++;
    w->until = w->next = i;
    w->folded = text_fold(w->arena, str_slice(w->text, w->from, i));
    return true;
}

bool note_words_next(struct note_words *w, struct str *ret)
{
    struct str word;

    for (;;) {
        if (!str_split(&w->folded, ' ', &word)) {
            if (!next_piece(w))
                return false;
            continue;
        }
        if (utf8_length(word) < 2)
            continue;
        *ret = utf8_cut(without_article(word), NOTE_WORD_LETTERS);
        return true;
    }
}

enum err note_word_add(struct ctx *ctx, struct id casefile_id, struct str body)
{
    struct note_words w = note_words_of(ctx, body);
    struct str words[NOTE_WORD_BATCH];
    size_t n = 0;

    while (note_words_next(&w, &words[n])) {
        size_t known = 0;

        while (!str_eq(words[known], words[n]))
            known++;
        n += known == n;
        if (n == NOTE_WORD_BATCH) {
            TRY(note_word_store_insert(ctx, casefile_id, words, n));
            n = 0;
        }
    }
    return n > 0 ? note_word_store_insert(ctx, casefile_id, words, n) : OK;
}

enum err note_word_begin(struct ctx *ctx, struct id casefile_id)
{
    return note_word_store_begin(ctx, casefile_id);
}

enum err note_word_renew(struct ctx *ctx, struct id casefile_id)
{
    struct note_body_list bodies;

    TRY(note_word_store_texts(ctx, casefile_id, &bodies));
    TRY(note_word_store_clear(ctx, casefile_id));
    TRY(note_word_store_begin(ctx, casefile_id));
    for (size_t i = 0; i < bodies.n; i++)
        TRY(note_word_add(ctx, casefile_id, bodies.items[i]));
    return OK;
}

enum err note_index(struct ctx *ctx, struct id after, struct id *ret_last)
{
    struct casefile_id_list cases;

    TRY(note_word_store_all(ctx, after, &cases));
    for (size_t i = 0; i < cases.n; i++)
        TRY(note_word_renew(ctx, cases.items[i]));
    *ret_last = cases.n > 0 ? cases.items[cases.n - 1] : ID_NONE;
    return OK;
}
