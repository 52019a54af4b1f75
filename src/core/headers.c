/* core/headers.c: what every answer tells the browser it may do with it. */
#include "core/frame.h"

void resp_security_headers(struct req *r)
{
    static const char csp[] =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; img-src 'self' blob:; "
        "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static const char link_csp[] =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    static const char file_csp[] = "default-src 'none'; sandbox; frame-ancestors 'none'";
    bool link = r->route && r->route->need == CAP_LINK;

    resp_header(r, "Content-Type", r->resp.content_type);
    resp_header(r, "Content-Security-Policy",
                str_c(r->resp.file ? file_csp
                      : link       ? link_csp
                                   : csp));
    if (r->resp.file)
        resp_header(r, "Cross-Origin-Resource-Policy", STR("same-origin"));
    resp_header(r, "Cache-Control", STR("no-store"));
    resp_header(r, "X-Content-Type-Options", STR("nosniff"));
    resp_header(r, "Referrer-Policy", link ? STR("no-referrer") : STR("same-origin"));
    resp_header(r, "Cross-Origin-Opener-Policy", STR("same-origin"));
    resp_header(r, "Vary", STR("Accept, Accept-Encoding, Cookie"));
}
