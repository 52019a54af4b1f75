/* core/xlsform_read.h: what the parts of the import share; nobody else includes it. */
#ifndef CORE_XLSFORM_READ_H
#define CORE_XLSFORM_READ_H

#include "base/buf.h"
#include "core/xlsform.h"

struct xlsform_reader {
    struct arena *arena;
    struct xlsform *form;
    struct str problem;
    struct str sheet;   /* where we are, for what is said */
    int row, column;    /* 0: all of them */
    struct str foreign; /* the language that is shown because none of ours is there; or empty */
};

/** What becomes of a column: its name in our files, or why it is left out. */
struct xlsform_heading {
    struct str name;
    const char *why;    /* NULL: it is kept */
    bool guessed;       /* it named no language */
    struct str foreign; /* the language that it named and we do not speak */
};

/** Goes to a column of the sheet: its place in the workbook is what is said. */
void xlsform_at(struct xlsform_reader *r, const struct xlsform_sheet *sheet, int column);
/** Notes a warning about the place where the reader is. */
void xlsform_warn(struct xlsform_reader *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
/** Notes what is refused there; always E_INVALID. */
enum err xlsform_refuse(struct xlsform_reader *r, const char *fmt, ...)
    PRINTF_LIKE(2, 3) MUST_CHECK;
/** The heading in our spelling; otherwise is the tag of texts that name no language. */
struct xlsform_heading xlsform_heading(struct arena *a, enum xlsform_part part, struct str raw,
                                       struct str otherwise);
/** Is the heading that of a picture or a sound? */
bool xlsform_is_media(struct str heading);
/** The tag of a language as people write it ("French", "fr", "Français (fr)"); empty when Alidade
 * does not speak it. */
struct str xlsform_language(struct str name);
/** When no label of the sheet is in a language of ours: the wanted language, or the first one;
 * else empty. */
struct str xlsform_only_language(struct arena *a, const struct book_sheet *survey,
                                 struct str wanted);
/**
 * The type in our spelling, with *why when it is not what was asked for: "note" in place of a map,
 * "hidden" in place of what a phone records by itself.
 *
 * Errors  E_NOT_FOUND  XLSForm has no such type
 */
enum err xlsform_type(struct arena *a, struct str raw, struct str *ret,
                      const char **why) MUST_CHECK;
/**
 * Looks at the form as a whole: groups that do not close, names and lists that cannot be meant,
 * questions that are not there, formulas, circles.
 *
 * Errors  E_INVALID
 */
enum err xlsform_check(struct xlsform_reader *r) MUST_CHECK;
/** Warns of appearances and parameters that have no effect, once for each word. */
void xlsform_say_unused(struct xlsform_reader *r);

#endif
