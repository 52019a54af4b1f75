/* core/pack_form.c: the form sheets of a pack: XLSForm survey sheets, read by form_model.c; here is
 * what a pack asks beyond that, and how each row becomes a box on the page. */
#include "base/num.h"
#include "core/form_file.h"
#include "core/form_model.h"
#include "core/form_parse.h"
#include "core/pack_sheet.h"

#define TEXT_LIMIT 100000
#define INT_MAX_VALUE 1000000000
#define VALUES_SPARE 20 /* of FORM_VALUES_MAX: tokens and other boxes of the page */

static const char *const columns[] = {
    "!type", "!name", "!label:*", "hint:*", "guidance_hint:*", "required", "required_message:*",
    "relevant", "constraint", "constraint_message:*", "calculation", "choice_filter", "default",
    "read_only", "readonly", "repeat_count", "trigger", "parameters", "appearance",
    "alidade:sensitivity", "alidade:score", "alidade:proposal", "alidade:prefill",
    "alidade:readers", "image", "image:*", "audio", "audio:*", "media::image", "media::audio",
    /* known to XLSForm, shown by nothing here */
    "video:*", "media::video", NULL};

/* One form being read; the sheet says where a problem is. */
struct form_reader {
    struct sheet sheet;
    struct pack_form *form;
    const struct form_model *model;
    bool is_folder; /* somebody else's: what we only ask of our own sheets is let pass */
    int value_n;    /* values that a page of this form may send */
};

/* ---- boxes ---------------------------------------------------------------------------------- */

static enum field_type choice_type(const struct form_reader *r, const struct form_item *item)
{
    if (str_eq(item->type, STR("rank")))
        return FIELD_RANK;
    if (str_has_prefix(item->type, STR("select_multiple")))
        return FIELD_CODES;
    /* Somebody else's list of that name has codes and words of its own. */
    if (!r->is_folder &&
        (str_eq(item->list_name, STR("yes_no")) || str_eq(item->list_name, STR("yes_no_unknown"))))
        return FIELD_YESNO;
    return FIELD_CODE;
}

/* Rows that are asked by one box each; others are choices, computed or stay in the background. */
static bool box_type(const struct form_item *item, enum field_type *ret)
{
    static const struct {
        const char *name;
        enum field_type type;
    } types[] = {
        {"text", FIELD_LINE},       {"string", FIELD_LINE},       {"barcode", FIELD_LINE},
        {"note", FIELD_NOTE},       {"integer", FIELD_INT},       {"int", FIELD_INT},
        {"decimal", FIELD_DECIMAL}, {"date", FIELD_DATE},         {"time", FIELD_TIME},
        {"geopoint", FIELD_PLACE},  {"dateTime", FIELD_DATETIME}, {"datetime", FIELD_DATETIME},
        {"trigger", FIELD_BOOL},    {"acknowledge", FIELD_BOOL},  {"image", FIELD_FILE},
        {"audio", FIELD_FILE},      {"video", FIELD_FILE},        {"file", FIELD_FILE},
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_eq_nocase(item->type, str_c(types[i].name))) {
            *ret = types[i].type;
            return true;
        }
    }
    return false;
}

/* Filled in without being asked. */
static bool is_silent(struct str type)
{
    static const char *const types[] = {"hidden",   "start",    "end",   "today",      "audit",
                                        "deviceid", "username", "email", "phonenumber"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq_nocase(type, str_c(types[i])))
            return true;
    return false;
}

static bool has_appearance(const struct form_item *item, const char *word)
{
    return pack_has_word(item->appearance, str_c(word));
}

static bool from_file(const struct form_item *item)
{
    return str_has_suffix(item->type, STR("_from_file"));
}

static enum field_type question_type(struct form_reader *r, const struct form_item *item)
{
    enum field_type type = FIELD_LINE;

    if (str_given(item->blocked) && (r->is_folder || !from_file(item)))
        return FIELD_BLOCKED;
    if (str_eq(item->type, STR("calculate")))
        return text_given(&item->label) ? FIELD_COMPUTED : FIELD_HIDDEN;
    if (is_silent(item->type))
        return FIELD_HIDDEN;
    if (item->list || from_file(item))
        return choice_type(r, item);
    if (str_eq(item->type, STR("range")))
        return FIELD_DECIMAL;
    if (!box_type(item, &type))
        sheet_problem(&r->sheet,
                      "the type \"%.*s\" is not known; use text, note, select_one LIST, "
                      "select_multiple LIST, integer, decimal, range, date, time, dateTime, rank, "
                      "geopoint, image, acknowledge, calculate, begin_group or begin_repeat",
                      STR_ARG(item->type));
    if (type == FIELD_FILE && str_eq(item->type, STR("image")) && has_appearance(item, "signature"))
        return FIELD_SIGNATURE;
    if (type == FIELD_LINE && has_appearance(item, "multiline"))
        return FIELD_TEXT;
    return type;
}

/* "<= 17" → 17; false when it is not that comparison. */
static bool bound(struct str s, struct str before, int64_t *ret)
{
    if (!str_has_prefix(s, before))
        return false;
    return num_parse_range(str_trim(str_from(s, before.n)), -INT_MAX_VALUE, INT_MAX_VALUE, ret) ==
           OK;
}

/* What a page can say in better words than "this answer does not fit". */
static void say_condition(struct field *f, struct str s)
{
    int64_t n;
    bool is_text = f->type == FIELD_LINE || f->type == FIELD_TEXT;

    if ((f->type == FIELD_DATE && str_eq(s, STR(". <= today()"))) ||
        (f->type == FIELD_DATETIME && str_eq(s, STR(". <= now()"))))
        f->past = true;
    else if (f->type == FIELD_INT && bound(s, STR(". >="), &n))
        f->min = (int)n;
    else if ((f->type == FIELD_INT && bound(s, STR(". <="), &n) && n != 0) ||
             (is_text && bound(s, STR("string-length(.) <="), &n) && n > 0 && n <= TEXT_LIMIT))
        f->max = (int)n;
}

static void say_constraint(struct field *f, struct str rest)
{
    if (str_find(rest, STR(" or "), 0) >= 0)
        return;
    while (str_given(rest)) {
        ptrdiff_t joint = str_find(rest, STR(" and "), 0);

        say_condition(f, str_trim(joint < 0 ? rest : str_slice(rest, 0, (size_t)joint)));
        rest = joint < 0 ? STR_NONE : str_from(rest, (size_t)joint + 5);
    }
    if (f->type == FIELD_INT && (f->max == 0 || f->min > f->max))
        f->min = f->max = 0;
}

static const struct text *text_or_null(const struct text *text)
{
    return text_given(text) ? text : NULL;
}

static void field_sensitivity(struct form_reader *r, struct field *f, struct str cell)
{
    f->restricted = str_eq(cell, STR("restricted")) || str_eq(cell, STR("!!"));
    f->sensitive = f->restricted || str_eq(cell, STR("sensitive")) || str_eq(cell, STR("!"));
    if (str_given(cell) && !f->sensitive)
        sheet_problem(
            &r->sheet,
            "alidade:sensitivity is \"%.*s\"; write sensitive or restricted, or leave the "
            "cell empty",
            STR_ARG(cell));
    if (f->sensitive && f->type == FIELD_NOTE)
        sheet_problem(&r->sheet, "a note asks nothing, so it cannot be sensitive");
}

static void check_name(struct form_reader *r, const struct form_item *item)
{
    if (r->is_folder)
        return;
    if (!pack_name_ok(item->name))
        sheet_problem(&r->sheet, "name \"%.*s\" is not a name; use a-z, 0-9 and _",
                      STR_ARG(item->name));
    if (form_model_find(r->model, item->name) != item)
        sheet_problem(&r->sheet, "the name %.*s is used twice in this form", STR_ARG(item->name));
}

static struct field question_field(struct form_reader *r, struct form_item *item)
{
    struct arena *a = r->sheet.loader->arena;
    struct field f = {.name = str_z(a, item->path)};

    /* Read now: a pack does not change once it is loaded. */
    if (from_file(item))
        item->list = form_model_file_list(r->model, item);
    if (from_file(item) && !r->is_folder)
        pack_media_check(&r->sheet, r->form, item);
    f.type = question_type(r, item);

    f.item = item;
    f.pictures = r->form->pictures;
    if (!r->is_folder)
        pack_pictures_check(&r->sheet, r->form, item);
    f.label_text = text_or_null(&item->label);
    f.hint_text = text_or_null(&item->hint);
    f.guidance_text = text_or_null(&item->guidance);
    f.required_text = text_or_null(&item->required_message);
    f.required = item->required != NULL;
    f.list = item->list;
    if (item->list && pack_codes_find(r->sheet.loader->pack, item->list_name) == item->list)
        f.codes = str_z(a, item->list_name);
    f.unknown = f.type == FIELD_YESNO && str_eq(item->list_name, STR("yes_no_unknown"));
    say_constraint(&f, item->constraint_text);
    field_sensitivity(r, &f, item->sensitivity);
    if (!f.label_text && f.type != FIELD_HIDDEN && !r->is_folder)
        sheet_problem(&r->sheet, "the label is empty; write the question");
    if (f.required && f.type == FIELD_NOTE && !r->is_folder)
        sheet_problem(&r->sheet, "a note asks nothing, so it cannot be required");
    return f;
}

/* A group on the top level is a section, inside another a heading; so is a repeat. */
static struct field group_field(struct form_reader *r, const struct form_item *item)
{
    bool top = item->parent && !item->parent->parent;
    struct field f = {.name = str_z(r->sheet.loader->arena, item->path), .item = item};

    f.type = item->kind == FORM_REPEAT ? FIELD_INSTANCE : top ? FIELD_SECTION : FIELD_HEADING;
    f.label_text = text_or_null(&item->label);
    f.hint_text = text_or_null(&item->hint);
    f.guidance_text = text_or_null(&item->guidance);
    if (!f.label_text && f.type != FIELD_HEADING && !r->is_folder)
        sheet_problem(&r->sheet, "the label is empty; write the heading of the section");
    return f;
}

static int values_of(const struct field *f)
{
    int n = f->type == FIELD_DATETIME ? 4 : f->type == FIELD_DATE ? 3 : 1;

    if ((f->type == FIELD_CODES || f->type == FIELD_RANK) && f->list)
        n = (int)f->list->codes.n;
    return n + (f->sensitive ? 1 : 0);
}

static void check_values(struct form_reader *r, const struct field *f)
{
    if (f->type == FIELD_SECTION)
        r->value_n = 0;
    r->value_n += values_of(f);
    if (r->value_n > FORM_VALUES_MAX - VALUES_SPARE) {
        sheet_problem(&r->sheet,
                      "the section has too many boxes for one page (at most %d); divide it in two",
                      FORM_VALUES_MAX - VALUES_SPARE);
        r->value_n = 0;
    }
}

static void fields_make(struct form_reader *r)
{
    const struct form_items *items = &r->model->items;
    struct arena *a = r->sheet.loader->arena;
    struct field *fields = ARENA_ARRAY(a, struct field, items->n);

    r->form->by_name = ARENA_NEW(a, struct map);
    map_init(r->form->by_name, a);
    for (size_t i = 1; i < items->n; i++) {
        struct form_item *item = items->items[i];

        r->sheet.line = item->line;
        check_name(r, item);
        fields[i - 1] =
            item->kind == FORM_QUESTION ? question_field(r, item) : group_field(r, item);
        check_values(r, &fields[i - 1]);
        item->field = &fields[i - 1];
        if (!map_get(r->form->by_name, str_c(fields[i - 1].name)))
            map_set(r->form->by_name, str_c(fields[i - 1].name), &fields[i - 1]);
    }
    r->form->fields = fields;
}

/* ---- our own columns ------------------------------------------------------------------------ */

static bool score_has_bounds(const struct form_item *item)
{
    int64_t n;

    for (size_t i = 0; item->list && i < item->list->codes.n; i++)
        if (num_parse_i64(item->list->codes.items[i].code, &n) != OK)
            return false;
    return item->list || (num_parse_i64(form_model_parameter(item, "start"), &n) == OK &&
                          num_parse_i64(form_model_parameter(item, "end"), &n) == OK);
}

static void check_proposal(struct form_reader *r, const struct form_item *item)
{
    const struct form_item *from = form_model_find(r->model, item->proposal);

    if (!str_given(item->proposal))
        return;
    if (item->field->type != FIELD_CODE)
        sheet_problem(&r->sheet, "alidade:proposal is for a question of the type select_one");
    else if (!from || !from->calculation)
        sheet_problem(&r->sheet,
                      "alidade:proposal \"%.*s\" is not a calculate of this form; add one that "
                      "gives a code of the list or nothing",
                      STR_ARG(item->proposal));
}

/* Names that nobody knows would do nothing, or let nobody read the answer. */
static void check_words(struct form_reader *r, const struct form_item *item)
{
    static const char roles[] = "worker supervisor coordinator";
    static const char sources[] = "person.given_name person.family_name person.other_names "
                                  "person.sex person.birth_date person.language person.phone "
                                  "person.address person.children_n casefile.risk "
                                  "casefile.opened_on casefile.number";
    struct str rest = item->readers, word;

    while (str_split(&rest, ' ', &word))
        if (str_given(word) && !pack_has_word(str_c(roles), word))
            sheet_problem(&r->sheet,
                          "alidade:readers: there is no role \"%.*s\" that reads forms; "
                          "write some of %s",
                          STR_ARG(word), roles);
    if (str_given(item->prefill) && !str_has_prefix(item->prefill, STR("form.")) &&
        !pack_has_word(str_c(sources), item->prefill))
        sheet_problem(&r->sheet,
                      "alidade:prefill \"%.*s\" is not known; write form.FORM.QUESTION or "
                      "one of %s",
                      STR_ARG(item->prefill), sources);
}

static void check_extensions(struct form_reader *r, const struct form_item *item)
{
    r->sheet.line = item->line;
    check_words(r, item);
    check_proposal(r, item);
    if (str_given(item->score) && !str_eq(item->score, STR("yes")))
        sheet_problem(&r->sheet, "alidade:score is \"%.*s\"; write yes or leave the cell empty",
                      STR_ARG(item->score));
    else if (str_given(item->score) && !score_has_bounds(item))
        sheet_problem(&r->sheet, "a score has codes that are whole numbers, or says its bounds in "
                                 "parameters: start=0 end=36");
}

/* ---- reading -------------------------------------------------------------------------------- */

static const struct pack_codes *shared_list(void *arg, struct str name)
{
    return pack_codes_find(arg, name);
}

/* The columns are known, each row has no more cells than there are columns. */
static bool sheet_check(struct loader *l, struct sheet *s, struct str path)
{
    int before = l->problem_n;

    if (!sheet_open(l, s, path, columns))
        return false;
    while (sheet_next(s))
        ;
    return l->problem_n == before;
}

static struct str file_text(const struct loader *l, struct str path)
{
    const struct str *text = map_get(l->files, path);

    return text ? *text : STR_NONE;
}

/* A form is a sheet of ours, with the pack's lists; or a folder as `alidade form import` makes it,
 * with lists of its own, whose author knew nothing of us. */
static bool sheets_find(struct form_reader *r, struct loader *l, struct form_sheets *ret)
{
    struct str folder = str_fmt(l->arena, "forms/%.*s/", STR_ARG(r->form->name));
    struct str survey = str_cat(l->arena, folder, STR("survey.csv"));

    *ret = (struct form_sheets){.name = STR("data"), .shared = shared_list, .shared_arg = l->pack};
    r->is_folder = map_get(l->files, survey) != NULL;
    ret->survey_file =
        r->is_folder ? survey : str_fmt(l->arena, "forms/%.*s.csv", STR_ARG(r->form->name));
    r->sheet.loader = l;
    r->sheet.path = ret->survey_file;
    if (!r->is_folder && !sheet_check(l, &r->sheet, ret->survey_file))
        return false;
    ret->survey = file_text(l, ret->survey_file);
    if (r->is_folder) {
        ret->choices_file = str_cat(l->arena, folder, STR("choices.csv"));
        ret->choices = file_text(l, ret->choices_file);
        ret->lenient = true;
    }
    pack_media_read(l, r->form, folder);
    r->form->files = form_files_of_map(r->form->media);
    ret->files = &r->form->files;
    return true;
}

void pack_form_read(struct loader *l, struct pack_form *form)
{
    static const struct field none[] = {FIELDS_END};
    struct form_reader r = {.form = form};
    struct form_sheets sheets;
    struct form_model *model;
    struct str problems;

    form->fields = none;
    if (!sheets_find(&r, l, &sheets))
        return;
    form->is_folder = r.is_folder;
    form->sheet = sheets.survey;
    form->choices = sheets.choices;
    if (form_model_read(l->arena, &sheets, &model, &problems) != OK)
        loader_problems(l, problems);
    r.model = form->model = model;
    if (model->items.n <= 1)
        loader_problem(l, sheets.survey_file, "the form asks nothing; add questions");
    fields_make(&r);
    for (size_t i = 1; i < model->items.n; i++)
        check_extensions(&r, model->items.items[i]);
}

/* ---- what forms.csv says of the questions ---------------------------------------------------- */

/* "field=code code": a question of the form and answers it can have. */
void pack_condition_check(struct sheet *s, const struct pack_form *form, const char *column,
                          struct str condition)
{
    struct str name = STR_NONE, codes = STR_NONE, code;
    const struct field *field;

    if (!str_given(condition))
        return;
    field = pack_condition_split(condition, &name, &codes) ? field_find(form->fields, name) : NULL;
    if (!field || !field->codes || !str_given(codes)) {
        sheet_problem(s,
                      "%s \"%.*s\" is not a choice of this form and its answers, such as "
                      "agrees=yes",
                      column, STR_ARG(condition));
        return;
    }
    while (str_split(&codes, ' ', &code))
        if (str_given(code) && !pack_code_find(s->loader->pack, str_c(field->codes), code))
            sheet_problem(s, "%s: the list %s has no code \"%.*s\"", column, field->codes,
                          STR_ARG(code));
}
