/* app/hsds_public.c: which records of the directory anybody may read. */
#include "app/hsds.h"
#include "app/hsds_sql.gen.h"
#include "feature/person/person.h"
#include "plat/db.h"

#define WORDS 3
#define FILTER_BINDS(f, from, to)                                                                  \
    b_bool(id_given((f)->organization_id)), b_id((f)->organization_id), b_int((f)->since.us),      \
        b_str((from)[0]), b_str((to)[0]), b_str((from)[1]), b_str((to)[1]), b_str((from)[2]),      \
        b_str((to)[2]), b_bool(id_given((f)->id)), b_id((f)->id)

enum err hsds_public_ids(struct ctx *ctx, const struct hsds_filter *f, struct hsds_ids *ret,
                         int64_t *ret_total)
{
    const struct sql *ids = &SQL_HSDS_PUBLIC_SERVICES, *count = &SQL_HSDS_PUBLIC_SERVICES_N;
    struct person_words words = person_words(ctx, f->words, false);
    struct str from[WORDS] = {STR(""), STR(""), STR("")}, to[WORDS] = {STR(""), STR(""), STR("")};
    struct hsds_ids list = {0};
    struct rows rows;

    /* Fewer words than three: the last one stands for those that are not there. */
    for (size_t i = 0; i < WORDS && words.n > 0; i++) {
        size_t k = i < words.n ? i : words.n - 1;

        from[i] = words.word[k].from;
        to[i] = words.word[k].to;
    }
    if (f->table == HSDS_ORGANIZATION) {
        ids = &SQL_HSDS_PUBLIC_ORGANIZATIONS;
        count = &SQL_HSDS_PUBLIC_ORGANIZATIONS_N;
    } else if (f->table == HSDS_SERVICE_AT_LOCATION) {
        ids = &SQL_HSDS_PUBLIC_PLACES;
        count = &SQL_HSDS_PUBLIC_PLACES_N;
    }
    TRY(db_query(
        ctx->db, ids,
        BINDS(FILTER_BINDS(f, from, to), b_int(f->per_page), b_int((f->page - 1) * f->per_page)),
        &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, col_id(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    if (!ret_total)
        return OK;
    *ret_total = 0;
    TRY(db_query(ctx->db, count, BINDS(FILTER_BINDS(f, from, to)), &rows));
    if (rows_next(&rows))
        *ret_total = col_int(&rows, 0);
    return rows_end(&rows);
}
