/* tests/fuzz/fuzz_text.c: any header as Accept-Language, any UTF-8 as a name. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/i18n.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_name(struct arena *a, struct str name)
{
    struct str folded = text_fold(a, name), sound = text_phonetic(a, folded);
    struct str key = text_sort_key(a, name);

    MUST(utf8_is_valid(folded) && utf8_is_valid(sound) && utf8_is_valid(key));
    MUST(str_eq(text_fold(a, folded), folded));
    MUST(key.n == 0 || memchr(key.p, 0, key.n) == NULL);
    MUST(folded.n == 0 || (folded.p[0] != ' ' && folded.p[folded.n - 1] != ' '));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)64 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    char *bytes = size ? memcpy(malloc(size), data, size) : NULL;
    struct str s = {bytes, size};

    MUST(locale_accept(s) != NULL);
    msg_by_key(a, locale_all[0], s, NULL, 0);
    if (utf8_is_valid(s)) {
        struct msg_arg args[] = {{.name = "name", .text = s}};

        check_name(a, s);
        MUST(utf8_is_valid(msg_format(a, locale_all[3], msg_find(STR("core.by")), args, 1)));
    }
    free(bytes);
    arena_free(a);
    return 0;
}
