/* core/pack_lint.c: what a pack may do and should not. The loader has refused what cannot work;
 * this finds what would hurt people later: a phase nobody can leave, a question without "not
 * known", a word missing in a language. */
#include <stdarg.h>
#include <stdio.h>

#include "core/pack_lint.h"

#define LINT_MAX (256 << 10)

/* Lists that screens of the program use, beside those in packs/base. A pack has to have them. */
static const char *const screen_lists[] = {"casefile_role",   "channel",
                                           "closure_reason",  "concern",
                                           "contact_result",  "domain",
                                           "action_kind",     "household_role",
                                           "identifier_kind", "intake_close_reason",
                                           "language",        "note_kind",
                                           "outcome",         "refer_reason",
                                           "relationship",    "reopening_reason",
                                           "review_decision", "review_kind",
                                           "safety_flag",     "sex",
                                           "task_kind",       NULL};

void lint_found(struct lint *l, struct lint_at at, const char *fmt, ...)
{
    char text[1000];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    buf_put_z(&l->out, at.file);
    if (at.line > 0)
        buf_printf(&l->out, ":%d", at.line);
    if (at.column)
        buf_printf(&l->out, ": %s", at.column);
    buf_printf(&l->out, ": %s\n", text);
}

/* "fr, ar" when a text is there in other languages but not in these. */
static struct str missing_langs(struct lint *l, const struct text *text)
{
    struct buf out;
    bool any = false;

    buf_init(&out, l->arena, 100);
    for (int i = 0; text && i < PACK_LANG_N && locale_all[i]; i++) {
        if (str_given(text->in[i])) {
            any = true;
            continue;
        }
        if (out.n > 0)
            buf_put_z(&out, ", ");
        buf_put(&out, pack_lang(i));
    }
    return any ? buf_str(&out) : STR_NONE;
}

void lint_text(struct lint *l, struct lint_at at, const struct text *text, struct str what)
{
    struct str langs = missing_langs(l, text);

    if (str_given(langs))
        lint_found(l, at, "%.*s has no text in %.*s; translate it", STR_ARG(what), STR_ARG(langs));
}

static bool in_table(const char *const *table, struct str word)
{
    for (int i = 0; table[i]; i++)
        if (str_eq(str_c(table[i]), word))
            return true;
    return false;
}

static const struct pack_form *form_at(const struct lint *l, size_t i)
{
    return l->pack->forms.entries[i].value;
}

static bool list_is_used(const struct lint *l, struct str list)
{
    for (size_t i = 0; i < l->pack->forms.n; i++)
        for (const struct field *f = form_at(l, i)->fields; f->name; f++)
            if (f->item && str_eq(f->item->list_name, list))
                return true;
    return in_table(screen_lists, list);
}

static void check_list(struct lint *l, const struct pack_codes *list)
{
    const char *file = list->base == list ? "base/codes.csv" : "codes.csv";
    int line = list->codes.n > 0 ? list->codes.items[0].line : 0;
    size_t offered = 0;

    for (size_t i = 0; i < list->codes.n; i++) {
        const struct pack_code *code = &list->codes.items[i];

        offered += !code->retired;
        lint_text(l, LINT_AT(file, code->line, "label"), &code->label,
                  str_fmt(l->arena, "%.*s %.*s", STR_ARG(list->name), STR_ARG(code->code)));
    }
    /* A list that all packs share may hold the program's own states, which nobody chooses. */
    if (offered == 0 && list->base != list)
        lint_found(l, LINT_AT(file, line, "retired"),
                   "all codes of the list %.*s are retired; nothing can be chosen",
                   STR_ARG(list->name));
    if (!list->base && !list_is_used(l, list->name))
        lint_found(l, LINT_AT(file, line, "list"),
                   "no form and no screen uses the list %.*s; delete it", STR_ARG(list->name));
}

/* Of the pack, or of a form that is a folder. */
static bool list_is_there(const struct lint *l, struct str name)
{
    for (size_t i = 0; i < l->pack->forms.n; i++) {
        const struct form_model *m = form_at(l, i)->model;

        for (size_t k = 0; m && k < m->lists.n; k++)
            if (str_eq(m->lists.items[k]->name, name))
                return true;
    }
    return pack_codes_find(l->pack, name) != NULL;
}

static void check_lists(struct lint *l)
{
    struct str rest = l->pack->complete_lists, name;

    for (size_t i = 0; i < l->pack->codes.n; i++)
        check_list(l, l->pack->codes.entries[i].value);
    for (int i = 0; screen_lists[i]; i++)
        if (!pack_codes_find(l->pack, str_c(screen_lists[i])))
            lint_found(l, LINT_AT("codes.csv"), "the list %s is missing; a screen offers it",
                       screen_lists[i]);
    while (str_split(&rest, ' ', &name))
        if (str_given(name) && !list_is_there(l, name))
            lint_found(l, LINT_AT("pack.csv"),
                       "complete_lists names %.*s, and there is no such list", STR_ARG(name));
}

/* The deadline at a higher risk is not later than at a lower one. */
static bool deadlines_fall(const struct pack_step *step)
{
    int last = -1;

    for (int i = 0; i < 4; i++) {
        if (step->due_days[i] < 0)
            continue;
        if (step->due_days[i] < last)
            return false;
        last = step->due_days[i];
    }
    return true;
}

/* Can a required step be done while the case is in the phase? */
static void check_required(struct lint *l, enum phase phase, const struct pack_step *step,
                           struct str where)
{
    struct str rest = step->done_about, about;

    if (step->repeats)
        lint_found(l, LINT_AT("steps.csv", step->line, "repeats"),
                   "%.*s repeats, so it is never finished and the phase can never be "
                   "left; take required away",
                   STR_ARG(where));
    if (phase != PHASE_CLOSURE && str_has_prefix(step->done_by, STR("closure.")))
        lint_found(l, LINT_AT("steps.csv", step->line, "done_by"),
                   "%.*s is done by closing the case, so the phase can never be left; "
                   "move it to the phase closure",
                   STR_ARG(where));
    /* A contact has several ways: a note tells of it in each phase. */
    while (!str_eq(step->done_by, STR("contact.made")) && str_split(&rest, ' ', &about)) {
        const struct pack_form *form = pack_form_find(l->pack, about);

        if (form && form->phase > phase)
            lint_found(l, LINT_AT("steps.csv", step->line, "done_about"),
                       "%.*s needs the form %.*s, which is offered in a later phase",
                       STR_ARG(where), STR_ARG(about));
    }
}

static void check_step(struct lint *l, enum phase phase, const struct pack_step *step)
{
    struct str where =
        str_fmt(l->arena, "%.*s %.*s", STR_ARG(phase_code(phase)), STR_ARG(step->name));

    lint_text(l, LINT_AT("steps.csv", step->line, "what"), &step->what, where);
    lint_text(l, LINT_AT("steps.csv", step->line, "why"), &step->why, where);
    lint_text(l, LINT_AT("steps.csv", step->line, "guidance"), &step->guidance, where);
    if (!text_given(&step->guidance))
        lint_found(l, LINT_AT("steps.csv", step->line, "guidance"),
                   "%.*s has no guidance; say in two sentences how to do it well", STR_ARG(where));
    if (!deadlines_fall(step))
        lint_found(l, LINT_AT("steps.csv", step->line, "due_high to due_none"),
                   "%.*s is due later at a higher risk than at a lower one", STR_ARG(where));
    if (step->required)
        check_required(l, phase, step, where);
}

/* Every phase says what to do, and the last one ends the case. */
static void check_phases(struct lint *l)
{
    const char *last = l->pack->closure_needs_approval ? "closure.approved" : "closure.asked";
    const struct pack_step *end = NULL; /* the last step of all */
    bool ends = false;

    for (int i = 0; i < PHASE_N; i++) {
        const struct pack_phase *phase = &l->pack->phases[i];
        struct str code = phase_code(phase->phase);

        lint_text(l, LINT_AT("phases.csv", phase->line, "label"), &phase->label, code);
        lint_text(l, LINT_AT("phases.csv", phase->line, "why"), &phase->why, code);
        if (phase->steps.n == 0)
            lint_found(l, LINT_AT("phases.csv", phase->line, "phase"),
                       "the phase %.*s has no step; nobody would know what to do", STR_ARG(code));
        for (size_t k = 0; k < phase->steps.n; k++) {
            end = i == PHASE_CLOSURE ? &phase->steps.items[k] : NULL;
            check_step(l, phase->phase, &phase->steps.items[k]);
            ends = ends || (i == PHASE_CLOSURE && phase->steps.items[k].required &&
                            str_eq(phase->steps.items[k].done_by, str_c(last)));
        }
    }
    if (!ends)
        lint_found(l, LINT_AT("steps.csv", end ? end->line : 0, end ? "required" : NULL),
                   "there is no path to the end: the phase closure needs a required step "
                   "with done_by %s",
                   last);
}

enum err pack_lint(struct arena *a, const struct pack *p, struct str *problems)
{
    struct lint l = {.arena = a, .pack = p};

    buf_init(&l.out, a, LINT_MAX);
    lint_text(&l, LINT_AT("pack.csv", 0, "title"), &p->title, STR("the pack"));
    check_lists(&l);
    for (size_t i = 0; i < p->forms.n; i++)
        lint_form(&l, form_at(&l, i));
    check_phases(&l);
    lint_more(&l);
    if (l.out.n == 0)
        return OK;
    *problems = buf_str(&l.out);
    return E_INVALID;
}
