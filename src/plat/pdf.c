/* plat/pdf.c: gives pages to WeasyPrint, which is locked in (jail.h); see pdf.h. */
#include "plat/pdf.h"

#include <unistd.h>

#include "base/buf.h"
#include "plat/jail.h"
#include "plat/pdf_texts.gen.h"

#define PYTHON "/usr/bin/python3"
#define NO_LIBRARY 3 /* said by pdf_child.py */
#define MEMORY (INT64_C(1) << 30)

/* The page that goes in, and what comes out. */
struct work {
    struct str html;
    struct buf pdf;
};

bool pdf_is_there(void)
{
    return access(PYTHON, X_OK) == 0 &&
           access("/usr/lib/python3/dist-packages/weasyprint/__init__.py", R_OK) == 0;
}

static enum err page_next(void *arg, struct str *ret)
{
    struct work *w = arg;

    *ret = w->html;
    w->html = STR_NONE;
    return OK;
}

static enum err pdf_put(void *arg, struct str bytes)
{
    struct work *w = arg;

    buf_put(&w->pdf, bytes);
    return w->pdf.over ? E_LIMIT : OK;
}

enum err pdf_make(struct arena *a, struct str html, struct str *ret)
{
    const char *const args[] = {PYTHON, "-I", "-B", "-c", pdf_child_py, pdf_css, NULL};
    static const char *const paths[] = {"/etc/fonts", "/var/cache/fontconfig", "/dev/null",
                                        "/dev/urandom", NULL};
    struct jail jail = {
        .args = args, .paths = paths, .memory = MEMORY, .cpu_s = 20, .wait_ms = 30000};
    struct work w = {.html = html};
    int code = 0;

    if (html.n > PDF_HTML_MAX)
        return E_LIMIT;
    if (!pdf_is_there())
        return E_NOT_FOUND;
    buf_init(&w.pdf, a, PDF_MAX);
    TRY(jail_run(&jail, &(struct jail_io){page_next, pdf_put, &w}, &code));
    if (code == NO_LIBRARY)
        return E_NOT_FOUND;
    if (code != 0 || !str_has_prefix(buf_str(&w.pdf), STR("%PDF-")))
        return E_INVALID;
    *ret = buf_str(&w.pdf);
    return OK;
}
