/* intake/intake_reader.c: which answers to the screening somebody may read. The rule of the forms
 * of a case, for who works on a request before there is one. */
#include "core/authz.h"
#include "feature/assess/assess.h"
#include "feature/intake/intake_rules.h"

static bool supervises(const struct ctx *ctx, const struct intake *i)
{
    struct id unit = ctx->actor.scope_id;
    const struct id units[] = {i->team_id, i->agency_id, i->case_team_id, i->case_agency_id};

    for (size_t k = 0; k < sizeof units / sizeof units[0]; k++) {
        if (id_given(units[k]) && id_eq(units[k], unit))
            return authz_can(ctx, CAP_NOTE_CONFIDENTIAL);
    }
    return false;
}

static bool reads_all(const struct ctx *ctx, const struct intake *i)
{
    struct id me = ctx->actor.account_id;

    return id_eq(i->created_by, me) || id_eq(i->worker_id, me) || supervises(ctx, i);
}

static bool answer_hides(void *arg, struct str name, struct str stored)
{
    struct ctx *ctx = arg;
    const struct pack_form *form = intake_screening_form(ctx);
    const struct field *field = form ? field_find(form->fields, name) : NULL;

    /* Of a question that is asked no more nobody knows how private it was. */
    return !field || assess_reader_of(ctx, field, stored) != ASSESS_PLAIN;
}

enum err intake_answers_plain(struct ctx *ctx, struct str answers, struct str *ret, bool *ret_any)
{
    struct form_answers parsed;

    *ret_any = false;
    *ret = answers;
    if (!str_given(answers))
        return OK;
    TRY(form_answers_parse(ctx, answers, &parsed));
    struct str left = form_answers_hide(ctx, &parsed, answer_hides, ctx, ret_any);

    *ret = *ret_any ? left : answers;
    return OK;
}

enum err intake_hide(struct ctx *ctx, struct intake *i)
{
    if (reads_all(ctx, i))
        return OK;
    return intake_answers_plain(ctx, i->answers, &i->answers, &i->has_hidden);
}
