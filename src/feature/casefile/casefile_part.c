/* casefile/casefile_part.c: loading a case for somebody of its team, who sees parts of it. What the
 * membership does not give is not in what is loaded. */
#include "core/event.h"
#include "core/feature.h"
#include "core/pack.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/part_store.h"

static const char *const codes[] = {[CASEFILE_PART_NONE] = "-",
                                    [CASEFILE_PART_TEAM] = "",
                                    [CASEFILE_PART_TASKS] = "",
                                    [CASEFILE_PART_CONTACT] = "contact",
                                    [CASEFILE_PART_PLAN] = "plan",
                                    [CASEFILE_PART_FORMS] = "forms",
                                    [CASEFILE_PART_CONFERENCES] = "conferences"};

bool casefile_has_part(const struct casefile *file, enum casefile_part part)
{
    return !casefile_is_part(file) || !*codes[part] ||
           pack_has_word(file->parts, str_c(codes[part]));
}

/* Forms and tasks are there to be worked on; the rest is read. */
static enum casefile_access access_of(enum casefile_part part)
{
    return part == CASEFILE_PART_FORMS || part == CASEFILE_PART_TASKS ? CASEFILE_WRITE
                                                                      : CASEFILE_READ;
}

enum err casefile_load_part(struct ctx *ctx, struct id id, enum casefile_part part,
                            enum casefile_access access, struct casefile *ret)
{
    size_t noted = ctx->accesses.n;
    struct casefile file;
    enum err e = casefile_load(ctx, id, access, ret); /* who sees the case anyway, sees it so */

    if (e != E_NOT_FOUND)
        return e;
    if (access == CASEFILE_WRITE)
        TRY(part_store_lock(ctx, id));
    enum err found = part_store_find(ctx, id, &file);

    if (found != OK && found != E_NOT_FOUND)
        return found;
    if (found != OK || !casefile_has_part(&file, part) || access > access_of(part))
        return e;
    ctx->accesses.n = noted; /* the refusal was none */
    if (!site_enter(ctx, file.programme))
        return ctx_fail(ctx, E_CONFLICT, "casefile.programme_missing", NULL);
    ctx_access(ctx, "casefile", file.id, file.id, file.person_id);
    file.access = access_of(part);
    *ret = file;
    return OK;
}
