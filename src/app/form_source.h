/* app/form_source.h: forms for the command line, from wherever they lie: a pack, a folder of CSV, a
 * workbook, an XForms document; with the files beside them. Native only. */
#ifndef APP_FORM_SOURCE_H
#define APP_FORM_SOURCE_H

#include "core/form_model.h"
#include "core/xlsform.h"

/** The form in a workbook; ends the program with what is wrong. */
void form_source_workbook(struct arena *a, const char *path, struct xlsform *ret);
/** The form packs/NAME/forms/FORM.csv (or the folder forms/FORM) with the pack that it is of; ends
 * the program with what is wrong. */
const struct pack_form *form_source_pack(struct arena *a, struct str path, struct pack **ret);
/**
 * A form that can be filled in: of a pack, with the pack's lists; or alone. Files are those of
 * DIR/media for a folder; for a file FORM.xlsx or FORM.xml those of FORM-media or media beside it.
 *
 * Effects  warnings go to standard error; the program ends when the form cannot be read
 */
const struct form_model *form_source_read(struct arena *a, const char *path);

#endif
