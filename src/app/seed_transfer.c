/* app/seed_transfer.c: cases of the demo that are handed over: one waits for an answer, one was
 * taken item by item, one was refused, of each programme. */
#include "app/seed.h"
#include "feature/transfer/transfer.h"

enum { OFFER_WAITS, OFFER_TAKEN, OFFER_REFUSED, OFFERS };

/* The first worker of ./demo finds what waits; what that worker has goes to the next. */
static const struct actor *colleague(const struct seed_team *team, const struct casefile *file)
{
    for (size_t i = 0; i < team->workers.n; i++)
        if (!id_eq(team->workers.items[i].actor.account_id, file->worker_id))
            return &team->workers.items[i].actor;
    return NULL;
}

static struct seed_offers *offers_of(struct seed *s)
{
    for (size_t i = 0; i < s->offers.n; i++)
        if (s->offers.items[i].pack == s->ctx->pack)
            return &s->offers.items[i];
    LIST_ADD(s->units, &s->offers, ((struct seed_offers){.pack = s->ctx->pack}));
    return &s->offers.items[s->offers.n - 1];
}

/* An hour later, as far as there is one. */
static void later(struct seed *s)
{
    struct ctx *ctx = s->ctx;

    ctx->now.us = ctx->now.us + HOUR_US < s->until.us ? ctx->now.us + HOUR_US : s->until.us;
    ctx->claimed_at = ctx->now;
    seed_command(s);
}

/* All but the last thing to do, which stays with who had the case. */
static enum err take(struct seed *s, struct transfer *t, bool arabic)
{
    static const struct seed_said not_mine = {
        "Please finish this one yourself: they know you, and it is nearly done.",
        "يُرجى إكمال هذا بنفسك: فهم يعرفونك وقد أوشك على الانتهاء."};
    struct transfer_item_list items;

    TRY(transfer_items(s->ctx, t, &items));
    for (size_t i = 0; i < items.n; i++) {
        struct transfer_item *item = &items.items[i];
        bool leaves = i + 1 == items.n && !str_eq(item->kind, STR("risk"));

        item->taken = !leaves;
        item->remark = leaves ? seed_say(arabic, not_mine) : STR_NONE;
    }
    return transfer_accept(s->ctx, t, ID_NONE, &items);
}

static enum err answer(struct seed *s, struct transfer *t, int what, bool arabic)
{
    static const struct seed_said no = {
        "I have forty cases and two of them are at high risk. Ask again after the holidays.",
        "لدي أربعون حالة واثنتان منها شديدتا الخطورة. يُرجى السؤال مجددًا بعد العطلة."};

    if (what == OFFER_WAITS)
        return OK;
    later(s);
    TRY(transfer_load(s->ctx, t->id, t));
    return what == OFFER_TAKEN ? take(s, t, arabic)
                               : transfer_refuse(s->ctx, t, seed_say(arabic, no));
}

enum err seed_transfer(struct seed *s, const struct casefile *file, const struct seed_team *team,
                       bool arabic)
{
    static const struct seed_said words[OFFERS] = {
        {"They moved to the street behind your school. The mother has asked for you by name.",
         "انتقلوا إلى الشارع خلف مدرستكم، وقد طلبتك الأم بالاسم."},
        {"I am away from January. The plan is agreed; what is open stands in the list.",
         "سأغيب ابتداءً من يناير. الخطة متفق عليها، وما بقي مذكور في القائمة."},
        {"There are too many cases here since the flood. This one needs more time than I have.",
         "كثرت الحالات هنا منذ الفيضان، وتحتاج هذه إلى وقت أكثر مما لدي."}};
    static const char *const reasons[OFFERS] = {"moved", "leave", "workload"};
    struct seed_offers *offers = offers_of(s);
    const struct actor *to = colleague(team, file);
    struct actor worker = s->ctx->actor;
    int what = offers->n;

    if (!s->demo || file->phase <= PHASE_PLANNING || team != &s->teams.items[0] || what == OFFERS ||
        !to)
        return OK;
    struct transfer t = {.to_account_id = to->account_id,
                         .reason = str_c(reasons[what]),
                         .words = seed_say(arabic, words[what])};

    later(s);
    TRY(transfer_ask(s->ctx, file, &t));
    offers->n++;
    s->ctx->actor = *to;
    enum err e = answer(s, &t, what, arabic);

    s->ctx->actor = worker;
    return e;
}
