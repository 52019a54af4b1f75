/* tests/fuzz/fuzz_form.c: any bytes as the body of a form. Whatever is accepted is what the
 * declaration asks for, survives a round trip through JSON, and can be drawn again. */
#include "base/utf8.h"
#include "core/core_tmpl.gen.h"
#include "core/form.h"
#include "core/form_parse.h"
#include "core/pack.h"
#include "core/view.h"
#include "must.h"
#include "plat/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Short names: the fuzzer finds them sooner. */
static const struct field fields[] = {
    {"a", FIELD_LINE, .required = true, .max = 5},
    {"b", FIELD_TEXT},
    {"c", FIELD_CODE, .codes = "k"},
    {"d", FIELD_CODES, .codes = "k"},
    {"e", FIELD_BOOL},
    {"f", FIELD_YESNO, .unknown = true},
    {"g", FIELD_INT, .min = -3, .max = 300},
    {"h", FIELD_DATE, .past = true},
    {"i", FIELD_DATETIME},
    {"j", FIELD_ID},
    {"k", FIELD_LINE, .sensitive = true, .required = true},
    {"l", FIELD_SECRET, .max = 8},
    {"m", FIELD_DATE, .sensitive = true},
    FIELDS_END,
};

static struct pack_code codes[] = {
    {.code = {"x", 1}, .label = {{{"X", 1}}}},
    {.code = {"yy", 2}, .label = {{{"Y", 1}}}},
    {.code = {"z", 1}, .label = {{{"Z", 1}}}, .retired = true},
};
static struct pack_codes list = {.name = {"k", 1}, .codes = {codes, 3, 3}};

static bool is_code(struct str s)
{
    return str_eq(s, STR("x")) || str_eq(s, STR("yy")) || str_eq(s, STR("z"));
}

/* What the getters give after a form was accepted. */
static void check_accepted(const struct form *f)
{
    struct str rest = form_code(f, "d"), code;
    struct str name = form_text(f, "a");
    int64_t g = form_int(f, "g", 0);

    MUST(str_given(name) && utf8_length(name) <= 5 && str_find(name, STR("\n"), 0) < 0);
    MUST(utf8_length(form_text(f, "b")) <= FIELD_TEXT_MAX);
    MUST(!str_given(form_code(f, "c")) || is_code(form_code(f, "c")));
    while (str_split(&rest, ' ', &code))
        MUST(is_code(code));
    MUST(str_eq(form_text(f, "e"), STR("1")) || !str_given(form_text(f, "e")));
    MUST(g >= -3 && g <= 300);
    MUST(!str_given(form_text(f, "h")) || date_given(form_date(f, "h")));
    MUST(date_cmp(form_date(f, "h"), date_from_ymd(2026, 11, 20)) <= 0);
    MUST(!str_given(form_text(f, "j")) || form_text(f, "j").n == 36);
    MUST(str_given(form_text(f, "k")) != str_given(form_missing(f, "k")));
    MUST(!str_given(form_text(f, "m")) || !str_given(form_missing(f, "m")));
    MUST(utf8_length(form_text(f, "l")) <= 8);
}

static void check_round_trip(struct ctx *ctx, const struct form *f)
{
    struct form again = {.fields = fields};
    struct str json = form_to_json(ctx, f, fields);

    MUST(utf8_is_valid(json));
    MUST(form_parse_body(ctx->arena, STR("application/json"), json, &again.values) == OK);
    /* Retired codes are accepted because the record has them. */
    LIST_ADD(ctx->arena, &again.values,
             ((struct form_value){.name = STR("c.was"), .typed = STR("z")}));
    LIST_ADD(ctx->arena, &again.values,
             ((struct form_value){.name = STR("d.was"), .typed = STR("z")}));
    MUST(form_check(ctx, &again) == OK);
    for (const struct field *field = fields; field->name; field++)
        if (field->type != FIELD_SECRET)
            MUST(str_eq(form_text(f, field->name), form_text(&again, field->name)));
}

static void draw(struct ctx *ctx, const struct form *f)
{
    struct view_env env = {.arena = ctx->arena, .locale = ctx->locale};
    struct field_view_list views = form_fields(ctx, f, fields, NULL, NULL);
    struct buf out;

    buf_init(&out, ctx->arena, 8 << 20);
    for (size_t i = 0; i < views.n; i++)
        MUST(view_html(&tmpl_field, &views.items[i], &env, &out) == OK);
    MUST(utf8_is_valid(buf_str(&out)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"application/x-www-form-urlencoded", "application/json",
                                        "multipart/form-data; boundary=b"};
    struct ctx ctx = {.arena = arena_new(64 << 20), .tz_offset_min = 60};
    struct pack pack = {0};
    struct form form = {.fields = fields};
    int how = size > 0 ? data[0] : 0;
    struct str body = {(const char *)data + 1, size > 0 ? size - 1 : 0};

    map_init(&pack.codes, ctx.arena);
    map_set(&pack.codes, list.name, &list);
    ctx.pack = &pack;
    ctx.locale = locale_all[how / 3 % 4];
    MUST(instant_parse(STR("2026-11-20T09:40:00Z"), &ctx.now) == OK);
    if (form_parse_body(ctx.arena, str_c(types[how % 3]), body, &form.values) == OK) {
        if (form_check(&ctx, &form) == OK) {
            check_accepted(&form);
            check_round_trip(&ctx, &form);
            MUST(form_errors(&ctx, &form).n == 0);
        } else {
            MUST(form_errors(&ctx, &form).n > 0);
        }
        draw(&ctx, &form);
    }
    arena_free(ctx.arena);
    return 0;
}
