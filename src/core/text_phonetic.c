/* core/text_phonetic.c: a coarse key for names that were written down by ear. Consonants are
 * grouped by how French, English, Spanish and Arabic offices write the same sound; vowels are left
 * out, but for one at the start. It finds too much rather than too little: a person decides. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "core/i18n.h"

#define WORD_MAX 64 /* letters of a word that are looked at */
#define KEY_MAX 8   /* sounds of a name that are kept */

struct word {
    int32_t cp[WORD_MAX];
    int n;
};

/* The sounds of one name; a byte each, but letters of other scripts in UTF-8. */
struct sounds {
    char key[KEY_MAX * 4];
    size_t bytes;
    int n;
};

static void put(struct sounds *s, int32_t sound)
{
    if (sound && s->n < KEY_MAX) {
        s->bytes += utf8_put(s->key + s->bytes, sound);
        s->n++;
    }
}

static int32_t at(const struct word *w, int i)
{
    return i >= 0 && i < w->n ? w->cp[i] : 0;
}

static bool is_latin_vowel(int32_t cp)
{
    return cp > 0 && cp < 0x80 && strchr("aeiouy", cp);
}

/* Two or three letters that are one sound. Longest first; "ch" before a consonant is a k. */
static const struct {
    const char *letters;
    char sound;
} groups[] = {
    {"sch", 'X'}, {"tch", 'X'}, {"dj", 'J'}, {"dh", 'D'}, {"gh", 'J'}, {"gu", 'J'}, {"kh", 'K'},
    {"ph", 'F'},  {"qu", 'K'},  {"sh", 'X'}, {"th", 'T'}, {"ck", 'K'}, {"zh", 'J'},
};

static bool starts(const struct word *w, int i, const char *letters)
{
    for (; *letters; letters++, i++)
        if (at(w, i) != *letters)
            return false;
    return true;
}

/* French and English ch before a vowel, k before a consonant; else as in Spanish and French. */
static int32_t c_sound(const struct word *w, int i)
{
    int32_t next = at(w, i + 1);

    if (next == 'h')
        return i + 2 >= w->n || is_latin_vowel(at(w, i + 2)) ? 'X' : 'K';
    return next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K';
}

/* The sound of one Latin letter where it stands; 0 for none. */
static int32_t latin_sound(const struct word *w, int i)
{
    static const char sounds[] = "\0BKD\0FJH\0JKLMN\0BKRST\0BWKYZ"; /* a to z */
    bool first = i == 0, last = i + 1 == w->n;
    int32_t c = at(w, i);

    if (c < 'a' || c > 'z')
        return 0;
    if (c == 'c')
        return c_sound(w, i);
    if (!first && (c == 'w' || c == 'y')) /* vowels there: Dawud, Daoud */
        return 0;
    if (last && c == 'h') /* Fatimah is Fatima */
        return 0;
    if (last && c == 'z') /* Gonzalez is Gonzales */
        return 'S';
    return sounds[c - 'a'];
}

/* Puts the sound that a name begins with when it is not simply that of its first letter; returns
 * how many letters are done with. */
static int latin_start(const struct word *w, struct sounds *s)
{
    static const char *const nasals[] = {"nd", "nt", "mb", "mp"};

    if (starts(w, 0, "ou") && is_latin_vowel(at(w, 2))) { /* Oualid is Walid */
        put(s, 'W');
        return 2;
    }
    for (size_t i = 0; i < sizeof nasals / sizeof *nasals; i++)
        if (w->n > 3 && starts(w, 0, nasals[i])) /* N'Diaye, Ndiaye, Diaye */
            return 1;
    if (is_latin_vowel(at(w, 0)) && at(w, 0) != 'y')
        put(s, 'A');
    return 0;
}

static void latin(const struct word *w, struct sounds *s)
{
    int i = latin_start(w, s);

    while (i < w->n) {
        size_t g = 0;

        while (g < sizeof groups / sizeof *groups && !starts(w, i, groups[g].letters))
            g++;
        if (g < sizeof groups / sizeof *groups) {
            put(s, groups[g].sound);
            i += (int)strlen(groups[g].letters);
            continue;
        }
        put(s, latin_sound(w, i));
        i += starts(w, i, "ch") || at(w, i) == at(w, i + 1) ? 2 : 1;
    }
}

/* The sound of an Arabic letter anywhere; '.' for those that are always vowels or silent. */
static int32_t arabic_letter(int32_t c)
{
    static const char sounds[] = ".......B.TTJHKDZRZSXSDTZAJ"; /* 0621 hamza .. 063A ghain */
    static const char sounds_2[] = "FKKLMNHW.Y";               /* 0641 feh .. 064A yeh */
    static const struct {
        uint16_t cp;
        char sound;
    } more[] = {{0x67E, 'B'}, {0x686, 'X'}, {0x698, 'J'}, {0x6A4, 'B'}, {0x6AF, 'J'},
                {0x679, 'T'}, {0x688, 'D'}, {0x691, 'R'}, {0x6AD, 'K'}};

    if (c >= 0x621 && c <= 0x63A)
        return sounds[c - 0x621];
    if (c >= 0x641 && c <= 0x64A)
        return sounds_2[c - 0x641];
    for (size_t k = 0; k < sizeof more / sizeof *more; k++)
        if (more[k].cp == c)
            return more[k].sound;
    return '.';
}

static int32_t arabic_sound(const struct word *w, int i)
{
    bool first = i == 0, last = i + 1 == w->n;
    int32_t sound = arabic_letter(at(w, i));

    if (sound == 'A' || sound == 'W' || sound == 'Y') /* ain, waw, yeh count at the start only */
        return first ? sound : 0;
    if (last && sound == 'H') /* صالح is Saleh and Sale */
        return 0;
    if (last && sound == 'Z')
        return 'S';
    return sound == '.' ? 0 : sound;
}

static void cut(struct word *w, int n)
{
    w->n -= n;
    memmove(w->cp, w->cp + n, sizeof *w->cp * (size_t)w->n);
}

static void arabic(struct word *w, struct sounds *s)
{
    /* The article is left out: الحسن is Hasan, العلي is Ali. An alef at the start is any vowel. */
    if (w->n > 4 && at(w, 0) == 0x627 && at(w, 1) == 0x644)
        cut(w, 2);
    if (at(w, 0) == 0x627 || at(w, 0) == 0x621)
        put(s, 'A');
    for (int i = 0; i < w->n; i++)
        put(s, arabic_sound(w, i));
}

static bool is_arabic(int32_t cp)
{
    return cp >= 0x600 && cp <= 0x6FF;
}

/* The article of Arabic names, alone or joined by a hyphen. */
static bool is_article(const struct word *w)
{
    return w->n == 2 && (at(w, 0) == 'a' || at(w, 0) == 'e' || at(w, 0) == 'u') &&
           strchr("lrsdntz", (int)at(w, 1)) && at(w, 1) > 0;
}

static int latin_servant(const struct word *w)
{
    int i = 3, rest;

    if (!starts(w, 0, "abd"))
        return 0;
    while (is_latin_vowel(at(w, i)) && at(w, i) != 'y')
        i++;
    rest = w->n - i - 1;
    if (w->n == 3 || (at(w, i) == 'l' && rest == 0)) /* Abd, Abdul */
        return w->n;
    if (at(w, i) == 'l' && rest >= (is_latin_vowel(at(w, i + 1)) ? 4 : 3)) /* Abdelaziz, Abdullah */
        return i + 1;
    if (i > 3 && at(w, i) == at(w, i + 1) && rest >= 3) /* Abderrahman */
        return i + 1;
    return i > 3 && rest >= 4 ? i : 0; /* Abdirahman, but not Abdoulaye */
}

/* How many letters at the start say "servant of", with the article: Abd, Abdul, Abder-, Abdi-,
 * عبدال. 0 when it is another word. What follows is written with a space or without. */
static int servant(const struct word *w)
{
    if (at(w, 0) != 0x639 || at(w, 1) != 0x628 || at(w, 2) != 0x62F)
        return latin_servant(w);
    if (at(w, 3) == 0x627 && at(w, 4) == 0x644)
        return 5;
    return w->n == 3 ? 3 : 0;
}

/* The article that is written together with the word after "servant of". */
static int joined_article(const struct word *w)
{
    if (at(w, 0) == 0x627 && at(w, 1) == 0x644 && w->n > 2)
        return 2;
    return w->n > 4 && (starts(w, 0, "al") || starts(w, 0, "el")) ? 2 : 0;
}

/* Adds the word's sounds; other scripts keep their letters. True when the next word belongs to it.
 */
static bool add_word(struct word *w, struct sounds *s)
{
    int n = servant(w), before;
    bool silent;

    if (s->n > 0)
        cut(w, joined_article(w));
    if (n > 0) {
        put(s, 'A');
        put(s, 'B');
        put(s, 'D');
        cut(w, n);
    }
    before = s->n;
    if (is_arabic(at(w, 0)))
        arabic(w, s);
    else if (at(w, 0) < 0x80)
        latin(w, s);
    silent = s->n == before;
    for (int i = 0; silent && i < w->n; i++)
        put(s, w->cp[i]);
    return n > 0 && w->n == 0;
}

static struct word read_word(struct str s)
{
    struct word w = {.n = 0};
    size_t i = 0;
    int32_t cp;

    while (w.n < WORD_MAX && (cp = utf8_next(s, &i)) >= 0)
        w.cp[w.n++] = cp;
    return w;
}

struct str text_phonetic(struct arena *a, struct str folded)
{
    struct str rest = folded, part;
    struct sounds s = {.n = 0};
    struct buf b;

    buf_init(&b, a, folded.n * 4 + sizeof s.key);
    while (str_split(&rest, ' ', &part)) {
        struct word w = read_word(part);

        /* Articles and initials say nothing when there is more of a name. */
        if (w.n == 0 || ((w.n == 1 || is_article(&w)) && part.n < folded.n))
            continue;
        if (add_word(&w, &s) && rest.n > 0)
            continue;
        if (b.n > 0)
            buf_put_c(&b, ' ');
        buf_put(&b, (struct str){s.key, s.bytes});
        s = (struct sounds){.n = 0};
    }
    return buf_str(&b);
}
