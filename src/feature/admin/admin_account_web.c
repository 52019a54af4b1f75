/* admin/admin_account_web.c: pages of other people's accounts. What is given here works once a
 * second person has confirmed it. The half of a pass phrase is shown in the answer itself, once: in
 * no address, log, cookie or journal. */
#include "admin_tmpl.gen.h"
#include "admin_views.h"
#include "core/feature.h"
#include "core/pack.h"
#include "core/session.h"
#include "feature/account/account.h"
#include "feature/admin/admin.h"
#include "feature/admin/admin_page.h"

#define PAGE_ROWS 50

const struct field admin_no_fields[] = {FIELDS_END};

const struct field admin_account_form[] = {
    {"login", FIELD_LINE, .label = "account.login", .hint = "admin.login_hint", .required = true,
     .max = 80},
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    {"phone", FIELD_LINE, .label = "account.phone", .max = 40},
    {"language", FIELD_CODE, .label = "account.language", .codes = "interface_language",
     .required = true},
    {"role", FIELD_CODE, .label = "admin.role", .codes = "role", .required = true},
    {"unit", FIELD_ID, .label = "admin.unit", .hint = "admin.unit_hint"},
    FIELDS_END,
};
const struct field admin_profile_form[] = {
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    {"phone", FIELD_LINE, .label = "account.phone", .max = 40},
    {"language", FIELD_CODE, .label = "account.language", .codes = "interface_language",
     .required = true},
    FIELDS_END,
};
const struct field admin_seat_form[] = {
    {"role", FIELD_CODE, .label = "admin.role", .codes = "role", .required = true},
    {"unit", FIELD_ID, .label = "admin.unit", .hint = "admin.unit_hint"},
    FIELDS_END,
};

/* ---- list ----------------------------------------------------------------------------------- */

static void choice_add(struct ctx *ctx, struct option_view_list *list, struct str value,
                       struct str label, struct str chosen)
{
    LIST_ADD(
        ctx->arena, list,
        ((struct option_view){.value = value, .label = label, .chosen = str_eq(value, chosen)}));
}

static void filters_fill(struct req *r, const struct account_filter *filter,
                         struct admin_accounts_view *view)
{
    struct ctx *ctx = r->ctx;

    choice_add(ctx, &view->roles, STR_NONE, ctx_msg(ctx, "admin.all_roles"), filter->role);
    for (int role = ROLE_NONE + 1; role < ROLE_N; role++) {
        struct str code = role_code((enum role)role);

        choice_add(ctx, &view->roles, code, pack_label(ctx->pack, STR("role"), code, ctx->locale),
                   filter->role);
    }
    choice_add(ctx, &view->states, STR_NONE, ctx_msg(ctx, "core.all"), filter->state);
    choice_add(ctx, &view->states, STR("active"), ctx_msg(ctx, "admin.active"), filter->state);
    choice_add(ctx, &view->states, STR("disabled"), ctx_msg(ctx, "admin.disabled"), filter->state);
    view->q = filter->text;
    view->filtered = str_given(filter->text) || str_given(filter->role) || str_given(filter->state);
}

enum err admin_accounts_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    int64_t number = req_get_int(r, "page", 1, 1000, 1);
    struct account_filter filter = {.text = req_get(r, "q"),
                                    .role = req_get(r, "role"),
                                    .state = req_get(r, "state"),
                                    .skip = (size_t)(number - 1) * PAGE_ROWS,
                                    .most = PAGE_ROWS};
    struct account_row_list rows = {0};
    struct admin_accounts_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "nav.accounts"), .nav = "/admin/accounts", .own_heading = true};
    size_t total = 0;

    TRY(account_search(ctx, &filter, &rows, &total));
    for (size_t i = 0; i < rows.n; i++) {
        const struct account_row *row = &rows.items[i];

        LIST_ADD(ctx->arena, &view.rows,
                 ((struct admin_account_row_view){.id = row->id,
                                                  .name = row->name,
                                                  .login = row->login,
                                                  .role = row->role,
                                                  .unit = row->unit,
                                                  .more = row->seat_n > 1 ? row->seat_n - 1 : 0,
                                                  .disabled = row->disabled,
                                                  .last_seen = row->last_seen}));
    }
    view.total = (int64_t)total;
    view.pager = req_pager(r, number, filter.skip + rows.n < total);
    filters_fill(r, &filter, &view);
    return resp_page(r, &page, &tmpl_admin_accounts, &view);
}

/* ---- a new account -------------------------------------------------------------------------- */

/* Each unit with its kind, because a team and an area may have one name. */
static enum err unit_options(struct ctx *ctx, struct field_view *field)
{
    static const char *const labels[ADMIN_UNIT_N] = {"admin.unit_agency", "admin.unit_team",
                                                     "admin.unit_area"};
    struct admin_unit_list units = {0};

    TRY(admin_unit_list_all(ctx, &units));
    field_option_add(ctx, field, STR_NONE, ctx_msg(ctx, "admin.unit_none"));
    for (size_t i = 0; i < units.n; i++) {
        const struct admin_unit *u = &units.items[i];
        struct msg_arg name = {.name = "name", .text = u->name};

        field_option_add(ctx, field, ctx_id_text(ctx, u->id),
                         msg_by_key(ctx->arena, ctx->locale, str_c(labels[u->kind]), &name, 1));
    }
    return OK;
}

enum err admin_account_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct field *form = admin_account_form;
    struct page page = {
        .title = ctx_msg(ctx, "admin.account_new"), .nav = "/admin/accounts", .narrow = true};
    struct admin_account_new_view view = {
        .login = form_field(ctx, &r->form, form, "login", STR_NONE),
        .name = form_field(ctx, &r->form, form, "name", STR_NONE),
        .phone = form_field(ctx, &r->form, form, "phone", STR_NONE),
        .language = form_field(ctx, &r->form, form, "language", locale_tag(ctx->locale)),
        .role = form_field(ctx, &r->form, form, "role", STR("worker")),
        .unit = form_field(ctx, &r->form, form, "unit", STR_NONE),
    };

    for (size_t i = 0; i < ctx->pack->roles.n; i++) {
        const struct pack_role *role = &ctx->pack->roles.items[i];

        LIST_ADD(ctx->arena, &view.roles,
                 ((struct admin_role_view){text_in(&role->label, ctx->locale),
                                           text_in(&role->why, ctx->locale)}));
    }
    TRY(unit_options(ctx, &view.unit));
    return resp_page(r, &page, &tmpl_admin_account_new, &view);
}

/* The answer to the POST is the page itself: the half goes nowhere else. */
static enum err phrase_page(struct req *r, const struct account *account, struct str half,
                            bool is_new)
{
    struct admin_phrase_view view = {.id = account->id,
                                     .login = account->login,
                                     .name = account->name,
                                     .half = half,
                                     .is_new = is_new};
    struct page page = {
        .title = ctx_msg(r->ctx, "admin.phrase_title"), .nav = "/admin/accounts", .narrow = true};

    r->resp = (struct resp){.status = 200};
    return resp_page(r, &page, &tmpl_admin_phrase, &view);
}

enum err admin_account_add_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct account account;
    struct account_draft draft = {.login = form_text(&r->form, "login"),
                                  .name = form_text(&r->form, "name"),
                                  .phone = form_text(&r->form, "phone"),
                                  .language = form_code(&r->form, "language")};
    struct account_change seat = {.unit_id = form_id(&r->form, "unit")};
    struct str half;

    if (role_parse(form_code(&r->form, "role"), &seat.role) != OK)
        return ctx_fail(ctx, E_INVALID, "account.unit_wrong", "role");
    TRY(account_ask_account(ctx, &draft, &seat, &account, &half));
    return phrase_page(r, &account, half, true);
}

/* ---- one account ---------------------------------------------------------------------------- */

static enum err seats_fill(struct ctx *ctx, struct id account_id, struct admin_account_view *view)
{
    struct seat_list seats = {0};

    TRY(account_seats(ctx, account_id, &seats));
    for (size_t i = 0; i < seats.n; i++)
        LIST_ADD(ctx->arena, &view->seats,
                 ((struct admin_seat_view){.id = seats.items[i].id,
                                           .account_id = account_id,
                                           .role = role_code(seats.items[i].role),
                                           .unit = seats.items[i].unit_name}));
    return OK;
}

static enum err waiting_fill(struct ctx *ctx, struct id account_id, struct admin_account_view *view)
{
    struct account_change_list waiting = {0};

    TRY(account_changes(ctx, &waiting));
    for (size_t i = 0; i < waiting.n; i++)
        view->waiting = view->waiting || id_eq(waiting.items[i].account_id, account_id);
    return OK;
}

enum err admin_account_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct account a;

    TRY(account_find(ctx, req_id(r, "account"), &a));
    struct page page = {.title = a.name, .nav = "/admin/accounts"};
    struct admin_account_view view = {
        .id = a.id,
        .login = a.login,
        .version = a.version,
        .disabled = a.disabled,
        .own = id_eq(a.id, ctx->actor.account_id),
        .name = form_field(ctx, &r->form, admin_profile_form, "name", a.name),
        .phone = form_field(ctx, &r->form, admin_profile_form, "phone", a.phone),
        .language = form_field(ctx, &r->form, admin_profile_form, "language", a.language),
        .role = form_field(ctx, &r->form, admin_seat_form, "role", STR("worker")),
        .unit = form_field(ctx, &r->form, admin_seat_form, "unit", STR_NONE),
    };

    TRY(account_last_seen(ctx, a.id, &view.last_seen));
    TRY(unit_options(ctx, &view.unit));
    TRY(seats_fill(ctx, a.id, &view));
    TRY(waiting_fill(ctx, a.id, &view));
    return resp_page(r, &page, &tmpl_admin_account, &view);
}

static enum err see_account(struct req *r, const char *done)
{
    char id[ID_TEXT];

    return resp_see_other(r,
                          str_fmt(r->ctx->arena, "/admin/accounts/%.*s",
                                  STR_ARG(id_format(req_id(r, "account"), id))),
                          done);
}

enum err admin_account_edit_post(struct req *r)
{
    struct account wanted = {.id = req_id(r, "account"),
                             .name = form_text(&r->form, "name"),
                             .phone = form_text(&r->form, "phone"),
                             .language = form_code(&r->form, "language"),
                             .version = admin_version(r)};

    TRY(account_edit(r->ctx, &wanted));
    return see_account(r, "admin.account_saved.done");
}

enum err admin_account_password_post(struct req *r)
{
    struct account account;
    struct str half;

    TRY(account_ask_phrase(r->ctx, req_id(r, "account"), &account, &half));
    return phrase_page(r, &account, half, false);
}

enum err admin_account_disable_post(struct req *r)
{
    TRY(account_set_disabled(r->ctx, req_id(r, "account"), true));
    return see_account(r, "admin.account_disabled.done");
}

enum err admin_account_enable_post(struct req *r)
{
    TRY(account_set_disabled(r->ctx, req_id(r, "account"), false));
    return see_account(r, "admin.account_enabled.done");
}

enum err admin_seat_add_post(struct req *r)
{
    enum role role = ROLE_NONE;

    if (role_parse(form_code(&r->form, "role"), &role) != OK)
        return ctx_fail(r->ctx, E_INVALID, "account.unit_wrong", "role");
    TRY(account_ask_seat(r->ctx, req_id(r, "account"), role, form_id(&r->form, "unit")));
    return see_account(r, "admin.seat_asked.done");
}

enum err admin_seat_end_post(struct req *r)
{
    struct id account_id;

    TRY(account_end_seat(r->ctx, req_id(r, "seat"), &account_id));
    if (!id_eq(account_id, req_id(r, "account")))
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return see_account(r, "admin.seat_ended.done");
}
