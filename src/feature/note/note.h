/* note/note.h: case notes and contacts. A note is never edited: a correction stands beside the
 * first text, with who and why. A confidential note is read by its author and by those who hold
 * CAP_NOTE_CONFIDENTIAL; to others it only exists. */
#ifndef NOTE_H
#define NOTE_H

#include "feature/casefile/casefile.h"

#define NOTE_BODY_MAX 10000
#define NOTE_PAGE 25

/** A note as the reader may see it. */
struct note {
    struct id id, casefile_id, account_id;
    struct str kind;   /* code list "note_kind"; empty when hidden */
    struct str result; /* code list "contact_result", or empty */
    struct str body;   /* as it reads now, after its corrections; empty when hidden */
    struct str author_name;
    struct date occurred_on;
    struct instant created_at;
    int64_t correction_n, version;
    bool confidential;
    bool hidden; /* confidential, and not for this reader: no kind, no text, no author */
};
LIST_TYPE(note_list, struct note);

/** One text of a note, the first or a correction. */
struct note_text {
    struct str body, reason, author_name;
    struct instant at;
};
LIST_TYPE(note_text_list, struct note_text);

LIST_TYPE(note_name_list, struct str);

struct note_draft {
    struct id casefile_id;
    struct str kind, result, body;
    struct date occurred_on;
    bool confidential;
    struct casefile_id_list seen;    /* of the people of the case, who was seen or talked to */
    struct casefile_id_list actions; /* of the plan in force, by origin_id: what it was about */
};
/**
 * Adds a note to a case. To a closed one only a contact: a follow-up.
 *
 * A kind of the group "contact" is a contact with the family: it sets the day the family was last
 * seen and may complete a step. When its result is of the group "attempt", nobody was reached: the
 * note then says so and does neither.
 *
 * Needs    CAP_NOTE_ADD
 * Effects  note; event note.added, note.followed_up (in a closed case) or note.attempted
 * Errors   E_NOT_FOUND; E_CONFLICT  the case is closed, and it is no contact; E_INVALID
 * note.in_future, an unknown code, no text
 */
enum err note_add(struct ctx *ctx, const struct note_draft *draft, struct note *ret) MUST_CHECK;

/** Which notes of a case to list. */
struct note_filter {
    struct str kind;    /* a code, or empty for all */
    bool contacts_only; /* kinds of the group "contact" */
    int64_t page;       /* from 1 */
};
/**
 * Notes of a case, newest first, NOTE_PAGE at a time.
 *
 * Shape   *ret_more tells whether there are older ones; hidden notes are listed as hidden, but not
 *         when a kind is asked for
 * Errors  E_BUSY, E_IO
 */
enum err note_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                const struct note_filter *filter, struct note_list *ret,
                                bool *ret_more) MUST_CHECK;
/** One note of the case. Errors: E_NOT_FOUND  not of this case, or confidential and not for the
 * actor. */
enum err note_load(struct ctx *ctx, const struct casefile *file, struct id id,
                   struct note *ret) MUST_CHECK;
/** All texts of a note that was loaded, the newest first; the last is the original. Errors: E_BUSY,
 * E_IO. */
enum err note_texts(struct ctx *ctx, const struct note *note,
                    struct note_text_list *ret) MUST_CHECK;
/** Names of who was seen. Errors: E_BUSY, E_IO. */
enum err note_seen(struct ctx *ctx, const struct note *note, struct note_name_list *ret) MUST_CHECK;
/** The actions of the plan that it was about, as they read now. Errors: E_BUSY, E_IO. */
enum err note_actions(struct ctx *ctx, const struct note *note,
                      struct note_name_list *ret) MUST_CHECK;
/** True when the actor may correct it: the author, or who may read confidential notes of others. */
bool note_may_correct(const struct ctx *ctx, const struct note *note);
/**
 * Puts a corrected text beside the first.
 *
 * version is that of the note when the page was opened.
 * Effects  note_correction; event note.corrected
 * Errors   E_INVALID  no text, no reason, nothing changed; E_CONFLICT  somebody else's note,
 *          corrected by somebody else meanwhile, or the case is closed
 */
enum err note_correct(struct ctx *ctx, const struct casefile *file, struct note *note,
                      const struct note_text *wanted, int64_t version) MUST_CHECK;

/* ---- finding -------------------------------------------------------------------------------- */

/** A note that has the words looked for, with some of its text around the first of them. */
struct note_found {
    struct id casefile_id, note_id;
    struct str number, client_name; /* of the case */
    struct str kind, author_name;
    struct date occurred_on;
    struct str before, word, after;
    bool cut_before, cut_after; /* the text goes on there */
};
LIST_TYPE(note_found_list, struct note_found);
/** Where a search goes on: a page of the notes of a case. */
struct note_place {
    struct id casefile_id; /* ID_NONE: from the beginning */
    int64_t page;
};
/**
 * Notes in which every word of the text stands, or begins a word; case, diacritics, Arabic letter
 * variants and the Arabic article do not count. Only those that the actor may read; each case that
 * one is from counts as read.
 *
 * Shape    from the newest case back, in a case the newest first; about NOTE_PAGE
 * Returns  *ret_next  where it stopped: there may be more; casefile_id ID_NONE: that is all. It may
 *          have found nothing so far
 * Errors   E_BUSY, E_IO
 */
enum err note_find(struct ctx *ctx, struct str text, const struct note_place *from,
                   struct note_found_list *ret, struct note_place *ret_next) MUST_CHECK;
/**
 * Makes the index that note_find() looks into anew, for some cases after one, in their order; for
 * those that were there before the index. A case that is not in it is found all the same, slower.
 *
 * Returns  *ret_last  the last of them; ID_NONE: there are no more
 * Errors   E_BUSY, E_IO
 */
enum err note_index(struct ctx *ctx, struct id after, struct id *ret_last) MUST_CHECK;

#endif
