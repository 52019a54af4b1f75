/* directory/directory.h: who helps: organisations, their services, where these are given, for whom,
 * and whether there is a place. Shaped like HSDS 3. Nothing here is about a person, so every worker
 * sees all of it. Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef DIRECTORY_H
#define DIRECTORY_H

#include "core/ctx.h"

#define SERVICE_PAGE 20
#define SERVICE_AGE_MAX 120
/** Days after which what is known about a service should be asked again. */
#define SERVICE_STALE_DAYS 180

/** Whoever gives services. One with an agency_id is a unit of ours: its people sign in here. */
struct organization {
    struct id id, agency_id;
    struct str name, alternate_name, description, email, phone, website;
    struct instant changed_at;
    int64_t version;
};
LIST_TYPE(organization_list, struct organization);

/** One organisation. Errors: E_NOT_FOUND. */
enum err organization_load(struct ctx *ctx, struct id id, struct organization *ret) MUST_CHECK;
/** By name, SERVICE_PAGE a page from 1; *ret_more: there are others. */
enum err organization_list(struct ctx *ctx, int64_t page, struct organization_list *ret,
                           bool *ret_more) MUST_CHECK;
/** The organisation that is this agency of ours. Errors: E_NOT_FOUND  none is. */
enum err organization_of_agency(struct ctx *ctx, struct id agency_id,
                                struct organization *ret) MUST_CHECK;
/**
 * Adds one (without an id) or changes one; version is that of the record as it was opened.
 *
 * Needs    CAP_SERVICE_EDIT
 * Effects  event organization.added or organization.changed
 * Errors   E_NOT_FOUND; E_INVALID  no name, another organisation is this agency; E_CONFLICT
 *          changed by somebody else meanwhile
 */
enum err organization_save(struct ctx *ctx, struct organization *organization) MUST_CHECK;

/** What an organisation gives. Ages in whole years, -1: no limit. Places: -1: not known. */
struct service {
    struct id id, organization_id;
    struct str organization_name;
    struct str name, alternate_name, description;
    struct str state;     /* HSDS: "active", "inactive", "defunct", "temporarily closed" */
    struct str needs;     /* codes of list "need", space-separated */
    struct str languages; /* codes of list "language", space-separated */
    struct str eligibility;
    int64_t minimum_age, maximum_age;
    struct str application, fees, schedule;
    struct str area_text; /* where it is given, in words */
    struct str email, phone, url, alert;
    struct date assured_on; /* when somebody last made sure that this is right */
    int64_t capacity_free, capacity_total, wait_days;
    struct instant capacity_at;
    struct instant changed_at;
    int64_t version;
};
LIST_TYPE(service_list, struct service);

/** Whether it can be asked at all. */
static inline bool service_is_open(const struct service *s)
{
    return str_eq(s->state, STR("active")) || str_eq(s->state, STR("temporarily closed"));
}
/** No place now: it says so, or it is closed for a time. */
static inline bool service_is_full(const struct service *s)
{
    return s->capacity_free == 0 || str_eq(s->state, STR("temporarily closed"));
}

/** One service. Errors: E_NOT_FOUND. */
enum err service_load(struct ctx *ctx, struct id id, struct service *ret) MUST_CHECK;
/** All of an organisation, by name, at most 200; also those that cannot be asked any more. */
enum err service_list(struct ctx *ctx, struct id organization_id,
                      struct service_list *ret) MUST_CHECK;

#endif
