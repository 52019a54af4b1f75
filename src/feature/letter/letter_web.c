/* letter/letter_web.c: the letters of a case: which there are, one to print, and that it was given.
 */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "feature/casefile/casefile_page.h"
#include "letter_tmpl.gen.h"
#include "letter_views.h"

static const struct field given_form[] = {
    {"given_on", FIELD_DATE, .label = "letter.given_on", .required = true, .past = true},
    {"how", FIELD_LINE, .label = "letter.how", .hint = "letter.how_hint", .max = LETTER_HOW_MAX},
    FIELDS_END,
};

static struct str letter_href(struct ctx *ctx, const struct casefile *file, struct str name)
{
    return casefile_href(ctx, file->id, str_fmt(ctx->arena, "letters/%.*s", STR_ARG(name)).p);
}

static void rows_fill(struct ctx *ctx, const struct casefile *file, bool now,
                      struct letter_row_view_list *ret)
{
    for (size_t i = 0; i < ctx->pack->letters.n; i++) {
        const struct pack_letter *letter = &ctx->pack->letters.items[i];

        if (!str_given(letter->paragraph) && (letter->phase == file->phase) == now)
            LIST_ADD(ctx->arena, ret,
                     ((struct letter_row_view){.title = text_in(&letter->text, ctx->locale),
                                               .why = text_in(&letter->why, ctx->locale),
                                               .href = letter_href(ctx, file, letter->name)}));
    }
}

static enum err list_get(struct req *r)
{
    struct casefile file;
    struct letter_list_view view = {0};

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_READ, &file));
    rows_fill(r->ctx, &file, true, &view.now);
    rows_fill(r->ctx, &file, false, &view.others);
    return casefile_page(r, &file, "letters", ctx_msg(r->ctx, "letter.heading"),
                         (struct panel_view){&tmpl_letter_list, &view});
}

/* The letter that the path names. */
static enum err letter_named(struct req *r, const struct pack_letter **ret)
{
    *ret = pack_letter_find(r->ctx->pack, req_param(r, "letter"));
    return *ret ? OK : ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

static bool has_gaps(const struct letter_paragraph_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < list->items[i].bits.n; k++)
            if (!str_given(list->items[i].bits.items[k].text))
                return true;
    return false;
}

static void languages_fill(struct req *r, struct letter_page_view *view)
{
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(r->ctx->arena, &view->languages,
                 ((struct letter_language_view){.href = str_fmt(r->ctx->arena, "%.*s?lang=%.*s",
                                                                STR_ARG(view->action),
                                                                STR_ARG(locale_tag(*l))),
                                                .name = locale_name(*l),
                                                .tag = locale_tag(*l),
                                                .current = *l == r->ctx->locale}));
}

/* Without flags, risk and the frame of the case: it is read by somebody else. */
static enum err letter_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct locale *wanted = locale_find(req_get(r, "lang"));
    struct casefile file;
    const struct pack_letter *letter;
    struct letter_page_view view = {0};
    struct contact_rules rules;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(letter_named(r, &letter));
    if (wanted)
        ctx->locale = wanted;
    view = (struct letter_page_view){
        .back = casefile_href(ctx, file.id, "letters"),
        .action = letter_href(ctx, &file, letter->name),
        .title = text_in(&letter->text, ctx->locale),
        .client = file.client_name,
        .number = file.number,
        .worker = file.worker_name,
        .team = file.team_name,
        .site = ctx->site->name,
        .today = ctx_today(ctx),
        .may_give = file.access == CASEFILE_WRITE && authz_can(ctx, CAP_ASSESS_EDIT),
        .given_on =
            form_field(ctx, &r->form, given_form, "given_on", ctx_date_text(ctx, ctx_today(ctx))),
        .how = form_field(ctx, &r->form, given_form, "how", STR_NONE)};
    TRY(casefile_contact(ctx, &file, &rules));
    view.paper = contact_paper(r, &rules, file.person_id);
    TRY(letter_compose(ctx, &file, letter, &view.paragraphs));
    view.has_gaps = has_gaps(&view.paragraphs);
    languages_fill(r, &view);
    struct page page = {.title = view.title, .nav = "/cases", .narrow = true, .own_heading = true};

    return resp_page(r, &page, &tmpl_letter_page, &view);
}

static enum err letter_post(struct req *r)
{
    struct casefile file;
    const struct pack_letter *letter;

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(letter_named(r, &letter));
    TRY(letter_give(r->ctx, &file, letter, form_date(&r->form, "given_on"),
                    form_text(&r->form, "how")));
    return resp_see_other(r, casefile_href(r->ctx, file.id, ""), "letter.given_done");
}

static enum err panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct letter_panel_view *view = ARENA_NEW(r->ctx->arena, struct letter_panel_view);

    if (r->ctx->pack->letters.n == 0)
        return OK;
    view->casefile_id = file->id;
    rows_fill(r->ctx, file, true, &view->letters);
    *ret = (struct panel_view){&tmpl_letter_panel, view};
    return OK;
}

static const struct route letter_routes[] = {
    ROUTE(GET, "/cases/:case/letters", list_get, CAP_ASSESS_READ),
    ROUTE_PAPER("/cases/:case/letters/:letter", letter_get, CAP_ASSESS_READ),
    ROUTE_FORM("/cases/:case/letters/:letter", letter_post, CAP_ASSESS_EDIT, given_form,
               letter_get),
    ROUTES_END,
};

static const struct panel letter_panels[] = {
    {SLOT_CASE_SIDE, 40, CAP_ASSESS_READ, panel_draw},
    PANELS_END,
};

static const struct event_kind letter_events[] = {
    {"letter.given", EVENT_TIMELINE | EVENT_DOCUMENT, "letter"},
    EVENTS_END,
};

extern const struct feature letter_feature;
const struct feature letter_feature = {
    .name = "letter",
    .routes = letter_routes,
    .panels = letter_panels,
    .events = letter_events,
};
