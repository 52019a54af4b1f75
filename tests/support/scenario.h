/* support/scenario.h: a little agency in an empty database, and requests to it in process: no port,
 * no sleep, a fixed clock. Used by the scenario runner and by the matrix of routes and roles. */
#ifndef SUPPORT_SCENARIO_H
#define SUPPORT_SCENARIO_H

#include "core/dispatch.h"
#include "core/journal.h"

/** One of the cast: see scenario_cast in scenario_world.c. */
struct player {
    const char *login, *name;
    enum role role;
    const char *scope_kind, *unit; /* unit: team name, agency or area code */
    const char *language;
};
extern const struct player scenario_cast[];
extern const int scenario_cast_n;

/** A database with its cast; everything a test changes is in here. */
struct world {
    struct arena *arena;   /* the world's */
    struct arena *request; /* reset for each request */
    struct db *db;
    struct pack *pack;
    struct site site;
    struct journal_keys keys;
    struct instant began, now;
    bool of_today;    /* set before world_open(): the clock starts now, for a server to take over */
    struct str actor; /* login of who acts, "=" and a session's token, or empty */
    struct str peer;  /* address of the client; empty: 192.0.2.1 */
    struct str origin; /* the Origin header of requests, or empty */
    uint32_t commands; /* counts command ids, so that they are the same in each run */
};

/** Opens url (sqlite::memory: or postgresql://…), emptied and migrated, with the cast in it. Aborts
 *  with a line on stderr when that fails: a test without a world shows nothing. */
void world_open(struct world *w, const char *url, const char *pack_dir);
void world_close(struct world *w);
/** A context for direct calls, acting as a login (NULL: nobody). */
struct ctx world_ctx(struct world *w, const char *login);
/** One request as the acting login; headers beyond the cookie are the caller's, body as sent. */
void world_request(struct world *w, struct str method, struct str target, struct str body,
                   bool json, struct http_response *ret);
/** The id of something the world was made with: "ana", "seat ana", "spare session ana", "draft
 * ana", "North 1", "north", "a-north". */
struct id world_id(struct world *w, const char *what);
/** The token that a form of the acting login would carry. */
struct str world_csrf(struct world *w);
/** The next command id. */
struct str world_cmd(struct world *w);
/** What the jobs process does in a second: reads folded, events sequenced, jobs of features run. */
enum err world_jobs(struct world *w) MUST_CHECK;

/** A case that world_case() opened. */
struct world_case {
    struct id casefile_id, person_id;
    struct str number;
};
/** A person with an open case of the acting login: a worker's own, else nobody's of the team. risk
 * may be empty. Errors: those of person_add() and casefile_open(). */
enum err world_case(struct world *w, struct str given, struct str family, struct str risk,
                    struct world_case *ret) MUST_CHECK;

/** Sets a login's password, as an administrator does who tells it (must_change) or does not. */
void world_password(struct world *w, struct str login, struct str password, bool must_change);
/** Somebody lives in a household whom nobody with a right to both has put there. */
void world_lives(struct world *w, struct str person_id, struct str household_id);
/** Confirms all that waits for a login, as from the command line. */
void world_confirm(struct world *w, struct str login);
/** A case is shown to a unit (an account, team, agency or area) that does not work on it. */
void world_shares(struct world *w, struct str casefile_id, struct str scope_id);
/** A question of the pack's form is sensitive from now on, or restricted. */
void world_private(struct world *w, struct str form, struct str question, struct str how);
/** From now on, while a read of a case is folded into the journal, an older one arrives (once). */
void world_late_read(struct world *w);

#endif
