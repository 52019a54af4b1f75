/* sync/sync_stays_test.c: a long form filled in on a device without a connection, section by
 * section: its draft stays there over a crash, and it is sent once, whole; and what the server says
 * of it when things moved on meanwhile. */
#include "base/test.h"
#include "core/dispatch.h"
#include "core/feature.h"
#include "feature/device/device.h"
#include "plat/migrate.h"
#include "sync/sync_model_test_support.h"

#include <stdlib.h>
#include <string.h>

#define FORM "registration"

/* Ana's tablet with its own program, and the server. */
struct bench {
    struct model *m;
    struct sim *s;
    struct site site; /* of the program on the tablet */
    struct str forms; /* "/cases/…/forms" */
    struct str said;  /* the last page, or where it led to */
};

static void bench_open(struct bench *b)
{
    char id[ID_TEXT];

    *b = (struct bench){.m = calloc(1, sizeof *b->m)};
    model_open(b->m, 7, 1);
    model_settle(b->m);
    b->s = &b->m->sims[0];
    b->site = b->m->world.site;
    b->site.device = &b->s->dev;
    b->s->dev.site = &b->site;
    b->forms = str_fmt(b->m->arena, "/cases/%.*s/forms",
                       STR_ARG(id_format(b->m->cases[0].casefile_id, id)));
}

static void bench_close(struct bench *b)
{
    model_close(b->m);
    free(b->m);
}

static struct str under(struct bench *b, const char *rest)
{
    return str_fmt(b->m->arena, "%.*s/" FORM "%s", STR_ARG(b->forms), rest);
}

/* The page of the tablet; its status, 0 when nothing is sure any more. */
static int ask(struct bench *b, const char *method, struct str path, const char *body)
{
    const struct req_header headers[] = {
        {STR("Host"), STR("tablet")},
        {STR("Origin"), STR("http://tablet")},
        {STR("Content-Type"), STR("application/x-www-form-urlencoded")}};
    struct sync_device *d = &b->s->dev;
    struct http_response response = {0};
    struct http_request request = {.method = str_c(method),
                                   .body = str_c(body),
                                   .headers = headers,
                                   .header_n = sizeof headers / sizeof headers[0]};

    (void)str_split(&path, '?', &request.path);
    request.query = path;
    arena_reset(b->s->arena);
    b->m->world.now.us += SECOND_US;
    d->now = b->m->world.now;
    struct ctx ctx = {.arena = b->s->arena,
                      .db = d->db,
                      .reads = d->db,
                      .site = &b->site,
                      .pack = b->site.pack,
                      .locale = d->locale,
                      .now = d->now};

    if (sync_device_request(d, &ctx, &request, &response) != OK)
        return 0;
    model_keep(b->s);
    b->said = str_dup(b->m->arena, response.body);
    for (size_t i = 0; i < response.header_n; i++)
        if (str_eq(response.headers[i].name, STR("Location")))
            b->said = str_dup(b->m->arena, response.headers[i].value);
    return response.status;
}

static bool says(const struct bench *b, const char *text)
{
    return str_find(b->said, str_c(text), 0) >= 0;
}

static int64_t count(struct bench *b, struct db *db, const char *text)
{
    const struct sql sql = {.name = "n", .sqlite = text, .pg = "", .slot = SQL_NO_SLOT};
    struct rows rows;
    int64_t n = -1;

    db_use_arena(db, b->m->world.request);
    if (db_query(db, &sql, NO_BINDS, &rows) != OK)
        return -1;
    if (rows_next(&rows))
        n = col_int(&rows, 0);
    return rows_end(&rows) == OK ? n : -1;
}

static int64_t rows_n(struct bench *b, struct db *db, const char *state)
{
    return count(
        b, db,
        str_fmt(b->m->arena, "SELECT count(*) FROM form_record WHERE state = '%s'", state).p);
}

static int64_t on_server(struct bench *b, const char *state)
{
    return rows_n(b, b->m->world.db, state);
}

static int64_t waits(struct bench *b)
{
    int64_t n = -1;

    return sync_device_waiting(&b->s->dev, &n) == OK ? n : -1;
}

/* The first sections, with a question that follows from an answer. */
static void begin(struct test *t, struct bench *b)
{
    CHECK_INT(ask(b, "GET", under(b, "/new"), ""), 200);
    CHECK_INT(ask(b, "POST", under(b, "/new/s_arrival"),
                  "version=0&registered_on=2026-11-20&received_at=2026-11-19T18:00:00Z&"
                  "channel=walk_in&reporter=child"),
              303);
    CHECK_INT(ask(b, "POST", under(b, "/draft"), "part=s_child&separation=separated"), 200);
    CHECK(says(b, "With whom does the child live?"));
}

/* The rest of them. */
static void go_on(struct test *t, struct bench *b)
{
    CHECK_INT(ask(b, "POST", under(b, "/new/s_child"),
                  "separation=with_parents&care_arrangement=parents"),
              303);
    CHECK_INT(ask(b, "POST", under(b, "/new/s_more"), "a=1"), 303);
    CHECK_INT(ask(b, "POST", under(b, "/new/s_contact"), "a=1"), 303);
    CHECK_INT(ask(b, "POST", under(b, "/new/s_concerns"),
                  "concern=neglect&urgent=no&safe_tonight=yes&risk_level=medium&"
                  "risk_reason=Hungry+at+school"),
              303);
    CHECK(says(b, "/check"));
    CHECK_INT(ask(b, "GET", under(b, "/check"), ""), 200);
    CHECK(says(b, "Hungry at school"));
}

TEST(sync, a_form_is_filled_in_on_a_device_and_sent_once)
{
    static const char once[] = "cmd=01931000-0000-7000-8000-000000000001";
    struct bench b;
    struct str shown;

    bench_open(&b);
    begin(t, &b);
    model_restart(b.s);
    CHECK_INT(ask(&b, "GET", under(&b, "/new"), ""), 200);
    CHECK(says(&b, "This draft is on this device only"));
    CHECK(says(&b, "Completed"));
    /* Half a form is sent nowhere, and a contact does not take it away. */
    CHECK_INT(waits(&b), 0);
    model_settle(b.m);
    CHECK_INT(on_server(&b, "draft"), 0);
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 1);
    go_on(t, &b);
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), once), 303);
    shown = b.said;
    CHECK(says(&b, "done=assess.submitted.done"));
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), once), 303);
    CHECK(str_eq(b.said, shown));
    CHECK_INT(waits(&b), 1);
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 0);
    model_restart(b.s);
    CHECK_INT(waits(&b), 1);
    CHECK_INT(ask(&b, "GET", str_slice(shown, 0, (size_t)str_find(shown, STR("?"), 0)), ""), 200);
    CHECK(says(&b, "Hungry at school"));
    model_settle(b.m);
    CHECK_INT(waits(&b), 0);
    CHECK_INT(on_server(&b, "submitted"), 1);
    CHECK_INT(on_server(&b, "draft"), 0);
    model_settle(b.m);
    CHECK_INT(on_server(&b, "submitted"), 1);
    /* It stands in the same place on both sides. */
    CHECK_INT(ask(&b, "GET", str_slice(shown, 0, (size_t)str_find(shown, STR("?"), 0)), ""), 200);
    model_check(b.m);
    CHECK(!b.m->wrong);
    bench_close(&b);
}

/* Somebody writes into the server's database beside its program. */
static void server_sql(struct test *t, struct bench *b, const char *text)
{
    CHECK_INT(db_script(b->m->world.db, text), OK);
}

TEST(sync, a_form_whose_case_was_closed_meanwhile_is_a_draft_again)
{
    struct bench b;

    bench_open(&b);
    begin(t, &b);
    go_on(t, &b);
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    server_sql(t, &b, "UPDATE casefile SET state = 'closed'");
    b.m->quiet = true;
    model_contact(b.s);
    CHECK_INT(waits(&b), 0);
    CHECK_INT(on_server(&b, "submitted"), 0);
    CHECK_INT(ask(&b, "GET", STR("/sync"), ""), 200);
    CHECK(says(&b, "Hungry at school"));
    CHECK(says(&b, "/check\""));
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 1);
    model_restart(b.s);
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 1);
    /* Open again, it goes the same way once more. */
    server_sql(t, &b, "UPDATE casefile SET state = 'open'");
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    model_contact(b.s);
    CHECK_INT(on_server(&b, "submitted"), 1);
    bench_close(&b);
}

TEST(sync, a_form_that_somebody_submitted_meanwhile_is_decided_by_its_author)
{
    struct bench b;

    bench_open(&b);
    begin(t, &b);
    go_on(t, &b);
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    server_sql(t, &b,
               "INSERT INTO form_record (id, casefile_id, form, form_version, state, answers, "
               "account_id, created_at, saved_at, submitted_at) SELECT zeroblob(16), id, "
               "'" FORM "', '4', 'submitted', '{\"risk_reason\":\"Calm\"}', worker_id, 1, 1, 1 "
               "FROM casefile ORDER BY number LIMIT 1");
    b.m->quiet = true;
    model_contact(b.s);
    CHECK_INT(waits(&b), 0);
    CHECK_INT(on_server(&b, "submitted"), 1);
    CHECK_INT(sync_device_owner(&b.s->dev), OK);
    CHECK_INT(b.s->dev.decide, 1);
    bench_close(&b);
}

TEST(sync, a_draft_of_the_server_goes_on_on_a_device_and_back)
{
    struct bench b;

    bench_open(&b);
    begin(t, &b);
    /* Handed over: then it is a draft like any other. */
    CHECK_INT(ask(&b, "POST", under(&b, "/start"), "do=move"), 303);
    CHECK_INT(waits(&b), 1);
    model_settle(b.m);
    CHECK_INT(on_server(&b, "draft"), 1);
    CHECK_INT(ask(&b, "GET", under(&b, "/new"), ""), 200);
    CHECK(!says(&b, "This draft is on this device only"));
    CHECK(says(&b, "Completed"));
    /* And continued here. Submitted, it is the same one, and no other is left. */
    go_on(t, &b);
    CHECK_INT(ask(&b, "GET", under(&b, "/new"), ""), 200);
    CHECK(says(&b, "This draft is on this device only"));
    model_settle(b.m);
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    model_settle(b.m);
    CHECK_INT(on_server(&b, "submitted"), 1);
    CHECK_INT(on_server(&b, "draft"), 0);
    model_check(b.m);
    CHECK(!b.m->wrong);
    bench_close(&b);
}

TEST(sync, a_draft_that_both_changed_is_lost_on_neither_side)
{
    struct bench b;

    bench_open(&b);
    begin(t, &b);
    CHECK_INT(ask(&b, "POST", under(&b, "/start"), "do=move"), 303);
    model_settle(b.m);
    go_on(t, &b);
    server_sql(t, &b, "UPDATE form_record SET version = version + 1");
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    b.m->quiet = true;
    model_contact(b.s);
    CHECK_INT(on_server(&b, "submitted"), 1);
    CHECK_INT(on_server(&b, "draft"), 1);
    bench_close(&b);
}

TEST(sync, what_was_typed_into_a_form_stays_on_the_device)
{
    struct bench b;
    struct str file, drafts, notes, new, id;

    bench_open(&b);
    file = str_slice(b.forms, 0, b.forms.n - strlen("/forms"));
    notes = str_cat(b.m->arena, file, STR("/notes"));
    new = str_cat(b.m->arena, notes, STR("/new"));
    drafts = str_cat(b.m->arena, STR("/drafts?for="), notes);
    CHECK_INT(ask(&b, "POST", drafts, "kind=phone_call&body=Half+a+note"), 303);
    id = str_slice(b.said, strlen("/drafts/"), strlen("/drafts/") + ID_TEXT - 1);
    CHECK_INT(waits(&b), 0);
    model_restart(b.s);
    model_settle(b.m);
    CHECK_INT(ask(&b, "GET", new, ""), 200);
    CHECK(says(&b, "It is on this device only"));
    CHECK_INT(ask(&b, "GET", str_cat(b.m->arena, STR("/drafts/"), id), ""), 200);
    CHECK(says(&b, "Half a note"));
    /* Saved, it waits to be sent, and is no draft any more. */
    CHECK_INT(ask(&b, "POST", notes,
                  str_fmt(b.m->arena,
                          "kind=phone_call&occurred_on=2026-11-19&body=A+whole+note&draft=%.*s",
                          STR_ARG(id))
                      .p),
              303);
    CHECK_INT(waits(&b), 1);
    CHECK_INT(ask(&b, "GET", new, ""), 200);
    CHECK(!says(&b, "It is on this device only"));
    model_settle(b.m);
    CHECK_INT(waits(&b), 0);
    bench_close(&b);
}

TEST(sync, a_file_needs_a_connection_and_the_rest_of_its_form_does_not)
{
    struct bench b;
    struct str page;

    bench_open(&b);
    page = str_cat(b.m->arena, b.forms, STR("/incident/new/s_event"));
    CHECK_INT(ask(&b, "GET", page, ""), 200);
    CHECK(says(&b, "A file can only be added with a connection"));
    CHECK(!says(&b, "type=\"file\""));
    CHECK(!says(&b, "multipart"));
    /* A page of the server, answered here: it names the file that was chosen. */
    CHECK_INT(ask(&b, "POST", page, "incident_paper.file=letter.pdf"), 422);
    CHECK(says(&b, "A file can only be added with a connection"));
    CHECK_INT(ask(&b, "POST", page, "incident_paper.file="), 303);
    CHECK_INT(ask(&b, "GET", STR("/sync"), ""), 200);
    CHECK(says(&b, "Begun on this device"));
    CHECK(says(&b, "/incident/new\""));
    bench_close(&b);
}

TEST(sync, each_page_of_a_record_says_whether_it_was_sent)
{
    struct bench b;
    struct str file, notes;

    bench_open(&b);
    file = str_slice(b.forms, 0, b.forms.n - strlen("/forms"));
    notes = str_cat(b.m->arena, file, STR("/notes"));
    b.s->dev.met = b.m->world.now;
    CHECK_INT(ask(&b, "GET", notes, ""), 200);
    CHECK(says(&b, "<span class=\"badge ok\">Up to date</span>"));
    CHECK_INT(ask(&b, "POST", notes, "kind=phone_call&occurred_on=2026-11-19&body=Calm"), 303);
    CHECK_INT(ask(&b, "GET", file, ""), 200);
    CHECK(says(&b, "<span class=\"badge wait\">Waiting to send</span>"));
    CHECK_INT(ask(&b, "GET", STR("/cases"), ""), 200);
    CHECK(!says(&b, "<span class=\"badge wait\">Waiting to send</span>"));
    begin(t, &b);
    go_on(t, &b);
    CHECK_INT(ask(&b, "POST", under(&b, "/check"), "a=1"), 303);
    server_sql(t, &b, "UPDATE casefile SET state = 'closed'");
    b.m->quiet = true;
    model_contact(b.s);
    b.s->dev.met = b.m->world.now;
    CHECK_INT(ask(&b, "GET", file, ""), 200);
    CHECK(says(&b, "<span class=\"badge fail\">Could not send</span>"));
    bench_close(&b);
}

/* Ana's case is given to somebody who is not in her team. */
static void give_away(struct test *t, struct bench *b)
{
#define FIRST "(SELECT id FROM casefile ORDER BY number LIMIT 1)"
    server_sql(t, b,
               "DELETE FROM casefile_scope WHERE casefile_id = " FIRST ";"
               "UPDATE sync_scope SET held = 0, position = (SELECT max(position) FROM event), "
               "left_at = 1 WHERE casefile_id = " FIRST);
    b->m->quiet = true;
    model_contact(b->s);
}

TEST(sync, a_draft_of_a_case_that_left_the_device_is_shown_until_it_is_taken_off)
{
    struct bench b;
    struct str notes, id;

    bench_open(&b);
    begin(t, &b);
    go_on(t, &b);
    notes = str_slice(b.forms, 0, b.forms.n - strlen("/forms"));
    notes = str_cat(b.m->arena, STR("/drafts?for="), str_cat(b.m->arena, notes, STR("/notes")));
    CHECK_INT(ask(&b, "POST", notes, "kind=phone_call&body=Half+a+note"), 303);
    CHECK_INT(ask(&b, "GET", STR("/sync"), ""), 200);
    CHECK(!says(&b, "Drafts that cannot be opened here"));
    give_away(t, &b);
    CHECK_INT(ask(&b, "GET", b.forms, ""), 404);
    model_restart(b.s);
    CHECK_INT(ask(&b, "GET", STR("/sync"), ""), 200);
    CHECK(says(&b, "Drafts that cannot be opened here"));
    CHECK(!says(&b, "Begun on this device"));
    CHECK(says(&b, "Hungry at school"));
    CHECK(says(&b, "Half a note"));
    /* Each is taken off by itself. */
    for (int left = 2; left > 0; left--) {
        ptrdiff_t at = str_find(b.said, STR("name=\"command\" value=\""), 0);
        CHECK(at > 0);
        id = str_slice(b.said, (size_t)at + 22, (size_t)at + 22 + ID_TEXT - 1);
        CHECK_INT(ask(&b, "POST", STR("/sync"), str_fmt(b.m->arena, "command=%.*s", STR_ARG(id)).p),
                  303);
        model_restart(b.s);
        CHECK_INT(ask(&b, "GET", STR("/sync"), ""), 200);
    }
    CHECK(!says(&b, "Drafts that cannot be opened here"));
    CHECK(!says(&b, "Hungry at school"));
    CHECK(!says(&b, "Half a note"));
    bench_close(&b);
}

/* The outbox as the first program wrote it, two versions before this one. */
static void box_of_first_program(struct test *t, struct bench *b, int n)
{
    struct migration first[1];
    struct migrations list = {first, 0};
    struct sync_device *d = &b->s->dev;
    char id[ID_TEXT];
    int applied;

    for (int i = 0; i < migration_all_n; i++)
        if (str_eq(str_c(migration_all[i].name), STR("outbox")))
            first[list.n++] = migration_all[i];
    db_close(d->box);
    CHECK_INT(db_open("sqlite::memory:", true, &d->box), OK);
    CHECK_INT(migrate_run_list(d->box, list, &applied), OK);
    id_format(b->m->cases[0].casefile_id, id);
    for (int i = 1; i <= n; i++)
        CHECK_INT(db_script(d->box,
                            str_fmt(b->m->arena,
                                    "INSERT INTO outbox (seq, cmd_id, path, body, made_at) VALUES "
                                    "(%d, x'0193100000007000800000000000%04x', '/cases/%s/notes', "
                                    "'kind=phone_call&occurred_on=2026-11-19&body=old-%d.', %lld)",
                                    i, i, id, i, (long long)b->m->world.now.us)
                                .p),
                  OK);
    CHECK_INT(db_script(d->box, str_fmt(b->m->arena, "UPDATE outbox_mark SET last_seq = %d", n).p),
              OK);
}

TEST(sync, a_full_outbox_of_two_versions_before_is_taken_in)
{
    struct bench b;

    bench_open(&b);
    box_of_first_program(t, &b, 120);
    /* The new program opens it. */
    CHECK_INT(sync_device_box(b.s->dev.box), OK);
    CHECK_INT(sync_device_refill(&b.s->dev), OK);
    model_keep(b.s);
    model_restart(b.s);
    CHECK_INT(waits(&b), 120);
    b.m->quiet = true;
    model_contact(b.s);
    CHECK_INT(waits(&b), 0);
    /* Each of them, and none twice. */
    CHECK_INT(count(&b, b.m->world.db,
                    "SELECT count(*) + count(DISTINCT body) FROM note WHERE body LIKE 'old-%'"),
              240);
    bench_close(&b);
}

TEST(sync, a_wiped_device_keeps_no_draft)
{
    struct bench b;
    struct ctx ctx;

    bench_open(&b);
    begin(t, &b);
    ctx = world_ctx(&b.m->world, "omar");
    CHECK_INT(tx_begin(ctx.db, TX_WRITE), OK);
    CHECK_INT(device_revoke_any(&ctx, b.s->id, true), OK);
    CHECK_INT(tx_commit(ctx.db), OK);
    b.m->quiet = true;
    model_contact(b.s);
    CHECK(b.s->dev.wiped);
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 0);
    model_restart(b.s);
    CHECK_INT(rows_n(&b, b.s->dev.db, "draft"), 0);
    bench_close(&b);
}
