/* search/search.h: finding a case by number, and people, with their cases, by whatever one knows of
 * them. Notes are found by note_find(). Only within the actor's scope. */
#ifndef SEARCH_H
#define SEARCH_H

#include "feature/casefile/casefile.h"
#include "feature/person/person.h"

/** A case by its number. */
struct search_case {
    struct id id;
    struct str number, client_name;
};
/** A case by its number, also by its last digits of this year or the last. Errors: E_NOT_FOUND. */
enum err search_by_number(struct ctx *ctx, struct str text, struct search_case *ret) MUST_CHECK;

/** A person found, with one of the cases the person is in. */
struct search_hit {
    struct id person_id, casefile_id; /* ID_NONE: in no case that the actor sees */
    struct str name, phone, area_name, number, client_name, state, risk, role, worker_name;
    struct date birth_date;
    bool birth_estimated;
    enum person_match match; /* why */
    struct str sort;
};
LIST_TYPE(search_hit_list, struct search_hit);
/**
 * People in the actor's scope, with their cases, by what was typed: the beginnings of their names,
 * also with a day or year of birth; a phone number or its end; an identifier; a day or year of
 * birth. Names that sound alike come last, when there are few others.
 *
 * Shape   reason by reason; of each, open cases first, by name; at most 200 rows
 * Returns *ret_cut: there are more of them than that
 * Errors  E_INVALID  fewer than two letters; E_BUSY, E_IO
 */
enum err search_people(struct ctx *ctx, const struct person_asked *asked,
                       struct search_hit_list *ret, bool *ret_cut) MUST_CHECK;

#endif
