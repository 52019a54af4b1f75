/* admin/admin.c: rules of units, and what the overview shows. */
#include "feature/admin/admin.h"

#include "core/event.h"
#include "feature/admin/admin_store.h"

static const struct {
    const char *added, *renamed, *taken_field;
} kinds[ADMIN_UNIT_N] = {
    [ADMIN_UNIT_AGENCY] = {"admin.agency_added", "admin.agency_renamed", "code"},
    [ADMIN_UNIT_TEAM] = {"admin.team_added", "admin.team_renamed", "name"},
    [ADMIN_UNIT_AREA] = {"admin.area_added", "admin.area_renamed", "code"},
};

enum err admin_unit_list_all(struct ctx *ctx, struct admin_unit_list *ret)
{
    for (int kind = 0; kind < ADMIN_UNIT_N; kind++)
        TRY(admin_store_units(ctx, (enum admin_unit_kind)kind, ret));
    return OK;
}

/* Units are few; a second way to read one would only be a second place to go wrong. */
enum err admin_unit_load(struct ctx *ctx, enum admin_unit_kind kind, struct id id,
                         struct admin_unit *ret)
{
    struct admin_unit_list units = {0};

    TRY(admin_store_units(ctx, kind, &units));
    for (size_t i = 0; i < units.n; i++) {
        if (id_eq(units.items[i].id, id)) {
            *ret = units.items[i];
            return OK;
        }
    }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

static bool code_is_usable(struct str code)
{
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return code.n >= 2 && code.n <= 40;
}

/* Two teams of an agency, or two codes, that nobody could tell apart. */
static enum err unit_is_new(struct ctx *ctx, const struct admin_unit *wanted)
{
    struct admin_unit_list units = {0};
    bool team = wanted->kind == ADMIN_UNIT_TEAM;

    TRY(admin_store_units(ctx, wanted->kind, &units));
    for (size_t i = 0; i < units.n; i++) {
        const struct admin_unit *u = &units.items[i];

        if (id_eq(u->id, wanted->id))
            continue;
        if (team ? id_eq(u->parent_id, wanted->parent_id) && str_eq(u->name, wanted->name)
                 : str_eq(u->code, wanted->code))
            return ctx_fail(ctx, E_INVALID, team ? "admin.name_taken" : "admin.code_taken",
                            kinds[wanted->kind].taken_field);
    }
    return OK;
}

static enum err parent_check(struct ctx *ctx, const struct admin_unit *wanted)
{
    struct admin_unit found;

    if (wanted->kind == ADMIN_UNIT_TEAM) {
        if (admin_unit_load(ctx, ADMIN_UNIT_AGENCY, wanted->parent_id, &found) != OK)
            return ctx_fail(ctx, E_INVALID, "admin.choose_agency", "agency");
        if (id_given(wanted->area_id) &&
            admin_unit_load(ctx, ADMIN_UNIT_AREA, wanted->area_id, &found) != OK)
            return ctx_fail(ctx, E_INVALID, "admin.choose_area", "area");
        return OK;
    }
    if (!code_is_usable(wanted->code))
        return ctx_fail(ctx, E_INVALID, "admin.code_chars", "code");
    if (wanted->kind == ADMIN_UNIT_AREA && id_given(wanted->parent_id) &&
        admin_unit_load(ctx, ADMIN_UNIT_AREA, wanted->parent_id, &found) != OK)
        return ctx_fail(ctx, E_INVALID, "admin.choose_area", "area");
    return OK;
}

enum err admin_unit_add(struct ctx *ctx, const struct admin_unit *wanted, struct id *ret)
{
    struct admin_unit unit = *wanted;
    struct event_diff diff = {.ctx = ctx};

    TRY(parent_check(ctx, &unit));
    TRY(unit_is_new(ctx, &unit));
    unit.id = id_new(ctx, "unit");
    enum err e = admin_store_unit_insert(ctx, &unit);

    if (e == E_CONFLICT)
        return ctx_fail(ctx, E_INVALID, "admin.code_taken", kinds[unit.kind].taken_field);
    TRY(e);
    event_diff_add(&diff, "name", STR_NONE, unit.name);
    event_diff_add(&diff, "code", STR_NONE, unit.code);
    TRY(event_emit(ctx, &(struct event){.kind = kinds[unit.kind].added,
                                        .subject_id = unit.id,
                                        .data = event_diff_done(&diff)}));
    *ret = unit.id;
    return OK;
}

static enum err rename_conflict(struct ctx *ctx, const struct admin_unit *stored,
                                const struct admin_unit *wanted)
{
    ctx_conflict_add(ctx, "core.name", stored->name, wanted->name);
    return ctx_conflict(ctx, stored->version, "admin.unit_conflict");
}

enum err admin_unit_rename(struct ctx *ctx, const struct admin_unit *wanted)
{
    struct admin_unit unit = {0};
    struct event_diff diff = {.ctx = ctx};

    TRY(admin_unit_load(ctx, wanted->kind, wanted->id, &unit));
    if (str_eq(unit.name, wanted->name))
        return OK;
    if (unit.version != wanted->version)
        return rename_conflict(ctx, &unit, wanted);
    event_diff_add(&diff, "name", unit.name, wanted->name);
    unit.name = wanted->name;
    TRY(unit_is_new(ctx, &unit));
    enum err e = admin_store_unit_rename(ctx, &unit);

    if (e == E_CONFLICT)
        return rename_conflict(ctx, &unit, wanted);
    TRY(e);
    return event_emit(ctx, &(struct event){.kind = kinds[unit.kind].renamed,
                                           .subject_id = unit.id,
                                           .data = event_diff_done(&diff)});
}

enum err admin_chain_load(struct ctx *ctx, struct admin_chain *ret)
{
    struct admin_chain chain = {0};
    enum err e = checkpoint_last(ctx, &chain.head);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    chain.signed_yet = e == OK;
    TRY(admin_store_waiting(ctx, ADMIN_WAITING_MOST, &chain.waiting));
    *ret = chain;
    return OK;
}

enum err admin_counts_load(struct ctx *ctx, struct admin_counts *ret)
{
    return admin_store_counts(ctx, ret);
}
