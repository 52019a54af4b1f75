/* core/pack_mark.c: tells two versions of a pack's steps apart. */
#include "core/ctx.h"
#include "core/pack.h"

#define MARK_MAX (1 << 20)

struct str pack_steps_mark(struct arena *a, const struct pack *p)
{
    struct buf all;

    buf_init(&all, a, MARK_MAX);
    for (int i = 0; i < PHASE_N; i++) {
        for (size_t k = 0; k < p->phases[i].steps.n; k++) {
            const struct pack_step *s = &p->phases[i].steps.items[k];

            buf_printf(&all, "%d %.*s %d %d %d %d %d %d %.*s\n", i, STR_ARG(s->name),
                       s->due_days[0], s->due_days[1], s->due_days[2], s->due_days[3], s->required,
                       s->repeats, STR_ARG(s->link));
        }
    }
    return ctx_hash(a, buf_str(&all));
}
