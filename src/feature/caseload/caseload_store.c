/* caseload/caseload_store.c: rows for lists of cases, see caseload_store.h. */
#include "feature/caseload/caseload_store.h"

#include "base/num.h"
#include "caseload_sql.gen.h"
#include "plat/db.h"

/* ---- what was asked, as the queries want it ---------------------------------------------------
 */

struct asked {
    struct person_words words;
    struct str number;
    int text; /* 0 nothing, 1 names or number, 2 number only */
};

/* "417" is the case of this year that ends so; anything else with a digit is a whole number. */
static struct asked asked_for(struct ctx *ctx, struct str text)
{
    struct asked asked = {.words = person_words(ctx, text, false)};
    struct str digits = num_ascii_digits(ctx->arena, str_trim(text));
    int64_t n;
    int year, month, day;

    if (!str_given(digits))
        return asked;
    asked.number = digits;
    asked.text = asked.words.n ? 1 : 2;
    if (num_parse_range(digits, 1, 999999, &n) != OK)
        return asked;
    date_to_ymd(ctx_today(ctx), &year, &month, &day);
    asked.number = str_fmt(ctx->arena, "-%04d-%06lld", year, (long long)n);
    asked.text = 2;
    return asked;
}

/* Dates are text: from a day (inclusive) to another (exclusive). */
struct span {
    struct str from, to;
};

static struct str day_text(struct ctx *ctx, int days)
{
    return ctx_date_text(ctx, date_add_days(ctx_today(ctx), days));
}

static struct span due_span(struct ctx *ctx, enum caseload_due due)
{
    switch (due) {
    case CASELOAD_OVERDUE:
        return (struct span){STR(""), day_text(ctx, 0)};
    case CASELOAD_TODAY:
        return (struct span){day_text(ctx, 0), day_text(ctx, 1)};
    case CASELOAD_SOON:
        return (struct span){day_text(ctx, 1), day_text(ctx, CASELOAD_WEEK + 1)};
    case CASELOAD_LATER:
        return (struct span){day_text(ctx, CASELOAD_WEEK + 1), STR("~")};
    case CASELOAD_ALL:
        break;
    }
    return (struct span){STR(""), STR("~")};
}

#define FILTER_BINDS(ctx, key, f, asked)                                                           \
    b_id((ctx)->actor.scope_id), b_id(key), b_str((f)->closed ? STR("closed") : STR("open")),      \
        b_str((f)->risk), b_int((f)->phase), b_int((asked).text), b_str((asked).number),           \
        b_str((asked).words.word[0].from), b_str((asked).words.word[0].to),                        \
        b_str((asked).words.word[1].from), b_str((asked).words.word[1].to),                        \
        b_str((asked).words.word[2].from), b_str((asked).words.word[2].to)

/* ---- lists ------------------------------------------------------------------------------------
 */

static struct caseload_row row_read(const struct rows *rows)
{
    return (struct caseload_row){.id = col_id(rows, 0),
                                 .number = col_str(rows, 1),
                                 .client_name = col_str(rows, 2),
                                 .risk = col_str(rows, 3),
                                 .phase = (enum phase)col_int(rows, 4),
                                 .next_what = col_str(rows, 5),
                                 .next_due = col_date(rows, 6),
                                 .last_contact_on = col_date(rows, 7),
                                 .worker_id = col_id(rows, 8),
                                 .programme = col_str(rows, 9),
                                 .worker_name = col_str(rows, 10)};
}

static enum err rows_read(struct ctx *ctx, struct rows *rows, struct caseload_row_list *ret)
{
    while (rows_next(rows))
        LIST_ADD(ctx->arena, ret, row_read(rows));
    return rows_end(rows);
}

enum err caseload_store_list(struct ctx *ctx, const struct caseload_filter *f,
                             struct caseload_row_list *ret)
{
    struct asked asked = asked_for(ctx, f->text);
    struct span due = due_span(ctx, f->due);
    struct caseload_row_list list = {0};
    int64_t offset = (f->page - 1) * CASELOAD_PAGE;
    struct rows rows;

    if (id_given(f->team_id))
        TRY(db_query(ctx->db, &SQL_CASELOAD_TEAM,
                     BINDS(FILTER_BINDS(ctx, f->team_id, f, asked), b_int(f->whose),
                           b_id(f->worker_id), b_str(due.from), b_str(due.to), b_str(f->sort),
                           b_int(CASELOAD_PAGE), b_int(offset)),
                     &rows));
    else
        TRY(db_query(ctx->db, &SQL_CASELOAD_OWN,
                     BINDS(FILTER_BINDS(ctx, ctx->actor.account_id, f, asked), b_str(due.from),
                           b_str(due.to), b_str(f->sort), b_int(CASELOAD_PAGE), b_int(offset)),
                     &rows));
    TRY(rows_read(ctx, &rows, &list));
    *ret = list;
    return OK;
}

/* A worker's row of the counts, added to those of the others. */
static void counts_add(struct ctx *ctx, const struct rows *rows, bool team,
                       struct caseload_counts *counts)
{
    int64_t n = col_int(rows, 0);

    counts->all += n;
    counts->overdue += col_int(rows, 1);
    counts->today += col_int(rows, 2);
    counts->soon += col_int(rows, 3);
    counts->later += col_int(rows, 4);
    if (!team)
        return;
    LIST_ADD(ctx->arena, &counts->shares, ((struct caseload_share){col_id(rows, 5), n}));
    counts->unassigned += id_given(col_id(rows, 5)) ? 0 : n;
}

enum err caseload_store_count(struct ctx *ctx, const struct caseload_filter *f,
                              struct caseload_counts *ret)
{
    struct asked asked = asked_for(ctx, f->text);
    struct str today = day_text(ctx, 0), soon = day_text(ctx, CASELOAD_WEEK);
    struct caseload_counts counts = {0};
    bool team = id_given(f->team_id);
    struct rows rows;

    if (team)
        TRY(db_query(ctx->db, &SQL_CASELOAD_TEAM_COUNTS,
                     BINDS(FILTER_BINDS(ctx, f->team_id, f, asked), b_int(f->whose),
                           b_id(f->worker_id), b_str(today), b_str(soon)),
                     &rows));
    else
        TRY(db_query(
            ctx->db, &SQL_CASELOAD_OWN_COUNTS,
            BINDS(FILTER_BINDS(ctx, ctx->actor.account_id, f, asked), b_str(today), b_str(soon)),
            &rows));
    while (rows_next(&rows))
        counts_add(ctx, &rows, team, &counts);
    TRY(rows_end(&rows));
    *ret = counts;
    return OK;
}

enum err caseload_store_colleagues(struct ctx *ctx, struct id team_id,
                                   struct caseload_colleague_list *ret)
{
    struct caseload_colleague_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASELOAD_COLLEAGUES, BINDS(b_id(team_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct caseload_colleague){.name = col_str(&rows, 0), .id = col_id(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err caseload_store_teams(struct ctx *ctx, struct caseload_team_list *ret)
{
    struct caseload_team_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASELOAD_TEAMS, BINDS(b_id(ctx->actor.scope_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct caseload_team){.id = col_id(&rows, 0), .name = col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err caseload_store_one(struct ctx *ctx, struct id id, struct caseload_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CASELOAD_ONE, BINDS(b_id(ctx->actor.scope_id), b_id(id)), &rows));
    return rows_read(ctx, &rows, ret);
}
