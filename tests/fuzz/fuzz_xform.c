/* tests/fuzz/fuzz_xform.c: any bytes as an XForms document; what stands behind a NUL fills it in.
 * Entities, depth and size end in a refusal that says why. */
#include <string.h>

#include "app/xml_tree.h"
#include "core/form_xform.h"
#include "form_filler.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(struct arena *a, struct str s)
{
    struct form_model *model = NULL;
    struct str xml = STR_NONE, file = STR("code,name\na,1\nb,2\n"), problem = STR_NONE;
    struct form_files files;
    struct form_document doc = {.file = STR("f.xml"), .files = &files};
    struct map map;

    (void)str_split(&s, '\0', &xml);
    map_init(&map, a);
    map_set(&map, STR("f.csv"), &file);
    files = form_files_of_map(&map);
    files.xml = xml_tree_read;
    map_set(&map, STR("f.xml"), &xml);
    if (xml_tree_read(a, xml, &doc.node, &problem) != OK) {
        MUST(str_given(problem));
        return;
    }
    if (form_xform_read(a, &doc, &model, &problem) == OK)
        fuzz_fill(a, model, s);
    else
        MUST(str_given(problem));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)512 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    char *bytes = size ? memcpy(malloc(size), data, size) : NULL;

    run(a, (struct str){bytes, size});
    free(bytes);
    arena_free(a);
    return 0;
}
