/* casefile/casefile_store.h: rows of cases, their scope, people and involvement. No decisions here.
 * Errors: those of plat/db.h, and those listed. */
#ifndef CASEFILE_STORE_H
#define CASEFILE_STORE_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

/** Locks the row on PostgreSQL until the transaction ends. */
enum err casefile_store_lock(struct ctx *ctx, struct id id) MUST_CHECK;
/** The case if it is in the actor's scope. Errors: E_NOT_FOUND. */
enum err casefile_store_find(struct ctx *ctx, struct id id, struct casefile *ret) MUST_CHECK;
/** For whom a case is, whoever may see it; ID_NONE when there is none. */
enum err casefile_store_client(struct ctx *ctx, struct id id, struct id *ret) MUST_CHECK;
/** The next number of a prefix ("CF-2026"), from 1. */
enum err casefile_store_next_number(struct ctx *ctx, struct str prefix, int64_t *ret) MUST_CHECK;
/** A new open case; sort is the client's sort key. */
enum err casefile_store_insert(struct ctx *ctx, const struct casefile *file,
                               struct str sort) MUST_CHECK;

/* One group of columns each, as they stand in the struct. */

/** The risk level. */
enum err casefile_store_set_risk(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Whether somebody else than the actor changed the risk level after a moment. */
enum err casefile_store_risk_since(struct ctx *ctx, struct id id, struct instant at,
                                   bool *ret) MUST_CHECK;
/** The summary. */
enum err casefile_store_set_summary(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Flags and their note. */
enum err casefile_store_set_safety(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Worker, team and agency. */
enum err casefile_store_set_worker(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Phase and since when. */
enum err casefile_store_set_phase(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Open or closed, and when it was closed. */
enum err casefile_store_set_state(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** The last contact, unless a later one is known. */
enum err casefile_store_set_contact(struct ctx *ctx, struct id id, struct date on) MUST_CHECK;
/** What is next. */
enum err casefile_store_set_next(struct ctx *ctx, struct id id, struct str what, struct str link,
                                 struct date due) MUST_CHECK;
/** A person's new name in all cases where the person is the client. */
enum err casefile_store_set_client(struct ctx *ctx, struct id person_id, struct str name,
                                   struct str sort) MUST_CHECK;

/** The units that see the case. */
enum err casefile_store_scopes(struct ctx *ctx, struct id id,
                               struct casefile_id_list *ret) MUST_CHECK;
/** Lets a unit see the case. */
enum err casefile_store_add_scope(struct ctx *ctx, struct id id, struct id scope_id,
                                  enum casefile_access access) MUST_CHECK;
/** The unit sees the case no longer. */
enum err casefile_store_remove_scope(struct ctx *ctx, struct id id, struct id scope_id) MUST_CHECK;
/** An area and all that contain it. */
enum err casefile_store_area_chain(struct ctx *ctx, struct id area_id,
                                   struct casefile_id_list *ret) MUST_CHECK;
/** The agency of a team. Errors: E_NOT_FOUND. */
enum err casefile_store_team_agency(struct ctx *ctx, struct id team_id, struct id *ret) MUST_CHECK;

/** Who may be given cases by the actor. */
enum err casefile_store_workers(struct ctx *ctx, struct casefile_worker_list *ret) MUST_CHECK;
/** Where a worker of the actor's unit belongs; prefer is taken when it is one of several teams. */
struct casefile_desk {
    struct id team_id, agency_id;
    struct str worker_name;
};
/** Errors: E_NOT_FOUND  nobody of the actor's unit. */
enum err casefile_store_desk(struct ctx *ctx, struct id worker_id, struct id prefer,
                             struct casefile_desk *ret) MUST_CHECK;
/** The worker's involvement begins now. */
enum err casefile_store_involve(struct ctx *ctx, const struct casefile *file,
                                struct str reason) MUST_CHECK;
/** Whoever is involved is so no longer. */
enum err casefile_store_uninvolve(struct ctx *ctx, struct id id) MUST_CHECK;
/** Newest first. */
enum err casefile_store_involvements(struct ctx *ctx, struct id id,
                                     struct casefile_involvement_list *ret) MUST_CHECK;

/** Name of the pack of a case in the actor's scope; empty when there is none. */
enum err casefile_store_programme(struct ctx *ctx, struct id id, struct str *ret) MUST_CHECK;
/** By name. */
enum err casefile_store_people(struct ctx *ctx, struct id id,
                               struct casefile_person_list *ret) MUST_CHECK;
/** *ret_added: false when the person was in the case already. */
enum err casefile_store_add_person(struct ctx *ctx, struct id id, struct id person_id,
                                   struct str role, bool *ret_added) MUST_CHECK;
/** *ret_removed: false when the person was not in the case. */
enum err casefile_store_remove_person(struct ctx *ctx, struct id id, struct id person_id,
                                      bool *ret_removed) MUST_CHECK;

/** Open cases of the actor, or of the actor's team, whose next step is due; what is shown of a line
 * and no more. */
enum err casefile_store_due(struct ctx *ctx, const struct duty_ask *ask,
                            struct casefile_list *ret) MUST_CHECK;
/** How the client of file->id is reached; sets person, safety and programme of the file. Errors:
 * E_NOT_FOUND  not in the actor's scope. */
enum err casefile_store_reach(struct ctx *ctx, struct casefile *file,
                              struct casefile_reach *ret) MUST_CHECK;

#endif
