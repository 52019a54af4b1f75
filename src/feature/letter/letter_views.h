/* letter/letter_views.h: views of the pages of letters. */
#ifndef LETTER_VIEWS_H
#define LETTER_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/letter/letter.h"
#include "feature/person/person_page.h"

/** A letter in a list. */
struct letter_row_view {
    struct str title, why, href;
};
LIST_TYPE(letter_row_view_list, struct letter_row_view);
/** The letters of the case's phase, then the others. */
struct letter_list_view {
    struct letter_row_view_list now, others;
};

struct letter_panel_view {
    struct id casefile_id;
    struct letter_row_view_list letters;
};

struct letter_language_view {
    struct str href, name, tag;
    bool current;
};

/** A letter as it is printed. */
struct letter_page_view {
    struct str back, action, title, client, number, worker, team, site;
    struct date today;
    struct letter_paragraph_list paragraphs;
    LIST_OF(struct letter_language_view) languages;
    struct contact_paper_view paper;
    bool has_gaps, may_give;
    struct field_view given_on, how;
};

#endif
