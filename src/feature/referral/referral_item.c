/* referral/referral_item.c: what of a case may be shared, and what the receiver sees of it. */
#include "base/buf.h"
#include "feature/assess/assess.h"
#include "feature/referral/referral_internal.h"
#include "feature/referral/referral_store.h"

#define FORMS_MOST 12
#define ANSWERS_MOST 200

/* ---- facts ----------------------------------------------------------------------------------- */

static void fact_add(struct ctx *ctx, struct referral_item_list *list, const char *kind,
                     const char *what, struct str body)
{
    if (str_given(body))
        LIST_ADD(ctx->arena, list,
                 ((struct referral_item){.kind = str_c(kind), .what = str_c(what), .body = body}));
}

/* "~1992-01-01" when only the year is to be trusted. */
static struct str birth_stored(struct ctx *ctx, const struct person *p)
{
    char text[11];

    if (!date_given(p->birth_date))
        return STR_NONE;
    return str_cat(ctx->arena, p->birth_estimated ? STR("~") : STR_NONE,
                   date_format(p->birth_date, text));
}

static enum err facts_fill(struct ctx *ctx, const struct casefile *file,
                           struct referral_item_list *list)
{
    struct casefile_person_list people;
    struct person client;

    TRY(person_load(ctx, file->person_id, &client));
    fact_add(
        ctx, list, "identity", "name",
        str_fmt(ctx->arena, "%.*s|%.*s", STR_ARG(client.given_name), STR_ARG(client.family_name)));
    fact_add(ctx, list, "identity", "birth", birth_stored(ctx, &client));
    fact_add(ctx, list, "identity", "languages", client.languages);
    fact_add(ctx, list, "contact", "phone", client.phone);
    fact_add(ctx, list, "contact", "address", client.address);
    fact_add(ctx, list, "contact", "contact_note", client.contact_note);
    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++)
        fact_add(ctx, list, "household", "person",
                 str_fmt(ctx->arena, "%.*s|%.*s", STR_ARG(people.items[i].role),
                         STR_ARG(people.items[i].name)));
    fact_add(ctx, list, "safety", "safety", file->safety);
    fact_add(ctx, list, "safety", "safety_note", file->safety_note);
    return OK;
}

static struct str codes_text(struct ctx *ctx, const char *list, struct str codes)
{
    struct str rest = codes, code, text = STR_NONE;

    while (str_split(&rest, ' ', &code)) {
        struct str label = pack_label(ctx->pack, str_c(list), code, ctx->locale);

        if (!str_given(code))
            continue;
        text = str_given(text) ? str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(text), STR_ARG(label))
                               : label;
    }
    return text;
}

static struct str birth_text(struct ctx *ctx, struct str stored)
{
    struct person p = {.birth_estimated = str_has_prefix(stored, STR("~"))};

    if (date_parse(str_from(stored, p.birth_estimated ? 1 : 0), &p.birth_date) != OK)
        return STR_NONE;
    return person_birth_text(ctx, &p);
}

struct str referral_name(struct ctx *ctx, struct str stored)
{
    struct person p = {.family_name = stored};

    (void)str_split(&p.family_name, '|', &p.given_name);
    return str_given(stored) ? person_name(ctx, &p) : STR_NONE;
}

static void fact_words(struct ctx *ctx, struct referral_item *item)
{
    item->label = ctx_msg(ctx, str_fmt(ctx->arena, "referral.what_%.*s", STR_ARG(item->what)).p);
    item->text = item->body;
    if (str_eq(item->what, STR("name")))
        item->text = referral_name(ctx, item->body);
    else if (str_eq(item->what, STR("birth")))
        item->text = birth_text(ctx, item->body);
    else if (str_eq(item->what, STR("languages")))
        item->text = codes_text(ctx, "language", item->body);
    else if (str_eq(item->what, STR("safety")))
        item->text = codes_text(ctx, "safety_flag", item->body);
    else if (str_eq(item->what, STR("person"))) {
        struct str rest = item->body, role;

        (void)str_split(&rest, '|', &role);
        item->label = pack_label(ctx->pack, STR("casefile_role"), role, ctx->locale);
        item->text = rest;
    }
}

/* ---- answers --------------------------------------------------------------------------------- */

/* Whoever sees the case may read it, whatever the answer, and its being asked says nothing either.
 */
static bool may_be_shared(struct ctx *ctx, const struct pack_form *def, const struct field *field)
{
    return field_is_asked(field) && str_find(str_c(field->name), STR("/"), 0) < 0 &&
           field->type != FIELD_SIGNATURE && assess_is_for_all(ctx, field) &&
           assess_reader_asked(ctx, def, field) == ASSESS_PLAIN;
}

static enum err record_offer(struct ctx *ctx, const struct casefile *file, struct id record_id,
                             struct referral_item_list *list)
{
    struct assess_record record;
    const struct pack_form *def;
    struct form_answers answers;

    TRY(assess_load(ctx, file, record_id, &record));
    TRY(assess_form_of(ctx, &record, &def));
    if (!def || form_answers_parse(ctx, record.answers, &answers) != OK)
        return OK;
    const struct field *f = form_live_record(ctx, def, &answers);

    for (; f->name && list->n < ANSWERS_MOST; f++) {
        struct str stored = form_answer(&answers, str_c(f->name));

        if (!str_given(stored) || !may_be_shared(ctx, def, f))
            continue;
        LIST_ADD(ctx->arena, list,
                 ((struct referral_item){
                     .what = str_c(f->name),
                     .form = record.form,
                     .form_version = record.form_version,
                     .body = stored,
                     .key = str_fmt(ctx->arena, "%.*s/%s", STR_ARG(record.form), f->name),
                     .label = field_label(ctx, f),
                     .text = form_answer_text(ctx, f, stored)}));
    }
    return OK;
}

static bool is_newest_of_form(const struct assess_record_list *all, size_t at)
{
    const struct assess_record *r = &all->items[at];

    if (!assess_is_submitted(r) || id_given(r->replaced_by))
        return false;
    for (size_t i = 0; i < at; i++) {
        const struct assess_record *other = &all->items[i];

        if (assess_is_submitted(other) && !id_given(other->replaced_by) &&
            str_eq(other->form, r->form))
            return false;
    }
    return true;
}

static enum err answers_fill(struct ctx *ctx, const struct casefile *file,
                             struct referral_item_list *list)
{
    struct assess_record_list all;
    int forms = 0;

    TRY(assess_list_for_casefile(ctx, file, &all));
    for (size_t i = 0; i < all.n && forms < FORMS_MOST; i++) {
        if (!is_newest_of_form(&all, i))
            continue;
        forms++;
        TRY(record_offer(ctx, file, all.items[i].id, list));
    }
    return OK;
}

enum err referral_offer(struct ctx *ctx, const struct casefile *file,
                        struct referral_item_list *ret_facts,
                        struct referral_item_list *ret_answers)
{
    struct referral_item_list facts = {0}, answers = {0};

    TRY(facts_fill(ctx, file, &facts));
    for (size_t i = 0; i < facts.n; i++)
        fact_words(ctx, &facts.items[i]);
    TRY(answers_fill(ctx, file, &answers));
    *ret_facts = facts;
    *ret_answers = answers;
    return OK;
}

/* ---- a choice of it ---------------------------------------------------------------------------
 */

static enum err answers_choose(struct ctx *ctx, const struct referral_draft *draft,
                               const struct referral_item_list *offered,
                               struct referral_item_list *list)
{
    struct str rest = draft->answers, key;

    while (str_split(&rest, ' ', &key)) {
        bool found = !str_given(key);

        for (size_t i = 0; i < offered->n && !found; i++) {
            struct referral_item item = offered->items[i];

            found = str_eq(item.key, key);
            item.kind = draft->answer_kinds;
            if (found)
                LIST_ADD(ctx->arena, list, item);
        }
        if (!found)
            return ctx_fail(ctx, E_INVALID, "referral.answer_not_offered", NULL);
    }
    if (str_given(str_trim(draft->answers)) && !str_given(draft->answer_kinds))
        return ctx_fail(ctx, E_INVALID, "referral.answer_kinds_missing", "answer_kinds");
    return OK;
}

enum err referral_choose(struct ctx *ctx, const struct casefile *file,
                         const struct referral_draft *draft, struct referral_item_list *ret)
{
    struct referral_item_list facts, answers, list = {0};

    TRY(referral_offer(ctx, file, &facts, &answers));
    /* The name first: the list of what was received shows it. */
    for (size_t i = 0; i < facts.n; i++) {
        if (pack_has_word(draft->kinds, facts.items[i].kind))
            LIST_ADD(ctx->arena, &list, facts.items[i]);
    }
    LIST_ADD(
        ctx->arena, &list,
        ((struct referral_item){.kind = STR("needs"), .what = STR("need"), .body = draft->need}));
    TRY(answers_choose(ctx, draft, &answers, &list));
    *ret = list;
    return OK;
}

struct str referral_kinds(struct ctx *ctx, const struct referral_item_list *items)
{
    struct str all = STR_NONE, code;

    for (size_t i = 0; i < items->n; i++) {
        struct str rest = items->items[i].kind;

        while (str_split(&rest, ' ', &code)) {
            if (str_given(code) && !pack_has_word(all, code))
                all = str_given(all) ? str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(all), STR_ARG(code))
                                     : code;
        }
    }
    return all;
}

/* ---- reading ----------------------------------------------------------------------------------
 */

static enum err answer_words(struct ctx *ctx, struct referral_item *item)
{
    const struct assess_record record = {.form = item->form, .form_version = item->form_version};
    const struct pack_form *def;
    const struct field *f;

    TRY(assess_form_of(ctx, &record, &def));
    f = def ? field_find(def->fields, item->what) : NULL;
    item->key = str_fmt(ctx->arena, "%.*s/%.*s", STR_ARG(item->form), STR_ARG(item->what));
    item->label = f ? field_label(ctx, f) : item->what;
    item->text = f ? form_answer_text(ctx, f, item->body) : item->body;
    return OK;
}

enum err referral_items(struct ctx *ctx, const struct referral *referral,
                        struct referral_item_list *ret)
{
    TRY(referral_store_items(ctx, referral->id, ret));
    for (size_t i = 0; i < ret->n; i++) {
        struct referral_item *item = &ret->items[i];

        item->chosen = true;
        if (str_given(item->form))
            TRY(answer_words(ctx, item));
        else
            fact_words(ctx, item);
    }
    return OK;
}
