/* core/event.h: the journal. Every change leaves events in its own transaction: one row is the
 * audit trail, the case's timeline, the history of a field and the sync feed at once.
 *
 * The hashed leaf holds metadata and a salted hash of the payload. Payload and salt stand in
 * event_payload, the only part that may be erased; the chain stays whole. `position` is given
 * later by the sequencer of the jobs process (core/journal.h). */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "core/ctx.h"

/** What happened. Declared by features in struct feature, so that none is unknown to the journal.
 */
struct event_kind {
    const char *name; /* "note.added": also the message key event.note.added */
    unsigned flags;
    /** What `about` is a code of: a code list of the pack, "phase", "form", "letter", "step" (of a
     * phase: "intake:consent"), or the beginning of message keys ("casefile.approval."). NULL:
     * never shown. */
    const char *codes;
};
#define EVENT_TIMELINE 1u /* shown on the case's timeline */
#define EVENT_CONTACT 2u  /* counts as a contact with the family (filter) */
#define EVENT_DECISION 4u /* a decision (filter) */
#define EVENT_DOCUMENT 8u /* a form, plan or letter (filter) */
/* Set by what the pack says in chronology.csv. */
#define EVENT_HARM 16u
#define EVENT_PROTECTIVE 32u

struct event {
    const char *kind;
    struct id subject_id;  /* the record it is about */
    struct id casefile_id; /* or ID_NONE */
    struct id person_id;   /* or ID_NONE */
    struct str about;      /* a code that says more: the form's name, the phase; never free text */
    struct str link;       /* path of the record's page, or empty */
    struct str summary;    /* erasable: one line for the timeline */
    struct str data;       /* erasable: JSON, e.g. {"risk":["medium","high"]} before and after */
    bool confidential;     /* summary and data only for the author and who may read such notes */
    unsigned flags;        /* besides those of the kind: a note that is also a contact */
    /** Somebody was reached: the kind of note it is or counts as; of a form that does not ask for
     * one, its name. */
    struct str contact;
};

/**
 * Writes the event in the open transaction and tells the subscribers.
 *
 * Effects  rows in event and event_payload; whatever the subscribers write
 * Errors   E_BUG  the kind is not declared, or no transaction is open; E_IO; a subscriber's error
 */
enum err event_emit(struct ctx *ctx, const struct event *event) MUST_CHECK;

/** Does the pack wait for it, see pack_is_heard()? A contact is also heard as "contact.made" about
 * what it is, whether a note or a form tells of it. */
bool event_is_heard(const struct event *event, struct str events, struct str abouts);

/** True when a feature of the site declares the kind. For kinds that a pack names. */
bool event_is_declared(const struct ctx *ctx, const char *kind);

/** What happened, in the reader's words: event.KIND with {about} filled in. For timeline and
 *  journal. Memory: ctx->arena or static. */
struct str event_title(struct ctx *ctx, struct str kind, struct str about);

/** What a stored payload says for a timeline. Erased or not for this reader: empty. */
struct event_text {
    struct str link, summary;
};
/** Reads event_payload.body; an empty body gives empty texts. Errors: E_IO  it is not what
 *  event_emit() wrote. */
enum err event_text_read(struct ctx *ctx, struct str body, struct event_text *ret) MUST_CHECK;

/** Builds `data` for event_emit: fields that differ, as {"name":[before,after]}. */
struct event_diff {
    struct ctx *ctx;
    struct str json;
    int n;
};
void event_diff_add(struct event_diff *d, const char *name, struct str before, struct str after);
/** The JSON object; STR_NONE when nothing differs. */
struct str event_diff_done(struct event_diff *d);

#endif
