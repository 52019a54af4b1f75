/* doc/doc_views.h: views of the pages of documents. */
#ifndef DOC_VIEWS_H
#define DOC_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"
#include "feature/doc/doc.h"

struct doc_action_view {
    struct id casefile_id;
};

/** A document in a list. */
struct doc_row_view {
    struct doc doc;
    struct due_view expires;
    struct str size;
    bool is_ready, is_waiting;
};
struct doc_list_view {
    struct id casefile_id;
    LIST_OF(struct doc_row_view) rows;
    struct pager_view pager;
    bool may_add, has_pages;
};

struct doc_new_view {
    struct id casefile_id;
    struct field_view file, photo, kind, title, expires_on, confidential;
};

struct doc_version_row_view {
    struct doc_file file;
    struct str href, size;
    bool is_ready, is_waiting;
};
struct doc_page_view {
    struct doc doc;
    struct str href; /* of the newest file */
    struct due_view expires;
    LIST_OF(struct doc_version_row_view) versions;
    bool is_image, is_audio, is_ready, is_waiting, may_change, may_add, has_versions;
};

struct doc_edit_view {
    struct id casefile_id, doc_id;
    struct field_view kind, title, expires_on, confidential;
    int64_t version;
};

struct doc_version_view {
    struct id casefile_id, doc_id;
    struct field_view file;
};

struct doc_remove_view {
    struct id casefile_id, doc_id;
    struct str title;
    struct field_view reason;
};

#endif
