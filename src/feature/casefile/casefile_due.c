/* casefile/casefile_due.c: the steps of cases that are due, for the page of the day. */
#include "core/feature.h"
#include "feature/casefile/casefile_page.h"
#include "feature/casefile/casefile_store.h"

/* The step that comes next, in its own programme, or NULL. */
static const struct pack_step *step_of(struct ctx *ctx, const struct casefile *file)
{
    struct str rest = str_from(file->next_what, 5), code;
    enum phase phase;

    site_enter(ctx, file->programme);
    return str_split(&rest, ':', &code) && phase_parse(code, &phase) == OK
               ? pack_step_find(ctx->pack, phase, rest)
               : NULL;
}

static void duty_tell(struct ctx *ctx, struct duty *duty)
{
    const struct casefile *file = duty->of;
    const struct pack_step *step = step_of(ctx, file);

    duty->link = casefile_next_href(ctx, file);
    duty->what = casefile_next_text(ctx, file->next_what);
    if (!step)
        return;
    duty->why = text_in(&step->why, ctx->locale);
    duty->who = casefile_step_who(ctx, step);
}

enum err casefile_due_list(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret)
{
    const struct pack *was = ctx->pack;
    struct casefile_list files;

    TRY(casefile_store_due(ctx, ask, &files));
    for (size_t i = 0; i < files.n; i++) {
        const struct casefile *file = &files.items[i];
        const struct pack_step *step = step_of(ctx, file);

        LIST_ADD(ctx->arena, ret,
                 ((struct duty){.casefile_id = file->id,
                                .number = file->number,
                                .client_name = file->client_name,
                                .risk = file->risk,
                                .due = file->next_due,
                                .worker_name = file->worker_name,
                                .met_by = step ? step->done_by : STR_NONE,
                                .met_about = step ? step->done_about : STR_NONE,
                                .tell = duty_tell,
                                .of = file}));
        ctx->pack = was;
    }
    return OK;
}

enum err casefile_reach(struct ctx *ctx, struct id casefile_id, struct casefile_reach *ret)
{
    struct casefile file = {.id = casefile_id};
    struct casefile_reach reach = {0};

    TRY(casefile_store_reach(ctx, &file, &reach));
    TRY(casefile_contact(ctx, &file, &reach.rules));
    reach.person_id = file.person_id;
    reach.safety = file.safety;
    reach.programme = file.programme;
    ctx_access(ctx, "casefile", file.id, file.id, file.person_id);
    *ret = reach;
    return OK;
}
