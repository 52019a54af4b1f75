/* core/pack_sheet.h: the CSV files of a pack, read by column name, and the list of what is wrong
 * with them. What pack_*.c share; nobody else includes it. */
#ifndef CORE_PACK_SHEET_H
#define CORE_PACK_SHEET_H

#include "base/buf.h"
#include "base/csv.h"
#include "core/pack.h"

#define PACK_LANG_N 4

/** A pack that is being read. */
struct loader {
    struct arena *arena;
    struct pack *pack;
    const struct map *files; /* path → struct str */
    struct buf problems;
    int problem_n;
    LIST_OF(struct str) columns; /* of codes.csv, for choice_filter to use */
};

/** One open file: its header and the row last read. */
struct sheet {
    struct loader *loader;
    struct str path;
    struct csv csv;
    struct csv_row header, row;
    int line; /* of the row */
};

/**
 * Opens a file and reads its header.
 *
 * columns ends with NULL. "label:*" stands for label:en, label:fr …; a leading ! means that the
 * column must be there, and "*" that there may be others, a-z and _. XLSForm's `label::English
 * (en)` is read as label:en.
 *
 * Returns  false when it cannot be read; the loader knows why
 */
bool sheet_open(struct loader *l, struct sheet *s, struct str path, const char *const *columns);
/** The next row that is not empty; false at the end, or when the file is broken. */
bool sheet_next(struct sheet *s);
/** The trimmed cell of that column; empty when the file has no such column. */
struct str sheet_cell(const struct sheet *s, const char *column);
/** The cells column:en, column:fr … */
struct text sheet_text(const struct sheet *s, const char *column);
/** The names of the columns and the row last read, as CSV. */
struct str sheet_row_text(const struct sheet *s);
/** yes, true or 1; no, false, 0 or empty. Anything else is a problem. */
bool sheet_yes(struct sheet *s, const char *column);
/** A whole number of days; -1 when the cell is empty. */
int sheet_days(struct sheet *s, const char *column);
/** Notes what is wrong with the row last read: "steps.csv:12: …". */
void sheet_problem(struct sheet *s, const char *fmt, ...) PRINTF_LIKE(2, 3);
/** Notes lines that say themselves where: "forms/x.csv:3: …". */
void loader_problems(struct loader *l, struct str lines);
/** Notes what is wrong with a file as a whole. */
void loader_problem(struct loader *l, struct str path, const char *fmt, ...) PRINTF_LIKE(3, 4);

/** A name: a-z, 0-9 and _, beginning with a letter, at most 64 bytes. */
bool pack_name_ok(struct str name);
/** A code of a list: a-z, 0-9, _ and -, at most 64 bytes; it may begin with a digit. */
bool pack_code_ok(struct str code);
/** The tag of shipped language i, "en". */
struct str pack_lang(int i);

/** The texts of a column, which must be there in one language at least. */
struct text sheet_need_text(struct sheet *s, const char *column);
/** The name in a column; a problem when it is none. */
struct str sheet_name(struct sheet *s, const char *column);
/** A number from 0 to a limit; -1 when the cell is empty, and when it is none of these (a problem).
 */
int sheet_number(struct sheet *s, const char *column, int max);
/** "note.added", with a noun and what happened to it. */
bool pack_event_name_ok(struct str name);

/** Reads clocks.csv, if there is one. */
void pack_clocks_read(struct loader *l);
/** Reads holidays.csv, if there is one. */
void pack_holidays_read(struct loader *l);
/** Whether the words name days of the week, and leave one to work on. */
bool pack_weekend_ok(struct str words);
/** Reads plan_templates.csv, if there is one. */
void pack_templates_read(struct loader *l);
/** Reads letters.csv, if there is one. */
void pack_letters_read(struct loader *l);
/** Reads roles.csv, if there is one. */
void pack_roles_read(struct loader *l);
/** Reads kpis.csv, if there is one. */
void pack_kpis_read(struct loader *l);
/** Reads chronology.csv, if there is one. */
void pack_meanings_read(struct loader *l);
/** Reads a file of code lists into the pack. */
void pack_codes_read(struct loader *l, struct str path);
/** Reads forms.csv and the sheets it names into the pack. */
void pack_forms_read(struct loader *l);
/** A column of one's own in codes.csv is there to be chosen by; any other is a typing error. */
void pack_columns_check(struct loader *l);
/** The forms that members of a case's team fill in: for professions that there are, without weight
 * for the case as a whole. */
void pack_members_check(struct loader *l);
/** The phase that the cell phase of the row names; a problem when it names none. */
enum phase sheet_phase(struct sheet *s);
/** Reads pack.csv into the pack. */
void pack_settings_read(struct loader *l);
/** Reads forms/<name>.csv into form->fields. */
void pack_form_read(struct loader *l, struct pack_form *form);
/** What lies in the form's folder media: tables, pictures and sounds. */
void pack_media_read(struct loader *l, struct pack_form *form, struct str folder);
/** Checks the pictures and sounds that a row names. */
void pack_pictures_check(struct sheet *s, const struct pack_form *form,
                         const struct form_item *item);
/** True for a file of this name in a folder media that a form may show or read. */
bool pack_media_is_known(struct str name);
/** Checks the file that a question of the form chooses from: item->list is its rows. */
void pack_media_check(struct sheet *s, const struct pack_form *form, const struct form_item *item);
/** Checks that "question=code code" in a column names a choice of the form and answers it can have.
 */
void pack_condition_check(struct sheet *s, const struct pack_form *form, const char *column,
                          struct str condition);
/** May everybody who sees a case read the answer, whatever it is? */
bool pack_is_for_all(const struct pack *p, const struct field *f);
/** Checks "form.question=code code", "…!=code" or "form.question>=number" in a column. */
void pack_rule_check(struct sheet *s, const char *column, struct str condition);

#endif
