/* picture/picture.h: a case drawn from what is on record: the family, its ties, who was seen when,
 * how far the goals are. Nothing is stored here, and nothing is drawn that its reader may not read
 * elsewhere. */
#ifndef PICTURE_H
#define PICTURE_H

#include "core/genogram.h"
#include "feature/casefile/casefile.h"
#include "feature/person/person.h"

#define PICTURE_PEOPLE_MAX 80

/** Somebody of the family, with all that was told of them. */
struct picture_person {
    struct person person;
    struct relationship_list relations;
};
LIST_TYPE(picture_person_list, struct picture_person);

struct picture_family {
    struct picture_person_list people; /* the client first, then whoever is nearer */
    struct genogram_link_list links;   /* between them */
    int more;                          /* related people for whom there was no room */
};
/**
 * The client's family as far as it was told and the actor may see it: parents, children, brothers
 * and sisters, partners, and theirs, PICTURE_PEOPLE_MAX people at most.
 *
 * Errors  E_NOT_FOUND  the client is not in the actor's scope; E_BUSY, E_IO
 */
enum err picture_family(struct ctx *ctx, const struct casefile *file,
                        struct picture_family *ret) MUST_CHECK;

#define PICTURE_TIES_MAX 200

/** What is around a household: a person, a service or team that was asked, the team of the case. */
enum picture_around { PICTURE_PERSON, PICTURE_SERVICE, PICTURE_TEAM };
struct picture_tie {
    enum picture_around around;
    struct id person_id; /* of a person */
    struct str name;
    struct str list,
        code;       /* what it is: "relationship" "aunt_uncle", "referral_state" "accepted" */
    struct str of;  /* whose tie it is; empty: everybody's */
    struct str tie; /* code list "tie", or empty */
    struct str href;
};
LIST_TYPE(picture_tie_list, struct picture_tie);

struct picture_network {
    struct person_list home; /* the client first */
    int64_t hidden;          /* who live there and are outside the actor's scope */
    struct picture_tie_list ties;
};
/**
 * The household of the client, and whom its people have to do with as far as the actor may see.
 * Somebody with several ties is listed with each.
 *
 * Shape   people first, then the team, then services; PICTURE_TIES_MAX at most
 * Errors  E_NOT_FOUND  the client is not in the actor's scope; E_BUSY, E_IO
 */
enum err picture_network(struct ctx *ctx, const struct casefile *file,
                         struct picture_network *ret) MUST_CHECK;

#define PICTURE_DAYS 182 /* that the calendar of contacts looks back */

/** Somebody of the family was met or spoken with. */
struct picture_contact {
    struct date on;
    struct str kind; /* of list note_kind, when a note tells of it */
    struct str form; /* else the form */
    struct str by;
};
LIST_TYPE(picture_contact_list, struct picture_contact);
/** Contacts of the last PICTURE_DAYS days that the actor may read of, the newest first. Errors:
 * E_BUSY, E_IO. */
enum err picture_contacts(struct ctx *ctx, const struct casefile *file,
                          struct picture_contact_list *ret) MUST_CHECK;
/** The longest time without a contact since `since`; both ends are days with one, the first day or
 * today. Both DATE_NONE when no day lies between. */
void picture_gap(const struct picture_contact_list *contacts, struct date since, struct date today,
                 struct date *ret_from, struct date *ret_to);

/** Sets home and hidden only: who lives with the client now. Errors: E_BUSY, E_IO. */
enum err picture_home(struct ctx *ctx, const struct person *client,
                      struct picture_network *ret) MUST_CHECK;
/** Whether the person is one of the list. */
bool picture_has(const struct person_list *list, struct id person_id);

#endif
