/* note/note_store.h: rows of notes. Errors: those of plat/db.h unless more are listed. */
#ifndef NOTE_STORE_H
#define NOTE_STORE_H

#include "feature/note/note.h"

/** A new note; contact: its kind is a contact with the family. */
enum err note_store_insert(struct ctx *ctx, const struct note *note, bool contact) MUST_CHECK;
/** Who was seen, as far as they are people of the case. */
enum err note_store_put_seen(struct ctx *ctx, const struct note *note,
                             const struct casefile_id_list *seen) MUST_CHECK;
/** Actions of the plan in force, as far as they are in it. */
enum err note_store_put_actions(struct ctx *ctx, const struct note *note,
                                const struct casefile_id_list *actions) MUST_CHECK;
/** What those say. */
enum err note_store_actions(struct ctx *ctx, const struct note *note,
                            struct note_name_list *ret) MUST_CHECK;
/** Names of who was seen. */
enum err note_store_seen(struct ctx *ctx, const struct note *note,
                         struct note_name_list *ret) MUST_CHECK;
/** One page and one more, so that the caller sees whether it ends. */
enum err note_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                const struct note_filter *filter, struct note_list *ret) MUST_CHECK;
/** One note of a case as the actor may see it. Errors: E_NOT_FOUND. */
enum err note_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                         struct note *ret) MUST_CHECK;
/** Corrections, the newest first, and the first text. */
enum err note_store_texts(struct ctx *ctx, const struct note *note,
                          struct note_text_list *ret) MUST_CHECK;
/** A correction; the note's version goes up. */
enum err note_store_correct(struct ctx *ctx, const struct note *note,
                            const struct note_text *text) MUST_CHECK;

#endif
