/* person/person_identifier.c: numbers of papers and registers. One that was wrong is voided, never
 * changed or deleted. */
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/person/person.h"
#include "feature/person/person_identifier_store.h"
#include "feature/person/person_key.h"

enum err person_identifiers(struct ctx *ctx, const struct person *person,
                            struct person_identifier_list *ret)
{
    return person_identifier_store_list(ctx, person->id, ret);
}

static enum err emit(struct ctx *ctx, const char *kind, const struct person *person,
                     const struct person_identifier *identifier, bool added)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, str_z(ctx->arena, identifier->kind), added ? STR_NONE : identifier->value,
                   added ? identifier->value : STR_NONE);
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = identifier->id,
                                           .person_id = person->id,
                                           .about = identifier->kind,
                                           .summary = identifier->value,
                                           .data = event_diff_done(&diff)});
}

enum err person_identifier_add(struct ctx *ctx, const struct person *person, struct str kind,
                               struct str value, bool sure)
{
    struct person_identifier identifier = {.kind = kind, .value = str_trim(value)};
    struct str folded = person_identifier_fold(ctx, value);
    struct id holder = ID_NONE;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    if (!str_given(folded))
        return ctx_fail(ctx, E_INVALID, "person.identifier_empty", "value");
    if (!pack_code_find(ctx->pack, STR("identifier_kind"), kind))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "kind");
    TRY(person_identifier_store_holder(ctx, person->id, kind, folded, &holder));
    if (id_eq(holder, person->id))
        return ctx_fail(ctx, E_INVALID, "person.identifier_known", "value");
    if (id_given(holder) && !sure) {
        /* Who asked whether a number is somebody's is on that person's record. */
        ctx_access(ctx, "person", holder, ID_NONE, holder);
        return ctx_fail(ctx, E_INVALID, "person.identifier_taken", "value");
    }
    identifier.id = id_new(ctx, "identifier");
    TRY(person_identifier_store_insert(ctx, person->id, &identifier, folded));
    return emit(ctx, "person.identifier_added", person, &identifier, true);
}

enum err person_identifier_void(struct ctx *ctx, const struct person *person, struct id id)
{
    struct person_identifier identifier;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(person_identifier_store_void(ctx, person->id, id, &identifier));
    return emit(ctx, "person.identifier_voided", person, &identifier, false);
}
