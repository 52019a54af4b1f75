/* note/note_word.h: the words that notes are found by, and the index of them: which words stand in
 * the notes of a case. It is written with the note, in the same transaction (docs/adr/0014). */
#ifndef NOTE_WORD_H
#define NOTE_WORD_H

#include "feature/note/note.h"

/** Letters of a word that count. */
#define NOTE_WORD_LETTERS 24

/** Walks the words of a text. */
struct note_words {
    struct arena *arena;
    struct str text;
    size_t next;        /* where the next piece begins */
    size_t from, until; /* the piece of the text that the word stands in */
    struct str folded;  /* what is left of that piece */
};
/** At the first word. */
struct note_words note_words_of(struct ctx *ctx, struct str text);
/**
 * The next word as it is compared: folded, without the Arabic article, cut to NOTE_WORD_LETTERS.
 * Words of one letter are left out.
 *
 * Returns  false at the end
 */
bool note_words_next(struct note_words *w, struct str *ret);

/** Takes the words of a new note into the index of its case, if the case is in it. Errors: E_BUSY,
 * E_IO. */
enum err note_word_add(struct ctx *ctx, struct id casefile_id, struct str body) MUST_CHECK;
/** A new case is in the index from its beginning. Errors: E_BUSY, E_IO. */
enum err note_word_begin(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** Makes the index of a case anew, from its notes as they read now: what is in none of them any
 * more is gone. Errors: E_BUSY, E_IO. */
enum err note_word_renew(struct ctx *ctx, struct id casefile_id) MUST_CHECK;

#endif
