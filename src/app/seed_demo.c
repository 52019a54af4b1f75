/* app/seed_demo.c: what only ./demo has, so that its pages are as full as in an office: households,
 * plans agreed with families or waiting for the supervisor, requests nobody has decided. A large
 * seeding leaves it out: it would take half of the time. */
#include "app/seed.h"
#include "core/pack.h"
#include "feature/intake/intake.h"
#include "feature/plan/plan.h"
#include "feature/review/closure.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]
#define REQUESTS 9

static bool is_child(struct ctx *ctx, const struct person *p)
{
    return date_cmp(date_add_months(p->birth_date, 18 * 12), date_of(ctx->now, 0)) > 0;
}

/* What somebody of the household is to the client. */
static struct str kind_of(struct ctx *ctx, bool client_is_child, const struct person *other)
{
    if (is_child(ctx, other))
        return client_is_child ? STR("sibling") : STR("child");
    if (!client_is_child)
        return STR("spouse");
    return str_eq(other->sex, STR("female")) ? STR("mother") : STR("father");
}

static struct str role_of(struct ctx *ctx, bool client_is_child, const struct person *other)
{
    if (is_child(ctx, other))
        return STR("child");
    return client_is_child ? STR("head") : STR("partner");
}

enum err seed_household(struct seed *s, const struct person *client, const struct person *others,
                        int n)
{
    struct ctx *ctx = s->ctx;
    bool child = is_child(ctx, client);
    struct household_draft draft = {.name = client->family_name,
                                    .role = child ? STR("child") : STR("head"),
                                    .area_id = client->area_id,
                                    .since = client->birth_date};
    struct household household;

    TRY(household_add(ctx, client, &draft, &household));
    for (int i = 0; i < n; i++) {
        const struct person *other = &others[i];

        TRY(household_join(ctx, &household, other, role_of(ctx, child, other), DATE_NONE));
        TRY(relationship_add(
            ctx, client, other,
            &(struct relationship_draft){.kind = kind_of(ctx, child, other), .since = DATE_NONE}));
    }
    if (child && (n == 0 || is_child(ctx, &others[0])))
        return OK;
    return s->demo && seed_chance(s, 40) ? seed_kin(s, client, child ? &others[0] : NULL) : OK;
}

/* ---- plans ---------------------------------------------------------------------------------- */

/* The language a plan is written in, and its sentences in the other one that the words have. */
struct tongues {
    bool arabic;
    struct plan_sentence_list other;
};

/* The same sentence in the other language. */
static void also(struct seed *s, struct tongues *in, struct id origin, struct seed_said said)
{
    LIST_ADD(s->ctx->arena, &in->other,
             ((struct plan_sentence){.origin_id = origin,
                                     .lang = in->arabic ? STR("en") : STR("ar"),
                                     .body = seed_say(!in->arabic, said)}));
}

static enum err goal_add(struct seed *s, const struct casefile *file, const struct plan *plan,
                         const struct seed_aim *aim, struct tongues *in)
{
    struct ctx *ctx = s->ctx;
    const struct seed_words *words = seed_words(s);
    struct date today = date_of(ctx->now, ctx->tz_offset_min);
    struct plan_goal goal = {.domain = str_c(aim->domain),
                             .wish = seed_say(in->arabic, aim->wish),
                             .baseline = seed_chance(s, 50) ? STR("1") : STR("2"),
                             .target = STR("3"),
                             .due = date_add_days(today, 60 + (int)seed_pick(s, 120))};
    struct plan_action ours = {.kind = str_c(words->ours),
                               .what = seed_say(in->arabic, aim->ours),
                               .who = STR("me"),
                               .start_on = DATE_NONE,
                               .due = date_add_days(today, 7 + (int)seed_pick(s, 60))};
    struct plan_action theirs = {.kind = str_c(words->theirs),
                                 .what = seed_say(in->arabic, aim->theirs),
                                 .who = STR("family"),
                                 .start_on = DATE_NONE,
                                 .due = date_add_days(today, 14 + (int)seed_pick(s, 60))};

    TRY(plan_goal_add(ctx, file, plan, &goal));
    TRY(plan_action_add(ctx, file, plan, &goal, &ours));
    also(s, in, goal.origin_id, aim->wish);
    also(s, in, ours.origin_id, aim->ours);
    if (!seed_chance(s, 60))
        return OK;
    TRY(plan_action_add(ctx, file, plan, &goal, &theirs));
    also(s, in, theirs.origin_id, aim->theirs);
    return OK;
}

enum err seed_plan_propose(struct seed *s, struct casefile *file, bool arabic)
{
    struct ctx *ctx = s->ctx;
    const struct seed_words *words = seed_words(s);
    size_t first = seed_pick(s, words->aim_n), n = (s->demo ? 2 : 1) + seed_pick(s, 2);
    struct seed_said want;
    struct tongues in = {.arabic = arabic};
    struct plan_sentence_list now;
    struct plan plan;
    struct str text;

    TRY(plan_start(ctx, file, &plan));
    want = words->wants[seed_pick(s, words->want_n)];
    TRY(plan_set_aim(ctx, file, &plan, seed_say(arabic, want), plan.version));
    for (size_t i = 0; i < n; i++)
        TRY(goal_add(s, file, &plan, &words->aims[(first + i) % words->aim_n], &in));
    also(s, &in, file->id, want);
    if (s->demo) {
        TRY(plan_sentences(ctx, &plan, locale_find(in.other.items[0].lang), &now));
        TRY(plan_words_set(ctx, file, &plan, &in.other, plan_sentences_version(ctx, &now)));
    }
    TRY(plan_text(ctx, file, &plan, ctx->locale, &text));
    return plan_propose(ctx, file, &plan,
                        &(struct plan_proposal){.version = plan_text_version(text)});
}

/* The supervisor agrees to what was asked for last, if anything was. */
static enum err approval_give(struct ctx *ctx, const struct casefile *file,
                              const struct actor *supervisor)
{
    struct actor worker = ctx->actor;
    struct approval_list asked = {0};

    TRY(approval_list_for_casefile(ctx, file, &asked));
    ctx->actor = *supervisor;
    enum err e = asked.n ? approval_decide(ctx, asked.items[0].id, true, STR_NONE) : OK;

    ctx->actor = worker;
    return e;
}

enum err seed_plan_agree(struct seed *s, struct casefile *file, const struct actor *supervisor,
                         bool arabic)
{
    struct ctx *ctx = s->ctx;
    struct plan plan;
    struct str text;
    struct plan_agreement agreement = {.on = date_of(ctx->now, ctx->tz_offset_min),
                                       .how = STR("written"),
                                       .with = file->client_name};

    if (seed_chance(s, 60)) {
        agreement.how = STR("tablet");
        agreement.signature =
            STR("M120 260 190 130 250 300 330 120 410 310 M470 240 620 150 700 280 860 170");
    } else if (seed_chance(s, 40)) {
        agreement.how = STR("typed");
        agreement.signature = file->client_name;
        agreement.witness =
            seed_say(arabic, (struct seed_said){"Mr Said, the neighbour", "السيد سعيد، الجار"});
    }

    TRY(approval_give(ctx, file, supervisor));
    TRY(plan_prepared(ctx, file, &plan));
    agreement.in = locale_find(arabic ? STR("ar") : STR("en"));
    TRY(plan_text(ctx, file, &plan, agreement.in, &text));
    agreement.hash = ctx_hash(ctx->arena, text);
    return plan_agree(ctx, file, &plan, &agreement);
}

enum err seed_progress(struct seed *s, struct casefile *file, bool arabic)
{
    static const char *const steps[] = {"25", "50", "75", "100"};
    static const struct seed_said seen[] = {
        {"A first step: they tried it this week.", "خطوة أولى: جرّبوا ذلك هذا الأسبوع."},
        {"It goes better than last month.", "الأمور أفضل من الشهر الماضي."},
        {"Slowly, but the family goes on.", "ببطء، لكن الأسرة مستمرة."},
    };
    struct ctx *ctx = s->ctx;
    struct plan plan;
    struct plan_goal_list goals = {0};
    struct plan_action_list actions = {0};

    TRY(plan_agreed(ctx, file, &plan));
    if (!id_given(plan.id))
        return OK;
    TRY(plan_goals(ctx, &plan, &goals));
    for (size_t i = 0; i < goals.n; i++) {
        struct plan_report report = {str_c(PICK(s, steps)), seed_say(arabic, PICK(s, seen))};

        if (plan_goal_is_open(&goals.items[i]) && seed_chance(s, 75))
            TRY(plan_progress_add(ctx, file, &plan, &goals.items[i], &report));
    }
    TRY(plan_actions(ctx, &plan, &actions));
    for (size_t i = 0; i < actions.n; i++) {
        struct plan_report report = {STR("done"), STR_NONE};

        bool past = date_cmp(actions.items[i].due, date_of(ctx->now, ctx->tz_offset_min)) < 0;

        if (plan_action_is_open(&actions.items[i]) && seed_chance(s, past ? 95 : 35))
            TRY(plan_action_end(ctx, file, &plan, &actions.items[i], &report));
    }
    return OK;
}

enum err seed_plan_renew(struct seed *s, struct casefile *file, bool arabic)
{
    struct ctx *ctx = s->ctx;
    const struct seed_words *words = seed_words(s);
    struct tongues in = {.arabic = arabic};
    struct plan plan, prepared;
    struct str text;

    TRY(plan_agreed(ctx, file, &plan));
    TRY(plan_prepared(ctx, file, &prepared));
    if (!id_given(plan.id) || id_given(prepared.id))
        return OK;
    TRY(plan_start(ctx, file, &prepared));
    TRY(goal_add(s, file, &prepared, &words->aims[seed_pick(s, words->aim_n)], &in));
    if (seed_chance(s, 50))
        return OK;
    TRY(plan_text(ctx, file, &prepared, ctx->locale, &text));
    return plan_propose(ctx, file, &prepared,
                        &(struct plan_proposal){.version = plan_text_version(text)});
}

/* ---- closing -------------------------------------------------------------------------------- */

static struct str reason_pick(struct seed *s, const char *group)
{
    const struct pack_codes *list = pack_codes_find(s->ctx->pack, STR("closure_reason"));
    struct str picked = STR_NONE;
    uint32_t n = 0;

    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];
        bool believable = !code->retired && !code->sensitive && !str_eq(code->code, STR("error")) &&
                          !str_eq(code->code, STR("other"));

        if (believable && str_eq(code->group, str_c(group)) && seed_pick(s, ++n) == 0)
            picked = code->code;
    }
    return picked;
}

/* What was still open came out well: nothing is left behind in a case that ended. */
static enum err ends_answer(struct ctx *ctx, const struct casefile *file,
                            struct closure_end_list *ret)
{
    struct loose_end_list open;

    TRY(closure_end_open(ctx, file, &open));
    for (size_t i = 0; i < open.n; i++)
        LIST_ADD(ctx->arena, ret,
                 ((struct closure_end){.subject_id = open.items[i].id,
                                       .answer = str_c(open.items[i].answers[0].code)}));
    return OK;
}

enum err seed_close(struct seed *s, const struct casefile *file, const struct actor *supervisor,
                    bool arabic)
{
    struct ctx *ctx = s->ctx;
    bool unplanned = seed_chance(s, 25), waiting = false;
    struct str why = seed_say(arabic, seed_words(s)->ending[unplanned]);
    struct closure_draft draft = {.casefile_id = file->id,
                                  .reason = reason_pick(s, unplanned ? "unplanned" : "planned"),
                                  .words = why,
                                  .risk = file->risk,
                                  .missing_why = why};

    TRY(ends_answer(ctx, file, &draft.ends));
    TRY(closure_ask(ctx, &draft, &waiting));
    return waiting ? approval_give(ctx, file, supervisor) : OK;
}

/* ---- requests ------------------------------------------------------------------------------- */

/* Half of them are for the first programme. */
static enum err request_add(struct seed *s, const struct seed_worker *worker, struct id area)
{
    static const char *const urgencies[] = {"urgent", "soon", "soon", "routine"};
    const struct seed_words *words = seed_words(s);
    const struct seed_request *one = &words->requests[seed_pick(s, words->request_n)];
    struct person draft = seed_person(s, worker->arabic, words->children > 0), person;
    struct intake_draft request = {.channel = str_c(one->channel),
                                   .urgency = str_c(PICK(s, urgencies)),
                                   .concerns = str_c(one->concern),
                                   .narrative = seed_say(worker->arabic, one->why)};
    struct intake added;

    draft.area_id = area;
    if (id_given(s->returning)) {
        TRY(person_load(s->ctx, s->returning, &person));
        s->returning = ID_NONE;
    } else {
        TRY(person_add(s->ctx, &draft, &person));
    }
    return intake_add(s->ctx, &person, &request, &added);
}

enum err seed_requests(struct seed *s)
{
    struct ctx *ctx = s->ctx;
    struct seed_team *team = &s->teams.items[0];

    for (uint32_t i = 0; i < REQUESTS; i++) {
        /* The first worker has some of each programme. */
        const struct seed_worker *worker =
            &team->workers.items[i < 4 ? 0 : (i - 1) % team->workers.n];

        ctx->actor = worker->actor;
        ctx->now.us = s->until.us - (int64_t)(REQUESTS - i) * 2 * HOUR_US;
        ctx->claimed_at = ctx->now;
        seed_command(s);
        ctx->pack = seed_programme(s, i);
        TRY(request_add(s, worker, team->area_id));
        ctx->pack = ctx->site->pack;
    }
    return OK;
}
