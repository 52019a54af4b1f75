/* core/pack_lint.h: what the parts of the deeper check share; nobody else includes it. */
#ifndef CORE_PACK_LINT_H
#define CORE_PACK_LINT_H

#include "core/form_model.h"
#include "core/pack_sheet.h"

/** A check under way. */
struct lint {
    struct arena *arena;
    const struct pack *pack;
    struct buf out;
};
/** Where something was found; line 0: the file as a whole, column NULL: the row as a whole. */
struct lint_at {
    const char *file;
    int line;
    const char *column;
};
/** A place of a file. */
#define LINT_AT(...) ((struct lint_at){__VA_ARGS__})

/** Notes a finding: "steps.csv:12: due_high: what is wrong". */
void lint_found(struct lint *l, struct lint_at at, const char *fmt, ...) PRINTF_LIKE(3, 4);
/** A text that is there in some languages is there in all; what says whose it is. */
void lint_text(struct lint *l, struct lint_at at, const struct text *text, struct str what);

/** Checks of forms.csv and the sheet of a form. */
void lint_form(struct lint *l, const struct pack_form *form);
/** Checks of clocks.csv, plan_templates.csv, letters.csv, roles.csv and kpis.csv. */
void lint_more(struct lint *l);

#endif
