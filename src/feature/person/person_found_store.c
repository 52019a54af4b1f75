/* person/person_found_store.c: see person_found_store.h. */
#include "feature/person/person_found_store.h"

#include "feature/person/person_store.h"
#include "person_found_sql.gen.h"
#include "plat/db.h"

/* One more than a page, so that the rules see whether there is a next one. */
#define LIMIT (PERSON_PAGE + 1)
#define CASE_COLUMN 17
#define MATCH_COLUMN 18

static enum err found_read(struct ctx *ctx, struct rows *rows, enum person_match match,
                           struct person_found_list *ret)
{
    while (rows_next(rows)) {
        struct person_found *found = LIST_PUSH(ctx->arena, ret);
        struct str file = col_str(rows, CASE_COLUMN);

        found->person = person_store_read(rows, 0);
        found->match = match;
        found->match_text = col_str(rows, MATCH_COLUMN);
        if (str_given(file)) {
            (void)str_split(&file, ' ', &found->case_state);
            found->case_number = file;
        }
    }
    return rows_end(rows);
}

enum err person_found_store_recent(struct ctx *ctx, int64_t page, struct person_found_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_FOUND_RECENT,
                 BINDS(b_id(ctx->actor.scope_id), b_int(LIMIT), b_int((page - 1) * PERSON_PAGE)),
                 &rows));
    return found_read(ctx, &rows, PERSON_MATCH_RECENT, ret);
}

enum err person_found_store_by_name(struct ctx *ctx, const struct person_words *w,
                                    const struct person_range *born, int64_t page,
                                    struct person_found_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_FOUND_BY_NAME,
                 BINDS(b_id(ctx->actor.scope_id), b_str(w->word[0].from), b_str(w->word[0].to),
                       b_str(w->word[1].from), b_str(w->word[1].to), b_str(w->word[2].from),
                       b_str(w->word[2].to), b_str(born->from), b_str(born->to), b_int(LIMIT),
                       b_int((page - 1) * PERSON_PAGE)),
                 &rows));
    return found_read(ctx, &rows, PERSON_MATCH_NAME, ret);
}

enum err person_found_store_by_birth(struct ctx *ctx, const struct person_range *born, int64_t page,
                                     struct person_found_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_FOUND_BY_BIRTH,
                 BINDS(b_id(ctx->actor.scope_id), b_str(born->from), b_str(born->to), b_int(LIMIT),
                       b_int((page - 1) * PERSON_PAGE)),
                 &rows));
    return found_read(ctx, &rows, PERSON_MATCH_BIRTH, ret);
}

enum err person_found_store_by_identifier(struct ctx *ctx, const struct person_range *value,
                                          struct person_found_list *ret)
{
    struct rows rows;

    TRY(db_query(
        ctx->db, &SQL_PERSON_FOUND_BY_IDENTIFIER,
        BINDS(b_id(ctx->actor.scope_id), b_str(value->from), b_str(value->to), b_int(LIMIT)),
        &rows));
    return found_read(ctx, &rows, PERSON_MATCH_IDENTIFIER, ret);
}
