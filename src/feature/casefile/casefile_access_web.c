/* casefile/casefile_access_web.c: with whom a case is shared, and who saw it. */
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/messages.gen.h"
#include "feature/casefile/casefile_share.h"
#include "feature/casefile/timeline.h"

/* ---- who saw it ----------------------------------------------------------------------------- */

/* "/cases/:case/notes/:note" is "notes"; the overview has no rest. */
static struct str section_of(struct str route)
{
    struct str rest = str_from(route, sizeof "/cases/:case" - 1), part = STR_NONE;

    if (!str_has_prefix(route, STR("/cases/:case")) || !str_has_prefix(rest, STR("/")))
        return STR("overview");
    rest = str_from(rest, 1);
    return str_split(&rest, '/', &part) ? part : STR("overview");
}

/* The names of the pages, each once: "Overview, Notes". */
static struct str pages_text(struct ctx *ctx, struct str routes)
{
    struct str rest = routes, route, text = STR_NONE, seen = STR_NONE;

    while (str_split(&rest, ' ', &route)) {
        struct str mark = str_fmt(ctx->arena, "|%.*s|", STR_ARG(section_of(route)));
        struct str key = str_fmt(ctx->arena, "casefile.section_%.*s", STR_ARG(section_of(route)));

        if (str_find(seen, mark, 0) >= 0 || msg_find(key) < 0)
            continue;
        seen = str_cat(ctx->arena, seen, mark);
        struct str label = msg_text(ctx->locale, msg_find(key));

        text = str_given(text) ? str_cat(ctx->arena, text, str_cat(ctx->arena, STR(" · "), label))
                               : label;
    }
    return text;
}

static struct str looked_text(struct ctx *ctx, const struct timeline_read *read)
{
    return read->denied ? msg_text(ctx->locale, MSG_CASEFILE_WAS_REFUSED)
                        : pages_text(ctx, read->routes);
}

static enum err looks_fill(struct ctx *ctx, const struct casefile *file,
                           struct casefile_access_view *view)
{
    struct timeline_read_list reads;

    TRY(timeline_reads(ctx, file, &reads, &view->is_cut));
    for (size_t i = 0; i < reads.n; i++) {
        const struct timeline_read *read = &reads.items[i];
        struct casefile_access_day_view *day =
            view->days.n ? &view->days.items[view->days.n - 1] : NULL;

        if (!day || date_cmp(day->day, read->day) != 0) {
            day = LIST_PUSH(ctx->arena, &view->days);
            day->day = read->day;
        }
        LIST_ADD(ctx->arena, &day->rows,
                 ((struct casefile_access_row_view){.name = read->name,
                                                    .role = read->role,
                                                    .what = looked_text(ctx, read),
                                                    .first = read->first,
                                                    .last = read->last,
                                                    .n = read->n}));
    }
    return OK;
}

/* ---- with whom it is shared ------------------------------------------------------------------ */

const struct field casefile_share_form[] = {
    {"unit", FIELD_ID, .label = "casefile.share_unit", .required = true},
    {"until", FIELD_DATE, .label = "casefile.share_until", .hint = "casefile.share_until_hint",
     .required = true},
    {"reason", FIELD_LINE, .label = "casefile.share_reason", .required = true, .max = 500},
    FIELDS_END,
};

static enum err shares_fill(struct ctx *ctx, const struct casefile *file,
                            struct casefile_access_view *view)
{
    struct casefile_share_list shares;

    TRY(casefile_share_list(ctx, file, &shares));
    for (size_t i = 0; i < shares.n; i++) {
        const struct casefile_share *s = &shares.items[i];

        LIST_ADD(ctx->arena, &view->shares,
                 ((struct casefile_share_view){.id = s->id,
                                               .unit = casefile_unit_name(ctx, &s->unit),
                                               .reason = s->reason,
                                               .by = s->by_name,
                                               .ended_by = s->ended_by_name,
                                               .since = ctx_day_of(ctx, s->at),
                                               .until = s->until,
                                               .ended = ctx_day_of(ctx, s->ended_at),
                                               .running = !instant_given(s->ended_at)}));
    }
    return OK;
}

static enum err form_fill(struct req *r, const struct casefile *file,
                          struct casefile_access_view *view)
{
    struct ctx *ctx = r->ctx;
    struct casefile_unit_list units;

    view->unit = form_field(ctx, &r->form, casefile_share_form, "unit", STR_NONE);
    view->until = form_field(ctx, &r->form, casefile_share_form, "until", STR_NONE);
    view->reason = form_field(ctx, &r->form, casefile_share_form, "reason", STR_NONE);
    TRY(casefile_units(ctx, &units));
    field_option_add(ctx, &view->unit, STR_NONE, STR_NONE);
    for (size_t i = 0; i < units.n; i++) {
        const struct casefile_unit *unit = &units.items[i];

        if (!id_eq(unit->id, file->team_id) && !id_eq(unit->id, file->agency_id))
            field_option_add(ctx, &view->unit, ctx_id_text(ctx, unit->id),
                             casefile_unit_name(ctx, unit));
    }
    return OK;
}

enum err casefile_access_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_access_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    view.casefile_id = file.id;
    view.may_end = file.access == CASEFILE_WRITE && authz_can(ctx, CAP_CASE_ASSIGN);
    view.is_sent = r->form.sent;
    view.may_share = view.may_end && casefile_is_open(&file);
    TRY(shares_fill(ctx, &file, &view));
    if (view.may_share)
        TRY(form_fill(r, &file, &view));
    TRY(looks_fill(ctx, &file, &view));
    return casefile_page(r, &file, "access", msg_text(ctx->locale, MSG_CASEFILE_ACCESS),
                         (struct panel_view){&tmpl_casefile_access, &view});
}

enum err casefile_share_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_share wanted = {.unit = {.id = form_id(&r->form, "unit")},
                                    .until = form_date(&r->form, "until"),
                                    .reason = form_text(&r->form, "reason")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(casefile_share_add(ctx, &file, &wanted));
    return resp_see_other(r, casefile_href(ctx, file.id, "access"), "casefile.done_shared");
}

enum err casefile_share_end_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(casefile_share_end(ctx, &file, req_id(r, "share")));
    return resp_see_other(r, casefile_href(ctx, file.id, "access"), "casefile.done_share_ended");
}
