/* app/cmd_clock.c: `alidade clock what-if`: which deadlines that run would end on another day, and
 * which would be missed at once, under another version of their pack. Nothing is changed. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "feature/deadline/deadline.h"

/** What would become of the deadlines of one clock. */
struct what_if {
    struct str clock;
    int64_t same, later, earlier, missed, gone;
};
LIST_TYPE(what_if_list, struct what_if);

static struct what_if *count_for(struct arena *a, struct what_if_list *counts, struct str clock)
{
    struct what_if *ret;

    for (size_t i = 0; i < counts->n; i++)
        if (str_eq(counts->items[i].clock, clock))
            return &counts->items[i];
    ret = LIST_PUSH(a, counts);
    *ret = (struct what_if){.clock = str_dup(a, clock)};
    return ret;
}

/* As it would begin now; false: it would not. What counted from an answer that the rule does not
 * ask for any more would run from the event that began it: its id was made then. */
static enum err begin_again(struct ctx *ctx, const struct pack_clock *c, struct deadline *d,
                            bool *ret)
{
    struct deadline_says says;

    *ret = false;
    d->amount = c ? c->limit[risk_index(d->risk)] : -1;
    if (d->amount < 0)
        return OK;
    d->unit = c->unit[risk_index(d->risk)];
    TRY(deadline_says(ctx, c, d->casefile_id, &says));
    if (instant_given(says.from))
        d->began_at = says.from;
    else if (str_eq(d->began_by, STR(DEADLINE_ANSWER)))
        d->began_at = (struct instant){id_made_ms(d->id) * 1000};
    *ret = says.holds;
    return OK;
}

static enum err count(struct ctx *ctx, const struct pack *pack, struct deadline_of_pack *of,
                      struct what_if *n)
{
    const struct pack_clock *c = pack_clock_find(pack, of->deadline.clock);
    struct instant was = of->deadline.due_at;
    struct workdays workdays = pack_workdays(ctx->arena, pack, of->area);
    struct clock_end end;
    bool begins;

    TRY(begin_again(ctx, c, &of->deadline, &begins));
    if (!begins || deadline_end(ctx, &of->deadline, &workdays, &end) != OK || end.stands)
        n->gone++;
    else if (end.at.us <= ctx->now.us && was.us > ctx->now.us)
        n->missed++;
    else if (end.at.us == was.us)
        n->same++;
    else if (end.at.us > was.us)
        n->later++;
    else
        n->earlier++;
    return OK;
}

/* A hundred at a time: the memory is that of one round. */
static enum err count_all(struct ctx *ctx, const struct pack *pack, struct arena *keep,
                          struct what_if_list *ret)
{
    struct id after = ID_NONE;
    struct deadline_of_pack_list list;

    do {
        arena_reset(ctx->arena);
        TRY(deadline_list_of_pack(ctx, pack->name, after, &list));
        for (size_t i = 0; i < list.n; i++) {
            after = list.items[i].deadline.id;
            TRY(count(ctx, pack, &list.items[i],
                      count_for(keep, ret, list.items[i].deadline.clock)));
        }
    } while (list.n > 0);
    return OK;
}

static void say(const struct pack *pack, const struct what_if_list *counts)
{
    int64_t missed = 0, gone = 0;

    printf("%.*s %.*s: deadlines that run now\n", STR_ARG(pack->name), STR_ARG(pack->version));
    for (size_t i = 0; i < counts->n; i++) {
        const struct what_if *n = &counts->items[i];

        printf("%-24.*s same %lld, later %lld, earlier %lld, missed at once %lld, none any more "
               "%lld\n",
               STR_ARG(n->clock), (long long)n->same, (long long)n->later, (long long)n->earlier,
               (long long)n->missed, (long long)n->gone);
        missed += n->missed;
        gone += n->gone;
    }
    printf("%lld would be missed at once, %lld would have no deadline any more; nothing was "
           "changed\n",
           (long long)missed, (long long)gone);
}

int cmd_clock(const struct options *options)
{
    struct arena *keep = install_arena((size_t)64 << 20);
    struct what_if_list counts = {0};
    struct pack *pack = NULL;
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;

    if (options->arg_n != 2 || strcmp(options->args[0], "what-if") != 0)
        install_die("say which version: alidade clock what-if DIR");
    if (pack_load(keep, options->args[1], &pack, &problem) != OK ||
        install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)64 << 20), db, NULL);

    ctx.pack = pack;
    if (count_all(&ctx, pack, keep, &counts) != OK)
        install_die("cannot read the deadlines: %s", db_error(ctx.db));
    say(pack, &counts);
    db_close(db);
    return 0;
}
