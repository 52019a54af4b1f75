/* core/pack_media.c: what lies in the folder media of a form of a pack: lists to choose from. */
#include "core/form_model.h"
#include "core/pack_sheet.h"

/* forms/NAME/media/FILE.csv as "FILE.csv". */
struct map *pack_media_of(struct loader *l, struct str folder)
{
    struct str media = str_cat(l->arena, folder, STR("media/"));
    struct map *texts = ARENA_NEW(l->arena, struct map);

    map_init(texts, l->arena);
    for (size_t i = 0; i < l->files->n; i++) {
        struct str path = l->files->entries[i].key;

        if (str_has_prefix(path, media))
            map_set(texts, str_from(path, media.n), l->files->entries[i].value);
    }
    return texts;
}

/* Codes that come twice, or none, are a file for something else. */
void pack_media_check(struct sheet *s, const struct pack_form *form, const struct form_item *item)
{
    const struct pack_codes *list = item->list;
    struct map seen;

    map_init(&seen, s->loader->arena);
    if (!list)
        sheet_problem(s, "there is no file forms/%.*s/media/%.*s; put it there",
                      STR_ARG(form->name), STR_ARG(item->list_name));
    else if (list->codes.n == 0)
        sheet_problem(s,
                      "%.*s has no choices; it needs the columns name and label, or say others: "
                      "value=COLUMN label=COLUMN under parameters",
                      STR_ARG(item->list_name));
    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];

        if (!pack_code_ok(code->code))
            sheet_problem(s, "%.*s: \"%.*s\" is not a code; use a-z, 0-9, _ and -",
                          STR_ARG(item->list_name), STR_ARG(code->code));
        if (map_get(&seen, code->code))
            sheet_problem(s, "%.*s has the code %.*s twice; delete one row",
                          STR_ARG(item->list_name), STR_ARG(code->code));
        map_set(&seen, code->code, s);
    }
}
