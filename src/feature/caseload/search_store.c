/* caseload/search_store.c: finding cases, see search_store.h. */
#include "feature/caseload/search_store.h"

#include "plat/db.h"
#include "search_sql.gen.h"

enum err search_store_number(struct ctx *ctx, struct str number, struct str other, struct id *ret)
{
    struct id id = ID_NONE;
    struct rows rows;
    int n = 0;

    TRY(db_query(ctx->db, &SQL_SEARCH_NUMBER,
                 BINDS(b_id(ctx->actor.scope_id), b_str(number), b_str(other)), &rows));
    for (; rows_next(&rows); n++)
        id = col_id(&rows, 0);
    TRY(rows_end(&rows));
    *ret = n == 1 ? id : ID_NONE;
    return OK;
}

static struct search_hit hit_read(struct ctx *ctx, const struct rows *rows)
{
    struct person p = {.given_name = col_str(rows, 1), .family_name = col_str(rows, 2)};

    return (struct search_hit){.person_id = col_id(rows, 0),
                               .name = person_name(ctx, &p),
                               .sort = col_str(rows, 3),
                               .birth_date = col_date(rows, 4),
                               .birth_estimated = col_bool(rows, 5),
                               .area_name = col_str(rows, 6),
                               .casefile_id = col_id(rows, 7),
                               .number = col_str(rows, 8),
                               .client_name = col_str(rows, 9),
                               .state = col_str(rows, 10),
                               .risk = col_str(rows, 11),
                               .role = col_str(rows, 12),
                               .worker_name = col_str(rows, 13)};
}

enum err search_store_names(struct ctx *ctx, const struct person_words *w, bool near_first,
                            struct search_hit_list *ret)
{
    struct search_hit_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, near_first ? &SQL_SEARCH_NAMES_NEAR : &SQL_SEARCH_NAMES,
                 BINDS(b_id(ctx->actor.scope_id), b_str(w->word[0].from), b_str(w->word[0].to),
                       b_str(w->word[1].from), b_str(w->word[1].to), b_str(w->word[2].from),
                       b_str(w->word[2].to)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, hit_read(ctx, &rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
