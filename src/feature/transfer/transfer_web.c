/* transfer/transfer_web.c: offering a case, the offers that wait, and the handover pack with its
 * answers. */
#include "base/utf8.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "transfer_tmpl.gen.h"
#include "transfer_views.h"

#define REMARK_MAX 500

static const struct field ask_form[] = {
    {"to", FIELD_ID, .label = "transfer.to", .required = true},
    {"reason", FIELD_CODE, .label = "core.reason", .codes = "handover_reason", .required = true},
    {"words", FIELD_TEXT, .label = "transfer.words", .hint = "transfer.words_hint",
     .required = true, .max = TRANSFER_WORDS_MAX},
    FIELDS_END,
};
static const struct field answer_form[] = {
    {"worker_id", FIELD_ID, .label = "transfer.worker"},
    {"why", FIELD_TEXT, .label = "transfer.why", .max = 1000},
    FIELDS_END,
};

static struct str transfer_href(struct ctx *ctx, struct id id)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/transfers/%.*s", STR_ARG(id_format(id, text)));
}

static const struct {
    const char *state, *cls;
} badges[] = {{"asked", "wait"}, {"accepted", "ok"}, {"refused", "bad"}, {"withdrawn", "none"}};

static struct str team_text(struct ctx *ctx, struct str team, struct str agency)
{
    return str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(team), STR_ARG(agency));
}

static struct transfer_row_view row_view(struct ctx *ctx, const struct transfer *t)
{
    struct transfer_row_view row = {
        .href = transfer_href(ctx, t->id),
        .client = t->client_name,
        .number = t->number,
        .to = str_given(t->to_name) ? t->to_name : team_text(ctx, t->to_team, t->to_agency),
        .from = t->asked_by_name,
        .reason = pack_label(ctx->pack, STR("handover_reason"), t->reason, ctx->locale),
        .state = pack_label(ctx->pack, STR("handover_state"), t->state, ctx->locale),
        .risk_cls = casefile_risk_class(t->risk),
        .at = t->asked_at,
    };

    if (str_given(t->risk))
        row.risk = casefile_risk_label(ctx, t->risk);
    for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++)
        if (str_eq(t->state, str_c(badges[i].state)))
            row.state_cls = str_c(badges[i].cls);
    return row;
}

static struct transfer_item_view item_view(struct ctx *ctx, const struct transfer_item *item)
{
    return (struct transfer_item_view){
        .id = ctx_id_text(ctx, item->id),
        .kind = pack_label(ctx->pack, STR("handover_item"), item->kind, ctx->locale),
        .what = item->what,
        .who = item->who,
        .remark = item->remark,
        .due = date_given(item->due) ? casefile_due(ctx, item->due)
                                     : (struct due_view){.on = DATE_NONE},
        .taken = item->taken == 1,
        .answered = item->taken >= 0};
}

/* ---- offering ------------------------------------------------------------------------------- */

static enum err places_offer(struct ctx *ctx, const struct casefile *file, struct field_view *field)
{
    struct transfer_place_list places;

    TRY(transfer_places(ctx, file, &places));
    for (size_t i = 0; i < places.n; i++) {
        const struct transfer_place *p = &places.items[i];
        bool is_team = !id_given(p->account_id);

        if (is_team || !id_eq(p->account_id, file->worker_id))
            field_option_add(ctx, field, ctx_id_text(ctx, is_team ? p->team_id : p->account_id),
                             is_team ? team_text(ctx, p->team, p->agency) : p->name);
    }
    return OK;
}

static enum err transfer_case_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct transfer_list all;
    struct transfer_item_list items;
    struct transfer_case_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(transfer_list_for_casefile(ctx, &file, &all));
    view.base = casefile_href(ctx, file.id, "transfer");
    view.case_href = casefile_href(ctx, file.id, "");
    for (size_t i = 0; i < all.n; i++) {
        struct transfer_row_view row = row_view(ctx, &all.items[i]);

        LIST_ADD(ctx->arena, &view.all, row);
        if (str_eq(all.items[i].state, STR("asked"))) {
            view.is_waiting = true;
            view.waiting = row;
        }
    }
    view.may_ask = !view.is_waiting;
    if (view.may_ask) {
        view.to = form_field(ctx, &r->form, ask_form, "to", STR_NONE);
        view.reason = form_field(ctx, &r->form, ask_form, "reason", STR_NONE);
        view.words = form_field(ctx, &r->form, ask_form, "words", STR_NONE);
        TRY(places_offer(ctx, &file, &view.to));
        TRY(transfer_pack(ctx, &file, &items));
        for (size_t i = 0; i < items.n; i++)
            LIST_ADD(ctx->arena, &view.items, item_view(ctx, &items.items[i]));
    }
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "transfer.title"),
                         (struct panel_view){&tmpl_transfer_case, &view});
}

static enum err transfer_case_post(struct req *r)
{
    struct casefile file;
    struct id to = form_id(&r->form, "to");
    struct transfer transfer = {.to_account_id = to,
                                .to_team_id = to,
                                .reason = form_code(&r->form, "reason"),
                                .words = form_text(&r->form, "words")};

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(transfer_ask(r->ctx, &file, &transfer));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "transfer"), "transfer.done_asked");
}

static enum err transfer_withdraw_post(struct req *r)
{
    struct casefile file;

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(transfer_withdraw(r->ctx, &file));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "transfer"), "done.changed");
}

/* ---- the offers that wait ------------------------------------------------------------------- */

static void rows_fill(struct ctx *ctx, const struct transfer_list *list,
                      struct transfer_row_view_list *ret)
{
    for (size_t i = 0; i < list->n; i++)
        LIST_ADD(ctx->arena, ret, row_view(ctx, &list->items[i]));
}

static enum err transfer_list_get(struct req *r)
{
    struct transfer_list received, sent;
    struct transfer_list_view view = {0};
    struct page page = {.title = ctx_msg(r->ctx, "transfer.list_title"), .nav = "/cases"};

    TRY(transfer_received(r->ctx, &received));
    TRY(transfer_sent(r->ctx, &sent));
    rows_fill(r->ctx, &received, &view.received);
    rows_fill(r->ctx, &sent, &view.sent);
    return resp_page(r, &page, &tmpl_transfer_list, &view);
}

static enum err today_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct transfer_list received;
    struct transfer_panel_view *view = ARENA_NEW(r->ctx->arena, struct transfer_panel_view);

    (void)subject;
    TRY(transfer_received(r->ctx, &received));
    rows_fill(r->ctx, &received, &view->rows);
    if (view->rows.n > 0)
        *ret = (struct panel_view){&tmpl_transfer_panel, view};
    return OK;
}

/* ---- the handover pack ---------------------------------------------------------------------- */

/* As typed when the form was sent; the names of its boxes are those of the items. */
static struct transfer_item typed_item(struct req *r, const struct transfer_item *item)
{
    struct transfer_item typed = *item;
    struct str id = ctx_id_text(r->ctx, item->id);
    const char *take = str_z(r->ctx->arena, str_cat(r->ctx->arena, STR("take-"), id));
    const char *remark = str_z(r->ctx->arena, str_cat(r->ctx->arena, STR("r-"), id));

    typed.taken = str_eq(form_typed(&r->form, take), STR("yes")) ? 1 : 0;
    typed.remark = str_trim(form_typed(&r->form, remark));
    return typed;
}

static enum err items_fill(struct req *r, const struct transfer *t, struct transfer_page_view *view)
{
    struct transfer_item_list items;

    TRY(transfer_items(r->ctx, t, &items));
    for (size_t i = 0; i < items.n; i++) {
        struct transfer_item item = r->form.sent ? typed_item(r, &items.items[i]) : items.items[i];
        struct transfer_item_view shown = item_view(r->ctx, &item);

        shown.may_answer = view->may_answer;
        shown.error = form_error(&r->form, str_cat(r->ctx->arena, STR("r-"), shown.id));
        LIST_ADD(r->ctx->arena, &view->items, shown);
    }
    return OK;
}

/* Offered to a unit: who answers says which of its workers will have it. */
static enum err workers_offer(struct req *r, const struct transfer *t,
                              struct transfer_page_view *view)
{
    struct casefile_worker_list workers;

    view->worker = form_field(r->ctx, &r->form, answer_form, "worker_id", STR_NONE);
    view->names_worker = view->may_answer && !id_given(t->to_account_id);
    if (!view->names_worker)
        return OK;
    TRY(casefile_workers(r->ctx, &workers));
    for (size_t i = 0; i < workers.n; i++)
        if (!id_eq(workers.items[i].account_id, t->from_worker_id))
            field_option_add(r->ctx, &view->worker,
                             ctx_id_text(r->ctx, workers.items[i].account_id),
                             workers.items[i].name);
    return OK;
}

static enum err transfer_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct transfer t;
    struct casefile file;
    struct transfer_page_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "transfer.pack_title"), .nav = "/cases"};

    TRY(transfer_load(ctx, req_id(r, "transfer"), &t));
    view.may_answer = transfer_may_answer(ctx, &t);
    view.row = row_view(ctx, &t);
    view.href = view.row.href;
    view.answered_at = t.answered_at;
    view.answered_by = t.answered_by_name;
    view.answer = t.answer;
    /* A no, or taking it back, ends what the offer lets one see. */
    bool sees = casefile_load(ctx, t.casefile_id, CASEFILE_READ, &file) == OK;

    view.is_shown = sees || view.may_answer;
    if (sees)
        view.case_href = casefile_href(ctx, t.casefile_id, "");
    if (view.is_shown) {
        view.words = t.words;
        TRY(items_fill(r, &t, &view));
    } else {
        view.row.client = view.row.number = view.row.risk = STR_NONE;
    }
    TRY(workers_offer(r, &t, &view));
    view.why = form_field(ctx, &r->form, answer_form, "why", STR_NONE);
    view.refusing = str_eq(form_typed(&r->form, "do"), STR("refuse"));
    return resp_page(r, &page, &tmpl_transfer_page, &view);
}

static enum err answers_read(struct req *r, const struct transfer *t,
                             struct transfer_item_list *ret)
{
    struct transfer_item_list items;

    TRY(transfer_items(r->ctx, t, &items));
    for (size_t i = 0; i < items.n; i++) {
        struct transfer_item typed = typed_item(r, &items.items[i]);
        const char *name =
            str_z(r->ctx->arena, str_cat(r->ctx->arena, STR("r-"), ctx_id_text(r->ctx, typed.id)));

        if (!utf8_is_valid(typed.remark))
            return form_fail(r->ctx, &r->form, name, "form.not_utf8");
        if (utf8_length(typed.remark) > REMARK_MAX)
            return form_fail(r->ctx, &r->form, name, "transfer.remark_long");
        LIST_ADD(r->ctx->arena, ret, typed);
    }
    return OK;
}

static enum err transfer_post(struct req *r)
{
    struct transfer t;
    struct transfer_item_list answers = {0};
    struct id worker = form_id(&r->form, "worker_id");

    TRY(transfer_load(r->ctx, req_id(r, "transfer"), &t));
    if (str_eq(form_typed(&r->form, "do"), STR("refuse"))) {
        TRY(transfer_refuse(r->ctx, &t, form_text(&r->form, "why")));
        return resp_see_other(r, STR("/transfers"), "transfer.done_refused");
    }
    if (!id_given(t.to_account_id) && !id_given(worker) && transfer_may_answer(r->ctx, &t))
        return ctx_fail(r->ctx, E_INVALID, "transfer.worker_missing", "worker_id");
    TRY(answers_read(r, &t, &answers));
    TRY(transfer_accept(r->ctx, &t, id_given(t.to_account_id) ? ID_NONE : worker, &answers));
    return resp_see_other(r, casefile_href(r->ctx, t.casefile_id, ""), "transfer.done_accepted");
}

/* ---- the feature ---------------------------------------------------------------------------- */

static const struct route transfer_routes[] = {
    ROUTE(GET, "/cases/:case/transfer", transfer_case_get, CAP_CASE_EDIT),
    ROUTE_FORM("/cases/:case/transfer", transfer_case_post, CAP_CASE_EDIT, ask_form,
               transfer_case_get),
    ROUTE(POST, "/cases/:case/transfer/withdraw", transfer_withdraw_post, CAP_CASE_EDIT),
    ROUTE(GET, "/transfers", transfer_list_get, CAP_CASE_EDIT),
    ROUTE(GET, "/transfers/:transfer", transfer_get, CAP_CASE_EDIT),
    ROUTE_FORM("/transfers/:transfer", transfer_post, CAP_CASE_EDIT, answer_form, transfer_get),
    ROUTES_END,
};

static const struct panel transfer_panels[] = {
    {SLOT_TODAY, 10, CAP_CASE_EDIT, today_draw},
    PANELS_END,
};

static const struct event_kind transfer_events[] = {
    {"transfer.asked", EVENT_TIMELINE | EVENT_DECISION, "handover_reason"},
    {"transfer.withdrawn", EVENT_TIMELINE, "handover_reason"},
    {"transfer.accepted", EVENT_TIMELINE | EVENT_DECISION, "handover_reason"},
    {"transfer.refused", EVENT_TIMELINE | EVENT_DECISION, "handover_reason"},
    EVENTS_END,
};

extern const struct feature transfer_feature;
const struct feature transfer_feature = {
    .name = "transfer",
    .routes = transfer_routes,
    .panels = transfer_panels,
    .events = transfer_events,
};
