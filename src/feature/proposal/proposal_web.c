/* proposal/proposal_web.c: the pages of proposals: the list, proposing, one with its notice. What
 * is done with one is in proposal_act_web.c. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/assess/assess.h"
#include "feature/casefile/casefile_page.h"
#include "proposal_page.h"
#include "proposal_tmpl.gen.h"

const struct field proposal_form[] = {
    {"kind", FIELD_CODE, .label = "proposal.kind", .codes = "proposal_kind", .required = true},
    {"happened_on", FIELD_DATE, .label = "proposal.happened_on", .required = true, .past = true},
    {"facts", FIELD_TEXT, .label = "proposal.facts", .hint = "proposal.facts_hint",
     .required = true, .max = PROPOSAL_WORDS_MAX},
    {"form_record", FIELD_ID, .label = "proposal.form_record"},
    {"causes", FIELD_CODES, .label = "proposal.causes", .hint = "proposal.causes_hint",
     .codes = "proposal_cause", .required = true},
    {"asked_words", FIELD_TEXT, .label = "proposal.asked_words",
     .hint = "proposal.asked_words_hint", .required = true, .max = PROPOSAL_WORDS_MAX},
    {"children_n", FIELD_INT, .label = "proposal.children_n", .required = true,
     .max = PROPOSAL_CHILDREN_MAX},
    {"children_effect", FIELD_TEXT, .label = "proposal.children_effect",
     .hint = "proposal.children_effect_hint", .max = PROPOSAL_WORDS_MAX},
    {"easements", FIELD_CODES, .label = "proposal.easements", .hint = "proposal.easements_hint",
     .codes = "proposal_easement", .required = true},
    {"easement_words", FIELD_TEXT, .label = "proposal.easement_words", .max = PROPOSAL_WORDS_MAX},
    {"help_instead", FIELD_TEXT, .label = "proposal.help_instead",
     .hint = "proposal.help_instead_hint", .required = true, .max = PROPOSAL_WORDS_MAX},
    {"notice", FIELD_TEXT, .label = "proposal.notice", .hint = "proposal.notice_hint",
     .required = true, .max = PROPOSAL_WORDS_MAX},
    FIELDS_END,
};

/* ---- shared ---------------------------------------------------------------------------------- */

struct str proposal_href(struct ctx *ctx, struct id casefile_id, struct id id)
{
    char text[ID_TEXT];

    return casefile_href(ctx, casefile_id,
                         str_fmt(ctx->arena, "proposals/%.*s", STR_ARG(id_format(id, text))).p);
}

struct proposal_row_view proposal_row(struct ctx *ctx, const struct proposal *p)
{
    static const struct {
        const char *state, *cls;
        int text;
    } states[] = {{"proposed", "info", MSG_PROPOSAL_STATE_PROPOSED},
                  {"told", "wait", MSG_PROPOSAL_STATE_TOLD},
                  {"upheld", "bad", MSG_PROPOSAL_STATE_UPHELD},
                  {"dropped", "ok", MSG_PROPOSAL_STATE_DROPPED},
                  {"appealed", "warn", MSG_PROPOSAL_STATE_APPEALED},
                  {"overturned", "ok", MSG_PROPOSAL_STATE_OVERTURNED}};
    struct proposal_row_view row = {.one = *p, .href = proposal_href(ctx, p->casefile_id, p->id)};

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (!str_eq(p->state, str_c(states[i].state)))
            continue;
        row.state = msg_text(ctx->locale, states[i].text);
        row.state_cls = str_c(states[i].cls);
    }
    return row;
}

bool proposal_may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return file->access == CASEFILE_WRITE && authz_can(ctx, CAP_PROPOSAL_ADD);
}

enum err proposal_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct proposal_list list;
    struct proposal_list_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(proposal_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_add = casefile_is_open(&file) && proposal_may_edit(ctx, &file);
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.proposals, proposal_row(ctx, &list.items[i]));
    return casefile_page(r, &file, "decisions", msg_text(ctx->locale, MSG_PROPOSAL_HEADING),
                         (struct panel_view){&tmpl_proposal_list, &view});
}

enum err proposal_banner_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct proposal_banner_view *view = ARENA_NEW(ctx->arena, struct proposal_banner_view);
    struct proposal_list list;

    TRY(proposal_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (pack_has_word(STR("proposed told appealed"), list.items[i].state))
            LIST_ADD(ctx->arena, &view->open, proposal_row(ctx, &list.items[i]));
    }
    view->casefile_id = file->id;
    if (view->open.n > 0)
        *ret = (struct panel_view){&tmpl_proposal_banner, view};
    return OK;
}

/* ---- proposing ------------------------------------------------------------------------------- */

static enum err forms_offer(struct ctx *ctx, const struct casefile *file, struct field_view *box)
{
    struct assess_record_list records;

    TRY(assess_list_for_casefile(ctx, file, &records));
    field_option_add(ctx, box, STR_NONE, STR_NONE);
    for (size_t i = 0; i < records.n; i++) {
        const struct assess_record *record = &records.items[i];
        const struct pack_form *def = pack_form_find(ctx->pack, record->form);

        if (assess_is_submitted(record) && def)
            field_option_add(ctx, box, ctx_id_text(ctx, record->id),
                             text_in(&def->title, ctx->locale));
    }
    return OK;
}

static struct field_view box(struct req *r, const char *name)
{
    return form_field(r->ctx, &r->form, proposal_form, name, STR_NONE);
}

enum err proposal_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    int children;
    struct proposal_new_view view = {.kind = box(r, "kind"),
                                     .happened_on = box(r, "happened_on"),
                                     .facts = box(r, "facts"),
                                     .form_record = box(r, "form_record"),
                                     .causes = box(r, "causes"),
                                     .asked_words = box(r, "asked_words"),
                                     .children_n = box(r, "children_n"),
                                     .children_effect = box(r, "children_effect"),
                                     .easements = box(r, "easements"),
                                     .easement_words = box(r, "easement_words"),
                                     .help_instead = box(r, "help_instead"),
                                     .notice = box(r, "notice")};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    /* The codes are those of the case's programme, which the load has entered. */
    view.casefile_id = file.id;
    TRY(forms_offer(ctx, &file, &view.form_record));
    TRY(household_children(ctx, file.person_id, &children));
    view.children_known = children > 0 ? children : 0;
    TRY(draft_notice(r, casefile_href(ctx, file.id, "proposals"), &view.draft));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_PROPOSAL_NEW),
                         (struct panel_view){&tmpl_proposal_new, &view});
}

enum err proposal_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct casefile file;
    struct assess_record record;
    struct proposal added;
    struct proposal_draft draft = {.kind = form_code(f, "kind"),
                                   .happened_on = form_date(f, "happened_on"),
                                   .facts = form_text(f, "facts"),
                                   .form_record_id = form_id(f, "form_record"),
                                   .causes = form_code(f, "causes"),
                                   .asked_words = form_text(f, "asked_words"),
                                   .children_n = form_int(f, "children_n", -1),
                                   .children_effect = form_text(f, "children_effect"),
                                   .easements = form_code(f, "easements"),
                                   .easement_words = form_text(f, "easement_words"),
                                   .help_instead = form_text(f, "help_instead"),
                                   .notice = form_text(f, "notice")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    if (id_given(draft.form_record_id) &&
        assess_load(ctx, &file, draft.form_record_id, &record) != OK)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "form_record");
    TRY(proposal_add(ctx, &file, &draft, &added));
    return resp_see_other(r, proposal_href(ctx, file.id, added.id), "proposal.done_made");
}

/* ---- the notice ------------------------------------------------------------------------------ */

enum err proposal_notice_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct contact_rules rules;
    struct proposal_notice_view view = {0};
    const struct locale *wanted = locale_find(req_get(r, "lang"));

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(proposal_load(ctx, &file, req_id(r, "proposal"), &view.one));
    TRY(casefile_contact(ctx, &file, &rules));
    if (wanted)
        ctx->locale = wanted;
    view.paper = contact_paper(r, &rules, file.person_id);
    view.back = proposal_href(ctx, file.id, view.one.id);
    view.client = file.client_name;
    view.worker = str_given(rules.sender) ? rules.sender : file.worker_name;
    view.days = proposal_respond_by(ctx, ctx_today(ctx)).day - ctx_today(ctx).day;
    if (!view.paper.neutral) {
        view.number = file.number;
        view.agency = ctx->site->name;
    }
    view.is_open = pack_has_word(STR("proposed told"), view.one.state);
    view.is_told = date_given(view.one.told_on);
    view.is_upheld = pack_has_word(STR("upheld appealed"), view.one.state);
    view.is_dropped = str_eq(view.one.state, STR("dropped"));
    view.is_overturned = str_eq(view.one.state, STR("overturned"));
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(ctx->arena, &view.languages,
                 ((struct proposal_language_view){.href = str_fmt(ctx->arena, "%.*s?lang=%.*s",
                                                                  STR_ARG(r->path),
                                                                  STR_ARG(locale_tag(*l))),
                                                  .name = locale_name(*l),
                                                  .tag = locale_tag(*l),
                                                  .current = *l == ctx->locale}));
    struct page page = {.title = msg_text(ctx->locale, MSG_PROPOSAL_NOTICE_TITLE),
                        .nav = "/cases",
                        .narrow = true,
                        .own_heading = true};

    return resp_page(r, &page, &tmpl_proposal_notice, &view);
}
