/* doc/doc_store.h: rows of documents and their files. Errors: those of plat/db.h. */
#ifndef DOC_STORE_H
#define DOC_STORE_H

#include "feature/doc/doc.h"

/** A document with its first file; origin is "case" or "draft". */
enum err doc_store_insert(struct ctx *ctx, const struct doc *doc, const char *origin,
                          const struct upload *upload) MUST_CHECK;
/** One more file of a document, the number-th. */
enum err doc_store_file(struct ctx *ctx, const struct doc *doc, int64_t number,
                        const struct upload *upload) MUST_CHECK;
/** Bytes of all files of a case. */
enum err doc_store_bytes(struct ctx *ctx, struct id casefile_id, int64_t *ret) MUST_CHECK;
/** A page of the case's documents, one more than fits. */
enum err doc_store_by_casefile(struct ctx *ctx, struct id casefile_id, int64_t page,
                               struct doc_list *ret) MUST_CHECK;
/** Errors: also E_NOT_FOUND. */
enum err doc_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                        struct doc *ret) MUST_CHECK;
/** The document of a file, with that file. Errors: also E_NOT_FOUND. */
enum err doc_store_by_file(struct ctx *ctx, struct id casefile_id, struct id file_id,
                           struct doc *ret) MUST_CHECK;
/** All versions, the newest first. */
enum err doc_store_files(struct ctx *ctx, const struct doc *doc,
                         struct doc_file_list *ret) MUST_CHECK;
/** Errors: also E_NOT_FOUND. */
enum err doc_store_file_find(struct ctx *ctx, const struct doc *doc, int64_t number,
                             struct doc_file *ret) MUST_CHECK;
/** Errors: also E_NOT_FOUND. */
enum err doc_store_answer(struct ctx *ctx, struct id casefile_id, struct id id,
                          struct doc_file *ret) MUST_CHECK;
/** *ret_done: it was still of that version. */
enum err doc_store_update(struct ctx *ctx, const struct doc *doc, int64_t version,
                          bool *ret_done) MUST_CHECK;
/** The number of its newest file. */
enum err doc_store_renew(struct ctx *ctx, const struct doc *doc, int64_t number) MUST_CHECK;
enum err doc_store_remove(struct ctx *ctx, struct id casefile_id, struct id id,
                          struct str reason) MUST_CHECK;
enum err doc_store_bind(struct ctx *ctx, struct id casefile_id, struct id id,
                        struct id record_id) MUST_CHECK;
LIST_TYPE(doc_ids, struct id);
/** Files of a draft. */
enum err doc_store_draft(struct ctx *ctx, struct id casefile_id, struct id record_id,
                         struct doc_ids *ret) MUST_CHECK;
enum err doc_store_answered(struct ctx *ctx, struct id casefile_id, struct id id) MUST_CHECK;
/** Whether a record names the file. */
enum err doc_store_known(struct ctx *ctx, struct id blob_id, bool *ret) MUST_CHECK;
/** Files of documents removed before then, at most a hundred. */
enum err doc_store_erasable(struct ctx *ctx, struct instant before, struct doc_ids *ret) MUST_CHECK;
enum err doc_store_erased(struct ctx *ctx, struct id blob_id) MUST_CHECK;
/** The file that has waited longest; ID_NONE when none does. */
enum err doc_store_waiting(struct ctx *ctx, struct doc_file *ret) MUST_CHECK;
/** The document of a file that waits. Errors: also E_NOT_FOUND. */
enum err doc_store_of_file(struct ctx *ctx, struct id blob_id, struct doc *ret) MUST_CHECK;
enum err doc_store_checked(struct ctx *ctx, const struct blob *blob, bool clean) MUST_CHECK;

#endif
