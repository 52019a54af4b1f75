/* core/pack_lint_form.c: findings in forms.csv and in a form's sheet: a question without a way out,
 * a condition that can never hold, a calculation that nobody uses, a text not translated. */
#include "core/pack_lint.h"

/* A list has one of these when it admits that the other answers do not cover everything. */
static const char *const open_codes[] = {"other",      "not_known", "unknown", "none",
                                         "not_stated", "not_asked", NULL};

static bool is_open_code(struct str code)
{
    for (int i = 0; open_codes[i]; i++)
        if (str_eq(str_c(open_codes[i]), code))
            return true;
    return false;
}

/* A sensitive question offers "not asked, does not know, prefers not to say" by itself. */
static void check_choices(struct lint *l, struct lint_at at, const struct field *f)
{
    const struct pack_codes *list = f->list, *named;

    /* Steps of a range, and rows of a file, have no line. */
    if (f->sensitive || !list || list->codes.n == 0 || list->codes.items[0].line == 0)
        return;
    named = pack_codes_find(l->pack, list->name);
    if ((named && named->base) || pack_has_word(l->pack->complete_lists, list->name))
        return;
    for (size_t i = 0; i < list->codes.n; i++)
        if (!list->codes.items[i].retired && is_open_code(list->codes.items[i].code))
            return;
    at.column = "type";
    lint_found(l, at,
               "%s offers the list %.*s, which has no code other, none or not_known; add one, or "
               "name the list in complete_lists of pack.csv",
               f->name, STR_ARG(list->name));
}

static void check_field(struct lint *l, struct lint_at at, const struct field *f)
{
    if (f->type == FIELD_CODE || f->type == FIELD_CODES)
        check_choices(l, at, f);
    at.column = "required";
    if (f->required && f->sensitive)
        lint_found(l, at,
                   "%s is sensitive and required; nobody may be made to answer, so take required "
                   "away",
                   f->name);
}

static void check_texts(struct lint *l, struct lint_at at, const struct form_item *item)
{
    const struct {
        const char *column;
        const struct text *text;
    } texts[] = {{"label", &item->label},
                 {"hint", &item->hint},
                 {"guidance_hint", &item->guidance},
                 {"required_message", &item->required_message},
                 {"constraint_message", &item->constraint_message}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        at.column = texts[i].column;
        lint_text(l, at, texts[i].text, item->name);
    }
}

/* ---- what can never be ---------------------------------------------------------------------- */

/* Does the text hold "${name}"? */
static bool mentions(struct lint *l, struct str text, struct str name)
{
    return str_given(text) && str_find(text, str_fmt(l->arena, "${%.*s}", STR_ARG(name)), 0) >= 0;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.n && text.p[at] == ' ')
        at++;
    return at;
}

/* The quoted text that a name is compared with: behind ${name}, which ends at `at`, stands =, or
 * it is the first argument of selected(). */
static bool compared_with(struct str text, size_t open, size_t at, struct str *ret)
{
    bool selected = str_has_suffix(str_slice(text, 0, open), STR("selected("));
    struct str rest = str_from(text, skip_blanks(text, at));
    size_t n = (selected && str_has_prefix(rest, STR(","))) || str_has_prefix(rest, STR("="));
    ptrdiff_t close;

    rest = str_from(rest, skip_blanks(rest, n));
    if (n == 0 || (!str_has_prefix(rest, STR("'")) && !str_has_prefix(rest, STR("\""))))
        return false;
    close = str_find(rest, str_slice(rest, 0, 1), 1);
    *ret = close < 0 ? STR_NONE : str_slice(rest, 1, (size_t)close);
    return close > 0;
}

/* What is compared with a choice is one of its codes: else the condition never holds. Seen are
 * ${name} = 'code' and selected(${name}, 'code'). */
static void check_compared(struct lint *l, struct lint_at at, const struct form_model *m,
                           struct str text)
{
    for (ptrdiff_t open = str_find(text, STR("${"), 0); open >= 0;
         open = str_find(text, STR("${"), (size_t)open + 2)) {
        ptrdiff_t close = str_find(text, STR("}"), (size_t)open);
        struct str name, code;

        if (close < 0)
            return;
        name = str_slice(text, (size_t)open + 2, (size_t)close);
        const struct form_item *item = form_model_find(m, name);

        if (!item || !item->list || !compared_with(text, (size_t)open, (size_t)close + 1, &code) ||
            !str_given(code) || codes_find(item->list, code))
            continue;
        lint_found(l, at, "%.*s never has the answer \"%.*s\": the list %.*s has no such code",
                   STR_ARG(name), STR_ARG(code), STR_ARG(item->list->name));
    }
}

static bool is_never(struct str text)
{
    return str_eq(text, STR("false()")) || str_eq(text, STR("0")) || str_eq(text, STR("''")) ||
           str_eq(text, STR("1 = 2")) || str_eq(text, STR("1=0"));
}

/* The expressions of a row, as they stand in the sheet. */
static void check_expressions(struct lint *l, const struct sheet *s, const struct form_model *m)
{
    static const char *const columns[] = {"relevant",      "required",  "constraint", "calculation",
                                          "choice_filter", "read_only", "default",    NULL};
    const char *file = str_z(l->arena, s->path);

    for (int i = 0; columns[i]; i++)
        check_compared(l, LINT_AT(file, s->line, columns[i]), m, sheet_cell(s, columns[i]));
    if (is_never(sheet_cell(s, "relevant")))
        lint_found(l, LINT_AT(file, s->line, "relevant"),
                   "%.*s can never be asked; delete the row, or the condition",
                   STR_ARG(sheet_cell(s, "name")));
}

static void check_sheet(struct lint *l, const struct pack_form *form, const char *file)
{
    static const char *const any[] = {NULL};
    struct str *text = ARENA_NEW(l->arena, struct str);
    struct map files;
    struct loader loader = {.arena = l->arena, .files = &files};
    struct sheet s;

    *text = form->sheet;
    map_init(&files, l->arena);
    map_set(&files, str_c(file), text);
    buf_init(&loader.problems, l->arena, 64 << 10); /* the loader has told of them */
    if (!form->model || !sheet_open(&loader, &s, str_c(file), any))
        return;
    while (sheet_next(&s))
        check_expressions(l, &s, form->model);
}

/* ---- what nobody uses ----------------------------------------------------------------------- */

static bool text_mentions(struct lint *l, const struct text *text, struct str name)
{
    for (int i = 0; i < PACK_LANG_N; i++)
        if (mentions(l, text->in[i], name))
            return true;
    return false;
}

static bool is_shown(struct lint *l, const struct form_model *m, struct str name)
{
    for (size_t i = 0; i < m->items.n; i++) {
        const struct form_item *item = m->items.items[i];

        if (text_mentions(l, &item->label, name) || text_mentions(l, &item->hint, name) ||
            text_mentions(l, &item->guidance, name) || str_eq(item->proposal, name))
            return true;
    }
    return false;
}

static bool is_named_by_pack(struct lint *l, const struct pack_form *form, struct str name)
{
    struct str whole = str_fmt(l->arena, "form.%.*s.%.*s", STR_ARG(form->name), STR_ARG(name));
    struct str condition = str_fmt(l->arena, "%.*s.%.*s=", STR_ARG(form->name), STR_ARG(name));

    for (size_t i = 0; i < l->pack->forms.n; i++) {
        const struct pack_form *other = l->pack->forms.entries[i].value;

        for (size_t k = 0; other->model && k < other->model->items.n; k++)
            if (str_eq(other->model->items.items[k]->prefill, whole))
                return true;
    }
    for (size_t i = 0; i < l->pack->templates.n; i++)
        if (str_has_prefix(l->pack->templates.items[i].condition, condition))
            return true;
    if (str_eq(form->event, STR("proposal.asked")) &&
        pack_has_word(STR(PACK_PROPOSAL_QUESTIONS), name))
        return true;
    return str_has_prefix(form->event_if, str_cat(l->arena, name, STR("="))) ||
           str_has_prefix(form->contact_if, str_cat(l->arena, name, STR("="))) ||
           str_eq(form->risk_field, name) || str_eq(form->contact_on, name);
}

/* Computed, not shown, and read by nothing. */
static void check_calculation(struct lint *l, struct lint_at at, const struct pack_form *form,
                              const struct form_item *item)
{
    if (!str_eq(item->type, STR("calculate")) || text_given(&item->label) ||
        str_given(item->score) || item->readers_of_value.n > 0 || item->watchers.n > 0 ||
        is_shown(l, form->model, item->name) || is_named_by_pack(l, form, item->name))
        return;
    at.column = "calculation";
    lint_found(l, at,
               "%.*s is computed, and nothing shows or uses it; give it a label or delete it",
               STR_ARG(item->name));
}

/* "form.FORM.QUESTION": both are there. */
static void check_prefill(struct lint *l, struct lint_at at, const struct form_item *item)
{
    struct str rest = item->prefill, word;
    const struct pack_form *from;

    if (!str_has_prefix(item->prefill, STR("form.")))
        return;
    (void)str_split(&rest, '.', &word);
    (void)str_split(&rest, '.', &word);
    from = pack_form_find(l->pack, word);
    at.column = "alidade:prefill";
    if (!from)
        lint_found(l, at, "%.*s begins with an answer of the form %.*s, and there is no such form",
                   STR_ARG(item->name), STR_ARG(word));
    else if (!from->model || !form_model_find(from->model, rest))
        lint_found(l, at, "the form %.*s has no question %.*s; nothing would be offered for %.*s",
                   STR_ARG(word), STR_ARG(rest), STR_ARG(item->name));
}

static void check_group(struct lint *l, struct lint_at at, const struct form_item *item)
{
    if (item->kind != FORM_QUESTION && item->parent && item->children.n == 0)
        lint_found(l, at, "%.*s holds nothing, so it never shows; delete it", STR_ARG(item->name));
}

#define FILE_CHOICES_MAX 300 /* more than a person looks through */

static bool reads_file(const struct pack_form *form, struct str name)
{
    ptrdiff_t dot = str_find(name, STR("."), 0);
    struct str stem = dot > 0 ? str_slice(name, 0, (size_t)dot) : name;

    return str_find(form->sheet, stem, 0) >= 0;
}

/* What lies beside the form is read by it, and a long list is offered in parts. */
static void check_media(struct lint *l, const struct pack_form *form, const char *file)
{
    for (size_t i = 0; form->media && i < form->media->n; i++) {
        struct str name = form->media->entries[i].key;

        if (!reads_file(form, name))
            lint_found(l,
                       LINT_AT(str_fmt(l->arena, "forms/%.*s/media/%.*s", STR_ARG(form->name),
                                       STR_ARG(name))
                                   .p),
                       "no question of the form uses this file; delete it");
    }
    for (const struct field *f = form->fields; f->name; f++)
        if (f->list && !f->codes && !f->item->filter && f->list->codes.n > FILE_CHOICES_MAX)
            lint_found(l, LINT_AT(file, f->item->line, "choice_filter"),
                       "%s offers %zu choices at once; ask for a part of them first, and filter by "
                       "it",
                       f->name, f->list->codes.n);
}

/* The choices of a form that is a folder. One without words goes by its code in all languages. */
static void check_own_lists(struct lint *l, const struct pack_form *form)
{
    const char *file = str_fmt(l->arena, "forms/%.*s/choices.csv", STR_ARG(form->name)).p;

    for (size_t i = 0; i < form->model->lists.n; i++) {
        const struct pack_codes *list = form->model->lists.items[i];

        for (size_t k = 0; k < list->codes.n; k++) {
            const struct pack_code *code = &list->codes.items[k];

            if (code->line > 0 && !str_eq(code->label.in[0], code->code))
                lint_text(l, LINT_AT(file, code->line, "label"), &code->label,
                          str_fmt(l->arena, "%.*s %.*s", STR_ARG(list->name), STR_ARG(code->code)));
        }
    }
}

void lint_form(struct lint *l, const struct pack_form *form)
{
    const char *file =
        str_fmt(l->arena, form->is_folder ? "forms/%.*s/survey.csv" : "forms/%.*s.csv",
                STR_ARG(form->name))
            .p;
    const struct form_model *m = form->model;

    lint_text(l, LINT_AT("forms.csv", form->line, "title"), &form->title, form->name);
    lint_text(l, LINT_AT("forms.csv", form->line, "why"), &form->why, form->name);
    if (str_given(form->risk_field) && !str_given(form->risk_reason_field))
        lint_found(l, LINT_AT("forms.csv", form->line, "risk_reason_field"),
                   "%.*s sets the risk level; name the question that says why",
                   STR_ARG(form->name));
    for (const struct field *f = form->fields; f->name; f++)
        check_field(l, LINT_AT(file, f->item ? f->item->line : 0, NULL), f);
    for (size_t i = 0; m && i < m->items.n; i++) {
        struct lint_at at = {file, m->items.items[i]->line, NULL};

        check_texts(l, at, m->items.items[i]);
        check_calculation(l, at, form, m->items.items[i]);
        check_group(l, at, m->items.items[i]);
        check_prefill(l, at, m->items.items[i]);
    }
    if (form->is_folder && m)
        check_own_lists(l, form);
    check_sheet(l, form, file);
    check_media(l, form, file);
    if (m && str_given(m->warnings))
        buf_printf(&l->out, "%.*s\n", STR_ARG(str_trim(m->warnings)));
}
