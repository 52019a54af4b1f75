/* app/sync_tables.c: THE list of what devices that work offline keep. A new table gets one line
 * here and nothing else: what changes in its cases then comes to each device that may have it. A
 * test compares the list with the schema. Fields: core/sync_table.h. */
#include "app/assets.h"
#include "feature/assess/assess.h"

#define CASE(name_) {.name = name_, .how = SYNC_CASE, .key = "casefile_id"}
#define CASE_ONLY(name_, only_)                                                                    \
    {.name = name_, .how = SYNC_CASE, .key = "casefile_id", .only = only_}
#define OF(name_, key_, members_) {.name = name_, .how = SYNC_OF, .key = key_, .members = members_}
#define NAMED(name_, ends_) {.name = name_, .how = SYNC_NAMED, .key = ends_}
#define NONE(name_, why_) {.name = name_, .how = SYNC_NONE, .why = why_}

#define PEOPLE                                                                                     \
    "SELECT person_id FROM casefile_person WHERE casefile_id IN (%) "                              \
    "UNION SELECT person_id FROM casefile WHERE id IN (%)"
#define HOUSEHOLDS "SELECT household_id FROM casefile WHERE household_id IS NOT NULL AND id IN (%)"
#define OPEN_OR_OWN "confidential = 0 OR account_id = @a OR @c = 1"
#define TIMELINE "flags <> 0 AND (" OPEN_OR_OWN ")"
#define OWN_SCOPE "scope_id = @s"

const struct sync_table sync_tables[] = {
    {.name = "casefile", .how = SYNC_CASE, .key = "id"},
    CASE("approval"),
    CASE("benefit"),
    CASE("casefile_person"),
    CASE("casefile_phase"),
    CASE_ONLY("casefile_scope", OWN_SCOPE),
    CASE("casefile_share"),
    CASE("casefile_step"),
    CASE("closure"),
    CASE("consent"),
    CASE("consent_use"),
    CASE("deadline"),
    CASE("deadline_pause"),
    CASE("decision"),
    CASE("decision_evidence"),
    CASE_ONLY("doc", OPEN_OR_OWN),
    OF("doc_file", "doc_id", "SELECT id FROM doc WHERE casefile_id IN (%) AND (" OPEN_OR_OWN ")"),
    CASE_ONLY("event", TIMELINE),
    OF("event_payload", "event_id", "SELECT id FROM event WHERE casefile_id IN (%) AND " TIMELINE),
    {.name = "form_record",
     .how = SYNC_CASE,
     .key = "casefile_id",
     .only = "state = 'submitted' OR account_id = @a",
     .hide = assess_hide_row},
    CASE("involvement"),
    CASE_ONLY("note", OPEN_OR_OWN),
    OF("note_correction", "note_id",
       "SELECT id FROM note WHERE casefile_id IN (%) AND (" OPEN_OR_OWN ")"),
    CASE("plan"),
    CASE("plan_action"),
    CASE("plan_goal"),
    CASE("plan_progress"),
    CASE("plan_signature"),
    CASE("plan_words"),
    CASE("promise"),
    CASE("proposal"),
    CASE("referral"),
    OF("referral_answer", "referral_id", "SELECT id FROM referral WHERE casefile_id IN (%)"),
    OF("referral_item", "referral_id", "SELECT id FROM referral WHERE casefile_id IN (%)"),
    CASE("review"),
    CASE("task"),
    CASE("transfer"),
    CASE("transfer_item"),
    CASE("unmet_need"),

    OF("person", "id", PEOPLE),
    OF("person_contact", "person_id", PEOPLE),
    OF("person_identifier", "person_id", PEOPLE),
    OF("person_key", "person_id", PEOPLE),
    {.name = "person_scope",
     .how = SYNC_OF,
     .key = "person_id",
     .members = PEOPLE,
     .only = OWN_SCOPE},
    {.name = "relationship",
     .how = SYNC_OF,
     .key = "person_id",
     .members = PEOPLE,
     .only = "other_id IN (" PEOPLE ")"},
    OF("household", "id", HOUSEHOLDS),
    {.name = "household_member",
     .how = SYNC_OF,
     .key = "household_id",
     .members = HOUSEHOLDS,
     .only = "person_id IN (" PEOPLE ")"},

    {.name = "account",
     .how = SYNC_NAMED,
     .key = "account_id _by worker_id",
     .columns = "id, name, created_at, '' AS password",
     .fill = "login"},
    NAMED("agency", "agency_id"),
    NAMED("area", "area_id parent_id"),
    NAMED("organization", "organization_id"),
    NAMED("service", "service_id"),
    NAMED("team", "team_id"),

    NONE("access_read", "the device has its own journal of reads"),
    NONE("account_change", "passwords and rights are given with a connection"),
    NONE("casefile_number", "numbers are given by the server"),
    NONE("casefile_rules", "how far a job has come"),
    NONE("checkpoint", "the journal is sealed by the server"),
    NONE("command", "of the server; a device has its outbox"),
    NONE("device", "seen and taken back with a connection"),
    NONE("draft", "what is typed stays where it was typed"),
    NONE("figure", "figures are for those who are no case workers"),
    NONE("figure_case", "counts for figures"),
    NONE("figure_delta", "counts for figures"),
    NONE("form_media", "comes with the pack"),
    NONE("form_version", "comes with the pack"),
    NONE("intake", "not yet: its screening hides answers by reader, as form_record does"),
    NONE("intake_scope", "with intake"),
    NONE("location", "the directory: not yet"),
    NONE("outbox", "of the device"),
    NONE("outbox_mark", "of the device"),
    NONE("person_merge", "merging needs a connection"),
    NONE("referral_link", "secrets of receivers"),
    NONE("schema_migration", "the device migrates its own"),
    NONE("seat", "who works on the device is told by the program"),
    NONE("service_area", "the directory: not yet"),
    NONE("service_at_location", "the directory: not yet"),
    NONE("service_key", "the directory: not yet"),
    NONE("service_record", "the directory: not yet"),
    NONE("session", "of the server"),
    NONE("sign_in_throttle", "of the server"),
    NONE("sync_mark", "of the server"),
    NONE("sync_receipt", "a device keeps the answers in its outbox"),
    NONE("sync_review", "decided with a connection"),
    NONE("sync_scope", "of the server"),
    {.name = NULL},
};
