/* proposal/proposal.h: no automatic harm. A sanction, a suspension or the end of support against
 * somebody's will is only ever proposed: after asking for good causes and checking who would be
 * hit. The family is told in plain words and has days to answer; then a person who did not propose
 * it decides, and there is an appeal. Nothing here pays, stops or ends anything. Where no errors
 * are listed, E_BUSY and E_IO are possible. */
#ifndef PROPOSAL_H
#define PROPOSAL_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

#define PROPOSAL_WORDS_MAX 4000
#define PROPOSAL_RESPONSE_DAYS                                                                     \
    5                           /* working days to answer, unless the pack's clock gives others    \
                                 */
#define PROPOSAL_APPEAL_DAYS 14 /* the shortest time for an appeal */
#define PROPOSAL_CHILDREN_MAX 30

struct proposal {
    struct id id, casefile_id, form_record_id, proposed_by, decided_by, decision_id;
    struct str kind;  /* code list proposal_kind */
    struct str state; /* "proposed", "told", "upheld", "dropped", "appealed" or "overturned" */
    struct date happened_on;
    struct str facts, asked_words;
    int64_t children_n;
    struct str children_effect;
    struct str easements, easement_words; /* codes of list proposal_easement */
    struct str help_instead, notice;
    struct str proposed_by_name, decided_by_name, decided_words;
    struct instant proposed_at, decided_at;
    struct date told_on, respond_by, answered_on, appeal_until, appealed_on;
    struct str told_how, answer, appeal_words;
    struct str appeal_decided_by_name, appeal_decided_words;
    struct instant appeal_decided_at;
};
LIST_TYPE(proposal_list, struct proposal);

/** What has to be asked and checked before something is proposed. */
struct proposal_draft {
    struct str kind, facts;
    struct date happened_on;
    struct id form_record_id; /* the pack's form it rests on, or ID_NONE */
    struct str causes; /* codes of list proposal_cause that hold; "none" alone: asked about each */
    struct str asked_words;
    int64_t children_n; /* -1: not said */
    struct str children_effect, easements, easement_words, help_instead, notice;
};
/**
 * Proposes it.
 *
 * Needs    CAP_PROPOSAL_ADD; an open case loaded for writing
 * Effects  proposal; event proposal.made
 * Errors   E_INVALID  something was not asked or checked, or there is a good cause or a situation
 *          that bars it: then nothing may be proposed; E_CONFLICT  one of this kind is open
 */
enum err proposal_add(struct ctx *ctx, const struct casefile *file,
                      const struct proposal_draft *draft, struct proposal *ret) MUST_CHECK;
/** All of a case, the newest first, at most 100. */
enum err proposal_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct proposal_list *ret) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err proposal_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct proposal *ret) MUST_CHECK;

/** The first day on which somebody told on a day need not answer any more is the day after this. */
struct date proposal_respond_by(const struct ctx *ctx, struct date told_on);
/** How the family got the notice. */
struct proposal_telling {
    struct date on;
    struct str how; /* a way that the person agreed to be reached, see contact_plan() */
    struct date respond_by;
};
/**
 * The family has the notice: the days to answer begin.
 *
 * Effects  event proposal.told
 * Errors   E_INVALID  a future day, too few days to answer, a way that is not safe; E_CONFLICT
 */
enum err proposal_tell(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                       const struct proposal_telling *telling) MUST_CHECK;
/** What the family says. Event proposal.answered. Errors: E_INVALID; E_CONFLICT  it is decided. */
enum err proposal_answer(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         struct date on, struct str words) MUST_CHECK;
/** How it is decided. */
struct proposal_ruling {
    bool upheld;
    struct str words;
    struct date appeal_until; /* of what is upheld */
};
/**
 * Decides. What is upheld is decided by somebody else than who proposed it, after the days to
 * answer; to drop it is possible for both, at any time.
 *
 * Needs    CAP_PROPOSAL_DECIDE; to drop one's own proposal, CAP_PROPOSAL_ADD
 * Effects  a decision of the case; event proposal.upheld or proposal.dropped
 * Errors   E_INVALID  no words, too few days for an appeal; E_CONFLICT  decided meanwhile, too
 *          early, not told yet, or proposed by the actor
 */
enum err proposal_decide(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         const struct proposal_ruling *ruling) MUST_CHECK;
/** The family appeals. Event proposal.appealed. Errors: E_INVALID  a day that is none, too late, no
 * words; E_CONFLICT  nothing to appeal against. */
enum err proposal_appeal(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         struct date on, struct str words) MUST_CHECK;
/**
 * Decides the appeal: upheld means that the first decision stands.
 *
 * Needs    CAP_PROPOSAL_DECIDE, and not to have made the first decision
 * Effects  a decision of the case, which corrects the first when that falls; event
 *          proposal.appeal_decided
 * Errors   E_INVALID  no words; E_CONFLICT  decided meanwhile, or by the actor
 */
enum err proposal_appeal_decide(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                                const struct proposal_ruling *ruling) MUST_CHECK;
/**
 * A form of the pack proposes: opens the proposal from the answers to the questions that have the
 * names of struct proposal_draft. A correction of a form that opened one opens no second.
 *
 * Errors   as proposal_add()
 */
enum err proposal_on_asked(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** A form says what an office that pays decided after it was told. Errors: E_INVALID  nothing that
 * is told to such an office was upheld: then it could not have been told. */
enum err proposal_on_reported(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** May the case end against the family's will: is such a proposal upheld, and not under appeal? */
enum err proposal_allows_closure(struct ctx *ctx, const struct casefile *file,
                                 bool *ret) MUST_CHECK;

#endif
