/* app/form_source.h: forms for the command line, from wherever they lie: a folder of CSV, a
 * workbook, an XForms document; with the files beside them. Native only. */
#ifndef APP_FORM_SOURCE_H
#define APP_FORM_SOURCE_H

#include "core/form_model.h"
#include "core/xlsform.h"

/** The form in a workbook; ends the program with what is wrong. */
void form_source_workbook(struct arena *a, const char *path, struct xlsform *ret);
/**
 * A form that can be filled in. Files are those of DIR/media for a folder; for a file FORM.xlsx or
 * FORM.xml those of FORM-media or media beside it.
 *
 * Effects  warnings go to standard error; the program ends when the form cannot be read
 */
struct form_model *form_source_read(struct arena *a, const char *path);

#endif
