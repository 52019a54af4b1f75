/* support/scenario_trick.c: what no page can do, for scenarios about attacks: a password that
 * somebody else knows, and a read that is written down late. */
#include "scenario_trick.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "core/form.h"
#include "core/form_version.h"
#include "core/pack.h"
#include "feature/account/account.h"
#include "feature/doc/doc.h"
#include "feature/print/print.h"
#include "plat/crypto.h"

static void script(struct world *w, struct str text)
{
    if (db_script(w->db, str_z(w->request, text)) == OK)
        return;
    fprintf(stderr, "scenario: %.*s: %s\n", STR_ARG(text), db_error(w->db));
    exit(2);
}

/* Sets a login's password, as an administrator does who tells it ("change") or does not. */
static void password(struct scene *s, const struct str *words, int n)
{
    struct world *w = &s->world;
    struct str hash;

    if (crypto_password_hash(w->request, words[2], &hash) != OK)
        exit(2);
    script(w, str_fmt(w->request,
                      "UPDATE account SET password = '%.*s', must_change_password = %d "
                      "WHERE login = '%.*s'",
                      STR_ARG(hash), n > 3, STR_ARG(words[1])));
}

/* An id as both engines take it. */
static struct str sql_of(struct world *w, struct str id)
{
    struct buf out;

    if (db_is_pg(w->db))
        return str_fmt(w->request, "'%.*s'", STR_ARG(id));
    buf_init(&out, w->request, 64);
    buf_put_z(&out, "x'");
    for (size_t i = 0; i < id.n; i++) {
        if (id.p[i] != '-')
            buf_put_c(&out, id.p[i]);
    }
    buf_put_c(&out, '\'');
    return buf_str(&out);
}

/* Somebody lives in a household whom nobody with a right to both has put there. */
static void lives(struct scene *s, const struct str *words, int n)
{
    struct world *w = &s->world;
    struct str person = sql_of(w, words[1]), household = sql_of(w, words[2]);

    (void)n;
    script(w, str_fmt(w->request,
                      "INSERT INTO household_member (id, household_id, person_id, role, since) "
                      "VALUES (%.*s, %.*s, %.*s, 'partner', '2020-01-01')",
                      STR_ARG(person), STR_ARG(household), STR_ARG(person)));
}

/* Confirms all that waits for a login, as from the command line. */
static void confirm(struct scene *s, const struct str *words, int n)
{
    struct ctx ctx = world_ctx(&s->world, NULL);
    struct str half;

    (void)n;
    if (account_change_confirm_all(&ctx, words[1], &half) != OK)
        scene_fail(s, "nothing waits for", words[1]);
}

/* A case is shown to a unit (an account, team, agency or area) that does not work on it. */
static void shares(struct scene *s, const struct str *words, int n)
{
    struct world *w = &s->world;
    struct str file = sql_of(w, words[1]), scope = sql_of(w, words[2]);

    (void)n;
    script(w, str_fmt(w->request,
                      "INSERT INTO casefile_scope (scope_id, casefile_id, access, granted) "
                      "VALUES (%.*s, %.*s, 1, 1) ON CONFLICT (scope_id, casefile_id) "
                      "DO UPDATE SET granted = 1",
                      STR_ARG(scope), STR_ARG(file)));
}

/* private FORM QUESTION sensitive|restricted: as if the pack had said so. */
static void private_question(struct scene *s, const struct str *words, int n)
{
    struct pack_form *def = map_get(&s->world.pack->forms, words[1]);

    (void)n;
    for (struct field *f = def ? (struct field *)def->fields : NULL; f && f->name; f++) {
        if (!str_eq(str_c(f->name), words[2]))
            continue;
        f->sensitive = true;
        f->restricted = str_eq(words[3], STR("restricted"));
        f->required = false;
        return;
    }
    fprintf(stderr, "scenario: no question %.*s in %.*s\n", STR_ARG(words[2]), STR_ARG(words[1]));
    exit(2);
}

/* The row has an id of an earlier time than the one that is being folded. */
#define LATE_COLUMNS "(id, noun, subject_id, casefile_id, person_id, account_id, role, route, at)"
#define LATE_VALUES                                                                                \
    "'casefile', new.subject_id, new.casefile_id, new.person_id, new.account_id, new.role, "       \
    "'/late', new.at WHERE new.kind = 'casefile.viewed' "                                          \
    "AND NOT EXISTS (SELECT 1 FROM event WHERE about = '/late')"

/* From now on, while a read of a case is folded into the journal, an older one arrives (once). */
static void late_read(struct scene *s, const struct str *words, int n)
{
    struct world *w = &s->world;

    (void)words, (void)n;
    if (db_is_pg(w->db))
        script(w, STR("CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $late$ BEGIN "
                      "INSERT INTO access_read " LATE_COLUMNS
                      " SELECT '00000000-0000-7000-8000-000000000001', " LATE_VALUES
                      "; RETURN NULL; END $late$; CREATE TRIGGER late AFTER INSERT ON event "
                      "FOR EACH ROW EXECUTE FUNCTION late()"));
    else
        script(w, STR("CREATE TRIGGER late AFTER INSERT ON event BEGIN "
                      "INSERT OR IGNORE INTO access_read " LATE_COLUMNS
                      " SELECT x'00000000000070008000000000000001', " LATE_VALUES "; END"));
}

/* The steps of a phase without one of them. */
static void step_remove(struct pack_phase *phase, struct str name)
{
    size_t kept = 0;

    for (size_t i = 0; i < phase->steps.n; i++) {
        if (!str_eq(phase->steps.items[i].name, name))
            phase->steps.items[kept++] = phase->steps.items[i];
    }
    phase->steps.n = kept;
}

/* rule PHASE STEP gone, rule PHASE STEP DAYS: a new version of the pack has no such step, or it is
 * required and due after so many days at any risk. */
static void rule(struct scene *s, const struct str *words, int n)
{
    struct pack *pack = s->world.pack;
    enum phase phase;
    int64_t days;

    (void)n;
    if (phase_parse(words[1], &phase) != OK)
        scene_fail(s, "no phase", words[1]);
    else if (str_eq(words[3], STR("gone")))
        step_remove(&pack->phases[phase], words[2]);
    else if (num_parse_range(words[3], 0, 3650, &days) != OK)
        scene_fail(s, "not a number of days:", words[3]);
    else {
        const struct pack_step *old = pack_step_find(pack, phase, words[2]);
        struct pack_step step = old ? *old : (struct pack_step){.name = words[2]};

        step.required = true;
        if (!old)
            step.what.in[0] = step.name;
        for (int i = 0; i < 4; i++)
            step.due_days[i] = (int)days;
        step_remove(&pack->phases[phase], words[2]);
        LIST_ADD(s->world.arena, &pack->phases[phase].steps, step);
    }
}

static void tls(struct scene *s, const struct str *words, int n)
{
    (void)words, (void)n;
    s->world.site.secure_cookies = true;
}

/* revise FORM QUESTION TEXT: a new version of the form asks it so. */
static void revise(struct scene *s, const struct str *words, int n)
{
    struct pack_form *def = map_get(&s->world.pack->forms, words[1]);
    struct text *text = ARENA_NEW(s->world.arena, struct text);

    (void)n;
    text->in[0] = str_dup(s->world.arena, words[3]);
    for (struct field *f = def ? (struct field *)def->fields : NULL; f && f->name; f++) {
        if (!str_eq(str_c(f->name), words[2]))
            continue;
        f->label_text = text;
        def->version = STR("next");
        return;
    }
    fprintf(stderr, "scenario: no question %.*s in %.*s\n", STR_ARG(words[2]), STR_ARG(words[1]));
    exit(2);
}

/* As after a start without its folder. */
static void programme_gone(struct scene *s, struct str name)
{
    struct pack *before = s->world.pack;

    while (before->next && before->next != s->world.pack && !str_eq(before->next->name, name))
        before = (struct pack *)before->next;
    if (!before->next || before->next == s->world.pack)
        scene_fail(s, "no further programme", name);
    else
        before->next = before->next->next;
}

/* programme DIR: another programme runs in the installation; programme NAME gone: no longer. */
/* scanner on: files wait from now on; scanner photos: large photos do; scanner full: the next one
 * is ready, and all that a case may hold; scanner clean, scanner harmful: its word about the next
 * one.
 */
static void scanner(struct scene *s, const struct str *words, int n)
{
    struct ctx ctx = world_ctx(&s->world, NULL);
    struct doc_file file = {0};

    (void)n;
    if (str_eq(words[1], STR("on"))) {
        s->world.site.scans = true;
        return;
    }
    if (str_eq(words[1], STR("photos"))) {
        s->world.site.shrinks = true;
        return;
    }
    enum err e = tx_begin(ctx.db, TX_WRITE);

    e = e == OK ? doc_check_next(&ctx, &file) : e;
    if (str_eq(words[1], STR("full")))
        file.blob.size = DOC_CASE_BYTES_MAX;
    if (e != OK || !id_given(file.blob.id) ||
        doc_check_done(&ctx, &file.blob, !str_eq(words[1], STR("harmful"))) != OK ||
        tx_commit(ctx.db) != OK) {
        tx_rollback(ctx.db);
        scene_fail(s, "no file waits for", words[0]);
    }
}

/* print done, print failed, print large: what became of the next page that waits for its PDF. */
static void print_word(struct scene *s, const struct str *words, int n)
{
    struct ctx ctx = world_ctx(&s->world, NULL);
    struct print print = {0};
    struct blob pdf;
    bool done = str_eq(words[1], STR("done"));
    enum err why = str_eq(words[1], STR("large")) ? E_LIMIT : E_INVALID;

    (void)n;
    if (tx_begin(ctx.db, TX_WRITE) != OK || print_next(&ctx, &print) != OK || !id_given(print.id) ||
        blob_put(&ctx, "application/pdf", STR("%PDF-1.7 paper"), &pdf) != OK ||
        print_end(&ctx, print.id, done ? &pdf : NULL, why) != OK || tx_commit(ctx.db) != OK) {
        tx_rollback(ctx.db);
        scene_fail(s, "no page waits for", words[0]);
    }
}

static void programme(struct scene *s, const struct str *words, int n)
{
    struct world *w = &s->world;
    struct pack *more = NULL, *last = w->pack;
    struct str problem = STR_NONE;
    struct ctx ctx = world_ctx(w, "ana");

    if (n == 3) {
        programme_gone(s, words[1]);
        return;
    }
    while (last->next && last->next != w->pack)
        last = (struct pack *)last->next;
    if (pack_load(w->arena, str_z(w->arena, words[1]), &more, &problem) == OK) {
        last->next = more;
        more->next = w->pack;
        db_use_arena(w->db, w->request);
        if (form_version_publish(&ctx, &problem) == OK)
            return;
    }
    fprintf(stderr, "scenario: %.*s: %.*s\n", STR_ARG(words[1]), STR_ARG(problem));
    exit(2);
}

const struct scene_word scenario_trick_words[] = {
    {"password", 3, 4, password},
    {"lives", 3, 3, lives},
    {"confirm", 2, 2, confirm},
    {"rule", 4, 4, rule},
    {"shares", 3, 3, shares},
    {"tls", 1, 1, tls},
    {"late-read", 1, 1, late_read},
    {"private", 4, 4, private_question},
    {"revise", 4, 4, revise},
    {"programme", 2, 3, programme},
    {"scanner", 2, 2, scanner},
    {"print", 2, 2, print_word},
    {NULL, 0, 0, NULL},
};
