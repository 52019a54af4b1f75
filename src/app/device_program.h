/* app/device_program.h: what a browser fetches to work without a connection: the service worker,
 * the module, and the packs and languages of this installation. All of one version. */
#ifndef APP_DEVICE_PROGRAM_H
#define APP_DEVICE_PROGRAM_H

#include "app/install.h"
#include "plat/server.h"

/** The files as they are sent; worker is empty when this installation has no module. */
struct device_program {
    struct str worker, module, module_gzip;
    struct str module_brotli; /* empty: the folder has none */
    struct str module_path;   /* "/program/VERSION/alidade.wasm" */
};

/**
 * Reads the module and its languages from --device, or from the folder "device" beside the program;
 * makes the description that devices fetch: in->site.device_program.
 *
 * Errors  E_NOT_FOUND  a folder was named, and there is no module in it; E_CONFLICT  it is of
 * another version; E_LIMIT, E_IO. *problem says it. Without a folder all is well, and devices are
 * not offered anything.
 */
enum err device_program_load(struct install *in, struct device_program *ret,
                             struct str *problem) MUST_CHECK;
/** Answers a request for one of the files. accepted: what the browser can unpack, as its header has
 * it. False: it is for something else. */
bool device_program_answer(const struct device_program *program, const struct server_request *req,
                           struct str accepted, struct server_response *ret);

#endif
