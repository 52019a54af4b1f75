/* core/journal.h: the verifiable side of the journal: reads folded in, positions given, a Merkle
 * tree over the leaves (RFC 6962) with signed tree heads, and the verifier for auditors. */
#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include "core/ctx.h"
#include "plat/crypto.h"

/** Keys of an installation; they live in files outside the database. */
struct journal_keys {
    uint8_t secret[SIGN_SECRET_SIZE];
    uint8_t public_[SIGN_PUBLIC_SIZE];
};

/** Writes the reads noted in ctx to the journal of reads. Errors: E_IO. */
enum err journal_access_flush(struct ctx *ctx, const char *route) MUST_CHECK;
/** Moves up to 1,000 reads into the journal as events; *ret_n says how many. Errors: E_BUSY, E_IO.
 */
enum err journal_fold_reads(struct ctx *ctx, int *ret_n) MUST_CHECK;
/**
 * Gives positions to committed events, oldest first, and signs a new tree head; in one transaction
 * of up to 1,000 events. Only one process does this (jobs); the unique key on position guards it.
 *
 * Errors  E_BUSY, E_CONFLICT (another sequencer was faster), E_IO
 */
enum err journal_sequence(struct ctx *ctx, const struct journal_keys *keys, int *ret_n) MUST_CHECK;

/** A signed tree head, as exported and as checked against. */
struct checkpoint {
    int64_t size;
    struct sha256 root;
    uint8_t signature[SIGN_SIZE];
    struct instant at;
};
/** The newest tree head. Errors: E_NOT_FOUND, E_IO. */
enum err checkpoint_last(struct ctx *ctx, struct checkpoint *ret) MUST_CHECK;
/** One line of text: "alidade-checkpoint v1 SIZE ROOT AT SIGNATURE". */
struct str checkpoint_format(struct arena *a, const struct checkpoint *c);
/** Errors: E_INVALID. */
enum err checkpoint_parse(struct str line, struct checkpoint *ret) MUST_CHECK;

struct journal_finding {
    int64_t position;
    const char *what; /* "leaf does not match its row", … */
};
LIST_TYPE(journal_finding_list, struct journal_finding);

struct journal_report {
    int64_t events, sequenced, checkpoints, erased;
    struct sha256 root;
    struct journal_finding_list findings; /* at most 100 */
    int64_t finding_n;
};
/**
 * Recomputes every leaf and every tree head; with exported (may be NULL), that too. Reads one
 * snapshot in small batches, so that any length takes the same memory and a busy server does not
 * disturb it; no transaction may be open.
 *
 * Errors  E_IO. What is wrong with the journal is in ret->findings, not an error.
 */
enum err journal_verify(struct ctx *ctx, const uint8_t public_[SIGN_PUBLIC_SIZE],
                        const struct checkpoint *exported, struct journal_report *ret) MUST_CHECK;
/** Erases one payload lawfully: body and salt go, an event `payload.erased` stays.
 *  Errors: E_NOT_FOUND  no such payload, or erased already; E_IO. */
enum err journal_erase(struct ctx *ctx, struct id event_id) MUST_CHECK;

#endif
