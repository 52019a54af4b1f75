/* core/web.h: what a handler sees of HTTP. Only *_web.c files include this. */
#ifndef CORE_WEB_H
#define CORE_WEB_H

#include "core/authz.h"
#include "core/ctx.h"
#include "core/form.h"
#include "core/upload.h"
#include "core/view.h"

enum method { METHOD_GET, METHOD_POST };

struct req;
struct panel_view;
typedef enum err (*handler_fn)(struct req *r);

/** A row of a feature's route table. `need` has no default: 0 makes the program refuse to start. */
struct route {
    enum method method;
    const char *path; /* "/cases/:case/notes"; a :name matches one segment */
    handler_fn handler;
    enum cap need;
    const struct field
        *form;        /* checked before the handler runs; NULL: the handler reads raw values */
    handler_fn again; /* the GET handler that draws the form, for 422 with everything typed */
    size_t body_max;  /* 0: 64 KiB */
    bool own_tx;      /* the handler opens its transaction itself: it hashes passwords before */
    bool files;       /* takes files: req->uploads */
    bool paper;       /* the page is one that people print: req_draw() */
    bool offline;     /* a command that may be done on a device and sent later: dispatch_replay() */
    bool here;        /* on a device: done there, sent nowhere */
};
#define ROUTE(method_, path_, handler_, need_)                                                     \
    {METHOD_##method_, path_, handler_, need_, NULL, NULL}
/* A page that people print, and may have as a PDF. */
#define ROUTE_PAPER(path_, handler_, need_)                                                        \
    {METHOD_GET, path_, handler_, need_, NULL, NULL, .paper = true}
#define ROUTE_FORM(path_, handler_, need_, form_, again_)                                          \
    {METHOD_POST, path_, handler_, need_, form_, again_}
#define ROUTE_OWN_TX(path_, handler_, need_, form_, again_)                                        \
    {METHOD_POST, path_, handler_, need_, form_, again_, .own_tx = true}
#define ROUTE_FILES(path_, handler_, need_, form_, again_)                                         \
    {METHOD_POST, path_, handler_, need_, form_, again_, .body_max = UPLOAD_BODY_MAX, .files = true}
/* form_ and again_ may be NULL. Whoever declares it has nothing else to do for it. */
#define ROUTE_OFFLINE(path_, handler_, need_, form_, again_)                                       \
    {METHOD_POST, path_, handler_, need_, form_, again_, .offline = true}
#define ROUTE_HERE(path_, handler_, need_, form_, again_)                                          \
    {METHOD_POST, path_, handler_, need_, form_, again_, .own_tx = true, .here = true}
#define ROUTES_END {METHOD_GET, NULL, NULL, CAP_NONE, NULL, NULL}

struct req_header {
    struct str name, value;
};

/** What becomes of a command on a device, said by its handler; on the server nothing. */
struct on_device {
    bool stays;            /* it changed only what stays there (sync_table.h): it is sent nowhere */
    struct str path, body; /* sent instead of what was typed, unless empty */
};

struct resp {
    int status;
    struct req_header headers[16];
    size_t header_n;
    struct buf body;
    struct str content_type;
    struct vault_reader *file; /* instead of body: file_n bytes of it */
    int64_t file_n;
    bool no_paper; /* set by the handler: just now this page is not to be printed */
    struct on_device on_device;
};

struct session; /* core/session.h */

struct req {
    struct ctx *ctx;
    enum method method;
    bool is_head;
    struct str path, query;
    struct str body, content_type, peer;
    bool wants_json;
    const struct req_header *headers;
    size_t header_n;
    const struct route *route;
    struct {
        struct str name, value;
    } params[4];
    size_t param_n;
    struct form form;           /* of a POST; and of a GET redrawn after a failed POST */
    struct form_value_list get; /* the query string, decoded */
    struct upload_list uploads; /* files that were sent, where the route takes them */
    const struct upload_source *upload_from; /* where they are read from; NULL: body */
    struct session *session;
    struct id draft_id; /* of the draft that the form comes from; sending it removes the draft */
    struct str csrf;
    struct resp resp;
    struct drawn *paper;         /* the page is drawn for paper, or NULL */
    const struct replay *replay; /* the command was made on a device; or NULL */
};

/** A header of the request, its name in any case; STR_NONE when absent. */
struct str req_header(const struct req *r, const char *name);
/** A cookie's value; STR_NONE when absent. */
struct str req_cookie(const struct req *r, const char *name);
/** A path parameter as text / as an id (ID_NONE when it is not one: loads then find nothing). */
struct str req_param(const struct req *r, const char *name);
struct id req_id(const struct req *r, const char *name);
/** A value of the query string, trimmed; STR_NONE when absent. */
struct str req_get(const struct req *r, const char *name);
int64_t req_get_int(const struct req *r, const char *name, int64_t min, int64_t max,
                    int64_t if_bad);

/** The address of a path of this site as the browser called it, "https://HOST/path"; without a
 * host, the path. */
struct str req_address(const struct req *r, struct str path);

struct qr_view; /* core/core_views.h */
struct to_paper_view;
/** A QR code of req_address(). label: what it leads to, for who does not see it. */
struct qr_view req_qr(const struct req *r, struct str path, struct str label);

/** How a page presents itself in the frame. */
struct page {
    struct str title; /* finished text: the H1 and the start of <title> */
    const char *nav;  /* path of the active navigation item, or NULL */
    bool narrow;      /* form pages: one column */
    bool bare;        /* sign-in and error pages: no navigation */
    bool own_heading; /* the template prints its own <h1> */
    bool own_paper;   /* … and its own way to a PDF: to_paper.html */
};
/**
 * Answers a whole page: the frame with the template in it; or, when JSON is wanted, the view as
 * JSON. Status 200, or 422 when the form was sent and is wrong.
 *
 * Errors  E_LIMIT  the page is larger than 4 MiB
 */
enum err resp_page(struct req *r, const struct page *page, const struct tmpl *tmpl,
                   const void *view) MUST_CHECK;
/**
 * Answers a part of a page, for a script that puts it in its place: the template without the frame;
 * or the view as JSON. Status 200.
 *
 * Errors  E_LIMIT  the part is larger than 4 MiB
 */
enum err resp_part(struct req *r, const struct tmpl *tmpl, const void *view) MUST_CHECK;
/** How the connection stands, as the part of the frame that says so. Errors: as resp_part(). */
enum err resp_pill(struct req *r) MUST_CHECK;
/** 303 to a path; done (message key or NULL) is shown there as a confirmation. Errors: none. */
enum err resp_see_other(struct req *r, struct str path, const char *done) MUST_CHECK;
/** Other content: CSV, ICS, an asset. filename NULL: inline. Errors: none. */
enum err resp_content(struct req *r, const char *content_type, const char *filename,
                      struct str body) MUST_CHECK;
/**
 * Other content: a file of the vault, to be kept by who asked, never shown as a page.
 *
 * name as media_filename() makes them. Errors: E_NOT_FOUND  there is no such file; E_IO.
 */
enum err resp_file(struct req *r, const struct blob *file, struct str name) MUST_CHECK;
void resp_header(struct req *r, const char *name, struct str value);

/** A page as it stands on paper. */
struct drawn {
    const struct tmpl *frame;         /* around it */
    struct str page;                  /* its address: path and query */
    struct str title, html;           /* what came of it */
    struct id casefile_id, person_id; /* whom it is about, or ID_NONE */
};
/**
 * Draws the page ret->page in ret->frame, for the same actor and in the open transaction: with its
 * capability, its authorizing loads, and what it notes for the journal of reads.
 *
 * Errors  E_NOT_FOUND  there is no such page that is printed; E_CONFLICT  not now; those of the
 * page
 */
enum err req_draw(struct req *r, struct drawn *ret) MUST_CHECK;
/** The page that is being answered, where it can be had as a PDF; else empty. For to_paper.html. */
struct to_paper_view req_paper(const struct req *r);

/** Panels: parts of a page that other features contribute. Order 0..99, top to bottom. */
enum page_slot {
    SLOT_CASE_TOP,     /* above the overview of a case: what has to be seen first */
    SLOT_CASE_MAIN,    /* left column of the case's overview */
    SLOT_CASE_SIDE,    /* right column */
    SLOT_CASE_NEXT,    /* lines of the strip of what is next, on every page of a case */
    SLOT_CASE_ACTIONS, /* quick buttons */
    SLOT_PERSON,
    SLOT_INTAKE,       /* beside a request: what is known already; subject: the id of the person */
    SLOT_TODAY_VISITS, /* the page of the day: where to be and when, above what is due */
    SLOT_TODAY,        /* beside it: what waits for a decision, what is new */
    SLOT_WEIGHED       /* in the form of a decision: records of the case that it can rest on */
};
struct panel {
    enum page_slot slot;
    int order;
    enum cap need;
    /** Fills ret; leaves ret->tmpl NULL to show nothing. subject is the slot's record. */
    enum err (*draw)(struct req *r, const void *subject, struct panel_view *ret);
};
#define PANELS_END {SLOT_CASE_MAIN, 0, CAP_NONE, NULL}
/** Draws all panels of the slot the actor may see. Errors: those of the panels. */
enum err panels_draw(struct req *r, enum page_slot slot, const void *subject,
                     struct panel_view_list *ret) MUST_CHECK;

/** Pages of a list: cursor-free, by number. */
struct pager_view {
    int64_t page;
    bool has_prev, has_next;
    struct str prev_href, next_href;
};
/** Links that keep the rest of the query string; has_more: there are rows after this page. */
struct pager_view req_pager(const struct req *r, int64_t page, bool has_more);

#endif
