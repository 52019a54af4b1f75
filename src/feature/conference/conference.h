/* conference/conference.h: case conferences. One is planned, filled with who came, issues,
 * decisions and actions, and closed: then its decisions become records of decision, its actions
 * tasks, and nothing of it changes any more; a correction is one more entry. Where no errors are
 * listed, E_BUSY and E_IO are possible. */
#ifndef CONFERENCE_H
#define CONFERENCE_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

#define CONFERENCE_WORDS_MAX 2000
#define CONFERENCE_DAYS 366 /* so far ahead, or back, it may be; the next one and actions too */

struct conference {
    struct id id, casefile_id;
    struct str kind; /* code list conference_kind */
    struct str mode; /* code list conference_mode */
    struct date held_on;
    struct str starts; /* "14:30", or empty */
    struct str place, purpose;
    struct str summary; /* what was said, in short */
    struct date next_on;
    struct str state; /* "planned", "closed", "cancelled" */
    struct str planned_by_name, ended_by_name, ended_why;
    struct instant planned_at, ended_at;
    int64_t version;
};
LIST_TYPE(conference_list, struct conference);

/** Whether it can still be written in. */
static inline bool conference_is_planned(const struct conference *c)
{
    return str_eq(c->state, STR("planned"));
}

/** Somebody who was asked to come. */
struct conference_participant {
    struct id id, member_id, account_id; /* neither: named only */
    struct str name, role, organization; /* role in words */
    struct str profession;               /* of a member of the team: the code */
    struct str presence;                 /* code list presence */
    bool is_there; /* named only, or still in the team or sees the case: can be given an action */
};
LIST_TYPE(conference_participant_list, struct conference_participant);

enum conference_entry_kind {
    CONFERENCE_ISSUE,
    CONFERENCE_DECISION,
    CONFERENCE_ACTION,
    CONFERENCE_CORRECTION
};
/** One thing in the minutes. */
struct conference_entry {
    struct id id;
    enum conference_entry_kind kind;
    struct str domain; /* of an issue: code list domain */
    struct str what;
    struct str reason; /* of a decision; of an issue: what was said about it */
    struct str alternatives, agreed;
    struct str dissent; /* word for word */
    struct id participant_id;
    struct str who; /* whose action */
    struct date due;
    struct id record_id; /* the decision or task it became */
    struct str by_name;
    struct instant at;
};
LIST_TYPE(conference_entry_list, struct conference_entry);

/* ---- reading -------------------------------------------------------------------------------- */

/** Those of a case that the actor may see, the latest first, at most 200: all; or, as one of the
 *  team, those they were asked to, and of the closed ones those they were present at. */
enum err conference_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                      struct conference_list *ret) MUST_CHECK;
/** One of them. Errors: E_NOT_FOUND. */
enum err conference_load(struct ctx *ctx, const struct casefile *file, struct id id,
                         struct conference *ret) MUST_CHECK;
/** Who was asked, in the order of being asked, at most 100. */
enum err conference_participants(struct ctx *ctx, const struct conference *c,
                                 struct conference_participant_list *ret) MUST_CHECK;
/** All in the minutes, in the order of being written, at most 300. */
enum err conference_entries(struct ctx *ctx, const struct conference *c,
                            struct conference_entry_list *ret) MUST_CHECK;

/* ---- before and during ------------------------------------------------------------------------
 * All need CAP_CONFERENCE_EDIT, a case loaded for writing, and a conference that is not over:
 * else E_CONFLICT conference.is_over. */

/**
 * Plans one; the worker of the case and everybody in its team are invited.
 *
 * Effects  conference, participants; event conference.planned
 * Errors   E_INVALID  a code, a day too far away, a time that is none, no purpose
 */
enum err conference_plan(struct ctx *ctx, const struct casefile *file,
                         const struct conference *draft, struct conference *ret) MUST_CHECK;
/** Another day, place, purpose. Event conference.changed. Errors: as conference_plan(); E_CONFLICT
 *  somebody changed it meanwhile. */
enum err conference_edit(struct ctx *ctx, const struct casefile *file, struct conference *c,
                         const struct conference *wanted) MUST_CHECK;
/** Not held. Event conference.cancelled. Errors: E_INVALID  no reason; E_CONFLICT. */
enum err conference_cancel(struct ctx *ctx, const struct casefile *file, struct conference *c,
                           struct str why) MUST_CHECK;
/** Invites one more. Event conference.changed. Errors: E_INVALID  no name or role; E_CONFLICT
 *  conference.twice: is invited already. */
enum err conference_invite(struct ctx *ctx, const struct casefile *file, struct conference *c,
                           const struct conference_participant *draft) MUST_CHECK;
/** Whether they came; "remove": was not invited. Errors: E_INVALID  not in the list presence;
 *  E_NOT_FOUND; E_CONFLICT  somebody with an action cannot be removed. */
enum err conference_presence(struct ctx *ctx, const struct casefile *file, struct conference *c,
                             struct id participant_id, struct str presence) MUST_CHECK;
/**
 * One more thing in the minutes. A correction is the only one of a closed conference, and none of
 * an open one. Event conference.changed, or conference.corrected.
 *
 * Errors  E_INVALID  words, a reason or what else was considered are missing; a code; a day; an
 *         action for somebody who is not there or has left the team
 */
enum err conference_write(struct ctx *ctx, const struct casefile *file, struct conference *c,
                          const struct conference_entry *draft) MUST_CHECK;
/** Takes a thing out again while it is open. Errors: E_NOT_FOUND. */
enum err conference_unwrite(struct ctx *ctx, const struct casefile *file, struct conference *c,
                            struct id entry_id) MUST_CHECK;

/**
 * Closes it for good: each decision becomes a record of decision, each action a task of who does
 * it; of who has no account, or left the team meanwhile, a task of the worker, which says so.
 *
 * Effects  event conference.closed; decision.made, task.added
 * Errors   E_INVALID  nobody was present, nothing was written, the day is still ahead, the next day
 *          is not after it; E_CONFLICT  conference.is_over, or something in it changed since
 *          `version` was read
 */
enum err conference_close(struct ctx *ctx, const struct casefile *file, struct conference *c,
                          const struct conference *wanted) MUST_CHECK;

#endif
