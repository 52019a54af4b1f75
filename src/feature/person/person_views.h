/* person/person_views.h: views of people, households and relationships. */
#ifndef PERSON_VIEWS_H
#define PERSON_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/person/person_page.h"

/** Somebody in a list: name, number, age and area always together. */
struct person_row_view {
    struct id id;
    struct str name, initials, age, area;
    struct str sex;
    struct str case_number, case_state;
    struct str matched; /* why the row is here, or empty */
};

struct people_view {
    struct str q;
    LIST_OF(struct person_row_view) rows;
    struct pager_view pager;
    bool searched, may_edit, paged;
};

/** One likely twin; of one outside the scope only whom to ask. */
struct twin_view {
    struct person_row_view person;
    struct str why, ask;
    struct str same; /* "It is her" */
    bool visible, likely;
};
struct person_twins_view {
    LIST_OF(struct twin_view) twins;
    int64_t n;
    bool choose; /* buttons that send the form; else links to the record */
};

struct hidden_view {
    struct str name, value;
};
struct person_form_view {
    struct id id; /* none: a new person */
    struct str name;
    struct field_view given_name, family_name, other_names, sex, birth_date, age, died_on;
    struct field_view languages, phone, email, contact_note, address, area;
    struct field_view identifier_kind, identifier;
    LIST_OF(struct hidden_view) was;
    int64_t version;
    bool more; /* one of the less usual fields has something in it */
    struct panel_view twins;
    struct draft_notice_view draft; /* of a new person */
    struct id related_to;           /* whose relative is being recorded */
};

struct fact_view {
    struct str label, anchor;
    struct str text;
    bool is_number; /* always left to right */
    bool is_block;  /* several lines */
    struct str href;
};
struct identifier_view {
    struct id id;
    struct str kind, value;
};
struct member_view {
    struct id id;
    struct person_row_view person;
    struct str role;
    struct date since, until;
    bool present, has_case, is_subject;
};
struct household_card_view {
    struct id id;
    struct str name, address, area;
    LIST_OF(struct member_view) members;
    int64_t hidden;
};
struct relative_view {
    struct id id;
    struct person_row_view person;
    struct str kind, tie;
    struct date since;
    bool has_case;
};
struct person_case_view {
    struct id id;
    struct str number, state, role;
    struct date opened_on, closed_on;
};
struct person_page_view {
    struct person_row_view person;
    LIST_OF(struct fact_view) facts, contact;
    LIST_OF(struct identifier_view) identifiers;
    LIST_OF(struct household_card_view) households;
    LIST_OF(struct relative_view) relatives;
    LIST_OF(struct person_case_view) cases;
    struct panel_view_list panels;
    struct contact_line_view reach;
    bool may_edit, may_merge, has_merges;
};

struct person_contact_view {
    struct person_row_view person;
    struct field_view channels, days, from_hour, to_hour, no_message, neutral, sender, code_phrase,
        hidden_from;
    int64_t version;
};

struct person_event_view {
    struct str title, who;
    struct instant at;
};
struct person_journal_view {
    struct person_row_view person;
    LIST_OF(struct person_event_view) events;
    struct pager_view pager;
};

struct identifier_form_view {
    struct person_row_view person;
    struct field_view kind, value;
    LIST_OF(struct identifier_view) identifiers;
    bool taken; /* somebody has this number: ask again */
    struct panel_view twins;
};

/** Who is it? A search over people, for households, relationships and merging. */
struct person_pick_view {
    struct str q, param; /* name of the query parameter that a link sets */
    LIST_OF(struct person_row_view) rows;
    bool searched;
    struct str new_href; /* to record somebody new, or empty */
};

struct household_view {
    struct household_card_view household;
    LIST_OF(struct member_view) former;
    bool may_edit;
    struct str today;
};
struct household_form_view {
    struct id id, person_id;
    struct str person_name;
    struct field_view name, address, area, role, since;
    int64_t version;
};
struct household_member_form_view {
    struct household_card_view household;
    struct person_row_view other;
    bool chosen;
    struct field_view role, since;
    struct person_pick_view pick;
};
struct household_leave_view {
    struct household_card_view household;
    struct member_view member;
    struct field_view until;
};
struct relationship_form_view {
    struct person_row_view person, other;
    bool chosen;
    struct str kind_label; /* "Amal is Karim's …" */
    struct field_view kind, since, tie;
    struct person_pick_view pick;
};

/** How close two people are. */
struct relationship_tie_view {
    struct id id;
    struct person_row_view person, other;
    struct str kind;
    struct field_view tie;
};

struct merge_part_view {
    struct str name, label, kept, merged;
    bool differs, take;
};
struct person_merge_view {
    struct person_row_view kept, merged;
    bool chosen;
    LIST_OF(struct merge_part_view) parts;
    int64_t kept_version, merged_version;
    struct field_view reason;
    struct panel_view twins;
    struct person_pick_view pick;
};
struct merge_view {
    struct id id;
    struct str merged_name, reason, by;
    struct instant at, undone_at;
};
struct person_merges_view {
    struct person_row_view person;
    LIST_OF(struct merge_view) merges;
    bool may_undo;
};

#endif
