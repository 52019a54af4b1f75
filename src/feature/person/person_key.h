/* person/person_key.h: the keys people are found by: each word of a name folded ("w:amal") and as
 * it sounds ("p:AML"), and the phone number from its end ("t:7140…"), so that a number is found
 * with or without the code of its country. */
#ifndef PERSON_KEY_H
#define PERSON_KEY_H

#include "feature/person/person.h"

/** Digits that decide whether two phone numbers are one, counted from the end. */
#define PERSON_PHONE_END 7
/** Fewer digits than this are no phone number. */
#define PERSON_PHONE_MIN 4

/** All keys that begin with the text. */
struct person_range person_range(struct ctx *ctx, struct str prefix);
/** Numbers that end like this one; the last PERSON_PHONE_END digits count. Empty when too short. */
struct person_range person_phone_range(struct ctx *ctx, struct str phone);
/** Digits only, whatever script they were typed in. */
struct str person_digits(struct ctx *ctx, struct str phone);
/** An identifier made comparable: letters and digits only, folded. */
struct str person_identifier_fold(struct ctx *ctx, struct str value);
/** Writes all keys of a new record. Errors: E_BUSY, E_IO. */
enum err person_keys_add(struct ctx *ctx, const struct person *p) MUST_CHECK;
/** The same after a change: those of before go. Errors: E_BUSY, E_IO. */
enum err person_keys_renew(struct ctx *ctx, const struct person *p) MUST_CHECK;

#endif
