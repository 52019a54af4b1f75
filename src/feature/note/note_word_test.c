/* note/note_word_test.c: the words that notes are compared by; what of them no page shows. */
#include "base/buf.h"
#include "base/test.h"
#include "base/utf8.h"
#include "feature/note/note_word.h"

/* All words, a bar between. */
static struct str words(struct test *t, struct str text)
{
    struct ctx ctx = {.arena = t->arena};
    struct note_words w = note_words_of(&ctx, text);
    struct str word;
    struct buf out;

    buf_init(&out, t->arena, 100000);
    while (note_words_next(&w, &word))
        buf_printf(&out, "%s%.*s", out.n ? "|" : "", STR_ARG(word));
    return buf_str(&out);
}

#define WORDS(text, wanted) CHECK_STR(words(t, STR(text)), wanted)

TEST(note_word, folds_as_names_are_folded)
{
    WORDS("Zoé's GREENHOUSE,\n\tnear the École.", "zoes|greenhouse|near|the|ecole");
    WORDS("l'école d’accueil", "ecole|accueil");
    WORDS("follow-up at 9:30, HIV+", "follow|up|at|30|hiv");
    WORDS("", "");
    WORDS(" \n.,;!", "");
    WORDS("a b c", "");
}

TEST(note_word, leaves_the_arabic_article_out)
{
    WORDS("المدرسة والمدرسة بالمدرسة للمدرسة مدرسة", "مدرسه|مدرسه|مدرسه|مدرسه|مدرسه");
    /* Too little would be left. */
    WORDS("الأم الله", "الام|الله");
    WORDS("أُسرة إسراء", "اسره|اسراء");
}

TEST(note_word, cuts_long_words_between_letters)
{
    char text[4000];
    struct str word;
    size_t n = 0;

    for (int i = 0; i < 1000; i++)
        n += utf8_put(text + n, 0x628);
    word = words(t, (struct str){text, n});
    CHECK_INT((int)word.n, NOTE_WORD_LETTERS * 2);
    CHECK(utf8_is_valid(word));
}

/* Some letters that fold in all the ways there are; returns how many bytes. */
static size_t noise(uint32_t *seed, char *ret)
{
    static const int32_t letters[] = {'a',   'Z',   '9',     '\'',   '-',   0xE9,
                                      0x627, 0x644, 0x648,   0x628,  0x62F, 0x64E,
                                      0x640, 0x439, 0x1E900, 0x4E00, '.',   0x2019};
    size_t n = 0;

    for (int i = (int)(*seed >> 29); i >= 0; i--) {
        *seed = *seed * 1664525u + 1013904223u;
        n += utf8_put(ret + n, letters[(*seed >> 16) % (sizeof letters / sizeof *letters)]);
    }
    *seed = *seed * 1664525u + 1013904223u;
    return n;
}

/* A word is the same whatever stands around it: so the index, the question and the note agree. */
TEST(note_word, is_the_same_alone_and_in_a_text)
{
    uint32_t seed = 11;

    for (int round = 0; round < 20000; round++) {
        char text[200];
        size_t half = noise(&seed, text), n = half + 1;
        struct str one, two, both;

        text[half] = ' ';
        n += noise(&seed, text + n);
        both = words(t, (struct str){text, n});
        one = words(t, (struct str){text, half});
        two = words(t, (struct str){text + half, n - half});
        if (one.n > 0 && two.n > 0)
            one = str_cat(t->arena, one, STR("|"));
        CHECK(str_eq(both, str_cat(t->arena, one, two)));
        if (round % 500 == 0)
            arena_reset(t->arena);
    }
}
