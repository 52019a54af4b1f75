/* plat/pdf.h: paper from a page. HTML goes to WeasyPrint, a program of its own that runs locked in:
 * no network, no files but fonts and its own, so much time and memory. Native only. */
#ifndef PLAT_PDF_H
#define PLAT_PDF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define PDF_HTML_MAX ((size_t)4 << 20) /* as large as any page may be */
#define PDF_MAX ((size_t)16 << 20)

/** Is WeasyPrint installed? Looks at its files, starts nothing. */
bool pdf_is_there(void);
/**
 * A PDF (PDF/UA-1: tagged, fonts inside) of one page that stands alone: what it points to is not
 * fetched. The style is src/plat/pdf.css. Waits half a minute at most.
 *
 * Memory  ret: the arena
 * Errors  E_NOT_FOUND  WeasyPrint is not installed; E_LIMIT  too large, or it took too long;
 *         E_INVALID  no PDF came of it; E_IO  no process can be started
 */
enum err pdf_make(struct arena *a, struct str html, struct str *ret) MUST_CHECK;

#endif
