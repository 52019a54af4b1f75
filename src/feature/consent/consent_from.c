/* consent/consent_from.c: consents that come from elsewhere than their own page: from the consent
 * form of the pack, and what sharing a case asks of them. */
#include "core/pack.h"
#include "feature/assess/assess.h"
#include "feature/consent/consent.h"
#include "feature/consent/consent_store.h"

#define FORM_DAYS 365 /* when the form says no last day */

/* ---- the pack's form ------------------------------------------------------------------------- */

/* What a form that only says "what is needed" lets us share. */
static struct str basic_kinds(struct ctx *ctx)
{
    const struct pack_codes *list = pack_codes_find(ctx->pack, STR("consent_kind"));
    struct str kinds = STR_NONE;

    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];

        if (str_eq(code->group, STR("basic")))
            kinds = str_given(kinds)
                        ? str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(kinds), STR_ARG(code->code))
                        : code->code;
    }
    return kinds;
}

static struct str giver_of(struct str consent_by)
{
    if (!str_given(consent_by) || str_eq(consent_by, STR("child")))
        return STR("self");
    if (str_eq(consent_by, STR("caregiver")))
        return STR("parent");
    return str_eq(consent_by, STR("guardian")) ? consent_by : STR("other");
}

static struct date day(struct form_answers *answers, const char *name)
{
    struct date d;

    return date_parse(form_answer(answers, str_c(name)), &d) == OK ? d : DATE_NONE;
}

static struct consent draft_of(struct ctx *ctx, struct id record_id, struct form_answers *answers)
{
    struct str how = form_answer(answers, STR("given_how"));
    struct consent c = {.form_record_id = record_id,
                        .basis = STR("consent"),
                        .purposes = STR("services"),
                        .kinds = basic_kinds(ctx),
                        .withheld = form_answer(answers, STR("withhold_what")),
                        .how = str_given(how) ? how : STR("other"),
                        .giver = giver_of(form_answer(answers, STR("consent_by"))),
                        .giver_name = form_answer(answers, STR("consent_by_name")),
                        .witness = form_answer(answers, STR("witness")),
                        .since = day(answers, "explained_on"),
                        .until = day(answers, "valid_until"),
                        .withdrawn_on = DATE_NONE};

    if (!date_given(c.since))
        c.since = ctx_today(ctx);
    if (!date_given(c.until))
        c.until = date_add_days(c.since, FORM_DAYS);
    if (!str_eq(c.giver, STR("self")) && !str_given(c.giver_name))
        c.giver_name = ctx_msg(ctx, "consent.giver_not_named");
    return c;
}

/* Those of earlier forms: given anew for the same sector, or taken back. */
static enum err earlier_end(struct ctx *ctx, const struct casefile *file,
                            struct consent_list *earlier, const struct consent_list *now,
                            struct str words)
{
    for (size_t i = 0; i < earlier->n; i++) {
        struct consent *old = &earlier->items[i];
        struct id by = ID_NONE;
        enum consent_state state = consent_state(ctx, old);

        if (!id_given(old->form_record_id) || state == CONSENT_WITHDRAWN ||
            state == CONSENT_REPLACED)
            continue;
        for (size_t k = 0; k < now->n; k++) {
            if (str_eq(now->items[k].to.name, old->to.name))
                by = now->items[k].id;
        }
        if (id_given(by))
            TRY(consent_store_replace(ctx, old, by));
        else
            TRY(consent_withdraw(ctx, file, old, ctx_today(ctx), words));
    }
    return OK;
}

/* Where the form asks which one, "share_ngo", it is that one only and not all of its kind. */
static struct consent_recipient recipient(struct ctx *ctx, struct form_answers *answers,
                                          struct str sector)
{
    struct str name = form_answer(answers, str_cat(ctx->arena, STR("share_"), sector));

    if (str_given(str_trim(name)))
        return (struct consent_recipient){.kind = CONSENT_TO_NAMED, .name = str_trim(name)};
    return (struct consent_recipient){.kind = CONSENT_TO_SECTOR, .name = sector};
}

static enum err sectors_add(struct ctx *ctx, const struct casefile *file, struct consent *draft,
                            struct form_answers *answers, struct consent_list *ret)
{
    struct str rest = form_answer(answers, STR("share_with")), sector;

    while (str_split(&rest, ' ', &sector)) {
        const struct pack_code *code = pack_code_find(ctx->pack, STR("share_with"), sector);
        struct consent added;

        if (!code || str_eq(sector, STR("nobody")))
            continue;
        draft->to = recipient(ctx, answers, sector);
        TRY(consent_add(ctx, file, draft, &added));
        LIST_ADD(ctx->arena, ret, added);
    }
    return OK;
}

enum err consent_on_form(struct ctx *ctx, const struct event *event)
{
    const struct pack_form *def = pack_form_find(ctx->pack, event->about);
    struct casefile file;
    struct assess_record record;
    struct form_answers answers;
    struct consent_list earlier, now = {0};

    if (!def || !str_eq(def->event, STR("consent.given")))
        return OK;
    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, &file));
    TRY(assess_load(ctx, &file, event->subject_id, &record));
    TRY(form_answers_parse(ctx, record.answers, &answers));
    struct consent draft = draft_of(ctx, record.id, &answers);
    struct str words = form_answer(&answers, STR("withdrawn_effect"));
    bool given = str_eq(str_c(event->kind), str_c("consent.given")) &&
                 !date_given(day(&answers, "withdrawn_on"));

    TRY(consent_store_list(ctx, file.id, &earlier));
    if (given && date_cmp(draft.until, draft.since) >= 0)
        TRY(sectors_add(ctx, &file, &draft, &answers, &now));
    return earlier_end(ctx, &file, &earlier, &now,
                       str_given(words) ? words : ctx_msg(ctx, "consent.form_says_less"));
}

/* ---- sharing a case with a team or an agency ---------------------------------------------------
 */

enum err consent_on_shared(struct ctx *ctx, const struct event *event)
{
    struct casefile_shared shared;
    struct casefile file;
    struct consent_answer answer;
    struct id agency;

    TRY(casefile_shared(ctx, event, &shared));
    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, &file));
    TRY(consent_store_agency(ctx, shared.unit.id, &agency));
    /* People of the agency that has the case share its work; nothing leaves the house. */
    if (id_eq(agency, file.agency_id))
        return OK;
    struct consent_ask ask = {.to = {.kind = CONSENT_TO_UNIT, .id = shared.unit.id},
                              .purpose = STR("coordination"),
                              .kinds = STR("file"),
                              .until = shared.until};

    TRY(consent_need(ctx, &file, &ask, "unit", &answer));
    return consent_use_add(ctx, &file,
                           &(struct consent_use){.consent_id = answer.consent_id,
                                                 .subject_id = event->subject_id,
                                                 .noun = STR("share"),
                                                 .label = casefile_unit_name(ctx, &shared.unit)});
}

enum err consent_on_share_ended(struct ctx *ctx, const struct event *event)
{
    return consent_use_end(ctx, event->casefile_id, STR("share"), event->subject_id);
}
