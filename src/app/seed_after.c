/* app/seed_after.c: what meets the deadlines of made-up cases: records that the demo does not make,
 * and follow-ups after the closing. */
#include "app/seed.h"

#include "app/seed_words.h"
#include "core/pack.h"
#include "feature/deadline/deadline.h"
#include "feature/note/note.h"
#include "feature/task/task.h"

enum err seed_hear(struct ctx *ctx, struct id casefile_id, struct str events, struct str abouts)
{
    struct str kind = STR_NONE, about = STR_NONE;

    (void)str_split(&events, ' ', &kind);
    (void)str_split(&abouts, ' ', &about);
    return deadline_on_event(ctx, &(struct event){.kind = str_z(ctx->arena, kind),
                                                  .casefile_id = casefile_id,
                                                  .about = about});
}

enum err seed_deadlines_kept(struct seed *s, const struct casefile *file)
{
    struct ctx *ctx = s->ctx;
    struct deadline_list list;

    TRY(deadline_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct deadline *d = &list.items[i];
        const struct pack_clock *c = pack_clock_find(ctx->pack, d->clock);

        if (c && deadline_runs(d) && d->due_at.us <= ctx->now.us && seed_chance(s, 80))
            TRY(seed_hear(ctx, file->id, c->met_by, c->met_about));
    }
    return OK;
}

struct task_repeat seed_repeat(struct seed *s)
{
    bool weekly = seed_chance(s, 60);

    if (!s->demo || !seed_chance(s, 12))
        return (struct task_repeat){0};
    return (struct task_repeat){.n = weekly ? 1 + seed_pick(s, 2) : 1,
                                .unit = weekly ? STR("weeks") : STR("months")};
}

int64_t seed_after_days(struct seed *s, int called)
{
    /* A quarter, half a year and a year after the closing, some days early or late. */
    static const uint32_t from[SEED_AFTER_N] = {85, 86, 182}, to[SEED_AFTER_N] = {92, 92, 186};

    return from[called] + seed_pick(s, to[called] - from[called] + 1);
}

enum err seed_after(struct seed *s, struct id casefile_id, bool arabic)
{
    static const struct seed_said said[] = {
        {"Called as agreed. They manage on their own and know where to find us.",
         "اتصلت كما اتفقنا. تدبّر الأسرة أمورها ويعرفون أين يجدوننا."},
        {"Short talk on the phone: some worries about money, no new need. Gave the number of the "
         "debt adviser again.",
         "حديث قصير بالهاتف: بعض القلق على المال ولا حاجة جديدة. أعطيتهم رقم مستشار الديون من "
         "جديد."},
        {"Things go well. They thank the whole team.", "الأمور بخير. يشكرون الفريق كله."},
    };
    struct ctx *ctx = s->ctx;
    struct note added;
    struct note_draft draft = {
        .casefile_id = casefile_id,
        .kind = STR("phone_call"),
        .body = seed_say(arabic, said[seed_pick(s, sizeof said / sizeof said[0])]),
        .occurred_on = date_of(ctx->now, ctx->tz_offset_min)};

    return seed_chance(s, 92) ? note_add(ctx, &draft, &added) : OK;
}
