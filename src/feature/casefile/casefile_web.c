/* casefile/casefile_web.c: the overview of a case, its history, and who saw it. */
#include "base/buf.h"
#include "casefile_handlers.h"
#include "casefile_next.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/event.h"
#include "core/messages.gen.h"
#include "timeline_page.h"

#define TODO_MAX 3
#define LATEST_MAX 8
#define HISTORY_PAGE 50
#define PEOPLE_MAX 6

/* ---- timeline ------------------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
    unsigned flags;
} shows[] = {
    {"all", "core.all", EVENT_TIMELINE},
    {"contacts", "casefile.show_contacts", EVENT_CONTACT},
    {"decisions", "casefile.show_decisions", EVENT_DECISION},
    {"documents", "casefile.show_documents", EVENT_DOCUMENT},
    {"harm", "casefile.harm", EVENT_HARM},
    {"protective", "casefile.protective", EVENT_PROTECTIVE},
};

static unsigned shows_fill(struct req *r, struct casefile_link_view_list *ret)
{
    struct str wanted = req_get(r, "show");
    unsigned flags = EVENT_TIMELINE;
    size_t n = sizeof shows / sizeof shows[0], chosen = 0;

    for (size_t i = 0; i < n; i++)
        chosen = str_eq(wanted, str_c(shows[i].name)) ? i : chosen;
    flags = shows[chosen].flags;
    for (size_t i = 0; i < n; i++)
        LIST_ADD(r->ctx->arena, ret,
                 ((struct casefile_link_view){.href = str_fmt(r->ctx->arena, "%.*s?show=%s",
                                                              STR_ARG(r->path), shows[i].name),
                                              .label = ctx_msg(r->ctx, shows[i].label),
                                              .current = i == chosen}));
    return flags;
}

static enum err timeline_fill(struct req *r, const struct casefile *file,
                              const struct timeline_filter *filter,
                              struct timeline_entry_view_list *ret, bool *ret_more)
{
    struct timeline_entry_list list;

    TRY(timeline_list(r->ctx, file, filter, &list, ret_more));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(r->ctx->arena, ret, casefile_entry_view(r->ctx, &list.items[i]));
    return OK;
}

enum err casefile_history_get(struct req *r)
{
    struct casefile file;
    struct casefile_history_view view = {0};
    int64_t page = req_get_int(r, "page", 1, 10000, 1);
    bool more;

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_READ, &file));
    struct timeline_filter filter = {.flags = shows_fill(r, &view.shows),
                                     .limit = HISTORY_PAGE,
                                     .offset = (page - 1) * HISTORY_PAGE};

    view.casefile_id = file.id;
    TRY(timeline_fill(r, &file, &filter, &view.timeline, &more));
    view.pager = req_pager(r, page, more);
    view.has_pages = more || page > 1;
    return casefile_page(r, &file, "history", msg_text(r->ctx->locale, MSG_CASEFILE_HISTORY),
                         (struct panel_view){&tmpl_casefile_history, &view});
}

/* ---- overview ------------------------------------------------------------------------------- */

static enum err people_fill(struct ctx *ctx, const struct casefile *file,
                            struct casefile_person_view_list *ret)
{
    struct casefile_person_list people;

    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < people.n && i < PEOPLE_MAX; i++) {
        const struct casefile_person *p = &people.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct casefile_person_view){
                     .person_id = p->person_id,
                     .name = p->name,
                     .initials = casefile_initials(ctx, p->name),
                     .role = p->role,
                     .age = casefile_age(ctx, p->birth_date, p->birth_estimated)}));
    }
    return OK;
}

enum err casefile_overview_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_overview_view view = {.file = &file};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    struct timeline_filter filter = {.flags = shows_fill(r, &view.shows), .limit = LATEST_MAX};

    view.may_edit =
        casefile_is_open(&file) && file.access == CASEFILE_WRITE && authz_can(ctx, CAP_CASE_EDIT);
    TRY(casefile_next_fill(r, &file, TODO_MAX, &view.next));
    TRY(timeline_fill(r, &file, &filter, &view.timeline, &view.has_more));
    TRY(people_fill(ctx, &file, &view.people));
    TRY(panels_draw(r, SLOT_CASE_TOP, &file, &view.top));
    TRY(panels_draw(r, SLOT_CASE_ACTIONS, &file, &view.actions));
    TRY(panels_draw(r, SLOT_CASE_MAIN, &file, &view.main));
    TRY(panels_draw(r, SLOT_CASE_SIDE, &file, &view.side));
    return casefile_page(r, &file, "overview", file.client_name,
                         (struct panel_view){&tmpl_casefile_overview, &view});
}
