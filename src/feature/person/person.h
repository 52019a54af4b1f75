/* person/person.h: people, their identifiers, households and relationships; finding likely twins;
 * merging and undoing. Having a struct person is the proof that person_load() authorized it. Where
 * no errors are listed, E_BUSY and E_IO are possible. */
#ifndef PERSON_H
#define PERSON_H

#include "core/contact.h"
#include "core/ctx.h"

#define PERSON_NAME_MAX 100
#define PERSON_PAGE 25        /* people on a page of a search */
#define PERSON_TWIN_LIKELY 80 /* from this score on: very likely the same person */
#define PERSON_TWIN_MAYBE 50

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
    struct str area_name; /* read only */
};
LIST_TYPE(person_list, struct person);

/** "Amal Nasser". */
struct str person_name(struct ctx *ctx, const struct person *p);
/** "AN", for the round mark beside a name. */
struct str person_initials(struct ctx *ctx, const struct person *p);
/** How the name sorts: family name first. */
struct str person_sort_key(struct ctx *ctx, const struct person *p);
/** "34 years old", "about 34 years old", "5 months old"; empty when unknown. */
struct str person_age_text(struct ctx *ctx, const struct person *p);
/** The date of birth in words, "about 1992" when only the year is to be trusted. */
struct str person_birth_text(struct ctx *ctx, const struct person *p);
/**
 * The birth date of somebody of whom only an age (0..120) or a year (from 1880) is known: the first
 * of January of that year, so that the age comes out as it was said.
 *
 * Errors  E_INVALID  neither an age nor a year that has come
 */
enum err person_birth_guess(struct ctx *ctx, int64_t age_or_year, struct date *ret) MUST_CHECK;

/**
 * A birth date as people write it: "1992-05-03", "3/5/1992", "3.5.1992" (day first), "3 May 1992"
 * in any of our languages; or a year or
 * an age alone, which gives an estimate.
 *
 * Errors  E_INVALID  none of these
 */
enum err person_birth_parse(struct ctx *ctx, struct str text, struct date *ret,
                            bool *ret_estimated) MUST_CHECK;

/**
 * The authorizing load of a person; having the struct is the proof. Noted in the journal of reads.
 * A merged person's id gives the person it was merged into.
 *
 * Errors  E_NOT_FOUND  no such person in the actor's scope; E_IO
 */
enum err person_load(struct ctx *ctx, struct id id, struct person *ret) MUST_CHECK;
/**
 * Adds a person, visible to the actor's seat and its units, and to the person's area.
 *
 * Needs    CAP_PERSON_EDIT
 * Effects  person, person_key, person_scope; event person.added
 * Errors   E_INVALID  a name is missing, a birth date lies in the future, there is no such area;
 *          E_IO
 */
enum err person_add(struct ctx *ctx, const struct person *draft, struct person *ret) MUST_CHECK;

/** A record as it was when the page was opened, and as it is wanted. */
struct person_edit {
    struct person was, now;
    int64_t version; /* of was; the stored one says "I have seen what changed meanwhile" */
};
/**
 * Changes what is known about a person. What somebody else changed meanwhile is kept, unless it is
 * the same field: then both are put before the person who decides.
 *
 * Needs    CAP_PERSON_EDIT
 * Effects  event person.changed with the fields that differ; search keys and scope follow
 * Errors   E_INVALID as person_add; E_CONFLICT  the same field was changed meanwhile
 */
enum err person_edit(struct ctx *ctx, struct person *person,
                     const struct person_edit *edit) MUST_CHECK;
/** Makes the person visible to the units of a case; called when a case takes the person in.
 * Errors: E_BUSY, E_IO. */
enum err person_share_with_case(struct ctx *ctx, struct id person_id,
                                struct id casefile_id) MUST_CHECK;
/** A unit has lost a case of this person: it sees the person only through other cases now.
 * Errors: E_BUSY, E_IO. */
enum err person_unshare(struct ctx *ctx, struct id person_id, struct id scope_id) MUST_CHECK;

struct person_area {
    struct id id;
    struct str name;
};
LIST_TYPE(person_area_list, struct person_area);
/** All areas, by name, at most 500. */
enum err person_areas(struct ctx *ctx, struct person_area_list *ret) MUST_CHECK;

/** A case of the person that the actor may see. */
struct person_case {
    struct id id;
    struct str number, state;
    struct str role; /* code list "casefile_role"; empty: the client */
    struct date opened_on, closed_on;
};
LIST_TYPE(person_case_list, struct person_case);
/** Cases in the actor's scope, the newest first, at most 50. */
enum err person_cases(struct ctx *ctx, const struct person *person,
                      struct person_case_list *ret) MUST_CHECK;

/** One line of a person's journal. */
struct person_event {
    struct str title, who;
    struct instant at;
};
LIST_TYPE(person_event_list, struct person_event);
/** Who changed and who opened the record, newest first; a page of 50 from page 1. */
enum err person_journal(struct ctx *ctx, const struct person *person, int64_t page,
                        struct person_event_list *ret, bool *ret_more) MUST_CHECK;

/* ---- finding -------------------------------------------------------------------------------- */

#define PERSON_WORDS 3 /* so many words of a name are looked at when searching */
/** Keys from one inclusive to another exclusive. */
struct person_range {
    struct str from, to;
};
/**
 * A search text as ranges of search keys, the longest word first. With fewer words than
 * PERSON_WORDS the last ranges take every key, so that a query is the same for any number of words.
 */
struct person_words {
    struct person_range word[PERSON_WORDS];
    size_t n;
    size_t longest; /* bytes of the longest word; short ones fit too many names */
};
/** The words of a name as beginnings; with sound, as they sound, whole. */
struct person_words person_words(struct ctx *ctx, struct str text, bool sound);
/** One range of keys alone, such as of a phone number. */
struct person_words person_words_of(struct ctx *ctx, const struct person_range *range);

/** What was typed to find somebody, taken apart: names or a number, and a day of birth or a year.
 */
struct person_asked {
    struct str names;         /* words that are no numbers */
    struct str number;        /* a phone number or an identifier */
    struct person_range born; /* days as text; all when none was typed */
    bool has_birth;
    struct person_range phone;      /* keys of numbers that end so; to is empty: none */
    struct person_range identifier; /* folded values that begin so; to is empty: none */
};
/** Takes it apart. Digits of any script; a day as people write it. */
struct person_asked person_asked(struct ctx *ctx, struct str text);

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

/** Why a person was found. */
enum person_match {
    PERSON_MATCH_NAME,
    PERSON_MATCH_SOUND, /* the name sounds alike */
    PERSON_MATCH_PHONE,
    PERSON_MATCH_BIRTH,
    PERSON_MATCH_IDENTIFIER,
    PERSON_MATCH_RECENT /* nothing was asked: the newest records */
};
struct person_found {
    struct person person;
    enum person_match match;
    struct str match_text;              /* the number or the earlier name that matched, or empty */
    struct str case_number, case_state; /* the newest case the actor may see, or empty */
};
LIST_TYPE(person_found_list, struct person_found);
/**
 * Finds people in the actor's scope by whatever was typed: words of a name (also as they sound, in
 * Latin or Arabic script), a phone number or its end, a birth date or year beside a name or alone,
 * an identifier. Nothing typed: the newest records.
 *
 * Shape  pages of PERSON_PAGE from 1, by name; names that only sound alike on the first page, last
 */
enum err person_find(struct ctx *ctx, struct str text, int64_t page, struct person_found_list *ret,
                     bool *ret_more) MUST_CHECK;

/** Why somebody may be the same person. */
struct person_twin {
    struct person person; /* only id is set when not visible */
    int score;      /* 0..100; from PERSON_TWIN_LIKELY very likely, from PERSON_TWIN_MAYBE likely */
    struct str why; /* finished words: "same phone number, the name sounds alike" */
    bool visible;   /* false: outside the actor's scope, only "exists" may be said */
    struct str ask; /* the team or agency that knows the person, when not visible */
    struct str case_number, case_state; /* the newest case the actor may see, or empty */
};
LIST_TYPE(person_twin_list, struct person_twin);
/**
 * The likeliest twins of a draft, best first, at most ten. Used by form, import and interface
 * alike. With draft->id, twins of that record. Somebody outside the actor's scope is told of only
 * when more than the name speaks for it.
 */
enum err person_twins(struct ctx *ctx, const struct person *draft, struct str identifier,
                      struct person_twin_list *ret) MUST_CHECK;

/* ---- safe contact --------------------------------------------------------------------------- */

#define PERSON_CONTACT_MAX 500

/**
 * How the person may be reached, see contact_plan(); of merged records the stricter of both. Nobody
 * asked yet: ret->known is false.
 *
 * Returns  *ret_version of the stored rules, 0 when there are none; may be NULL
 */
enum err person_contact(struct ctx *ctx, struct id person_id, struct contact_rules *ret,
                        int64_t *ret_version) MUST_CHECK;
/**
 * Sets it as the person said. version is that of the page.
 *
 * Needs    CAP_PERSON_EDIT
 * Effects  person_contact; event person.contact_changed
 * Errors   E_INVALID  no way at all, hours that are none; E_CONFLICT  somebody changed it meanwhile
 */
enum err person_contact_set(struct ctx *ctx, const struct person *person,
                            const struct contact_rules *wanted, int64_t version) MUST_CHECK;

/* ---- identifiers ---------------------------------------------------------------------------- */

struct person_identifier {
    struct id id;
    struct str kind; /* code list "identifier_kind" */
    struct str value;
    struct instant created_at;
};
LIST_TYPE(person_identifier_list, struct person_identifier);
/** Identifiers that count, the oldest first. */
enum err person_identifiers(struct ctx *ctx, const struct person *person,
                            struct person_identifier_list *ret) MUST_CHECK;
/**
 * Adds one. sure says that somebody else may have the same number.
 *
 * Effects  event person.identifier_added
 * Errors   E_INVALID  person.identifier_taken: somebody has it (unless sure); this person has it
 */
enum err person_identifier_add(struct ctx *ctx, const struct person *person, struct str kind,
                               struct str value, bool sure) MUST_CHECK;
/** Marks one as entered in error. Event person.identifier_voided. Errors: E_NOT_FOUND. */
enum err person_identifier_void(struct ctx *ctx, const struct person *person,
                                struct id id) MUST_CHECK;

/* ---- households ----------------------------------------------------------------------------- */

/** People who live together. Visible to whoever sees one of them. */
struct household {
    struct id id;
    struct str name, address, area_name;
    struct id area_id;
    int64_t version;
    struct str role; /* of the person asked about, code list "household_role" */
};
LIST_TYPE(household_list, struct household);

struct household_member {
    struct id id;
    struct person person;
    struct str role; /* code list "household_role" */
    struct date since, until;
    bool present;  /* lives there now */
    bool has_case; /* an open one that the actor may see */
};
LIST_TYPE(household_member_list, struct household_member);

/** The authorizing load. Errors: E_NOT_FOUND  no member is in the actor's scope. */
enum err household_load(struct ctx *ctx, struct id id, struct household *ret) MUST_CHECK;
/** Households the person lives in now. */
enum err household_list(struct ctx *ctx, const struct person *person,
                        struct household_list *ret) MUST_CHECK;
/**
 * Members the actor may see, those who live there first.
 *
 * Returns  *ret_hidden: how many present members are outside the actor's scope
 */
enum err household_members(struct ctx *ctx, const struct household *household,
                           struct household_member_list *ret, int64_t *ret_hidden) MUST_CHECK;

/** How many under 18 live with the person, as far as the actor sees them; -1: no household is
 * known.
 */
enum err household_children(struct ctx *ctx, struct id person_id, int *ret) MUST_CHECK;

/** What a new or changed household is to be, and in which role the first member lives there. */
struct household_draft {
    struct str name, address, role;
    struct id area_id;
    struct date since;
    int64_t version;
};
/** A household with its first member. Event person.household_joined. Errors: E_INVALID. */
enum err household_add(struct ctx *ctx, const struct person *person,
                       const struct household_draft *draft, struct household *ret) MUST_CHECK;
/** Changes name and address. Event person.household_edited. Errors: E_INVALID; E_CONFLICT. */
enum err household_edit(struct ctx *ctx, struct household *household,
                        const struct household_draft *draft) MUST_CHECK;
/**
 * Takes somebody in. Event person.household_joined.
 *
 * Errors  E_INVALID  a date in the future; E_CONFLICT  lives there already
 */
enum err household_join(struct ctx *ctx, const struct household *household,
                        const struct person *person, struct str role, struct date since) MUST_CHECK;
/**
 * Somebody moved out. Event person.household_left.
 *
 * Errors  E_NOT_FOUND; E_INVALID  until is in the future or before since; E_CONFLICT  has left
 */
enum err household_leave(struct ctx *ctx, const struct household *household, struct id member_id,
                         struct date until) MUST_CHECK;

/* ---- relationships -------------------------------------------------------------------------- */

/** Somebody related to a person: other is the KIND of the person asked about. */
struct relationship {
    struct id id;
    struct person other;
    struct str
        kind; /* code list "relationship", turned round where it was told from the other side */
    struct date since;
    struct str tie; /* code list "tie", or empty */
    bool has_case;  /* an open one that the actor may see */
};
LIST_TYPE(relationship_list, struct relationship);
/** Relationships to people the actor may see, in the order they were told. */
enum err relationship_list(struct ctx *ctx, const struct person *person,
                           struct relationship_list *ret) MUST_CHECK;
/** What is said of a relationship besides who and what. */
struct relationship_draft {
    struct str kind; /* code list "relationship" */
    struct str tie;  /* code list "tie", or empty */
    struct date since;
};
/**
 * Says that other is the kind of person: ("mother", person Karim, other Amal) is "Amal is Karim's
 * mother", and reads as child from Amal's side.
 *
 * Effects  event person.related, for both
 * Errors   E_INVALID  the same person, no such kind, a date in the future, or somebody would be
 *          their own ancestor; E_CONFLICT  told already
 */
enum err relationship_add(struct ctx *ctx, const struct person *person, const struct person *other,
                          const struct relationship_draft *draft) MUST_CHECK;
/** One of the person's. Errors: E_NOT_FOUND. */
enum err relationship_load(struct ctx *ctx, const struct person *person, struct id id,
                           struct relationship *ret) MUST_CHECK;
/**
 * Says how close they are now; the journal keeps how close they were.
 *
 * Needs    CAP_PERSON_EDIT
 * Effects  event person.tie_changed, for both
 * Errors   E_INVALID  no such tie
 */
enum err relationship_set_tie(struct ctx *ctx, const struct person *person,
                              const struct relationship *relationship, struct str tie) MUST_CHECK;
/** Marks one as entered in error. Event person.unrelated. Errors: E_NOT_FOUND. */
enum err relationship_void(struct ctx *ctx, const struct person *person, struct id id) MUST_CHECK;

/* ---- merging -------------------------------------------------------------------------------- */

/** Two records that were found to be one person. */
struct person_merge {
    struct id id, kept_id, merged_id;
    struct str merged_name, reason, by_name;
    struct instant at, undone_at;
};
LIST_TYPE(person_merge_list, struct person_merge);

/** What is to be merged: take is a list of field names that come from the record that goes. */
struct person_merge_draft {
    struct str take; /* space-separated names of person_part_at() */
    struct str reason;
    int64_t kept_version, merged_version; /* as compared */
};
/**
 * Makes one record of two: identifiers, households, relationships and what subscribers hold move to
 * kept, and merged becomes another address of it.
 *
 * Needs    CAP_PERSON_MERGE
 * Effects  event person.merged (subject: the merge); subscribers move their rows and note each with
 *          person_merge_moved()
 * Errors   E_INVALID  the same person, no reason; E_CONFLICT  one of them changed since
 */
enum err person_merge(struct ctx *ctx, const struct person *kept, const struct person *merged,
                      const struct person_merge_draft *draft, struct id *ret) MUST_CHECK;
/**
 * Undoes a merge: every row that was moved goes back where it came from; what was added since stays
 * with the record that was kept; a field that was taken over gets its former value back unless it
 * was changed since.
 *
 * Needs    CAP_PERSON_MERGE
 * Effects  event person.merge_undone (subject: the merge); subscribers move their rows back
 * Errors   E_NOT_FOUND; E_CONFLICT  undone already, or merged further since
 */
enum err person_merge_undo(struct ctx *ctx, struct id merge_id,
                           struct person_merge *ret) MUST_CHECK;
/** Merges into this record, the newest first, undone ones too. */
enum err person_merges(struct ctx *ctx, const struct person *person,
                       struct person_merge_list *ret) MUST_CHECK;
/** For subscribers: which records a merge is about. Errors: E_NOT_FOUND. */
enum err person_merge_find(struct ctx *ctx, struct id merge_id,
                           struct person_merge *ret) MUST_CHECK;
/** For subscribers of person.merged: this row was moved. noun says what it is. */
enum err person_merge_moved(struct ctx *ctx, struct id merge_id, const char *noun,
                            struct id row_id) MUST_CHECK;
LIST_TYPE(person_row_list, struct id);
/** For subscribers of person.merge_undone: the rows that were noted under the noun. */
enum err person_merge_rows(struct ctx *ctx, struct id merge_id, const char *noun,
                           struct person_row_list *ret) MUST_CHECK;

#endif
