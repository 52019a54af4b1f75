/* core/pack_meaning.c: chronology.csv, what in the life of a case counts as harm, and what
 * protects.
 */
#include "core/event.h"
#include "core/form_model.h"
#include "core/pack_sheet.h"

bool pack_condition_holds(struct arena *a, const struct form *form, struct str condition)
{
    struct str name, codes, code;

    if (!pack_condition_split(condition, &name, &codes))
        return true;
    struct str answers = form_text(form, str_z(a, name));

    while (str_split(&answers, ' ', &code))
        if (pack_has_word(codes, code))
            return true;
    return false;
}

unsigned pack_meaning_answered(struct arena *a, const struct pack *p, const struct event *event,
                               const struct form *form)
{
    unsigned means = 0;

    for (size_t i = 0; i < p->meanings.n; i++) {
        const struct pack_meaning *m = &p->meanings.items[i];

        if (str_given(m->condition) &&
            pack_is_heard(m->event, m->about, str_c(event->kind), event->about) &&
            pack_condition_holds(a, form, m->condition))
            means |= m->means;
    }
    return means;
}

static unsigned read_means(struct sheet *s)
{
    struct str cell = sheet_cell(s, "means");

    if (str_eq(cell, STR("harm")))
        return EVENT_HARM;
    if (str_eq(cell, STR("protective")))
        return EVENT_PROTECTIVE;
    sheet_problem(s, "means is \"%.*s\"; write harm or protective", STR_ARG(cell));
    return 0;
}

static bool has_sensitive_code(const struct pack_codes *list)
{
    for (size_t i = 0; list && i < list->codes.n; i++)
        if (list->codes.items[i].sensitive)
            return true;
    return false;
}

/* Everybody who sees the case sees what counts as harm: an answer that is not for all of them must
 * not show through it. */
static void check_condition(struct sheet *s, const struct pack_meaning *meaning)
{
    const struct pack *pack = s->loader->pack;
    const struct pack_form *form = pack_form_find(pack, meaning->about);
    struct str name, codes;
    const struct field *f;

    if (!str_given(meaning->condition))
        return;
    if (!form) {
        sheet_problem(s, "a condition is about one form; write its name under about");
        return;
    }
    pack_condition_check(s, form, "condition", meaning->condition);
    f = pack_condition_split(meaning->condition, &name, &codes) ? field_find(form->fields, name)
                                                                : NULL;
    if (f && (f->sensitive || str_given(f->item->readers) ||
              (f->codes && has_sensitive_code(pack_codes_find(pack, str_c(f->codes))))))
        sheet_problem(s,
                      "condition: the answer to %s is not for everybody to read; the chronology "
                      "cannot use it",
                      f->name);
}

void pack_meanings_read(struct loader *l)
{
    static const char *const columns[] = {"!meaning", "!event", "about", "condition",
                                          "!means",   "note",   NULL};
    struct sheet s;

    if (!map_get(l->files, STR("chronology.csv")) ||
        !sheet_open(l, &s, STR("chronology.csv"), columns))
        return;
    while (sheet_next(&s)) {
        struct pack_meaning meaning = {.name = sheet_name(&s, "meaning"),
                                       .event = sheet_cell(&s, "event"),
                                       .about = sheet_cell(&s, "about"),
                                       .condition = sheet_cell(&s, "condition"),
                                       .means = read_means(&s),
                                       .line = s.line};

        if (!str_given(meaning.event))
            sheet_problem(&s, "event is empty; write one, such as casefile.risk_changed");
        for (size_t i = 0; i < l->pack->meanings.n; i++)
            if (str_eq(l->pack->meanings.items[i].name, meaning.name))
                sheet_problem(&s, "the meaning %.*s stands here twice; delete one row",
                              STR_ARG(meaning.name));
        check_condition(&s, &meaning);
        LIST_ADD(l->arena, &l->pack->meanings, meaning);
    }
}
