/* core/pack_letter.c: letters.csv, the letters of a programme: paragraphs with places for what the
 * case and its forms say. */
#include "core/form_model.h"
#include "core/pack_sheet.h"

/* What a letter can say without a form; the feature letter fills them in. */
static const char *const places[] = {"client", "number", "today", "worker", "team", NULL};

enum pack_letter_bit pack_letter_next(struct str *rest, struct str *ret)
{
    ptrdiff_t open = str_find(*rest, STR("{"), 0), close;

    if (rest->n == 0)
        return LETTER_END;
    if (open != 0) {
        size_t n = open < 0 ? rest->n : (size_t)open;

        *ret = str_slice(*rest, 0, n);
        *rest = str_from(*rest, n);
        return LETTER_WORDS;
    }
    close = str_find(*rest, STR("}"), 0);
    *ret = str_slice(*rest, 1, close < 0 ? rest->n : (size_t)close);
    *rest = str_from(*rest, close < 0 ? rest->n : (size_t)close + 1);
    return close < 0 ? LETTER_BROKEN : LETTER_PLACE;
}

bool pack_letter_split(struct str place, struct str *ret_form, struct str *ret_rest)
{
    ptrdiff_t dot = str_find(place, STR("."), 0);

    if (dot <= 0)
        return false;
    *ret_form = str_slice(place, 0, (size_t)dot);
    *ret_rest = str_from(place, (size_t)dot + 1);
    return true;
}

static bool is_plain_place(struct str place)
{
    for (int i = 0; places[i]; i++)
        if (str_eq(place, str_c(places[i])))
            return true;
    return false;
}

bool pack_is_for_all(const struct pack *p, const struct field *f)
{
    const struct pack_codes *list = f->codes ? pack_codes_find(p, str_c(f->codes)) : NULL;

    for (size_t i = 0; list && i < list->codes.n; i++)
        if (list->codes.items[i].sensitive)
            return false;
    return !f->sensitive && !str_given(f->item->readers);
}

/* A letter leaves the house: what not everybody may read does not stand in it, and nothing in it
 * depends on such an answer. */
static void check_open(struct sheet *s, const char *column, const struct field *f)
{
    if (!pack_is_for_all(s->loader->pack, f))
        sheet_problem(s,
                      "%s: the answer to %s is not for everybody to read; a letter cannot use it",
                      column, f->name);
}

static void check_place(struct sheet *s, const char *column, struct str place)
{
    struct str form_name, name;
    const struct pack_form *form = NULL;
    const struct field *f = NULL;

    if (is_plain_place(place))
        return;
    if (pack_letter_split(place, &form_name, &name))
        form = pack_form_find(s->loader->pack, form_name);
    if (form && pack_form_is_for_case(form))
        f = field_find(form->fields, name);
    if (!f || !field_is_asked(f) || f->type == FIELD_SIGNATURE ||
        str_find(name, STR("/"), 0) >= 0) {
        sheet_problem(
            s,
            "%s: there is no {%.*s}; a letter knows {client}, {number}, {today}, {worker}, "
            "{team} and questions of forms outside repeats, such as {follow_up.next_on}",
            column, STR_ARG(place));
        return;
    }
    check_open(s, column, f);
}

static void check_places(struct sheet *s, const struct text *text)
{
    for (int i = 0; i < PACK_LANG_N; i++) {
        const char *column = str_fmt(s->loader->arena, "text:%.*s", STR_ARG(pack_lang(i))).p;
        struct str rest = text->in[i], bit;
        enum pack_letter_bit kind;

        while ((kind = pack_letter_next(&rest, &bit)) != LETTER_END) {
            if (kind == LETTER_BROKEN)
                sheet_problem(s, "%s: a { is not closed", column);
            if (kind == LETTER_PLACE)
                check_place(s, column, bit);
        }
    }
}

static void check_condition(struct sheet *s, struct str condition)
{
    struct str form_name, rest, name, codes;
    const struct pack_form *form = NULL;
    const struct field *f;

    if (!str_given(condition))
        return;
    if (pack_letter_split(condition, &form_name, &rest))
        form = pack_form_find(s->loader->pack, form_name);
    if (!form) {
        sheet_problem(
            s, "condition \"%.*s\" does not begin with a form, such as closure.plan_given=yes",
            STR_ARG(condition));
        return;
    }
    pack_condition_check(s, form, "condition", rest);
    f = pack_condition_split(rest, &name, &codes) ? field_find(form->fields, name) : NULL;
    if (f)
        check_open(s, "condition", f);
}

const struct pack_letter *pack_letter_find(const struct pack *p, struct str name)
{
    for (size_t i = 0; i < p->letters.n; i++)
        if (str_eq(p->letters.items[i].name, name) && !str_given(p->letters.items[i].paragraph))
            return &p->letters.items[i];
    return NULL;
}

static void check_head(struct sheet *s, const struct pack_letter *letter)
{
    if (pack_letter_find(s->loader->pack, letter->name))
        sheet_problem(s, "the letter %.*s stands here twice; delete one row",
                      STR_ARG(letter->name));
    if (str_given(letter->condition))
        sheet_problem(s, "condition is for paragraphs; leave it empty in the row of a letter");
    if (str_find(letter->text.in[0], STR("{"), 0) >= 0)
        sheet_problem(s, "the title of a letter has no places in braces");
}

static void check_paragraph(struct sheet *s, const struct pack_letter *letter)
{
    if (!pack_letter_find(s->loader->pack, letter->name))
        sheet_problem(s,
                      "the paragraph %.*s has no letter above it; add a row %.*s without "
                      "paragraph",
                      STR_ARG(letter->paragraph), STR_ARG(letter->name));
    if (str_given(sheet_cell(s, "phase")))
        sheet_problem(s, "phase is for letters; leave it empty in the row of a paragraph");
    check_condition(s, letter->condition);
}

static void read_letter(struct sheet *s)
{
    bool is_head = !str_given(sheet_cell(s, "paragraph"));
    struct pack_letter letter = {
        .name = sheet_name(s, "letter"),
        .paragraph = is_head ? STR_NONE : sheet_name(s, "paragraph"),
        .condition = sheet_cell(s, "condition"),
        .phase = is_head ? sheet_phase(s) : PHASE_INTAKE,
        .text = sheet_need_text(s, "text"),
        .why = sheet_text(s, "why"),
        .line = s->line,
    };

    if (is_head)
        check_head(s, &letter);
    else
        check_paragraph(s, &letter);
    check_places(s, &letter.text);
    LIST_ADD(s->loader->arena, &s->loader->pack->letters, letter);
}

void pack_letters_read(struct loader *l)
{
    static const char *const columns[] = {"!letter", "!paragraph", "!phase", "condition",
                                          "!text:*", "why:*",      NULL};
    struct sheet s;

    if (!map_get(l->files, STR("letters.csv")) || !sheet_open(l, &s, STR("letters.csv"), columns))
        return;
    while (sheet_next(&s))
        read_letter(&s);
}
