/* app/seed_promise.c: promises of the demo: most are kept, some late, a few not. */
#include "app/seed.h"

#include "app/seed_words.h"
#include "feature/promise/promise.h"

/* Most of what is due by now has been kept. */
static enum err some_end(struct seed *s, struct casefile *file, bool arabic)
{
    static const struct seed_said why = {
        "The office was closed. Told them on the phone, and that I try again.",
        "كان المكتب مغلقًا. أخبرتهم بالهاتف وبأنني سأحاول من جديد."};
    struct promise_list list;

    TRY(promise_list_for_casefile(s->ctx, file, &list));
    for (size_t i = 0; i < list.n && promise_is_open(&list.items[i]); i++) {
        struct promise *p = &list.items[i];
        bool kept = seed_chance(s, 85);
        struct promise_end end = {.state = kept ? STR("kept") : STR("broken"),
                                  .words = kept ? STR_NONE : seed_say(arabic, why),
                                  .due = DATE_NONE,
                                  .version = p->version};

        if (date_cmp(p->due, ctx_today(s->ctx)) <= 0 && seed_chance(s, 85))
            TRY(promise_finish(s->ctx, file, p, &end));
    }
    return OK;
}

enum err seed_promises(struct seed *s, struct casefile *file, bool arabic)
{
    const struct seed_words *words = seed_words(s);
    struct date today = ctx_today(s->ctx);
    struct promise promise = {
        .what = seed_say(arabic, words->promises[seed_pick(s, words->promise_n)]),
        .to_whom = file->client_name,
        .made_on = today,
        .due = date_add_days(today, 2 + (int)seed_pick(s, 12)),
        .source = STR("talk"),
    };

    TRY(some_end(s, file, arabic));
    return seed_chance(s, 60) ? promise_add(s->ctx, file, &promise) : OK;
}
