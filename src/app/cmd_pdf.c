/* app/cmd_pdf.c: `alidade pdf`: a page from standard input as a PDF on standard output, in the same
 * locked process that the jobs use. To see whether it works on a machine, and for the tests. */
#include <stdio.h>

#include "app/command.h"
#include "plat/pdf.h"

static struct str page_take(struct arena *a)
{
    char *text = arena_alloc(a, PDF_HTML_MAX + 1);

    return (struct str){text, fread(text, 1, PDF_HTML_MAX + 1, stdin)};
}

static const char *why(enum err e)
{
    switch (e) {
    case E_NOT_FOUND:
        return "WeasyPrint is not installed: apt-get install weasyprint fonts-noto-core";
    case E_LIMIT:
        return "the page is too long, or took more than half a minute";
    case E_INVALID:
        return "WeasyPrint made no PDF of it";
    default:
        return "cannot start a process for WeasyPrint";
    }
}

int cmd_pdf(const struct options *options)
{
    struct arena *a = install_arena((size_t)64 << 20);
    struct str pdf;
    enum err e = pdf_make(a, page_take(a), &pdf);

    (void)options;
    if (e != OK)
        install_die("%s", why(e));
    return fwrite(pdf.p, 1, pdf.n, stdout) == pdf.n && fflush(stdout) == 0 ? 0 : 1;
}
