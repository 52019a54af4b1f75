/* core/pack_load.c: a pack's CSV files into struct pack. Reading goes on after a problem, so that
 * the author sees all of them at once; the form sheets are read and checked by pack_form.c. */
#include <string.h>

#include "core/form_model.h"
#include "core/pack_sheet.h"
#include "plat/os.h"

#define FILE_MAX (4 << 20)
#define PROBLEM_BYTES_MAX (64 << 10)
#define CODES_ORDER_FROM (1u << 24) /* behind the nodes of any form */

static const struct str pack_csv = {"pack.csv", 8};
static const struct str base_csv = {"base/codes.csv", 14};
static const struct str codes_csv = {"codes.csv", 9};
static const struct str phases_csv = {"phases.csv", 10};
static const struct str steps_csv = {"steps.csv", 9};
static const struct str forms_csv = {"forms.csv", 9};
/* A pack may leave these out. */
static const struct str more_csv[] = {
    {"clocks.csv", 10}, {"holidays.csv", 12}, {"plan_templates.csv", 18}, {"letters.csv", 11},
    {"roles.csv", 9},   {"kpis.csv", 8},      {"chronology.csv", 14}};

/* The list that a row belongs to. A pack's list of the same name takes the place of a shared one.
 */
static struct pack_codes *list_for(struct sheet *s, struct str name)
{
    struct loader *l = s->loader;
    struct pack_codes *known = map_get(&l->pack->codes, name), *list;
    bool is_base = str_eq(s->path, base_csv);

    if (known && (is_base || known->base != known))
        return known;
    list = codes_new(l->arena, name);
    list->base = is_base ? list : known;
    map_set(&l->pack->codes, name, list);
    return list;
}

static void read_code(struct sheet *s)
{
    struct loader *l = s->loader;
    struct str name = sheet_cell(s, "list"), code = sheet_cell(s, "code");
    struct pack_codes *list;

    if (!pack_name_ok(name)) {
        sheet_problem(s, "list \"%.*s\" is not a name; use a-z, 0-9 and _", STR_ARG(name));
        return;
    }
    if (!pack_code_ok(code)) {
        sheet_problem(s, "code \"%.*s\" is not a code; use a-z, 0-9, _ and -", STR_ARG(code));
        return;
    }
    list = list_for(s, name);
    if (pack_code_find(l->pack, name, code)) {
        sheet_problem(s, "the list %.*s has the code %.*s twice; delete one row", STR_ARG(name),
                      STR_ARG(code));
        return;
    }
    codes_add(l->arena, list,
              &(struct pack_code){.code = code,
                                  .label = sheet_need_text(s, "label"),
                                  .group = sheet_cell(s, "group"),
                                  .sensitive = sheet_yes(s, "sensitive"),
                                  .retired = sheet_yes(s, "retired"),
                                  .line = s->line},
              &s->header, &s->row);
}

void pack_codes_read(struct loader *l, struct str path)
{
    static const char *const columns[] = {"!list",     "!code",   "!label:*", "group",
                                          "sensitive", "retired", "*",        NULL};
    struct sheet s;

    if (!sheet_open(l, &s, path, columns))
        return;
    for (size_t i = 0; i < s.header.n; i++)
        if (!pack_has_word(STR("list code group sensitive retired"), s.header.items[i]) &&
            str_find(s.header.items[i], STR(":"), 0) < 0)
            LIST_ADD(l->arena, &l->columns, s.header.items[i]);
    while (sheet_next(&s))
        read_code(&s);
}

/* What choice_filter sees of the codes needs an order among all lists. */
static void number_codes(struct loader *l)
{
    uint32_t order = CODES_ORDER_FROM;

    for (size_t i = 0; i < l->pack->codes.n; i++)
        order = codes_number(l->pack->codes.entries[i].value, order);
}

/* The program knows the codes of a shared list: a pack may say them otherwise, not leave them out.
 */
static void check_base_codes(struct loader *l)
{
    for (size_t i = 0; i < l->pack->codes.n; i++) {
        const struct pack_codes *list = l->pack->codes.entries[i].value;

        for (size_t k = 0; list->base && k < list->base->codes.n; k++) {
            struct str code = list->base->codes.items[k].code;

            if (!pack_code_find(l->pack, list->name, code))
                loader_problem(l, codes_csv, "the list %.*s needs the code %.*s; add a row for it",
                               STR_ARG(list->name), STR_ARG(code));
        }
    }
}

enum phase sheet_phase(struct sheet *s)
{
    struct str code = sheet_cell(s, "phase");
    enum phase phase = PHASE_INTAKE;

    if (phase_parse(code, &phase) != OK)
        sheet_problem(s,
                      "there is no phase \"%.*s\"; the seven are intake, assessment, planning, "
                      "implementation, monitoring, evaluation and closure",
                      STR_ARG(code));
    return phase;
}

static void read_phases(struct loader *l)
{
    static const char *const columns[] = {"!phase", "!label:*", "why:*", NULL};
    struct sheet s;
    bool seen[PHASE_N] = {false};

    if (!sheet_open(l, &s, phases_csv, columns))
        return;
    while (sheet_next(&s)) {
        enum phase phase = sheet_phase(&s);

        if (seen[phase])
            sheet_problem(&s, "the phase %.*s stands here twice; delete one row",
                          STR_ARG(phase_code(phase)));
        seen[phase] = true;
        l->pack->phases[phase].label = sheet_need_text(&s, "label");
        l->pack->phases[phase].why = sheet_text(&s, "why");
        l->pack->phases[phase].line = s.line;
    }
    for (int i = 0; i < PHASE_N; i++)
        if (!seen[i])
            loader_problem(l, phases_csv, "the phase %.*s is missing; a pack names all seven",
                           STR_ARG(phase_code((enum phase)i)));
}

static enum step_who read_who(struct sheet *s)
{
    static const char *const names[] = {"worker", "supervisor", "family", "provider"};
    struct str cell = sheet_cell(s, "who");

    for (int i = 0; i < 4; i++)
        if (str_eq(cell, str_c(names[i])))
            return (enum step_who)i;
    sheet_problem(s, "who is \"%.*s\"; write worker, supervisor, family or provider",
                  STR_ARG(cell));
    return WHO_WORKER;
}

/* Below the case, without a way out of it. */
static bool link_ok(struct str link)
{
    for (size_t i = 0; i < link.n; i++) {
        char c = link.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || memchr("_-/?=#&", c, 7)))
            return false;
    }
    return link.n == 0 || (link.p[0] != '/' && str_find(link, STR("//"), 0) < 0);
}

static bool form_has_event(const struct pack *p, struct str event)
{
    for (size_t i = 0; i < p->forms.n; i++)
        if (str_eq(((struct pack_form *)p->forms.entries[i].value)->event, event))
            return true;
    return false;
}

/* One word of done_about: the form or the kind of note that the event has to be about. */
static void check_done_about(struct sheet *s, const struct pack_step *step, struct str about)
{
    const struct pack *p = s->loader->pack;
    const struct pack_form *form = pack_form_find(p, about);

    if (!str_given(step->done_by))
        sheet_problem(s, "done_about is filled in but done_by is not");
    else if (str_eq(step->done_by, STR("contact.made")) && !pack_is_contact(p, about))
        sheet_problem(s,
                      "done_about \"%.*s\" is neither a kind of note in the group contact nor a "
                      "form with contact_on",
                      STR_ARG(about));
    else if (str_eq(step->done_by, STR("note.added")) &&
             !pack_code_find(p, STR("note_kind"), about))
        sheet_problem(s, "done_about \"%.*s\" is not a code of the list note_kind", STR_ARG(about));
    else if (form_has_event(p, step->done_by) && (!form || !str_eq(form->event, step->done_by)))
        sheet_problem(s, "done_about \"%.*s\" is not a form with the event %.*s", STR_ARG(about),
                      STR_ARG(step->done_by));
}

/* What completes the step: an event, and what it has to be about. */
static void check_done_by(struct sheet *s, const struct pack_step *step)
{
    struct str rest = step->done_by, event, about;

    while (str_split(&rest, ' ', &event))
        if (str_given(event) && !pack_event_name_ok(event))
            sheet_problem(s, "done_by \"%.*s\" is not the name of an event, such as note.added",
                          STR_ARG(event));
    rest = step->done_about;
    while (str_split(&rest, ' ', &about))
        if (str_given(about))
            check_done_about(s, step, about);
}

static void check_link(struct sheet *s, const struct pack_step *step)
{
    struct str name = str_from(step->link, 6);

    if (!link_ok(step->link))
        sheet_problem(s, "link \"%.*s\" is not a place in the case, such as plan or forms/consent",
                      STR_ARG(step->link));
    else if (str_has_prefix(step->link, STR("forms/")) && !pack_form_find(s->loader->pack, name))
        sheet_problem(s, "link leads to the form \"%.*s\", which is not in forms.csv",
                      STR_ARG(name));
}

static void read_step(struct sheet *s)
{
    struct loader *l = s->loader;
    enum phase phase = sheet_phase(s);
    struct pack_step step = {
        .name = sheet_cell(s, "step"),
        .what = sheet_need_text(s, "what"),
        .why = sheet_text(s, "why"),
        .guidance = sheet_text(s, "guidance"),
        .who = read_who(s),
        .required = sheet_yes(s, "required"),
        .due_days = {sheet_days(s, "due_high"), sheet_days(s, "due_medium"),
                     sheet_days(s, "due_low"), sheet_days(s, "due_none")},
        .done_by = sheet_cell(s, "done_by"),
        .done_about = sheet_cell(s, "done_about"),
        .link = sheet_cell(s, "link"),
        .repeats = sheet_yes(s, "repeats"),
        .line = s->line,
    };

    if (!pack_name_ok(step.name)) {
        sheet_problem(s, "step \"%.*s\" is not a name; use a-z, 0-9 and _", STR_ARG(step.name));
        return;
    }
    if (pack_step_find(l->pack, phase, step.name)) {
        sheet_problem(s, "the phase %.*s has the step %.*s twice; delete one row",
                      STR_ARG(phase_code(phase)), STR_ARG(step.name));
        return;
    }
    check_done_by(s, &step);
    check_link(s, &step);
    if (step.repeats && step.due_days[0] < 0 && step.due_days[1] < 0 && step.due_days[2] < 0 &&
        step.due_days[3] < 0)
        sheet_problem(s, "a step that repeats needs a number of days in due_high to due_none");
    LIST_ADD(l->arena, &l->pack->phases[phase].steps, step);
}

static void read_steps(struct loader *l)
{
    static const char *const columns[] = {"!phase",     "!step",   "!what:*",   "why:*",
                                          "guidance:*", "!who",    "!required", "due_high",
                                          "due_medium", "due_low", "due_none",  "done_by",
                                          "done_about", "link",    "repeats",   NULL};
    struct sheet s;

    if (!sheet_open(l, &s, steps_csv, columns))
        return;
    while (sheet_next(&s))
        read_step(&s);
}

/* "forms/NAME.csv", "forms/NAME/survey.csv", "forms/NAME/media/list.csv" */
static struct str form_of_path(struct str path)
{
    struct str rest = str_from(path, 6), name = STR_NONE;

    if (str_find(rest, STR("/"), 0) < 0)
        return str_slice(rest, 0, rest.n - 4);
    (void)str_split(&rest, '/', &name);
    return name;
}

/* A misspelt file would be left out in silence. */
static void check_file_names(struct loader *l)
{
    const struct str known[] = {pack_csv, base_csv, codes_csv, phases_csv, steps_csv, forms_csv};

    for (size_t i = 0; i < l->files->n; i++) {
        struct str path = l->files->entries[i].key;
        bool ok = false;

        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            ok = ok || str_eq(path, known[k]);
        for (size_t k = 0; k < sizeof more_csv / sizeof *more_csv; k++)
            ok = ok || str_eq(path, more_csv[k]);
        if (str_has_prefix(path, STR("forms/")))
            ok = pack_media_is_known(path) && pack_form_find(l->pack, form_of_path(path)) != NULL;
        if (!ok && str_find(path, STR("/media/"), 0) > 0 && !pack_media_is_known(path))
            loader_problem(l, path,
                           "a form shows .png, .jpg, .webp, .mp3 and .ogg, and reads .csv; delete "
                           "the file or save it as one of these");
        else if (!ok)
            loader_problem(l, path,
                           "the pack does not use this file; add the form to forms.csv, "
                           "correct the file's name or delete the file");
    }
}

/* As pack_load_files(), for texts that live in the arena already. */
static enum err load(struct arena *a, const struct map *files, struct pack **ret,
                     struct str *ret_problem)
{
    struct loader l = {.arena = a, .files = files};

    l.pack = ARENA_NEW(a, struct pack);
    buf_init(&l.problems, a, PROBLEM_BYTES_MAX);
    map_init(&l.pack->codes, a);
    map_init(&l.pack->forms, a);
    for (int i = 0; i < PHASE_N; i++)
        l.pack->phases[i].phase = (enum phase)i;
    /* In this order, so that every reference is to something that was read before. */
    pack_settings_read(&l);
    if (map_get(files, base_csv))
        pack_codes_read(&l, base_csv);
    pack_codes_read(&l, codes_csv);
    check_base_codes(&l);
    number_codes(&l);
    pack_forms_read(&l);
    pack_columns_check(&l);
    pack_members_check(&l);
    read_phases(&l);
    read_steps(&l);
    pack_clocks_read(&l);
    pack_holidays_read(&l);
    pack_templates_read(&l);
    pack_letters_read(&l);
    pack_roles_read(&l);
    pack_kpis_read(&l);
    pack_meanings_read(&l);
    check_file_names(&l);
    if (l.problem_n > 0) {
        *ret_problem = buf_str(&l.problems);
        return E_INVALID;
    }
    *ret = l.pack;
    return OK;
}

enum err pack_load_files(struct arena *a, const struct map *files, struct pack **ret,
                         struct str *problem)
{
    struct map copy;

    map_init(&copy, a);
    for (size_t i = 0; i < files->n; i++) {
        struct str *text = ARENA_NEW(a, struct str);

        *text = str_dup(a, *(const struct str *)files->entries[i].value);
        map_set(&copy, str_dup(a, files->entries[i].key), text);
    }
    return load(a, &copy, ret, problem);
}

/* All CSV files of dir/sub into the map. */
static enum err read_dir(struct arena *a, const char *dir, const char *sub, struct map *files)
{
    struct os_names names = {0};
    const char *path = str_fmt(a, "%s/%s", dir, sub).p;

    TRY(os_list_dir(a, path, &names));
    for (size_t i = 0; i < names.n; i++) {
        struct str name = names.items[i], *text;

        if (!str_has_suffix(name, STR(".csv")) && !str_has_suffix(str_c(sub), STR("/media/")))
            continue;
        text = ARENA_NEW(a, struct str);
        TRY(os_read_file(a, str_fmt(a, "%s/%.*s", path, STR_ARG(name)).p, FILE_MAX, text));
        map_set(files, str_fmt(a, "%s%.*s", sub, STR_ARG(name)), text);
    }
    return OK;
}

/* The shared lists, from the folder beside the pack's; a pack may stand alone. */
static enum err read_base(struct arena *a, const char *dir, struct map *files)
{
    struct str *text = ARENA_NEW(a, struct str);
    enum err e = os_read_file(a, str_fmt(a, "%s/../base/codes.csv", dir).p, FILE_MAX, text);

    if (e == OK)
        map_set(files, base_csv, text);
    return e == E_NOT_FOUND ? OK : e;
}

/* forms/NAME/ and forms/NAME/media/, where a form is a folder. */
static enum err read_folders(struct arena *a, const char *dir, struct map *files)
{
    struct os_names names = {0};
    enum err e;

    TRY(os_list_dir(a, str_fmt(a, "%s/forms", dir).p, &names));
    for (size_t i = 0; i < names.n; i++) {
        struct str name = names.items[i];
        const char *sub = str_fmt(a, "forms/%.*s/", STR_ARG(name)).p;

        if (!pack_name_ok(name) || read_dir(a, dir, sub, files) != OK)
            continue;
        /* What is too large is not left out in silence. */
        e = read_dir(a, dir, str_fmt(a, "%smedia/", sub).p, files);
        if (e != OK && e != E_NOT_FOUND)
            return e;
    }
    return OK;
}

enum err pack_files_read(struct arena *a, const char *dir, struct map *ret)
{
    map_init(ret, a);
    TRY(read_dir(a, dir, "", ret));
    TRY(read_dir(a, dir, "forms/", ret));
    TRY(read_folders(a, dir, ret));
    return read_base(a, dir, ret);
}

enum err pack_load(struct arena *a, const char *dir, struct pack **ret, struct str *problem)
{
    struct map files;
    enum err e = pack_files_read(a, dir, &files);

    if (e != OK) {
        *problem = str_fmt(a, "%s: cannot read the pack's folder and its folder forms (%s)", dir,
                           err_name(e));
        return e;
    }
    return load(a, &files, ret, problem);
}
