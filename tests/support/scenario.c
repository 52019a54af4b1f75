/* support/scenario.c: runs *.scn files: requests and what must come back, each file in a fresh
 * world. The language is described in docs/how-to/scenarios.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/assets.h"
#include "base/num.h"
#include "plat/os.h"
#include "scenario_matrix.h"
#include "scenario_scene.h"

/* --keep yes: the world is of today, the matrix is not run, and what was saved is printed. */
static bool keep;

static void lines_run(struct scene *s, int until);
static void world_names(struct scene *s);

void scene_fail(struct scene *s, const char *what, struct str more)
{
    printf("# %s:%d: %s %.*s\n", s->file, s->line, what, STR_ARG(more));
    s->failed = true;
}

/* ---- words: quoted ones lose their quotes, {name} is replaced by a saved id -------------------
 */

static struct str expand(struct scene *s, struct str word)
{
    struct buf out;

    buf_init(&out, s->arena, 1 << 20);
    for (size_t i = 0; i < word.n; i++) {
        ptrdiff_t end = word.p[i] == '{' ? str_find(word, STR("}"), i) : -1;
        bool found = false;

        for (int k = 0; end > 0 && k < s->saved_n; k++) {
            if (str_eq(s->names[k], str_slice(word, i + 1, (size_t)end))) {
                buf_put(&out, s->values[k]);
                i = (size_t)end;
                found = true;
                break;
            }
        }
        if (!found && word.p[i] == '\\' && i + 1 < word.n && word.p[i + 1] == 'n') {
            buf_put_c(&out, '\n');
            i++;
        } else if (!found) {
            buf_put_c(&out, word.p[i]);
        }
    }
    return buf_str(&out);
}

static int words_split(struct scene *s, struct str line, struct str words[WORDS_MAX])
{
    int n = 0;
    size_t i = 0;

    while (n < WORDS_MAX) {
        struct buf word;
        bool quoted = false;

        while (i < line.n && line.p[i] == ' ')
            i++;
        if (i >= line.n)
            break;
        buf_init(&word, s->arena, 1 << 20);
        for (; i < line.n && (quoted || line.p[i] != ' '); i++) {
            if (line.p[i] == '\\' && i + 1 < line.n && line.p[i + 1] == '"')
                buf_put_c(&word, line.p[++i]);
            else if (line.p[i] == '"')
                quoted = !quoted;
            else
                buf_put_c(&word, line.p[i]);
        }
        words[n++] = expand(s, buf_str(&word));
    }
    return n;
}

/* ---- requests ---------------------------------------------------------------------------------
 */

static void encode(struct buf *out, struct str v)
{
    for (size_t i = 0; i < v.n; i++)
        buf_printf(out, "%%%02X", (unsigned)(unsigned char)v.p[i]);
}

static void post(struct scene *s)
{
    world_request(&s->world, STR("POST"), s->post_target, s->post_body, s->post_json, &s->last);
    /* No two commands in one instant: what they leave has an order. */
    s->world.now.us += SECOND_US;
}

static int get_run(struct scene *s, struct str *words, int n)
{
    int used = n > 2 && str_eq(words[2], STR("json")) ? 3 : 2;

    world_request(&s->world, words[0], n > 1 ? words[1] : STR("/"), STR_NONE, used == 3, &s->last);
    return used;
}

static int post_run(struct scene *s, struct str *words, int n)
{
    struct buf body;
    int i = 2;
    bool csrf = true, cmd = true;

    buf_init(&body, s->arena, 1 << 20);
    s->post_json = false;
    for (; i < n && !str_eq(words[i], STR("=>")); i++) {
        ptrdiff_t eq = str_find(words[i], STR("="), 0);

        if (str_eq(words[i], STR("json"))) {
            s->post_json = true;
        } else if (str_eq(words[i], STR("nocsrf"))) {
            csrf = false;
        } else if (eq > 0) {
            cmd = cmd && !str_has_prefix(words[i], STR("cmd="));
            buf_put(&body, body.n ? STR("&") : STR_NONE);
            buf_put(&body, str_slice(words[i], 0, (size_t)eq));
            buf_put_c(&body, '=');
            encode(&body, str_from(words[i], (size_t)eq + 1));
        } else {
            scene_fail(s, "not name=value:", words[i]);
        }
    }
    if (cmd)
        buf_printf(&body, "&cmd=%.*s", STR_ARG(world_cmd(&s->world)));
    if (csrf)
        buf_printf(&body, "&csrf=%.*s", STR_ARG(world_csrf(&s->world)));
    s->post_target = words[1];
    s->post_body = buf_str(&body);
    post(s);
    return i;
}

/* ---- the other words of the language ------------------------------------------------------------
 */

/* The newest of a name counts. */
static void remember(struct scene *s, struct str name, struct str value)
{
    for (int i = 0; i < s->saved_n; i++) {
        if (str_eq(s->names[i], name)) {
            s->values[i] = str_dup(s->arena, value);
            return;
        }
    }
    if (s->saved_n == (int)(sizeof s->names / sizeof s->names[0])) {
        scene_fail(s, "too many names:", name);
        return;
    }
    s->names[s->saved_n] = str_dup(s->arena, name);
    s->values[s->saved_n++] = str_dup(s->arena, value);
}

/* case NAME GIVEN FAMILY [RISK]: also NAME.person and NAME.number. */
static void case_make(struct scene *s, struct str *words, int n)
{
    struct world_case made;
    char text[ID_TEXT];
    struct str risk = n > 4 ? words[4] : STR_NONE;

    enum err e = n < 4 ? E_INVALID : world_case(&s->world, words[2], words[3], risk, &made);

    if (e != OK) {
        scene_fail(s, "cannot open the case:",
                   str_fmt(s->arena, "%s %s", err_name(e), db_error(s->world.db)));
        return;
    }
    remember(s, words[1], id_format(made.casefile_id, text));
    remember(s, str_cat(s->arena, words[1], STR(".number")), made.number);
    remember(s, str_cat(s->arena, words[1], STR(".person")), id_format(made.person_id, text));
}

/* The last id in the Location; or the first after some text of the page. */
static void save(struct scene *s, struct str *words, int n)
{
    struct str text = n > 3 ? s->last.body : scene_location(s), found = STR_NONE;
    ptrdiff_t from = n > 3 ? str_find(text, words[3], 0) : 0;
    struct id id;

    for (size_t i = from < 0 ? text.n : (size_t)from; i + 36 <= text.n; i++) {
        if (id_parse(str_slice(text, i, i + 36), &id) != OK)
            continue;
        found = str_slice(text, i, i + 36);
        if (n > 3)
            break;
    }
    if (str_given(found))
        remember(s, words[1], found);
    else
        scene_fail(s, "no id to save as", words[1]);
}

/* take NAME AFTER BEFORE: what stands in the answer between two texts. */
static void take(struct scene *s, struct str *words)
{
    ptrdiff_t from = str_find(s->last.body, words[2], 0);
    ptrdiff_t to = from < 0 ? -1 : str_find(s->last.body, words[3], (size_t)from + words[2].n);

    if (to < 0)
        scene_fail(s, "the answer lacks", words[2]);
    else
        remember(s, words[1], str_slice(s->last.body, (size_t)from + words[2].n, (size_t)to));
}

/* `as signed-in`: with the session that the last answer began. */
static void act_as(struct scene *s, struct str who)
{
    s->world.actor = str_eq(who, STR("nobody")) ? STR_NONE : who;
    for (size_t i = 0; str_eq(who, STR("signed-in")) && i < s->last.header_n; i++) {
        struct str cookie = s->last.headers[i].value, token;

        if (str_has_prefix(cookie, STR("alidade=")) && str_split(&cookie, ';', &token))
            s->world.actor = str_dup(s->arena, str_from(token, 7));
    }
}

static void clock_move(struct scene *s, struct str by)
{
    static const struct {
        char unit;
        int64_t us;
    } units[] = {{'d', DAY_US}, {'h', HOUR_US}, {'m', MINUTE_US}, {'s', SECOND_US}};
    int64_t n = 0;

    for (size_t i = 0; by.n > 2 && i < sizeof units / sizeof units[0]; i++) {
        if (by.p[by.n - 1] == units[i].unit &&
            num_parse_i64(str_slice(by, 1, by.n - 1), &n) == OK) {
            s->world.now.us += n * units[i].us;
            return;
        }
    }
    scene_fail(s, "clock moves by +2d, +3h, +10m or +5s, not", by);
}

/* ---- the matrix of routes and players ----------------------------------------------------------
 */

static struct str saved_find(void *arg, struct str name)
{
    struct scene *s = arg;

    for (int i = s->saved_n - 1; i >= 0; i--) {
        if (str_eq(s->names[i], name))
            return s->values[i];
    }
    return STR_NONE;
}

/* The lines before `matrix` again, in a new world. */
static void scene_again(void *arg)
{
    struct scene *s = arg;
    int line = s->line;

    world_close(&s->world);
    world_open(&s->world, s->url, s->pack_dir);
    s->saved_n = 0;
    world_names(s);
    lines_run(s, line);
    s->line = line;
}

static void matrix(struct scene *s)
{
    if (keep)
        return;
    struct matrix m = {
        .world = &s->world, .arena = s->arena, .find = saved_find, .again = scene_again, .arg = s};

    matrix_run(&m);
    if (m.wrong)
        scene_fail(s, "the matrix has wrong cells", STR_NONE);
}

static void line_run(struct scene *s, struct str line)
{
    struct str words[WORDS_MAX] = {0};
    int n = words_split(s, line, words), used = n;

    if (n == 0)
        return;
    arena_reset(s->world.request);
    if (str_eq(words[0], STR("GET")) || str_eq(words[0], STR("HEAD")) ||
        str_eq(words[0], STR("PUT")) || str_eq(words[0], STR("DELETE")))
        used = get_run(s, words, n);
    else if (str_eq(words[0], STR("POST")))
        used = post_run(s, words, n);
    else if (str_eq(words[0], STR("AGAIN")))
        post(s), used = 1;
    else if (str_eq(words[0], STR("as")) && n == 2)
        act_as(s, words[1]);
    else if (str_eq(words[0], STR("save")) && n >= 2)
        save(s, words, n);
    else if (str_eq(words[0], STR("let")) && n == 3)
        remember(s, words[1], words[2]);
    else if (str_eq(words[0], STR("case")))
        case_make(s, words, n);
    else if (str_eq(words[0], STR("journal")) && n >= 2)
        scene_journal(s, words, n);
    else if (str_eq(words[0], STR("clock")) && n == 2)
        clock_move(s, words[1]);
    else if (str_eq(words[0], STR("jobs"))) {
        if (world_jobs(&s->world) != OK)
            scene_fail(s, "jobs failed:", str_c(db_error(s->world.db)));
    } else if (str_eq(words[0], STR("verify")))
        scene_verify(s);
    else if (str_eq(words[0], STR("matrix")))
        matrix(s);
    else if (str_eq(words[0], STR("origin")) && n == 2)
        s->world.origin = str_eq(words[1], STR("none")) ? STR_NONE : words[1];
    else if (str_eq(words[0], STR("peer")) && n == 2)
        s->world.peer = words[1];
    else if (str_eq(words[0], STR("password")) && n >= 3)
        world_password(&s->world, words[1], words[2], n > 3), used = n;
    else if (str_eq(words[0], STR("lives")) && n == 3)
        world_lives(&s->world, words[1], words[2]);
    else if (str_eq(words[0], STR("confirm")) && n == 2)
        world_confirm(&s->world, words[1]);
    else if (str_eq(words[0], STR("take")) && n == 4)
        take(s, words);
    else if (str_eq(words[0], STR("shares")) && n == 3)
        world_shares(&s->world, words[1], words[2]);
    else if (str_eq(words[0], STR("private")) && n == 4)
        world_private(&s->world, words[1], words[2], words[3]);
    else if (str_eq(words[0], STR("tls")))
        s->world.site.secure_cookies = true;
    else if (str_eq(words[0], STR("late-read")))
        world_late_read(&s->world);
    else
        scene_fail(s, "what is", words[0]);
    if (used < n && str_eq(words[used], STR("=>")))
        scene_expect(s, words + used + 1, n - used - 1);
    else if (used < n)
        scene_fail(s, "what is", words[used]);
}

/* Answers must outlive the reset before the next request: an expectation may stand on a later line.
 */
static void last_keep(struct scene *s)
{
    struct http_response *r = &s->last;
    struct req_header *headers = ARENA_ARRAY(s->arena, struct req_header, r->header_n);

    for (size_t i = 0; i < r->header_n; i++)
        headers[i] =
            (struct req_header){r->headers[i].name, str_dup(s->arena, r->headers[i].value)};
    r->headers = headers;
    r->body = str_dup(s->arena, r->body);
}

/* What the world was made with, under the names of the routes' parameters. */
static void world_names(struct scene *s)
{
    static const char *const known[][2] = {
        {"session", "spare session ana"},
        {"other.session", "spare session rami"},
        {"draft", "draft ana"},
        {"other.draft", "draft rami"},
        {"account", "ben"},
        {"other.account", "salma"},
        {"seat", "seat ben"},
        {"other.seat", "seat salma"},
        {"team", "North 1"},
        {"other.team", "South 1"},
        {"agency", "north"},
        {"other.agency", "south"},
        {"area", "a-north"},
        {"other.area", "a-south"},
        {"ana", "ana"},
        {"ben", "ben"},
        {"carla", "carla"},
        {"rami", "rami"},
        {"omar", "omar"},
        {"nadia", "nadia"},
        {"dina", "dina"},
        {"salma", "salma"},
        {"rami.team", "South 1"},
        {"dina.team", "North 2"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char text[ID_TEXT];

        s->names[s->saved_n] = str_c(known[i][0]);
        s->values[s->saved_n++] =
            str_dup(s->arena, id_format(world_id(&s->world, known[i][1]), text));
    }
}

/* Runs the file's lines up to a line (exclusive), or to the first failure. */
static void lines_run(struct scene *s, int until)
{
    struct str rest = s->text, line;

    s->line = 0;
    while (!s->failed && s->line + 1 < until && str_split(&rest, '\n', &line)) {
        s->line++;
        line = str_trim(line);
        if (!str_given(line) || line.p[0] == '#')
            continue;
        if (str_has_prefix(line, STR("=> "))) {
            struct str words[WORDS_MAX] = {0};
            int n = words_split(s, line, words);

            scene_expect(s, words + 1, n - 1);
            continue;
        }
        line_run(s, line);
        last_keep(s);
    }
}

static bool file_run(const char *url, const char *pack_dir, const char *file)
{
    struct scene s = {
        .file = file, .arena = arena_new((size_t)1 << 30), .url = url, .pack_dir = pack_dir};

    if (os_read_file(s.arena, file, 1 << 20, &s.text) != OK) {
        printf("# cannot read %s\nnot ok %s\n", file, file);
        return false;
    }
    s.world.of_today = keep;
    world_open(&s.world, url, pack_dir);
    world_names(&s);
    lines_run(&s, INT32_MAX);
    for (int i = 0; keep && i < s.saved_n; i++)
        printf("saved %.*s %.*s\n", STR_ARG(s.names[i]), STR_ARG(s.values[i]));
    printf("%s %s\n", s.failed ? "not ok" : "ok", file);
    fflush(stdout);
    world_close(&s.world);
    arena_free(s.arena);
    return !s.failed;
}

/* For tests with a browser: the routes, and the ids of a world that stays on disk. */
static void routes_print(void)
{
    for (const struct feature *const *f = feature_all; *f; f++) {
        for (const struct route *route = (*f)->routes; route && route->path; route++)
            printf("%s %s %s\n", route->method == METHOD_GET ? "GET" : "POST", route->path,
                   cap_name(route->need));
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--routes") == 0)
        return routes_print(), 0;
    const char *url = "sqlite::memory:", *pack = "packs/child-family";
    int failed = 0, i = 1;

    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        if (strcmp(argv[i], "--db") == 0)
            url = argv[i + 1];
        else if (strcmp(argv[i], "--pack") == 0)
            pack = argv[i + 1];
        else if (strcmp(argv[i], "--keep") == 0 && strcmp(argv[i + 1], "yes") == 0)
            keep = true;
        else
            return fprintf(stderr, "scenario: unknown option %s\n", argv[i]), 2;
    }
    if (i == argc)
        return fputs("usage: scenario [--db URL] [--pack DIR] FILE...\n", stderr), 2;
    for (; i < argc; i++)
        failed += !file_run(url, pack, argv[i]);
    return failed > 0;
}
