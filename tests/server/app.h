/* tests/server/app.h: the requests that the test server answers. */
#ifndef TESTS_SERVER_APP_H
#define TESTS_SERVER_APP_H

#include "plat/server.h"

#define APP_BODY_MAX (8 << 20)
#define APP_SMALL_MAX 1000 /* for POST /small */

/**
 *   GET /hello             "hello"
 *   GET /pid               the worker's process id
 *   GET /seen              method, path, query, peer, number of headers
 *   GET /bytes?N           N bytes, from the request's arena
 *   GET /slow              answers after 300 ms
 *   GET /hang              never answers
 *   GET /file?PATH         that file
 *   GET /bad?N             answers that cannot be sent
 *   POST /echo             the body
 *   POST /sum              length and SHA-256 of the body, and whether it went to a sealed file
 *   POST /parts            the parts of a form
 *   POST /small            at most APP_SMALL_MAX bytes; POST /closed is refused with the headers
 */
extern const struct server_hooks app_hooks;

#endif
