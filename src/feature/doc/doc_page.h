/* doc/doc_page.h: the handlers of documents. Nobody else includes this. */
#ifndef DOC_PAGE_H
#define DOC_PAGE_H

#include "core/web.h"

extern const struct field doc_new_form[], doc_edit_form[], doc_version_form[], doc_remove_form[];

/** All documents of a case. Errors: those of doc.h. */
enum err doc_list_get(struct req *r) MUST_CHECK;
/** The form for new ones. Errors: those of doc.h. */
enum err doc_new_get(struct req *r) MUST_CHECK;
/** Keeps new ones. Errors: those of doc.h. */
enum err doc_post(struct req *r) MUST_CHECK;
/** One document. Errors: those of doc.h. */
enum err doc_get(struct req *r) MUST_CHECK;
/** Its bytes. Errors: those of doc.h. */
enum err doc_file_get(struct req *r) MUST_CHECK;
/** What is said about it. Errors: those of doc.h. */
enum err doc_edit_get(struct req *r) MUST_CHECK;
/** Says something else about it. Errors: those of doc.h. */
enum err doc_edit_post(struct req *r) MUST_CHECK;
/** The form for a newer file. Errors: those of doc.h. */
enum err doc_version_get(struct req *r) MUST_CHECK;
/** Keeps a newer file. Errors: those of doc.h. */
enum err doc_version_post(struct req *r) MUST_CHECK;
/** Asks why it is removed. Errors: those of doc.h. */
enum err doc_remove_get(struct req *r) MUST_CHECK;
/** Removes it. Errors: those of doc.h. */
enum err doc_remove_post(struct req *r) MUST_CHECK;

#endif
