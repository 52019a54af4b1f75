/* core/sync_kept.c: what stands in a device's outbox, and whose device it is; see sync_device.h. */
#include <assert.h>

#include "core/authz.h"
#include "core/core_sql.gen.h"
#include "core/sync_device.h"
#include "plat/json.h"
#include "plat/migrate.h"

/* ---- commands ------------------------------------------------------------------------------- */

enum err sync_device_find(struct sync_device *d, struct id cmd_id, struct str *ret_location,
                          bool *ret_found)
{
    struct rows rows;

    *ret_found = false;
    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_FIND, BINDS(b_id(cmd_id)), &rows));
    if (rows_next(&rows)) {
        *ret_found = true;
        *ret_location = col_str(&rows, 0);
    }
    return rows_end(&rows);
}

static enum err count(struct sync_device *d, const struct sql *sql, int64_t *ret)
{
    struct rows rows;

    *ret = 0;
    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, sql, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

enum err sync_device_waiting(struct sync_device *d, int64_t *ret)
{
    return count(d, &SQL_OUTBOX_WAITING_N, ret);
}

enum err sync_device_refused(struct sync_device *d, int64_t *ret)
{
    return count(d, &SQL_OUTBOX_REFUSED_N, ret);
}

enum err sync_device_list(struct sync_device *d, bool refused, struct sync_kept_list *ret)
{
    struct sync_kept_list list = {0};
    struct rows rows;

    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_LIST, BINDS(b_str(refused ? STR("rejected") : STR_NONE)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(d->arena, &list,
                 ((struct sync_kept){.cmd_id = col_id(&rows, 0),
                                     .path = col_str(&rows, 1),
                                     .body = col_str(&rows, 2),
                                     .location = col_str(&rows, 3),
                                     .why = col_str(&rows, 4),
                                     .made_at = col_instant(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err sync_device_stands(struct sync_device *d, struct str path, enum sync_stands *ret,
                            bool *ret_found)
{
    struct str rest = path, part;
    struct rows rows;
    struct id id;

    *ret = SYNC_UP_TO_DATE;
    *ret_found = false;
    /* What is before the first slash, the noun, the id. */
    for (int i = 0; i < 3; i++)
        if (!str_split(&rest, '/', &part))
            return OK;
    *ret_found = id_parse(part, &id) == OK;
    if (!*ret_found)
        return OK;
    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_OF_RECORD,
                 BINDS(b_str(str_slice(path, 0, (size_t)(part.p + part.n - path.p)))), &rows));
    if (rows_next(&rows))
        *ret = (enum sync_stands)col_int(&rows, 0);
    TRY(rows_end(&rows));
    /* The server says when nothing waits for a decision any more. */
    if (*ret == SYNC_NEEDS_DECISION && d->decide == 0)
        *ret = SYNC_UP_TO_DATE;
    return OK;
}

enum err sync_device_seen(struct sync_device *d, struct id cmd_id)
{
    db_use_arena(d->box, d->arena);
    return db_exec(d->box, &SQL_OUTBOX_SEEN, BINDS(b_id(cmd_id)), NULL);
}

/* ---- whose it is ---------------------------------------------------------------------------- */

enum err sync_device_box(struct db *box)
{
    struct migration own[8];
    struct migrations list = {own, 0};
    int applied;

    for (int i = 0; i < migration_all_n; i++) {
        if (str_has_prefix(str_c(migration_all[i].name), STR("outbox"))) {
            assert((size_t)list.n < sizeof own / sizeof own[0]);
            own[list.n++] = migration_all[i];
        }
    }
    return migrate_run_list(box, list, &applied);
}

static struct id id_of(struct sync_device *d, const struct json *owner, const char *key)
{
    struct id id;

    return id_parse(json_get_str(d->arena, owner, str_c(key)), &id) == OK ? id : ID_NONE;
}

static void owner_set(struct sync_device *d, const struct json *owner)
{
    const struct json *decide = json_get(owner, STR("decide")),
                      *question = json_get(owner, STR("by_question"));
    const struct locale *locale = locale_find(json_get_str(d->arena, owner, STR("language")));

    d->actor = (struct actor){.account_id = id_of(d, owner, "account_id"),
                              .seat_id = id_of(d, owner, "seat_id"),
                              .scope_id = id_of(d, owner, "scope_id"),
                              .team_id = id_of(d, owner, "team_id"),
                              .agency_id = id_of(d, owner, "agency_id"),
                              .name = json_get_str(d->arena, owner, STR("name"))};
    if (role_parse(json_get_str(d->arena, owner, STR("role")), &d->actor.role) == OK)
        authz_grant(&d->actor);
    if (locale)
        d->locale = locale;
    d->calendar = calendar_find(json_get_str(d->arena, owner, STR("calendar")));
    d->theme = json_get_str(d->arena, owner, STR("theme"));
    d->density = json_get_str(d->arena, owner, STR("density"));
    d->text_size = json_get_str(d->arena, owner, STR("text_size"));
    d->by_question = question && question->kind == JSON_KIND_BOOL && question->b;
    d->decide = decide && decide->kind == JSON_KIND_INT ? decide->i : 0;
}

enum err sync_device_refill(struct sync_device *d)
{
    db_use_arena(d->box, d->arena);
    return db_exec(d->box, &SQL_OUTBOX_REFILL, NO_BINDS, NULL);
}

enum err sync_device_owner(struct sync_device *d)
{
    struct str text = STR_NONE;
    struct json owner;
    struct rows rows;

    d->actor = (struct actor){0};
    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_OWNER, NO_BINDS, &rows));
    if (rows_next(&rows)) {
        text = col_str(&rows, 0);
        d->met = col_instant(&rows, 1);
    }
    TRY(rows_end(&rows));
    if (str_given(text) && json_parse(d->arena, text, &owner) == OK)
        owner_set(d, &owner);
    return OK;
}
