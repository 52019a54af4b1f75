/* search/search_web.c: the search page: one box for numbers, people and notes. */
#include "core/authz.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "feature/note/note.h"
#include "feature/search/search_handlers.h"
#include "search_tmpl.gen.h"
#include "search_views.h"

#define PEOPLE_PAGE 25

/* "34 years old · North District · Omar Haddad": enough to tell two people of one name apart. */
static struct str facts(struct ctx *ctx, const struct search_hit *hit)
{
    struct str parts[] = {casefile_age(ctx, hit->birth_date, hit->birth_estimated), hit->area_name,
                          hit->worker_name};
    struct str text = STR_NONE;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!str_given(parts[i]))
            continue;
        text = str_given(text)
                   ? str_cat(ctx->arena, text, str_cat(ctx->arena, STR(" · "), parts[i]))
                   : parts[i];
    }
    return text;
}

/* Somebody who is not the client: "in the case of Amal Nasser, as another child concerned". */
static struct str in_case(struct ctx *ctx, const struct search_hit *hit)
{
    struct msg_arg args[] = {
        {.name = "name", .text = hit->client_name},
        {.name = "role",
         .text = pack_label(ctx->pack, STR("casefile_role"), hit->role, ctx->locale)}};

    if (!str_given(hit->role))
        return STR_NONE;
    return msg_format(ctx->arena, ctx->locale, MSG_SEARCH_IN_CASE, args, 2);
}

/* Why somebody is there who does not have such a name. */
static struct str why(struct ctx *ctx, const struct search_hit *hit,
                      const struct person_asked *asked)
{
    struct msg_arg what = {.name = "what"};

    switch (hit->match) {
    case PERSON_MATCH_SOUND:
        return ctx_msg(ctx, "person.match_sound");
    case PERSON_MATCH_PHONE:
        what.text = hit->phone;
        return msg_format(ctx->arena, ctx->locale, MSG_PERSON_MATCH_PHONE, &what, 1);
    case PERSON_MATCH_BIRTH:
        what.text = ctx_date_words(ctx, hit->birth_date, DATE_LONG);
        return msg_format(ctx->arena, ctx->locale, MSG_PERSON_MATCH_BIRTH, &what, 1);
    case PERSON_MATCH_IDENTIFIER:
        what.text = asked->number;
        return msg_format(ctx->arena, ctx->locale, MSG_PERSON_MATCH_IDENTIFIER, &what, 1);
    default:
        return STR_NONE;
    }
}

static struct search_hit_view hit_view(struct req *r, const struct search_hit *hit,
                                       const struct person_asked *asked)
{
    struct ctx *ctx = r->ctx;
    bool is_case = id_given(hit->casefile_id);

    return (struct search_hit_view){.person_id = hit->person_id,
                                    .casefile_id = hit->casefile_id,
                                    .name = hit->name,
                                    .initials = casefile_initials(ctx, hit->name),
                                    .number = hit->number,
                                    .by = facts(ctx, hit),
                                    .in_case = in_case(ctx, hit),
                                    .why = why(ctx, hit, asked),
                                    .risk_cls = casefile_risk_class(hit->risk),
                                    .risk =
                                        is_case ? casefile_risk_label(ctx, hit->risk) : STR_NONE,
                                    .is_case = is_case,
                                    .is_closed = str_eq(hit->state, STR("closed")),
                                    .has_page = casefile_has_route(r, "/people/:person")};
}

/* A page of them. */
static enum err people_fill(struct req *r, const struct person_asked *asked, int64_t page,
                            struct search_view *view)
{
    struct search_hit_list hits = {0};
    size_t from = (size_t)(page - 1) * PEOPLE_PAGE;
    bool cut = false;
    enum err e = search_people(r->ctx, asked, &hits, &cut);

    view->too_short = e == E_INVALID;
    if (e == E_INVALID)
        r->ctx->fail = (struct failure){0};
    else
        TRY(e);
    for (size_t i = from; i < hits.n && i < from + PEOPLE_PAGE; i++)
        LIST_ADD(r->ctx->arena, &view->hits, hit_view(r, &hits.items[i], asked));
    view->next = from + PEOPLE_PAGE < hits.n ? page + 1 : 0;
    view->cut = cut && !view->next;
    return OK;
}

static struct str note_about(struct ctx *ctx, const struct note_found *note)
{
    struct msg_arg args[] = {
        {.name = "date", .text = ctx_date_words(ctx, note->occurred_on, DATE_LONG)},
        {.name = "kind", .text = pack_label(ctx->pack, STR("note_kind"), note->kind, ctx->locale)},
        {.name = "name", .text = note->author_name}};

    return msg_format(ctx->arena, ctx->locale, MSG_SEARCH_IN_NOTE, args, 3);
}

static enum err notes_fill(struct ctx *ctx, const struct note_place *from, struct search_view *view)
{
    struct note_found_list found;
    struct note_place next;

    TRY(note_find(ctx, view->q, from, &found, &next));
    for (size_t i = 0; i < found.n; i++) {
        const struct note_found *note = &found.items[i];

        LIST_ADD(ctx->arena, &view->notes,
                 ((struct search_note_view){.casefile_id = note->casefile_id,
                                            .note_id = note->note_id,
                                            .client_name = note->client_name,
                                            .number = note->number,
                                            .about = note_about(ctx, note),
                                            .before = note->before,
                                            .word = note->word,
                                            .after = note->after,
                                            .cut_before = note->cut_before,
                                            .cut_after = note->cut_after}));
    }
    view->goes_on = id_given(next.casefile_id);
    view->notes_case = next.casefile_id;
    view->notes_page = next.page;
    return OK;
}

/* A number leads to its case, unless it is also somebody's. */
static enum err found(struct req *r, struct search_view *view, bool *ret_leave)
{
    struct ctx *ctx = r->ctx;
    const struct person_asked asked = person_asked(ctx, view->q);
    struct note_place from = {.page = req_get_int(r, "notes", 1, 1000000, 1)};
    int64_t page = req_get_int(r, "page", 1, 100, 1);
    bool people = true, notes = page == 1 && authz_can(ctx, CAP_NOTE_READ);
    struct search_case file = {.id = ID_NONE};
    enum err e = search_by_number(ctx, view->q, &file);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    /* Further notes stand alone. */
    if (notes && id_parse(req_get(r, "case"), &from.casefile_id) == OK)
        people = false;
    if (people)
        TRY(people_fill(r, &asked, page, view));
    *ret_leave = e == OK && view->hits.n == 0;
    if (e == OK) {
        view->file = ARENA_NEW(ctx->arena, struct search_case);
        *view->file = file;
    }
    return notes && !view->too_short && !*ret_leave ? notes_fill(ctx, &from, view) : OK;
}

enum err search_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct search_view view = {.q = req_get(r, "q")};
    struct page page = {.title = msg_text(ctx->locale, MSG_NAV_SEARCH), .narrow = true};
    bool leave = false;

    view.searched = str_given(view.q);
    if (view.searched)
        TRY(found(r, &view, &leave));
    if (leave)
        return resp_see_other(r, casefile_href(ctx, view.file->id, ""), NULL);
    view.nothing = view.hits.n == 0 && view.notes.n == 0 && !view.goes_on;
    return resp_page(r, &page, &tmpl_search, &view);
}
