/* core/form_base.c: marks of answers as a page showed them: hashes, not the answers. */
#include "core/form_base.h"

struct str form_base_mark(struct arena *a, struct str text, struct str missing)
{
    struct str both = str_fmt(a, "%.*s\n%.*s", STR_ARG(text), STR_ARG(missing));

    return both.n > 1 ? str_fmt(a, "%llx", (unsigned long long)str_hash(both)) : STR_NONE;
}

void form_base_read(struct arena *a, const struct form *form, struct form_base *ret)
{
    struct str words = form_typed(form, FORM_BASE), name, mark;

    *ret = (struct form_base){.given = form_has(form, FORM_BASE)};
    map_init(&ret->marks, a);
    while (str_split(&words, ' ', &name) && str_split(&words, ' ', &mark)) {
        struct str *kept = ARENA_NEW(a, struct str);

        *kept = mark;
        map_set(&ret->marks, name, kept);
    }
}

static struct str mark_of(const struct form_base *base, struct str name)
{
    const struct str *mark = map_get(&base->marks, name);

    return mark ? *mark : STR_NONE;
}

bool form_base_is_changed(const struct form_base *base, struct str name)
{
    return str_has_suffix(mark_of(base, name), STR("*"));
}

bool form_base_showed(struct arena *a, const struct form_base *base, struct str name,
                      struct str text, struct str missing)
{
    struct str mark = mark_of(base, name);

    if (form_base_is_changed(base, name))
        mark = str_slice(mark, 0, mark.n - 1);
    /* Of what was not answered the script leaves a stroke in front of its star. */
    if (str_eq(mark, STR("-")))
        mark = STR_NONE;
    return base->given && str_eq(mark, form_base_mark(a, text, missing));
}
