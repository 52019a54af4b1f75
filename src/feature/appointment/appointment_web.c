/* appointment/appointment_web.c: the appointments of a case, the page and the card of one, and the
 * panels on other pages. */
#include "appointment_handlers.h"
#include "appointment_tmpl.gen.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/appointment/appointment_rules.h"

#define WORDS_MAX 500

const struct field appointment_end_form[] = {
    {"state", FIELD_LINE, .label = "core.status", .required = true, .max = 20},
    {"missed", FIELD_CODE, .label = "appointment.missed_why", .codes = "appointment_missed"},
    {"missed_words", FIELD_LINE, .label = "appointment.words", .max = WORDS_MAX},
    {"cancelled", FIELD_CODE, .label = "appointment.cancelled_by",
     .codes = "appointment_cancelled"},
    {"cancelled_words", FIELD_LINE, .label = "appointment.words", .max = WORDS_MAX},
    {"version", FIELD_INT, .label = "core.version", .required = true, .max = 1000000},
    FIELDS_END,
};

struct str appointment_href(struct ctx *ctx, struct id casefile_id, struct id id, const char *rest)
{
    char text[ID_TEXT];

    if (!id_given(id))
        return casefile_href(ctx, casefile_id, "appointments");
    return casefile_href(ctx, casefile_id,
                         str_fmt(ctx->arena, "appointments/%.*s%s%s", STR_ARG(id_format(id, text)),
                                 *rest ? "/" : "", rest)
                             .p);
}

bool appointment_may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access >= CASEFILE_WRITE &&
           authz_can(ctx, CAP_APPOINTMENT_EDIT);
}

static const struct {
    const char *code, *value;
} icons[] = {{"home_visit", "home"},
             {"office", "building"},
             {"phone", "phone"},
             {"video", "device"},
             {"other", "map-pin"}},
  badges[] = {{"came", "ok"}, {"missed", "bad"}, {"cancelled", "none"}};

struct appointment_row_view appointment_row(struct ctx *ctx, const struct appointment *a)
{
    const struct pack *pack = str_given(a->programme) ? site_pack_of(ctx, a->programme) : ctx->pack;
    struct appointment_row_view row = {
        .mode = pack_label(pack, STR("appointment_mode"), a->mode, ctx->locale),
        .icon = STR("calendar"),
        .starts_at = a->starts_at,
        .ends_at = a->ends_at,
        .client = a->client_name,
        .number = a->number,
        .place = a->place,
        .title = a->title,
        .worker = a->worker_name,
        .covered = a->covered};

    if (id_given(a->casefile_id))
        row.href = appointment_href(ctx, a->casefile_id, a->id, "");
    for (size_t i = 0; i < sizeof icons / sizeof icons[0]; i++)
        if (str_eq(a->mode, str_c(icons[i].code)))
            row.icon = str_c(icons[i].value);
    if (appointment_is_planned(a))
        return row;
    row.state = pack_label(pack, STR("appointment_state"), a->state, ctx->locale);
    for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++)
        if (str_eq(a->state, str_c(badges[i].code)))
            row.state_cls = str_c(badges[i].value);
    return row;
}

enum err appointment_doubt_texts(struct ctx *ctx, const struct casefile *file,
                                 const struct appointment_draft *draft, struct id except,
                                 struct appointment_text_list *ret)
{
    struct appointment_doubt_list doubts;

    TRY(appointment_doubts(ctx, file, draft, except, &doubts));
    for (size_t i = 0; i < doubts.n; i++) {
        const struct appointment_doubt *d = &doubts.items[i];
        struct msg_arg args[] = {{.name = "from", .text = appointment_when(ctx, d->from)},
                                 {.name = "until", .text = appointment_when(ctx, d->to)}};

        LIST_ADD(ctx->arena, ret, msg_by_key(ctx->arena, ctx->locale, str_c(d->msg), args, 2));
    }
    return OK;
}

/* ---- of a case ------------------------------------------------------------------------------ */

enum err appointment_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct appointment_list list;
    struct appointment_case_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(appointment_list_for_casefile(ctx, &file, &list));
    view.base = appointment_href(ctx, file.id, ID_NONE, "");
    view.may_edit = appointment_may_edit(ctx, &file);
    for (size_t i = 0; i < list.n; i++) {
        struct appointment_row_view row = appointment_row(ctx, &list.items[i]);

        row.with_day = true;
        if (appointment_is_planned(&list.items[i]))
            LIST_ADD(ctx->arena, &view.planned, row);
        else
            LIST_ADD(ctx->arena, &view.others, row);
    }
    return casefile_page(r, &file, "appointments", msg_text(ctx->locale, MSG_APPOINTMENT_HEADING),
                         (struct panel_view){&tmpl_appointment_case, &view});
}

/* ---- one ------------------------------------------------------------------------------------ */

static enum err names_fill(struct ctx *ctx, const struct casefile *file,
                           const struct appointment *a, struct appointment_page_view *view)
{
    struct casefile_id_list ids;
    struct casefile_person_list people;

    TRY(appointment_people(ctx, a, &ids));
    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < ids.n; i++) {
        if (id_eq(ids.items[i], file->person_id))
            LIST_ADD(ctx->arena, &view->people, file->client_name);
        for (size_t k = 0; k < people.n; k++)
            if (id_eq(ids.items[i], people.items[k].person_id))
                LIST_ADD(ctx->arena, &view->people, people.items[k].name);
    }
    return OK;
}

enum err appointment_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct casefile file;
    struct appointment a;
    struct appointment_page_view view = {.appointment = &a};
    struct str sent = f->fields == appointment_end_form ? form_typed(f, "state") : STR_NONE;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(appointment_load(ctx, &file, req_id(r, "appointment"), &a));
    view.base = appointment_href(ctx, file.id, a.id, "");
    view.row = appointment_row(ctx, &a);
    view.may_edit = appointment_may_edit(ctx, &file);
    view.is_planned = appointment_is_planned(&a);
    view.has_come = date_cmp(ctx_day_of(ctx, a.starts_at), ctx_today(ctx)) <= 0;
    view.missing = str_eq(sent, STR("missed"));
    view.cancelling = str_eq(sent, STR("cancelled"));
    view.missed = form_field(ctx, f, appointment_end_form, "missed", STR_NONE);
    view.missed_words = form_field(ctx, f, appointment_end_form, "missed_words", STR_NONE);
    view.cancelled = form_field(ctx, f, appointment_end_form, "cancelled", STR_NONE);
    view.cancelled_words = form_field(ctx, f, appointment_end_form, "cancelled_words", STR_NONE);
    if (casefile_has_route(r, "/cases/:case/visit"))
        view.prepare = casefile_href(ctx, file.id, "visit");
    if (casefile_has_route(r, "/cases/:case/debrief"))
        view.debrief = str_cat(ctx->arena, casefile_href(ctx, file.id, "debrief?appointment="),
                               ctx_id_text(ctx, a.id));
    if (str_given(a.reason))
        view.reason = pack_label(ctx->pack,
                                 str_eq(a.state, STR("missed")) ? STR("appointment_missed")
                                                                : STR("appointment_cancelled"),
                                 a.reason, ctx->locale);
    TRY(names_fill(ctx, &file, &a, &view));
    if (a.moved_n > 0)
        TRY(appointment_moves(ctx, &a, &view.moves));
    return casefile_page(r, &file, "appointments", msg_text(ctx->locale, MSG_APPOINTMENT_ONE),
                         (struct panel_view){&tmpl_appointment_page, &view});
}

enum err appointment_end_post(struct req *r)
{
    const struct form *f = &r->form;
    struct casefile file;
    struct appointment a;
    struct appointment_end end = {.state = form_text(f, "state"),
                                  .version = form_int(f, "version", 0)};

    if (str_eq(end.state, STR("missed"))) {
        end.reason = form_code(f, "missed");
        end.words = form_text(f, "missed_words");
    } else if (str_eq(end.state, STR("cancelled"))) {
        end.reason = form_code(f, "cancelled");
        end.words = form_text(f, "cancelled_words");
    }
    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(appointment_load(r->ctx, &file, req_id(r, "appointment"), &a));
    TRY(appointment_finish(r->ctx, &file, &a, &end));
    return resp_see_other(r, appointment_href(r->ctx, file.id, a.id, ""), "done.changed");
}

/* ---- on paper ------------------------------------------------------------------------------- */

/* Given to the client: no flags, no frame of the case, and nothing that the safe-contact rules
 * forbid. */
enum err appointment_card_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct locale *wanted = locale_find(req_get(r, "lang"));
    struct casefile file;
    struct appointment a;
    struct contact_rules rules;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(appointment_load(ctx, &file, req_id(r, "appointment"), &a));
    if (wanted)
        ctx->locale = wanted;
    struct appointment_card_view view = {
        .back = appointment_href(ctx, file.id, a.id, ""),
        .site = ctx->site->name,
        .team = file.team_name,
        .worker = a.worker_name,
        .phone = a.worker_phone,
        .mode = pack_label(ctx->pack, STR("appointment_mode"), a.mode, ctx->locale),
        .place = a.place,
        .starts_at = a.starts_at,
        .ends_at = a.ends_at,
        .is_planned = appointment_is_planned(&a)};

    TRY(casefile_contact(ctx, &file, &rules));
    view.paper = contact_paper(r, &rules, file.person_id);
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(ctx->arena, &view.languages,
                 ((struct appointment_link_view){
                     .href = str_fmt(ctx->arena, "%.*s/card?lang=%.*s", STR_ARG(view.back),
                                     STR_ARG(locale_tag(*l))),
                     .label = locale_name(*l),
                     .tag = locale_tag(*l),
                     .current = str_eq(locale_tag(*l), locale_tag(ctx->locale))}));
    struct page page = {.title = msg_text(ctx->locale, MSG_APPOINTMENT_CARD),
                        .nav = "/cases",
                        .narrow = true,
                        .own_heading = true};

    return resp_page(r, &page, &tmpl_appointment_card, &view);
}
