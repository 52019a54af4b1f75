/* core/form_table.h: the sheets of a form, read by the names of their columns. What form_model.c
 * reads with; nobody else includes it. */
#ifndef CORE_FORM_TABLE_H
#define CORE_FORM_TABLE_H

#include "base/buf.h"
#include "base/csv.h"
#include "core/codes.h"

/** A sheet that is being read. */
struct form_table {
    struct arena *arena;
    struct buf *problems;
    struct str file;
    struct csv csv;
    struct csv_row header, row;
};

/** Opens a sheet; false when it is empty. What is wrong goes into problems. */
bool form_table_open(struct form_table *t, struct arena *a, struct buf *problems, struct str file,
                     struct str text);
/** The next row that is not empty; false at the end. */
bool form_table_next(struct form_table *t);
/** The trimmed cell of that column in the row last read; empty when there is no such column. */
struct str form_table_cell(const struct form_table *t, const char *column);
/** The cells of label::English (en), label:fr …; one without a language, or in one that is not
 * ours, counts when there is nothing else. */
struct text form_table_text(const struct form_table *t, const char *column);
/** Notes what is wrong with the row last read: "survey.csv:7: relevant: ABOUT why". */
void form_table_problem(struct form_table *t, const char *column, const char *why,
                        struct str about);

#endif
