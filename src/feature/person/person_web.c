/* person/person_web.c: the search over people, the page of a person, its journal, and what all
 * pages about people share. */
#include "core/feature.h"
#include "core/pack.h"
#include "person_feature.h"
#include "person_key.h"
#include "person_part.h"
#include "person_tmpl.gen.h"

/* ---- shared --------------------------------------------------------------------------------- */

struct str person_path(struct ctx *ctx, struct id id, const char *after)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/people/%.*s%s%s", STR_ARG(id_format(id, text)), after ? "/" : "",
                   after ? after : "");
}

struct person_row_view person_row(struct ctx *ctx, const struct person *p)
{
    return (struct person_row_view){.id = p->id,
                                    .name = person_name(ctx, p),
                                    .initials = person_initials(ctx, p),
                                    .age = person_age_text(ctx, p),
                                    .area = p->area_name,
                                    .sex = p->sex};
}

enum err person_row_numbered(struct ctx *ctx, const struct person *p, struct person_row_view *ret)
{
    struct person_case_list cases = {0};

    *ret = person_row(ctx, p);
    TRY(person_cases(ctx, p, &cases));
    for (size_t i = 0; i < cases.n && !str_given(ret->case_number); i++) {
        if (str_given(cases.items[i].role))
            continue;
        ret->case_number = cases.items[i].number;
        ret->case_state = cases.items[i].state;
    }
    return OK;
}

enum err person_of_path(struct req *r, struct person *ret, struct person_row_view *ret_row)
{
    TRY(person_load(r->ctx, req_id(r, "person"), ret));
    return person_row_numbered(r->ctx, ret, ret_row);
}

enum err person_of_text(struct req *r, struct str text, struct person *ret)
{
    struct id id;

    if (id_parse(text, &id) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return person_load(r->ctx, id, ret);
}

/* Why the row is there, said only when it is not the name itself. */
static struct str matched_text(struct ctx *ctx, const struct person_found *f)
{
    struct msg_arg what = {.name = "what", .text = f->match_text};
    const char *key = NULL;

    switch (f->match) {
    case PERSON_MATCH_NAME:
        key = str_given(f->match_text) ? "person.match_earlier" : "person.match_name";
        break;
    case PERSON_MATCH_SOUND:
        key = "person.match_sound";
        break;
    case PERSON_MATCH_PHONE:
        key = "person.match_phone";
        what.text = f->person.phone;
        break;
    case PERSON_MATCH_BIRTH:
        key = "person.match_birth";
        what.text = person_birth_text(ctx, &f->person);
        break;
    case PERSON_MATCH_IDENTIFIER:
        key = "person.match_identifier";
        break;
    case PERSON_MATCH_RECENT:
        return STR_NONE;
    }
    return msg_by_key(ctx->arena, ctx->locale, str_c(key), &what, 1);
}

static struct person_row_view found_row(struct ctx *ctx, const struct person_found *f)
{
    struct person_row_view row = person_row(ctx, &f->person);

    row.case_number = f->case_number;
    row.case_state = f->case_state;
    row.matched = matched_text(ctx, f);
    return row;
}

enum err person_pick_fill(struct req *r, struct id leave_out, struct person_pick_view *ret)
{
    struct person_found_list found = {0};
    bool more;

    ret->q = req_get(r, "q");
    ret->searched = str_given(ret->q);
    if (!ret->searched)
        return OK;
    TRY(person_find(r->ctx, ret->q, 1, &found, &more));
    for (size_t i = 0; i < found.n; i++) {
        if (!id_eq(found.items[i].person.id, leave_out))
            LIST_ADD(r->ctx->arena, &ret->rows, found_row(r->ctx, &found.items[i]));
    }
    return OK;
}

/* ---- the list ------------------------------------------------------------------------------- */

enum err person_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct people_view view = {.q = req_get(r, "q"), .may_edit = authz_can(ctx, CAP_PERSON_EDIT)};
    struct page page = {
        .title = ctx_msg(ctx, "person.people"), .nav = "/people", .own_heading = true};
    struct person_found_list found = {0};
    int64_t number = req_get_int(r, "page", 1, 1000, 1);
    bool more;

    view.searched = str_given(view.q);
    TRY(person_find(ctx, view.q, number, &found, &more));
    for (size_t i = 0; i < found.n; i++)
        LIST_ADD(ctx->arena, &view.rows, found_row(ctx, &found.items[i]));
    view.pager = req_pager(r, number, more);
    view.paged = view.pager.has_prev || view.pager.has_next;
    return resp_page(r, &page, &tmpl_people, &view);
}

/* ---- the page of a person ------------------------------------------------------------------- */

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (str_eq(str_c(name), str_c(*names)))
            return true;
    }
    return false;
}

/* Where a fact leads: its box on the edit page, a call, a letter. */
static void fact_link(struct ctx *ctx, const struct person *p, const char *name,
                      struct fact_view *fact)
{
    fact->is_number = is_one_of(name, (const char *const[]){"phone", "email", NULL});
    if (str_eq(str_c(name), STR("birth")))
        fact->anchor = p->birth_estimated ? STR("f-age") : STR("f-birth_date");
    else if (str_eq(str_c(name), STR("phone")))
        fact->href = str_fmt(ctx->arena, "tel:%s%.*s", fact->text.p[0] == '+' ? "+" : "",
                             STR_ARG(person_digits(ctx, fact->text)));
    else if (str_eq(str_c(name), STR("email")))
        fact->href = str_cat(ctx->arena, STR("mailto:"), fact->text);
}

static void fact_add(struct ctx *ctx, struct person_page_view *view, const struct person *p,
                     const char *name)
{
    static const char *const contact[] = {"phone",   "email", "contact_note",
                                          "address", "area",  NULL};

    for (int i = 0; i < person_part_n; i++) {
        const struct person_part *part = &person_parts[i];
        struct fact_view fact = {.label = ctx_msg(ctx, part->label),
                                 .anchor = str_fmt(ctx->arena, "f-%s", part->name),
                                 .text = person_part_words(ctx, p, part)};

        if (!str_eq(str_c(part->name), str_c(name)) || !str_given(fact.text))
            continue;
        fact_link(ctx, p, name, &fact);
        fact.is_block = str_find(fact.text, STR("\n"), 0) >= 0;
        if (is_one_of(name, contact))
            LIST_ADD(ctx->arena, &view->contact, fact);
        else
            LIST_ADD(ctx->arena, &view->facts, fact);
    }
}

static void facts_fill(struct ctx *ctx, struct person_page_view *view, const struct person *p)
{
    static const char *const shown[] = {"other_names", "sex",   "birth", "died_on",
                                        "languages",   "phone", "email", "contact_note",
                                        "address",     "area"};

    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        fact_add(ctx, view, p, shown[i]);
}

static enum err identifiers_fill(struct ctx *ctx, struct person_page_view *view,
                                 const struct person *p)
{
    struct person_identifier_list list = {0};

    TRY(person_identifiers(ctx, p, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(
            ctx->arena, &view->identifiers,
            ((struct identifier_view){list.items[i].id, list.items[i].kind, list.items[i].value}));
    return OK;
}

static enum err relatives_fill(struct ctx *ctx, struct person_page_view *view,
                               const struct person *p)
{
    struct relationship_list list = {0};

    TRY(relationship_list(ctx, p, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct relationship *rel = &list.items[i];

        LIST_ADD(ctx->arena, &view->relatives,
                 ((struct relative_view){.id = rel->id,
                                         .person = person_row(ctx, &rel->other),
                                         .kind = rel->kind,
                                         .since = rel->since,
                                         .tie = rel->tie,
                                         .has_case = rel->has_case}));
    }
    return OK;
}

static enum err households_fill(struct ctx *ctx, struct person_page_view *view,
                                const struct person *p)
{
    struct household_list list = {0};

    TRY(household_list(ctx, p, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct household_card_view *card = LIST_PUSH(ctx->arena, &view->households);

        TRY(household_card_fill(ctx, &list.items[i], p->id, card));
    }
    return OK;
}

static enum err cases_fill(struct ctx *ctx, struct person_page_view *view, const struct person *p)
{
    struct person_case_list list = {0};

    TRY(person_cases(ctx, p, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct person_case *c = &list.items[i];

        LIST_ADD(ctx->arena, &view->cases,
                 ((struct person_case_view){.id = c->id,
                                            .number = c->number,
                                            .state = c->state,
                                            .role = c->role,
                                            .opened_on = c->opened_on,
                                            .closed_on = c->closed_on}));
    }
    return OK;
}

enum err person_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_page_view view = {.may_edit = authz_can(ctx, CAP_PERSON_EDIT),
                                    .may_merge = authz_can(ctx, CAP_PERSON_MERGE)};
    struct page page = {.nav = "/people", .own_heading = true};
    struct person_merge_list merges = {0};
    struct contact_rules rules;

    TRY(person_of_path(r, &person, &view.person));
    /* A record that was merged away is another address of the one that was kept. */
    if (!id_eq(person.id, req_id(r, "person")))
        return resp_see_other(r, person_path(ctx, person.id, NULL), NULL);
    page.title = view.person.name;
    TRY(person_contact(ctx, person.id, &rules, NULL));
    view.reach = contact_line(ctx, &rules, person.id);
    facts_fill(ctx, &view, &person);
    TRY(identifiers_fill(ctx, &view, &person));
    TRY(households_fill(ctx, &view, &person));
    TRY(relatives_fill(ctx, &view, &person));
    TRY(cases_fill(ctx, &view, &person));
    TRY(person_merges(ctx, &person, &merges));
    view.has_merges = merges.n > 0;
    TRY(panels_draw(r, SLOT_PERSON, &person, &view.panels));
    return resp_page(r, &page, &tmpl_person, &view);
}

enum err person_journal_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct person person;
    struct person_journal_view view = {0};
    struct person_event_list events = {0};
    struct page page = {.title = ctx_msg(ctx, "person.journal"), .nav = "/people"};
    int64_t number = req_get_int(r, "page", 1, 1000, 1);
    bool more;

    TRY(person_of_path(r, &person, &view.person));
    TRY(person_journal(ctx, &person, number, &events, &more));
    for (size_t i = 0; i < events.n; i++)
        LIST_ADD(ctx->arena, &view.events,
                 ((struct person_event_view){.title = events.items[i].title,
                                             .who = events.items[i].who,
                                             .at = events.items[i].at}));
    view.pager = req_pager(r, number, more);
    return resp_page(r, &page, &tmpl_person_journal, &view);
}
