/* core/weighed.c: the boxes of a form that makes a decision, see weighed.h. */
#include "core/weighed.h"

struct weighed_view weighed_view(struct req *r, const struct field *fields)
{
    struct weighed_view view = {.alternatives =
                                    form_field(r->ctx, &r->form, fields, "alternatives", STR_NONE),
                                .agreed = form_field(r->ctx, &r->form, fields, "agreed", STR_NONE)};

    view.is_open = str_given(view.alternatives.value) || str_given(view.agreed.value) ||
                   str_given(view.alternatives.error) || str_given(view.agreed.error);
    return view;
}

void weighed_take(struct req *r)
{
    r->ctx->weighed =
        (struct weighed){form_text(&r->form, "alternatives"), form_text(&r->form, "agreed")};
}
