/* core/form_test.c: what people type against what was asked, and the boxes that show it again. */
#include "core/form.h"

#include "base/csv.h"
#include "base/test.h"
#include "core/core_tmpl.gen.h"
#include "core/form_parse.h"
#include "core/pack.h"
#include "core/view.h"
#include "plat/json.h"

static const struct field fields[] = {
    {"title", FIELD_LINE, .required = true},
    {"body", FIELD_TEXT, .max = 20},
    {"kind", FIELD_CODE, .codes = "kind", .required = true},
    {"many", FIELD_CODES, .codes = "many"},
    {"agree", FIELD_BOOL},
    {"safe", FIELD_YESNO, .unknown = true},
    {"children", FIELD_INT, .min = 0, .max = 30},
    {"born", FIELD_DATE, .past = true},
    {"seen", FIELD_DATETIME},
    {"file", FIELD_ID},
    {"faith", FIELD_LINE, .sensitive = true, .required = true},
    {"password", FIELD_SECRET},
    FIELDS_END,
};

static const struct pack *test_pack(struct test *t)
{
    static const char codes[] = "list,code,label:en,retired\nkind,visit,Visit,\nkind,call,Call,\n"
                                "kind,fax,Fax,yes\nmany,a,A,\nmany,b,B,\nmany,c,C,\n";
    struct pack *p = ARENA_NEW(t->arena, struct pack);
    struct pack_codes *list;
    struct csv_row row = {0};
    struct csv csv;

    map_init(&p->codes, t->arena);
    csv_init(&csv, t->arena, str_c(codes));
    while (csv_next(&csv, &row) == OK && row.n > 0) {
        list = map_get(&p->codes, row.items[0]);
        if (!list) {
            list = ARENA_NEW(t->arena, struct pack_codes);
            map_set(&p->codes, row.items[0], list);
        }
        LIST_ADD(t->arena, &list->codes,
                 ((struct pack_code){.code = row.items[1],
                                     .label = {{row.items[2]}},
                                     .retired = str_given(row.items[3])}));
    }
    return p;
}

static struct ctx test_ctx(struct test *t, const char *lang)
{
    struct ctx ctx = {.arena = t->arena, .pack = test_pack(t), .tz_offset_min = 120};

    ctx.locale = locale_find(str_c(lang));
    if (instant_parse(STR("2026-11-20T09:40:00Z"), &ctx.now) != OK)
        ctx.locale = NULL;
    return ctx;
}

/* Checks an urlencoded body against the fields above. */
static enum err check(struct ctx *ctx, const char *body, struct form *ret)
{
    *ret = (struct form){.fields = fields};
    TRY(form_parse_query(ctx->arena, str_c(body), &ret->values));
    return form_check(ctx, ret);
}

static struct str error_of(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, str_c(name)))
            return form->values.items[i].error;
    return STR("(no value)");
}

#define GOOD "title=T&kind=visit&faith=none"

TEST(form, accepts_what_was_asked)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;
    char id[ID_TEXT];

    CHECK_OK(check(&ctx,
                   "title=+Two+%0A+words+&body=l%C3%ADne%0D%0Atwo&kind=call&many=b&many=a&agree=1&"
                   "safe=not_known&children=%D9%A1%D9%A2&born.day=3&born.month=4&born.year=1987&"
                   "seen.day=19&seen.month=11&seen.year=2026&seen.time=9.05&"
                   "file=01932F8E-0000-7000-8000-0000000000AB&faith=x&password=+p+",
                   &f));
    CHECK_STR(form_text(&f, "title"), "Two   words");
    CHECK_STR(form_text(&f, "body"), "l\xC3\xADne\ntwo");
    CHECK_STR(form_code(&f, "kind"), "call");
    CHECK_STR(form_code(&f, "many"), "b a");
    CHECK(form_bool(&f, "agree"));
    CHECK_STR(form_code(&f, "safe"), "not_known");
    CHECK_INT(form_int(&f, "children", -1), 12);
    CHECK_STR(form_text(&f, "born"), "1987-04-03");
    CHECK_INT(form_date(&f, "born").day, date_from_ymd(1987, 4, 3).day);
    CHECK_STR(form_text(&f, "seen"), "2026-11-19T09:05:00+02:00");
    CHECK_INT(form_instant(&f, "seen").us,
              date_start(date_from_ymd(2026, 11, 19), 120).us + 545 * MINUTE_US);
    CHECK_STR(id_format(form_id(&f, "file"), id), "01932f8e-0000-7000-8000-0000000000ab");
    CHECK_STR(form_text(&f, "password"), " p ");
    CHECK_INT(form_errors(&ctx, &f).n, 0);
}

TEST(form, names_every_wrong_field)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;
    struct error_view_list errors;

    CHECK_ERR(check(&ctx,
                    "body=more+than+twenty+characters&kind=fax&many=a+z&safe=maybe&children=31&"
                    "born.day=30&born.month=2&born.year=2001&seen.day=1&file=12&password=%00",
                    &f),
              E_INVALID);
    errors = form_errors(&ctx, &f);
    CHECK_INT(errors.n, 10);
    CHECK_STR(errors.items[0].href, "#f-title");
    CHECK(str_find(errors.items[0].text, STR("title"), 0) >= 0);
    CHECK_STR(errors.items[6].href, "#f-born");
    CHECK_STR(str_c(ctx.fail.field), "title");
    CHECK_STR(form_text(&f, "kind"), "");
    CHECK_STR(form_typed(&f, "kind"), "fax");
}

TEST(form, checks_only_what_is_declared)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    CHECK_OK(check(&ctx, GOOD "&other=1", &f));
    CHECK_STR(form_typed(&f, "other"), "1");
    CHECK_STR(form_text(&f, "other"), "");
    CHECK(form_has(&f, "other"));
    CHECK(!form_has(&f, "body"));
    CHECK_INT(form_int(&f, "children", -1), -1);
    CHECK(!date_given(form_date(&f, "born")));
    CHECK(!id_given(form_id(&f, "file")));
}

TEST(form, keeps_a_retired_code_that_was_there)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    CHECK_ERR(check(&ctx, "title=T&faith=x&kind=fax", &f), E_INVALID);
    CHECK_OK(check(&ctx, "title=T&faith=x&kind=fax&kind.was=fax", &f));
    CHECK_ERR(check(&ctx, "title=T&faith=x&kind=telex&kind.was=telex", &f), E_INVALID);
}

TEST(form, lets_people_not_answer)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    CHECK_OK(check(&ctx, "title=T&kind=visit&faith.missing=prefers_not", &f));
    CHECK_STR(form_missing(&f, "faith"), "prefers_not");
    CHECK_STR(form_text(&f, "faith"), "");
    CHECK_STR(form_to_json(&ctx, &f, fields),
              "{\"title\":\"T\",\"kind\":\"visit\",\"faith.missing\":\"prefers_not\"}");
    CHECK_ERR(check(&ctx, "title=T&kind=visit&faith=", &f), E_INVALID);
    CHECK_ERR(check(&ctx, "title=T&kind=visit&faith=x&faith.missing=not_asked", &f), E_INVALID);
    CHECK_ERR(check(&ctx, "title=T&kind=visit&faith.missing=no", &f), E_INVALID);
    CHECK_STR(form_missing(&f, "faith"), "");
    /* A question that is not sensitive must be answered. */
    CHECK_ERR(check(&ctx, "title.missing=not_asked&kind=visit&faith=x", &f), E_INVALID);
}

static struct str typed_date(struct test *t, const char *lang, const char *boxes)
{
    struct ctx ctx = test_ctx(t, lang);
    struct form f;

    if (check(&ctx, str_fmt(t->arena, GOOD "&%s", boxes).p, &f) != OK)
        return STR("refused");
    return form_text(&f, "born");
}

TEST(form, reads_dates_as_people_write_them)
{
    CHECK_STR(typed_date(t, "en", "born=1987-04-03"), "1987-04-03");
    CHECK_STR(typed_date(t, "en", "born.day=03&born.month=04&born.year=1987"), "1987-04-03");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=Apr&born.year=1987"), "1987-04-03");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=APRIL&born.year=1987"), "1987-04-03");
    CHECK_STR(typed_date(t, "fr", "born.day=3&born.month=ao%C3%BBt&born.year=1987"), "1987-08-03");
    CHECK_STR(typed_date(t, "fr", "born.day=3&born.month=fevr.&born.year=1987"), "1987-02-03");
    CHECK_STR(typed_date(t, "fr", "born.day=3&born.month=jui&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "es", "born.day=3&born.month=septiembre&born.year=1987"), "1987-09-03");
    /* Arabic-Indic digits; a month as in Egypt, in the Levant, in Tunisia. */
    CHECK_STR(
        typed_date(t, "ar", "born.day=%D9%A3&born.month=%D9%A4&born.year=%D9%A1%D9%A9%D9%A8%D9%A7"),
        "1987-04-03");
    CHECK_STR(typed_date(t, "ar", "born.day=3&born.month=أبريل&born.year=1987"), "1987-04-03");
    CHECK_STR(typed_date(t, "ar", "born.day=3&born.month=كانون الثاني&born.year=1987"),
              "1987-01-03");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=جويلية&born.year=1987"), "1987-07-03");
    CHECK_STR(typed_date(t, "en", "born.day=&born.month=&born.year="), "");
}

TEST(form, refuses_dates_that_are_none)
{
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=4&born.year=87"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=4"), "refused");
    CHECK_STR(typed_date(t, "en", "born.month=4&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=31&born.month=4&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=29&born.month=2&born.year=1900"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=13&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=-3&born.month=4&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=ma&born.year=1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born.day=3&born.month=4&born.year=19870"), "refused");
    CHECK_STR(typed_date(t, "en", "born=3/4/1987"), "refused");
    CHECK_STR(typed_date(t, "en", "born=1987-04-03T00:00"), "refused");
    /* Not born yet; but tomorrow has begun where it is 00:10 already. */
    CHECK_STR(typed_date(t, "en", "born=2026-11-20"), "2026-11-20");
    CHECK_STR(typed_date(t, "en", "born=2026-11-21"), "refused");
}

TEST(form, says_in_words_what_to_do)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    CHECK_ERR(check(&ctx, GOOD "&born.day=3&born.month=4&born.year=87", &f), E_INVALID);
    CHECK_STR(error_of(&f, "born"),
              "“born” needs a year with four digits, for example 20 Nov 2026");
    CHECK_ERR(check(&ctx, GOOD "&children=40", &f), E_INVALID);
    CHECK_STR(error_of(&f, "children"), "“children” must be between 0 and 30");
    CHECK_ERR(check(&ctx,
                    GOOD "&body=%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78%78",
                    &f),
              E_INVALID);
    CHECK_STR(error_of(&f, "body"), "“body” must be 20 characters or fewer");
}

TEST(form, reads_times)
{
    static const struct {
        const char *typed, *want;
    } times[] = {
        {"9:40", "09:40"},
        {"09.40", "09:40"},
        {"0940", "09:40"},
        {"940", "09:40"},
        {"23h59", "23:59"},
        {"00:00", "00:00"},
        {"%D9%A9:%D9%A4%D9%A0", "09:40"},
        {"24:00", NULL},
        {"9", NULL},
        {"9:4", NULL},
        {"9:60", NULL},
        {"morning", NULL},
        {"", NULL},
        {"-9:40", NULL},
        {"9:40x", NULL},
    };
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        enum err e =
            check(&ctx,
                  str_fmt(t->arena, GOOD "&seen.day=2&seen.month=1&seen.year=2026&seen.time=%s",
                          times[i].typed)
                      .p,
                  &f);

        CHECK_ERR(e, times[i].want ? OK : E_INVALID);
        if (times[i].want)
            CHECK_STR(str_slice(form_text(&f, "seen"), 11, 16), times[i].want);
    }
    CHECK_OK(check(&ctx, GOOD "&seen=2026-01-02T03:04:05Z", &f));
    CHECK_STR(form_text(&f, "seen"), "2026-01-02T05:04:05+02:00");
    CHECK_OK(check(&ctx, GOOD "&seen=2026-01-02T03:04", &f));
    CHECK_STR(form_text(&f, "seen"), "2026-01-02T03:04:00+02:00");
    CHECK_ERR(check(&ctx, GOOD "&seen=2026-01-02", &f), E_INVALID);
}

TEST(form, shows_again_what_was_typed)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;
    struct field_view v;

    CHECK_ERR(check(&ctx, "kind=fax&born.day=x&born.year=19&children=many&password=p&many=b+z", &f),
              E_INVALID);
    v = form_field(&ctx, &f, fields, "children", STR("3"));
    CHECK_STR(v.value, "many");
    CHECK_STR(v.described_by, "f-children-e");
    v = form_field(&ctx, &f, fields, "born", STR("2001-02-03"));
    CHECK_STR(v.day, "x");
    CHECK_STR(v.month, "");
    CHECK_STR(v.year, "19");
    v = form_field(&ctx, &f, fields, "password", STR("old"));
    CHECK_STR(v.value, "");
    v = form_field(&ctx, &f, fields, "many", STR("a"));
    CHECK_INT(v.options.n, 3);
    CHECK(!v.options.items[0].chosen && v.options.items[1].chosen);
    CHECK_STR(v.options.items[0].id, "f-many");
    CHECK_STR(v.options.items[1].id, "f-many-2");
}

TEST(form, shows_what_is_on_record)
{
    struct ctx ctx = test_ctx(t, "en");
    struct field_view v = form_field(&ctx, NULL, fields, "born", STR("2001-02-03"));

    CHECK_STR(v.day, "3");
    CHECK_STR(v.month, "2");
    CHECK_STR(v.year, "2001");
    v = form_field(&ctx, NULL, fields, "seen", STR("2026-01-02T23:04:05Z"));
    CHECK_STR(v.day, "3");
    CHECK_STR(v.time, "01:04");
    /* One kind of digits a page. */
    ctx.locale = locale_find(STR("ar"));
    v = form_field(&ctx, NULL, fields, "born", STR("2001-02-03"));
    CHECK_STR(v.day, "٣");
    CHECK_STR(v.year, "٢٠٠١");
    ctx.locale = locale_find(STR("en"));
    /* A retired choice is offered to those who have it, to nobody else. */
    v = form_field(&ctx, NULL, fields, "kind", STR("fax"));
    CHECK_INT(v.options.n, 3);
    CHECK_STR(v.was, "fax");
    v = form_field(&ctx, NULL, fields, "kind", STR_NONE);
    CHECK_INT(v.options.n, 2);
    /* What was sent for another form of the page is not ours. */
    struct form other = {.fields = fields + 1, .sent = true};

    v = form_field(&ctx, &other, fields, "title", STR("mine"));
    CHECK_STR(v.value, "mine");
}

static struct str drawn(struct test *t, struct ctx *ctx, const struct form *form, const char *name)
{
    struct field_view v = form_field(ctx, form, fields, name, STR_NONE);
    struct view_env env = {.arena = t->arena, .locale = ctx->locale};
    struct buf out;

    buf_init(&out, t->arena, 1 << 16);
    return view_html(&tmpl_field, &v, &env, &out) == OK ? buf_str(&out) : STR_NONE;
}

#define HAS(html, text) CHECK(str_find((html), STR(text), 0) >= 0)
#define LACKS(html, text) CHECK(str_find((html), STR(text), 0) < 0)

TEST(form, draws_boxes)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;
    struct str html;

    CHECK_ERR(check(&ctx, "title=%22%3E&body=%3C%2Ftextarea%3E&kind=x&many=b", &f), E_INVALID);
    html = drawn(t, &ctx, &f, "title");
    HAS(html, "<label for=\"f-title\">title</label>");
    HAS(html, "value=\"&quot;&gt;\"");
    LACKS(html, "class=\"err\"");
    HAS(drawn(t, &ctx, &f, "body"), "&lt;/textarea&gt;</textarea>");
    html = drawn(t, &ctx, &f, "kind");
    HAS(html, "<fieldset class=\"field bad\" aria-describedby=\"f-kind-e\">");
    HAS(html, "id=\"f-kind-e\"");
    HAS(html, "<input type=\"radio\" id=\"f-kind\" name=\"kind\" value=\"visit\">");
    html = drawn(t, &ctx, &f, "many");
    HAS(html, "type=\"checkbox\" id=\"f-many-2\" name=\"many\" value=\"b\" checked>");
    HAS(html, "(optional)");
    HAS(drawn(t, &ctx, &f, "born"), "name=\"born.month\"");
    HAS(drawn(t, &ctx, &f, "born"), "data-date=\"20 11 2026\"");
    LACKS(drawn(t, &ctx, &f, "born"), "born.time");
    HAS(drawn(t, &ctx, &f, "seen"), "name=\"seen.time\"");
    HAS(drawn(t, &ctx, &f, "agree"), "name=\"agree\" value=\"1\"");
    HAS(drawn(t, &ctx, &f, "faith"), "<select id=\"f-faith-missing\" name=\"faith.missing\">");
    HAS(drawn(t, &ctx, &f, "faith"), "value=\"prefers_not\"");
    HAS(drawn(t, &ctx, &f, "password"), "type=\"password\"");
    HAS(drawn(t, &ctx, &f, "file"), "type=\"hidden\"");
}

TEST(form, puts_answers_into_words)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;
    struct json json;
    struct form_answers answers = {t->arena, &json};
    struct answer_view_list list;

    CHECK_OK(check(&ctx,
                   "title=T&kind=visit&many=a&many=c&safe=no&children=3&born=1987-04-03&agree=1&"
                   "faith.missing=not_known&password=secret",
                   &f));
    struct str text = form_to_json(&ctx, &f, fields);

    LACKS(text, "secret");
    CHECK_OK(json_parse(t->arena, text, &json));
    CHECK_STR(form_answer(&answers, STR("many")), "a c");
    list = form_answers_view(&ctx, fields, form_answer, &answers);
    CHECK_INT(list.n, 11);
    CHECK_STR(list.items[2].text, "Visit");
    CHECK_STR(list.items[3].text, "A\nC");
    CHECK_STR(list.items[4].text, "Yes");
    CHECK_STR(list.items[5].text, "No");
    CHECK_STR(list.items[7].text, "3 Apr 1987");
    CHECK(list.items[1].empty);
    CHECK_STR(list.items[10].text, "Does not know");
    /* What was checked comes back unchanged. */
    struct form again = {.fields = fields};

    CHECK_OK(form_parse_body(t->arena, STR("application/json"), text, &again.values));
    CHECK_OK(form_check(&ctx, &again));
    CHECK_STR(form_text(&again, "many"), "a c");
}

TEST(form, keeps_the_first_problem_of_a_field)
{
    struct ctx ctx = test_ctx(t, "en");
    struct form f;

    CHECK_OK(check(&ctx, GOOD, &f));
    CHECK_ERR(form_fail(&ctx, &f, "title", "form.not_utf8"), E_INVALID);
    CHECK_ERR(form_fail(&ctx, &f, "title", "form.required"), E_INVALID);
    CHECK(str_find(error_of(&f, "title"), STR("cannot be read"), 0) > 0);
    CHECK_ERR(form_fail(&ctx, &f, "", "form.problem"), E_INVALID);
    struct error_view_list errors = form_errors(&ctx, &f);

    CHECK_INT(errors.n, 2);
    CHECK_STR(errors.items[1].href, "");
}

TEST(form, keeps_answers_whose_question_is_gone)
{
    struct ctx ctx = test_ctx(t, "en");
    const struct pack_form def = {.fields = fields};
    struct form_answers answers;
    struct answer_view_list left;

    CHECK_OK(form_answers_parse(&ctx,
                                STR("{\"title\":\"T\",\"school\":\"Mill Lane\",\"faith.missing\":"
                                    "\"not_asked\",\"signs\":[\"a\",\"b\"]}"),
                                &answers));
    left = form_answers_left(&ctx, &def, &answers);
    CHECK_INT(left.n, 2);
    CHECK_STR(left.items[0].label, "school");
    CHECK_STR(left.items[0].text, "Mill Lane");
    CHECK_STR(left.items[1].text, "a b");
    CHECK_OK(form_answers_parse(&ctx, STR_NONE, &answers));
    CHECK_INT(form_answers_left(&ctx, &def, &answers).n, 0);
    CHECK_STR(form_answer(&answers, STR("title")), "");
    CHECK_ERR(form_answers_parse(&ctx, STR("[1]"), &answers), E_INVALID);
    CHECK_ERR(form_answers_parse(&ctx, STR("{"), &answers), E_INVALID);
}
