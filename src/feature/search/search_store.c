/* search/search_store.c: see search_store.h. */
#include "feature/search/search_store.h"

#include "plat/db.h"
#include "search_sql.gen.h"

/* As the queries have it: rows, and people of them. */
#define ROWS_MAX 200
#define PEOPLE_MAX 100

enum err search_store_number(struct ctx *ctx, struct str number, struct str other,
                             struct search_case *ret)
{
    struct search_case found = {.id = ID_NONE};
    struct rows rows;
    int n = 0;

    TRY(db_query(ctx->db, &SQL_SEARCH_NUMBER,
                 BINDS(b_id(ctx->actor.scope_id), b_str(number), b_str(other)), &rows));
    for (; rows_next(&rows); n++)
        found = (struct search_case){col_id(&rows, 0), col_str(&rows, 1), col_str(&rows, 2)};
    TRY(rows_end(&rows));
    *ret = n == 1 ? found : (struct search_case){.id = ID_NONE};
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
                               .worker_name = col_str(rows, 13),
                               .phone = col_str(rows, 14)};
}

/* Each person is there once without a case, and so counted. */
static enum err hits_read(struct ctx *ctx, struct rows *rows, struct search_hit_list *ret,
                          bool *ret_cut)
{
    struct search_hit_list list = {0};
    size_t people = 0;

    while (rows_next(rows)) {
        LIST_ADD(ctx->arena, &list, hit_read(ctx, rows));
        people += !id_given(list.items[list.n - 1].casefile_id);
    }
    TRY(rows_end(rows));
    *ret = list;
    *ret_cut = list.n == ROWS_MAX || people == PEOPLE_MAX;
    return OK;
}

enum err search_store_names(struct ctx *ctx, const struct search_names *asked,
                            struct search_hit_list *ret, bool *ret_cut)
{
    const struct person_words *w = &asked->words;
    const struct sql *sql = asked->has_birth    ? &SQL_SEARCH_NAMES_BORN
                            : asked->near_first ? &SQL_SEARCH_NAMES_NEAR
                                                : &SQL_SEARCH_NAMES;
    const struct bind binds[] = {
        b_id(ctx->actor.scope_id), b_str(w->word[0].from),  b_str(w->word[0].to),
        b_str(w->word[1].from),    b_str(w->word[1].to),    b_str(w->word[2].from),
        b_str(w->word[2].to),      b_str(asked->born.from), b_str(asked->born.to)};
    int n = asked->has_birth ? 9 : 7;
    struct rows rows;

    TRY(db_query(ctx->db, sql, binds, n, &rows));
    return hits_read(ctx, &rows, ret, ret_cut);
}

enum err search_store_birth(struct ctx *ctx, const struct person_range *born, bool near_first,
                            struct search_hit_list *ret, bool *ret_cut)
{
    struct rows rows;

    TRY(db_query(ctx->db, near_first ? &SQL_SEARCH_BIRTH_NEAR : &SQL_SEARCH_BIRTH,
                 BINDS(b_id(ctx->actor.scope_id), b_str(born->from), b_str(born->to)), &rows));
    return hits_read(ctx, &rows, ret, ret_cut);
}

enum err search_store_identifier(struct ctx *ctx, const struct person_range *value,
                                 struct search_hit_list *ret, bool *ret_cut)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SEARCH_IDENTIFIER,
                 BINDS(b_id(ctx->actor.scope_id), b_str(value->from), b_str(value->to)), &rows));
    return hits_read(ctx, &rows, ret, ret_cut);
}
