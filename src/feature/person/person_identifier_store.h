/* person/person_identifier_store.h: rows of identifiers. Errors: those of plat/db.h. */
#ifndef PERSON_IDENTIFIER_STORE_H
#define PERSON_IDENTIFIER_STORE_H

#include "feature/person/person.h"

/** Those that count, the oldest first. */
enum err person_identifier_store_list(struct ctx *ctx, struct id person_id,
                                      struct person_identifier_list *ret) MUST_CHECK;
enum err person_identifier_store_insert(struct ctx *ctx, struct id person_id,
                                        const struct person_identifier *identifier,
                                        struct str folded) MUST_CHECK;
/** Who has it already, this person before others; ID_NONE: nobody. */
enum err person_identifier_store_holder(struct ctx *ctx, struct id person_id, struct str kind,
                                        struct str folded, struct id *ret) MUST_CHECK;
/** Gives what was voided. Errors: E_NOT_FOUND  the person has no such one, or it is voided. */
enum err person_identifier_store_void(struct ctx *ctx, struct id person_id, struct id id,
                                      struct person_identifier *ret) MUST_CHECK;

#endif
