/* note/note_word_store.h: rows of the index of words. Errors: those of plat/db.h. */
#ifndef NOTE_WORD_STORE_H
#define NOTE_WORD_STORE_H

#include "feature/note/note.h"

/** Behind every word: a case that has it is in the index. */
#define NOTE_WORD_LAST "\xf4\x8f\xbf\xbf"
/** Words that are put in at once. */
#define NOTE_WORD_BATCH 16
/** Ranges of words that cases are looked up by. */
#define NOTE_WORD_RANGES 3

LIST_TYPE(note_body_list, struct str);

/** Puts words in, where the case is in the index; at most NOTE_WORD_BATCH, at least one. */
enum err note_word_store_insert(struct ctx *ctx, struct id casefile_id, const struct str *words,
                                size_t n) MUST_CHECK;
/** The case is in the index. */
enum err note_word_store_begin(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** The case is not in the index. */
enum err note_word_store_clear(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** The notes of a case as they read now. */
enum err note_word_store_texts(struct ctx *ctx, struct id casefile_id,
                               struct note_body_list *ret) MUST_CHECK;
/** Cases after one (ID_NONE: from the first), in the order of their ids; at most 200. */
enum err note_word_store_all(struct ctx *ctx, struct id after,
                             struct casefile_id_list *ret) MUST_CHECK;

/** Words that begin so. */
struct note_range {
    struct str from, to; /* from inclusive, to exclusive */
};
/** A case that may have what is looked for. */
struct note_case {
    struct id id, person_id;
    struct str number, client_name;
};
LIST_TYPE(note_case_list, struct note_case);
/** The case that comes after n of those that the actor sees, going back from one (ID_NONE: from the
 * newest); ID_NONE: there are not so many. */
enum err note_word_store_window(struct ctx *ctx, struct id from, int64_t n,
                                struct id *ret) MUST_CHECK;
/** Cases from one (ID_NONE: from the newest) back to before another (ID_NONE: to the oldest), at
 * most max, that may have such words. */
enum err note_word_store_cases(struct ctx *ctx, struct id from, struct id before,
                               const struct note_range ranges[NOTE_WORD_RANGES], int64_t max,
                               struct note_case_list *ret) MUST_CHECK;

#endif
