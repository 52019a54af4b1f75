/* app/pack_trial.c: runs what stands in a pack's folder tests. */
#include "app/pack_trial.h"

#include "app/scenario.h"
#include "core/pack.h"
#include "plat/os.h"

/* Each case test has a world of its own. */
static enum err cases_run(struct arena *a, const char *dir, const char *url, struct pack_trial *t)
{
    struct os_names names = {0};
    enum err e = os_list_dir(a, str_fmt(a, "%s/tests", dir).p, &names);

    for (size_t i = 0; e == OK && i < names.n; i++) {
        struct scene s = {.setup = {.url = url, .pack_dir = dir},
                          .file = str_fmt(a, "%s/tests/%.*s", dir, STR_ARG(names.items[i])).p};

        if (!str_has_suffix(names.items[i], STR(".scn")))
            continue;
        s.arena = arena_new((size_t)256 << 20);
        t->cases++;
        t->failed += !scene_run(&s);
        arena_free(s.arena);
    }
    return e == E_NOT_FOUND ? OK : e;
}

enum err pack_trial_run(struct arena *a, const char *dir, const char *url, struct pack_trial *ret)
{
    struct pack_trial trial = {0};
    struct pack *pack;
    enum err samples = pack_load(a, dir, &pack, &trial.problems);

    *ret = trial;
    TRY(samples);
    samples = pack_sample_run(a, pack, dir, &ret->samples, &ret->problems);
    TRY(cases_run(a, dir, url, ret));
    return ret->failed > 0 ? E_INVALID : samples;
}

static enum err script_run(const char *url, const char *text)
{
    struct db *db;

    TRY(db_open(url, true, &db));
    enum err e = db_script(db, text);

    db_close(db);
    return e;
}

enum err pack_trial_may_use(const char *url)
{
    enum err e = script_run(
        url, "DO $$ BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace IN "
             "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' "
             "AND nspname <> 'information_schema')) OR EXISTS (SELECT FROM pg_catalog.pg_proc "
             "WHERE pronamespace = 'public'::regnamespace) THEN "
             "RAISE unique_violation; END IF; END $$");

    return e == OK || e == E_IO || e == E_NOT_FOUND ? e : E_CONFLICT;
}

enum err pack_trial_clear(const char *url)
{
    return script_run(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
}
