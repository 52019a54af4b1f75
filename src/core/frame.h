/* core/frame.h: the frame around every page, and the pages that say what is wrong. Private to core.
 */
#ifndef CORE_FRAME_H
#define CORE_FRAME_H

#include "core/web.h"

/**
 * Answers with the page or form again that fits the error: 404, 403, 409 with both versions, 422,
 * 413, 503, 500. Drops whatever the handler had begun to answer.
 */
void resp_problem(struct req *r, enum err e);
/** The same for what went wrong before there was a handler: 400, 404, 405, 413. */
void resp_problem_status(struct req *r, int status, const char *why);

/** The headers of every answer: nothing is kept, framed, or loaded from elsewhere. What a link
 * opens may do less, and tells no other page its address. */
void resp_security_headers(struct req *r);

#endif
