/* core/pack_role.c: roles.csv, what the roles of the program are called in the programme. The names
 * take the place of those in the shared list "role", which all pages show. */
#include "core/pack_sheet.h"

/* The list of the pack: a copy of the shared one, to be renamed. */
static struct pack_codes *list_copy(struct sheet *s)
{
    struct loader *l = s->loader;
    struct pack_codes *shared = map_get(&l->pack->codes, STR("role")), *list;

    if (!shared || shared->base != shared) {
        loader_problem(l, s->path,
                       shared ? "the roles stand in codes.csv too; delete the list there"
                              : "there is no list role in packs/base/codes.csv");
        return NULL;
    }
    list = ARENA_NEW(l->arena, struct pack_codes);
    *list = (struct pack_codes){.name = shared->name, .base = shared, .instance = shared->instance};
    for (size_t i = 0; i < shared->codes.n; i++)
        LIST_ADD(l->arena, &list->codes, shared->codes.items[i]);
    map_set(&l->pack->codes, list->name, list);
    return list;
}

static void read_role(struct sheet *s, struct pack_codes *list)
{
    struct pack *p = s->loader->pack;
    struct pack_role role = {.code = sheet_cell(s, "role"),
                             .label = sheet_need_text(s, "label"),
                             .why = sheet_text(s, "why"),
                             .line = s->line};
    bool known = false;

    for (size_t i = 0; i < p->roles.n; i++)
        if (str_eq(p->roles.items[i].code, role.code))
            sheet_problem(s, "the role %.*s stands here twice; delete one row", STR_ARG(role.code));
    for (size_t i = 0; i < list->codes.n; i++) {
        if (str_eq(list->codes.items[i].code, role.code)) {
            list->codes.items[i].label = role.label;
            known = true;
        }
    }
    if (!known)
        sheet_problem(s,
                      "there is no role \"%.*s\"; the program has worker, supervisor, coordinator, "
                      "analyst, administrator and auditor",
                      STR_ARG(role.code));
    LIST_ADD(s->loader->arena, &p->roles, role);
}

void pack_roles_read(struct loader *l)
{
    static const char *const columns[] = {"!role", "!label:*", "why:*", NULL};
    struct pack_codes *list;
    struct sheet s;

    if (!map_get(l->files, STR("roles.csv")) || !sheet_open(l, &s, STR("roles.csv"), columns))
        return;
    list = list_copy(&s);
    while (list && sheet_next(&s))
        read_role(&s, list);
}
