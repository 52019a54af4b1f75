/* core/view_table.h: the tables that tmplc generates, and the macros that describe a view struct to
 * the C compiler. Only generated code and view*.c include this; features use core/view.h. */
#ifndef CORE_VIEW_TABLE_H
#define CORE_VIEW_TABLE_H

#include <stddef.h>

#include "base/id.h"
#include "core/view.h"

/** Where a value stands in the page; decides how it is escaped. */
enum view_place {
    VIEW_IN_TEXT,      /* between tags: markup is possible */
    VIEW_IN_RCDATA,    /* in <title> or <textarea>: text only */
    VIEW_IN_ATTR,      /* a quoted attribute */
    VIEW_IN_URL_WHOLE, /* starts a URL attribute: relative, http, https, mailto or tel, else "#" */
    VIEW_IN_URL_ROOT,  /* the first component of a path: "//" would name a host */
    VIEW_IN_URL_PATH,  /* one component of a path */
    VIEW_IN_URL_QUERY, /* one component after ? or # */
    VIEW_IN_URL_ADDR   /* after mailto: or tel: */
};

/** What the C compiler found a field to be. */
enum view_type {
    VIEW_T_BAD,
    VIEW_T_BOOL,
    VIEW_T_I8,
    VIEW_T_U8,
    VIEW_T_I16,
    VIEW_T_U16,
    VIEW_T_I32,
    VIEW_T_U32,
    VIEW_T_I64,
    VIEW_T_U64,
    VIEW_T_STR,
    VIEW_T_ID,
    VIEW_T_DATE,
    VIEW_T_INSTANT,
    VIEW_T_HTML,
    VIEW_T_PANEL,
    VIEW_T_PTR,
    VIEW_T_LIST,  /* any other struct: must have items and n where it is tested or iterated */
    VIEW_T_INDEX, /* @index, @first, @last */
    VIEW_T_FIRST,
    VIEW_T_LAST
};

enum view_op_kind {
    VIEW_OP_TEXT,    /* a: offset, b: length in the text */
    VIEW_OP_PRINT,   /* ref */
    VIEW_OP_IF,      /* ref; a: the op to go on with when not true */
    VIEW_OP_IS,      /* ref; a: likewise; extra: struct str to equal, or NULL for the number b */
    VIEW_OP_JUMP,    /* a */
    VIEW_OP_EACH,    /* ref; body, then else from a to b; extra: struct view_each */
    VIEW_OP_WITH,    /* likewise, extra NULL */
    VIEW_OP_PARTIAL, /* ref; extra: struct tmpl */
    VIEW_OP_T,       /* b: message; extra: struct view_arg, a of them */
    VIEW_OP_TKEY,
    VIEW_OP_CODE, /* ref; extra: struct view_arg with the list's name */
    VIEW_OP_DATE, /* ref; style: enum date_style */
    VIEW_OP_TIME,
    VIEW_OP_CLOCK,
    VIEW_OP_NUM,
    VIEW_OP_PERCENT,
    VIEW_OP_LINES,
    VIEW_OP_BDI,
    VIEW_OP_URL,
    VIEW_OP_CSRF,
    VIEW_OP_ASSET, /* extra: struct view_arg */
    VIEW_OP_ICON,  /* extra: struct view_arg */
    VIEW_OP_LANG,
    VIEW_OP_DIR,
    VIEW_OP_RENDER,
    VIEW_OP_PANELS
};

/** One field on the way to a value. */
struct view_step {
    uint32_t off;
    bool ptr; /* the field is a pointer, followed when the way goes on */
    struct str key;
};

#define VIEW_REF_NESTED                                                                            \
    1                  /* the tested list or pointer is also drawn somewhere: JSON [] or null      \
                        */
#define VIEW_REF_N32 2 /* the tested list counts in 32 bits */

/** A value: go up, then along the steps. */
struct view_ref {
    uint8_t up, type, flags, step_n;
    uint16_t step;
    uint16_t n_off; /* of a list: where its count stands */
};

/** A list's layout. */
struct view_each {
    uint16_t items_off, n_off;
    uint8_t n_size;
    bool item_ptr; /* items are pointers */
    uint32_t item_size;
};

/** An argument of a helper: a literal text, a number, or a field. */
struct view_arg {
    const char *name;
    struct str text;
    int64_t number;
    struct view_ref ref;
    enum { VIEW_ARG_TEXT, VIEW_ARG_NUMBER, VIEW_ARG_FIELD } kind;
};

struct view_op {
    uint8_t kind, place, style;
    bool negate; /* {{#unless}} */
    struct view_ref ref;
    int32_t a, b;
    const void *extra;
};

struct tmpl {
    struct str name;
    const char *text;
    const struct view_op *ops;
    const struct view_step *steps;
    uint32_t op_n;
};

/* What follows asks the C compiler about fields. x is never evaluated. */

#define VIEW_IS_PTR(x) (__builtin_classify_type(x) == 5)
/** The address of the struct, whether x is a struct or a pointer to one. */
#define VIEW_ADDRESS(x) __builtin_choose_expr(VIEW_IS_PTR(x), (x), &(x))
#define VIEW_SIZED(x, at4, at8) (sizeof(x) == 8 ? (at8) : (at4))
/* clang-format off */
#define VIEW_TYPE(x)                                                                               \
    _Generic((x),                                                                                  \
        bool: VIEW_T_BOOL,                                                                         \
        signed char: VIEW_T_I8, unsigned char: VIEW_T_U8,                                          \
        short: VIEW_T_I16, unsigned short: VIEW_T_U16,                                             \
        int: VIEW_T_I32, unsigned: VIEW_T_U32,                                                     \
        long: VIEW_SIZED(x, VIEW_T_I32, VIEW_T_I64),                                               \
        unsigned long: VIEW_SIZED(x, VIEW_T_U32, VIEW_T_U64),                                      \
        long long: VIEW_T_I64, unsigned long long: VIEW_T_U64,                                     \
        struct str: VIEW_T_STR, struct id: VIEW_T_ID, struct date: VIEW_T_DATE,                    \
        struct instant: VIEW_T_INSTANT, struct html: VIEW_T_HTML,                                  \
        struct panel_view: VIEW_T_PANEL,                                                           \
        default: VIEW_IS_PTR(x) ? VIEW_T_PTR                                                       \
               : __builtin_classify_type(x) == 12 ? VIEW_T_LIST : VIEW_T_BAD)
/* clang-format on */

#define VIEW_BIT(type) (1u << (type))
#define VIEW_INTS                                                                                  \
    (VIEW_BIT(VIEW_T_I8) | VIEW_BIT(VIEW_T_U8) | VIEW_BIT(VIEW_T_I16) | VIEW_BIT(VIEW_T_U16) |     \
     VIEW_BIT(VIEW_T_I32) | VIEW_BIT(VIEW_T_U32) | VIEW_BIT(VIEW_T_I64) | VIEW_BIT(VIEW_T_U64))
#define VIEW_TEXTS                                                                                 \
    (VIEW_INTS | VIEW_BIT(VIEW_T_STR) | VIEW_BIT(VIEW_T_ID) | VIEW_BIT(VIEW_T_DATE) |              \
     VIEW_BIT(VIEW_T_INSTANT))
#define VIEW_ONE_OF(x, types) ((VIEW_BIT(VIEW_TYPE(x)) & (types)) != 0)

struct view_any_list {
    void *items;
    size_t n;
};
/** A struct to ask for its n: x itself when it may be a list, else one that has an n. */
#define VIEW_COUNTED(x)                                                                            \
    __typeof__(__builtin_choose_expr(VIEW_TYPE(x) == VIEW_T_LIST, (x), *(struct view_any_list *)0))
#define VIEW_N_OFF(x) offsetof(VIEW_COUNTED(x), n)
#define VIEW_N_FLAG(x) (sizeof(((VIEW_COUNTED(x) *)0)->n) == 4 ? VIEW_REF_N32 : 0)

#endif
