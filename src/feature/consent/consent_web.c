/* consent/consent_web.c: the pages of consents: the list, recording one, one with what hangs on it,
 * taking it back, and the receipt on paper. */
#include "consent_handlers.h"
#include "consent_tmpl.gen.h"
#include "consent_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "core/weighed.h"
#include "feature/casefile/casefile_page.h"
#include "feature/directory/directory.h"

#define USUAL_DAYS 365

const struct field consent_form[] = {
    {"basis", FIELD_CODE, .label = "consent.basis", .hint = "consent.basis_hint",
     .codes = "consent_basis"},
    {"person", FIELD_ID, .label = "consent.person"},
    {"to", FIELD_LINE, .label = "consent.to", .hint = "consent.to_hint"},
    {"to_name", FIELD_LINE, .label = "consent.to_name", .hint = "consent.to_name_hint",
     .max = CONSENT_NAME_MAX},
    {"purposes", FIELD_CODES, .label = "consent.purposes", .codes = "consent_purpose",
     .required = true},
    {"kinds", FIELD_CODES, .label = "consent.kinds", .hint = "consent.kinds_hint",
     .codes = "consent_kind", .required = true},
    {"withheld", FIELD_TEXT, .label = "consent.withheld", .hint = "consent.withheld_hint",
     .max = CONSENT_WORDS_MAX},
    {"how", FIELD_CODE, .label = "consent.how", .codes = "consent_how"},
    {"giver", FIELD_CODE, .label = "consent.giver", .codes = "consent_giver"},
    {"giver_name", FIELD_LINE, .label = "consent.giver_name", .hint = "consent.giver_name_hint",
     .max = CONSENT_NAME_MAX},
    {"witness", FIELD_LINE, .label = "consent.witness", .hint = "consent.witness_hint",
     .max = CONSENT_NAME_MAX},
    {"reason", FIELD_TEXT, .label = "consent.reason", .hint = "consent.reason_hint",
     .max = CONSENT_WORDS_MAX},
    {"since", FIELD_DATE, .label = "consent.since", .required = true},
    WEIGHED_FIELDS,
    {"until", FIELD_DATE, .label = "consent.until", .hint = "consent.until_hint", .required = true},
    FIELDS_END,
};

const struct field consent_withdraw_form[] = {
    {"withdrawn_on", FIELD_DATE, .label = "consent.withdrawn_on", .required = true, .past = true},
    {"words", FIELD_TEXT, .label = "consent.words", .hint = "consent.words_hint", .required = true,
     .max = CONSENT_WORDS_MAX},
    FIELDS_END,
};

/* ---- in words -------------------------------------------------------------------------------- */

static struct str codes_text(struct ctx *ctx, const char *list, struct str codes)
{
    return pack_labels(ctx->arena, ctx->pack, str_c(list), codes, ctx->locale);
}

static struct str consent_href(struct ctx *ctx, struct id casefile_id, struct id id,
                               const char *rest)
{
    char text[ID_TEXT];

    return casefile_href(
        ctx, casefile_id,
        str_fmt(ctx->arena, "consents/%.*s%s", STR_ARG(id_format(id, text)), rest).p);
}

static struct consent_view consent_shown(struct ctx *ctx, const struct casefile *file,
                                         const struct consent *c)
{
    static const struct {
        int text;
        const char *cls;
    } states[] = {[CONSENT_VALID] = {MSG_CONSENT_STATE_VALID, "ok"},
                  [CONSENT_NOT_YET] = {MSG_CONSENT_STATE_NOT_YET, "info"},
                  [CONSENT_EXPIRED] = {MSG_CONSENT_STATE_EXPIRED, "none"},
                  [CONSENT_WITHDRAWN] = {MSG_CONSENT_STATE_WITHDRAWN, "bad"},
                  [CONSENT_REPLACED] = {MSG_CONSENT_STATE_REPLACED, "none"}};
    enum consent_state state = consent_state(ctx, c);
    bool given = consent_is_given(c);
    int text = states[state].text;

    if (!given && state == CONSENT_WITHDRAWN)
        text = MSG_CONSENT_STATE_ENDED;
    return (struct consent_view){
        .consent = *c,
        .href = consent_href(ctx, file->id, c->id, ""),
        .to = c->to.kind == CONSENT_TO_SECTOR
                  ? pack_label(ctx->pack, STR("share_with"), c->to.name, ctx->locale)
                  : c->to.name,
        .purposes = codes_text(ctx, "consent_purpose", c->purposes),
        .kinds = codes_text(ctx, "consent_kind", c->kinds),
        .state = msg_text(ctx->locale, text),
        .state_cls = str_c(states[state].cls),
        .is_given = given,
        .is_over = state != CONSENT_VALID && state != CONSENT_NOT_YET,
        .is_client = id_eq(c->person_id, file->person_id)};
}

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return file->access == CASEFILE_WRITE && authz_can(ctx, CAP_CONSENT_EDIT);
}

/* ---- the list -------------------------------------------------------------------------------- */

enum err consent_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct consent_list list;
    struct consent_list_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(consent_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_add = casefile_is_open(&file) && may_edit(ctx, &file);
    view.has_form = pack_form_find(ctx->pack, STR("consent")) != NULL;
    for (size_t i = 0; i < list.n; i++) {
        struct consent_view one = consent_shown(ctx, &file, &list.items[i]);

        if (one.is_over)
            LIST_ADD(ctx->arena, &view.over, one);
        else
            LIST_ADD(ctx->arena, &view.valid, one);
    }
    return casefile_page(r, &file, "consents", msg_text(ctx->locale, MSG_CONSENT_HEADING),
                         (struct panel_view){&tmpl_consent_list, &view});
}

/* ---- recording one ----------------------------------------------------------------------------
 */

/* "unit:ID", "sector:CODE", "organisation:ID"; "named" takes the name from its own box. */
static struct consent_recipient recipient_of(const struct form *form)
{
    struct str rest = form_text(form, "to"), kind = STR_NONE;
    struct consent_recipient to = {.name = form_text(form, "to_name")};

    if (!str_split(&rest, ':', &kind) || !str_given(kind)) {
        to.kind = str_given(to.name) ? CONSENT_TO_NAMED : CONSENT_TO_NONE;
    } else if (str_eq(kind, STR("sector"))) {
        to = (struct consent_recipient){.kind = CONSENT_TO_SECTOR, .name = rest};
    } else if (id_parse(rest, &to.id) == OK) {
        to.kind = str_eq(kind, STR("unit"))           ? CONSENT_TO_UNIT
                  : str_eq(kind, STR("organisation")) ? CONSENT_TO_ORGANISATION
                                                      : CONSENT_TO_NONE;
    }
    return to;
}

static struct str organization_value(struct ctx *ctx, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "organisation:%.*s", STR_ARG(id_format(id, text)));
}

/* The directory may hold thousands: offered are all of a short one, what the search found, and the
 * one that is chosen already. */
static enum err organizations_offer(struct req *r, struct consent_new_view *view)
{
    struct ctx *ctx = r->ctx;
    struct organization_list few, found = {0};
    struct organization chosen;
    struct id id = ID_NONE;
    bool more;

    TRY(organization_list(ctx, 1, &few, &more));
    view->may_search = more;
    view->words = req_get(r, "find");
    if (str_given(view->words))
        TRY(directory_organization_search(ctx, view->words, &found));
    for (size_t i = 0; i < found.n; i++)
        LIST_ADD(ctx->arena, &view->found,
                 ((struct option_view){.label = found.items[i].name,
                                       .value = organization_value(ctx, found.items[i].id)}));
    if (more && str_has_prefix(view->to.value, STR("organisation:")) &&
        id_parse(str_from(view->to.value, sizeof "organisation:" - 1), &id) == OK) {
        enum err e = organization_load(ctx, id, &chosen);

        if (e != OK && e != E_NOT_FOUND)
            return e;
        if (e == OK)
            field_option_add(ctx, &view->to, view->to.value, chosen.name);
    }
    for (size_t i = 0; i < few.n && !more; i++)
        field_option_add(ctx, &view->to, organization_value(ctx, few.items[i].id),
                         few.items[i].name);
    return OK;
}

static enum err recipients_offer(struct req *r, const struct casefile *file,
                                 struct consent_new_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct pack_codes *sectors = pack_codes_find(ctx->pack, STR("share_with"));
    struct casefile_unit_list units;
    char id[ID_TEXT];

    field_option_add(ctx, &view->to, STR_NONE, msg_text(ctx->locale, MSG_CONSENT_TO_NAMED));
    TRY(organizations_offer(r, view));
    for (size_t i = 0; sectors && i < sectors->codes.n; i++) {
        const struct pack_code *code = &sectors->codes.items[i];

        if (!code->retired && !str_eq(code->code, STR("nobody")))
            field_option_add(ctx, &view->to,
                             str_fmt(ctx->arena, "sector:%.*s", STR_ARG(code->code)),
                             text_in(&code->label, ctx->locale));
    }
    TRY(casefile_units(ctx, &units));
    for (size_t i = 0; i < units.n; i++) {
        const struct casefile_unit *unit = &units.items[i];

        if (!id_eq(unit->id, file->agency_id) && !id_eq(unit->id, file->team_id))
            field_option_add(ctx, &view->to,
                             str_fmt(ctx->arena, "unit:%.*s", STR_ARG(id_format(unit->id, id))),
                             casefile_unit_name(ctx, unit));
    }
    return OK;
}

static enum err people_offer(struct req *r, const struct casefile *file,
                             struct consent_new_view *view)
{
    struct ctx *ctx = r->ctx;
    struct casefile_person_list people;

    TRY(casefile_people(ctx, file, &people));
    view->has_people = people.n > 0;
    field_option_add(ctx, &view->person, ctx_id_text(ctx, file->person_id), file->client_name);
    for (size_t i = 0; i < people.n; i++)
        field_option_add(ctx, &view->person, ctx_id_text(ctx, people.items[i].person_id),
                         people.items[i].name);
    return OK;
}

static struct str day_text(struct ctx *ctx, int days)
{
    return ctx_date_text(ctx, date_add_days(ctx_today(ctx), days));
}

static struct field_view box(struct req *r, const char *name, struct str current)
{
    return form_field(r->ctx, &r->form, consent_form, name, current);
}

enum err consent_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    bool except = r->form.sent ? form_has(&r->form, "without") : str_given(req_get(r, "without"));
    struct consent_new_view view = {.is_exception = except};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    view.casefile_id = file.id;
    view.person = box(r, "person", STR_NONE);
    view.to = box(r, "to", req_get(r, "to"));
    view.to_name = box(r, "to_name", req_get(r, "to_name"));
    view.purposes = box(r, "purposes", STR_NONE);
    view.kinds = box(r, "kinds", STR_NONE);
    view.withheld = box(r, "withheld", STR_NONE);
    view.how = box(r, "how", STR_NONE);
    view.giver = box(r, "giver", STR("self"));
    view.giver_name = box(r, "giver_name", STR_NONE);
    view.witness = box(r, "witness", STR_NONE);
    view.basis = box(r, "basis", STR_NONE);
    view.reason = box(r, "reason", STR_NONE);
    view.since = box(r, "since", day_text(ctx, 0));
    view.until = box(r, "until", except ? STR_NONE : day_text(ctx, USUAL_DAYS));
    TRY(weighed_view(r, consent_form, &file, &view.weighed));
    view.how.required = view.giver.required = view.basis.required = view.reason.required = true;
    view.to.required = true;
    TRY(recipients_offer(r, &file, &view));
    TRY(people_offer(r, &file, &view));
    TRY(draft_notice(r, casefile_href(ctx, file.id, "consents"), &view.draft));
    return casefile_page(r, &file, NULL,
                         msg_text(ctx->locale, except ? MSG_CONSENT_NEW_WITHOUT : MSG_CONSENT_NEW),
                         (struct panel_view){&tmpl_consent_new, &view});
}

enum err consent_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct casefile file;
    bool except = form_has(f, "without");
    struct consent added;
    struct consent draft = {.basis = except ? form_code(f, "basis") : STR("consent"),
                            .person_id = form_id(f, "person"),
                            .to = recipient_of(f),
                            .purposes = form_code(f, "purposes"),
                            .kinds = form_code(f, "kinds"),
                            .withheld = form_text(f, "withheld"),
                            .since = form_date(f, "since"),
                            .until = form_date(f, "until"),
                            .withdrawn_on = DATE_NONE};

    if (except) {
        draft.reason = form_text(f, "reason");
    } else {
        draft.how = form_code(f, "how");
        draft.giver = form_code(f, "giver");
        draft.giver_name = form_text(f, "giver_name");
        draft.witness = form_text(f, "witness");
    }
    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    if (except && str_eq(draft.basis, STR("consent")))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "basis");
    TRY(weighed_take(r));
    TRY(consent_add(ctx, &file, &draft, &added));
    if (except)
        TRY(weighed_check(ctx));
    return resp_see_other(r, consent_href(ctx, file.id, added.id, ""), "consent.done_added");
}

/* ---- one ------------------------------------------------------------------------------------- */

static struct str use_text(struct ctx *ctx, struct str noun)
{
    return ctx_msg(ctx, str_fmt(ctx->arena, "consent.use.%.*s", STR_ARG(noun)).p);
}

enum err consent_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct consent c;
    struct consent_use_list uses;
    struct consent_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(consent_load(ctx, &file, req_id(r, "consent"), &c));
    TRY(consent_uses(ctx, &c, &uses));
    for (size_t i = 0; i < uses.n; i++) {
        const struct consent_use *use = &uses.items[i];
        bool running = !instant_given(use->stopped_at);

        view.running_n += running;
        LIST_ADD(ctx->arena, &view.uses,
                 ((struct consent_use_view){.what = use_text(ctx, use->noun),
                                            .label = use->label,
                                            .at = use->at,
                                            .stopped_at = use->stopped_at,
                                            .is_running = running}));
    }
    view.casefile_id = file.id;
    view.one = consent_shown(ctx, &file, &c);
    /* Also of a closed case: who takes a consent back must be heard. */
    view.may_withdraw =
        may_edit(ctx, &file) && !instant_given(c.withdrawn_at) && !id_given(c.replaced_by);
    view.is_sent = r->form.sent;
    view.withdrawn_on =
        form_field(ctx, &r->form, consent_withdraw_form, "withdrawn_on", day_text(ctx, 0));
    view.words = form_field(ctx, &r->form, consent_withdraw_form, "words", STR_NONE);
    return casefile_page(r, &file, "consents", view.one.to,
                         (struct panel_view){&tmpl_consent_page, &view});
}

enum err consent_withdraw_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct consent c;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(consent_load(ctx, &file, req_id(r, "consent"), &c));
    TRY(consent_withdraw(ctx, &file, &c, form_date(&r->form, "withdrawn_on"),
                         form_text(&r->form, "words")));
    return resp_see_other(r, consent_href(ctx, file.id, c.id, ""), "consent.done_withdrawn");
}

/* ---- the receipt ----------------------------------------------------------------------------- */

static enum err stopped_fill(struct ctx *ctx, const struct consent *c,
                             struct consent_receipt_view *view)
{
    struct consent_use_list uses;

    TRY(consent_uses(ctx, c, &uses));
    for (size_t i = 0; i < uses.n; i++) {
        const struct consent_use *use = &uses.items[i];

        if (use->stopped_at.us >= c->withdrawn_at.us)
            LIST_ADD(ctx->arena, &view->stopped,
                     str_fmt(ctx->arena, "%.*s: %.*s", STR_ARG(use_text(ctx, use->noun)),
                             STR_ARG(use->label)));
    }
    return OK;
}

enum err consent_receipt_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct consent c;
    struct consent_receipt_view view = {0};
    struct contact_rules rules, theirs;
    const struct locale *wanted = locale_find(req_get(r, "lang"));

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(consent_load(ctx, &file, req_id(r, "consent"), &c));
    TRY(casefile_contact(ctx, &file, &rules));
    /* A paper for somebody else in the case obeys the rules of both. */
    if (!id_eq(c.person_id, file.person_id)) {
        TRY(person_contact(ctx, c.person_id, &theirs, NULL));
        rules = contact_rules_join(ctx->arena, &rules, &theirs);
    }
    if (wanted)
        ctx->locale = wanted;
    view.paper = contact_paper(r, &rules, c.person_id);
    view.one = consent_shown(ctx, &file, &c);
    view.back = view.one.href;
    view.number = file.number;
    if (!view.paper.neutral)
        view.agency = ctx->site->name;
    view.worker = file.worker_name;
    view.is_withdrawn = instant_given(c.withdrawn_at);
    if (view.is_withdrawn)
        TRY(stopped_fill(ctx, &c, &view));
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(ctx->arena, &view.languages,
                 ((struct consent_language_view){.href = str_fmt(ctx->arena, "%.*s?lang=%.*s",
                                                                 STR_ARG(r->path),
                                                                 STR_ARG(locale_tag(*l))),
                                                 .name = locale_name(*l),
                                                 .tag = locale_tag(*l),
                                                 .current = *l == ctx->locale}));
    struct page page = {.title = msg_text(ctx->locale, MSG_CONSENT_RECEIPT),
                        .nav = "/cases",
                        .narrow = true,
                        .own_heading = true};

    return resp_page(r, &page, &tmpl_consent_receipt, &view);
}
