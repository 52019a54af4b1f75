/* app/hsds_page.h: the handlers of HSDA. Nobody else includes this. Errors: E_NOT_FOUND, E_INVALID
 * a time that is none; E_BUSY, E_IO. */
#ifndef HSDS_PAGE_H
#define HSDS_PAGE_H

#include "core/web.h"

/** What this interface is. */
enum err hsds_about_get(struct req *r) MUST_CHECK;
/** Pages of records. */
enum err hsds_organizations_get(struct req *r) MUST_CHECK;
enum err hsds_services_get(struct req *r) MUST_CHECK;
enum err hsds_places_get(struct req *r) MUST_CHECK;
/** One, with all that stands in it. */
enum err hsds_organization_get(struct req *r) MUST_CHECK;
enum err hsds_service_get(struct req *r) MUST_CHECK;
enum err hsds_place_get(struct req *r) MUST_CHECK;

#endif
