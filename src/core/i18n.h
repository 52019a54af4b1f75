/* core/i18n.h: languages. Messages come from the .po files of the features, dates, numbers and
 * plural rules from CLDR, both compiled into tables at build time: the same bytes in both builds.
 */
#ifndef CORE_I18N_H
#define CORE_I18N_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

struct locale; /* the tables of one language */

/** "en", "fr", "es" or "ar"; a region is ignored ("fr-CD" is "fr"). NULL when we have none. */
const struct locale *locale_find(struct str tag);
/** The best of ours for an Accept-Language header; English when nothing fits. */
const struct locale *locale_accept(struct str accept_language);
/** All shipped, in the order they are offered; NULL-terminated. */
extern const struct locale *const locale_all[];
struct str locale_tag(const struct locale *l);
/** The language's name in its own script. */
struct str locale_name(const struct locale *l);
bool locale_is_rtl(const struct locale *l);
/** 1 Monday .. 7 Sunday, the first day of the week. */
int locale_week_start(const struct locale *l);

/** A named argument of a message. Numbers also choose the plural form when named "n". */
struct msg_arg {
    const char *name;
    struct str text;
    int64_t number;
    bool is_number;
};

/**
 * Makes a language known that was not built in: the browser's module fetches only those that are
 * used. The module then says its messages in this language instead of in English.
 * Shape: `file` is a messages.TAG.txt of the same build.
 * Memory: the texts are kept in `a`, which must outlive the program's answers.
 * Returns: E_INVALID, and nothing changed, when the file has another number of messages.
 */
MUST_CHECK enum err msg_install(struct arena *a, const struct locale *l, struct str file);
/** Index of a message; the MSG_ constants of "core/messages.gen.h". -1: no such key. */
int msg_find(struct str key);
/** The text of a message without arguments. Static memory. */
struct str msg_text(const struct locale *l, int msg);
/**
 * A message with its {name} places filled and its plural form chosen by {n} (CLDR rules of the
 * language). Plural forms stand in the .po file as `one`, `few`, … variants; see
 * docs/how-to/text.md.
 */
struct str msg_format(struct arena *a, const struct locale *l, int msg, const struct msg_arg *args,
                      int arg_n);
/** By key; the key itself in guillemets when unknown (and a failed check in the tests). */
struct str msg_by_key(struct arena *a, const struct locale *l, struct str key,
                      const struct msg_arg *args, int arg_n);

/** How much of a date is said, and how. In English: */
enum date_style {
    DATE_SHORT,         /* 20/11/2026 */
    DATE_MEDIUM,        /* 20 Nov 2026 */
    DATE_LONG,          /* 20 November 2026 */
    DATE_MONTH,         /* November 2026 */
    DATE_WEEKDAY,       /* Friday 20 November */
    DATE_DAY_MONTH,     /* 20 Nov */
    DATE_FULL,          /* Friday, 20 November 2026 */
    DATE_MONTH_NAME,    /* November */
    DATE_WEEKDAY_NAME,  /* Friday */
    DATE_WEEKDAY_SHORT, /* Fri */
    DATE_MONTH_SHORT,   /* Nov */
    DATE_STYLE_N
};
/** The date in the words, order and digits of the language; nothing for DATE_NONE. */
void locale_date(struct buf *out, const struct locale *l, struct date d, enum date_style style);
/** Date and time of day in the zone, "20 Nov 2026, 09:40". */
void locale_instant(struct buf *out, const struct locale *l, struct instant t, int offset_min);
/** Time of day only, "09:40". */
void locale_time(struct buf *out, const struct locale *l, struct instant t, int offset_min);
/** Grouped, in the language's digits. */
void locale_number(struct buf *out, const struct locale *l, int64_t v);
/** "60%" as the language writes it. */
void locale_percent(struct buf *out, const struct locale *l, int64_t percent);
/** The text with each ASCII digit as the language writes it. */
struct str locale_digits(struct arena *a, const struct locale *l, struct str s);
/** The CLDR plural category of n: 0 zero, 1 one, 2 two, 3 few, 4 many, 5 other. */
int locale_plural(const struct locale *l, int64_t n);

/**
 * A name or a search word made comparable: lower case, no diacritics, Arabic letter variants and
 * vowel signs folded, spaces and punctuation single spaces. Latin and Arabic script; others only
 * by Unicode decomposition and case folding.
 *
 * An apostrophe joins (Sa'id is "said") but after a French elision (l'école is "l ecole"). Digits
 * become ASCII. Folding twice changes nothing.
 */
struct str text_fold(struct arena *a, struct str s);
/**
 * A coarse phonetic key of a folded name, the same for usual transliterations ("mohamed",
 * "muhammad", "محمد" give one key). For finding likely twins, never for deciding: vowels are left
 * out, so Hassan and Hussein have one key.
 *
 * Shape  a key a word, a space between, in the order of the words; initials and the Arabic article
 *        are left out, and "Abdul Rahman" is one word as "Abderrahmane" is. At most 8 sounds a
 * word.
 */
struct str text_phonetic(struct arena *a, struct str folded);
/**
 * Key that sorts as people expect: compare with memcmp. Stored beside the name. Letters first, then
 * diacritics, then capitals; Latin before Arabic.
 *
 * Shape  valid UTF-8 without NUL, so that it fits a TEXT column; order by its bytes (COLLATE "C")
 */
struct str text_sort_key(struct arena *a, struct str s);

#endif
