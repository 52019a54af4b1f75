/* picture/picture_web.c: what the pictures of a case share. */
#include "feature/casefile/casefile_page.h"
#include "picture_handlers.h"

struct picture_views_nav_view picture_nav(const struct req *r, const struct casefile *file,
                                          const char *current)
{
    return (struct picture_views_nav_view){
        .casefile_id = file->id,
        .current = str_c(current),
        .has_network = casefile_has_route(r, "/cases/:case/ecomap"),
        .has_chronology = casefile_has_route(r, "/cases/:case/chronology")};
}
