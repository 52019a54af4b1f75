/* picture/picture_handlers.h: the handlers that picture_feature.c names, and what they share.
 * Private to the feature. */
#ifndef PICTURE_HANDLERS_H
#define PICTURE_HANDLERS_H

#include "picture_views.h"

struct req;

/** GET /cases/:case/pictures: who lives there, who was seen when, how far the goals are. Errors:
 * any that a page can have. */
enum err picture_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/genogram: the family. Errors: any that a page can have. */
enum err picture_family_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/ecomap: the household and what is around it. Errors: any that a page can have.
 */
enum err picture_network_get(struct req *r) MUST_CHECK;

/** The links between the pictures; current is the last part of the page's address. */
struct picture_views_nav_view picture_nav(const struct req *r, const struct casefile *file,
                                          const char *current);

#endif
