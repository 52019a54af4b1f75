/* assess/assess_test.c: sections of a form, what is offered of earlier answers, who may read what.
 */
#include "feature/assess/assess.h"

#include <string.h>

#include "base/test.h"
#include "core/authz.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_score.h"
#include "plat/json.h"

static const char survey[] =
    "type,name,label:en,required\n"
    "begin_group,s_a,First,\ndate,day,Day,yes\ntext,school,School,\n"
    "select_one kind,kind,Kind,yes\nend_group,,,\n"
    "begin_group,s_b,Second,\ntext,faith,Faith,\ntext,source,Source,\nnote,note,Note,\n"
    "select_one risk,risk,Risk,yes\nend_group,,,\n";

static struct field fields[] = {
    {"s_a", FIELD_SECTION},
    {"day", FIELD_DATE, .required = true, .past = true},
    {"school", FIELD_LINE},
    {"kind", FIELD_CODE, .codes = "kind", .required = true},
    {"s_b", FIELD_SECTION},
    {"faith", FIELD_LINE, .sensitive = true},
    {"source", FIELD_LINE, .sensitive = true, .restricted = true},
    {"note", FIELD_NOTE},
    {"risk", FIELD_CODE, .codes = "risk", .required = true},
    FIELDS_END,
};

static const struct pack_codes *shared_list(void *arg, struct str name)
{
    return pack_codes_find(arg, name);
}

/* The form as pack_form.c would make it; a field for each row. */
static struct pack_form form_of(struct ctx *ctx, const char *survey_of, struct field *fields_of)
{
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("f.csv"),
                                 .survey = str_c(survey_of),
                                 .shared = shared_list,
                                 .shared_arg = (void *)ctx->pack};
    struct form_model *model = NULL;
    struct str problems;

    if (form_model_read(ctx->arena, &sheets, &model, &problems) != OK)
        return (struct pack_form){0};
    for (size_t i = 1; i < model->items.n; i++) {
        fields_of[i - 1].item = model->items.items[i];
        fields_of[i - 1].label_text = &model->items.items[i]->label;
        model->items.items[i]->field = &fields_of[i - 1];
    }
    return (struct pack_form){.name = STR("f"),
                              .version = STR("1"),
                              .title = {{STR("Form")}},
                              .fields = fields_of,
                              .model = model,
                              .risk_field = STR("risk")};
}

static struct pack_form test_form(struct ctx *ctx)
{
    return form_of(ctx, survey, fields);
}

static void list_add(struct test *t, struct pack *pack, struct str name, bool sensitive)
{
    struct pack_codes *list = codes_new(t->arena, name);

    codes_add(t->arena, list, &(struct pack_code){.code = STR("a"), .label = {{STR("A")}}}, NULL,
              NULL);
    codes_add(t->arena, list,
              &(struct pack_code){.code = STR("b"), .label = {{STR("B")}}, .sensitive = sensitive},
              NULL, NULL);
    map_set(&pack->codes, name, list);
}

static struct ctx test_ctx(struct test *t)
{
    struct pack *pack = ARENA_NEW(t->arena, struct pack);

    map_init(&pack->codes, t->arena);
    list_add(t, pack, STR("kind"), true);
    list_add(t, pack, STR("risk"), false);
    return (struct ctx){.arena = t->arena, .pack = pack, .locale = locale_all[0]};
}

struct both {
    struct form_answers own, earlier;
};

/* Own answers, and in a section that was not seen those of an earlier record. */
static struct str either(void *arg, struct str name, bool *ret_offered)
{
    struct both *both = arg;
    struct str own = form_answer(&both->own, name), earlier = form_answer(&both->earlier, name);

    *ret_offered = !str_given(own) && str_given(earlier);
    return str_given(own) ? own : earlier;
}

static struct assess_answers answers_of(struct ctx *ctx, const struct pack_form *def,
                                        const char *own, const char *earlier, const char *seen)
{
    struct assess_answers a = {.ctx = ctx, .def = def, .seen = str_c(seen)};
    struct both both = {0};

    /* What does not parse leaves no answers, and the checks miss them. */
    if (form_answers_parse(ctx, str_c(own), &both.own) ||
        form_answers_parse(ctx, str_c(earlier), &both.earlier) ||
        form_live_open(ctx, def, &(struct form_source){either, &both, a.seen}, &a.live))
        return a;
    a.earlier = both.earlier;
    a.parts = assess_parts(ctx, def, form_live_fields(a.live));
    return a;
}

TEST(assess, divides_a_form_into_sections)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form(&ctx);
    struct assess_part_list parts = answers_of(&ctx, &def, "", "", "").parts;

    CHECK_INT(parts.n, 2);
    CHECK_STR(parts.items[0].name, "s_a");
    CHECK_STR(parts.items[1].title, "Second");
    CHECK_INT(parts.items[0].question_n, 3);
    CHECK_INT(parts.items[1].question_n, 3);
    CHECK(!assess_is_long(&def));
    CHECK_STR(assess_parts_all(&ctx, &def), "s_a s_b");
    CHECK_STR(assess_parts_add(&ctx, STR("s_a"), STR("s_a")), "s_a");
    CHECK(!assess_parts_have(STR("s_ab"), STR("s_a")));
}

TEST(assess, makes_no_page_of_what_stays_in_the_background)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form(&ctx);
    struct field some[] = {
        {"source", FIELD_HIDDEN}, {"s", FIELD_SECTION}, {"school", FIELD_LINE}, FIELDS_END};
    struct assess_part_list parts = assess_parts(&ctx, &def, some);

    CHECK_INT(parts.n, 1);
    CHECK_STR(parts.items[0].name, "s");
    some[0].type = FIELD_NOTE;
    CHECK_STR(assess_parts(&ctx, &def, some).items[0].name, "all");
}

TEST(assess, tells_how_far_a_section_has_come)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form(&ctx);
    static const struct {
        const char *own, *earlier, *seen;
        enum assess_progress want;
        int answered;
    } all[] = {
        {"", "", "", ASSESS_UNTOUCHED, 0},
        {"{\"school\":\"Mill Lane\"}", "", "", ASSESS_BEGUN, 1},
        {"{\"school\":\"Mill Lane\"}", "", "s_a", ASSESS_BEGUN, 1},
        {"{\"day\":\"2026-11-20\",\"kind\":\"a\"}", "", "", ASSESS_BEGUN, 2},
        {"{\"day\":\"2026-11-20\",\"kind\":\"a\"}", "", "s_a", ASSESS_COMPLETE, 2},
        {"", "{\"school\":\"Mill Lane\"}", "", ASSESS_OFFERED, 0},
    };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct assess_answers a = answers_of(&ctx, &def, all[i].own, all[i].earlier, all[i].seen);
        int n;

        CHECK_INT(assess_progress(&a, &a.parts.items[0], &n), all[i].want);
        CHECK_INT(n, all[i].answered);
        CHECK_INT(assess_is_earlier(&a, STR("school")), all[i].earlier[0] != 0);
    }
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
    struct pack_form def = test_form(&ctx);
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
            .form_version = STR("1"),
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

/* The answers of a record, as somebody in this role, who may read that much, gets them. */
static struct str hidden_of(struct ctx *ctx, const struct pack_form *def, enum role role,
                            enum assess_reader reader, const char *stored)
{
    struct str answers = str_c(stored);
    bool any;

    ctx->actor.role = role;
    return assess_hide_answers(ctx, def, reader, &answers, &any) == OK ? answers : STR_NONE;
}

TEST(assess, a_mark_does_not_depend_on_the_answer)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = test_form(&ctx);
    struct map *forms = &((struct pack *)ctx.pack)->forms;
    static const char *const stored[] = {"{\"kind\":\"a\"}", "{\"kind\":\"b\"}", "{}"};

    map_init(forms, t->arena);
    map_set(forms, STR("f"), &def);
    for (size_t i = 0; i < 3; i++)
        CHECK_STR(hidden_of(&ctx, &def, ROLE_COORDINATOR, ASSESS_PLAIN, stored[i]),
                  hidden_of(&ctx, &def, ROLE_COORDINATOR, ASSESS_PLAIN, stored[0]).p);
    CHECK_STR(hidden_of(&ctx, &def, ROLE_WORKER, ASSESS_ALL, stored[0]), "{\"kind\":\"a\"}");
    CHECK(!assess_is_for_all(&ctx, pack_form_field(&def, STR("kind"))));
    CHECK(!assess_is_for_all(&ctx, pack_form_field(&def, STR("faith"))));
    CHECK(assess_is_for_all(&ctx, pack_form_field(&def, STR("risk"))));
}

static const char roles_survey[] =
    "type,name,label:en,relevant,repeat_count,choice_filter,alidade:readers\n"
    "text,who,Who,,,,supervisor\ninteger,n,How many,,,,supervisor\n"
    "text,why,Why,${who} != '',,,\n"
    "begin_repeat,child,Child,,${n},,\ntext,age,Age,,,,\nend_repeat,,,,,,\n"
    "select_one risk,level,Level,,,name != ${who},\ntext,free,Free,,,,\n";

static struct field roles_fields[] = {
    {"who", FIELD_LINE},       {"n", FIELD_INT},
    {"why", FIELD_LINE},       {"child", FIELD_INSTANCE},
    {"child/age", FIELD_LINE}, {"level", FIELD_CODE, .codes = "risk"},
    {"free", FIELD_LINE},      FIELDS_END,
};

/* Who may read everything but is in another role may not learn it from what was asked after it. */
/* Two children, of whom one has a doctor, and no visit of the other: the marks are the same. */
TEST(assess, a_mark_in_a_repeat_does_not_depend_on_the_answer)
{
    static struct field fields_of[] = {
        {"child", FIELD_INSTANCE},
        {"child/called", FIELD_LINE},
        {"child/doctor", FIELD_LINE, .sensitive = true},
        {"child/visit", FIELD_INSTANCE},
        {"child/visit/why", FIELD_LINE, .sensitive = true},
        {"child/visit/on", FIELD_LINE},
        FIELDS_END,
    };
    struct ctx ctx = test_ctx(t);
    struct pack_form def =
        form_of(&ctx,
                "type,name,label:en\nbegin_repeat,child,Child\ntext,called,Name\n"
                "text,doctor,Doctor\nbegin_repeat,visit,Visit\ntext,why,Why\n"
                "text,on,On\nend_repeat,,\nend_repeat,,\n",
                fields_of);
    struct str some = STR(
        "{\"child/1/called\":\"Mona\",\"child/1/doctor\":\"Dr No\",\"child/1/visit/1/why\":\"ill\","
        "\"child/1/visit\":\"2\",\"child/2/visit\":\"0\",\"child\":\"2\"}");
    struct str none = STR("{\"child/1/called\":\"Mona\",\"child/1/visit\":\"2\",\"child/2/"
                          "visit\":\"0\",\"child\":\"2\"}");
    static const char *const marked[] = {"child/1/doctor", "child/2/doctor", "child/1/visit/1/why",
                                         "child/1/visit/2/why"};
    struct str *const both[] = {&some, &none};
    bool any;

    for (size_t i = 0; i < 2; i++) {
        struct form_answers left;

        CHECK_OK(assess_hide_answers(&ctx, &def, ASSESS_PLAIN, both[i], &any));
        CHECK(any);
        CHECK_OK(form_answers_parse(&ctx, *both[i], &left));
        for (size_t k = 0; k < sizeof marked / sizeof *marked; k++)
            CHECK(form_answer_is_hidden(&ctx, &left, marked[k]));
        CHECK(!form_answer_is_hidden(&ctx, &left, "child/2/visit/1/why"));
        CHECK_INT(left.json->n, 8);
        CHECK_STR(form_answer(&left, STR("child/1/doctor")), "");
    }
}

TEST(assess, what_is_for_some_roles_gives_nothing_away)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = form_of(&ctx, roles_survey, roles_fields);
    struct map *forms = &((struct pack *)ctx.pack)->forms;
    static const char stored[] = "{\"who\":\"x\",\"n\":\"1\",\"why\":\"y\",\"child\":\"1\","
                                 "\"child/1/age\":\"4\",\"level\":\"a\",\"free\":\"z\"}";
    static const char *const depend[] = {"why", "child", "child/age", "level"};

    CHECK(def.model);
    if (!def.model)
        return;
    map_init(forms, t->arena);
    map_set(forms, STR("f"), &def);
    CHECK_STR(hidden_of(&ctx, &def, ROLE_WORKER, ASSESS_ALL, stored),
              "{\"who.hidden\":\"1\",\"n.hidden\":\"1\",\"free\":\"z\"}");
    CHECK_STR(hidden_of(&ctx, &def, ROLE_SUPERVISOR, ASSESS_PLAIN, stored), stored);
    /* The journal is read in all roles, whoever writes. */
    for (size_t i = 0; i < sizeof depend / sizeof depend[0]; i++)
        CHECK_INT(assess_reader_asked(&ctx, &def, pack_form_field(&def, str_c(depend[i]))),
                  ASSESS_NOBODY);
    CHECK_INT(assess_reader_asked(&ctx, &def, pack_form_field(&def, STR("free"))), ASSESS_PLAIN);
    CHECK(!assess_is_for_all(&ctx, pack_form_field(&def, STR("who"))));
}

static const char risk_survey[] =
    "type,name,label:en,calculation,relevant,alidade:proposal,alidade:readers\n"
    "calculate,score,,'b',,,\nselect_one risk,risk,Risk,,,score,\n"
    "text,other,Why otherwise,,${risk} != ${score},,supervisor\ntext,reason,Reason,,,,\n";

static struct field risk_fields[] = {
    {"score", FIELD_COMPUTED},
    {"risk", FIELD_CODE, .codes = "risk"},
    {"other", FIELD_TEXT},
    {"reason", FIELD_TEXT},
    FIELDS_END,
};

TEST(assess, a_text_for_some_roles_is_no_reason_in_the_journal)
{
    struct ctx ctx = test_ctx(t);
    struct pack_form def = form_of(&ctx, risk_survey, risk_fields);
    struct form form = {.fields = risk_fields};
    struct assess_deviation deviation;
    struct assess_answers a;

    def.risk_reason_field = STR("reason");
    a = answers_of(&ctx, &def, "{\"risk\":\"a\",\"other\":\"only for some\"}", "", "");
    CHECK(a.live);
    if (!a.live)
        return;
    CHECK_ERR(assess_proposal_check(a.live, &def, &form, &deviation), E_INVALID);
    form.values.n = 0;
    LIST_ADD(t->arena, &form.values,
             ((struct form_value){.name = STR("reason"), .value = STR("For all")}));
    CHECK_OK(assess_proposal_check(a.live, &def, &form, &deviation));
    CHECK_STR(deviation.proposed, "b");
    CHECK_STR(deviation.reason, "For all");
    ((struct form_item *)risk_fields[2].item)->readers = STR_NONE;
    CHECK_OK(assess_proposal_check(a.live, &def, &form, &deviation));
    CHECK_STR(deviation.reason, "only for some");
    ((struct form_item *)risk_fields[0].item)->readers = STR("supervisor");
    CHECK_OK(assess_proposal_check(a.live, &def, &form, &deviation));
    CHECK(!str_given(deviation.proposed));
}
