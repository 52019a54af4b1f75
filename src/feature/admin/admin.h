/* admin/admin.h: what an administrator keeps in order besides accounts (those are in account.h):
 * agencies, teams and areas, and how the installation does. No case data, nobody's but units'. */
#ifndef ADMIN_H
#define ADMIN_H

#include "core/ctx.h"
#include "core/journal.h"

enum admin_unit_kind { ADMIN_UNIT_AGENCY, ADMIN_UNIT_TEAM, ADMIN_UNIT_AREA, ADMIN_UNIT_N };

/** An agency, a team (of an agency, in an area) or an area (in an area). */
struct admin_unit {
    enum admin_unit_kind kind;
    struct id id;
    struct id parent_id; /* a team's agency, an area's area; or ID_NONE */
    struct id area_id;   /* a team's area; or ID_NONE */
    struct str code;     /* of agencies and areas */
    struct str name;
    int64_t people; /* with a seat in the team */
    int64_t version;
};
LIST_TYPE(admin_unit_list, struct admin_unit);

/** All units: agencies by name, then teams by name, then areas by code. Errors: E_IO. */
enum err admin_unit_list_all(struct ctx *ctx, struct admin_unit_list *ret) MUST_CHECK;
/** One unit of this kind. Errors: E_NOT_FOUND. */
enum err admin_unit_load(struct ctx *ctx, enum admin_unit_kind kind, struct id id,
                         struct admin_unit *ret) MUST_CHECK;
/**
 * Adds a unit; its id is made here.
 *
 * Effects  event admin.agency_added, admin.team_added or admin.area_added
 * Errors   E_INVALID  the code or the team's name is taken, an agency or area is not there
 */
enum err admin_unit_add(struct ctx *ctx, const struct admin_unit *wanted,
                        struct id *ret) MUST_CHECK;
/**
 * Gives a unit another name, if it still has the version of the form. Nothing else can change:
 * who sees which case hangs on where a team belongs.
 *
 * Effects  event admin.…_renamed with both names; none when it is the same
 * Errors   E_NOT_FOUND; E_INVALID  another team of the agency has the name; E_CONFLICT  it changed
 */
enum err admin_unit_rename(struct ctx *ctx, const struct admin_unit *wanted) MUST_CHECK;

#define ADMIN_WAITING_MOST 10000

/** The chain of the journal, as the jobs process left it. */
struct admin_chain {
    bool signed_yet; /* there is a tree head */
    struct checkpoint head;
    int64_t waiting; /* events without a position; not counted beyond ADMIN_WAITING_MOST */
};
/** Errors: E_IO. */
enum err admin_chain_load(struct ctx *ctx, struct admin_chain *ret) MUST_CHECK;

/** Numbers of the overview. */
struct admin_counts {
    int64_t active, disabled, agencies, teams, areas;
};
/** Errors: E_IO. */
enum err admin_counts_load(struct ctx *ctx, struct admin_counts *ret) MUST_CHECK;

#endif
