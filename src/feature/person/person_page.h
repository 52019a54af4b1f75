/* person/person_page.h: parts of pages about people, for the *_web.c of other features. */
#ifndef PERSON_PAGE_H
#define PERSON_PAGE_H

#include "core/web.h"
#include "feature/person/person.h"

/**
 * What a form says about a person: given_name, family_name, other_names, sex, birth_date or age,
 * died_on, languages, phone, email, contact_note, address, area. Fields the form lacks are empty.
 *
 * Errors  E_INVALID  the age is none, or does not fit the date of birth
 */
enum err person_form_read(struct req *r, struct person *ret) MUST_CHECK;
/** The options of a field of areas, the empty one first. Errors: E_BUSY, E_IO. */
enum err person_area_options(struct ctx *ctx, struct field_view *field) MUST_CHECK;
/**
 * The panel "Already known?" beside a form with id "record". choose: "It is her" sends the form
 * with same=ID; else it is a link to the record. "None of them" sends the form with sure=1.
 *
 * Returns  *ret_n: how many there are; with none the panel is empty
 * Errors   E_BUSY, E_IO
 */
enum err person_twins_panel(struct req *r, const struct person *draft, struct str identifier,
                            bool choose, struct panel_view *ret) MUST_CHECK;

#endif
