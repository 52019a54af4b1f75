/* casefile/casefile_people_web.c: who is in the case, taking people in and out. */
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"

const struct field casefile_people_form[] = {
    {"person", FIELD_ID, .label = "casefile.person", .required = true},
    {"role", FIELD_CODE, .label = "casefile.person_role", .codes = "casefile_role",
     .required = true},
    FIELDS_END,
};

static struct casefile_person_view person_view(struct ctx *ctx, const struct casefile_person *p)
{
    return (struct casefile_person_view){.person_id = p->person_id,
                                         .name = p->name,
                                         .initials = casefile_initials(ctx, p->name),
                                         .role = p->role,
                                         .age =
                                             casefile_age(ctx, p->birth_date, p->birth_estimated),
                                         .phone = p->phone};
}

static bool is_in(const struct casefile *file, const struct casefile_person_list *people,
                  struct id person_id)
{
    for (size_t i = 0; i < people->n; i++) {
        if (id_eq(people->items[i].person_id, person_id))
            return true;
    }
    return id_eq(file->person_id, person_id);
}

static struct str hit_facts(struct ctx *ctx, const struct person_hit *hit)
{
    struct str age = casefile_age(ctx, hit->birth_date, hit->birth_estimated);

    if (!str_given(age) || !str_given(hit->area_name))
        return str_given(age) ? age : hit->area_name;
    return str_cat(ctx->arena, age, str_cat(ctx->arena, STR(" · "), hit->area_name));
}

static enum err found_fill(struct req *r, const struct casefile *file,
                           const struct casefile_person_list *people,
                           struct casefile_people_view *view)
{
    struct ctx *ctx = r->ctx;
    struct person_hit_list hits;

    view->query = r->form.sent ? form_typed(&r->form, "q") : req_get(r, "q");
    view->searched = str_given(view->query);
    TRY(person_search(ctx, view->query, &hits));
    for (size_t i = 0; i < hits.n; i++) {
        const struct person_hit *hit = &hits.items[i];

        LIST_ADD(ctx->arena, &view->found,
                 ((struct casefile_found_view){.person_id = hit->id,
                                               .name = hit->name,
                                               .by = hit_facts(ctx, hit),
                                               .is_in = is_in(file, people, hit->id)}));
    }
    return OK;
}

enum err casefile_people_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_person_list people;
    struct casefile_people_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(casefile_people(ctx, &file, &people));
    view.casefile_id = file.id;
    view.client = (struct casefile_person_view){
        .person_id = file.person_id,
        .name = file.client_name,
        .initials = casefile_initials(ctx, file.client_name),
        .age = casefile_age(ctx, file.client_birth, file.client_birth_estimated),
        .phone = file.client_phone};
    for (size_t i = 0; i < people.n; i++)
        LIST_ADD(ctx->arena, &view.people, person_view(ctx, &people.items[i]));
    view.may_edit =
        casefile_is_open(&file) && file.access == CASEFILE_WRITE && authz_can(ctx, CAP_PERSON_EDIT);
    view.has_pages = casefile_has_route(r, "/people/:person");
    view.role = form_field(ctx, &r->form, casefile_people_form, "role", STR_NONE);
    if (view.may_edit)
        TRY(found_fill(r, &file, &people, &view));
    return casefile_page(r, &file, "people", msg_text(ctx->locale, MSG_CASEFILE_PEOPLE_TITLE),
                         (struct panel_view){&tmpl_casefile_people, &view});
}

static struct str people_href(struct ctx *ctx, const struct casefile *file)
{
    return casefile_href(ctx, file->id, "people");
}

enum err casefile_people_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(casefile_add_person(ctx, &file, form_id(&r->form, "person"), form_code(&r->form, "role")));
    return resp_see_other(r, people_href(ctx, &file), "casefile.done_person_added");
}

enum err casefile_person_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(casefile_remove_person(ctx, &file, req_id(r, "person"),
                               str_trim(form_typed(&r->form, "reason"))));
    return resp_see_other(r, people_href(ctx, &file), "casefile.done_person_removed");
}
