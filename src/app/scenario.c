/* app/scenario.c: runs a file of requests in a fresh world: its lines, words and names. What must
 * come back is in scenario_expect.c. */
#include <stdio.h>
#include <string.h>

#include "app/scenario.h"
#include "app/scenario_file.h"
#include "app/scenario_sql.gen.h"
#include "base/num.h"
#include "plat/os.h"

#define WORDS_MAX 64

void scene_fail(struct scene *s, const char *what, struct str more)
{
    printf("# %s:%d: %s %.*s\n", s->file, s->line, what, STR_ARG(more));
    s->failed = true;
}

void scene_remember(struct scene *s, struct str name, struct str value)
{
    for (size_t i = 0; i < s->saved.n; i++) {
        if (str_eq(s->saved.items[i].name, name)) {
            s->saved.items[i].value = str_dup(s->arena, value);
            return;
        }
    }
    LIST_ADD(s->arena, &s->saved,
             ((struct scene_value){str_dup(s->arena, name), str_dup(s->arena, value)}));
}

struct str scene_recall(const struct scene *s, struct str name)
{
    for (size_t i = 0; i < s->saved.n; i++)
        if (str_eq(s->saved.items[i].name, name))
            return s->saved.items[i].value;
    return STR_NONE;
}

/* ---- words: quoted ones lose their quotes, {name} is replaced by its value ------------------ */

static struct str expand(struct scene *s, struct str word)
{
    struct buf out;

    buf_init(&out, s->arena, 1 << 20);
    for (size_t i = 0; i < word.n; i++) {
        ptrdiff_t end = word.p[i] == '{' ? str_find(word, STR("}"), i) : -1;
        struct str value =
            end > 0 ? scene_recall(s, str_slice(word, i + 1, (size_t)end)) : STR_NONE;

        if (str_given(value)) {
            buf_put(&out, value);
            i = (size_t)end;
        } else if (word.p[i] == '\\' && i + 1 < word.n && word.p[i + 1] == 'n') {
            buf_put_c(&out, '\n');
            i++;
        } else {
            buf_put_c(&out, word.p[i]);
        }
    }
    return buf_str(&out);
}

/* The word at *i, without its quotation marks; *i moves behind it. */
static struct str word_take(struct scene *s, struct str line, size_t *i)
{
    struct buf word;
    bool quoted = false;

    buf_init(&word, s->arena, 1 << 20);
    for (; *i < line.n && (quoted || line.p[*i] != ' '); ++*i) {
        if (line.p[*i] == '\\' && *i + 1 < line.n && line.p[*i + 1] == '"')
            buf_put_c(&word, line.p[++*i]);
        else if (line.p[*i] == '"')
            quoted = !quoted;
        else
            buf_put_c(&word, line.p[*i]);
    }
    return buf_str(&word);
}

static int words_split(struct scene *s, struct str line, struct str words[WORDS_MAX])
{
    int n = 0;
    size_t i = 0;

    while (n < WORDS_MAX) {
        while (i < line.n && line.p[i] == ' ')
            i++;
        if (i >= line.n)
            break;
        words[n++] = expand(s, word_take(s, line, &i));
    }
    return n;
}

/* ---- requests ------------------------------------------------------------------------------- */

static void encode(struct buf *out, struct str v)
{
    for (size_t i = 0; i < v.n; i++)
        buf_printf(out, "%%%02X", (unsigned)(unsigned char)v.p[i]);
}

static void post(struct scene *s)
{
    const struct world_ask ask = {STR("POST"), s->post_target, s->post_body, s->post_json,
                                  s->post_type};

    world_request(&s->world, &ask, &s->last);
    /* No two commands in one instant: what they leave has an order. */
    s->world.now.us += SECOND_US;
}

static void again(struct scene *s, const struct str *words, int n)
{
    (void)words, (void)n;
    post(s);
}

static void get_run(struct scene *s, const struct str *words, int n)
{
    bool json = n > 2 && str_eq(words[2], STR("json"));

    if (n > 2 && !json)
        scene_fail(s, "what is", words[2]);
    world_request(&s->world, &(struct world_ask){words[0], words[1], STR_NONE, json}, &s->last);
}

/* With files: the same words in a body of parts. */
static void post_files(struct scene *s, const struct str *words, int n)
{
    struct str all[WORDS_MAX + 2];
    int k = 0;

    for (int i = 2; i < n; i++)
        all[k++] = words[i];
    all[k++] = str_cat(s->arena, STR("cmd="), world_cmd(&s->world));
    all[k++] = str_cat(s->arena, STR("csrf="), world_csrf(&s->world));
    s->post_body = scenario_multipart(s->arena, all, k);
    s->post_type = SCENARIO_MULTIPART;
}

/* What a POST is made of, word by word. */
struct post {
    struct buf body;
    bool csrf, cmd, files;
};

static void post_word(struct scene *s, struct post *post, struct str word)
{
    ptrdiff_t eq = str_find(word, STR("="), 0);

    if (str_has_prefix(word, STR("raw="))) {
        buf_put(&post->body, str_from(word, 4));
        s->post_json = true;
        post->csrf = post->cmd = false;
    } else if (str_eq(word, STR("json"))) {
        s->post_json = true;
    } else if (str_eq(word, STR("nocsrf"))) {
        post->csrf = false;
    } else if (scenario_is_file(word)) {
        post->files = true;
    } else if (eq > 0) {
        post->cmd = post->cmd && !str_has_prefix(word, STR("cmd="));
        buf_put(&post->body, post->body.n ? STR("&") : STR_NONE);
        buf_put(&post->body, str_slice(word, 0, (size_t)eq));
        buf_put_c(&post->body, '=');
        encode(&post->body, str_from(word, (size_t)eq + 1));
    } else {
        scene_fail(s, "not name=value:", word);
    }
}

static void post_run(struct scene *s, const struct str *words, int n)
{
    struct post p = {.csrf = true, .cmd = true};

    buf_init(&p.body, s->arena, 1 << 20);
    s->post_json = false;
    s->post_type = NULL;
    for (int i = 2; i < n; i++)
        post_word(s, &p, words[i]);
    if (p.cmd)
        buf_printf(&p.body, "&cmd=%.*s", STR_ARG(world_cmd(&s->world)));
    if (p.csrf)
        buf_printf(&p.body, "&csrf=%.*s", STR_ARG(world_csrf(&s->world)));
    s->post_target = words[1];
    s->post_body = buf_str(&p.body);
    if (p.files)
        post_files(s, words, n);
    post(s);
}

/* ---- the other words of the language -------------------------------------------------------- */

/* case NAME GIVEN FAMILY [RISK]: also NAME.person and NAME.number. */
static void case_make(struct scene *s, const struct str *words, int n)
{
    struct world_case made;
    char text[ID_TEXT];
    struct str risk = n > 4 ? words[4] : STR_NONE;
    enum err e = world_case(&s->world, words[2], words[3], risk, &made);

    if (e != OK) {
        scene_fail(s, "cannot open the case:",
                   str_fmt(s->arena, "%s %s", err_name(e), db_error(s->world.db)));
        return;
    }
    scene_remember(s, words[1], id_format(made.casefile_id, text));
    scene_remember(s, str_cat(s->arena, words[1], STR(".number")), made.number);
    scene_remember(s, str_cat(s->arena, words[1], STR(".person")), id_format(made.person_id, text));
}

/* The last id in the Location; or the first after some text of the page. */
static void save(struct scene *s, const struct str *words, int n)
{
    struct str text = n > 3 ? s->last.body : scene_location(s), found = STR_NONE;
    ptrdiff_t from = n > 3 ? str_find(text, words[3], 0) : 0;
    struct id id;

    for (size_t i = from < 0 ? text.n : (size_t)from; i + 36 <= text.n; i++)
        if (id_parse(str_slice(text, i, i + 36), &id) == OK && (n <= 3 || !str_given(found)))
            found = str_slice(text, i, i + 36);
    if (str_given(found))
        scene_remember(s, words[1], found);
    else
        scene_fail(s, "no id to save as", words[1]);
}

/* take NAME AFTER BEFORE: what stands in the answer between two texts. */
static void take(struct scene *s, const struct str *words, int n)
{
    ptrdiff_t from = str_find(s->last.body, words[2], 0);
    ptrdiff_t to = from < 0 ? -1 : str_find(s->last.body, words[3], (size_t)from + words[2].n);

    (void)n;
    if (to < 0)
        scene_fail(s, "the answer lacks", words[2]);
    else
        scene_remember(s, words[1], str_slice(s->last.body, (size_t)from + words[2].n, (size_t)to));
}

/* `as signed-in`: with the session that the last answer began. */
static void act_as(struct scene *s, const struct str *words, int n)
{
    struct str who = words[1];

    (void)n;
    s->world.actor = str_eq(who, STR("nobody")) ? STR_NONE : who;
    for (size_t i = 0; str_eq(who, STR("signed-in")) && i < s->last.header_n; i++) {
        struct str cookie = s->last.headers[i].value, token;

        if (str_has_prefix(cookie, STR("alidade=")) && str_split(&cookie, ';', &token))
            s->world.actor = str_dup(s->arena, str_from(token, 7));
    }
}

static void clock_move(struct scene *s, const struct str *words, int words_n)
{
    static const struct {
        char unit;
        int64_t us;
    } units[] = {{'d', DAY_US}, {'h', HOUR_US}, {'m', MINUTE_US}, {'s', SECOND_US}};
    struct str by = words[1];
    int64_t n = 0;

    (void)words_n;
    for (size_t i = 0; by.n > 2 && i < sizeof units / sizeof units[0]; i++) {
        if (by.p[by.n - 1] == units[i].unit &&
            num_parse_i64(str_slice(by, 1, by.n - 1), &n) == OK) {
            s->world.now.us += (by.p[0] == '-' ? -n : n) * units[i].us;
            return;
        }
    }
    scene_fail(s, "clock moves by +2d, +3h, +10m or +5s, not", by);
}

/* journal KIND [by LOGIN] [times N]: events that are there by now. */
static void journal_check(struct scene *s, const struct str *words, int n)
{
    struct str by = STR_NONE;
    int64_t times = -1, got = 0;
    struct rows rows;

    for (int i = 2; i + 1 < n; i += 2) {
        if (str_eq(words[i], STR("by")))
            by = words[i + 1];
        else if (num_parse_i64(words[i + 1], &times) != OK)
            scene_fail(s, "not a number:", words[i + 1]);
    }
    if (db_query(s->world.db, &SQL_SCENARIO_JOURNAL, BINDS(b_str(words[1]), b_str(by)), &rows) !=
        OK) {
        scene_fail(s, "cannot read the journal:", str_c(db_error(s->world.db)));
        return;
    }
    if (rows_next(&rows))
        got = col_int(&rows, 0);
    if (rows_end(&rows) != OK || (times < 0 ? got == 0 : got != times))
        scene_fail(s, "in the journal:",
                   str_fmt(s->arena, "%lld of %.*s", (long long)got, STR_ARG(words[1])));
}

static void journal_whole(struct scene *s, const struct str *words, int n)
{
    struct ctx ctx = world_ctx(&s->world, NULL);
    struct journal_report report;

    (void)words, (void)n;
    if (journal_verify(&ctx, s->world.keys.public_, NULL, &report) != OK)
        scene_fail(s, "cannot verify the journal", STR_NONE);
    else if (report.finding_n)
        scene_fail(s, "the journal:", str_c(report.findings.items[0].what));
    else if (report.sequenced != report.events)
        scene_fail(s, "events wait for the sequencer; run jobs first", STR_NONE);
}

static void jobs(struct scene *s, const struct str *words, int n)
{
    (void)words, (void)n;
    if (world_jobs(&s->world) != OK)
        scene_fail(s, "jobs failed:", str_c(db_error(s->world.db)));
}

static void let(struct scene *s, const struct str *words, int n)
{
    (void)n;
    scene_remember(s, words[1], words[2]);
}

static void origin(struct scene *s, const struct str *words, int n)
{
    (void)n;
    s->world.origin = str_eq(words[1], STR("none")) ? STR_NONE : words[1];
}

static void peer(struct scene *s, const struct str *words, int n)
{
    (void)n;
    s->world.peer = words[1];
}

static const struct scene_word scene_words[] = {
    {"GET", 2, 3, get_run},
    {"HEAD", 2, 3, get_run},
    {"PUT", 2, 3, get_run},
    {"DELETE", 2, 3, get_run},
    {"POST", 2, WORDS_MAX, post_run},
    {"AGAIN", 1, 1, again},
    {"as", 2, 2, act_as},
    {"save", 2, 4, save},
    {"take", 4, 4, take},
    {"let", 3, 3, let},
    {"case", 4, 5, case_make},
    {"journal", 2, 6, journal_check},
    {"clock", 2, 2, clock_move},
    {"jobs", 1, 1, jobs},
    {"verify", 1, 1, journal_whole},
    {"origin", 2, 2, origin},
    {"peer", 2, 2, peer},
    {NULL, 0, 0, NULL},
};

static const struct scene_word *word_find(const struct scene_word *words, struct str name)
{
    for (; words && words->name; words++) {
        if (str_eq(name, str_c(words->name)))
            return words;
    }
    return NULL;
}

static void line_run(struct scene *s, struct str line)
{
    struct str words[WORDS_MAX] = {0};
    int all = words_split(s, line, words), n = 0;
    const struct scene_word *word = word_find(scene_words, words[0]);

    while (n < all && !str_eq(words[n], STR("=>")))
        n++;
    if (n > 0) {
        arena_reset(s->world.request);
        word = word ? word : word_find(scene_case_words, words[0]);
        word = word ? word : word_find(s->words, words[0]);
        if (word && n >= word->min && n <= word->max)
            word->run(s, words, n);
        else
            scene_fail(s, word ? "too few or too many words:" : "what is", words[0]);
    }
    if (n < all)
        scene_expect(s, words + n + 1, all - n - 1);
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

        scene_remember(s, str_c(known[i][0]), id_format(world_id(&s->world, known[i][1]), text));
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
        line_run(s, line);
        last_keep(s);
    }
}

static bool world_begin(struct scene *s)
{
    if (world_open(&s->setup, &s->world) == OK) {
        world_names(s);
        return true;
    }
    scene_fail(s, "no world:", s->world.problem);
    return false;
}

void scene_again(struct scene *s, int before)
{
    int line = s->line;

    world_close(&s->world);
    s->saved.n = 0;
    if (world_begin(s))
        lines_run(s, before);
    s->line = line;
}

bool scene_run(struct scene *s)
{
    if (os_read_file(s->arena, s->file, 1 << 20, &s->text) != OK) {
        printf("# cannot read %s\nnot ok %s\n", s->file, s->file);
        return false;
    }
    if (world_begin(s))
        lines_run(s, INT32_MAX);
    for (size_t i = 0; s->keeps && i < s->saved.n; i++)
        printf("saved %.*s %.*s\n", STR_ARG(s->saved.items[i].name),
               STR_ARG(s->saved.items[i].value));
    printf("%s %s\n", s->failed ? "not ok" : "ok", s->file);
    fflush(stdout);
    world_close(&s->world);
    return !s->failed;
}
