/* conference/conference_web.c: the pages of conferences: the list, one of them, its form, paper;
 * and what the feature hands to the core. */
#include "conference_handlers.h"
#include "conference_tmpl.gen.h"
#include "conference_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "feature/conference/conference.h"
#include "feature/member/member.h"
#include "feature/task/task.h"

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_CONFERENCE_EDIT);
}

static struct str href_of(struct ctx *ctx, const struct conference *c)
{
    struct str rest = str_cat(ctx->arena, STR("conferences/"), ctx_id_text(ctx, c->id));

    return casefile_href(ctx, c->casefile_id, rest.p);
}

static struct conference_row_view row_view(struct ctx *ctx, const struct conference *c)
{
    struct conference_row_view row = {
        .href = href_of(ctx, c),
        .kind = pack_label(ctx->pack, STR("conference_kind"), c->kind, ctx->locale),
        .mode = pack_label(ctx->pack, STR("conference_mode"), c->mode, ctx->locale),
        .place = c->place,
        .starts = locale_digits(ctx->arena, ctx->locale, c->starts),
        .purpose = c->purpose,
        .held_on = c->held_on,
        .state = ctx_msg(ctx, "conference.state_planned"),
        .state_cls = STR("wait")};

    if (str_eq(c->state, STR("closed"))) {
        row.state = ctx_msg(ctx, "conference.state_closed");
        row.state_cls = STR("ok");
    } else if (str_eq(c->state, STR("cancelled"))) {
        row.state = ctx_msg(ctx, "status.cancelled");
        row.state_cls = STR("none");
    }
    return row;
}

static enum err list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct conference_list list;
    struct conference_list_view view = {0};

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_CONFERENCES, CASEFILE_READ,
                           &file));
    TRY(conference_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_edit = may_edit(ctx, &file);
    for (size_t i = 0; i < list.n; i++) {
        if (conference_is_planned(&list.items[i]))
            LIST_ADD(ctx->arena, &view.ahead, row_view(ctx, &list.items[i]));
        else
            LIST_ADD(ctx->arena, &view.held, row_view(ctx, &list.items[i]));
    }
    return casefile_page(r, &file, "team", ctx_msg(ctx, "conference.title"),
                         (struct panel_view){&tmpl_conference_list, &view});
}

/* On the case's first page: the next one, and the last that was held. */
static enum err panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct conference_panel_view *view = ARENA_NEW(ctx->arena, struct conference_panel_view);
    struct conference_list list;

    TRY(conference_list_for_casefile(ctx, file, &list));
    *view = (struct conference_panel_view){.casefile_id = file->id};
    for (size_t i = 0; i < list.n; i++) {
        if (conference_is_planned(&list.items[i]))
            view->next = row_view(ctx, &list.items[i]);
        else if (str_eq(list.items[i].state, STR("closed")) && !str_given(view->last.href))
            view->last = row_view(ctx, &list.items[i]);
    }
    if (str_given(view->next.href) || str_given(view->last.href))
        *ret = (struct panel_view){&tmpl_conference_panel, view};
    return OK;
}

/* ---- the minutes ---------------------------------------------------------------------------- */

/* One conference as it is shown. */
struct showing {
    struct casefile file;
    struct conference one;
    struct conference_participant_list people;
    struct conference_entry_list entries;
    bool writes; /* with ways to change it */
};

static void people_fill(struct ctx *ctx, const struct showing *s,
                        struct conference_minutes_view *view)
{
    static const struct {
        const char *code, *cls;
    } marks[] = {{"invited", "plain"}, {"present", "ok"}, {"excused", "wait"}, {"absent", "none"}};

    for (size_t i = 0; i < s->people.n; i++) {
        const struct conference_participant *p = &s->people.items[i];
        struct conference_people_view row = {
            .id = ctx_id_text(ctx, p->id),
            .name = p->name,
            .role = str_given(p->profession)
                        ? pack_label(ctx->pack, STR("profession"), p->profession, ctx->locale)
                        : p->role,
            .organization = p->organization,
            .presence = pack_label(ctx->pack, STR("presence"), p->presence, ctx->locale)};

        for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
            struct str code = str_c(marks[k].code);

            if (str_eq(code, p->presence))
                row.presence_cls = str_c(marks[k].cls);
            LIST_ADD(ctx->arena, &row.options,
                     ((struct option_view){
                         .value = code,
                         .label = pack_label(ctx->pack, STR("presence"), code, ctx->locale),
                         .chosen = str_eq(code, p->presence)}));
        }
        LIST_ADD(ctx->arena, &row.options,
                 ((struct option_view){.value = STR("remove"),
                                       .label = ctx_msg(ctx, "conference.not_invited")}));
        LIST_ADD(ctx->arena, &view->people, row);
    }
}

static bool has_left(const struct showing *s, struct id participant_id)
{
    for (size_t i = 0; i < s->people.n; i++)
        if (id_eq(s->people.items[i].id, participant_id))
            return !s->people.items[i].is_there;
    return false;
}

static struct conference_entry_view entry_view(struct ctx *ctx, const struct showing *s,
                                               const struct conference_entry *e)
{
    struct conference_entry_view row = {.what = e->what,
                                        .agreed = e->agreed,
                                        .dissent = e->dissent,
                                        .reason = e->reason,
                                        .who = e->who,
                                        .alternatives = e->alternatives,
                                        .by = e->by_name,
                                        .at = e->at,
                                        .due = e->due};

    if (s->writes)
        row.remove = str_fmt(ctx->arena, "%.*s/entries/%.*s", STR_ARG(href_of(ctx, &s->one)),
                             STR_ARG(ctx_id_text(ctx, e->id)));
    row.has_left = s->writes && e->kind == CONFERENCE_ACTION && has_left(s, e->participant_id);
    if (!id_given(e->record_id) || casefile_is_part(&s->file))
        return row;
    row.href = e->kind == CONFERENCE_ACTION
                   ? str_cat(ctx->arena, STR("/tasks/"), ctx_id_text(ctx, e->record_id))
                   : casefile_href(
                         ctx, s->file.id,
                         str_cat(ctx->arena, STR("decisions/"), ctx_id_text(ctx, e->record_id)).p);
    return row;
}

/* Issues stand by domain, in the order of the pack. */
static void issues_fill(struct ctx *ctx, const struct showing *s,
                        struct conference_minutes_view *view)
{
    const struct pack_codes *domains = pack_codes_find(ctx->pack, STR("domain"));

    for (size_t d = 0; domains && d < domains->codes.n; d++) {
        struct str code = domains->codes.items[d].code;

        for (size_t i = 0; i < s->entries.n; i++) {
            const struct conference_entry *e = &s->entries.items[i];

            if (e->kind != CONFERENCE_ISSUE || !str_eq(e->domain, code))
                continue;
            struct conference_entry_view row = entry_view(ctx, s, e);

            row.domain = pack_label(ctx->pack, STR("domain"), code, ctx->locale);
            row.said = e->reason;
            LIST_ADD(ctx->arena, &view->issues, row);
        }
    }
}

static void minutes_fill(struct ctx *ctx, const struct showing *s,
                         struct conference_minutes_view *view)
{
    view->is_closed = str_eq(s->one.state, STR("closed"));
    /* Whoever sees only their part gets to know what was said once it is agreed, not before. */
    view->is_shown = view->is_closed || !casefile_is_part(&s->file);
    view->next_on = DATE_NONE;
    people_fill(ctx, s, view);
    if (!view->is_shown)
        return;
    view->summary = s->one.summary;
    view->next_on = s->one.next_on;
    issues_fill(ctx, s, view);
    for (size_t i = 0; i < s->entries.n; i++) {
        const struct conference_entry *e = &s->entries.items[i];
        struct conference_entry_view row = entry_view(ctx, s, e);

        if (e->kind == CONFERENCE_DECISION)
            LIST_ADD(ctx->arena, &view->decisions, row);
        else if (e->kind == CONFERENCE_ACTION)
            LIST_ADD(ctx->arena, &view->actions, row);
        else if (e->kind == CONFERENCE_CORRECTION)
            LIST_ADD(ctx->arena, &view->corrections, row);
    }
}

static enum err showing_load(struct req *r, struct showing *s)
{
    struct ctx *ctx = r->ctx;

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_CONFERENCES, CASEFILE_READ,
                           &s->file));
    TRY(conference_load(ctx, &s->file, req_id(r, "conference"), &s->one));
    TRY(conference_participants(ctx, &s->one, &s->people));
    return conference_entries(ctx, &s->one, &s->entries);
}

/* ---- the page ------------------------------------------------------------------------------- */

/* Who could be invited and is not: the team, and those who see the case. */
static enum err persons_offer(struct ctx *ctx, const struct showing *s, struct field_view *field)
{
    struct member_list team;
    struct task_person_list people;

    TRY(member_list_for_casefile(ctx, &s->file, &team));
    TRY(task_people(ctx, &s->file, &people));
    field_option_add(ctx, field, STR_NONE, STR_NONE);
    for (size_t i = 0; i < team.n; i++) {
        const struct member *m = &team.items[i];
        bool there = !member_runs(ctx, m);

        for (size_t k = 0; k < s->people.n; k++)
            there = there || id_eq(s->people.items[k].member_id, m->id);
        if (!there)
            field_option_add(
                ctx, field, ctx_id_text(ctx, m->id),
                str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(m->name), STR_ARG(m->organization)));
    }
    for (size_t i = 0; i < people.n; i++) {
        bool there = false;

        for (size_t k = 0; k < s->people.n; k++)
            there = there || id_eq(s->people.items[k].account_id, people.items[i].account_id);
        for (size_t k = 0; k < team.n; k++)
            there = there || id_eq(team.items[k].account_id, people.items[i].account_id);
        if (!there)
            field_option_add(ctx, field, ctx_id_text(ctx, people.items[i].account_id),
                             people.items[i].name);
    }
    return OK;
}

static void doers_offer(struct ctx *ctx, const struct showing *s, struct field_view *field)
{
    field_option_add(ctx, field, STR_NONE, STR_NONE);
    for (size_t i = 0; i < s->people.n; i++)
        if (s->people.items[i].is_there)
            field_option_add(ctx, field, ctx_id_text(ctx, s->people.items[i].id),
                             s->people.items[i].name);
}

static void boxes_fill(struct req *r, struct conference_page_view *view)
{
    const struct {
        const struct field *form;
        const char *name;
        struct field_view *field;
        bool *sent;
    } boxes[] = {{conference_invite_form, "person", &view->person, &view->inviting},
                 {conference_invite_form, "name", &view->name, &view->inviting},
                 {conference_invite_form, "role", &view->role, &view->inviting},
                 {conference_invite_form, "organization", &view->organization, &view->inviting},
                 {conference_issue_form, "domain", &view->domain, &view->raising},
                 {conference_issue_form, "issue", &view->issue, &view->raising},
                 {conference_issue_form, "said", &view->said, &view->raising},
                 {conference_decision_form, "decision", &view->decision, &view->deciding},
                 {conference_decision_form, "reason", &view->reason, &view->deciding},
                 {conference_decision_form, "alternatives", &view->alternatives, &view->deciding},
                 {conference_decision_form, "agreed", &view->agreed, &view->deciding},
                 {conference_decision_form, "dissent", &view->dissent, &view->deciding},
                 {conference_action_form, "action", &view->action, &view->acting},
                 {conference_action_form, "who", &view->who, &view->acting},
                 {conference_action_form, "due", &view->due, &view->acting},
                 {conference_close_form, "summary", &view->summary, &view->closing},
                 {conference_close_form, "next_on", &view->next_on, &view->closing},
                 {conference_cancel_form, "why", &view->why, &view->cancelling},
                 {conference_correction_form, "correction", &view->correction, &view->correcting}};

    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        *boxes[i].field = form_field(r->ctx, &r->form, boxes[i].form, boxes[i].name, STR_NONE);
        *boxes[i].sent = r->form.sent && r->form.fields == boxes[i].form;
    }
}

static enum err conference_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct showing s = {0};
    struct conference_page_view view = {0};

    TRY(showing_load(r, &s));
    s.writes = may_edit(ctx, &s.file) && conference_is_planned(&s.one);
    view.base = href_of(ctx, &s.one);
    view.back = casefile_href(ctx, s.file.id, "conferences");
    view.row = row_view(ctx, &s.one);
    view.may_write = s.writes;
    view.may_correct = may_edit(ctx, &s.file) && str_eq(s.one.state, STR("closed"));
    view.is_cancelled = str_eq(s.one.state, STR("cancelled"));
    view.planned_by = s.one.planned_by_name;
    view.ended_by = s.one.ended_by_name;
    view.ended_at = s.one.ended_at;
    view.why_not = s.one.ended_why;
    view.version = s.one.version;
    minutes_fill(ctx, &s, &view.minutes);
    boxes_fill(r, &view);
    if (s.writes) {
        TRY(persons_offer(ctx, &s, &view.person));
        doers_offer(ctx, &s, &view.who);
    }
    return casefile_page(r, &s.file, "team", view.row.kind,
                         (struct panel_view){&tmpl_conference_page, &view});
}

static enum err print_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct showing s = {0};
    struct conference_print_view view = {.today = ctx_today(ctx)};

    TRY(showing_load(r, &s));
    view.back = href_of(ctx, &s.one);
    view.site = ctx->site->name;
    view.client = s.file.client_name;
    view.number = s.file.number;
    view.team = s.file.team_name;
    view.row = row_view(ctx, &s.one);
    view.ended_by = s.one.ended_by_name;
    view.ended_at = s.one.ended_at;
    minutes_fill(ctx, &s, &view.minutes);
    struct page page = {.title = view.row.kind, .nav = "/cases", .own_heading = true};

    return resp_page(r, &page, &tmpl_conference_print, &view);
}

/* A new one, or another day for one that is planned. */
static enum err form_page(struct req *r, bool is_new)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct conference c = {.mode = STR("in_person"), .held_on = DATE_NONE};
    struct conference_form_view view = {.is_new = is_new};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    view.back = view.action = casefile_href(ctx, file.id, "conferences");
    if (!view.is_new) {
        TRY(conference_load(ctx, &file, req_id(r, "conference"), &c));
        if (!conference_is_planned(&c))
            return ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
        view.back = href_of(ctx, &c);
        view.action = str_cat(ctx->arena, view.back, STR("/edit"));
    }
    view.version = c.version;
    view.kind = form_field(ctx, &r->form, conference_head_form, "kind", c.kind);
    view.purpose = form_field(ctx, &r->form, conference_head_form, "purpose", c.purpose);
    view.held_on =
        form_field(ctx, &r->form, conference_head_form, "held_on", ctx_date_text(ctx, c.held_on));
    view.starts = form_field(ctx, &r->form, conference_head_form, "starts", c.starts);
    view.mode = form_field(ctx, &r->form, conference_head_form, "mode", c.mode);
    view.place = form_field(ctx, &r->form, conference_head_form, "place", c.place);
    return casefile_page(
        r, &file, NULL,
        msg_text(ctx->locale, view.is_new ? MSG_CONFERENCE_NEW : MSG_CONFERENCE_EDIT),
        (struct panel_view){&tmpl_conference_form, &view});
}

static enum err new_get(struct req *r)
{
    return form_page(r, true);
}

static enum err edit_get(struct req *r)
{
    return form_page(r, false);
}

/* ---- the feature ---------------------------------------------------------------------------- */

#define ONE "/cases/:case/conferences/:conference"

static const struct route conference_routes[] = {
    ROUTE(GET, "/cases/:case/conferences", list_get, CAP_CONFERENCE_READ),
    ROUTE(GET, "/cases/:case/conferences/new", new_get, CAP_CONFERENCE_EDIT),
    ROUTE_FORM("/cases/:case/conferences", conference_plan_post, CAP_CONFERENCE_EDIT,
               conference_head_form, new_get),
    ROUTE(GET, ONE, conference_get, CAP_CONFERENCE_READ),
    ROUTE(GET, ONE "/print", print_get, CAP_CONFERENCE_READ),
    ROUTE(GET, ONE "/edit", edit_get, CAP_CONFERENCE_EDIT),
    ROUTE_FORM(ONE "/edit", conference_edit_post, CAP_CONFERENCE_EDIT, conference_head_form,
               edit_get),
    ROUTE_FORM(ONE "/cancel", conference_cancel_post, CAP_CONFERENCE_EDIT, conference_cancel_form,
               conference_get),
    ROUTE_FORM(ONE "/participants", conference_invite_post, CAP_CONFERENCE_EDIT,
               conference_invite_form, conference_get),
    ROUTE(POST, ONE "/presence", conference_presence_post, CAP_CONFERENCE_EDIT),
    ROUTE_FORM(ONE "/issues", conference_issue_post, CAP_CONFERENCE_EDIT, conference_issue_form,
               conference_get),
    ROUTE_FORM(ONE "/decisions", conference_decision_post, CAP_CONFERENCE_EDIT,
               conference_decision_form, conference_get),
    ROUTE_FORM(ONE "/actions", conference_action_post, CAP_CONFERENCE_EDIT, conference_action_form,
               conference_get),
    ROUTE_FORM(ONE "/corrections", conference_correction_post, CAP_CONFERENCE_EDIT,
               conference_correction_form, conference_get),
    ROUTE(POST, ONE "/entries/:entry", conference_entry_post, CAP_CONFERENCE_EDIT),
    ROUTE_FORM(ONE "/close", conference_close_post, CAP_CONFERENCE_EDIT, conference_close_form,
               conference_get),
    ROUTES_END,
};

static const struct panel conference_panels[] = {
    {SLOT_CASE_SIDE, 35, CAP_CONFERENCE_READ, panel_draw},
    PANELS_END,
};

static const struct event_kind conference_events[] = {
    {"conference.planned", EVENT_TIMELINE, "conference_kind"},
    {"conference.changed", 0, "conference_kind"},
    {"conference.cancelled", EVENT_TIMELINE, "conference_kind"},
    {"conference.closed", EVENT_TIMELINE | EVENT_DECISION | EVENT_DOCUMENT, "conference_kind"},
    {"conference.corrected", EVENT_TIMELINE | EVENT_DOCUMENT, "conference_kind"},
    EVENTS_END,
};

extern const struct feature conference_feature;
const struct feature conference_feature = {
    .name = "conference",
    .routes = conference_routes,
    .panels = conference_panels,
    .events = conference_events,
};
