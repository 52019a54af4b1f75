/* core/text.c: names and words made comparable: folded for finding, and keys for sorting. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "core/i18n.h"
#include "core/text_tables.h"

#define OVERLAY 0x335 /* the mark that stands for "this letter had a stroke" in the table */

/* One character of the folded text: a base letter or digit, a space, or a mark on what went before.
 */
struct piece {
    enum { PIECE_END, PIECE_LETTER, PIECE_SPACE, PIECE_MARK } kind;
    int32_t cp;
    bool upper;
};

/* Walks a text piece by piece. */
struct walk {
    struct str s;
    size_t i;
    const uint16_t *units; /* rest of a sequence */
    int unit_n;
    bool upper;
    int letter_n;       /* letters of this word so far */
    int32_t last, prev; /* the last two of them */
};

static int32_t next_unit(struct walk *w)
{
    int32_t cp = *w->units++;

    w->unit_n--;
    if (cp >= 0xD800 && cp <= 0xDBFF && w->unit_n > 0) {
        cp = 0x10000 + ((cp - 0xD800) << 10) + (*w->units++ - 0xDC00);
        w->unit_n--;
    }
    return cp;
}

/* l'enfant, d'accord, qu'elle: two words. Sa'id, O'Brien: one. */
static bool ends_elision(const struct walk *w)
{
    if (w->letter_n == 1)
        return w->last > 0 && w->last < 0x80 && strchr("cdjlmnst", w->last);
    return w->letter_n == 2 && w->prev == 'q' && w->last == 'u';
}

static unsigned fold_of(int32_t cp)
{
    if (cp > FOLD_LAST)
        return FOLD_KEEP;
    return fold_block[fold_first[cp / FOLD_BLOCK] * FOLD_BLOCK + cp % FOLD_BLOCK];
}

static struct piece letter(struct walk *w, int32_t cp)
{
    struct piece p = {PIECE_LETTER, cp, w->upper};

    if (cp >= 0x300 && fold_of(cp) == FOLD_MARK) {
        p.kind = PIECE_MARK;
        return p;
    }
    w->letter_n++;
    w->prev = w->last;
    w->last = cp;
    return p;
}

static struct piece space(struct walk *w)
{
    w->letter_n = 0;
    return (struct piece){.kind = PIECE_SPACE, .cp = ' '};
}

/* A character by itself; kind PIECE_END means that nothing is left of it. */
static struct piece single(struct walk *w, int32_t cp)
{
    unsigned fold = fold_of(cp);

    w->upper = (fold & FOLD_UPPER) != 0;
    fold &= ~(unsigned)FOLD_UPPER;
    if (fold >= FOLD_SEQUENCES) {
        w->units = fold_pool + (fold - FOLD_SEQUENCES);
        w->unit_n = *w->units++;
        return letter(w, next_unit(w));
    }
    switch (fold) {
    case FOLD_SPACE:
        return space(w);
    case FOLD_MARK:
        return (struct piece){.kind = PIECE_MARK, .cp = cp};
    case FOLD_APOSTROPHE:
        return ends_elision(w) ? space(w) : (struct piece){.kind = PIECE_END};
    case FOLD_DROP:
        return (struct piece){.kind = PIECE_END};
    default:
        return letter(w, cp);
    }
}

static struct piece next_piece(struct walk *w)
{
    int32_t cp;

    if (w->unit_n > 0)
        return letter(w, next_unit(w));
    while ((cp = utf8_next(w->s, &w->i)) >= 0) {
        struct piece p = single(w, cp);

        if (p.kind != PIECE_END)
            return p;
    }
    return (struct piece){.kind = PIECE_END};
}

static void put_cp(struct buf *b, int32_t cp)
{
    char bytes[4];

    buf_put(b, (struct str){bytes, utf8_put(bytes, cp)});
}

struct str text_fold(struct arena *a, struct str s)
{
    struct walk w = {.s = s};
    bool gap = false;
    struct buf b;

    buf_init(&b, a, SIZE_MAX / 4);
    for (struct piece p = next_piece(&w); p.kind != PIECE_END; p = next_piece(&w)) {
        if (p.kind == PIECE_SPACE)
            gap = b.n > 0;
        if (p.kind != PIECE_LETTER)
            continue;
        if (gap)
            buf_put_c(&b, ' ');
        gap = false;
        put_cp(&b, p.cp);
    }
    return buf_str(&b);
}

/* The sort key has three levels, a byte KEY_LEVEL between: letters; marks; capitals. Within a level
 * all bytes are larger than that, so a shorter level sorts first. All of it is valid UTF-8 without
 * NUL, so that a database can keep it as text. */
enum { KEY_LEVEL = 1, KEY_PLAIN = 2, KEY_UPPER = 3, KEY_SPACE = 4, KEY_AFTER = 0x10FFFD };

/* Letters of other languages in Arabic script go right after the letter they were made from. */
static int32_t sorts_after(int32_t cp)
{
    static const uint16_t pairs[][2] = {
        {0x067E, 0x0628}, {0x0686, 0x062C}, {0x0698, 0x0632}, {0x06AF, 0x0643}, {0x06A4, 0x0641},
        {0x0679, 0x062A}, {0x0688, 0x062F}, {0x0691, 0x0631}, {0x06AD, 0x0643}, {0x0681, 0x062D},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == cp)
            return pairs[i][1];
    return 0;
}

static void put_primary(struct buf *b, int32_t cp)
{
    int32_t before = sorts_after(cp);

    put_cp(b, before ? before : cp);
    if (before)
        put_cp(b, KEY_AFTER);
}

/* Marks in the order of Unicode's collation: acute, grave, breve, circumflex, caron, ring, … */
static char mark_weight(int32_t cp)
{
    static const uint16_t order[] = {OVERLAY, 0x301, 0x300, 0x306, 0x302, 0x30C, 0x30A,
                                     0x308,   0x30B, 0x303, 0x307, 0x328, 0x327, 0x304};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i] == cp)
            return (char)(0x10 + i);
    return (char)(0x20 + cp % 0x5F);
}

/* A level without the bytes at its end that say nothing. */
static struct str trimmed(const struct buf *b)
{
    struct str s = buf_str(b);

    while (s.n > 0 && s.p[s.n - 1] == KEY_PLAIN)
        s.n--;
    return s;
}

struct str text_sort_key(struct arena *a, struct str s)
{
    struct walk w = {.s = s};
    struct buf letters, marks, capitals;
    bool gap = false;

    buf_init(&letters, a, SIZE_MAX / 4);
    buf_init(&marks, a, SIZE_MAX / 4);
    buf_init(&capitals, a, SIZE_MAX / 4);
    for (struct piece p = next_piece(&w); p.kind != PIECE_END; p = next_piece(&w)) {
        if (p.kind == PIECE_SPACE)
            gap = letters.n > 0;
        if (p.kind == PIECE_MARK && letters.n > 0)
            buf_put_c(&marks, mark_weight(p.cp));
        if (p.kind != PIECE_LETTER)
            continue;
        if (gap)
            buf_put_c(&letters, KEY_SPACE);
        gap = false;
        put_primary(&letters, p.cp);
        buf_put_c(&marks, KEY_PLAIN);
        buf_put_c(&capitals, p.upper ? KEY_UPPER : KEY_PLAIN);
    }
    buf_put_c(&letters, KEY_LEVEL);
    buf_put(&letters, trimmed(&marks));
    buf_put_c(&letters, KEY_LEVEL);
    buf_put(&letters, trimmed(&capitals));
    return buf_str(&letters);
}
