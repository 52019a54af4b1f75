/* core/i18n_tables.h: the shape of the generated tables. tools/msgc writes messages.gen.c,
 * tools/localec.mjs writes locale.gen.c and fold.gen.c; only core/i18n*.c and text_*.c read them.
 */
#ifndef CORE_I18N_TABLES_H
#define CORE_I18N_TABLES_H

#include <stdbool.h>
#include <stdint.h>

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

/** First byte of a message with plural forms; PLURAL_N texts follow, a NUL between each two. */
#define MSG_PLURAL_MARK '\1'

/** Strings in one blob: number i is text[at[i]] up to text[at[i + 1]]. */
struct msg_table {
    const char *text;
    const uint32_t *at;
};
/** Keys in byte order, which is the order of the MSG_ constants. */
extern const struct msg_table msg_keys;
/** One a language in the order of locale_all; then, when built with it, the pseudo-language. */
extern const struct msg_table msg_tables[];
extern const int msg_table_n;

#endif
