/* appointment/appointment_page.h: an appointment as a line of a list, and the doubts about a time
 * in words, for the pages of other features too. */
#ifndef APPOINTMENT_PAGE_H
#define APPOINTMENT_PAGE_H

#include "core/view.h"
#include "feature/appointment/appointment.h"

/** One line of a list: {{> appointment_row this}}. */
struct appointment_row_view {
    struct str href, mode, icon; /* href: empty when the actor does not see the case */
    struct instant starts_at, ends_at;
    struct str client, number, place, title, worker;
    struct str state, state_cls; /* of one that is not planned */
    bool with_day, covered;
};
LIST_TYPE(appointment_row_view_list, struct appointment_row_view);
/** The line; in the words of the pack that its case has. */
struct appointment_row_view appointment_row(struct ctx *ctx, const struct appointment *a);
/** Whether the actor may change appointments of the case now. */
bool appointment_may_edit(const struct ctx *ctx, const struct casefile *file);
LIST_TYPE(appointment_text_list, struct str);
/** appointment_doubts() as sentences. Errors: E_BUSY, E_IO. */
enum err appointment_doubt_texts(struct ctx *ctx, const struct casefile *file,
                                 const struct appointment_draft *draft, struct id except,
                                 struct appointment_text_list *ret) MUST_CHECK;

#endif
