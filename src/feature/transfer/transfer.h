/* transfer/transfer.h: a case handed over to a colleague or another team. Who has it asks; who is
 * asked sees what is open and says of each item whether it is taken; with the yes the case changes
 * hands, and the rights of who had it end. Where no errors are listed, E_BUSY and E_IO are
 * possible.
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include "feature/casefile/casefile.h"

#define TRANSFER_WORDS_MAX 4000

struct transfer {
    struct id id, casefile_id, from_worker_id, to_team_id, to_agency_id, to_account_id, asked_by;
    struct str reason; /* code list "handover_reason" */
    struct str words, answer;
    struct str state; /* asked, accepted, refused, withdrawn */
    struct instant asked_at, answered_at;
    struct str asked_by_name, answered_by_name, from_name, to_name, to_team, to_agency;
    struct str client_name, number, risk, programme; /* of the case, for who is asked */
};
LIST_TYPE(transfer_list, struct transfer);

/** What is open and goes along. */
struct transfer_item {
    struct id id;
    struct str kind; /* risk, promise, step, deadline, action or task */
    struct str what, who, remark;
    struct date due;
    int64_t taken; /* 1 yes, 0 no, -1 not answered */
};
LIST_TYPE(transfer_item_list, struct transfer_item);

/** A colleague (account_id) or a team as a whole. */
struct transfer_place {
    struct id account_id, team_id, agency_id;
    struct str name, team, agency;
};
LIST_TYPE(transfer_place_list, struct transfer_place);

/** Whom a case can be offered to: colleagues of its team, then all teams, by name. */
enum err transfer_places(struct ctx *ctx, const struct casefile *file,
                         struct transfer_place_list *ret) MUST_CHECK;
/** All of a case, newest first, at most 50. */
enum err transfer_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct transfer_list *ret) MUST_CHECK;
/** What is open in a case now: risk, promises, steps with a day, actions of the plan, tasks. */
enum err transfer_pack(struct ctx *ctx, const struct casefile *file,
                       struct transfer_item_list *ret) MUST_CHECK;
/**
 * Offers the case: to_team_id or to_account_id, reason and words of *transfer are read.
 *
 * Needs    CAP_CASE_EDIT
 * Effects  the handover pack as it stands; event transfer.asked
 * Errors   E_INVALID  nobody such, who has it already, no words; E_CONFLICT  an offer is waiting
 */
enum err transfer_ask(struct ctx *ctx, const struct casefile *file,
                      struct transfer *transfer) MUST_CHECK;
/** Takes the offer back. Event transfer.withdrawn. Errors: E_CONFLICT  none is waiting. */
enum err transfer_withdraw(struct ctx *ctx, const struct casefile *file) MUST_CHECK;

/** Offers that wait for the actor or the actor's team or agency, and those the actor made. */
enum err transfer_received(struct ctx *ctx, struct transfer_list *ret) MUST_CHECK;
enum err transfer_sent(struct ctx *ctx, struct transfer_list *ret) MUST_CHECK;
/**
 * The authorizing load: an offer to the actor, or to the unit of the actor's seat, or of a case
 * that the actor sees. The look is noted for the journal of reads.
 *
 * Errors  E_NOT_FOUND
 */
enum err transfer_load(struct ctx *ctx, struct id id, struct transfer *ret) MUST_CHECK;
/** The actor may answer: it waits, and it is offered to the actor or the actor's unit. */
bool transfer_may_answer(const struct ctx *ctx, const struct transfer *transfer);
/** The handover pack of an offer that was loaded. */
enum err transfer_items(struct ctx *ctx, const struct transfer *transfer,
                        struct transfer_item_list *ret) MUST_CHECK;
/**
 * Takes the case over, with an answer to each item (id, taken and remark are read).
 *
 * worker_id is who will have it: the actor, or somebody of the actor's unit.
 * Effects  the case has the new worker, team and agency; who had it sees it no more; events
 *          transfer.accepted, casefile.assigned
 * Errors   E_INVALID  an item without an answer, one not taken without a word why, nobody such;
 *          E_CONFLICT  answered or withdrawn meanwhile, with both; the case is closed, or has
 *          another worker than when it was asked, or it is not offered to the actor
 */
enum err transfer_accept(struct ctx *ctx, struct transfer *transfer, struct id worker_id,
                         const struct transfer_item_list *answers) MUST_CHECK;
/** Says no. Event transfer.refused. Errors: E_INVALID  no reason; E_CONFLICT  as above. */
enum err transfer_refuse(struct ctx *ctx, struct transfer *transfer, struct str why) MUST_CHECK;

#endif
