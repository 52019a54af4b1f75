/* person/person_feature.c: what the feature hands to the core. */
#include "person_feature.h"

#include "core/feature.h"

static const struct route person_routes[] = {
    ROUTE(GET, "/people", person_list_get, CAP_PERSON_READ),
    ROUTE(GET, "/people/new", person_new_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people", person_new_post, CAP_PERSON_EDIT, person_new_form, person_new_get),
    ROUTE(GET, "/people/:person", person_get, CAP_PERSON_READ),
    ROUTE_OFFLINE("/people/:person", person_edit_post, CAP_PERSON_EDIT, person_edit_form,
                  person_edit_get),
    ROUTE(GET, "/people/:person/edit", person_edit_get, CAP_PERSON_EDIT),
    ROUTE(GET, "/people/:person/journal", person_journal_get, CAP_PERSON_READ),
    ROUTE(GET, "/people/:person/contact", person_contact_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people/:person/contact", person_contact_post, CAP_PERSON_EDIT,
                  person_contact_form, person_contact_get),
    ROUTE(GET, "/people/:person/identifiers", person_identifier_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people/:person/identifiers", person_identifier_post, CAP_PERSON_EDIT,
                  person_identifier_form, person_identifier_get),
    ROUTE_OFFLINE("/people/:person/identifiers/:identifier/void", person_identifier_void_post,
                  CAP_PERSON_EDIT, NULL, NULL),
    ROUTE(GET, "/people/:person/household", household_new_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people/:person/household", household_new_post, CAP_PERSON_EDIT,
                  household_new_form, household_new_get),
    ROUTE(GET, "/people/:person/relationships", relationship_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people/:person/relationships", relationship_post, CAP_PERSON_EDIT,
                  relationship_form, relationship_get),
    ROUTE(GET, "/people/:person/relationships/:relationship", relationship_tie_get,
          CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/people/:person/relationships/:relationship", relationship_tie_post,
                  CAP_PERSON_EDIT, relationship_tie_form, relationship_tie_get),
    ROUTE_OFFLINE("/people/:person/relationships/:relationship/void", relationship_void_post,
                  CAP_PERSON_EDIT, NULL, NULL),
    ROUTE(GET, "/people/:person/merge", person_merge_get, CAP_PERSON_MERGE),
    ROUTE_FORM("/people/:person/merge", person_merge_post, CAP_PERSON_MERGE, person_merge_form,
               person_merge_get),
    ROUTE(GET, "/people/:person/merges", person_merges_get, CAP_PERSON_READ),
    ROUTE(POST, "/merges/:merge/undo", person_merge_undo_post, CAP_PERSON_MERGE),
    ROUTE(GET, "/households/:household", household_get, CAP_PERSON_READ),
    ROUTE(GET, "/households/:household/edit", household_edit_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/households/:household", household_edit_post, CAP_PERSON_EDIT,
                  household_edit_form, household_edit_get),
    ROUTE(GET, "/households/:household/members", household_member_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/households/:household/members", household_member_post, CAP_PERSON_EDIT,
                  household_member_form, household_member_get),
    ROUTE(GET, "/households/:household/members/:member", household_leave_get, CAP_PERSON_EDIT),
    ROUTE_OFFLINE("/households/:household/members/:member", household_leave_post, CAP_PERSON_EDIT,
                  household_leave_form, household_leave_get),
    ROUTES_END,
};

static const struct nav_item person_nav[] = {
    {"/people", "nav.people", "people", CAP_PERSON_READ, 40, true},
    NAV_END,
};

static const struct event_kind person_events[] = {
    {"person.added", 0, NULL},
    {"person.viewed", 0, NULL},
    {"person.denied", 0, NULL},
    {"person.changed", 0, NULL},
    {"person.contact_changed", 0, NULL},
    {"person.identifier_added", 0, "identifier_kind"},
    {"person.identifier_voided", 0, "identifier_kind"},
    {"person.household_joined", 0, NULL},
    {"person.household_left", 0, NULL},
    {"person.household_edited", 0, NULL},
    {"person.related", 0, "relationship"},
    {"person.unrelated", 0, "relationship"},
    {"person.tie_changed", 0, "tie"},
    {"person.merged", 0, NULL},
    {"person.merged_away", 0, NULL},
    {"person.merge_undone", 0, NULL},
    {"person.restored", 0, NULL},
    EVENTS_END,
};

extern const struct feature person_feature;
const struct feature person_feature = {
    .name = "person",
    .routes = person_routes,
    .nav = person_nav,
    .events = person_events,
};
