/* search/search_handlers.h: the handler of search_web.c, for the route table. */
#ifndef SEARCH_HANDLERS_H
#define SEARCH_HANDLERS_H

#include "base/err.h"

struct req;

/** GET /search?q=: a number leads to its case, all else to a list. Errors: E_BUSY, E_IO. */
enum err search_get(struct req *r);

#endif
