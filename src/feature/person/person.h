/* person/person.h: people, households, relationships; finding likely twins; merging and undoing. */
#ifndef PERSON_H
#define PERSON_H

#include "core/ctx.h"

#define PERSON_NAME_MAX 100

/** A human known to the system, with or without a case. */
struct person {
    struct id id;
    struct str given_name, family_name, other_names;
    struct str sex; /* code list "sex" */
    struct date birth_date;
    bool birth_estimated; /* only the year is to be trusted */
    struct date died_on;
    struct str languages; /* codes of list "language", space-separated */
    struct str phone, email, address, contact_note;
    struct id area_id, merged_into;
    int64_t version;
};
LIST_TYPE(person_list, struct person);

/** "Amal Nasser". */
struct str person_name(struct ctx *ctx, const struct person *p);
/** How the name sorts: family name first. */
struct str person_sort_key(struct ctx *ctx, const struct person *p);
/** Whole years today, or when the person died; -1 when unknown. */
int person_age(const struct ctx *ctx, const struct person *p);

/**
 * The authorizing load of a person; having the struct is the proof. Noted in the journal of reads.
 * A merged person's id gives the person it was merged into.
 *
 * Errors  E_NOT_FOUND  no such person in the actor's scope; E_IO
 */
enum err person_load(struct ctx *ctx, struct id id, struct person *ret) MUST_CHECK;
/**
 * Adds a person, visible to the actor's seat and its units.
 *
 * Needs    CAP_PERSON_EDIT
 * Effects  person, person_key, person_scope; event person.added
 * Errors   E_INVALID  a name is missing, a birth date lies in the future; E_IO
 */
enum err person_add(struct ctx *ctx, const struct person *draft, struct person *ret) MUST_CHECK;
/** Makes the person visible to the units of a case; called when a case takes the person in.
 * Errors: E_BUSY, E_IO. */
enum err person_share_with_case(struct ctx *ctx, struct id person_id,
                                struct id casefile_id) MUST_CHECK;
/** A unit has lost a case of this person: it sees the person only through other cases now.
 * Errors: E_BUSY, E_IO. */
enum err person_unshare(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;

/** A search word as a range of keys in person_key: from (inclusive) to (exclusive). */
struct person_range {
    struct str from, to;
};
#define PERSON_WORDS 3
/** What is searched for: the longest words first; unused ones match every key. */
struct person_words {
    struct person_range word[PERSON_WORDS];
    size_t n;       /* words that count; 0: nothing to look for */
    size_t longest; /* bytes of the first word */
};
/** The words of a name as beginnings; with sound, as they sound, whole. */
struct person_words person_words(struct ctx *ctx, struct str text, bool sound);

struct person_hit {
    struct id id;
    struct str name, area_name;
    struct date birth_date;
    bool birth_estimated;
};
LIST_TYPE(person_hit_list, struct person_hit);
/**
 * People in the actor's scope whose names begin with these words, or sound like them when none do.
 *
 * Shape   by name, at most 30
 * Errors  E_BUSY, E_IO
 */
enum err person_search(struct ctx *ctx, struct str text, struct person_hit_list *ret) MUST_CHECK;

/** Why somebody may be the same person. */
struct person_twin {
    struct person person;
    int score;      /* 0..100; ≥ 80 very likely, ≥ 50 likely */
    struct str why; /* finished words: "same phone; name sounds alike" */
    bool visible;   /* false: outside the actor's scope, only "exists" may be said */
};
LIST_TYPE(person_twin_list, struct person_twin);
/** The likeliest twins of a draft, best first, at most ten. Used by form, import and interface
 * alike. */
enum err person_twins(struct ctx *ctx, const struct person *draft, struct str identifier,
                      struct person_twin_list *ret) MUST_CHECK;

#endif
