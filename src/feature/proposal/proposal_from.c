/* proposal/proposal_from.c: what the pack's forms mean for proposals. A form that asked and checked
 * everything opens one; what a paying office then decided is put on record only where it was
 * upheld. No form says yes for anybody: that is done on the page of the proposal, by somebody else.
 */
#include "base/num.h"
#include "core/pack.h"
#include "feature/assess/assess.h"
#include "feature/proposal/proposal.h"

static struct date day(struct form_answers *answers, const char *name)
{
    struct date d;

    return date_parse(form_answer(answers, str_c(name)), &d) == OK ? d : DATE_NONE;
}

/* The questions have the names of the boxes of the page on which one is proposed. */
static struct proposal_draft draft_of(struct id record_id, struct form_answers *answers)
{
    int64_t n = -1;

    if (num_parse_i64(form_answer(answers, STR("children_n")), &n) != OK)
        n = -1;
    return (struct proposal_draft){.form_record_id = record_id,
                                   .kind = form_answer(answers, STR("kind")),
                                   .happened_on = day(answers, "happened_on"),
                                   .facts = form_answer(answers, STR("facts")),
                                   .causes = form_answer(answers, STR("causes")),
                                   .asked_words = form_answer(answers, STR("asked_words")),
                                   .children_n = n,
                                   .children_effect = form_answer(answers, STR("children_effect")),
                                   .easements = form_answer(answers, STR("easements")),
                                   .easement_words = form_answer(answers, STR("easement_words")),
                                   .help_instead = form_answer(answers, STR("help_instead")),
                                   .notice = form_answer(answers, STR("notice"))};
}

/* Did what the record corrects open one already? It goes on as it was told to the family; who
 * proposed it can take it back. */
static enum err was_opened(struct ctx *ctx, const struct casefile *file,
                           const struct assess_record *record, bool *ret)
{
    struct proposal_list list;
    struct assess_record before = *record;

    *ret = false;
    TRY(proposal_list_for_casefile(ctx, file, &list));
    while (!*ret && id_given(before.replaces_id)) {
        for (size_t i = 0; i < list.n; i++)
            *ret = *ret || id_eq(list.items[i].form_record_id, before.replaces_id);
        TRY(assess_load(ctx, file, before.replaces_id, &before));
    }
    return OK;
}

enum err proposal_on_asked(struct ctx *ctx, const struct event *event)
{
    struct casefile file;
    struct assess_record record;
    struct form_answers answers;
    struct proposal added;
    bool opened;

    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, &file));
    TRY(assess_load(ctx, &file, event->subject_id, &record));
    TRY(was_opened(ctx, &file, &record, &opened));
    if (opened)
        return OK;
    TRY(form_answers_parse(ctx, record.answers, &answers));
    struct proposal_draft draft = draft_of(record.id, &answers);

    return proposal_add(ctx, &file, &draft, &added);
}

enum err proposal_on_reported(struct ctx *ctx, const struct event *event)
{
    struct casefile file;
    struct proposal_list list;

    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, &file));
    TRY(proposal_list_for_casefile(ctx, &file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct pack_code *kind =
            pack_code_find(ctx->pack, STR("proposal_kind"), list.items[i].kind);

        if (kind && str_eq(kind->group, STR("payer")) && str_eq(list.items[i].state, STR("upheld")))
            return OK;
    }
    return ctx_fail(ctx, E_INVALID, "proposal.not_upheld", "after_report");
}
