/* support/scenario_main.c: the program that runs *.scn files, with words for attacks and the matrix
 * beside those of app/scenario.h. */
#include <stdio.h>
#include <string.h>

#include "app/assets.h"
#include "app/pack_trial.h"
#include "core/feature.h"
#include "scenario_matrix.h"
#include "scenario_trick.h"

/* For tests with a browser: the routes, and the ids of a world that stays on disk. */
static int routes_print(void)
{
    for (const struct feature *const *f = feature_all; *f; f++) {
        for (const struct route *route = (*f)->routes; route && route->path; route++)
            printf("%s %s %s\n", route->method == METHOD_GET ? "GET" : "POST", route->path,
                   cap_name(route->need));
    }
    return 0;
}

/* The words of the tests: those of attacks, and the matrix. */
static const struct scene_word *test_words(void)
{
    static struct scene_word words[16] = {{"matrix", 1, 1, scenario_matrix}};

    for (int i = 0; scenario_trick_words[i].name; i++)
        words[i + 1] = scenario_trick_words[i];
    return words;
}

static bool file_run(const struct world_setup *setup, bool keeps, const char *file)
{
    struct scene s = {.setup = *setup,
                      .arena = arena_new((size_t)1 << 30),
                      .file = file,
                      .words = test_words(),
                      .keeps = keeps};
    bool ok = scene_run(&s);

    arena_free(s.arena);
    return ok;
}

static int pack_test(const char *dir, const char *url)
{
    struct arena *a = arena_new((size_t)256 << 20);
    struct pack_trial trial;
    bool ok = pack_trial_run(a, dir, url, &trial) == OK;

    printf("%.*s%s %s\n", STR_ARG(trial.problems), ok ? "ok" : "not ok", dir);
    arena_free(a);
    return ok ? 0 : 1;
}

/* --keep yes: the world is of today, the matrix is not run, and what was saved is printed. */
int main(int argc, char **argv)
{
    struct world_setup setup = {.url = "sqlite::memory:", .pack_dir = "packs/child-family"};
    int failed = 0, i = 1;
    bool keeps = false;

    if (argc == 2 && strcmp(argv[1], "--routes") == 0)
        return routes_print();
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        if (strcmp(argv[i], "--db") == 0)
            setup.url = argv[i + 1];
        else if (strcmp(argv[i], "--pack") == 0)
            setup.pack_dir = argv[i + 1];
        else if (strcmp(argv[i], "--keys") == 0)
            setup.keys = argv[i + 1];
        else if (strcmp(argv[i], "--test") == 0)
            return pack_test(argv[i + 1], setup.url);
        else if (strcmp(argv[i], "--keep") == 0 && strcmp(argv[i + 1], "yes") == 0)
            keeps = setup.of_today = true;
        else
            return fprintf(stderr, "scenario: unknown option %s\n", argv[i]), 2;
    }
    if (i == argc)
        return fputs("usage: scenario [--db URL] [--pack DIR] FILE...\n", stderr), 2;
    for (; i < argc; i++)
        failed += !file_run(&setup, keeps, argv[i]);
    return failed > 0;
}
