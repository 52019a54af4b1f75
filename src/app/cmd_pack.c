/* app/cmd_pack.c: `alidade pack`, and `alidade pack check DIR`: what an administrator runs after
 * editing a pack. */
#include <stdio.h>
#include <string.h>

#include "app/assets.h"
#include "app/cmd_pack.h"
#include "core/feature.h"

/* One finding a line. */
static int say(const char *file, struct str what, const char *why, struct str about)
{
    fprintf(stderr, "%s: %.*s %s %.*s\n", file, STR_ARG(what), why, STR_ARG(about));
    return 1;
}

/* Events that nothing in the program reports. */
static int events_check(struct arena *a, const struct site *site, struct str words,
                        const char *file, struct str name)
{
    struct str event;
    int n = 0;

    while (str_split(&words, ' ', &event))
        if (str_given(event) && !str_eq(event, STR("contact.made")) &&
            !site_event_kind(site, str_z(a, event)))
            n += say(file, name, "waits for an event that nothing reports:", event);
    return n;
}

/* A step can only be done by what this program does, on a page that it has. */
static int step_check(struct arena *a, const struct site *site, const struct pack_step *step)
{
    struct str path = str_fmt(a, "/cases/x/%.*s", STR_ARG(step->link));
    ptrdiff_t query = str_find(path, STR("?"), 0);
    struct ctx ctx = {.arena = a, .site = site};
    struct req req = {.ctx = &ctx};
    bool other = false;
    int n =
        events_check(a, site, step->done_by, str_fmt(a, "steps.csv:%d", step->line).p, step->name);

    if (query >= 0)
        path = str_slice(path, 0, (size_t)query);
    if (str_given(step->link) && !site_route(site, METHOD_GET, path, &req, &other))
        n += say("steps.csv", step->name, "links to a page that a case does not have:", step->link);
    return n;
}

/* What counts as harm, or protects, is of the kinds that this program reports. */
static int meanings_check(struct arena *a, const struct site *site, const struct pack *pack)
{
    int n = 0;

    for (size_t i = 0; i < pack->meanings.n; i++)
        n += events_check(a, site, pack->meanings.items[i].event,
                          str_fmt(a, "chronology.csv:%d", pack->meanings.items[i].line).p,
                          pack->meanings.items[i].name);
    return n;
}

/* The code lists that screens offer. */
static int lists_check(const struct site *site, const struct pack *pack)
{
    int n = 0;

    for (const struct feature *const *f = site->features; *f; f++)
        for (const struct route *route = (*f)->routes; route && route->path; route++)
            for (const struct field *field = route->form; field && field->name; field++)
                if (field->codes && field->type != FIELD_FILE &&
                    !pack_codes_find(pack, str_c(field->codes)))
                    n += say("codes.csv", str_c(field->codes), "is missing; it is asked at",
                             str_c(route->path));
    return n;
}

/* What only the whole program knows. Returns the number of findings. */
static int site_pack_check(struct arena *a, const struct pack *pack)
{
    const struct site site = {.features = feature_all, .pack = pack};
    int n = lists_check(&site, pack) + meanings_check(a, &site, pack);

    for (int i = 0; i < PHASE_N; i++)
        for (size_t k = 0; k < pack->phases[i].steps.n; k++)
            n += step_check(a, &site, &pack->phases[i].steps.items[k]);
    for (size_t i = 0; i < pack->clocks.n; i++) {
        const struct pack_clock *c = &pack->clocks.items[i];
        const char *file = str_fmt(a, "clocks.csv:%d", c->line).p;

        n += events_check(a, &site, c->trigger, file, c->name);
        n += events_check(a, &site, c->met_by, file, c->name);
    }
    return n;
}

int cmd_pack_check(const struct options *options)
{
    struct arena *a = install_arena((size_t)64 << 20);
    struct pack *pack = NULL;
    struct str problems = STR_NONE, surprises = STR_NONE;
    const char *dir = options->args[1];
    int samples = 0;

    if (pack_load(a, dir, &pack, &problems) != OK) {
        fprintf(stderr, "%.*s\n", STR_ARG(problems));
        return 1;
    }
    enum err lint = pack_lint(a, pack, &problems);
    enum err sample = pack_sample_run(a, pack, dir, &samples, &surprises);

    fprintf(stderr, "%.*s%.*s", STR_ARG(problems), STR_ARG(surprises));
    if (site_pack_check(a, pack) > 0 || lint != OK || sample != OK)
        return 1;
    printf("%.*s %.*s: no findings, %d sample answers as expected\n", STR_ARG(pack->name),
           STR_ARG(pack->version), samples);
    return 0;
}

int cmd_pack(const struct options *options)
{
    static const struct {
        const char *word, *usage;
        int arg_n;
        int (*run)(const struct options *options);
    } words[] = {{"check", "DIR", 2, cmd_pack_check},
                 {"test", "DIR", 2, cmd_pack_test},
                 {"diff", "OLD NEW", 3, cmd_pack_diff}};

    for (size_t i = 0; options->arg_n > 0 && i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(options->args[0], words[i].word) != 0)
            continue;
        if (options->arg_n != words[i].arg_n)
            install_die("say which pack: alidade pack %s %s", words[i].word, words[i].usage);
        return words[i].run(options);
    }
    install_die("say which pack: alidade pack check DIR");
}
