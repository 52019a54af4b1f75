/* core/ctx.h: everything a command or a page may depend on. There is nothing else: no globals, no
 * clock, no randomness. Same ctx, same request, same database: same answer, natively and in wasm.
 */
#ifndef CORE_CTX_H
#define CORE_CTX_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/list.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/i18n.h"
#include "plat/db.h"

struct pack;
struct site;

enum role {
    ROLE_NONE,
    ROLE_WORKER,
    ROLE_SUPERVISOR,
    ROLE_COORDINATOR,
    ROLE_ANALYST,
    ROLE_ADMINISTRATOR,
    ROLE_AUDITOR,
    ROLE_N
};

/**
 * Who acts. A person signs in with an account and acts in one of its seats: a role in a unit.
 * scope_id is that unit (own account, team, agency or area): the only key of what can be seen.
 */
struct actor {
    struct id account_id, seat_id, scope_id;
    struct id team_id, agency_id; /* where new records of this actor belong */
    enum role role;
    struct str name;
    uint64_t caps[2]; /* bit set of enum cap, see core/authz.h */
};

/** Why something failed, for the page that says so. */
struct failure {
    const char *msg;   /* message key, or NULL */
    const char *field; /* name of the field, or NULL */
    struct str detail; /* already in the reader's language, or empty */
    const char *file;  /* where it was found, for the log */
    int line;
    int64_t wait_s; /* too often: worth another try after so many seconds; else 0 */
};

/** A read of somebody's data, to be written to the journal of reads. */
struct access {
    const char *noun; /* "casefile" or "person" */
    struct id subject_id, casefile_id, person_id;
    bool denied; /* asked for, and not given */
};
LIST_TYPE(access_list, struct access);

/** One field of a record that somebody else changed meanwhile: both values, for the 409 page. */
struct conflict_row {
    struct str label, stored, typed;
};
/** What the 409 page shows; version is the stored one, sent when the person decides for the own. */
struct conflict {
    LIST_OF(struct conflict_row) rows;
    int64_t version;
};

#define WEIGHED_RESTS_ON 3
/** What else was considered, who agreed, until when one can appeal, and what it rests on. */
struct weighed {
    struct str alternatives, agreed;
    struct str appeal_until;              /* a day, as it is stored; or empty */
    struct str link;                      /* the page of the record */
    struct id rests_on[WEIGHED_RESTS_ON]; /* submitted forms of the case; ID_NONE: no more */
};

struct id_counter {
    const char *noun;
    uint32_t n;
};

struct ctx {
    struct arena *arena;
    struct db *db;
    struct db *reads; /* the journal of reads; may be the same as db (tests, browser) */
    const struct site *site;
    const struct pack *pack;
    const struct locale *locale;
    enum calendar_kind calendar; /* that the actor reads dates in, beside the Gregorian one */
    struct actor actor;
    struct instant now;
    struct instant claimed_at; /* stated by the device; equals now online */
    int tz_offset_min;
    struct id cmd_id;       /* of the command that runs; ids are derived from it */
    struct instant made_at; /* of a command from a device, by its clock: its ids; else not set */
    struct id_counter ids[24];
    struct failure fail;
    struct access_list accesses;
    struct id changed[8]; /* what the command's own events are about; more are not noted */
    size_t changed_n;
    struct conflict conflict;
    struct weighed weighed; /* of what is being decided; whoever writes decisions reads it */
};

/** Today in the agency's time zone. */
struct date ctx_today(const struct ctx *ctx);
/**
 * A new id: UUIDv7 from the command's time (where it was made, if that was a device) and a hash of
 * cmd_id, noun and "n-th of that noun", so that the same command replayed mints the same ids.
 */
struct id id_new(struct ctx *ctx, const char *noun);
/** Notes why, and returns e: `return ctx_fail(ctx, E_CONFLICT, "note.casefile_closed", NULL);` */
#define ctx_fail(ctx, e, msg, field)                                                               \
    ctx_fail_at((ctx), (e), (struct failure){(msg), (field), STR_NONE, __FILE__, __LINE__})
/** What ctx_fail() does. Here, so that every reader of a caller sees that it returns e. */
static inline enum err ctx_fail_at(struct ctx *ctx, enum err e, struct failure why)
{
    ctx->fail = why;
    return e;
}
/** Too often: fails with E_LIMIT and says when to try again (seconds, at least 1). Errors: E_LIMIT.
 */
static inline enum err ctx_fail_later(struct ctx *ctx, const char *msg, int64_t wait_s)
{
    ctx->fail = (struct failure){.msg = msg, .wait_s = wait_s > 1 ? wait_s : 1};
    return E_LIMIT;
}
/** SHA-256 of a text, in hexadecimal: to tell later whether it is still the same. */
struct str ctx_hash(struct arena *a, struct str text);
/** Notes that the actor read this record; written by the dispatcher. The same twice counts once. */
void ctx_access(struct ctx *ctx, const char *noun, struct id subject, struct id casefile_id,
                struct id person_id);
/** Notes that the actor asked for a record that is there and was not given it; only written when
 * the whole request is refused. Ids that lead to nothing are not noted: trying them fills no
 * journal. */
void ctx_denied(struct ctx *ctx, const char *noun, struct id subject, struct id casefile_id,
                struct id person_id);
/** Adds a field to the 409 page when both values differ; label is a message key. */
void ctx_conflict_add(struct ctx *ctx, const char *label, struct str stored, struct str typed);
/** Fails with E_CONFLICT because the record changed since the form was opened. stored_version 0:
 *  what was typed cannot be kept, only looked at. Errors: E_CONFLICT. */
enum err ctx_conflict(struct ctx *ctx, int64_t stored_version, const char *msg);
/** A message in the reader's language. */
struct str ctx_msg(struct ctx *ctx, const char *key);
/** The message MSG_… with a number in the place {n}, in its plural. */
struct str ctx_msg_n(struct ctx *ctx, int msg, int64_t n);
/** A date in the reader's words; empty for DATE_NONE. */
struct str ctx_date_words(struct ctx *ctx, struct date date, enum date_style style);
/** A date as digits, "2026-11-20"; empty for DATE_NONE. */
struct str ctx_date_text(struct ctx *ctx, struct date date);
/** An id as text, in the arena. */
struct str ctx_id_text(struct ctx *ctx, struct id id);
/** The day of a moment in the agency's time zone; DATE_NONE when it is not set. */
struct date ctx_day_of(const struct ctx *ctx, struct instant t);

#endif
