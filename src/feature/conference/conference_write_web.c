/* conference/conference_write_web.c: what changes a conference: its forms, and what they do. */
#include "conference_handlers.h"
#include "core/pack.h"
#include "core/web.h"
#include "feature/conference/conference.h"
#include "feature/member/member.h"
#include "feature/task/task.h"

const struct field conference_head_form[] = {
    {"kind", FIELD_CODE, .label = "core.kind", .codes = "conference_kind", .required = true},
    {"purpose", FIELD_TEXT, .label = "conference.purpose", .hint = "conference.purpose_hint",
     .required = true, .max = CONFERENCE_WORDS_MAX},
    {"held_on", FIELD_DATE, .label = "conference.held_on", .required = true},
    {"starts", FIELD_LINE, .label = "core.time", .hint = "conference.time_hint", .max = 5},
    {"mode", FIELD_CODE, .label = "conference.mode", .codes = "conference_mode", .required = true},
    {"place", FIELD_LINE, .label = "conference.place"},
    {"version", FIELD_INT, .label = "core.version", .max = 1 << 30},
    FIELDS_END,
};
const struct field conference_invite_form[] = {
    {"person", FIELD_ID, .label = "conference.person"},
    {"name", FIELD_LINE, .label = "conference.name", .hint = "conference.name_hint"},
    {"role", FIELD_LINE, .label = "conference.role", .hint = "conference.role_hint"},
    {"organization", FIELD_LINE, .label = "member.organization"},
    FIELDS_END,
};
const struct field conference_issue_form[] = {
    {"domain", FIELD_CODE, .label = "conference.domain", .codes = "domain", .required = true},
    {"issue", FIELD_LINE, .label = "conference.issue", .required = true, .max = 300},
    {"said", FIELD_TEXT, .label = "conference.said", .hint = "conference.said_hint",
     .max = CONFERENCE_WORDS_MAX},
    FIELDS_END,
};
const struct field conference_decision_form[] = {
    {"decision", FIELD_LINE, .label = "decision.what", .hint = "decision.what_hint",
     .required = true, .max = 300},
    {"reason", FIELD_TEXT, .label = "decision.reason", .hint = "decision.reason_hint",
     .required = true, .max = CONFERENCE_WORDS_MAX},
    {"alternatives", FIELD_TEXT, .label = "weighed.alternatives",
     .hint = "weighed.alternatives_hint", .required = true, .max = CONFERENCE_WORDS_MAX},
    {"agreed", FIELD_TEXT, .label = "weighed.agreed", .max = 1000},
    {"dissent", FIELD_TEXT, .label = "conference.dissent", .hint = "conference.dissent_hint",
     .max = CONFERENCE_WORDS_MAX},
    FIELDS_END,
};
const struct field conference_action_form[] = {
    {"action", FIELD_LINE, .label = "conference.action", .required = true},
    {"who", FIELD_ID, .label = "core.who", .required = true},
    {"due", FIELD_DATE, .label = "core.due", .required = true},
    FIELDS_END,
};
const struct field conference_close_form[] = {
    {"summary", FIELD_TEXT, .label = "conference.summary", .hint = "conference.summary_hint",
     .required = true, .max = CONFERENCE_WORDS_MAX},
    {"next_on", FIELD_DATE, .label = "conference.next_on"},
    {"version", FIELD_INT, .label = "core.version", .max = 1 << 30},
    FIELDS_END,
};
const struct field conference_cancel_form[] = {
    {"why", FIELD_LINE, .label = "core.reason", .required = true, .max = 500},
    FIELDS_END,
};
const struct field conference_correction_form[] = {
    {"correction", FIELD_TEXT, .label = "conference.correction", .required = true,
     .max = CONFERENCE_WORDS_MAX},
    FIELDS_END,
};

/* A conference that is being changed, and its case. */
struct work {
    struct casefile file;
    struct conference one;
};

static enum err work_load(struct req *r, struct work *ret)
{
    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &ret->file));
    return conference_load(r->ctx, &ret->file, req_id(r, "conference"), &ret->one);
}

static enum err back(struct req *r, const struct work *w, const char *at, const char *done)
{
    char id[ID_TEXT];
    struct str rest =
        str_fmt(r->ctx->arena, "conferences/%.*s%s", STR_ARG(id_format(w->one.id, id)), at);

    return resp_see_other(r, casefile_href(r->ctx, w->file.id, rest.p), done);
}

static struct conference head_of(const struct form *f)
{
    return (struct conference){.kind = form_code(f, "kind"),
                               .held_on = form_date(f, "held_on"),
                               .starts = form_text(f, "starts"),
                               .mode = form_code(f, "mode"),
                               .place = form_text(f, "place"),
                               .purpose = form_text(f, "purpose"),
                               .next_on = DATE_NONE,
                               .version = form_int(f, "version", 0)};
}

enum err conference_plan_post(struct req *r)
{
    struct work w;
    struct conference draft = head_of(&r->form);

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &w.file));
    TRY(conference_plan(r->ctx, &w.file, &draft, &w.one));
    return back(r, &w, "", "conference.done_planned");
}

enum err conference_edit_post(struct req *r)
{
    struct work w;
    struct conference wanted = head_of(&r->form);

    TRY(work_load(r, &w));
    TRY(conference_edit(r->ctx, &w.file, &w.one, &wanted));
    return back(r, &w, "", "done.changed");
}

enum err conference_cancel_post(struct req *r)
{
    struct work w;

    TRY(work_load(r, &w));
    TRY(conference_cancel(r->ctx, &w.file, &w.one, form_text(&r->form, "why")));
    return back(r, &w, "", "conference.done_cancelled");
}

/* ---- who comes ------------------------------------------------------------------------------ */

/* Somebody chosen from the team, or from those who see the case. */
static enum err chosen_fill(struct ctx *ctx, const struct casefile *file, struct id id,
                            struct conference_participant *p)
{
    struct member_list team;
    struct task_person_list people;

    TRY(member_list_for_casefile(ctx, file, &team));
    for (size_t i = 0; i < team.n; i++) {
        const struct member *m = &team.items[i];

        if (!id_eq(m->id, id) || !member_runs(ctx, m))
            continue;
        p->member_id = m->id;
        p->account_id = m->account_id;
        p->name = m->name;
        p->role = pack_label(ctx->pack, STR("profession"), m->profession, ctx->locale);
        p->organization = m->organization;
        return OK;
    }
    TRY(task_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++) {
        if (!id_eq(people.items[i].account_id, id))
            continue;
        p->account_id = id;
        p->name = people.items[i].name;
        if (!str_given(p->role))
            p->role = ctx_msg(ctx, "conference.colleague");
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "person");
}

enum err conference_invite_post(struct req *r)
{
    struct work w;
    struct conference_participant p = {.name = form_text(&r->form, "name"),
                                       .role = form_text(&r->form, "role"),
                                       .organization = form_text(&r->form, "organization")};

    TRY(work_load(r, &w));
    if (id_given(form_id(&r->form, "person")))
        TRY(chosen_fill(r->ctx, &w.file, form_id(&r->form, "person"), &p));
    TRY(conference_invite(r->ctx, &w.file, &w.one, &p));
    return back(r, &w, "#people", "conference.done_invited");
}

enum err conference_presence_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct conference_participant_list people;
    struct work w;
    char text[ID_TEXT];

    TRY(work_load(r, &w));
    TRY(conference_participants(ctx, &w.one, &people));
    for (size_t i = 0; i < people.n; i++) {
        const struct conference_participant *p = &people.items[i];
        struct str box = str_cat(ctx->arena, STR("p-"), id_format(p->id, text));
        struct str typed = form_typed(&r->form, str_z(ctx->arena, box));

        if (str_given(typed) && !str_eq(typed, p->presence))
            TRY(conference_presence(ctx, &w.file, &w.one, p->id, typed));
    }
    return back(r, &w, "#people", "done.changed");
}

/* ---- the minutes ---------------------------------------------------------------------------- */

static enum err write_down(struct req *r, const struct conference_entry *e, const char *at)
{
    struct work w;

    TRY(work_load(r, &w));
    TRY(conference_write(r->ctx, &w.file, &w.one, e));
    return back(r, &w, at, "conference.done_written");
}

enum err conference_issue_post(struct req *r)
{
    const struct conference_entry e = {.kind = CONFERENCE_ISSUE,
                                       .domain = form_code(&r->form, "domain"),
                                       .what = form_text(&r->form, "issue"),
                                       .reason = form_text(&r->form, "said"),
                                       .due = DATE_NONE};

    return write_down(r, &e, "#issues");
}

enum err conference_decision_post(struct req *r)
{
    const struct conference_entry e = {.kind = CONFERENCE_DECISION,
                                       .what = form_text(&r->form, "decision"),
                                       .reason = form_text(&r->form, "reason"),
                                       .alternatives = form_text(&r->form, "alternatives"),
                                       .agreed = form_text(&r->form, "agreed"),
                                       .dissent = form_text(&r->form, "dissent"),
                                       .due = DATE_NONE};

    return write_down(r, &e, "#decisions");
}

enum err conference_action_post(struct req *r)
{
    const struct conference_entry e = {.kind = CONFERENCE_ACTION,
                                       .what = form_text(&r->form, "action"),
                                       .participant_id = form_id(&r->form, "who"),
                                       .due = form_date(&r->form, "due")};

    return write_down(r, &e, "#actions");
}

enum err conference_correction_post(struct req *r)
{
    const struct conference_entry e = {
        .kind = CONFERENCE_CORRECTION, .what = form_text(&r->form, "correction"), .due = DATE_NONE};

    return write_down(r, &e, "#corrections");
}

enum err conference_entry_post(struct req *r)
{
    struct work w;

    TRY(work_load(r, &w));
    TRY(conference_unwrite(r->ctx, &w.file, &w.one, req_id(r, "entry")));
    return back(r, &w, "", "done.changed");
}

enum err conference_close_post(struct req *r)
{
    struct work w;
    struct conference wanted = {.summary = form_text(&r->form, "summary"),
                                .next_on = form_date(&r->form, "next_on"),
                                .version = form_int(&r->form, "version", 0)};

    TRY(work_load(r, &w));
    TRY(conference_close(r->ctx, &w.file, &w.one, &wanted));
    return back(r, &w, "", "conference.done_closed");
}
