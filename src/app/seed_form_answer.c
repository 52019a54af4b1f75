/* app/seed_form_answer.c: a believable answer to a question of a form: what the programme's words
 * say of it, else by its type. Scores tend to get better from one time to the next; most other
 * answers stay. */
#include "app/seed_form.h"
#include "base/num.h"
#include "core/pack.h"

#define STAYS 94       /* of a hundred answers that are no score */
#define PREFERS_NOT 10 /* of a hundred sensitive questions */
#define SAYS_MORE 50   /* of a hundred texts that need not be */
#define CODES_MAX 64

/* Lists whose codes are in an order, and whether the last one is the best. */
static const struct {
    const char *list;
    bool upwards;
} ladders[] = {{"score", true},
               {"skill", true},
               {"need_level", false},
               {"limit", false},
               {"threat_level", false}};

/* ---- choices -------------------------------------------------------------------------------- */

static bool is_no_answer(struct str code)
{
    return str_eq(code, STR("not_known")) || str_eq(code, STR("other"));
}

static size_t offered(struct seed_filling *f, const struct field *field,
                      const struct pack_code *ret[CODES_MAX])
{
    const struct pack_codes *list = field_list(f->s->ctx, field);
    size_t all = field->offered ? field->offered->n : list ? list->codes.n : 0, n = 0;

    for (size_t i = 0; i < all && n < CODES_MAX; i++) {
        const struct pack_code *code =
            field->offered ? field->offered->items[i] : &list->codes.items[i];

        if (!code->retired && !is_no_answer(code->code))
            ret[n++] = code;
    }
    return n;
}

static struct str code_pick(struct seed_filling *f, const struct field *field)
{
    const struct pack_code *codes[CODES_MAX];
    size_t n = offered(f, field, codes);

    return n ? codes[seed_pick(f->s, (uint32_t)n)]->code : STR_NONE;
}

/* One or two; "none" and "nobody" stand alone. */
static struct str codes_pick(struct seed_filling *f, const struct field *field)
{
    struct str one = code_pick(f, field), two = code_pick(f, field);
    struct str none = STR("none"), nobody = STR("nobody");

    if (str_eq(one, two) || str_eq(one, none) || str_eq(two, none) || str_eq(one, nobody) ||
        str_eq(two, nobody) || seed_chance(f->s, 50))
        return one;
    return str_fmt(f->s->ctx->arena, "%.*s %.*s", STR_ARG(one), STR_ARG(two));
}

/* -1: its list has no order. */
static int ladder_of(const struct seed_filling *f, const struct field *field)
{
    const struct pack_codes *list = field->type == FIELD_CODE ? field_list(f->s->ctx, field) : NULL;

    for (size_t i = 0; list && i < sizeof ladders / sizeof ladders[0]; i++)
        if (str_eq(list->name, str_c(ladders[i].list)))
            return (int)i;
    return -1;
}

static struct str rung_pick(struct seed_filling *f, const struct field *field, bool upwards,
                            struct str before)
{
    const struct pack_code *codes[CODES_MAX];
    uint32_t n = (uint32_t)offered(f, field, codes), at = n, luck;

    if (n == 0)
        return STR_NONE;
    /* Counted from the worst. */
    for (uint32_t i = 0; i < n; i++)
        if (str_eq(codes[i]->code, before))
            at = upwards ? i : n - 1 - i;
    luck = seed_pick(f->s, 100);
    if (at == n)
        at = (seed_pick(f->s, n) + seed_pick(f->s, n) + n % 2) / 2;
    else if (luck < 45 && at + 1 < n)
        at++;
    else if (luck > 93 && at > 0)
        at--;
    return codes[upwards ? at : n - 1 - at]->code;
}

/* ---- words ---------------------------------------------------------------------------------- */

static struct str tail_of(struct str name)
{
    size_t slash = name.n;

    while (slash > 0 && name.p[slash - 1] != '/')
        slash--;
    return str_from(name, slash);
}

static const struct seed_fact *fact_of(struct seed_filling *f, struct str name)
{
    const struct seed_fact *found = NULL;

    for (const struct seed_fact *fact = seed_words(f->s)->facts; fact->question; fact++) {
        if (str_eq(name, str_c(fact->question)))
            return fact;
        if (!found && str_eq(tail_of(name), str_c(fact->question)))
            found = fact;
    }
    return found;
}

static struct str line_of(struct seed_filling *f, struct str name)
{
    struct seed_said said = {NULL, NULL};
    uint32_t n = 0;

    for (const struct seed_line *line = seed_words(f->s)->lines; line->question; line++)
        if (str_eq(tail_of(name), str_c(line->question)) && seed_pick(f->s, ++n) == 0)
            said = line->said;
    return n ? seed_say(f->arabic, said) : STR_NONE;
}

static struct str date_in(struct seed_filling *f, int64_t days)
{
    struct ctx *ctx = f->s->ctx;
    char text[11];

    return str_dup(
        ctx->arena,
        date_format(date_add_days(date_of(ctx->now, ctx->tz_offset_min), (int)days), text));
}

static struct str age_of(struct seed_filling *f)
{
    struct ctx *ctx = f->s->ctx;
    struct person client;
    int64_t born, today;

    if (person_load(ctx, f->file->person_id, &client) != OK)
        return STR_NONE;
    born = client.birth_date.day;
    today = date_of(ctx->now, ctx->tz_offset_min).day;
    return str_fmt(ctx->arena, "%d", (int)((today - born) / 365.25));
}

static struct str word(struct seed_filling *f, struct str what)
{
    struct arena *a = f->s->ctx->arena;
    struct person somebody;
    int64_t days = 0;

    if (str_eq(what, STR("@client")))
        return f->file->client_name;
    if (str_eq(what, STR("@worker")))
        return f->s->ctx->actor.name;
    if (str_eq(what, STR("@age")))
        return age_of(f);
    if (str_eq(what, STR("@drawn")))
        return STR("M120 560 190 330 250 600 330 400 410 610 M470 540 620 450 700 580 860 470");
    if (str_eq(what, STR("@name")) || str_eq(what, STR("@given"))) {
        somebody = seed_person(f->s, f->arabic, false);
        if (str_eq(what, STR("@given")))
            return somebody.given_name;
        return str_fmt(a, "%.*s %.*s", STR_ARG(somebody.given_name), STR_ARG(somebody.family_name));
    }
    if (!str_has_prefix(what, STR("@days")))
        return what;
    what = str_from(what, str_has_prefix(what, STR("@days+")) ? 6 : 5);
    (void)!num_parse_i64(what, &days);
    return date_in(f, days);
}

static struct str fact_pick(struct seed_filling *f, const struct seed_fact *fact)
{
    struct str rest = str_c(fact->words), one, picked = STR_NONE;
    uint32_t n = 0;

    while (str_split(&rest, ' ', &one))
        if (seed_pick(f->s, ++n) == 0)
            picked = one;
    return word(f, picked);
}

/* ---- by type -------------------------------------------------------------------------------- */

/* What is required only sometimes is not said at other times. */
static struct str text_pick(struct seed_filling *f, const struct field *field)
{
    const struct seed_words *words = seed_words(f->s);
    struct str line = line_of(f, str_c(field->name));
    bool may = !(field->item && field->item->required) && seed_chance(f->s, SAYS_MORE);

    if (!field->required && !may)
        return STR_NONE;
    if (str_given(line) || (field->type == FIELD_LINE && !field->required))
        return line;
    return seed_say(f->arabic, words->remarks[seed_pick(f->s, words->remark_n)]);
}

static struct str now_text(struct seed_filling *f)
{
    char text[21];

    return str_dup(f->s->ctx->arena, instant_format(f->s->ctx->now, text));
}

static struct str typed_for(struct seed_filling *f, const struct field *field)
{
    switch (field->type) {
    case FIELD_LINE:
    case FIELD_TEXT:
        return text_pick(f, field);
    case FIELD_CODE:
        return code_pick(f, field);
    case FIELD_CODES:
        return codes_pick(f, field);
    case FIELD_YESNO:
        return seed_chance(f->s, 35) ? STR("yes") : STR("no");
    case FIELD_BOOL:
        return field->required || seed_chance(f->s, 50) ? STR("1") : STR_NONE;
    case FIELD_INT:
        return str_fmt(f->s->ctx->arena, "%d", 1 + (int)seed_pick(f->s, 5));
    case FIELD_DATE:
        return field->required ? date_in(f, 0) : STR_NONE;
    case FIELD_DATETIME:
        return field->required ? now_text(f) : STR_NONE;
    case FIELD_SIGNATURE:
        return f->file->client_name;
    default:
        return STR_NONE;
    }
}

/* Of the last time; texts are written anew, and so is the day. */
static struct str kept(struct seed_filling *f, const struct field *field)
{
    struct str before = form_answer(&f->before, str_c(field->name));
    bool same = field->type != FIELD_TEXT && !(field->type == FIELD_DATE && field->required) &&
                field->type != FIELD_DATETIME;

    return same && seed_chance(f->s, STAYS) ? before : STR_NONE;
}

static bool was_refused(const struct seed_filling *f, struct str name)
{
    for (size_t i = 0; i < f->typed.n; i++)
        if (str_eq(f->typed.items[i].name, name))
            return f->typed.items[i].refused;
    return false;
}

/* What the form offers by itself: a day, an answer from another form, its proposal. */
static struct str proposed(struct seed_filling *f, const struct field *field)
{
    const struct form_state *state = form_live_state(f->live, str_c(field->name));
    struct str proposal = STR_NONE;

    if (field->item && str_given(field->item->proposal))
        proposal = form_live_answer(f->live, field->item->proposal);
    if (str_given(proposal))
        return proposal;
    return state && state->offered ? form_live_answer(f->live, str_c(field->name)) : STR_NONE;
}

struct str seed_answer(struct seed_filling *f, const struct field *field, struct str *ret_missing)
{
    struct str name = str_c(field->name);
    const struct seed_fact *fact = fact_of(f, name);
    struct str before = form_answer(&f->before, name);
    int ladder = ladder_of(f, field);
    bool again = was_refused(f, name);
    struct str given = again ? STR_NONE : proposed(f, field);

    if (str_given(given))
        return given;
    if (field->sensitive && field_list(f->s->ctx, field) && seed_chance(f->s, PREFERS_NOT)) {
        *ret_missing = STR("prefers_not");
        return STR_NONE;
    }
    if (ladder >= 0 && (str_given(before) || !fact))
        return rung_pick(f, field, ladders[ladder].upwards, before);
    if (!again && str_given(given = kept(f, field)))
        return given;
    if (fact)
        return fact_pick(f, fact);
    /* Without a proposal the case stays as urgent as it is. */
    const struct pack_codes *list = field_list(f->s->ctx, field);

    if (list && str_eq(list->name, STR("risk")) && !again)
        return f->file->risk;
    return typed_for(f, field);
}
