/* assess/assess_own.c: what forms tell the rest of the program, and what there is for somebody who
 * sees the case only as one of its team: the forms that the pack names for their profession, and
 * what they wrote themselves. */
#include "core/pack.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_store.h"

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

enum err assess_answers_now(struct ctx *ctx, struct id casefile_id, struct str form,
                            struct form_answers *ret)
{
    struct assess_record latest;

    TRY(assess_store_latest(ctx, casefile_id, form, (struct instant){ctx->now.us + 1}, &latest));
    return form_answers_parse(ctx, latest.answers, ret);
}

enum err assess_waiting(struct ctx *ctx, struct assess_waiting_list *ret)
{
    return assess_store_waiting(ctx, ret);
}

struct str assess_contact(const struct pack_form *def, const struct form *form)
{
    struct str kind = STR_NONE;

    for (const struct field *f = form->fields; f->name; f++)
        if (f->type == FIELD_CODE && f->codes && str_eq(str_c(f->codes), STR("note_kind")))
            kind = form_code(form, f->name);
    return str_given(kind) ? kind : def->name;
}
