/* member/member_store.h: rows of memberships. Errors: those of plat/db.h, and those listed. */
#ifndef MEMBER_STORE_H
#define MEMBER_STORE_H

#include "feature/member/member.h"

/** Of a case, the running ones first. */
enum err member_store_list(struct ctx *ctx, struct id casefile_id,
                           struct member_list *ret) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err member_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                           struct member *ret) MUST_CHECK;
/** Running ones whose last day is before this one. */
enum err member_store_due(struct ctx *ctx, struct date today, struct member_list *ret) MUST_CHECK;
/** *ret_done: nobody with this account or key is in the team. */
enum err member_store_insert(struct ctx *ctx, const struct member *m, struct str key,
                             bool *ret_done) MUST_CHECK;
/** Telephone, parts and last day. */
enum err member_store_set(struct ctx *ctx, const struct member *m) MUST_CHECK;
/** *ret_done: it was still running. */
enum err member_store_end(struct ctx *ctx, const struct member *m, struct str why,
                          bool *ret_done) MUST_CHECK;
/** Makes this one, or nobody, the coordinator. *ret_done: is in the team. */
enum err member_store_coordinate(struct ctx *ctx, struct id casefile_id, struct id id,
                                 bool *ret_done) MUST_CHECK;
/** Accounts of an agency. */
enum err member_store_people(struct ctx *ctx, struct id agency_id,
                             struct member_person_list *ret) MUST_CHECK;
/** Where somebody with an account works: a team, or the agency as a whole. */
struct member_seat {
    struct str name, phone, agency;
    struct id unit_id, agency_id;
};
/** Errors: E_NOT_FOUND  no such account, or nobody who works on cases. */
enum err member_store_account(struct ctx *ctx, struct id account_id,
                              struct member_seat *ret) MUST_CHECK;
/** The actor's running memberships, the newest first. */
enum err member_store_mine(struct ctx *ctx, int most, struct member_case_list *ret) MUST_CHECK;

#endif
