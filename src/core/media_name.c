/* core/media_name.c: the name under which a file may be offered again. What the file is, media.c
 * knows. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "core/media.h"

#define NAME_MAX_CHARS 100

static bool ending_fits(struct str ending, const struct media_kind *kind)
{
    struct str rest = str_c(kind->endings), one;

    while (str_split(&rest, ' ', &one))
        if (str_eq_nocase(one, ending))
            return true;
    return false;
}

/* Signs that mean something to a system, or that turn the direction of a name around. */
static bool is_bad_in_name(struct str at)
{
    uint8_t c = (uint8_t)at.p[0];

    return c < ' ' || c == 0x7f || strchr("\"<>:|?*;%\\/", c) ||
           str_has_prefix(at, STR("\xe2\x80\xaa")) || str_has_prefix(at, STR("\xe2\x80\xab")) ||
           str_has_prefix(at, STR("\xe2\x80\xac")) || str_has_prefix(at, STR("\xe2\x80\xad")) ||
           str_has_prefix(at, STR("\xe2\x80\xae")) || str_has_prefix(at, STR("\xe2\x81\xa6")) ||
           str_has_prefix(at, STR("\xe2\x81\xa7")) || str_has_prefix(at, STR("\xe2\x81\xa8")) ||
           str_has_prefix(at, STR("\xe2\x81\xa9"));
}

/* What stands behind the last slash of either kind; all of it when nothing does. */
static struct str last_part(struct str given)
{
    struct str base = STR_NONE;

    for (size_t i = 0; i < given.n; i++)
        if (given.p[i] == '/' || given.p[i] == '\\')
            base = str_from(given, i + 1);
    return base.p ? base : given;
}

static struct str name_clean(struct arena *a, struct str part)
{
    struct buf name;

    buf_init(&name, a, 4096);
    for (size_t i = 0; i < part.n; i++) {
        struct str at = str_from(part, i);

        if (is_bad_in_name(at))
            i += (uint8_t)at.p[0] >= 0x80 ? 2 : 0;
        else
            buf_put_c(&name, at.p[0]);
    }
    return utf8_cut(str_trim(buf_str(&name)), NAME_MAX_CHARS);
}

struct str media_filename(struct arena *a, struct str given, const struct media_kind *kind)
{
    struct str rest = str_c(kind->endings), ending, base = last_part(given);
    ptrdiff_t dot = -1;

    (void)str_split(&rest, ' ', &ending);
    for (size_t i = 0; i < base.n; i++)
        dot = base.p[i] == '.' ? (ptrdiff_t)i : dot;
    if (dot >= 0 && ending_fits(str_from(base, (size_t)dot + 1), kind))
        ending = str_from(base, (size_t)dot + 1);
    struct str clean = name_clean(a, dot >= 0 ? str_slice(base, 0, (size_t)dot) : base);

    return str_fmt(a, "%.*s.%.*s", STR_ARG(str_given(clean) ? clean : STR("file")),
                   STR_ARG(ending));
}
