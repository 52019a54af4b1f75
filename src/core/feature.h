/* core/feature.h: what a feature hands to the core. Routes, menu, permission screen, journal names
 * and tests are derived from these tables. */
#ifndef CORE_FEATURE_H
#define CORE_FEATURE_H

#include "core/event.h"
#include "core/web.h"

/** An entry of the main navigation. Shown when the actor has the capability. */
struct nav_item {
    const char *path, *label; /* message key */
    const char *icon;
    enum cap need;
    int order;
    bool phone; /* in the phone's bottom bar */
};
#define NAV_END {NULL, NULL, NULL, CAP_NONE, 0, false}
#define EVENTS_END {NULL, 0, NULL}

/** Runs in the transaction of the event; may write, may emit further events. */
struct subscriber {
    const char *event; /* kind, or "*" for all */
    enum err (*on_event)(struct ctx *ctx, const struct event *event);
};
#define SUBSCRIBERS_END {NULL, NULL}

/** Periodic work of the jobs process, in its own transaction; must be safe to repeat. */
struct job {
    const char *name;
    int every_s;
    enum err (*run)(struct ctx *ctx);
};
#define JOBS_END {NULL, 0, NULL}

/** Something to do in a case: what, where, until when. */
struct todo {
    struct str what, link;
    struct date due;
};

/** What may become of something that people wait for, once its case is closed. */
struct loose_answer {
    const char *code;
    bool why; /* it needs words */
};
/** Something that people still wait for when a case is to be closed. */
struct loose_end {
    struct id id;
    struct str what, who, link; /* who: keeps it, or has it in hand */
    struct date due;
    const struct loose_answer *answers; /* one without a code ends them */
    const char *words_label;            /* message key: what the words are to say */
};
LIST_TYPE(loose_end_list, struct loose_end);
/** Something due, as a line of somebody's day. */
struct duty {
    struct id casefile_id; /* ID_NONE: of no case */
    struct str what, link;
    struct str why;               /* why it matters, or why that day: a sentence, or empty */
    struct str who;               /* who has to act, when it is not whose day it is; or empty */
    struct str done_href;         /* where one tap ends it, or empty */
    struct str met_by, met_about; /* events that end it, and about what; two of a case that await
                                     the same are one */
    struct str client_name, number, risk;
    struct str worker_name; /* in a team's day: whose it is */
    struct date due;
    bool late; /* its hour has passed today already */
    bool high;
    /* Fills in what, why, who and where, from what `of` points to, of those that are shown: a team
     * has many more. NULL: they are there. May change ctx->pack. */
    void (*tell)(struct ctx *ctx, struct duty *duty);
    const void *of;
};
LIST_TYPE(duty_list, struct duty);
struct duty_ask {
    struct date from, until; /* days, both included */
    int most;                /* of each feature */
    bool team;               /* of the actor's team instead of the actor's own */
};

struct feature {
    const char *name;
    const struct route *routes;
    const struct panel *panels;
    const struct nav_item *nav;
    const struct event_kind *events;
    const struct subscriber *subscribers;
    const struct job *jobs;
    /** What comes first of this feature's work in a case, for the lists of cases; *ret stays as it
     * is when there is none. Whoever changes it subscribes casefile_on_work() to the event. */
    enum err (*first)(struct ctx *ctx, struct id casefile_id, struct todo *ret);
    /** What people still wait for in a case: added to *ret. Nobody closes it without an answer to
     * each; when it is closed, loose_end() does what was answered. */
    enum err (*loose_ends)(struct ctx *ctx, struct id casefile_id, struct loose_end_list *ret);
    enum err (*loose_end)(struct ctx *ctx, struct id casefile_id, struct id id, struct str answer,
                          struct str words);
    /** Adds what is due on some days, for the page of the day; at most ask->most, the longest due
     * first. It costs what it finds, not what there is. */
    enum err (*due)(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret);
    /** It finds little, and looks as far for one day as for many: asked for all days at once. */
    bool due_is_rare;
    /** Where paths name a record of this feature under `programme_param`: the name of the pack that
     * it belongs to, or nothing. It says which codes a form may hold, no more. */
    const char *programme_param;
    enum err (*programme)(struct ctx *ctx, struct id id, struct str *ret);
    /** A capability was missing where the address names this case: notes it with ctx_denied() when
     *  there is such a case. */
    enum err (*refused)(struct ctx *ctx, struct id casefile_id);
    /** A route of CAP_LINK was asked for, whatever its handler will say: counts that, and refuses
     *  with E_LIMIT what comes too often. In a write transaction of its own. */
    enum err (*link_used)(struct req *r);
};

/** One installation: what is compiled in, and what its administrator set. Read-only after start. */
struct site {
    const struct feature *const *features; /* NULL-terminated; the list is app/features.c */
    const struct pack *pack; /* the first programme; its settings hold for the whole installation */
    struct str name;         /* of the agency or programme, shown in the bar */
    struct str secret;       /* 32 bytes: masks CSRF tokens, signs download links */
    struct str asset_version;
    /* Bounds how many passwords are hashed at once, or NULL. False: too many wait to enter. */
    bool (*hash_gate)(bool enter);
    bool dev;                        /* development pages */
    bool secure_cookies;             /* behind TLS */
    const struct vault *vault;       /* where uploaded files are kept; NULL: none are taken */
    const struct sync_table *tables; /* what of each table goes to devices */
    bool prints;                     /* pages can be had as PDF: there is a vault, and WeasyPrint */
    struct sync_device *device;      /* this is one, and it belongs to one person; NULL: a server */
    struct str device_program;       /* what devices fetch, as JSON; empty: they cannot */
    bool scans;   /* files are looked at by a virus scanner before they are given out */
    bool shrinks; /* large photos are made smaller before they are given out */
};

/** Finds the route; *ret_params are filled. NULL: no such path; *other_method says whether it is
 *  there for another method. Literal segments win over :names. */
const struct route *site_route(const struct site *site, enum method method, struct str path,
                               struct req *r, bool *other_method);
/** Whether the page at the path sends to its own address. */
bool site_sends_to_itself(const struct site *site, struct str path);
const struct event_kind *site_event_kind(const struct site *site, const char *name);
/** Several programmes run here: whoever begins something says which one it is for. */
bool site_has_programmes(const struct site *site);
/** The pack of that name, or NULL. */
const struct pack *site_pack(const struct site *site, struct str name);
/** The same; ctx->pack when it is unknown. */
const struct pack *site_pack_of(const struct ctx *ctx, struct str name);
/** What follows is about that programme: ctx->pack becomes its pack; empty: the first. False when
 * no such pack is loaded: ctx->pack stays as it is, and nothing of that programme may be worked on.
 */
bool site_enter(struct ctx *ctx, struct str programme);
/** Enters the programme of what the path names, or that the form says it is for: its codes are what
 * the form is checked with. Errors: E_BUSY, E_IO. */
enum err site_programme_of(struct req *r) MUST_CHECK;
/** Refuses what must not start: a route without capability, a POST form without `again`, two routes
 *  alike, an undeclared event subscribed to. One line in *problem. Errors: E_INVALID. */
enum err site_check(const struct site *site, struct arena *a, struct str *problem) MUST_CHECK;

#endif
