/* plat/db_test_support.c: see the header. */
#include "plat/db_test_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __wasm__
#include <unistd.h>

#include "plat/os.h"

static const char *pg_url(void)
{
    static bool said;
    const char *url = getenv("ALIDADE_TEST_PG");

    if (url == NULL && !said) {
        said = true;
        puts("skip db::postgresql ALIDADE_TEST_PG is not set");
    }
    return url;
}

/* A schema of its own on the one server. */
static bool pg_schema(struct test *t, const char *url, const char *verb)
{
    struct db *db = NULL;
    char text[200];
    enum err e;

    snprintf(text, sizeof text, "DROP SCHEMA IF EXISTS test_%d CASCADE; %s test_%d", (int)getpid(),
             verb, (int)getpid());
    if (db_open(url, false, &db) != OK) {
        test_fail(t, __FILE__, __LINE__, "%s", db_open_error());
        return false;
    }
    e = db_script(db, text);
    if (e != OK)
        test_fail(t, __FILE__, __LINE__, "%s", db_error(db));
    db_close(db);
    return e == OK;
}

static bool file_place(struct test *t, struct test_db *d)
{
    snprintf(d->folder, sizeof d->folder, "/tmp/alidade-db-XXXXXX");
    if (mkdtemp(d->folder) == NULL) {
        test_fail(t, __FILE__, __LINE__, "cannot make a folder in /tmp");
        return false;
    }
    d->url = str_fmt(t->arena, "sqlite:%s/test.db", d->folder).p;
    return true;
}

static void file_remove(const struct test_db *d)
{
    struct arena *a = arena_new(1 << 20);
    struct os_names names = {0};

    if (os_list_dir(a, d->folder, &names) == OK)
        for (size_t i = 0; i < names.n; i++)
            unlink(str_fmt(a, "%s/%.*s", d->folder, STR_ARG(names.items[i])).p);
    rmdir(d->folder);
    arena_free(a);
}
#endif

static bool place(struct test *t, struct test_db *d)
{
    d->url = "sqlite::memory:";
    d->options.create = true;
    if (d->engine == ENGINE_MEMORY)
        return true;
#ifndef __wasm__
    static char schema[32];

    if (d->engine == ENGINE_FILE)
        return file_place(t, d);
    d->url = pg_url();
    snprintf(schema, sizeof schema, "test_%d", (int)getpid());
    d->options.schema = schema;
    return d->url && pg_schema(t, d->url, "CREATE SCHEMA");
#else
    (void)t;
    return false;
#endif
}

bool test_db_open(struct test *t, enum test_engine engine, struct test_db *ret)
{
    *ret = (struct test_db){.engine = engine};
    if (!place(t, ret))
        return false;
    if (db_open_with(ret->url, &ret->options, &ret->db) != OK) {
        test_fail(t, __FILE__, __LINE__, "%s", db_open_error());
        return false;
    }
    db_use_arena(ret->db, t->arena);
    return true;
}

void test_db_close(struct test_db *d)
{
    db_close(d->db);
    d->db = NULL;
#ifndef __wasm__
    if (d->folder[0])
        file_remove(d);
    if (d->engine == ENGINE_PG) {
        struct db *db = NULL;
        char text[80];

        snprintf(text, sizeof text, "DROP SCHEMA %s CASCADE", d->options.schema);
        if (db_open(d->url, false, &db) == OK) {
            (void)!db_script(db, text);
            db_close(db);
        }
    }
#endif
}

void test_db_each(struct test *t, void (*fn)(struct test *t, struct test_db *d))
{
    static const char *const names[] = {"SQLite in memory", "SQLite in a file", "PostgreSQL"};
    struct test_db d;

    for (int i = 0; i < ENGINE_N; i++) {
        if (!test_db_open(t, (enum test_engine)i, &d))
            continue;
        fn(t, &d);
        if (t->failed)
            test_fail(t, __FILE__, __LINE__, "with %s; last error: %s", names[i], db_error(d.db));
        test_db_close(&d);
        if (t->failed)
            return;
    }
}

void test_db_each_shared(struct test *t, void (*fn)(struct test *t, struct test_db *d))
{
    for (int i = ENGINE_FILE; i < ENGINE_N; i++) {
        struct test_db d;

        if (!test_db_open(t, (enum test_engine)i, &d))
            continue;
        fn(t, &d);
        if (t->failed)
            test_fail(t, __FILE__, __LINE__, "with %s; last error: %s",
                      i == ENGINE_PG ? "PostgreSQL" : "SQLite", db_error(d.db));
        test_db_close(&d);
    }
}

int64_t test_db_count(struct db *db, const char *text)
{
    struct rows rows;
    int64_t n = -1;

    if (db_query(db, SQL(text, 0), NO_BINDS, &rows) == OK && rows_next(&rows))
        n = col_int(&rows, 0);
    return rows_end(&rows) == OK ? n : -1;
}

bool test_db_marks(struct test_db *d)
{
    return db_script(d->db, db_is_pg(d->db)
                                ? "CREATE TABLE mark (who BIGINT, n BIGINT, PRIMARY KEY (who, n));"
                                  "CREATE TABLE total (id BIGINT PRIMARY KEY, n BIGINT);"
                                  "INSERT INTO total VALUES (1, 0)"
                                : "CREATE TABLE mark (who INTEGER, n INTEGER, PRIMARY KEY (who, n))"
                                  " STRICT; CREATE TABLE total (id INTEGER PRIMARY KEY, n INTEGER);"
                                  "INSERT INTO total VALUES (1, 0)") == OK;
}

enum err test_db_mark(struct db *db, int64_t who, int64_t n)
{
    return db_exec(db, SQL("INSERT INTO mark (who, n) VALUES ($1, $2)", 2),
                   BINDS(b_int(who), b_int(n)), NULL);
}
