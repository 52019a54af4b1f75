/* directory/benefit_web.c: what other systems said about a family's benefits. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"
#include "feature/casefile/casefile_page.h"

#define PANEL_ROWS 3

const struct field benefit_form[] = {
    {"source", FIELD_LINE, .label = "benefit.source", .hint = "benefit.source_hint",
     .required = true},
    {"stated_on", FIELD_DATE, .label = "benefit.stated_on", .required = true, .past = true},
    {"kind", FIELD_CODE, .label = "benefit.kind", .codes = "stated_kind", .required = true},
    {"name", FIELD_LINE, .label = "benefit.name", .hint = "benefit.name_hint", .required = true},
    {"state", FIELD_CODE, .label = "benefit.state", .codes = "stated_state", .required = true},
    {"amount", FIELD_LINE, .label = "benefit.amount", .hint = "benefit.amount_hint", .max = 100},
    {"due", FIELD_DATE, .label = "benefit.due", .hint = "benefit.due_hint"},
    {"detail", FIELD_TEXT, .label = "benefit.detail", .max = BENEFIT_TEXT_MAX},
    {"reference", FIELD_LINE, .label = "benefit.reference", .hint = "benefit.reference_hint",
     .max = 100},
    FIELDS_END,
};

const struct field benefit_void_form[] = {
    {"reason", FIELD_LINE, .label = "benefit.void_why", .required = true},
    FIELDS_END,
};

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_BENEFIT_EDIT);
}

static struct str ago(struct ctx *ctx, struct date day)
{
    struct msg_arg n = {.name = "n", .number = ctx_today(ctx).day - day.day, .is_number = true};

    return n.number <= 0 ? msg_text(ctx->locale, MSG_DATE_TODAY)
                         : msg_format(ctx->arena, ctx->locale, MSG_DATE_DAYS_AGO, &n, 1);
}

static struct benefit_row_view row_shown(struct ctx *ctx, const struct benefit *b)
{
    return (struct benefit_row_view){
        .id = b->id,
        .kind = pack_label(ctx->pack, STR("stated_kind"), b->kind, ctx->locale),
        .name = b->name,
        .state = pack_label(ctx->pack, STR("stated_state"), b->state, ctx->locale),
        .state_cls = benefit_needs_care(b) ? STR("warn") : STR("plain"),
        .amount = b->amount,
        .detail = b->detail,
        .source = b->source,
        .reference = b->reference,
        .author = b->author_name,
        .void_reason = b->void_reason,
        .due = b->due,
        .stated_on = b->stated_on,
        .age = ago(ctx, b->stated_on),
        .imported = b->imported,
        .is_old = !b->voided && ctx_today(ctx).day - b->stated_on.day > BENEFIT_OLD_DAYS,
        .voided = b->voided};
}

/* ---- the page ------------------------------------------------------------------------------- */

/* The list is the newest first, so the first about a thing is what holds. */
static void things_fill(struct req *r, const struct benefit_list *list, struct benefits_view *view)
{
    struct ctx *ctx = r->ctx;
    char text[ID_TEXT];
    const struct benefit **first = arena_alloc(ctx->arena, (list->n + 1) * sizeof *first);

    for (size_t i = 0; i < list->n; i++) {
        const struct benefit *b = &list->items[i];
        size_t k = 0;

        if (b->voided) {
            LIST_ADD(ctx->arena, &view->voided, row_shown(ctx, b));
            continue;
        }
        while (k < view->things.n && !benefit_is_same(first[k], b))
            k++;
        if (k < view->things.n) {
            LIST_ADD(ctx->arena, &view->things.items[k].before, row_shown(ctx, b));
            continue;
        }
        struct benefit_thing_view *thing = LIST_PUSH(ctx->arena, &view->things);

        first[k] = b;
        thing->now = row_shown(ctx, b);
        thing->now.may_void = view->may_edit;
        thing->box = str_cat(ctx->arena, STR("r-"), id_format(b->id, text));
        if (r->form.sent && id_eq(req_id(r, "benefit"), b->id)) {
            struct field_view box =
                form_field(ctx, &r->form, benefit_void_form, "reason", STR_NONE);

            thing->is_sent = true;
            thing->box = box.id;
            thing->typed = box.value;
            thing->error = box.error;
        }
    }
}

enum err benefit_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct benefit_list list;
    struct benefits_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(benefit_list_for_casefile(ctx, &file, &list));
    view.base = casefile_href(ctx, file.id, "");
    view.may_edit = may_edit(ctx, &file);
    things_fill(r, &list, &view);
    return casefile_page(r, &file, "benefits", msg_text(ctx->locale, MSG_BENEFIT_HEADING),
                         (struct panel_view){&tmpl_benefits, &view});
}

enum err benefit_void_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(benefit_void(ctx, &file, req_id(r, "benefit"), form_text(&r->form, "reason")));
    return resp_see_other(r, casefile_href(ctx, file.id, "benefits"), "benefit.voided.done");
}

/* ---- entering one --------------------------------------------------------------------------- */

enum err benefit_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct field *f = benefit_form;
    struct casefile file;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    struct benefit_new_view view = {
        .base = casefile_href(ctx, file.id, ""),
        .kind = form_field(ctx, &r->form, f, "kind", STR_NONE),
        .name = form_field(ctx, &r->form, f, "name", STR_NONE),
        .state = form_field(ctx, &r->form, f, "state", STR_NONE),
        .amount = form_field(ctx, &r->form, f, "amount", STR_NONE),
        .due = form_field(ctx, &r->form, f, "due", STR_NONE),
        .detail = form_field(ctx, &r->form, f, "detail", STR_NONE),
        .source = form_field(ctx, &r->form, f, "source", STR_NONE),
        .reference = form_field(ctx, &r->form, f, "reference", STR_NONE),
        .stated_on = form_field(ctx, &r->form, f, "stated_on", ctx_date_text(ctx, ctx_today(ctx)))};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_BENEFIT_NEW),
                         (struct panel_view){&tmpl_benefit_new, &view});
}

enum err benefit_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct form *f = &r->form;
    struct casefile file;
    struct benefit draft = {.kind = form_code(f, "kind"),
                            .name = form_text(f, "name"),
                            .state = form_code(f, "state"),
                            .amount = form_text(f, "amount"),
                            .due = form_date(f, "due"),
                            .detail = form_text(f, "detail"),
                            .source = form_text(f, "source"),
                            .reference = form_text(f, "reference"),
                            .stated_on = form_date(f, "stated_on")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(benefit_add(ctx, &file, &draft));
    return resp_see_other(r, casefile_href(ctx, file.id, "benefits"), "benefit.added.done");
}

/* ---- on the overview ------------------------------------------------------------------------ */

static bool is_newest(const struct benefit_list *list, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (!list->items[i].voided && benefit_is_same(&list->items[i], &list->items[at]))
            return false;
    }
    return !list->items[at].voided;
}

enum err benefit_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct benefit_list list;
    struct benefit_panel_view *view = ARENA_NEW(ctx->arena, struct benefit_panel_view);

    TRY(benefit_list_for_casefile(ctx, file, &list));
    view->base = casefile_href(ctx, file->id, "");
    for (int care = 1; care >= 0; care--) {
        for (size_t i = 0; i < list.n; i++) {
            if (!is_newest(&list, i) || benefit_needs_care(&list.items[i]) != (care == 1))
                continue;
            if (view->rows.n < PANEL_ROWS)
                LIST_ADD(ctx->arena, &view->rows, row_shown(ctx, &list.items[i]));
            else
                view->more++;
        }
    }
    if (view->rows.n > 0)
        *ret = (struct panel_view){&tmpl_benefit_panel, view};
    return OK;
}
