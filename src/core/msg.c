/* core/msg.c: the messages of the catalogues, found and filled. tools/msgc has checked at build
 * time that all languages have the same keys, places and plural forms. */
#include <string.h>

#include "base/utf8.h"
#include "core/i18n_tables.h"
#include "core/messages.gen.h"

#define MESSAGE_MAX 65536

/* Marks around a text whose direction is its own (Unicode's isolates). */
#define FIRST_STRONG_ISOLATE "\xE2\x81\xA8"
#define POP_ISOLATE "\xE2\x81\xA9"

static struct str table_at(const struct msg_table *t, int i)
{
    size_t at = t->at[i / MSG_STEP];

    for (int before = i - i % MSG_STEP; before < i; before++)
        at += t->length[before];
    return (struct str){t->text + at, t->length[i]};
}

int msg_find(struct str key)
{
    int low = 0, high = MSG_N - 1;

    while (low <= high) {
        int middle = low + (high - low) / 2;
        int order = str_cmp(key, table_at(&msg_keys, middle));

        if (order == 0)
            return middle;
        if (order < 0)
            high = middle - 1;
        else
            low = middle + 1;
    }
    return -1;
}

/* The text, or its plural form; "other" when the language has no such form. */
static struct str form_of(const struct locale *l, int msg, enum plural form)
{
    const struct msg_table *table = &msg_tables[l->table];
    struct str all = table_at(table->text ? table : msg_tables, msg), one = STR_NONE,
               other = STR_NONE;

    if (all.n == 0 || all.p[0] != MSG_PLURAL_MARK)
        return all;
    all = str_from(all, 1);
    for (enum plural i = PLURAL_ZERO; i < PLURAL_N; i++) {
        str_split(&all, MSG_FORM_MARK, &other);
        if (i == form)
            one = other;
    }
    return one.n > 0 ? one : other;
}

enum err msg_install(struct arena *a, const struct locale *l, struct str file)
{
    uint16_t *length = ARENA_ARRAY(a, uint16_t, MSG_N);
    uint32_t *at = ARENA_ARRAY(a, uint32_t, MSG_N / MSG_STEP + 1);
    struct buf texts;
    struct str text;
    int n = 0;

    buf_init(&texts, a, file.n + 1);
    for (; n < MSG_N && str_split(&file, MSG_END_MARK, &text); n++) {
        if (text.n > UINT16_MAX)
            return E_INVALID;
        if (n % MSG_STEP == 0)
            at[n / MSG_STEP] = (uint32_t)texts.n;
        length[n] = (uint16_t)text.n;
        buf_put(&texts, text);
    }
    if (n < MSG_N || file.n > 0 || texts.over)
        return E_INVALID;
    msg_tables[l->table] = (struct msg_table){texts.p, length, at};
    return OK;
}

struct str msg_text(const struct locale *l, int msg)
{
    return form_of(l, msg, PLURAL_OTHER);
}

static bool is_rtl(int32_t cp)
{
    return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
           (cp >= 0xFE70 && cp <= 0xFEFF) || (cp >= 0x10800 && cp <= 0x10FFF) ||
           (cp >= 0x1E800 && cp <= 0x1EFFF);
}

/* Letters and digits that run left to right; digits because "+961 1" would be shown in disorder. */
static bool is_ltr(int32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0xC0 && cp < 0x2000 && !is_rtl(cp)) || cp >= 0x3040;
}

/* A text that may run against the sentence around it is kept apart, so that it cannot reorder it.
 */
static bool needs_isolate(const struct locale *l, struct str text)
{
    size_t i = 0;
    int32_t cp;

    while ((cp = utf8_next(text, &i)) >= 0)
        if (l->rtl ? !is_rtl(cp) && is_ltr(cp) : is_rtl(cp))
            return true;
    return false;
}

static void put_arg(struct buf *b, const struct locale *l, const struct msg_arg *arg)
{
    bool isolate = !arg->is_number && needs_isolate(l, arg->text);

    if (arg->is_number) {
        locale_number(b, l, arg->number);
        return;
    }
    if (isolate)
        buf_put_z(b, FIRST_STRONG_ISOLATE);
    buf_put(b, arg->text);
    if (isolate)
        buf_put_z(b, POP_ISOLATE);
}

static const struct msg_arg *arg_named(const struct msg_arg *args, int arg_n, struct str name)
{
    for (int i = 0; i < arg_n; i++)
        if (str_eq(str_c(args[i].name), name))
            return &args[i];
    return NULL;
}

/* A place without an argument stays as it is: visible, and found by the tests. */
static void put_place(struct buf *b, const struct locale *l, struct str name,
                      const struct msg_arg *arg)
{
    if (arg)
        put_arg(b, l, arg);
    else
        buf_printf(b, "{%.*s}", STR_ARG(name));
}

struct str msg_format(struct arena *a, const struct locale *l, int msg, const struct msg_arg *args,
                      int arg_n)
{
    const struct msg_arg *count = arg_named(args, arg_n, STR("n"));
    enum plural form =
        count && count->is_number ? (enum plural)locale_plural(l, count->number) : PLURAL_OTHER;
    struct str text = form_of(l, msg, form);
    struct buf b;

    buf_init(&b, a, MESSAGE_MAX);
    while (text.n > 0) {
        ptrdiff_t open = str_find(text, STR("{"), 0);
        ptrdiff_t close = open < 0 ? -1 : str_find(text, STR("}"), (size_t)open);
        struct str name;

        if (close < 0) {
            buf_put(&b, text);
            break;
        }
        buf_put(&b, str_slice(text, 0, (size_t)open));
        name = str_slice(text, (size_t)open + 1, (size_t)close);
        put_place(&b, l, name, arg_named(args, arg_n, name));
        text = str_from(text, (size_t)close + 1);
    }
    return buf_str(&b);
}

struct str msg_by_key(struct arena *a, const struct locale *l, struct str key,
                      const struct msg_arg *args, int arg_n)
{
    int msg = msg_find(key);

    if (msg < 0)
        return str_fmt(a, "«%.*s»", STR_ARG(key));
    return arg_n > 0 ? msg_format(a, l, msg, args, arg_n) : msg_text(l, msg);
}
