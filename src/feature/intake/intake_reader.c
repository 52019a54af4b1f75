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

enum err intake_answers_plain(struct ctx *ctx, struct str answers, struct str *ret, bool *ret_any)
{
    *ret_any = false;
    *ret = answers;
    if (!str_given(answers))
        return OK;
    return assess_hide_answers(ctx, intake_screening_form(ctx), ASSESS_PLAIN, ret, ret_any);
}

enum err intake_hide(struct ctx *ctx, struct intake *i)
{
    if (reads_all(ctx, i))
        return OK;
    return intake_answers_plain(ctx, i->answers, &i->answers, &i->has_hidden);
}
