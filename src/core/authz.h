/* core/authz.h: who may do what. Capability says what, scope says on which records; the one
 * function for pages, JSON, exports, counts, search and sync. Outside the scope is "not found". */
#ifndef CORE_AUTHZ_H
#define CORE_AUTHZ_H

#include "core/ctx.h"

/** Every capability of the product. A route declares exactly one; zero is not a capability. */
#define CAP_LIST(X)                                                                                \
    X(PUBLIC, "")          /* nobody needs to be signed in */                                      \
    X(LINK, "")            /* who has the secret in the address: no session, no account */         \
    X(DEVICE, "")          /* an enrolled device's secret, see feature/device */                   \
    X(SIGNED_IN, "WSCNAU") /* own account, sessions, preferences */                                \
    X(PERSON_READ, "WSC")                                                                          \
    X(PERSON_EDIT, "WSC")                                                                          \
    X(PERSON_MERGE, "SC")                                                                          \
    X(INTAKE_READ, "WSC")                                                                          \
    X(INTAKE_ADD, "WSC")                                                                           \
    X(INTAKE_DECIDE, "WSC")                                                                        \
    X(CASE_READ, "WSC")                                                                            \
    X(CASE_EDIT, "WSC") /* phase moves, flags, risk */                                             \
    X(CASE_ASSIGN, "SC")                                                                           \
    X(CASE_WATCH, "WSC") /* who saw this case */                                                   \
    X(CASE_TEAM, "SC")   /* the team's caseload */                                                 \
    X(NOTE_READ, "WSC")                                                                            \
    X(NOTE_ADD, "WSC")                                                                             \
    X(NOTE_CONFIDENTIAL, "S") /* read confidential notes and documents of others */                \
    X(DOC_READ, "WSC")                                                                             \
    X(DOC_ADD, "WSC")                                                                              \
    X(ASSESS_READ, "WSC")                                                                          \
    X(ASSESS_EDIT, "WSC")                                                                          \
    X(CONSENT_READ, "WSC")                                                                         \
    X(CONSENT_EDIT, "WSC")                                                                         \
    X(MEMBER_READ, "WSC") /* the team of a case */                                                 \
    X(MEMBER_EDIT, "WSC")                                                                          \
    X(CONFERENCE_READ, "WSC")                                                                      \
    X(CONFERENCE_EDIT, "WSC")                                                                      \
    X(DECISION_READ, "WSC")                                                                        \
    X(DECISION_ADD, "WSC")                                                                         \
    X(PROPOSAL_ADD, "WSC")                                                                         \
    X(PROPOSAL_DECIDE, "SC") /* never by who proposed it */                                        \
    X(PLAN_READ, "WSC")                                                                            \
    X(PLAN_EDIT, "WSC")                                                                            \
    X(TASK_READ, "WSC")                                                                            \
    X(TASK_EDIT, "WSC")                                                                            \
    X(APPOINTMENT_READ, "WSC")                                                                     \
    X(APPOINTMENT_EDIT, "WSC")                                                                     \
    X(REFERRAL_READ, "WSC")                                                                        \
    X(REFERRAL_EDIT, "WSC")                                                                        \
    X(REFERRAL_ANSWER, "WSC") /* what was sent to the own team or agency */                        \
    X(REVIEW_READ, "WSC")                                                                          \
    X(REVIEW_EDIT, "WSC")                                                                          \
    X(SERVICE_READ, "WSCNA") /* the service directory: nothing in it is about a person */          \
    X(SERVICE_EDIT, "CA")                                                                          \
    X(BENEFIT_READ, "WSC") /* what other systems say about a family's benefits */                  \
    X(BENEFIT_EDIT, "WSC")                                                                         \
    X(APPROVE, "S") /* plans, overrides, closures */                                               \
    X(CASE_REOPEN, "SC")                                                                           \
    X(FIGURES, "SCN") /* aggregated figures, no personal data */                                   \
    X(ACCOUNT_ADMIN, "A")                                                                          \
    X(ACCOUNT_CONFIRM, "SCA") /* be the second person for what an administrator gives */           \
    X(DEVICE_ENROL, "WSC")    /* work offline, on devices of one's own list */                     \
    X(DEVICE_ADMIN, "A")                                                                           \
    X(JOURNAL_READ, "U")                                                                           \
    X(DEV, "") /* development pages; granted by a build option only */

enum cap {
    CAP_NONE,
#define CAP_ENUM(name, roles) CAP_##name,
    CAP_LIST(CAP_ENUM)
#undef CAP_ENUM
        CAP_N
};

/** True of routes that ask nobody to sign in: PUBLIC, and LINK and DEVICE, whose handlers know the
 * secret. */
bool cap_is_open(enum cap cap);
/** "NOTE_ADD", for the journal, the matrix test and the permission screen. */
const char *cap_name(enum cap cap);
/** True when the role holds the capability (W S C N=analyst A U=auditor in the list above). */
bool role_has(enum role role, enum cap cap);
/** "worker", "supervisor", … as stored and shown. */
struct str role_code(enum role role);
/** Errors: E_INVALID  no such role. */
enum err role_parse(struct str code, enum role *ret) MUST_CHECK;

/** The role's capabilities into actor->caps. */
void authz_grant(struct actor *actor);
bool authz_can(const struct ctx *ctx, enum cap cap);
/**
 * Errors  E_DENIED  the actor lacks the capability
 */
enum err authz_need(struct ctx *ctx, enum cap cap) MUST_CHECK;

#endif
