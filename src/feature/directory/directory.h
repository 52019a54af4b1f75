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
/** An agency of ours that an organisation may be. */
struct organization_agency {
    struct id id;
    struct str name;
};
LIST_TYPE(organization_agency_list, struct organization_agency);
/** All agencies, by name. */
enum err organization_agencies(struct ctx *ctx, struct organization_agency_list *ret) MUST_CHECK;
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
    bool is_public; /* anybody may read it, without an account */
};
LIST_TYPE(service_list, struct service);

/** An area of ours that a service serves. */
struct service_area {
    struct id id;
    struct str name;
};
LIST_TYPE(service_area_list, struct service_area);
/** A place where a service is given. */
struct service_place {
    struct id id;    /* of the location */
    struct str kind; /* "physical", "virtual" or "postal" */
    struct str name, address, transport, description;
};
LIST_TYPE(service_place_list, struct service_place);

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
/** The areas it serves, by name; none: everybody. */
enum err service_areas(struct ctx *ctx, struct id id, struct service_area_list *ret) MUST_CHECK;
/** Where it is given, at most 50. */
enum err service_places(struct ctx *ctx, struct id id, struct service_place_list *ret) MUST_CHECK;
/** All areas of ours, by name, at most 500. */
enum err service_area_choices(struct ctx *ctx, struct service_area_list *ret) MUST_CHECK;
/** All of an organisation, by name, at most 200; also those that cannot be asked any more. */
enum err service_list(struct ctx *ctx, struct id organization_id,
                      struct service_list *ret) MUST_CHECK;

/** A service as it is wanted, with its areas and the one place that the form knows. */
struct service_draft {
    struct service service; /* version is that of the record as it was opened */
    struct service_area_list areas;
    struct service_place place; /* nothing is done when it has neither name nor address */
};
/**
 * Adds a service (without an id) or changes one. Its keys for searching follow.
 *
 * Needs    CAP_SERVICE_EDIT
 * Effects  event service.added or service.changed
 * Errors   E_NOT_FOUND; E_INVALID  no name, no such organisation or area, ages the wrong way round;
 *          E_CONFLICT  changed by somebody else meanwhile
 */
enum err service_save(struct ctx *ctx, struct service_draft *draft) MUST_CHECK;
/** What a service says about its places. -1: not known. */
struct service_capacity {
    int64_t free, total, wait_days;
};
/**
 * Places and waiting time as of now. It is a statement about a moment: the last one counts.
 *
 * Needs    CAP_SERVICE_EDIT
 * Effects  event service.capacity
 * Errors   E_NOT_FOUND; E_INVALID  more free than there are
 */
enum err service_set_capacity(struct ctx *ctx, struct id id,
                              const struct service_capacity *capacity) MUST_CHECK;
/** Somebody has made sure that all of it is right today. Event service.assured. Errors:
 *  E_NOT_FOUND. */
enum err service_assure(struct ctx *ctx, struct id id) MUST_CHECK;
/** Writes the keys that a service is found by anew; for whoever stores services without
 *  service_save(). */
enum err service_keys_renew(struct ctx *ctx, const struct service *service,
                            const struct service_area_list *areas) MUST_CHECK;

/** What is looked for. Empty, ID_NONE and -1: any. */
struct service_filter {
    struct str need, language, words;
    struct id area_id;
    int64_t age;
    int64_t page; /* from 1 */
};
/**
 * Services that can be asked, those with places first, then by name.
 *
 * A service of an area is found from all areas in it; words are beginnings of words, three count.
 * Shape  SERVICE_PAGE a page; *ret_more: there are others
 */
enum err service_search(struct ctx *ctx, const struct service_filter *filter,
                        struct service_list *ret, bool *ret_more) MUST_CHECK;
/** Organisations that words find by what they give: those of the first SERVICE_PAGE services of
 * service_search(), each once. */
enum err organization_search(struct ctx *ctx, struct str words,
                             struct organization_list *ret) MUST_CHECK;

#endif
