/* app/gzip.h: compression of answers. */
#ifndef APP_GZIP_H
#define APP_GZIP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/** gzip at level 1: higher levels cost more than making the page. Errors: E_LIMIT. */
enum err gzip_pack(struct arena *a, struct str plain, struct str *ret) MUST_CHECK;

#endif
