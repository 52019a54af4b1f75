/* person/person_contact_store.c: see person_contact_store.h. */
#include "feature/person/person_contact_store.h"

#include "person_contact_sql.gen.h"
#include "plat/db.h"

static struct contact_rules rules_read(const struct rows *rows)
{
    return (struct contact_rules){.known = true,
                                  .channels = col_str(rows, 0),
                                  .days = col_str(rows, 1),
                                  .from_hour = (int)col_int(rows, 2),
                                  .to_hour = (int)col_int(rows, 3),
                                  .no_message = col_bool(rows, 4),
                                  .neutral = col_bool(rows, 5),
                                  .sender = col_str(rows, 6),
                                  .code_phrase = col_str(rows, 7),
                                  .hidden_from = col_str(rows, 8)};
}

enum err person_contact_store_find(struct ctx *ctx, struct id person_id, struct contact_rules *ret,
                                   int64_t *ret_version)
{
    struct contact_rules all = {0};
    int64_t version = 0;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_CONTACT_FIND, BINDS(b_id(person_id)), &rows));
    while (rows_next(&rows)) {
        struct contact_rules one = rules_read(&rows);

        all = all.known ? contact_rules_join(ctx->arena, &all, &one) : one;
        if (col_int(&rows, 9) > version)
            version = col_int(&rows, 9);
    }
    TRY(rows_end(&rows));
    *ret = all;
    *ret_version = version;
    return OK;
}

enum err person_contact_store_set(struct ctx *ctx, struct id person_id,
                                  const struct contact_rules *r, int64_t version, bool *ret_done)
{
    int64_t changed = 0;
    struct bind binds[] = {b_id(person_id),
                           b_str(r->channels),
                           b_str(r->days),
                           b_int(r->from_hour),
                           b_int(r->to_hour),
                           b_bool(r->no_message),
                           b_bool(r->neutral),
                           b_str(r->sender),
                           b_str(r->code_phrase),
                           b_str(r->hidden_from),
                           b_id(ctx->actor.account_id),
                           b_instant(ctx->now),
                           b_int(version)};

    if (version == 0)
        TRY(db_exec(ctx->db, &SQL_PERSON_CONTACT_INSERT, binds, 12, &changed));
    else
        TRY(db_exec(ctx->db, &SQL_PERSON_CONTACT_UPDATE, binds, 13, &changed));
    *ret_done = changed > 0;
    return OK;
}
