/* plat/pdf_internal.h: what pdf.c and pdf_child.c share. Nobody else includes this. */
#ifndef PLAT_PDF_INTERNAL_H
#define PLAT_PDF_INTERNAL_H

#define PDF_PYTHON "/usr/bin/python3"
#define PDF_NO_LIBRARY 3 /* exit codes of the child; 3 is said by pdf_child.py */
#define PDF_NOT_STARTED 5

/** After fork(): locks this process in and becomes WeasyPrint. in, out: HTML and PDF. */
_Noreturn void pdf_child(int in, int out, const char *script, const char *style);

#endif
