/* core/pack_sample.c: sample answers of a pack, run through the same check as those of people. */
#include "base/num.h"
#include "core/form_live.h"
#include "core/pack_sheet.h"
#include "plat/os.h"

#define SAMPLE_MAX (1 << 20)
#define SAMPLE_NOW "2026-11-20T12:00:00Z" /* today, in all samples */

struct expected {
    struct str field, want;
    int line;
};

/* One case: the rows of a file that have the same text in the column case. */
struct sample {
    struct ctx ctx;
    const struct pack_form *def;
    struct form form;
    struct form_live *live;
    struct str name;
    LIST_OF(struct expected) expected;
};

static struct str error_of(const struct sample *c, struct str field)
{
    for (size_t i = 0; i < c->form.values.n; i++)
        if (str_eq(c->form.values.items[i].name, field))
            return c->form.values.items[i].error;
    return STR_NONE;
}

/* What a row expects of its field, and what came of it. */
static void check_expected(struct sheet *s, const struct sample *c, const struct expected *want)
{
    const char *field = str_z(s->loader->arena, want->field);
    const struct form_state *state = form_live_state(c->live, want->field);
    struct str error = error_of(c, want->field);
    struct str got = form_live_answer(c->live, want->field);

    s->line = want->line;
    if (!state && str_eq(want->want, STR("hidden")))
        return;
    if (!state)
        sheet_problem(s, "the form has no question \"%s\" with these answers", field);
    else if (str_eq(want->want, STR("hidden")) != !state->relevant)
        sheet_problem(s, "%s is %sasked with these answers", field, state->relevant ? "" : "not ");
    else if (!state->relevant)
        return;
    else if (str_eq(want->want, STR("error"))) {
        if (!str_given(error))
            sheet_problem(s, "%s is accepted as \"%.*s\", and an error was expected", field,
                          STR_ARG(got));
    } else if (!str_given(error) && !str_eq(want->want, got)) {
        sheet_problem(s, "%s is \"%.*s\", and \"%.*s\" was expected", field, STR_ARG(got),
                      STR_ARG(want->want));
    }
}

static bool error_is_expected(const struct sample *c, struct str field)
{
    for (size_t i = 0; i < c->expected.n; i++)
        if (str_eq(c->expected.items[i].field, field) &&
            str_eq(c->expected.items[i].want, STR("error")))
            return true;
    return false;
}

/* Of a repeat, as many as there are answers for. */
static struct str nothing(void *arg, struct str name, bool *ret_offered)
{
    const struct sample *c = arg;
    int64_t most = 0, k;

    *ret_offered = false;
    for (size_t i = 0; i < c->form.values.n; i++) {
        struct str rest = c->form.values.items[i].name, number = STR_NONE;

        if (!str_has_prefix(rest, name) || rest.n <= name.n || rest.p[name.n] != '/')
            continue;
        rest = str_from(rest, name.n + 1);
        if (str_split(&rest, '/', &number) && num_parse_range(number, 1, FORM_REPEAT_MAX, &k) == OK)
            most = k > most ? k : most;
    }
    return most ? str_fmt(c->ctx.arena, "%d", (int)most) : STR_NONE;
}

static void sample_end(struct sheet *s, struct sample *c)
{
    int line = s->line;

    if (!str_given(c->name))
        return;
    if (form_live_open(&c->ctx, c->def, &(struct form_source){nothing, c, STR_NONE}, &c->live) !=
        OK) {
        sheet_problem(s, "case \"%.*s\": the form cannot be computed", STR_ARG(c->name));
        return;
    }
    (void)!form_live_take(c->live, &c->form, &(struct form_part){.strict = true});
    for (size_t i = 0; i < c->expected.n; i++)
        check_expected(s, c, &c->expected.items[i]);
    s->line = line;
    for (size_t i = 0; i < c->form.values.n; i++) {
        const struct form_value *v = &c->form.values.items[i];

        if (str_given(v->error) && !error_is_expected(c, v->name))
            loader_problem(s->loader, s->path, "case \"%.*s\": %.*s: %.*s", STR_ARG(c->name),
                           STR_ARG(v->name), STR_ARG(v->error));
    }
}

static void sample_row(struct sheet *s, struct sample *c)
{
    struct arena *a = s->loader->arena;
    struct str name = sheet_cell(s, "name"), want = sheet_cell(s, "expect");

    if (str_given(sheet_cell(s, "typed")) || !str_given(want))
        LIST_ADD(a, &c->form.values,
                 ((struct form_value){.name = name, .typed = sheet_cell(s, "typed")}));
    if (!str_given(want))
        return;
    if (!pack_form_field(c->def, name))
        sheet_problem(s, "the form has no question \"%.*s\"", STR_ARG(name));
    else
        LIST_ADD(a, &c->expected, ((struct expected){name, want, s->line}));
}

/* All cases of one file. */
static int samples_of(struct loader *l, struct str path, const struct pack_form *form)
{
    static const char *const columns[] = {"!case", "!name", "!typed", "expect", NULL};
    struct sheet s;
    struct sample c = {0};
    int n = 0;

    if (!sheet_open(l, &s, path, columns))
        return 0;
    while (sheet_next(&s)) {
        struct str name = sheet_cell(&s, "case");

        if (!str_eq(name, c.name)) {
            sample_end(&s, &c);
            c = (struct sample){.name = name, .def = form};
            c.ctx = (struct ctx){.arena = l->arena, .pack = l->pack, .locale = locale_all[0]};
            c.ctx.tz_offset_min = l->pack->tz_offset_min;
            if (instant_parse(STR(SAMPLE_NOW), &c.ctx.now) != OK)
                return n;
            n++;
        }
        sample_row(&s, &c);
    }
    sample_end(&s, &c);
    return n;
}

enum err pack_sample_run(struct arena *a, struct pack *p, const char *dir, int *ret_n,
                         struct str *problems)
{
    struct os_names names = {0};
    struct map files;
    struct loader l = {.arena = a, .pack = p, .files = &files};
    const char *folder = str_fmt(a, "%s/tests", dir).p;
    enum err e = os_list_dir(a, folder, &names);

    *ret_n = 0;
    map_init(&files, a);
    buf_init(&l.problems, a, 64 << 10);
    if (e == E_NOT_FOUND)
        return OK;
    TRY(e);
    for (size_t i = 0; i < names.n; i++) {
        struct str name = names.items[i], path = str_cat(a, STR("tests/"), name);
        const struct pack_form *form = pack_form_find(p, str_slice(name, 0, name.n - 4));
        struct str *text = ARENA_NEW(a, struct str);

        if (str_has_suffix(name, STR(".scn")))
            continue; /* a case test: `alidade pack test` runs it */
        if (!str_has_suffix(name, STR(".csv")) || !form) {
            loader_problem(&l, path, "the name of a file of samples is that of a form, with .csv");
            continue;
        }
        TRY(os_read_file(a, str_fmt(a, "%s/%.*s", folder, STR_ARG(name)).p, SAMPLE_MAX, text));
        map_set(&files, path, text);
        *ret_n += samples_of(&l, path, form);
    }
    *problems = buf_str(&l.problems);
    return l.problem_n > 0 ? E_INVALID : OK;
}
