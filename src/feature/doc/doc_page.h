/* doc/doc_page.h: the handlers of documents. Nobody else includes this. */
#ifndef DOC_PAGE_H
#define DOC_PAGE_H

#include "core/web.h"

extern const struct field doc_new_form[], doc_edit_form[], doc_version_form[], doc_remove_form[];

/** All documents of a case. */
enum err doc_list_get(struct req *r);
/** The form for new ones. */
enum err doc_new_get(struct req *r);
enum err doc_post(struct req *r);
/** One document. */
enum err doc_get(struct req *r);
/** Its bytes. */
enum err doc_file_get(struct req *r);
/** What is said about it. */
enum err doc_edit_get(struct req *r);
enum err doc_edit_post(struct req *r);
/** A newer file. */
enum err doc_version_get(struct req *r);
enum err doc_version_post(struct req *r);
/** Removing it. */
enum err doc_remove_get(struct req *r);
enum err doc_remove_post(struct req *r);

#endif
