/* casefile/casefile_page.c: the frame of the pages of a case, see casefile_page.h. */
#include "feature/casefile/casefile_page.h"

#include <string.h>

#include "base/utf8.h"
#include "casefile_next.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"

/* Sections and actions are shown when a feature answers them and the actor may: the table is the
 * order, the features are the truth. */
enum group {
    GROUP_OVERVIEW,
    GROUP_CONTACT,
    GROUP_NEEDS,
    GROUP_PLAN,
    GROUP_HELP,
    GROUP_PEOPLE,
    GROUP_RECORD,
    GROUP_N /* of actions: none */
};
/* What a group is called when it has several pages. */
static const int group_labels[GROUP_N] = {
    MSG_CASEFILE_SECTION_OVERVIEW, MSG_CASEFILE_GROUP_CONTACT,    MSG_CASEFILE_SECTION_FORMS,
    MSG_CASEFILE_SECTION_PLAN,     MSG_CASEFILE_SECTION_SERVICES, MSG_CASEFILE_SECTION_PEOPLE,
    MSG_CASEFILE_GROUP_RECORD,
};
struct place {
    const char *section; /* name for casefile_page(), or NULL for an action */
    const char *route;   /* as in the route table */
    const char *label, *icon;
    enum group group;
    enum casefile_part part; /* who sees only this part of the case has the place too */
};
static const struct place places[] = {
    {"overview", "/cases/:case", "casefile.section_overview", "", GROUP_OVERVIEW},
    {"forms", "/cases/:case/forms", "casefile.section_forms", "", GROUP_NEEDS, CASEFILE_PART_FORMS},
    {"plan", "/cases/:case/plan", "casefile.section_plan", "", GROUP_PLAN, CASEFILE_PART_PLAN},
    {"services", "/cases/:case/services", "casefile.section_services", "", GROUP_HELP},
    {"referrals", "/cases/:case/referrals", "casefile.section_referrals", "", GROUP_HELP},
    {"notes", "/cases/:case/notes", "casefile.section_notes", "", GROUP_CONTACT},
    {"documents", "/cases/:case/documents", "casefile.section_documents", "", GROUP_RECORD},
    {"tasks", "/cases/:case/tasks", "casefile.section_tasks", "", GROUP_CONTACT},
    {"appointments", "/cases/:case/appointments", "casefile.section_appointments", "",
     GROUP_CONTACT},
    {"promises", "/cases/:case/promises", "casefile.section_promises", "", GROUP_CONTACT},
    {"reviews", "/cases/:case/reviews", "casefile.section_reviews", "", GROUP_PLAN},
    {"team", "/cases/:case/team", "casefile.section_team", "", GROUP_PEOPLE, CASEFILE_PART_TEAM},
    {"people", "/cases/:case/people", "casefile.section_people", "", GROUP_PEOPLE},
    {"pictures", "/cases/:case/pictures", "casefile.section_pictures", "", GROUP_PEOPLE},
    {"consents", "/cases/:case/consents", "casefile.section_consents", "", GROUP_PEOPLE},
    {"benefits", "/cases/:case/benefits", "casefile.section_benefits", "", GROUP_HELP},
    {"decisions", "/cases/:case/decisions", "casefile.section_decisions", "", GROUP_RECORD},
    {"history", "/cases/:case/history", "casefile.section_history", "", GROUP_RECORD},
    {NULL, "/cases/:case/risk", "casefile.action_risk", "alert-triangle", GROUP_N},
    {NULL, "/cases/:case/safety", "casefile.action_safety", "shield", GROUP_N},
    {NULL, "/cases/:case/summary", "casefile.action_summary", "pencil", GROUP_N},
    {NULL, "/cases/:case/assign", "casefile.action_assign", "swap", GROUP_N},
    {NULL, "/cases/:case/transfer", "casefile.action_transfer", "swap", GROUP_N},
    {NULL, "/cases/:case/phase", "casefile.action_phase", "arrow", GROUP_N},
    {NULL, "/cases/:case/proposals", "casefile.action_proposals", "hourglass", GROUP_N},
    {NULL, "/cases/:case/access", "casefile.action_access", "eye-search", GROUP_N},
    {NULL, "/cases/:case/closure", "casefile.action_close", "flag", GROUP_N},
};

struct str casefile_next_href(struct ctx *ctx, const struct casefile *file)
{
    if (str_has_prefix(file->next_link, STR("/")))
        return file->next_link;
    return casefile_href(ctx, file->id, str_z(ctx->arena, file->next_link));
}

struct str casefile_home(struct ctx *ctx, const struct casefile *file)
{
    return casefile_href(ctx, file->id, casefile_is_part(file) ? "team" : "");
}

/* ---- small words ---------------------------------------------------------------------------- */

/* "Tue 24 Nov". */
static struct str day_text(struct ctx *ctx, struct date d)
{
    struct msg_arg args[] = {
        {.name = "weekday", .text = ctx_date_words(ctx, d, DATE_WEEKDAY_SHORT)},
        {.name = "date", .text = ctx_date_words(ctx, d, DATE_DAY_MONTH)}};

    return msg_format(ctx->arena, ctx->locale, MSG_CASEFILE_DUE_DAY, args, 2);
}

struct due_view casefile_due(struct ctx *ctx, struct date due)
{
    if (!date_given(due))
        return (struct due_view){.on = DATE_NONE};
    int left = due.day - ctx_today(ctx).day;

    if (left < 0)
        return (struct due_view){STR("over"), ctx_msg_n(ctx, MSG_DATE_OVERDUE_DAYS, -left), due};
    if (left == 0)
        return (struct due_view){STR("today"), msg_text(ctx->locale, MSG_DATE_TODAY), due};
    if (left <= 7)
        return (struct due_view){STR("week"), day_text(ctx, due), due};
    return (struct due_view){STR("plain"), ctx_date_words(ctx, due, DATE_MEDIUM), due};
}

struct str casefile_risk_class(struct str risk)
{
    static const char *const classes[] = {"risk-high", "risk-medium", "risk-low", "risk-none"};

    return str_c(classes[risk_index(risk)]);
}

struct str casefile_risk_label(struct ctx *ctx, struct str risk)
{
    static const int texts[] = {MSG_RISK_HIGH, MSG_RISK_MEDIUM, MSG_RISK_LOW, MSG_RISK_NONE};

    if (!str_given(risk))
        return msg_text(ctx->locale, MSG_RISK_UNKNOWN);
    return msg_text(ctx->locale, texts[risk_index(risk)]);
}

struct str casefile_initials(struct ctx *ctx, struct str name)
{
    struct str rest = name, word, first = STR_NONE, last = STR_NONE;

    while (str_split(&rest, ' ', &word)) {
        if (!str_given(word))
            continue;
        last = str_given(first) ? utf8_cut(word, 1) : STR_NONE;
        first = str_given(first) ? first : utf8_cut(word, 1);
    }
    /* Arabic letters would join into something that is no word: one letter is enough there. */
    bool is_latin = first.n == 1 || (first.n == 2 && (unsigned char)first.p[0] < 0xD0);

    return is_latin ? str_cat(ctx->arena, first, last) : first;
}

struct str casefile_age(struct ctx *ctx, struct date birth, bool estimated)
{
    int years = date_age(birth, ctx_today(ctx));

    if (years < 0)
        return STR_NONE;
    return ctx_msg_n(ctx, estimated ? MSG_CASEFILE_AGE_ABOUT : MSG_DATE_YEARS_OLD, years);
}

/* ---- the frame ------------------------------------------------------------------------------ */

static const struct route *route_of(const struct site *site, const char *path)
{
    for (const struct feature *const *f = site->features; *f; f++) {
        for (const struct route *r = (*f)->routes; r && r->path; r++) {
            if (r->method == METHOD_GET && strcmp(r->path, path) == 0)
                return r;
        }
    }
    return NULL;
}

bool casefile_has_route(const struct req *r, const char *path)
{
    const struct route *route = route_of(r->ctx->site, path);

    return route && authz_can(r->ctx, route->need);
}

struct group_pages {
    struct casefile_link_view_list of[GROUP_N];
};

/* One entry a group, which leads to its first page; and the pages of the group we are in. */
static void groups_fill(struct ctx *ctx, const struct group_pages *pages,
                        struct casefile_frame_view *view)
{
    for (int g = 0; g < GROUP_N; g++) {
        const struct casefile_link_view_list *list = &pages->of[g];
        struct casefile_group_view group = {.is_page = list->n == 1};

        for (size_t i = 0; i < list->n; i++)
            group.current = group.current || list->items[i].current;
        if (list->n == 0)
            continue;
        group.href = list->items[0].href;
        group.label = list->n == 1 ? list->items[0].label : msg_text(ctx->locale, group_labels[g]);
        group.is_page = group.is_page && group.current;
        LIST_ADD(ctx->arena, &view->groups, group);
        if (group.current && list->n > 1)
            view->sections = *list;
    }
}

static void places_fill(struct req *r, struct casefile_frame_view *view, const char *section)
{
    struct ctx *ctx = r->ctx;
    struct group_pages pages = {0};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const struct place *p = &places[i];
        bool writes = !p->section && strcmp(p->route, "/cases/:case/access") != 0;

        if (!casefile_has_route(r, p->route) ||
            (casefile_is_part(view->file) && !casefile_has_part(view->file, p->part)) ||
            (writes && (!view->is_open || view->file->access < CASEFILE_WRITE)))
            continue;
        struct casefile_link_view link = {
            .href = casefile_href(ctx, view->file->id,
                                  p->route[12] == '/' ? p->route + 13 : p->route + 12),
            .label = ctx_msg(ctx, p->label),
            .icon = str_c(p->icon),
            .current = p->section && section && strcmp(section, p->section) == 0};

        if (p->section)
            LIST_ADD(ctx->arena, &pages.of[p->group], link);
        else
            LIST_ADD(ctx->arena, &view->actions, link);
    }
    groups_fill(ctx, &pages, view);
}

static struct str phase_since_text(struct ctx *ctx, const struct casefile *file)
{
    int days = ctx_today(ctx).day - date_of(file->phase_since, ctx->tz_offset_min).day;

    return ctx_msg_n(ctx, MSG_CASEFILE_PHASE_WEEK, days / 7 + 1);
}

static void phases_fill(struct ctx *ctx, struct casefile_frame_view *view)
{
    const struct casefile *file = view->file;

    for (int p = 0; p < PHASE_N; p++) {
        struct str code = phase_code((enum phase)p);
        bool now = p == (int)file->phase && view->is_open;
        struct str path = str_fmt(ctx->arena, "phases/%.*s", STR_ARG(code));

        LIST_ADD(ctx->arena, &view->phases,
                 ((struct casefile_phase_view){
                     .label = text_in(&ctx->pack->phases[p].label, ctx->locale),
                     .href = casefile_href(ctx, file->id, path.p),
                     .small = now ? phase_since_text(ctx, file) : STR_NONE,
                     .done = p < (int)file->phase || !view->is_open,
                     .now = now}));
    }
    view->phase_k = (int)file->phase + 1;
    view->phase_total = PHASE_N;
    view->phase_name = text_in(&ctx->pack->phases[file->phase].label, ctx->locale);
}

static void words_fill(struct ctx *ctx, struct casefile_frame_view *view)
{
    struct str rest = view->file->safety, code;

    while (str_split(&rest, ' ', &code)) {
        if (str_given(code))
            LIST_ADD(ctx->arena, &view->flags,
                     pack_label(ctx->pack, STR("safety_flag"), code, ctx->locale));
    }
    rest = view->file->client_languages;
    while (str_split(&rest, ' ', &code)) {
        if (str_given(code))
            LIST_ADD(ctx->arena, &view->languages,
                     pack_label(ctx->pack, STR("language"), code, ctx->locale));
    }
    view->initials = casefile_initials(ctx, view->file->client_name);
    view->age = casefile_age(ctx, view->file->client_birth, view->file->client_birth_estimated);
    view->risk_cls = casefile_risk_class(view->file->risk);
    view->risk_text = casefile_risk_label(ctx, view->file->risk);
}

static struct str page_title(struct ctx *ctx, const struct casefile_frame_view *view)
{
    struct msg_arg args[] = {{.name = "title", .text = view->title},
                             {.name = "name", .text = view->file->client_name}};

    if (view->is_overview)
        return view->file->client_name;
    return msg_format(ctx->arena, ctx->locale, MSG_CASEFILE_PAGE_TITLE, args, 2);
}

static enum err reach_fill(struct ctx *ctx, struct casefile_frame_view *view)
{
    struct contact_rules rules;

    TRY(casefile_contact(ctx, view->file, &rules));
    view->reach = contact_line(ctx, &rules, view->file->person_id);
    if (view->is_part)
        view->reach.href = STR_NONE;
    return OK;
}

enum err casefile_page(struct req *r, const struct casefile *file, const char *section,
                       struct str title, struct panel_view content)
{
    struct ctx *ctx = r->ctx;
    struct casefile_frame_view view = {.file = file,
                                       .title = title,
                                       .is_overview = section && strcmp(section, "overview") == 0,
                                       .is_form = !section,
                                       .is_open = casefile_is_open(file),
                                       .is_part = casefile_is_part(file),
                                       .home = casefile_home(ctx, file),
                                       .content = content};

    if (casefile_has_part(file, CASEFILE_PART_CONTACT))
        TRY(reach_fill(ctx, &view));
    words_fill(ctx, &view);
    places_fill(r, &view, section);
    if (section && !view.is_part)
        phases_fill(ctx, &view);
    view.has_strip = section && !view.is_overview && !view.is_part;
    if (view.has_strip)
        TRY(casefile_next_fill(r, file, 1, &view.next));
    struct page page = {.title = page_title(ctx, &view), .nav = "/cases", .own_heading = true};

    return resp_page(r, &page, &tmpl_casefile_frame, &view);
}

bool casefile_is_ticked(const struct casefile_id_list *ids, struct id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (id_eq(ids->items[i], id))
            return true;
    return false;
}

enum err casefile_ticks(struct ctx *ctx, const struct casefile *file,
                        const struct casefile_id_list *chosen, struct casefile_ticks_view *ret)
{
    struct casefile_person_list people;

    ret->name = STR("person");
    LIST_ADD(ctx->arena, &ret->rows,
             ((struct casefile_tick_view){.id = file->person_id,
                                          .name = file->client_name,
                                          .chosen = casefile_is_ticked(chosen, file->person_id)}));
    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++) {
        const struct casefile_person *p = &people.items[i];

        LIST_ADD(ctx->arena, &ret->rows,
                 ((struct casefile_tick_view){
                     .id = p->person_id,
                     .name = p->name,
                     .role = pack_label(ctx->pack, STR("casefile_role"), p->role, ctx->locale),
                     .chosen = casefile_is_ticked(chosen, p->person_id)}));
    }
    return OK;
}

struct casefile_id_list casefile_ticked(const struct req *r, const char *name)
{
    struct casefile_id_list ids = {0};
    struct str typed = form_typed(&r->form, name), one;
    struct id id;

    while (str_split(&typed, ' ', &one))
        if (id_parse(one, &id) == OK)
            LIST_ADD(r->ctx->arena, &ids, id);
    return ids;
}

enum err casefile_workers_view(struct req *r, struct id current,
                               struct casefile_worker_view_list *ret)
{
    struct ctx *ctx = r->ctx;
    struct casefile_worker_list workers;
    struct id chosen = ID_NONE;

    TRY(casefile_workers(ctx, &workers));
    (void)!id_parse(form_typed(&r->form, "worker_id"), &chosen);
    for (size_t i = 0; i < workers.n; i++) {
        const struct casefile_worker *w = &workers.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct casefile_worker_view){.account_id = w->account_id,
                                                .name = w->name,
                                                .team = w->team_name,
                                                .open_n = w->open_n,
                                                .high_n = w->high_n,
                                                .current = id_eq(w->account_id, current),
                                                .chosen = id_eq(w->account_id, chosen),
                                                .first = i == 0}));
    }
    return OK;
}
