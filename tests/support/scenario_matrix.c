/* support/scenario_matrix.c: every route as every player on a record of theirs and of strangers.
 * What must come back is computed from capability and scope, not recorded: a missing check in a
 * handler shows as "200, not 404". The fixture file saves one record for each :parameter, twice:
 * `save note` made by ana, `save other.note` made by rami. */
#include "scenario_matrix.h"

#include <stdio.h>
#include <string.h>

#include "core/feature.h"
#include "core/pack.h"

/* The cells of one file. */
struct matrix {
    struct scene *scene;
    struct world *world;
    struct arena *arena;
    int cells, wrong;
};

/* Parameters whose records belong to no case: who may have them. */
static const struct {
    const char *param;
    enum {
        MATRIX_OWNER_ONLY,
        MATRIX_EVERYBODY,
        MATRIX_UNIT_OR_ALL,
        MATRIX_TEAM,   /* all of the owner's team, and who works above it */
        MATRIX_SENDER, /* the owner, and the supervisor of the team */
        MATRIX_BEARER  /* whoever has the secret: ana's opens something, rami's was taken back */
    } who;
} special[] = {
    {"print", MATRIX_OWNER_ONLY},   {"digest", MATRIX_EVERYBODY},
    {"session", MATRIX_OWNER_ONLY}, {"draft", MATRIX_OWNER_ONLY},
    {"account", MATRIX_EVERYBODY},  {"absence", MATRIX_OWNER_ONLY},
    {"token_feed", MATRIX_BEARER},  {"team", MATRIX_EVERYBODY},
    {"agency", MATRIX_EVERYBODY},   {"area", MATRIX_EVERYBODY},
    {"seat", MATRIX_EVERYBODY},     {"event", MATRIX_EVERYBODY},
    {"topic", MATRIX_EVERYBODY},    {"report", MATRIX_EVERYBODY},
    {"service", MATRIX_EVERYBODY},  {"organization", MATRIX_EVERYBODY},
    {"change", MATRIX_UNIT_OR_ALL}, {"received", MATRIX_TEAM},
    {"token", MATRIX_BEARER},       {"device", MATRIX_OWNER_ONLY},
    {"enrolled", MATRIX_EVERYBODY}, {"review", MATRIX_SENDER},
};

static const struct player *player_of(const char *login)
{
    for (int i = 0; i < scenario_cast_n; i++) {
        if (strcmp(scenario_cast[i].login, login) == 0)
            return &scenario_cast[i];
    }
    return NULL;
}

/* "North 1" is in the agency north. */
static bool team_is_in(const char *team, const char *agency)
{
    return strncmp(team, "North", 5) == 0 ? strcmp(agency, "north") == 0
                                          : strcmp(agency, "south") == 0;
}

static bool may_see(const struct player *p, const struct player *owner, struct str param)
{
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        if (!str_eq(param, str_c(special[i].param)))
            continue;
        if (special[i].who == MATRIX_SENDER)
            return p == owner || (p->role == ROLE_SUPERVISOR && strcmp(p->unit, owner->unit) == 0);
        if (special[i].who == MATRIX_BEARER)
            return strcmp(owner->login, "ana") == 0;
        if (special[i].who == MATRIX_TEAM && strcmp(p->scope_kind, "own") == 0)
            return strcmp(p->unit, owner->unit) == 0;
        if (special[i].who == MATRIX_TEAM)
            break;
        if (special[i].who != MATRIX_UNIT_OR_ALL)
            return special[i].who == MATRIX_EVERYBODY || p == owner;
        if (strcmp(p->scope_kind, "all") == 0)
            return true;
    }
    if (strcmp(p->scope_kind, "own") == 0)
        return p == owner;
    if (strcmp(p->scope_kind, "team") == 0)
        return strcmp(p->unit, owner->unit) == 0;
    if (strcmp(p->scope_kind, "agency") == 0)
        return team_is_in(owner->unit, p->unit);
    return false;
}

/* The route's path with the ids of the owner's records; false when the fixture lacks one. */
static bool path_fill(struct matrix *m, const struct route *route, bool other, struct str *ret,
                      struct str *last_param)
{
    struct str rest = str_from(str_c(route->path), 1), part;
    struct buf path;

    buf_init(&path, m->arena, 4096);
    *last_param = STR_NONE;
    while (str_split(&rest, '/', &part)) {
        buf_put_c(&path, '/');
        if (part.n == 0 || part.p[0] != ':') {
            buf_put(&path, part);
            continue;
        }
        *last_param = str_from(part, 1);
        struct str value = scene_recall(
            m->scene, other ? str_cat(m->arena, STR("other."), *last_param) : *last_param);

        if (!str_given(value)) {
            printf("# matrix: %s: no record saved as %s%.*s\n", route->path, other ? "other." : "",
                   STR_ARG(*last_param));
            return false;
        }
        buf_put(&path, value);
    }
    *ret = path.n ? buf_str(&path) : STR("/");
    return true;
}

/* An answer that the field takes, so that the handler itself has to refuse a stranger's record and
 * not the page that shows what is wrong with an empty form. Ids are those of the fixture, by the
 * field's name ("person" or "worker_id"). */
static struct str field_answer(struct matrix *m, const struct field *f, bool other)
{
    const struct pack_codes *codes =
        f->codes ? pack_codes_find(m->world->pack, str_c(f->codes)) : NULL;
    struct str name = str_c(f->name), id;
    char day[11];

    switch (f->type) {
    case FIELD_CODE:
    case FIELD_CODES:
        return codes && codes->codes.n ? codes->codes.items[0].code : STR("x");
    case FIELD_YESNO:
        return STR("yes");
    case FIELD_BOOL:
        return STR("1");
    case FIELD_INT:
        return str_fmt(m->arena, "%d", f->min > 1 ? f->min : 1);
    case FIELD_DATE:
        return str_dup(m->arena, date_format(date_of(m->world->now, 0), day));
    case FIELD_ID:
        if (str_has_suffix(name, STR("_id")))
            name = str_slice(name, 0, name.n - 3);
        id = scene_recall(m->scene, other ? str_cat(m->arena, STR("other."), name) : name);
        return str_given(id) ? id : scene_recall(m->scene, STR("case"));
    default:
        return STR("something");
    }
}

static struct str form_answers(struct matrix *m, const struct route *route, bool other)
{
    struct buf out;

    buf_init(&out, m->arena, 1 << 16);
    for (const struct field *f = route->form; f && f->name; f++) {
        if (f->type != FIELD_NOTE && f->type != FIELD_SECTION && f->type != FIELD_SECRET)
            buf_printf(&out, "&%s=%.*s", f->name, STR_ARG(field_answer(m, f, other)));
    }
    return buf_str(&out);
}

static void request_run(struct matrix *m, const struct player *p, const struct route *route,
                        struct str path, struct str answers, struct http_response *response)
{
    struct world *w = m->world;
    bool post = route->method == METHOD_POST;
    struct str body = STR_NONE;

    arena_reset(w->request);
    w->actor = str_c(p->login);
    if (post) {
        struct str cmd = world_cmd(w), csrf = world_csrf(w);

        body = str_fmt(m->arena, "cmd=%.*s&csrf=%.*s%.*s", STR_ARG(cmd), STR_ARG(csrf),
                       STR_ARG(answers));
    }
    const struct world_ask ask = {post ? STR("POST") : STR("GET"), path, body, false};

    world_request(w, &ask, response);
}

static bool status_fits(int status, bool capable, bool visible)
{
    if (!capable)
        return status == 403;
    if (!visible)
        return status == 404;
    return status != 403 && status != 404 && status < 500;
}

static void cell_judge(struct matrix *m, const struct player *p, const struct route *route,
                       bool other, bool filled)
{
    const struct player *owner = player_of(other ? "rami" : "ana");
    struct http_response response;
    struct str path, param;

    if (!path_fill(m, route, other, &path, &param)) {
        m->wrong++;
        return;
    }
    bool capable = role_has(p->role, route->need);
    bool visible = !str_given(param) || may_see(p, owner, param);

    /* What a filled form does where it may is for scenarios; here it must be refused. */
    if (filled && capable && visible)
        return;
    request_run(m, p, route, path, filled ? form_answers(m, route, other) : STR_NONE, &response);
    m->cells++;
    if (!status_fits(response.status, capable, visible)) {
        m->wrong++;
        printf("# matrix: %s %s%s as %s (%s) on %s's record: %d, not %s\n",
               route->method == METHOD_GET ? "GET" : "POST", route->path,
               filled ? " (filled in)" : "", p->login, role_code(p->role).p, owner->login,
               response.status,
               !capable   ? "403"
               : !visible ? "404"
                          : "an answer");
    }
    /* What changed something would change the next cells: a fresh world. */
    if (response.status < 400 && route->method == METHOD_POST)
        scene_again(m->scene, m->scene->line);
}

static void cell_run(struct matrix *m, const struct player *p, const struct route *route,
                     bool other)
{
    cell_judge(m, p, route, other, false);
    if (route->form)
        cell_judge(m, p, route, other, true);
}

static bool has_param(const struct route *route)
{
    return strchr(route->path, ':') != NULL;
}

static void routes_run(struct matrix *m)
{
    for (const struct feature *const *f = m->world->site.features; *f; f++) {
        for (const struct route *route = (*f)->routes; route && route->path; route++) {
            if (route->need == CAP_PUBLIC || route->need == CAP_DEV || route->need == CAP_DEVICE)
                continue;
            for (int i = 0; i < scenario_cast_n; i++) {
                cell_run(m, &scenario_cast[i], route, false);
                if (has_param(route))
                    cell_run(m, &scenario_cast[i], route, true);
            }
        }
    }
    printf("# matrix: %d cells, %d wrong\n", m->cells, m->wrong);
}

void scenario_matrix(struct scene *s, const struct str *words, int n)
{
    struct matrix m = {.scene = s, .world = &s->world, .arena = s->arena};

    (void)words, (void)n;
    if (s->keeps)
        return;
    routes_run(&m);
    if (m.wrong)
        scene_fail(s, "the matrix has wrong cells", STR_NONE);
}
