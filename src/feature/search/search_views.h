/* search/search_views.h: the view of the search page. */
#ifndef SEARCH_VIEWS_H
#define SEARCH_VIEWS_H

#include "core/view.h"
#include "feature/search/search.h"

struct search_hit_view {
    struct id person_id, casefile_id;
    struct str name, initials, number, by, in_case, risk_cls, risk;
    struct str why; /* empty: by the name */
    bool is_case, is_closed, has_page;
};
struct search_note_view {
    struct id casefile_id, note_id;
    struct str client_name, number, about, before, word, after;
    bool cut_before, cut_after;
};
struct search_view {
    struct str q;
    struct search_case *file; /* whose number it is; NULL: none, or there is nothing else */
    LIST_OF(struct search_hit_view) hits;
    LIST_OF(struct search_note_view) notes;
    int64_t next;         /* page of people; 0: there is none */
    struct id notes_case; /* where the search of notes goes on; ID_NONE: that was all */
    int64_t notes_page;
    bool searched, too_short, cut, goes_on, nothing;
};

#endif
