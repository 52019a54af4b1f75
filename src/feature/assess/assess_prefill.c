/* assess/assess_prefill.c: first answers from what is known already: the person, the case, the
 * latest record of another form. Only what the actor may read anyway, and never without asking
 * "still right?". */
#include "core/i18n.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_store.h"

/* What was looked up, once a page. */
struct assess_prefill {
    bool has_person;
    struct person person;
    LIST_OF(struct assess_record) records; /* the latest of each form that was asked for */
};

static enum err person_answer(struct assess_answers *a, struct str name, struct str *ret)
{
    struct assess_prefill *p = a->prefill;
    int children;

    if (str_eq(name, STR("children_n"))) {
        TRY(household_children(a->ctx, a->file->person_id, &children));
        *ret = children < 0 ? STR_NONE : str_fmt(a->ctx->arena, "%d", children);
        return OK;
    }
    if (!p->has_person) {
        TRY(person_load(a->ctx, a->file->person_id, &p->person));
        p->has_person = true;
    }
    const struct {
        const char *name;
        struct str value;
    } all[] = {
        {"given_name", p->person.given_name},
        {"family_name", p->person.family_name},
        {"other_names", p->person.other_names},
        {"sex", p->person.sex},
        {"birth_date", ctx_date_text(a->ctx, p->person.birth_date)},
        {"language", p->person.languages},
        {"phone", p->person.phone},
        {"address", p->person.address},
    };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_eq(name, str_c(all[i].name)))
            *ret = all[i].value;
    return OK;
}

static struct str casefile_answer(struct assess_answers *a, struct str name)
{
    if (str_eq(name, STR("risk")))
        return a->file->risk;
    if (str_eq(name, STR("number")))
        return a->file->number;
    return str_eq(name, STR("opened_on")) ? ctx_date_text(a->ctx, a->file->opened_on) : STR_NONE;
}

static enum err record_of(struct assess_answers *a, struct str form,
                          const struct assess_record **ret)
{
    struct assess_prefill *p = a->prefill;
    struct assess_record record = {0};

    for (size_t i = 0; i < p->records.n; i++)
        if (str_eq(p->records.items[i].form, form)) {
            *ret = &p->records.items[i];
            return OK;
        }
    TRY(assess_latest(a->ctx, a->file, form, INSTANT_NONE, &record));
    record.form = form;
    LIST_ADD(a->ctx->arena, &p->records, record);
    *ret = &p->records.items[p->records.n - 1];
    return OK;
}

static enum err form_answer_of(struct assess_answers *a, struct str form, struct str question,
                               struct str *ret)
{
    const struct assess_record *record;
    struct form_answers answers;

    TRY(record_of(a, form, &record));
    if (!id_given(record->id))
        return OK;
    TRY(form_answers_parse(a->ctx, record->answers, &answers));
    *ret = form_answer(&answers, question);
    return OK;
}

/* The parts of "form.registration.concern". */
struct source {
    struct str kind, name, question;
};

static struct source source_of(const struct form_item *item)
{
    struct source s = {0};
    struct str rest = item->prefill;

    (void)str_split(&rest, '.', &s.kind);
    (void)str_split(&rest, '.', &s.name);
    s.question = rest;
    return s;
}

static enum err find(struct assess_answers *a, const struct form_item *item, struct str *ret)
{
    struct source s = source_of(item);

    *ret = STR_NONE;
    /* Whoever sees a part of the case is told nothing by a form. */
    if (casefile_is_part(a->file))
        return OK;
    if (!a->prefill)
        a->prefill = ARENA_NEW(a->ctx->arena, struct assess_prefill);
    if (str_eq(s.kind, STR("person")))
        return person_answer(a, s.name, ret);
    if (str_eq(s.kind, STR("form")))
        return form_answer_of(a, s.name, s.question, ret);
    if (str_eq(s.kind, STR("casefile")))
        *ret = casefile_answer(a, s.name);
    return OK;
}

enum err assess_prefill_find(struct assess_answers *a, const struct form_item *item,
                             struct str *ret)
{
    struct str first = STR_NONE;

    TRY(find(a, item, ret));
    /* A person speaks several languages, the question may take one. */
    if (item->field->type == FIELD_CODE && str_split(ret, ' ', &first))
        *ret = first;
    return OK;
}

static struct str words(struct assess_answers *a, const char *key, struct msg_arg *args, int n)
{
    return msg_by_key(a->ctx->arena, a->ctx->locale, str_c(key), args, n);
}

struct str assess_from(struct assess_answers *a, struct str name)
{
    const struct form_state *s = form_live_state(a->live, name);
    struct msg_arg args[2] = {{.name = "date"}, {.name = "form"}};
    const struct assess_record *record = &a->source;
    const struct pack_form *def;
    struct source source;

    if (!s || !s->offered || !str_given(s->value))
        return STR_NONE;
    source = source_of(s->item);
    if (!assess_is_earlier(a, name)) {
        if (str_eq(source.kind, STR("person")))
            return words(a, "assess.from_person", NULL, 0);
        if (str_eq(source.kind, STR("casefile")))
            return words(a, "assess.from_case", NULL, 0);
        if (!str_eq(source.kind, STR("form")) || record_of(a, source.name, &record) != OK)
            return STR_NONE;
        def = pack_form_find(a->ctx->pack, source.name);
        args[1].text = def ? text_in(&def->title, a->ctx->locale) : source.name;
    }
    args[0].text = ctx_date_words(a->ctx, ctx_day_of(a->ctx, record->submitted_at), DATE_MEDIUM);
    return words(a, record == &a->source ? "assess.from" : "assess.from_form", args, 2);
}
