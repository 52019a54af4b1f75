/* core/i18n_tables.h: the shape of the generated tables. tools/msgc writes messages.gen.c,
 * tools/localec.mjs writes locale.gen.c and fold.gen.c; only core/i18n*.c and text_*.c read them.
 */
#ifndef CORE_I18N_TABLES_H
#define CORE_I18N_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "core/i18n.h"

/** CLDR's plural categories, in the order of msgstr[] in a .po file and of locale_plural(). */
enum plural {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURAL_N
};

/** First byte of a message with plural forms; PLURAL_N texts follow, MSG_FORM_MARK between each
 * two. */
#define MSG_PLURAL_MARK '\1'
#define MSG_FORM_MARK '\2'
/** Ends each message in the file of one language, messages.fr.txt (see msg_install()). */
#define MSG_END_MARK '\3'

/** Strings one after the other in text: length[i] bytes each, those of number i * MSG_STEP from
 * at[i] on. Lengths repeat and offsets do not: the browser's module travels compressed
 * (docs/adr/0009). */
struct msg_table {
    const char *text;
    const uint16_t *length;
    const uint32_t *at;
};
#define MSG_STEP 16
/** Keys in byte order, which is the order of the MSG_ constants. */
extern const struct msg_table msg_keys;
/** One a language in the order of locale_all; then, when built with it, the pseudo-language. In the
 * browser's module only English is built in, the others are empty until msg_install(). */
extern struct msg_table msg_tables[];
extern const int msg_table_n;

/* Names of months and of days (Monday first) stand as CLDR has them: inside a date and alone. */
enum name_width { NAME_SHORT, NAME_WIDE, NAME_SHORT_ALONE, NAME_WIDE_ALONE, NAME_WIDTH_N };

/** What CLDR knows of one language. Texts end with a NUL. */
struct locale {
    const char *tag, *name; /* the name in its own script */
    int table;              /* index into msg_tables */
    bool rtl;
    int week_start; /* 1 Monday .. 7 Sunday */
    int32_t zero;   /* code point of the digit 0; nine follow it */
    int group_min;  /* digits before the first separator: 2 writes 1234 but 12.345 */
    const char *group, *minus;
    const char *percent;                    /* '#' stands for the number */
    const char *dates[DATE_STYLE_N], *time; /* CLDR patterns: "d MMM y" */
    const char *instant;                    /* {0} is the time, {1} the date */
    const char *months[NAME_WIDTH_N][12];
    const char *days[NAME_WIDTH_N][7];
    enum plural (*plural)(uint64_t n);
};
/** In the order of locale_all; then the pseudo-language. */
extern const struct locale locale_table[];

#endif
