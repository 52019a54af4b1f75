/* doc/doc.h: documents of a case: papers, pictures and sound. A document has a file for each of its
 * versions; the bytes lie sealed in the vault (core/upload.h). A confidential one is read by who
 * added it and by those who hold CAP_NOTE_CONFIDENTIAL; to others it only exists. What is removed
 * is gone for everybody, and its bytes after DOC_KEPT_DAYS. Besides the errors listed, E_BUSY and
 * E_IO are possible. */
#ifndef DOC_H
#define DOC_H

#include "core/form_upload.h"
#include "core/upload.h"
#include "feature/casefile/casefile.h"

#define DOC_TITLE_MAX 200
#define DOC_PAGE 50
#define DOC_VERSIONS_MAX 100
#define DOC_CASE_BYTES_MAX (INT64_C(500) << 20) /* all files of a case together */
#define DOC_KEPT_DAYS 30

/** A version of a document. */
struct doc_file {
    struct blob blob;
    struct id doc_id;
    int64_t number; /* from 1 */
    struct str filename;
    struct str state; /* "waiting": looked at by the scanner, or made smaller, before anybody gets
                         it; "ready"; "refused": it was harmful, and is gone */
    struct str author_name;
    struct instant at;
    bool is_large; /* a photo that is still to be made smaller */
};
LIST_TYPE(doc_file_list, struct doc_file);

/** A document as the reader may see it. */
struct doc {
    struct id id, casefile_id, account_id;
    struct str kind;  /* code list "doc_kind"; empty when hidden */
    struct str title; /* empty when hidden */
    struct str author_name;
    struct date expires_on;
    struct instant created_at;
    struct doc_file file; /* the newest version */
    int64_t version;
    bool confidential;
    bool hidden; /* confidential, and not for this reader */
};
LIST_TYPE(doc_list, struct doc);

/** Whether somebody may get it. */
static inline bool doc_file_is_ready(const struct doc_file *f)
{
    return str_eq(f->state, STR("ready"));
}
/** Whether it is a picture. */
static inline bool doc_file_is_image(const struct doc_file *f)
{
    return str_has_prefix(f->blob.type, STR("image/"));
}

/** What people say about a document. */
struct doc_words {
    struct str kind, title; /* no title: the name of the file */
    struct date expires_on;
    bool confidential;
};
/**
 * Adds a document for each file.
 *
 * Needs    CAP_DOC_ADD
 * Effects  doc, doc_file; event doc.added for each; the files are kept
 * Errors   E_CONFLICT  the case is closed; E_INVALID  no file, one that is refused, an unknown
 *          kind; doc.quota: the case holds too much. The problems of files are put into *form
 */
enum err doc_add(struct ctx *ctx, const struct casefile *file, const struct doc_words *words,
                 struct upload_list *uploads, struct form *form) MUST_CHECK;
/** Another answer was wrong: says at the field "file" what is wrong with the files too, or that
 * they have to be chosen again, as no browser keeps them. */
void doc_uploads_say(struct ctx *ctx, const struct upload_list *uploads, struct form *form);
/** Documents of a case, newest first, DOC_PAGE at a time; hidden ones are listed as hidden. */
enum err doc_list_for_casefile(struct ctx *ctx, const struct casefile *file, int64_t page,
                               struct doc_list *ret, bool *ret_more) MUST_CHECK;
/** One document of the case. Errors: E_NOT_FOUND  not of this case, removed, or not for the actor.
 */
enum err doc_load(struct ctx *ctx, const struct casefile *file, struct id id,
                  struct doc *ret) MUST_CHECK;
/** The document of a file that a record of another feature names: ret->file is that file, ret->id
 * is ID_NONE when it was removed or is not for the actor. Not for bytes: those are asked for by the
 * document. */
enum err doc_find_by_file(struct ctx *ctx, const struct casefile *file, struct id file_id,
                          struct doc *ret) MUST_CHECK;
/** All versions of a document that was loaded, the newest first. */
enum err doc_files(struct ctx *ctx, const struct doc *doc, struct doc_file_list *ret) MUST_CHECK;
/** One version. Errors: E_NOT_FOUND; E_CONFLICT  doc.waiting, doc.harmful: nobody gets it. */
enum err doc_file_load(struct ctx *ctx, const struct doc *doc, int64_t number,
                       struct doc_file *ret) MUST_CHECK;
/** True when the actor may change or remove it: who added it, or who may read confidential ones. */
bool doc_may_change(const struct ctx *ctx, const struct doc *doc);
/** Changes what is said about it. version: when the page was opened. Event doc.edited. Errors:
 *  E_INVALID; E_CONFLICT  not yours, closed, or changed meanwhile. */
enum err doc_edit(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                  const struct doc_words *words, int64_t version) MUST_CHECK;
/** Adds a newer file to a document. Event doc.renewed. Errors: as doc_add(). */
enum err doc_renew(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                   struct upload_list *uploads, struct form *form) MUST_CHECK;
/** Removes a document with all versions. Event doc.removed. Errors: E_INVALID  no reason;
 *  E_CONFLICT  not yours, or closed. */
enum err doc_remove(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                    struct str reason) MUST_CHECK;

/* ---- answers of forms (doc_answer.c) --------------------------------------------------------- */

/** The question that a file answers. */
struct doc_question {
    struct form *form;
    const char *name; /* of the field */
};
/**
 * Keeps a file as an answer of a form; it is not listed with the case. *ret is the stored answer.
 *
 * Effects  doc of origin "draft", doc_file; no event: the form's own says it
 * Errors   E_INVALID  the file is refused: the problem is at the field of the form; doc.quota
 */
enum err doc_answer_add(struct ctx *ctx, const struct casefile *file, struct upload *upload,
                        const struct doc_question *question, struct form_upload *ret) MUST_CHECK;
/** The draft that these documents are answers of. */
enum err doc_answer_bind(struct ctx *ctx, const struct casefile *file, const struct id *ids,
                         size_t n, struct id record_id) MUST_CHECK;
/** A form was sent: files that its answers (as stored) name stay, its others go. Empty answers:
 * it was thrown away. */
enum err doc_answer_settle(struct ctx *ctx, const struct casefile *file, struct id record_id,
                           struct str answers) MUST_CHECK;
/** The file that an answer names; that the actor may read the answer is for the caller to know.
 *  Errors: E_NOT_FOUND  no such file of a form of this case; E_CONFLICT  as doc_file_load(). */
enum err doc_answer_load(struct ctx *ctx, const struct casefile *file, struct id id,
                         struct doc_file *ret) MUST_CHECK;

/* ---- files that wait (doc_check.c) ----------------------------------------------------------- */

/** The file that has waited longest; ret->blob.id is ID_NONE when none waits. */
enum err doc_check_next(struct ctx *ctx, struct doc_file *ret) MUST_CHECK;
/** It may be given out, of the size that it has now; or it is harmful, and goes: event doc.refused.
 */
enum err doc_check_done(struct ctx *ctx, const struct blob *blob, bool clean) MUST_CHECK;

#endif
