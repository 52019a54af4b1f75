/* person/person_twin_web.c: the panel "Already known?" beside a form. */
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

static const char *same_key(struct str sex)
{
    if (str_eq(sex, STR("female")))
        return "person.twin_her";
    return str_eq(sex, STR("male")) ? "person.twin_him" : "person.twin_them";
}

static struct twin_view twin_view(struct ctx *ctx, const struct person_twin *twin)
{
    struct twin_view view = {
        .visible = twin->visible, .likely = twin->score >= PERSON_TWIN_LIKELY, .ask = twin->ask};

    /* Nothing at all about somebody outside the scope. */
    if (!twin->visible)
        return view;
    view.person = person_row(ctx, &twin->person);
    view.person.case_number = twin->case_number;
    view.person.case_state = twin->case_state;
    view.why = twin->why;
    view.same = ctx_msg(ctx, same_key(twin->person.sex));
    return view;
}

enum err person_twins_panel(struct req *r, const struct person *draft, struct str identifier,
                            bool choose, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct person_twin_list twins = {0};
    struct person_twins_view *view;

    TRY(person_twins(ctx, draft, identifier, &twins));
    *ret = (struct panel_view){0};
    if (twins.n == 0)
        return OK;
    view = ARENA_NEW(ctx->arena, struct person_twins_view);
    view->n = (int64_t)twins.n;
    view->choose = choose;
    for (size_t i = 0; i < twins.n; i++)
        LIST_ADD(ctx->arena, &view->twins, twin_view(ctx, &twins.items[i]));
    *ret = (struct panel_view){&tmpl_person_twins, view};
    return OK;
}
