/* core/form_sent.c: see form_sent.h. */
#include "core/form_sent.h"

#include "core/feature.h"
#include "core/form_live.h"
#include "core/form_version.h"

static struct str name_of(struct str path)
{
    ptrdiff_t at = str_find(path, STR("/forms/"), 0);
    struct str rest = at < 0 ? STR_NONE : str_from(path, (size_t)at + 7), name = STR_NONE;

    (void)str_split(&rest, '/', &name);
    return name;
}

/* The case may be gone from here, so its programme is not known: the first that has such a form. */
static enum err form_find(struct ctx *ctx, struct str name, struct str version,
                          const struct pack_form **ret)
{
    const struct pack *before = ctx->pack, *pack = ctx->site->pack;
    enum err e = OK;

    *ret = NULL;
    do {
        ctx->pack = pack;
        e = form_version_find(ctx, name, version, ret);
        if (e == OK && !*ret)
            *ret = pack_form_find(pack, name);
        pack = pack->next;
    } while (e == OK && !*ret && pack && pack != ctx->site->pack);
    ctx->pack = before;
    return e;
}

enum err form_sent_view(struct ctx *ctx, struct str path, const struct form *sent,
                        struct answer_view_list *ret)
{
    struct answer_view_list all;
    struct form_answers answers;
    const struct pack_form *def;

    if (form_answers_parse(ctx, form_typed(sent, FORM_SENT), &answers) != OK || !answers.json)
        return OK;
    TRY(form_find(ctx, name_of(path), form_typed(sent, "form_version"), &def));
    if (!def)
        return OK;
    all = form_answers_view(ctx, form_live_record(ctx, def, &answers), form_answer, &answers);
    for (size_t i = 0; i < all.n; i++)
        if (!all.items[i].empty && !all.items[i].is_section && !all.items[i].is_heading)
            LIST_ADD(ctx->arena, ret, all.items[i]);
    return OK;
}

enum err form_sent_title(struct ctx *ctx, struct str path, struct str *ret)
{
    const struct pack_form *def;

    *ret = STR_NONE;
    TRY(form_find(ctx, name_of(path), STR_NONE, &def));
    if (def)
        *ret = text_in(&def->title, ctx->locale);
    return OK;
}
