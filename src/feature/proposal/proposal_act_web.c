/* proposal/proposal_act_web.c: one proposal and what is done with it: telling, hearing, deciding,
 * the appeal. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "proposal_page.h"
#include "proposal_tmpl.gen.h"

const struct field proposal_tell_form[] = {
    {"told_on", FIELD_DATE, .label = "proposal.told_on", .required = true, .past = true},
    {"told_how", FIELD_CODE, .label = "proposal.told_how", .codes = "contact_channel",
     .required = true},
    {"respond_by", FIELD_DATE, .label = "proposal.respond_by", .hint = "proposal.respond_by_hint",
     .required = true},
    FIELDS_END,
};
const struct field proposal_answer_form[] = {
    {"answered_on", FIELD_DATE, .label = "proposal.answered_on", .required = true, .past = true},
    {"answer", FIELD_TEXT, .label = "proposal.answer", .required = true, .max = PROPOSAL_WORDS_MAX},
    FIELDS_END,
};
const struct field proposal_decide_form[] = {
    {"outcome", FIELD_CODE, .label = "proposal.outcome", .codes = "proposal_outcome",
     .required = true},
    {"words", FIELD_TEXT, .label = "proposal.words", .hint = "proposal.words_hint",
     .required = true, .max = PROPOSAL_WORDS_MAX},
    {"appeal_until", FIELD_DATE, .label = "proposal.appeal_until"},
    FIELDS_END,
};
const struct field proposal_appeal_form[] = {
    {"appealed_on", FIELD_DATE, .label = "proposal.appealed_on", .required = true, .past = true},
    {"appeal_words", FIELD_TEXT, .label = "proposal.appeal_words", .required = true,
     .max = PROPOSAL_WORDS_MAX},
    FIELDS_END,
};
const struct field proposal_ruling_form[] = {
    {"appeal_outcome", FIELD_CODE, .label = "proposal.appeal_outcome", .codes = "proposal_ruling",
     .required = true},
    {"words", FIELD_TEXT, .label = "proposal.words", .hint = "proposal.words_hint",
     .required = true, .max = PROPOSAL_WORDS_MAX},
    FIELDS_END,
};

/* ---- the page -------------------------------------------------------------------------------- */

static void boxes_fill(struct req *r, struct proposal_page_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct date today = ctx_today(ctx);
    struct str now = ctx_date_text(ctx, today);

    view->told_on = form_field(ctx, f, proposal_tell_form, "told_on", now);
    view->told_how = form_field(ctx, f, proposal_tell_form, "told_how", STR_NONE);
    view->respond_by = form_field(ctx, f, proposal_tell_form, "respond_by",
                                  ctx_date_text(ctx, proposal_respond_by(ctx, today)));
    view->answered_on = form_field(ctx, f, proposal_answer_form, "answered_on", now);
    view->answer = form_field(ctx, f, proposal_answer_form, "answer", view->row.one.answer);
    view->outcome = form_field(ctx, f, proposal_decide_form, "outcome", STR_NONE);
    view->words = form_field(ctx, f, proposal_decide_form, "words", STR_NONE);
    view->appeal_until =
        form_field(ctx, f, proposal_decide_form, "appeal_until",
                   ctx_date_text(ctx, date_add_days(today, 2 * PROPOSAL_APPEAL_DAYS)));
    view->appealed_on = form_field(ctx, f, proposal_appeal_form, "appealed_on", now);
    view->appeal_words = form_field(ctx, f, proposal_appeal_form, "appeal_words", STR_NONE);
    view->appeal_outcome = form_field(ctx, f, proposal_ruling_form, "appeal_outcome", STR_NONE);
    view->appeal_decided_words = form_field(ctx, f, proposal_ruling_form, "words", STR_NONE);
}

/* What the actor may do with it now. */
static void acts_fill(struct ctx *ctx, const struct casefile *file, struct proposal_page_view *view)
{
    const struct proposal *p = &view->row.one;
    bool edit = proposal_may_edit(ctx, file);
    bool decides = edit && authz_can(ctx, CAP_PROPOSAL_DECIDE);
    bool open = pack_has_word(STR("proposed told"), p->state);
    bool waits = date_given(p->respond_by) && date_cmp(ctx_today(ctx), p->respond_by) <= 0;

    view->is_own = id_eq(p->proposed_by, ctx->actor.account_id);
    view->may_tell = edit && str_eq(p->state, STR("proposed"));
    view->may_answer = edit && open;
    view->may_decide = decides && str_eq(p->state, STR("told")) && !view->is_own && !waits;
    view->may_drop = open && (decides || (edit && view->is_own));
    view->may_appeal = edit && str_eq(p->state, STR("upheld")) && !date_given(p->appealed_on) &&
                       date_cmp(ctx_today(ctx), p->appeal_until) <= 0;
    view->may_decide_appeal = decides && str_eq(p->state, STR("appealed")) && !view->is_own &&
                              !id_eq(p->decided_by, ctx->actor.account_id);
    view->waits_until = open && waits ? p->respond_by : DATE_NONE;
}

/* Of the outcomes those that are possible now: dropping it always, upholding it not always. */
static void outcomes_trim(struct proposal_page_view *view)
{
    struct option_view_list *options = &view->outcome.options;
    size_t n = 0;

    for (size_t i = 0; i < options->n; i++) {
        if (view->may_decide || str_eq(options->items[i].value, STR("drop")))
            options->items[n++] = options->items[i];
    }
    options->n = n;
}

enum err proposal_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct proposal p;
    struct contact_rules rules;
    struct proposal_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(proposal_load(ctx, &file, req_id(r, "proposal"), &p));
    TRY(casefile_contact(ctx, &file, &rules));
    view.casefile_id = file.id;
    view.row = proposal_row(ctx, &p);
    view.easements =
        pack_labels(ctx->arena, ctx->pack, STR("proposal_easement"), p.easements, ctx->locale);
    view.reach = contact_line(ctx, &rules, file.person_id);
    view.is_sent = r->form.sent;
    boxes_fill(r, &view);
    acts_fill(ctx, &file, &view);
    outcomes_trim(&view);
    return casefile_page(r, &file, "decisions",
                         pack_label(ctx->pack, STR("proposal_kind"), p.kind, ctx->locale),
                         (struct panel_view){&tmpl_proposal_page, &view});
}

/* ---- what is done ---------------------------------------------------------------------------- */

static enum err loaded(struct req *r, struct casefile *file, struct proposal *p)
{
    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_WRITE, file));
    return proposal_load(r->ctx, file, req_id(r, "proposal"), p);
}

static enum err done(struct req *r, const struct proposal *p, const char *msg)
{
    return resp_see_other(r, proposal_href(r->ctx, p->casefile_id, p->id), msg);
}

enum err proposal_tell_post(struct req *r)
{
    struct casefile file;
    struct proposal p;

    TRY(loaded(r, &file, &p));
    struct proposal_telling telling = {.on = form_date(&r->form, "told_on"),
                                       .how = form_code(&r->form, "told_how"),
                                       .respond_by = form_date(&r->form, "respond_by")};

    TRY(proposal_tell(r->ctx, &file, &p, &telling));
    return done(r, &p, "proposal.done_told");
}

enum err proposal_answer_post(struct req *r)
{
    struct casefile file;
    struct proposal p;

    TRY(loaded(r, &file, &p));
    TRY(proposal_answer(r->ctx, &file, &p, form_date(&r->form, "answered_on"),
                        form_text(&r->form, "answer")));
    return done(r, &p, "proposal.done_answered");
}

enum err proposal_decide_post(struct req *r)
{
    struct casefile file;
    struct proposal p;
    struct proposal_ruling ruling = {.upheld =
                                         str_eq(form_code(&r->form, "outcome"), STR("uphold")),
                                     .words = form_text(&r->form, "words"),
                                     .appeal_until = form_date(&r->form, "appeal_until")};

    TRY(loaded(r, &file, &p));
    TRY(proposal_decide(r->ctx, &file, &p, &ruling));
    return done(r, &p, ruling.upheld ? "proposal.done_upheld" : "proposal.done_dropped");
}

enum err proposal_appeal_post(struct req *r)
{
    struct casefile file;
    struct proposal p;

    TRY(loaded(r, &file, &p));
    TRY(proposal_appeal(r->ctx, &file, &p, form_date(&r->form, "appealed_on"),
                        form_text(&r->form, "appeal_words")));
    return done(r, &p, "proposal.done_appealed");
}

enum err proposal_ruling_post(struct req *r)
{
    struct casefile file;
    struct proposal p;
    struct proposal_ruling ruling = {
        .upheld = str_eq(form_code(&r->form, "appeal_outcome"), STR("stands")),
        .words = form_text(&r->form, "words"),
        .appeal_until = DATE_NONE};

    TRY(loaded(r, &file, &p));
    TRY(proposal_appeal_decide(r->ctx, &file, &p, &ruling));
    return done(r, &p, "proposal.done_ruled");
}
