/* assess/assess_own.c: what there is for somebody who sees the case only as one of its team: the
 * forms that the pack names for their profession, and what they wrote themselves. */
#include "core/pack.h"
#include "feature/assess/assess_form.h"

bool assess_is_for(const struct casefile *file, const struct pack_form *def)
{
    return pack_form_is_for_case(def) &&
           (!casefile_is_part(file) || pack_has_word(def->members, file->profession));
}

/* Whoever sees a part of the case has only what they wrote, on the forms they may fill in. */
bool assess_may_have(const struct ctx *ctx, const struct casefile *file,
                     const struct assess_record *record)
{
    const struct pack_form *def = pack_form_find(ctx->pack, record->form);

    return !casefile_is_part(file) ||
           (id_eq(record->account_id, ctx->actor.account_id) && def && assess_is_for(file, def));
}

void assess_keep_own(const struct ctx *ctx, const struct casefile *file,
                     struct assess_record_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (assess_may_have(ctx, file, &list->items[i]))
            list->items[n++] = list->items[i];
    list->n = n;
}
