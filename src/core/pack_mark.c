/* core/pack_mark.c: tells two versions of a pack's steps apart. */
#include "core/pack.h"
#include "plat/crypto.h"

#define MARK_MAX (1 << 20)

struct str pack_steps_mark(struct arena *a, const struct pack *p)
{
    struct buf all, mark;

    buf_init(&all, a, MARK_MAX);
    buf_init(&mark, a, (size_t)2 * SHA256_SIZE + 1);
    for (int i = 0; i < PHASE_N; i++) {
        for (size_t k = 0; k < p->phases[i].steps.n; k++) {
            const struct pack_step *s = &p->phases[i].steps.items[k];

            buf_printf(&all, "%d %.*s %d %d %d %d %d %d %.*s\n", i, STR_ARG(s->name),
                       s->due_days[0], s->due_days[1], s->due_days[2], s->due_days[3], s->required,
                       s->repeats, STR_ARG(s->link));
        }
    }
    struct sha256 hash = crypto_sha256(buf_str(&all));

    buf_put_hex(&mark, hash.b, SHA256_SIZE);
    return buf_str(&mark);
}
