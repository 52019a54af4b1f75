/* consent/consent.h: what people allow us to share, with whom, for what and until when. What leaves
 * the house asks consent_need() first and says with consent_use_add() what hangs on the answer:
 * when the consent is taken back, event consent.stopped goes out for each such thing, in the same
 * transaction, and the feature it belongs to ends it (compare approval.approved).
 *
 * Not asked: people of the agency that has the case; figures without names. Where a law or a danger
 * to life asks for sharing without consent, that is recorded as an exception with its reason, and
 * is a decision of the case. Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef CONSENT_H
#define CONSENT_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

#define CONSENT_WORDS_MAX 2000
#define CONSENT_NAME_MAX 200
#define CONSENT_DAYS 1096       /* the longest, from its beginning */
#define CONSENT_EXCEPT_DAYS 366 /* the longest without consent */

enum consent_to {
    CONSENT_TO_NONE,
    CONSENT_TO_ORGANISATION, /* of the directory */
    CONSENT_TO_UNIT,         /* a team or an agency of ours */
    CONSENT_TO_SECTOR,       /* "health services": code list share_with */
    CONSENT_TO_NAMED         /* in words */
};
/** Who gets to know. */
struct consent_recipient {
    enum consent_to kind;
    struct id id;    /* of an organisation or a unit */
    struct str name; /* as it was told, in words; of CONSENT_TO_SECTOR the code */
    /** When asking about an organisation: the code of list share_with that it belongs to, or empty.
     * A consent for the sector is one for each organisation in it. */
    struct str sector;
};

enum consent_state {
    CONSENT_VALID,
    CONSENT_NOT_YET,
    CONSENT_EXPIRED,
    CONSENT_WITHDRAWN,
    CONSENT_REPLACED /* given anew, see replaced_by */
};
struct consent {
    struct id id, casefile_id, person_id, form_record_id, replaced_by;
    struct str person_name;
    struct str basis; /* "consent"; "law" or "danger": shared without it */
    struct consent_recipient to;
    struct str purposes;          /* codes of list consent_purpose */
    struct str kinds;             /* what may be shared: codes of list consent_kind */
    struct str withheld;          /* what must not, in words */
    struct str how;               /* code list consent_how */
    struct str giver, giver_name; /* code list consent_giver */
    struct str witness, reason;   /* reason: why without consent */
    struct date since, until;     /* until: the last day */
    struct date withdrawn_on;
    struct str withdrawn_words, withdrawn_by_name, by_name;
    struct instant at, withdrawn_at;
};
LIST_TYPE(consent_list, struct consent);
/** Where it stands today. */
enum consent_state consent_state(const struct ctx *ctx, const struct consent *c);
/** False for what is shared without consent, by law or in danger. */
static inline bool consent_is_given(const struct consent *c)
{
    return str_eq(c->basis, STR("consent"));
}

/* ---- asking ---------------------------------------------------------------------------------- */

/** What somebody is about to share. */
struct consent_ask {
    struct id person_id; /* whose data; ID_NONE: the client's */
    struct consent_recipient to;
    struct str purpose; /* one code of list consent_purpose */
    struct str kinds;   /* codes of list consent_kind; empty: none in particular yet */
    struct date until;  /* how long it will be seen; DATE_NONE: once, now */
};
enum consent_verdict {
    CONSENT_SAYS_NONE, /* nobody was asked about this recipient */
    CONSENT_SAYS_YES,
    CONSENT_SAYS_NOT_YET,
    CONSENT_SAYS_EXPIRED, /* or ends before ask->until */
    CONSENT_SAYS_WITHDRAWN,
    CONSENT_SAYS_LESS /* for another purpose, or less than what is to be shared */
};
struct consent_answer {
    enum consent_verdict verdict;
    struct id consent_id; /* what it says so for; ID_NONE with CONSENT_SAYS_NONE */
    struct str basis;     /* "consent", "law" or "danger" */
    struct str kinds;     /* what may be shared, codes of list consent_kind */
    struct str withheld;  /* what must not be shared, in words: for the person who sends */
    struct date until;
};
/**
 * May this be shared? The newest record that says yes counts; a withdrawal ends all that was given
 * before it to the same recipient, and to any sector or agency it belongs to, for the same purpose.
 *
 * Needs  a case that was loaded for writing, when something is done with the answer: that keeps a
 *        withdrawal waiting until this transaction ends
 */
enum err consent_check(struct ctx *ctx, const struct casefile *file, const struct consent_ask *ask,
                       struct consent_answer *ret) MUST_CHECK;
/** The message that says why not, "consent.says_expired"; NULL for CONSENT_SAYS_YES. */
const char *consent_verdict_msg(enum consent_verdict verdict);
/** As consent_check(), and it must say yes. Errors: E_INVALID  at the field (or NULL), saying what
 * is missing. */
enum err consent_need(struct ctx *ctx, const struct casefile *file, const struct consent_ask *ask,
                      const char *field, struct consent_answer *ret) MUST_CHECK;

/** Something that goes on because of a consent. */
struct consent_use {
    struct id id, consent_id, subject_id; /* subject_id: the record, of the feature's own table */
    struct str noun;  /* "share", "referral": also the message consent.use.NOUN */
    struct str label; /* to whom, as pages say it */
    struct instant at, stopped_at;
};
LIST_TYPE(consent_use_list, struct consent_use);
/**
 * Says that the record `noun` `subject_id` hangs on the consent. When the consent is taken back,
 * event consent.stopped (about = noun, subject = subject_id) is emitted in that transaction: the
 * feature subscribes and ends the record.
 */
enum err consent_use_add(struct ctx *ctx, const struct casefile *file,
                         const struct consent_use *use) MUST_CHECK;
/** It has ended by itself: nothing hangs on the consent any more. Nothing happens when it is not
 * known. */
enum err consent_use_end(struct ctx *ctx, struct id casefile_id, struct str noun,
                         struct id subject_id) MUST_CHECK;
/** Job: stops what hangs on consents whose last day has passed, as if they were taken back. */
enum err consent_sweep(struct ctx *ctx) MUST_CHECK;
/** All that hangs or hung on a consent, the newest first, at most 100. */
enum err consent_uses(struct ctx *ctx, const struct consent *c,
                      struct consent_use_list *ret) MUST_CHECK;

/* ---- the register ---------------------------------------------------------------------------- */

/** All of a case, the newest first, at most 200. */
enum err consent_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct consent_list *ret) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err consent_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct consent *ret) MUST_CHECK;
/**
 * Records a consent; or, with basis "law" or "danger", that something is shared without it.
 *
 * Needs    CAP_CONSENT_EDIT; a case loaded for writing
 * Effects  event consent.recorded, or consent.excepted and a decision of the case
 * Errors   E_INVALID  a code, a day, a name or a reason is missing; nobody of the case
 */
enum err consent_add(struct ctx *ctx, const struct casefile *file, const struct consent *draft,
                     struct consent *ret) MUST_CHECK;
/**
 * Takes a consent back, and stops what hangs on it; of an exception: ends it.
 *
 * Needs    CAP_CONSENT_EDIT; a case loaded for writing
 * Effects  event consent.withdrawn; consent.stopped for each use
 * Errors   E_INVALID  a day in the future or before it was given, no words; E_CONFLICT  it was
 *          taken back or replaced already
 */
enum err consent_withdraw(struct ctx *ctx, const struct casefile *file, struct consent *c,
                          struct date on, struct str words) MUST_CHECK;

/** Subscriber to the events of the pack's consent form: its answers become consents, one for each
 * sector, and take the place of those of an earlier form. */
enum err consent_on_form(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to casefile.shared: with another agency only with consent. Errors: also E_INVALID. */
enum err consent_on_shared(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to casefile.share_ended. */
enum err consent_on_share_ended(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
