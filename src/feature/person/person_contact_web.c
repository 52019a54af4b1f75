/* person/person_contact_web.c: how somebody may be reached: the page where it is set, the line that
 * says it elsewhere, and the judgement on everything printed for them. */
#include "core/feature.h"
#include "core/pack.h"
#include "feature/person/person_page.h"
#include "person_feature.h"
#include "person_tmpl.gen.h"

const struct field person_contact_form[] = {
    {"channels", FIELD_CODES, .label = "contact.channels", .hint = "contact.channels_hint",
     .codes = "contact_channel", .required = true},
    {"days", FIELD_CODES, .label = "contact.days", .hint = "contact.days_hint",
     .codes = "contact_day"},
    {"from_hour", FIELD_INT, .label = "contact.from_hour", .hint = "contact.from_hour_hint",
     .max = 24},
    {"to_hour", FIELD_INT, .label = "contact.to_hour", .max = 24},
    {"no_message", FIELD_BOOL, .label = "contact.no_message_box",
     .hint = "contact.no_message_hint"},
    {"neutral", FIELD_BOOL, .label = "contact.neutral_box", .hint = "contact.neutral_hint"},
    {"sender", FIELD_LINE, .label = "contact.sender", .hint = "contact.sender_hint", .max = 100},
    {"code_phrase", FIELD_LINE, .label = "contact.code_phrase", .hint = "contact.code_phrase_hint",
     .max = 100},
    {"hidden_from", FIELD_LINE, .label = "contact.hidden_from", .hint = "contact.hidden_from_hint",
     .max = PERSON_CONTACT_MAX},
    {"version", FIELD_INT, .max = 1000000},
    FIELDS_END,
};

/* ---- elsewhere ------------------------------------------------------------------------------- */

static struct contact_plan plan_now(struct ctx *ctx, const struct contact_rules *rules,
                                    struct str channel)
{
    return contact_plan(rules, &(struct contact_ask){.channel = channel, .at = ctx->now},
                        ctx->tz_offset_min);
}

struct contact_line_view contact_line(struct ctx *ctx, const struct contact_rules *rules,
                                      struct id person_id)
{
    struct contact_line_view line = {.known = rules->known,
                                     .code_phrase = rules->code_phrase,
                                     .hidden_from = rules->hidden_from,
                                     .sender = rules->sender,
                                     .from_hour = rules->from_hour,
                                     .to_hour = rules->to_hour,
                                     .has_hours = rules->from_hour < rules->to_hour,
                                     .no_message = rules->no_message,
                                     .neutral = rules->neutral,
                                     .phone_now = plan_now(ctx, rules, STR("phone")).allowed};

    if (rules->known)
        line.channels = pack_labels(ctx->arena, ctx->pack, STR("contact_channel"), rules->channels,
                                    ctx->locale);
    if (str_given(rules->days))
        line.days =
            pack_labels(ctx->arena, ctx->pack, STR("contact_day"), rules->days, ctx->locale);
    if (authz_can(ctx, CAP_PERSON_EDIT))
        line.href = person_path(ctx, person_id, "contact");
    return line;
}

/* A way that they agreed to at some hour of some day: the page of a day is read in the morning. */
static bool is_agreed(struct ctx *ctx, const struct contact_rules *rules, struct str channel)
{
    struct contact_plan plan = plan_now(ctx, rules, channel);

    return plan.allowed || instant_given(plan.not_before);
}

struct person_reach_view person_reach(struct ctx *ctx, const struct person *person,
                                      const struct contact_rules *rules, struct str safety)
{
    struct person_reach_view view = {.line = contact_line(ctx, rules, person->id),
                                     .no_visit = !is_agreed(ctx, rules, STR("visit")),
                                     .no_call = !is_agreed(ctx, rules, STR("phone")),
                                     .has_rules = rules->known || rules->no_message};

    view.line.href = STR_NONE;
    if (!view.no_visit)
        view.address = person->address;
    if (!view.no_call)
        view.phone = person->phone;
    for (struct str code; str_split(&safety, ' ', &code);)
        if (str_given(code))
            LIST_ADD(ctx->arena, &view.flags,
                     pack_label(ctx->pack, STR("safety_flag"), code, ctx->locale));
    return view;
}

/* The same paper another way: what else was asked for stays. */
static struct str way_href(struct req *r, const char *way)
{
    static const char *const kept[] = {"lang", "version", "with"};
    struct str href = str_fmt(r->ctx->arena, "%.*s?by=%s", STR_ARG(r->path), way);

    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        struct str value = req_get(r, kept[i]);

        if (str_given(value))
            href = str_fmt(r->ctx->arena, "%.*s&%s=%.*s", STR_ARG(href), kept[i], STR_ARG(value));
    }
    return href;
}

struct contact_paper_view contact_paper(struct req *r, const struct contact_rules *rules,
                                        struct id person_id)
{
    static const char *const ways[] = {"hand", "office", "trusted", "letter", NULL};
    struct ctx *ctx = r->ctx;
    struct contact_paper_view paper = {.line = contact_line(ctx, rules, person_id)};
    struct str by = req_get(r, "by");

    for (int i = 0; ways[i] && !str_given(by); i++) {
        if (plan_now(ctx, rules, str_c(ways[i])).allowed)
            by = str_c(ways[i]);
    }
    for (int i = 0; ways[i]; i++)
        LIST_ADD(ctx->arena, &paper.ways,
                 ((struct contact_way_view){.code = str_c(ways[i]),
                                            .href = way_href(r, ways[i]),
                                            .current = str_eq(by, str_c(ways[i]))}));
    struct contact_plan plan = plan_now(ctx, rules, by);

    paper.allowed = plan.allowed;
    r->resp.no_paper = !plan.allowed;
    paper.neutral = plan.neutral;
    paper.why = plan.why ? str_c(plan.why) : STR_NONE;
    return paper;
}

/* ---- the page -------------------------------------------------------------------------------- */

static struct field_view box(struct req *r, const char *name, struct str current)
{
    return form_field(r->ctx, &r->form, person_contact_form, name, current);
}

static struct str number(struct ctx *ctx, int64_t n, bool given)
{
    return given ? str_fmt(ctx->arena, "%lld", (long long)n) : STR_NONE;
}

enum err person_contact_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct contact_rules rules;
    struct person_contact_view view = {0};
    struct page page = {
        .title = ctx_msg(ctx, "contact.heading"), .nav = "/people", .own_heading = true};

    TRY(person_of_path(r, &person, &view.person));
    TRY(person_contact(ctx, person.id, &rules, &view.version));
    bool hours = rules.to_hour > 0;

    view.channels = box(r, "channels", rules.channels);
    view.days = box(r, "days", rules.days);
    view.from_hour = box(r, "from_hour", number(ctx, rules.from_hour, hours));
    view.to_hour = box(r, "to_hour", number(ctx, rules.to_hour, hours));
    view.no_message = box(r, "no_message", rules.no_message ? STR("1") : STR_NONE);
    view.neutral = box(r, "neutral", rules.neutral ? STR("1") : STR_NONE);
    view.sender = box(r, "sender", rules.sender);
    view.code_phrase = box(r, "code_phrase", rules.code_phrase);
    view.hidden_from = box(r, "hidden_from", rules.hidden_from);
    if (r->form.sent)
        view.version = form_int(&r->form, "version", 0);
    return resp_page(r, &page, &tmpl_person_contact, &view);
}

enum err person_contact_post(struct req *r)
{
    const struct form *f = &r->form;
    struct person person;
    struct contact_rules rules = {.known = true,
                                  .channels = form_code(f, "channels"),
                                  .days = form_code(f, "days"),
                                  .from_hour = (int)form_int(f, "from_hour", 0),
                                  .to_hour = (int)form_int(f, "to_hour", 0),
                                  .no_message = form_bool(f, "no_message"),
                                  .neutral = form_bool(f, "neutral"),
                                  .sender = form_text(f, "sender"),
                                  .code_phrase = form_text(f, "code_phrase"),
                                  .hidden_from = form_text(f, "hidden_from")};

    TRY(person_load(r->ctx, req_id(r, "person"), &person));
    TRY(person_contact_set(r->ctx, &person, &rules, form_int(f, "version", 0)));
    return resp_see_other(r, person_path(r->ctx, person.id, NULL), "contact.done");
}
