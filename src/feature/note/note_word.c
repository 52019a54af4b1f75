/* note/note_word.c: see note_word.h. */
#include "feature/note/note_word.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "feature/note/note_word_store.h"

#define WORDS_MAX ((size_t)128 << 10) /* bytes of all words of a case */
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

static bool has_word(struct str words, struct str word)
{
    ptrdiff_t at = 0;

    while ((at = str_find(words, word, (size_t)at)) >= 0) {
        size_t end = (size_t)at + word.n;

        /* Each has a space before it, so that the first byte of a word never is the first of all.
         */
        if (at > 0 && words.p[at - 1] == ' ' && (end == words.n || words.p[end] == ' '))
            return true;
        at++;
    }
    return false;
}

/* With the words of a text that are not there yet. */
static void words_add(struct ctx *ctx, struct buf *words, struct str text)
{
    struct note_words w = note_words_of(ctx, text);
    struct str word;

    while (note_words_next(&w, &word)) {
        if (has_word(buf_str(words), word))
            continue;
        buf_put_c(words, ' ');
        buf_put(words, word);
    }
}

/* A case with more words than anybody writes is read whole. */
static enum err words_put(struct ctx *ctx, struct id casefile_id, const struct buf *words)
{
    if (words->over)
        return note_word_store_clear(ctx, casefile_id);
    return note_word_store_put(ctx, casefile_id, buf_str(words));
}

enum err note_word_add(struct ctx *ctx, struct id casefile_id, struct str body)
{
    struct str known;
    struct buf words;
    enum err e = note_word_store_find(ctx, casefile_id, &known);

    if (e == E_NOT_FOUND)
        return OK;
    TRY(e);
    buf_init(&words, ctx->arena, WORDS_MAX);
    buf_put(&words, known);
    words_add(ctx, &words, body);
    return words.n == known.n && !words.over ? OK : words_put(ctx, casefile_id, &words);
}

enum err note_word_begin(struct ctx *ctx, struct id casefile_id)
{
    return note_word_store_put(ctx, casefile_id, STR(""));
}

enum err note_word_renew(struct ctx *ctx, struct id casefile_id)
{
    struct note_body_list bodies;
    struct buf words;

    TRY(note_word_store_texts(ctx, casefile_id, &bodies));
    buf_init(&words, ctx->arena, WORDS_MAX);
    for (size_t i = 0; i < bodies.n; i++)
        words_add(ctx, &words, bodies.items[i]);
    return words_put(ctx, casefile_id, &words);
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
