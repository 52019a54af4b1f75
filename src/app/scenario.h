/* app/scenario.h: a little agency in an empty database, and files of requests to it that say what
 * must come back: in process, without port or sleep, at a fixed clock. `alidade pack test` runs the
 * case tests of a pack with it, and the tests of the program all scenarios. The language is in
 * docs/how-to/scenarios.md. */
#ifndef APP_SCENARIO_H
#define APP_SCENARIO_H

#include "core/dispatch.h"
#include "core/journal.h"
#include "plat/vault.h"

/* ---- the world ------------------------------------------------------------------------------ */

/** One of the cast: see scenario_cast in app/scenario_world.c. */
struct player {
    const char *login, *name;
    enum role role;
    const char *scope_kind, *unit; /* unit: team name, agency or area code */
    const char *language;
};
extern const struct player scenario_cast[];
extern const int scenario_cast_n;

/** What a world is made from. */
struct world_setup {
    const char *url;      /* sqlite::memory:, or postgresql://… which loses all that it holds */
    const char *pack_dir; /* "packs/child-family" */
    const char *keys;     /* for a server to take over: the folder of its keys; or NULL */
    bool of_today;        /* the clock starts now, for a server to take over */
};

/** A database with its cast; everything a test changes is in here. */
struct world {
    struct arena *arena;   /* the world's */
    struct arena *request; /* reset for each request */
    struct db *db;
    struct pack *pack;
    struct site site;
    struct journal_keys keys;
    struct vault vault; /* of what is uploaded in it; gone with it */
    bool vault_stays;   /* for the server that takes the world over */
    struct instant began, now;
    struct str actor;   /* login of who acts, "=" and a session's token, or empty */
    struct str peer;    /* address of the client; empty: 192.0.2.1 */
    struct str origin;  /* the Origin header of requests, or empty */
    uint32_t commands;  /* counts command ids, so that they are the same in each run */
    struct str problem; /* why world_open() failed, in a line */
};

/**
 * Opens the database, emptied and migrated, and puts the cast into it.
 *
 * Errors  those of db_open(), pack_load() and site_check(); ret->problem says more. world_close()
 *         is due in any case.
 */
enum err world_open(const struct world_setup *setup, struct world *ret) MUST_CHECK;
/** Closes the database and frees all memory of the world; what a database on disk holds stays. */
void world_close(struct world *w);
/** A context for direct calls, acting as a login (NULL: nobody). */
struct ctx world_ctx(struct world *w, const char *login);
/** What a scenario asks of the product. */
struct world_ask {
    struct str method, target, body;
    bool json;        /* wants the answer in JSON */
    const char *type; /* of the body, when it is multipart/form-data */
};
/** One request as the acting login; headers beyond the cookie are the caller's, body as sent. */
void world_request(struct world *w, const struct world_ask *ask, struct http_response *ret);
/** The id of something the world was made with: "ana", "seat ana", "spare session ana", "draft
 * ana", "North 1", "north", "a-north". */
struct id world_id(struct world *w, const char *what);
/** The token that a form of the acting login would carry. */
struct str world_csrf(struct world *w);
/** The next command id. */
struct str world_cmd(struct world *w);
/** What the jobs process does in a second: reads folded, events sequenced, jobs of features run.
 *  Errors: those of the jobs; E_IO, E_BUSY. */
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

/* ---- scenarios ------------------------------------------------------------------------------ */

struct scene;

/** A word of the language; run gets all words of the line before "=>", the word itself first. */
struct scene_word {
    const char *name;
    int min, max; /* how many words the line may have */
    void (*run)(struct scene *s, const struct str *words, int n);
};

/** A name that a line gave to something. */
struct scene_value {
    struct str name, value;
};

/** One file being run. */
struct scene {
    struct world world;
    struct world_setup setup;
    struct arena *arena;
    const char *file;
    int line;
    LIST_OF(struct scene_value) saved;
    struct str post_target, post_body; /* for AGAIN */
    bool post_json;
    const char *post_type; /* see struct world_ask */
    struct http_response last;
    struct str text;                /* the whole file */
    const struct scene_word *words; /* more than those of every scenario; ends with a NULL name */
    bool keeps;                     /* saved names are printed: the world is for a browser */
    bool failed;
};

/**
 * Runs a file in a world of its own; prints "ok FILE", or the line that failed and why.
 *
 * Needs    setup, arena and file of *s; words may be NULL
 * Returns  whether all came back as it must
 */
bool scene_run(struct scene *s);
/** Notes that the present line does not hold; the file ends there. */
void scene_fail(struct scene *s, const char *what, struct str more);
/** A name for a value; the newest of a name counts. */
void scene_remember(struct scene *s, struct str name, struct str value);
/** The value of a name, or empty. */
struct str scene_recall(const struct scene *s, struct str name);
/** The lines before a line once more, in a new world. */
void scene_again(struct scene *s, int before);
/** What must come back: the words behind "=>". */
void scene_expect(struct scene *s, const struct str *words, int n);
/** Where the last answer led to, or empty. */
struct str scene_location(const struct scene *s);
/** Words about a case: phase, risk, gate, overdue; ends with a NULL name. */
extern const struct scene_word scene_case_words[];

#endif
