/* assess/assess_test.c: sections of a form, what is offered of earlier answers, who may read what.
 */
#include "feature/assess/assess.h"

#include <string.h>

#include "base/test.h"
#include "core/authz.h"
#include "feature/assess/assess_form.h"

static const struct text part_a = {{STR("First")}}, part_b = {{STR("Second")}};
static struct field fields[] = {
    {"s_a", FIELD_SECTION, .label_text = &part_a},
    {"day", FIELD_DATE, .required = true, .past = true},
    {"school", FIELD_LINE},
    {"kind", FIELD_CODE, .codes = "kind", .required = true},
    {"s_b", FIELD_SECTION, .label_text = &part_b},
    {"faith", FIELD_LINE, .sensitive = true},
    {"source", FIELD_LINE, .sensitive = true, .restricted = true},
    {"note", FIELD_NOTE},
    {"risk", FIELD_CODE, .codes = "risk", .required = true},
    FIELDS_END,
};

static struct pack_form test_form(void)
{
    return (struct pack_form){.name = STR("f"),
                              .version = STR("1"),
                              .title = {{STR("Form")}},
                              .fields = fields,
                              .risk_field = STR("risk")};
}

static struct ctx test_ctx(struct test *t)
{
    struct pack *pack = ARENA_NEW(t->arena, struct pack);
    struct pack_codes *kinds = ARENA_NEW(t->arena, struct pack_codes);
    struct ctx ctx = {.arena = t->arena, .pack = pack, .locale = locale_all[0]};

    map_init(&pack->codes, t->arena);
    LIST_ADD(t->arena, &kinds->codes,
             ((struct pack_code){.code = STR("a"), .label = {{STR("A")}}}));
    LIST_ADD(t->arena, &kinds->codes,
             ((struct pack_code){.code = STR("b"), .label = {{STR("B")}}, .sensitive = true}));
    map_set(&pack->codes, STR("kind"), kinds);
    return ctx;
}

/* What stands in the form: own answers, and those of an earlier record. */
static struct assess_answers answers_of(struct ctx *ctx, const struct pack_form *def,
                                        const char *own, const char *earlier)
{
    struct assess_answers a = {.ctx = ctx, .def = def, .parts = assess_parts(ctx, def)};

    /* What does not parse leaves no answers, and the checks miss them. */
    if (form_answers_parse(ctx, str_c(own), &a.own) ||
        form_answers_parse(ctx, str_c(earlier), &a.earlier))
        return a;
    if (earlier[0])
        a.source.id.b[0] = 1;
    return a;
}

TEST(assess, divides_a_form_into_sections)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form();
    struct assess_part_list parts = assess_parts(&ctx, &def);

    CHECK_INT(parts.n, 2);
    CHECK_STR(parts.items[0].name, "s_a");
    CHECK_STR(parts.items[1].title, "Second");
    CHECK_INT(parts.items[0].question_n, 3);
    CHECK_INT(parts.items[1].question_n, 3);
    CHECK(!assess_is_long(&def));
    CHECK(assess_fields(&ctx, &def, STR("s_c")) == NULL);
    CHECK(!assess_fields_loose(&ctx, def.fields)[1].required);
    CHECK_STR(assess_parts_all(&ctx, &def), "s_a s_b");
    CHECK_STR(assess_parts_add(&ctx, STR("s_a"), STR("s_a")), "s_a");
    CHECK(!assess_parts_have(STR("s_ab"), STR("s_a")));
}

TEST(assess, tells_how_far_a_section_has_come)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form();
    struct assess_answers a = answers_of(&ctx, &def, "", "");
    int n;

    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_UNTOUCHED);
    a = answers_of(&ctx, &def, "{\"school\":\"Mill Lane\"}", "");
    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_BEGUN);
    CHECK_INT(n, 1);
    a.seen = STR("s_a");
    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_BEGUN);
    a = answers_of(&ctx, &def, "{\"day\":\"2026-11-20\",\"kind\":\"a\"}", "");
    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_BEGUN);
    a.seen = STR("s_a");
    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_COMPLETE);
}

TEST(assess, offers_earlier_answers_but_no_judgement)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form();
    const char *before = "{\"day\":\"2026-01-02\",\"school\":\"Mill Lane\",\"kind\":\"b\","
                         "\"faith\":\"none\",\"risk\":\"high\"}";
    struct assess_answers a = answers_of(&ctx, &def, "", before);
    bool earlier;
    int n;

    CHECK_STR(assess_answer(&a, STR("school"), &earlier), "Mill Lane");
    CHECK(earlier);
    CHECK_STR(assess_answer(&a, STR("day"), &earlier), "");
    CHECK_STR(assess_answer(&a, STR("risk"), &earlier), "");
    CHECK_STR(assess_answer(&a, STR("faith"), &earlier), "none");
    CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), ASSESS_OFFERED);
    CHECK_INT(n, 0);
    /* A section that was saved stands for itself: what is empty was left empty. */
    a.seen = STR("s_a");
    CHECK_STR(assess_answer(&a, STR("school"), &earlier), "");
    CHECK(!earlier);
}

TEST(assess, joins_a_page_with_its_draft)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form();
    struct form_answers stored;
    struct form form = {0};
    const struct field *part = assess_fields(&ctx, &def, STR("s_a"));

    CHECK_OK(form_answers_parse(
        &ctx, STR("{\"school\":\"Old\",\"faith.missing\":\"not_asked\",\"gone\":\"kept\"}"),
        &stored));
    LIST_ADD(t->arena, &form.values,
             ((struct form_value){.name = STR("school"), .typed = STR("New")}));
    LIST_ADD(t->arena, &form.values,
             ((struct form_value){.name = STR("day"), .typed = STR("tomorrow")}));
    form.fields = assess_fields_loose(&ctx, part);
    CHECK_ERR(form_check(&ctx, &form), E_INVALID);
    /* The wrong day is left as it was; the other section and what is no longer asked stay. */
    CHECK_STR(assess_fields_join(&ctx, &def, &stored, &form, part),
              "{\"school\":\"New\",\"faith.missing\":\"not_asked\",\"gone\":\"kept\"}");
}

/* Ids of a little agency: who reads, where they sit. */
enum { WORKER = 1, AUTHOR, TEAM, AGENCY, ELSEWHERE };

static struct id id_of(int n)
{
    return (struct id){.b = {[15] = (uint8_t)n}};
}

static struct actor actor_of(enum role role, int account, int unit)
{
    struct actor actor = {.role = role, .account_id = id_of(account), .scope_id = id_of(unit)};

    authz_grant(&actor);
    return actor;
}

TEST(assess, hides_by_role_and_question)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form();
    struct casefile file = {
        .worker_id = id_of(WORKER), .team_id = id_of(TEAM), .agency_id = id_of(AGENCY)};
    const struct {
        struct actor actor;
        const char
            *sees; /* school, faith, source, the sensitive code, a question no longer asked */
    } readers[] = {
        {actor_of(ROLE_WORKER, WORKER, WORKER), "+++++"},
        {actor_of(ROLE_SUPERVISOR, 20, TEAM), "+++++"},
        {actor_of(ROLE_SUPERVISOR, 20, AGENCY), "+++++"},
        {actor_of(ROLE_SUPERVISOR, 20, ELSEWHERE), "+----"},
        {actor_of(ROLE_WORKER, AUTHOR, AUTHOR), "++-++"},
        {actor_of(ROLE_COORDINATOR, AUTHOR, AGENCY), "++-++"},
        {actor_of(ROLE_WORKER, 21, 21), "+----"},
        {actor_of(ROLE_COORDINATOR, 20, AGENCY), "+----"},
    };
    static const char *const names[] = {"school", "faith", "source", "kind", "gone"};
    struct map *forms = &((struct pack *)ctx.pack)->forms;

    map_init(forms, t->arena);
    map_set(forms, STR("f"), &def);
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        struct assess_record record = {
            .id = id_of(9),
            .account_id = id_of(AUTHOR),
            .form = STR("f"),
            .state = STR("submitted"),
            .answers = STR("{\"school\":\"Mill Lane\",\"faith.missing\":\"prefers_not\","
                           "\"source\":\"A neighbour\",\"kind\":\"b\",\"gone\":\"old\"}")};
        struct form_answers answers;

        ctx.actor = readers[i].actor;
        CHECK_OK(assess_hide(&ctx, &file, &record));
        CHECK_OK(form_answers_parse(&ctx, record.answers, &answers));
        for (size_t k = 0; k < 5; k++) {
            bool sees = readers[i].sees[k] == '+';
            const char *stored = k == 1 ? "faith.missing" : names[k];

            CHECK_INT(form_answer_is_hidden(&ctx, &answers, names[k]), !sees);
            CHECK_INT(str_given(form_answer(&answers, str_c(stored))), sees);
        }
        CHECK_INT(record.has_hidden, strchr(readers[i].sees, '-') != NULL);
    }
}
