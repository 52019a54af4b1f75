/* member/member.h: the team of a case: who of other professions and agencies works on it, since and
 * until when, and what each may see and do. What an account sees of the case by its membership is
 * decided in casefile_load_part(). Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef MEMBER_H
#define MEMBER_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

#define MEMBER_DAYS 366 /* the longest that an account sees a case so, from today */

/** One membership, running or over. */
struct member {
    struct id id, casefile_id;
    struct id account_id;        /* ID_NONE: somebody without an account */
    struct str name, profession; /* code list profession */
    struct str organization, phone;
    struct str parts;         /* codes of list member_part */
    struct date since, until; /* until: the last day; may be missing without an account */
    bool coordinator;
    bool sees_all; /* sees the whole case anyway, by a seat */
    struct str ended_by_name, ended_why;
    struct instant added_at, ended_at;
    int64_t version;
};
LIST_TYPE(member_list, struct member);

/** Whether it goes on today: neither ended nor past its last day. */
bool member_runs(const struct ctx *ctx, const struct member *m);
/** All of a case: the running ones first, the coordinator at the top; at most 200. */
enum err member_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct member_list *ret) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err member_load(struct ctx *ctx, const struct casefile *file, struct id id,
                     struct member *ret) MUST_CHECK;
/** Somebody with an account who could be asked. */
struct member_person {
    struct id account_id;
    struct str name, team;
};
LIST_TYPE(member_person_list, struct member_person);
/** Those of an agency, by name, at most 500. */
enum err member_people(struct ctx *ctx, struct id agency_id,
                       struct member_person_list *ret) MUST_CHECK;

/**
 * Takes somebody into the team: an account, whose name and agency are then known, or a person with
 * name and organisation. For an account of another agency the family's consent is needed, and the
 * membership ends with it.
 *
 * Needs    CAP_MEMBER_EDIT; a case loaded for writing
 * Effects  member; event member.added
 * Errors   E_INVALID  a code, a name, a day is missing or wrong; no consent; E_CONFLICT  is in the
 *          team already, or is the worker of the case
 */
enum err member_add(struct ctx *ctx, const struct casefile *file, const struct member *draft,
                    struct member *ret) MUST_CHECK;
/**
 * Another last day, other parts or another telephone: wanted's phone, parts and until. What they
 * see follows at once; for an account of another agency the family's consent has to cover it.
 *
 * Needs    CAP_MEMBER_EDIT; a case loaded for writing
 * Effects  member; event member.changed, unless nothing changes
 * Errors   E_INVALID  as member_add(); E_CONFLICT  has ended, or was changed since version by
 *          somebody else
 */
enum err member_change(struct ctx *ctx, const struct casefile *file, struct member *member,
                       const struct member *wanted, int64_t version) MUST_CHECK;
/** Ends it now, and all it gives. Needs CAP_MEMBER_EDIT. Event member.ended. Errors: E_NOT_FOUND;
 *  E_INVALID  no reason; E_CONFLICT  it has ended already. */
enum err member_end(struct ctx *ctx, const struct casefile *file, struct id id,
                    struct str why) MUST_CHECK;
/** Who coordinates from now on; ID_NONE: the worker of the case. Needs CAP_MEMBER_EDIT. Event
 *  member.coordinates. Errors: E_NOT_FOUND; E_CONFLICT  is not in the team any more. */
enum err member_coordinate(struct ctx *ctx, const struct casefile *file, struct id id) MUST_CHECK;

/** A case that the actor sees as one of its team. */
struct member_case {
    struct id casefile_id;
    struct str client_name, number, programme, profession;
    struct date until;
};
LIST_TYPE(member_case_list, struct member_case);
/** The newest first. */
enum err member_mine(struct ctx *ctx, int most, struct member_case_list *ret) MUST_CHECK;

/** Job: ends what is over, up to 200 a time. Event member.ended. */
enum err member_sweep(struct ctx *ctx) MUST_CHECK;
/** Subscriber to consent.stopped: who was there with that consent leaves. */
enum err member_on_stopped(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to casefile.closed: the team has done its work. */
enum err member_on_closed(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
