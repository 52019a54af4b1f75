/* admin/admin_journal_web.c: the journal for auditors, and its export. What was written is not
 * shown: who did what to which record, when. */
#include "admin_tmpl.gen.h"
#include "admin_views.h"
#include "base/csv.h"
#include "base/num.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/admin/admin_journal.h"
#include "feature/admin/admin_page.h"

#define CSV_ARENA ((size_t)24 << 20)
#define CSV_MAX ((size_t)5 << 20)

/* A value of the query string, or of the export's form. */
static struct str asked(const struct req *r, const char *name)
{
    return r->method == METHOD_POST ? str_trim(form_typed(&r->form, name)) : req_get(r, name);
}

static void date_read(struct ctx *ctx, struct str typed, struct date *ret, const char **problem)
{
    *ret = DATE_NONE;
    if (str_given(typed) && date_parse(num_ascii_digits(ctx->arena, typed), ret) != OK)
        *problem = "admin.bad_date";
}

/* What the filters say; *problem is the key of why nothing can fit, or NULL. */
static enum err filter_read(struct req *r, struct admin_journal_filter *ret, const char **problem)
{
    struct ctx *ctx = r->ctx;
    struct str login = asked(r, "login"), number = asked(r, "number"), person = asked(r, "person");
    struct str position = num_ascii_digits(ctx->arena, asked(r, "position"));

    *problem = NULL;
    *ret = (struct admin_journal_filter){.group = asked(r, "group")};
    date_read(ctx, asked(r, "from"), &ret->from, problem);
    date_read(ctx, asked(r, "to"), &ret->to, problem);
    (void)!id_parse(asked(r, "before"), &ret->before);
    TRY(admin_journal_find(ctx, login, number, &ret->account_id, &ret->casefile_id));
    if (str_given(login) && !id_given(ret->account_id))
        *problem = "account.no_such";
    if (str_given(number) && !id_given(ret->casefile_id))
        *problem = "admin.no_case";
    if (str_given(person) && id_parse(person, &ret->person_id) != OK)
        *problem = "admin.bad_person";
    if (str_given(position) && num_parse_range(position, 1, INT64_MAX, &ret->position) != OK)
        *problem = "admin.bad_position";
    return OK;
}

static void groups_fill(struct ctx *ctx, struct str chosen, struct option_view_list *ret)
{
    struct str group = STR_NONE, label = ctx_msg(ctx, "admin.everything");

    for (size_t n = 0;; n++) {
        LIST_ADD(ctx->arena, ret,
                 ((struct option_view){
                     .value = group, .label = label, .chosen = str_eq(group, chosen)}));
        group = admin_journal_group(ctx, n);
        if (!str_given(group))
            return;
        struct str key = str_cat(ctx->arena, STR("admin.group."), group);

        label = msg_find(key) < 0 ? group : msg_by_key(ctx->arena, ctx->locale, key, NULL, 0);
    }
}

/* The time to the second, in the digits of the page. */
static struct str second_text(struct ctx *ctx, struct instant at)
{
    int64_t second = at.us / SECOND_US % 60;
    struct buf out;

    buf_init(&out, ctx->arena, 64);
    locale_time(&out, ctx->locale, at, ctx->tz_offset_min);
    buf_put_c(&out, ':');
    locale_number(&out, ctx->locale, second / 10);
    locale_number(&out, ctx->locale, second % 10);
    return buf_str(&out);
}

static struct admin_journal_row_view row_view(struct ctx *ctx, const struct admin_journal_row *row)
{
    return (struct admin_journal_row_view){
        .subject_id = row->subject_id,
        .casefile_id = row->casefile_id,
        .what = event_title(ctx, row->kind, row->about),
        .name = row->name,
        .login = row->login,
        .role = row->role,
        .number = row->number,
        .position = row->position,
        .at = row->at,
        .second = second_text(ctx, row->at),
        .waiting = row->position == 0,
        .confidential = row->confidential,
        .erased = row->erased,
    };
}

static void view_typed(struct req *r, struct admin_journal_view *view)
{
    view->from = asked(r, "from");
    view->to = asked(r, "to");
    view->group = asked(r, "group");
    view->login = asked(r, "login");
    view->number = asked(r, "number");
    view->person = asked(r, "person");
    view->position = asked(r, "position");
    view->filtered = str_given(view->from) || str_given(view->to) || str_given(view->group) ||
                     str_given(view->login) || str_given(view->number) || str_given(view->person) ||
                     str_given(view->position);
}

enum err admin_journal_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct admin_journal_filter filter;
    struct admin_journal_list rows = {0};
    struct admin_journal_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "nav.journal"), .nav = "/journal", .own_heading = true};
    const char *problem;

    view_typed(r, &view);
    TRY(filter_read(r, &filter, &problem));
    if (!problem)
        TRY(admin_journal_read(ctx, &filter, ADMIN_JOURNAL_PAGE, &rows, &view.next));
    else
        view.problem = ctx_msg(ctx, problem);
    for (size_t i = 0; i < rows.n; i++)
        LIST_ADD(ctx->arena, &view.rows, row_view(ctx, &rows.items[i]));
    view.later = id_given(filter.before);
    groups_fill(ctx, filter.group, &view.groups);
    TRY(admin_chain_fill(ctx, &view.chain));
    return resp_page(r, &page, &tmpl_admin_journal, &view);
}

/* ---- export --------------------------------------------------------------------------------- */

struct exporting {
    struct ctx *ctx;
    struct buf csv;
    int64_t rows;
};

static void id_put(struct buf *csv, struct id id)
{
    char text[ID_TEXT];

    csv_put(csv, id_given(id) ? id_format(id, text) : STR_NONE, false);
}

static void row_put(void *arg, const struct admin_journal_row *row)
{
    struct exporting *e = arg;
    struct arena *a = e->ctx->arena;
    char at[21];

    csv_put(&e->csv, row->position ? str_fmt(a, "%lld", (long long)row->position) : STR_NONE, true);
    csv_put(&e->csv, instant_format(row->at, at), false);
    csv_put(&e->csv, row->login, false);
    csv_put(&e->csv, row->name, false);
    csv_put(&e->csv, row->role, false);
    csv_put(&e->csv, row->kind, false);
    csv_put(&e->csv, event_title(e->ctx, row->kind, row->about), false);
    csv_put(&e->csv, row->number, false);
    id_put(&e->csv, row->id);
    id_put(&e->csv, row->subject_id);
    id_put(&e->csv, row->casefile_id);
    id_put(&e->csv, row->person_id);
    csv_put(&e->csv, row->confidential ? STR("1") : STR("0"), false);
    csv_put(&e->csv, row->erased ? STR("1") : STR("0"), false);
    csv_end_row(&e->csv);
    e->rows++;
}

static void head_put(struct buf *csv)
{
    static const char *const names[] = {
        "position", "at",       "login",      "name",        "role",      "kind",         "what",
        "case",     "event_id", "subject_id", "casefile_id", "person_id", "confidential", "erased"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        csv_put(csv, str_c(names[i]), i == 0);
    csv_end_row(csv);
}

static enum err csv_make(struct ctx *ctx, const struct admin_journal_filter *filter,
                         struct exporting *e)
{
    bool cut = false;

    head_put(&e->csv);
    TRY(admin_journal_each(ctx, filter, row_put, e, &cut));
    if (cut) {
        struct msg_arg n = {.name = "n", .number = ADMIN_JOURNAL_EXPORT, .is_number = true};

        csv_put(&e->csv, msg_by_key(ctx->arena, ctx->locale, STR("admin.export_cut"), &n, 1), true);
        csv_end_row(&e->csv);
    }
    return admin_journal_exported(ctx, filter, e->rows);
}

enum err admin_journal_export_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct admin_journal_filter filter;
    const char *problem;
    struct str body = STR_NONE;
    char day[11];

    TRY(filter_read(r, &filter, &problem));
    if (problem)
        return ctx_fail(ctx, E_INVALID, problem, NULL);
    /* The file grows in an arena of its own: growing in the request's would need it twice. */
    struct arena *scratch = arena_new(CSV_ARENA);
    struct exporting exporting = {.ctx = ctx};

    buf_init(&exporting.csv, scratch, CSV_MAX);
    enum err e = csv_make(ctx, &filter, &exporting);

    if (e == OK)
        e = buf_done(&exporting.csv, &body);
    if (e == OK)
        e = resp_content(r, "text/csv; charset=utf-8",
                         str_z(ctx->arena, str_fmt(ctx->arena, "journal-%.*s.csv",
                                                   STR_ARG(date_format(ctx_today(ctx), day)))),
                         body);
    arena_free(scratch);
    return e;
}
