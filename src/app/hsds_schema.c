/* app/hsds_schema.c: the tables of HSDS 3.0 as data, after its published JSON schemas, and the
 * capacity of 3.1. */
#include "app/hsds.h"

/* clang-format off */
static const struct hsds_column organization_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"name", HSDS_TEXT, true, NULL},
    {"alternate_name", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, true, NULL},
    {"email", HSDS_TEXT, false, NULL},
    {"website", HSDS_TEXT, false, NULL},
    {"tax_status", HSDS_TEXT, false, NULL},
    {"tax_id", HSDS_TEXT, false, NULL},
    {"year_incorporated", HSDS_NUMBER, false, NULL},
    {"legal_status", HSDS_TEXT, false, NULL},
    {"logo", HSDS_TEXT, false, NULL},
    {"uri", HSDS_TEXT, false, NULL},
    {"parent_organization_id", HSDS_ID, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child organization_children[] = {
    {"services", HSDS_SERVICE, "organization_id", false},
    {"funding", HSDS_FUNDING, "organization_id", false},
    {"contacts", HSDS_CONTACT, "organization_id", false},
    {"phones", HSDS_PHONE, "organization_id", false},
    {"locations", HSDS_LOCATION, "organization_id", false},
    {"programs", HSDS_PROGRAM, "organization_id", false},
    {"organization_identifiers", HSDS_ORGANIZATION_IDENTIFIER, "organization_id", false},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column program_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, true, NULL},
    {"alternate_name", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, true, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child program_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column service_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"program_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, true, NULL},
    {"alternate_name", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"url", HSDS_TEXT, false, NULL},
    {"email", HSDS_TEXT, false, NULL},
    {"status", HSDS_TEXT, true, "active|inactive|defunct|temporarily closed"},
    {"interpretation_services", HSDS_TEXT, false, NULL},
    {"application_process", HSDS_TEXT, false, NULL},
    {"fees_description", HSDS_TEXT, false, NULL},
    {"wait_time", HSDS_TEXT, false, NULL},
    {"fees", HSDS_TEXT, false, NULL},
    {"accreditations", HSDS_TEXT, false, NULL},
    {"eligibility_description", HSDS_TEXT, false, NULL},
    {"minimum_age", HSDS_NUMBER, false, NULL},
    {"maximum_age", HSDS_NUMBER, false, NULL},
    {"assured_date", HSDS_TEXT, false, NULL},
    {"assurer_email", HSDS_TEXT, false, NULL},
    {"licenses", HSDS_TEXT, false, NULL},
    {"alert", HSDS_TEXT, false, NULL},
    {"last_modified", HSDS_TIME, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child service_children[] = {
    {"phones", HSDS_PHONE, "service_id", false},
    {"schedules", HSDS_SCHEDULE, "service_id", false},
    {"service_areas", HSDS_SERVICE_AREA, "service_id", false},
    {"service_at_locations", HSDS_SERVICE_AT_LOCATION, "service_id", false},
    {"languages", HSDS_LANGUAGE, "service_id", false},
    {"organization", HSDS_ORGANIZATION, "organization_id", true},
    {"funding", HSDS_FUNDING, "service_id", false},
    {"cost_options", HSDS_COST_OPTION, "service_id", false},
    {"program", HSDS_PROGRAM, "program_id", true},
    {"required_documents", HSDS_REQUIRED_DOCUMENT, "service_id", false},
    {"contacts", HSDS_CONTACT, "service_id", false},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {"capacities", HSDS_SERVICE_CAPACITY, "service_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column attribute_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"link_id", HSDS_ID, false, NULL},
    {"taxonomy_term_id", HSDS_ID, false, NULL},
    {"link_type", HSDS_TEXT, false, NULL},
    {"link_entity", HSDS_TEXT, false, NULL},
    {"value", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child attribute_children[] = {
    {"taxonomy_term", HSDS_TAXONOMY_TERM, "taxonomy_term_id", true},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column service_at_location_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child service_at_location_children[] = {
    {"contacts", HSDS_CONTACT, "service_at_location_id", false},
    {"phones", HSDS_PHONE, "service_at_location_id", false},
    {"schedules", HSDS_SCHEDULE, "service_at_location_id", false},
    {"location", HSDS_LOCATION, "location_id", true},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {"service", HSDS_SERVICE, "service_id", true},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column location_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"location_type", HSDS_TEXT, true, "physical|postal|virtual"},
    {"url", HSDS_TEXT, false, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, false, NULL},
    {"alternate_name", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"transportation", HSDS_TEXT, false, NULL},
    {"latitude", HSDS_NUMBER, false, NULL},
    {"longitude", HSDS_NUMBER, false, NULL},
    {"external_identifier", HSDS_TEXT, false, NULL},
    {"external_identifier_type", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child location_children[] = {
    {"languages", HSDS_LANGUAGE, "location_id", false},
    {"addresses", HSDS_ADDRESS, "location_id", false},
    {"contacts", HSDS_CONTACT, "location_id", false},
    {"accessibility", HSDS_ACCESSIBILITY, "location_id", false},
    {"phones", HSDS_PHONE, "location_id", false},
    {"schedules", HSDS_SCHEDULE, "location_id", false},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column phone_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"contact_id", HSDS_ID, false, NULL},
    {"service_at_location_id", HSDS_ID, false, NULL},
    {"number", HSDS_TEXT, true, NULL},
    {"extension", HSDS_NUMBER, false, NULL},
    {"type", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child phone_children[] = {
    {"languages", HSDS_LANGUAGE, "phone_id", false},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column contact_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"service_at_location_id", HSDS_ID, false, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, false, NULL},
    {"title", HSDS_TEXT, false, NULL},
    {"department", HSDS_TEXT, false, NULL},
    {"email", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child contact_children[] = {
    {"phones", HSDS_PHONE, "contact_id", false},
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column address_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"attention", HSDS_TEXT, false, NULL},
    {"address_1", HSDS_TEXT, true, NULL},
    {"address_2", HSDS_TEXT, false, NULL},
    {"city", HSDS_TEXT, true, NULL},
    {"region", HSDS_TEXT, false, NULL},
    {"state_province", HSDS_TEXT, true, NULL},
    {"postal_code", HSDS_TEXT, true, NULL},
    {"country", HSDS_TEXT, true, NULL},
    {"address_type", HSDS_TEXT, true, "physical|postal|virtual"},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child address_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column schedule_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"service_at_location_id", HSDS_ID, false, NULL},
    {"valid_from", HSDS_TEXT, false, NULL},
    {"valid_to", HSDS_TEXT, false, NULL},
    {"dtstart", HSDS_TEXT, false, NULL},
    {"timezone", HSDS_NUMBER, false, NULL},
    {"until", HSDS_TEXT, false, NULL},
    {"count", HSDS_NUMBER, false, NULL},
    {"wkst", HSDS_TEXT, false, "MO|TU|WE|TH|FR|SA|SU"},
    {"freq", HSDS_TEXT, false, "WEEKLY|MONTHLY"},
    {"interval", HSDS_NUMBER, false, NULL},
    {"byday", HSDS_TEXT, false, NULL},
    {"byweekno", HSDS_TEXT, false, NULL},
    {"bymonthday", HSDS_TEXT, false, NULL},
    {"byyearday", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"opens_at", HSDS_TEXT, false, NULL},
    {"closes_at", HSDS_TEXT, false, NULL},
    {"schedule_link", HSDS_TEXT, false, NULL},
    {"attending_type", HSDS_TEXT, false, NULL},
    {"notes", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child schedule_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column funding_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"source", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child funding_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column service_area_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"extent", HSDS_TEXT, false, NULL},
    {"extent_type", HSDS_TEXT, false, NULL},
    {"uri", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child service_area_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column required_document_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"document", HSDS_TEXT, false, NULL},
    {"uri", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child required_document_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column language_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"phone_id", HSDS_ID, false, NULL},
    {"name", HSDS_TEXT, false, NULL},
    {"code", HSDS_TEXT, false, NULL},
    {"note", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child language_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column accessibility_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"location_id", HSDS_ID, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"details", HSDS_TEXT, false, NULL},
    {"url", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child accessibility_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column taxonomy_term_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"code", HSDS_TEXT, false, NULL},
    {"name", HSDS_TEXT, true, NULL},
    {"description", HSDS_TEXT, true, NULL},
    {"parent_id", HSDS_ID, false, NULL},
    {"taxonomy", HSDS_TEXT, false, NULL},
    {"language", HSDS_TEXT, false, NULL},
    {"taxonomy_id", HSDS_ID, false, NULL},
    {"term_uri", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child taxonomy_term_children[] = {
    {"taxonomy_detail", HSDS_TAXONOMY, "taxonomy_id", true},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column metadata_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"resource_id", HSDS_ID, false, NULL},
    {"resource_type", HSDS_TEXT, false, NULL},
    {"last_action_date", HSDS_TEXT, true, NULL},
    {"last_action_type", HSDS_TEXT, true, NULL},
    {"field_name", HSDS_TEXT, true, NULL},
    {"previous_value", HSDS_TEXT, true, NULL},
    {"replacement_value", HSDS_TEXT, true, NULL},
    {"updated_by", HSDS_TEXT, true, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child metadata_children[] = {
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column meta_table_description_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"name", HSDS_TEXT, false, NULL},
    {"language", HSDS_TEXT, false, NULL},
    {"character_set", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child meta_table_description_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column cost_option_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"valid_from", HSDS_TEXT, false, NULL},
    {"valid_to", HSDS_TEXT, false, NULL},
    {"option", HSDS_TEXT, false, NULL},
    {"currency", HSDS_TEXT, false, NULL},
    {"amount", HSDS_NUMBER, false, NULL},
    {"amount_description", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child cost_option_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column organization_identifier_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"organization_id", HSDS_ID, false, NULL},
    {"identifier_scheme", HSDS_TEXT, false, NULL},
    {"identifier_type", HSDS_TEXT, true, NULL},
    {"identifier", HSDS_TEXT, true, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child organization_identifier_children[] = {
    {"attributes", HSDS_ATTRIBUTE, "link_id", false},
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column taxonomy_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"name", HSDS_TEXT, true, NULL},
    {"description", HSDS_TEXT, true, NULL},
    {"uri", HSDS_TEXT, false, NULL},
    {"version", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child taxonomy_children[] = {
    {"metadata", HSDS_METADATA, "resource_id", false},
    {NULL, HSDS_TABLE_N, NULL, false},
};

static const struct hsds_column service_capacity_columns[] = {
    {"id", HSDS_ID, true, NULL},
    {"service_id", HSDS_ID, false, NULL},
    {"unit_id", HSDS_ID, false, NULL},
    {"available", HSDS_NUMBER, false, NULL},
    {"maximum", HSDS_NUMBER, false, NULL},
    {"description", HSDS_TEXT, false, NULL},
    {"updated", HSDS_TEXT, false, NULL},
    {NULL, HSDS_TEXT, false, NULL},
};
static const struct hsds_child service_capacity_children[] = {
    {NULL, HSDS_TABLE_N, NULL, false},
};

const struct hsds_shape hsds_shapes[HSDS_TABLE_N] = {
    [HSDS_ORGANIZATION] = {"organization", "organizations.csv", organization_columns, organization_children},
    [HSDS_PROGRAM] = {"program", "programs.csv", program_columns, program_children},
    [HSDS_SERVICE] = {"service", "services.csv", service_columns, service_children},
    [HSDS_ATTRIBUTE] = {"attribute", "attributes.csv", attribute_columns, attribute_children},
    [HSDS_SERVICE_AT_LOCATION] = {"service_at_location", "service_at_location.csv", service_at_location_columns, service_at_location_children},
    [HSDS_LOCATION] = {"location", "locations.csv", location_columns, location_children},
    [HSDS_PHONE] = {"phone", "phones.csv", phone_columns, phone_children},
    [HSDS_CONTACT] = {"contact", "contacts.csv", contact_columns, contact_children},
    [HSDS_ADDRESS] = {"address", "addresses.csv", address_columns, address_children},
    [HSDS_SCHEDULE] = {"schedule", "schedules.csv", schedule_columns, schedule_children},
    [HSDS_FUNDING] = {"funding", "funding.csv", funding_columns, funding_children},
    [HSDS_SERVICE_AREA] = {"service_area", "service_areas.csv", service_area_columns, service_area_children},
    [HSDS_REQUIRED_DOCUMENT] = {"required_document", "required_documents.csv", required_document_columns, required_document_children},
    [HSDS_LANGUAGE] = {"language", "languages.csv", language_columns, language_children},
    [HSDS_ACCESSIBILITY] = {"accessibility", "accessibility.csv", accessibility_columns, accessibility_children},
    [HSDS_TAXONOMY_TERM] = {"taxonomy_term", "taxonomy_terms.csv", taxonomy_term_columns, taxonomy_term_children},
    [HSDS_METADATA] = {"metadata", "metadata.csv", metadata_columns, metadata_children},
    [HSDS_META_TABLE_DESCRIPTION] = {"meta_table_description", "meta_table_descriptions.csv", meta_table_description_columns, meta_table_description_children},
    [HSDS_COST_OPTION] = {"cost_option", "cost_options.csv", cost_option_columns, cost_option_children},
    [HSDS_ORGANIZATION_IDENTIFIER] = {"organization_identifier", "organization_identifiers.csv", organization_identifier_columns, organization_identifier_children},
    [HSDS_TAXONOMY] = {"taxonomy", "taxonomies.csv", taxonomy_columns, taxonomy_children},
    [HSDS_SERVICE_CAPACITY] = {"service_capacity", "service_capacities.csv", service_capacity_columns, service_capacity_children},
};
/* clang-format on */
