/* directory/benefit_import.c: snapshots from a CSV of another system. */
#include "base/csv.h"
#include "base/utf8.h"
#include "core/feature.h"
#include "feature/directory/benefit_rules.h"
#include "feature/directory/benefit_store.h"

/* In the order of enum column. */
static const char *const columns[] = {"case", "kind",   "name",   "state",     "amount",
                                      "due",  "detail", "source", "reference", "stated_on"};
enum column { CASE, KIND, NAME, STATE, AMOUNT, DUE, DETAIL, SOURCE, REFERENCE, STATED_ON };
#define COLUMNS (sizeof columns / sizeof columns[0])

struct reading {
    struct ctx *ctx;
    size_t at[COLUMNS]; /* where the column is, from 1; 0: not there */
    struct benefit_import *result;
};

static enum err wrong(struct reading *in, const char *column, const char *why)
{
    in->result->problem = str_fmt(in->ctx->arena, "%s: %s", column, why);
    return E_INVALID;
}

static enum err header_read(struct reading *in, const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        size_t c = 0;

        while (c < COLUMNS && !str_eq(str_trim(row->items[i]), str_c(columns[c])))
            c++;
        if (c == COLUMNS)
            return wrong(in, str_z(in->ctx->arena, row->items[i]), "there is no such column");
        in->at[c] = i + 1;
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        bool needed =
            c == CASE || c == KIND || c == NAME || c == STATE || c == SOURCE || c == STATED_ON;

        if (needed && in->at[c] == 0)
            return wrong(in, columns[c], "the column is missing");
    }
    return OK;
}

static struct str cell(const struct reading *in, const struct csv_row *row, enum column c)
{
    size_t at = in->at[c];

    return at > 0 && at <= row->n ? str_trim(row->items[at - 1]) : STR_NONE;
}

static enum err day(struct reading *in, const struct csv_row *row, enum column c, struct date *ret)
{
    struct str text = cell(in, row, c);

    *ret = DATE_NONE;
    if (str_given(text) && date_parse(text, ret) != OK)
        return wrong(in, columns[c], "write the day as 2026-11-20");
    return OK;
}

static enum err row_read(struct reading *in, const struct csv_row *row, struct benefit *ret)
{
    struct benefit b = {.kind = cell(in, row, KIND),
                        .name = cell(in, row, NAME),
                        .state = cell(in, row, STATE),
                        .amount = cell(in, row, AMOUNT),
                        .detail = cell(in, row, DETAIL),
                        .source = cell(in, row, SOURCE),
                        .reference = cell(in, row, REFERENCE),
                        .imported = true};

    for (size_t i = 0; i < row->n; i++) {
        if (!utf8_is_valid(row->items[i]))
            return wrong(in, "row", "it is not UTF-8");
        if (utf8_length(row->items[i]) > BENEFIT_TEXT_MAX)
            return wrong(in, "row", "a cell has more than 1000 characters");
    }
    TRY(day(in, row, DUE, &b.due));
    TRY(day(in, row, STATED_ON, &b.stated_on));
    *ret = b;
    return OK;
}

static enum err row_add(struct reading *in, const struct csv_row *row)
{
    struct ctx *ctx = in->ctx;
    struct casefile file = {0};
    struct benefit b;
    bool is_new;
    enum err e = benefit_store_case(ctx, cell(in, row, CASE), &file);

    if (e == E_NOT_FOUND)
        return wrong(in, "case", "there is no case of this number");
    TRY(e);
    if (!site_enter(ctx, file.programme))
        return wrong(in, "case", "the pack of its programme is not loaded");
    TRY(row_read(in, row, &b));
    if (benefit_check(ctx, &b) != OK)
        return wrong(in, ctx->fail.field, str_z(ctx->arena, ctx_msg(ctx, ctx->fail.msg)));
    b.id = id_new(ctx, "benefit");
    b.casefile_id = file.id;
    TRY(benefit_store_insert(ctx, &b, &is_new));
    in->result->added += is_new;
    in->result->known += !is_new;
    return is_new ? benefit_emit(ctx, &file, "benefit.imported", &b) : OK;
}

enum err benefit_import(struct ctx *ctx, struct str text, struct benefit_import *ret)
{
    struct reading in = {.ctx = ctx, .result = ret};
    struct csv csv;
    struct csv_row row;
    bool has_header = false;

    *ret = (struct benefit_import){0};
    csv_init(&csv, ctx->arena, text);
    csv.separator = csv_separator(text);
    for (;;) {
        enum err e = csv_next(&csv, &row);

        ret->line = csv.line;
        if (e == E_INVALID)
            return wrong(&in, "row", "a quotation mark is not closed");
        TRY(e);
        if (row.n == 0)
            return has_header ? OK : wrong(&in, "file", "it is empty");
        TRY(has_header ? row_add(&in, &row) : header_read(&in, &row));
        has_header = true;
    }
}
