/* note/note_word_store.h: rows of the index of words. Errors: those of plat/db.h. */
#ifndef NOTE_WORD_STORE_H
#define NOTE_WORD_STORE_H

#include "feature/note/note.h"

/** Words that cases are looked up by. */
#define NOTE_WORD_ASKED 3
/** Cases that are given at once. */
#define NOTE_CASES 100

LIST_TYPE(note_body_list, struct str);

/** The words of a case, each with a space before it. Errors: E_NOT_FOUND  it is not in the index.
 */
enum err note_word_store_find(struct ctx *ctx, struct id casefile_id, struct str *ret) MUST_CHECK;
/** These are its words from now on. */
enum err note_word_store_put(struct ctx *ctx, struct id casefile_id, struct str words) MUST_CHECK;
/** The case is not in the index. */
enum err note_word_store_clear(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** The notes of a case as they read now. */
enum err note_word_store_texts(struct ctx *ctx, struct id casefile_id,
                               struct note_body_list *ret) MUST_CHECK;
/** Cases after one (ID_NONE: from the first), in the order of their ids; at most 200. */
enum err note_word_store_all(struct ctx *ctx, struct id after,
                             struct casefile_id_list *ret) MUST_CHECK;

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
 * most max, that may have words that begin so, each with the space before it. */
enum err note_word_store_cases(struct ctx *ctx, struct id from, struct id before,
                               const struct str words[NOTE_WORD_ASKED],
                               struct note_case_list *ret) MUST_CHECK;

#endif
