/* account/account_web.c: signing in and out, the own account, its sessions, drafts. */
#include "account_change_page.h"
#include "account_tmpl.gen.h"
#include "account_views.h"
#include "core/draft.h"
#include "core/draft_keep.h"
#include "core/event.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/password.h"
#include "core/session.h"
#include "feature/account/account.h"

#define SOON_US (5 * MINUTE_US) /* before the end: when the page speaks of minutes */

static const struct field sign_in_form[] = {
    {"login", FIELD_LINE, .label = "account.login", .required = true, .autocomplete = "username"},
    {"password", FIELD_SECRET, .label = "account.password", .required = true,
     .autocomplete = "current-password"},
    FIELDS_END,
};

static enum err sign_in_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    bool posted = str_eq(r->path, STR("/sign-in")) && r->form.sent;
    struct sign_in_view view = {
        .next = posted ? form_typed(&r->form, "next") : req_get(r, "next"),
        .kept = posted ? form_typed(&r->form, "kept") : STR_NONE,
        .kept_path = posted ? form_typed(&r->form, "kept_path") : STR_NONE,
        .expired = r->session && r->session->expired,
    };
    struct page page = {.title = ctx_msg(ctx, "account.sign_in_title"), .bare = true};

    /* A form that was sent when the session was over: everything typed travels along. */
    if (!posted && r->form.sent && r->method == METHOD_POST) {
        r->form.fields = r->route->form;
        view.kept = draft_encode(ctx, &r->form);
        view.kept_path = r->path;
        r->form = (struct form){0};
    }
    view.has_kept = str_given(view.kept);
    view.login = form_field(ctx, &r->form, sign_in_form, "login", STR_NONE);
    view.password = form_field(ctx, &r->form, sign_in_form, "password", STR_NONE);
    return resp_page(r, &page, &tmpl_sign_in, &view);
}

/* Only a path of ours: "//host" and "/\host" would lead elsewhere. */
static struct str next_path(struct str next)
{
    bool ours =
        next.n >= 1 && next.p[0] == '/' && (next.n == 1 || (next.p[1] != '/' && next.p[1] != '\\'));

    return ours && next.n < 2000 ? next : STR("/");
}

struct signing_in {
    struct req *r;
    struct account account;
    struct seat seat;
    struct str to;
};

static enum err signed_in_store(struct ctx *ctx, void *arg)
{
    struct signing_in *s = arg;
    struct str kept = form_typed(&s->r->form, "kept");

    TRY(session_start(s->r, s->account.id, s->seat.id));
    ctx->actor.account_id = s->account.id;
    ctx->actor.role = s->seat.role;
    TRY(event_emit(ctx, &(struct event){.kind = "account.signed_in", .subject_id = s->account.id}));
    if (str_given(kept)) {
        struct id draft;
        char text[ID_TEXT];

        TRY(draft_add(ctx, s->account.id, form_typed(&s->r->form, "kept_path"), kept, &draft));
        s->to = str_fmt(ctx->arena, "/drafts/%.*s", STR_ARG(id_format(draft, text)));
    }
    return OK;
}

static enum err sign_in_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct signing_in s = {.r = r, .to = next_path(form_typed(&r->form, "next"))};

    struct sign_in sent = {form_text(&r->form, "login"), form_text(&r->form, "password"), r->peer};

    TRY(account_sign_in(ctx, &sent, &s.account, &s.seat));
    TRY(ctx_in_tx(ctx, signed_in_store, &s));
    return resp_see_other(r, s.account.must_change_password ? STR("/account/password") : s.to,
                          NULL);
}

static enum err sign_out_post(struct req *r)
{
    TRY(session_end(r, r->session->id));
    TRY(event_emit(r->ctx, &(struct event){.kind = "account.signed_out",
                                           .subject_id = r->ctx->actor.account_id}));
    return resp_see_other(r, STR("/sign-in"), "account.signed_out.done");
}

static enum err language_post(struct req *r)
{
    struct str tag = form_typed(&r->form, "language");
    const struct locale *l = locale_find(tag);

    if (l)
        session_cookie_set(r, "alidade-language", locale_tag(l), false);
    return resp_see_other(r, STR("/sign-in"), NULL);
}

static const struct field preferences_form[] = {
    {"language", FIELD_CODE, .label = "account.language", .codes = "interface_language",
     .required = true},
    {"theme", FIELD_CODE, .label = "account.theme", .codes = "theme", .required = true},
    {"density", FIELD_CODE, .label = "account.density", .codes = "density", .required = true},
    {"text_size", FIELD_CODE, .label = "account.text_size", .codes = "text_size", .required = true},
    {"form_pages", FIELD_CODE, .label = "account.form_pages", .codes = "form_pages"},
    {"calendar", FIELD_CODE, .label = "account.calendar", .hint = "account.calendar_hint",
     .codes = "calendar"},
    FIELDS_END,
};

static enum err seats_fill(struct req *r, struct account_view *view)
{
    struct ctx *ctx = r->ctx;
    struct seat_list seats = {0};

    TRY(account_seats(ctx, ctx->actor.account_id, &seats));
    for (size_t i = 0; i < seats.n; i++) {
        const struct seat *seat = &seats.items[i];

        LIST_ADD(ctx->arena, &view->seats,
                 ((struct seat_view){.id = seat->id,
                                     .role = role_code(seat->role),
                                     .unit = seat->unit_name,
                                     .current = id_eq(seat->id, ctx->actor.seat_id)}));
    }
    view->has_seats = seats.n > 1;
    return OK;
}

static enum err account_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct account account;
    struct account_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "account.preferences"), .narrow = true};

    TRY(account_own(ctx, &account));
    TRY(seats_fill(r, &view));
    view.name = account.name;
    view.may_enrol = authz_can(ctx, CAP_DEVICE_ENROL);
    view.login = account.login;
    view.language = form_field(ctx, &r->form, preferences_form, "language", account.language);
    view.theme = form_field(ctx, &r->form, preferences_form, "theme", account.theme);
    view.density = form_field(ctx, &r->form, preferences_form, "density", account.density);
    view.text_size = form_field(ctx, &r->form, preferences_form, "text_size", account.text_size);
    view.form_pages = form_field(ctx, &r->form, preferences_form, "form_pages", account.form_pages);
    view.calendar = form_field(ctx, &r->form, preferences_form, "calendar", account.calendar);
    view.calendar.required = true;
    view.form_pages.required = true; /* never empty: nobody need be told that it may be */
    return resp_page(r, &page, &tmpl_account, &view);
}

static enum err preferences_post(struct req *r)
{
    struct account wanted = {.language = form_code(&r->form, "language"),
                             .theme = form_code(&r->form, "theme"),
                             .density = form_code(&r->form, "density"),
                             .text_size = form_code(&r->form, "text_size"),
                             .form_pages = form_code(&r->form, "form_pages"),
                             .calendar = form_code(&r->form, "calendar")};

    if (!str_given(wanted.form_pages))
        wanted.form_pages = r->session->by_question ? STR("question") : STR("section");
    if (!str_given(wanted.calendar))
        wanted.calendar = calendar_code(r->ctx->calendar);

    TRY(account_set_preferences(r->ctx, &wanted));
    return resp_see_other(r, STR("/account"), "account.saved.done");
}

static const struct field seat_form[] = {
    {"seat", FIELD_ID, .label = "account.seats", .required = true},
    FIELDS_END,
};

static enum err seat_post(struct req *r)
{
    TRY(account_choose_seat(r->ctx, r->session->id, form_id(&r->form, "seat")));
    return resp_see_other(r, STR("/"), "account.seat.done");
}

static const struct field password_form[] = {
    {"present", FIELD_SECRET, .label = "account.present", .required = true,
     .autocomplete = "current-password"},
    {"password", FIELD_SECRET, .label = "account.new_password", .hint = "account.password_hint",
     .required = true, .max = PASSWORD_MAX, .autocomplete = "new-password"},
    FIELDS_END,
};

static enum err password_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct page page = {.title = ctx_msg(ctx, "account.change_password"), .narrow = true};
    struct password_view view = {
        .present = form_field(ctx, &r->form, password_form, "present", STR_NONE),
        .password = form_field(ctx, &r->form, password_form, "password", STR_NONE),
        .phrase = account_passphrase(ctx, STR_NONE),
        .must_change = r->session->must_change_password,
        .given_at = INSTANT_NONE,
    };
    struct account_told told = {.at = INSTANT_NONE};

    if (view.must_change)
        TRY(account_told(ctx, &told));
    view.asked_by = told.asked_by;
    view.confirmed_by = told.confirmed_by;
    view.given_at = told.at;
    return resp_page(r, &page, &tmpl_password, &view);
}

static enum err password_post(struct req *r)
{
    TRY(account_set_password(r->ctx, r->session->id, form_text(&r->form, "present"),
                             form_text(&r->form, "password")));
    return resp_see_other(r, STR("/account"), "account.password.done");
}

static enum err sessions_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct session_row_list list = {0};
    struct sessions_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "account.sessions")};

    TRY(account_sessions(ctx, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct session_row *row = &list.items[i];

        LIST_ADD(ctx->arena, &view.sessions,
                 ((struct session_view){.id = row->id,
                                        .device = account_device_name(ctx->arena, row->device),
                                        .created_at = row->created_at,
                                        .seen_at = row->seen_at,
                                        .current = id_eq(row->id, r->session->id)}));
    }
    return resp_page(r, &page, &tmpl_sessions, &view);
}

static enum err session_end_post(struct req *r)
{
    struct id id = req_id(r, "session");

    TRY(session_end(r, id));
    TRY(event_emit(r->ctx, &(struct event){.kind = "account.session_ended", .subject_id = id}));
    return resp_see_other(r, STR("/account/sessions"), "account.session_ended.done");
}

/* Fetched by the script before the session ends. */
static enum err session_get(struct req *r)
{
    const struct session *s = r->session;
    int64_t ends = s->idle_ends_at.us < s->ends_at.us ? s->idle_ends_at.us : s->ends_at.us;
    int64_t left = ends - r->ctx->now.us;
    bool soon = left <= SOON_US;
    struct session_state_view view = {
        .ends_at = {ends}, .minutes = (left + MINUTE_US - 1) / MINUTE_US, .soon = soon};
    struct page page = {.title =
                            ctx_msg(r->ctx, soon ? "session.ends_soon" : "account.session_title"),
                        .narrow = true};

    return resp_page(r, &page, &tmpl_session_state, &view);
}

/* To be asked for at all is what keeps a session alive; asking only how long it lasts is not. */
static enum err session_stay_post(struct req *r)
{
    return resp_see_other(r, STR("/session"), NULL);
}

/* Without the script the form comes back, filled; the script only wants to know that it is kept. */
static enum err draft_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct draft_kept_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_DONE_DRAFT), .narrow = true};
    struct buf time;
    char text[ID_TEXT];

    TRY(draft_keep(r, req_get(r, "for"), &view.id));
    if (!r->wants_json)
        return resp_see_other(
            r, str_fmt(ctx->arena, "/drafts/%.*s", STR_ARG(id_format(view.id, text))),
            "account.draft.done");
    buf_init(&time, ctx->arena, 40);
    locale_time(&time, ctx->locale, ctx->now, ctx->tz_offset_min);
    view.text = msg_format(ctx->arena, ctx->locale, MSG_FORM_DRAFT_KEPT,
                           (struct msg_arg[]){{.name = "time", .text = buf_str(&time)}}, 1);
    r->resp.status = 200;
    return resp_page(r, &page, &tmpl_draft_kept, &view);
}

/* Back to the page that offered the draft. */
static enum err draft_discard_post(struct req *r)
{
    struct str from = req_header(r, "Referer");
    ptrdiff_t host = str_find(from, STR("://"), 0);
    ptrdiff_t path = host < 0 ? -1 : str_find(from, STR("/"), (size_t)host + 3);

    TRY(draft_discard(r->ctx, req_id(r, "draft")));
    return resp_see_other(r, next_path(path < 0 ? STR_NONE : str_from(from, (size_t)path)), NULL);
}

static enum err draft_get(struct req *r)
{
    return draft_show(r, req_id(r, "draft"));
}

static const struct route account_routes[] = {
    ROUTE(GET, "/sign-in", sign_in_get, CAP_PUBLIC),
    ROUTE_OWN_TX("/sign-in", sign_in_post, CAP_PUBLIC, sign_in_form, sign_in_get),
    ROUTE(POST, "/sign-out", sign_out_post, CAP_SIGNED_IN),
    ROUTE(POST, "/language", language_post, CAP_PUBLIC),
    ROUTE(GET, "/account", account_get, CAP_SIGNED_IN),
    ROUTE_FORM("/account/preferences", preferences_post, CAP_SIGNED_IN, preferences_form,
               account_get),
    ROUTE_FORM("/account/seat", seat_post, CAP_SIGNED_IN, seat_form, account_get),
    ROUTE(GET, "/account/password", password_get, CAP_SIGNED_IN),
    ROUTE_OWN_TX("/account/password", password_post, CAP_SIGNED_IN, password_form, password_get),
    ROUTE(GET, "/account/sessions", sessions_get, CAP_SIGNED_IN),
    ROUTE(POST, "/account/sessions/:session/end", session_end_post, CAP_SIGNED_IN),
    ROUTE(GET, "/account-changes", account_changes_get, CAP_ACCOUNT_CONFIRM),
    ROUTE_FORM("/account-changes/:change", account_change_post, CAP_ACCOUNT_CONFIRM,
               account_change_form, account_changes_get),
    ROUTE(GET, "/session", session_get, CAP_SIGNED_IN),
    ROUTE(POST, "/session/stay", session_stay_post, CAP_SIGNED_IN),
    ROUTE(GET, "/drafts/:draft", draft_get, CAP_SIGNED_IN),
    /* On a device they stay there. */
    {METHOD_POST, "/drafts", draft_post, CAP_SIGNED_IN, NULL, NULL, .here = true},
    {METHOD_POST, "/drafts/:draft/discard", draft_discard_post, CAP_SIGNED_IN, NULL, NULL,
     .here = true},
    ROUTES_END,
};

static const struct event_kind account_events[] = {
    {"account.signed_in", 0, NULL},
    {"account.signed_out", 0, NULL},
    {"account.sign_in_failed", 0, NULL},
    {"account.changed", 0, NULL},
    {"account.edited", 0, NULL},
    {"account.seat_chosen", 0, NULL},
    {"account.seat_added", 0, "role"},
    {"account.seat_ended", 0, "role"},
    {"account.password_changed", 0, NULL},
    {"account.added", 0, NULL},
    {"account.session_ended", 0, NULL},
    {"account.password_reset", 0, NULL},
    {"account.disabled", 0, NULL},
    {"account.enabled", 0, NULL},
    {"account.password_failed", 0, NULL},
    {"account.phrase_asked", 0, "role"},
    {"account.seat_asked", 0, "role"},
    {"account.change_confirmed", 0, "role"},
    {"account.change_refused", 0, "role"},
    {"payload.erased", 0, NULL},
    EVENTS_END,
};

static const struct nav_item account_nav[] = {
    {"/account-changes", "account.changes", "key", CAP_ACCOUNT_CONFIRM, 60, false},
    NAV_END,
};
static const struct job account_jobs[] = {
    {"account_sweep", 3600, account_sweep}, {"draft_sweep", 3600, draft_sweep}, JOBS_END};

extern const struct feature account_feature;
const struct feature account_feature = {
    .name = "account",
    .routes = account_routes,
    .events = account_events,
    .jobs = account_jobs,
    .nav = account_nav,
};
