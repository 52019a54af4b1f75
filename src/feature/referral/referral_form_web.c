/* referral/referral_form_web.c: whom a referral is for, and what it shares: the form for a new one
 * and for a draft. */
#include <string.h>

#include "core/messages.gen.h"
#include "core/pack.h"
#include "referral_handlers.h"
#include "referral_tmpl.gen.h"

const struct field referral_draft_form[] = {
    {"to", FIELD_LINE, .label = "referral.to"},
    {"version", FIELD_INT, .label = "referral.to", .max = 1000000},
    {"need", FIELD_TEXT, .label = "referral.need", .hint = "referral.need_hint", .required = true,
     .max = REFERRAL_NEED_MAX},
    {"urgency", FIELD_CODE, .label = "referral.urgency", .codes = "urgency", .required = true},
    {"kinds", FIELD_CODES, .label = "referral.kinds", .codes = "consent_kind"},
    {"answer_kinds", FIELD_CODES, .label = "referral.answer_kinds",
     .hint = "referral.answer_kinds_hint", .codes = "consent_kind"},
    {"channel", FIELD_CODE, .label = "referral.channel", .codes = "referral_channel"},
    {"sector", FIELD_CODE, .label = "referral.sector", .hint = "referral.sector_hint",
     .codes = "share_with"},
    {"acknowledged_due", FIELD_DATE, .label = "referral.acknowledged_due"},
    {"feedback_due", FIELD_DATE, .label = "referral.feedback_due"},
    FIELDS_END,
};

/* ---- whom it is for -------------------------------------------------------------------------- */

static const char *const tos[] = {"team", "agency", "service"};

/* The form says it in one box, an address by the name: "?service=0199…". */
static struct str to_value(struct req *r)
{
    if (r->form.sent)
        return form_typed(&r->form, "to");
    for (int i = 0; i < 3; i++) {
        struct str id = req_get(r, tos[i]);

        if (str_given(id))
            return str_fmt(r->ctx->arena, "%s-%.*s", tos[i], STR_ARG(id));
    }
    return STR_NONE;
}

/* "service-0199…" */
static enum err to_parse(struct ctx *ctx, struct str value, enum referral_to *ret,
                         struct id *ret_id)
{
    for (int i = 0; i < 3; i++) {
        struct str prefix = str_fmt(ctx->arena, "%s-", tos[i]);

        if (!str_has_prefix(value, prefix) || id_parse(str_from(value, prefix.n), ret_id) != OK)
            continue;
        *ret = (enum referral_to)i;
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "referral.to_missing", NULL);
}

static enum err units_fill(struct ctx *ctx, const struct casefile *file,
                           struct referral_to_view *view)
{
    struct casefile_unit_list units;

    TRY(casefile_units(ctx, &units));
    for (size_t i = 0; i < units.n; i++) {
        const struct casefile_unit *u = &units.items[i];
        bool team = str_given(u->team);

        /* The own team has the case. */
        if (id_eq(u->id, file->team_id))
            continue;
        struct referral_choice_view choice = {u->id, casefile_unit_name(ctx, u)};

        if (team)
            LIST_ADD(ctx->arena, &view->teams, choice);
        else
            LIST_ADD(ctx->arena, &view->agencies, choice);
    }
    return OK;
}

static enum err choose_get(struct req *r, const struct casefile *file)
{
    struct ctx *ctx = r->ctx;
    struct referral_to_view view = {.casefile_id = file->id};

    TRY(units_fill(ctx, file, &view));
    return casefile_page(r, file, NULL, msg_text(ctx->locale, MSG_REFERRAL_CHOOSE),
                         (struct panel_view){&tmpl_referral_to, &view});
}

/* ---- the form -------------------------------------------------------------------------------- */

/* What stands in the boxes: what was typed, what the draft has, or what is usual. */
struct boxes {
    struct req *r;
    const struct referral *referral; /* NULL: a new one */
    struct referral_item_list chosen;
    struct referral_form_view *view;
};

static bool was_typed(const struct req *r, const char *name, struct str value)
{
    for (size_t i = 0; i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];

        if (!v->added && str_eq(v->name, str_c(name)) && str_eq(v->typed, value))
            return true;
    }
    return false;
}

/* A new one begins with the name: without it hardly anybody can help. */
static bool kind_is_chosen(const struct boxes *b, struct str kind)
{
    if (b->r->form.sent)
        return was_typed(b->r, "kinds", kind);
    if (!b->referral)
        return str_eq(kind, STR("identity"));
    for (size_t i = 0; i < b->chosen.n; i++) {
        if (!str_given(b->chosen.items[i].form) && str_eq(b->chosen.items[i].kind, kind))
            return true;
    }
    return false;
}

static bool answer_is_chosen(const struct boxes *b, struct str key)
{
    if (b->r->form.sent)
        return was_typed(b->r, "answer", key);
    for (size_t i = 0; i < b->chosen.n; i++) {
        if (str_eq(b->chosen.items[i].key, key))
            return true;
    }
    return false;
}

static void kinds_fill(struct boxes *b, const struct referral_item_list *facts)
{
    struct ctx *ctx = b->r->ctx;
    struct referral_kind_view *last = NULL;

    for (size_t i = 0; i < facts->n; i++) {
        const struct referral_item *f = &facts->items[i];

        if (last && str_eq(last->code, f->kind)) {
            last->text = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(last->text), STR_ARG(f->text));
            continue;
        }
        last = LIST_PUSH(ctx->arena, &b->view->kinds);
        *last = (struct referral_kind_view){
            .code = f->kind,
            .label = pack_label(ctx->pack, STR("consent_kind"), f->kind, ctx->locale),
            .text = f->text,
            .chosen = kind_is_chosen(b, f->kind)};
    }
}

static void answers_fill(struct boxes *b, const struct referral_item_list *answers)
{
    struct ctx *ctx = b->r->ctx;
    struct str form = STR_NONE;
    struct referral_answers_view *group = NULL;

    for (size_t i = 0; i < answers->n; i++) {
        struct referral_item item = answers->items[i];

        if (!group || !str_eq(form, item.form)) {
            const struct pack_form *def = pack_form_find(ctx->pack, item.form);

            form = item.form;
            group = LIST_PUSH(ctx->arena, &b->view->forms);
            *group = (struct referral_answers_view){.title = def ? text_in(&def->title, ctx->locale)
                                                                 : item.form};
        }
        item.chosen = answer_is_chosen(b, item.key);
        group->open = group->open || item.chosen;
        LIST_ADD(ctx->arena, &group->answers, item);
    }
}

/* Only these of the choices. */
static struct field_view without(struct ctx *ctx, struct field_view field,
                                 const char *const *left_out)
{
    struct option_view_list options = {0};

    for (size_t i = 0; i < field.options.n; i++) {
        bool out = false;

        for (const char *const *l = left_out; *l && !out; l++)
            out = str_eq(field.options.items[i].value, str_c(*l));
        if (!out)
            LIST_ADD(ctx->arena, &options, field.options.items[i]);
    }
    field.options = options;
    return field;
}

static struct str answer_kinds_of(const struct referral_item_list *items)
{
    for (size_t i = 0; i < items->n; i++) {
        if (str_given(items->items[i].form))
            return items->items[i].kind;
    }
    return STR_NONE;
}

static struct str need_of(const struct referral_item_list *items)
{
    for (size_t i = 0; i < items->n; i++) {
        if (str_eq(items->items[i].what, STR("need")))
            return items->items[i].body;
    }
    return STR_NONE;
}

static struct str day(struct ctx *ctx, const struct referral *ref, bool feedback)
{
    if (!ref)
        return STR_NONE;
    return ctx_date_text(ctx, feedback ? ref->feedback_due : ref->acknowledged_due);
}

static void fields_fill(struct boxes *b, const struct referral *to)
{
    static const char *const facts[] = {"identity", "contact", "needs", "documents", "file", NULL};
    static const char *const inbox[] = {"inbox", NULL};
    static const char *const nobody[] = {"nobody", NULL};
    const struct field *fields = referral_draft_form;
    struct ctx *ctx = b->r->ctx;
    const struct form *form = &b->r->form;
    const struct referral *ref = b->referral;
    struct referral_form_view *v = b->view;

    v->need = form_field(ctx, form, fields, "need", need_of(&b->chosen));
    v->urgency = form_field(ctx, form, fields, "urgency", ref ? ref->urgency : STR("routine"));
    v->answer_kinds = without(
        ctx, form_field(ctx, form, fields, "answer_kinds", answer_kinds_of(&b->chosen)), facts);
    v->asks_channel = !id_given(to->to_agency_id);
    v->channel = without(
        ctx, form_field(ctx, form, fields, "channel", ref ? ref->channel : STR("link")), inbox);
    v->channel.required = true;
    v->sector =
        without(ctx, form_field(ctx, form, fields, "sector", ref ? ref->sector : STR_NONE), nobody);
    v->acknowledged_due = form_field(ctx, form, fields, "acknowledged_due", day(ctx, ref, false));
    v->feedback_due = form_field(ctx, form, fields, "feedback_due", day(ctx, ref, true));
    v->has_days = str_given(v->acknowledged_due.error) || str_given(v->feedback_due.error);
}

static enum err form_fill(struct req *r, const struct casefile *file, const struct referral *ref,
                          const struct referral *to, struct referral_form_view *view)
{
    struct boxes b = {.r = r, .referral = ref, .view = view};
    struct referral_item_list facts, answers;

    if (ref)
        TRY(referral_items(r->ctx, ref, &b.chosen));
    TRY(referral_offer(r->ctx, file, &facts, &answers));
    kinds_fill(&b, &facts);
    answers_fill(&b, &answers);
    fields_fill(&b, to);
    view->to_name = to->to_name;
    return OK;
}

/* What was sent. */
static struct referral_draft draft_read(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct referral_draft draft = {.need = form_text(&r->form, "need"),
                                   .urgency = form_code(&r->form, "urgency"),
                                   .kinds = form_code(&r->form, "kinds"),
                                   .answer_kinds = form_code(&r->form, "answer_kinds"),
                                   .channel = form_code(&r->form, "channel"),
                                   .sector = form_code(&r->form, "sector"),
                                   .acknowledged_due = form_date(&r->form, "acknowledged_due"),
                                   .feedback_due = form_date(&r->form, "feedback_due")};

    for (size_t i = 0; i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];

        if (str_eq(v->name, STR("answer")) && str_find(v->typed, STR(" "), 0) < 0)
            draft.answers =
                str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(draft.answers), STR_ARG(v->typed));
    }
    return draft;
}

enum err referral_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral to;
    struct referral_form_view view = {0};
    enum referral_to kind;
    struct id id;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    view.to_value = to_value(r);
    if (to_parse(ctx, view.to_value, &kind, &id) != OK ||
        referral_receiver(ctx, kind, id, &to) == E_INVALID)
        return choose_get(r, &file);
    TRY(form_fill(r, &file, NULL, &to, &view));
    view.action = casefile_href(ctx, file.id, "referrals");
    view.back = view.action;
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_REFERRAL_NEW),
                         (struct panel_view){&tmpl_referral_form, &view});
}

enum err referral_new_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral ref;
    struct referral_draft draft = draft_read(r);

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(to_parse(ctx, form_text(&r->form, "to"), &draft.to, &draft.to_id));
    TRY(referral_add(ctx, &file, &draft, &ref));
    return resp_see_other(r, referral_path(ctx, &ref), "referral.done_drafted");
}

enum err referral_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral ref;
    struct referral_form_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(referral_load(ctx, &file, req_id(r, "referral"), &ref));
    if (ref.state != REFERRAL_DRAFT)
        return ctx_fail(ctx, E_CONFLICT, "referral.sent_already", NULL);
    TRY(form_fill(r, &file, &ref, &ref, &view));
    view.back = referral_path(ctx, &ref);
    view.action = str_cat(ctx->arena, view.back, STR("/edit"));
    view.version = ref.version;
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_REFERRAL_EDIT),
                         (struct panel_view){&tmpl_referral_form, &view});
}

enum err referral_edit_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral ref;
    struct referral_draft draft = draft_read(r);

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(referral_load(ctx, &file, req_id(r, "referral"), &ref));
    TRY(referral_edit(ctx, &file, &ref, &draft, form_int(&r->form, "version", 0)));
    return resp_see_other(r, referral_path(ctx, &ref), "referral.done_drafted");
}
