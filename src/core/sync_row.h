/* core/sync_row.h: rows of any table as the sync writes them: {"t": table, "c": [columns], "k": a
 * letter a column (i, t, b), "r": [[values], …]}. Bytes and ids are base64url. */
#ifndef CORE_SYNC_ROW_H
#define CORE_SYNC_ROW_H

#include "core/sync_table.h"
#include "plat/json.h"

#define SYNC_COLUMNS_MAX 64

/** Rows that were read, column by column. */
struct sync_read {
    struct str names[SYNC_COLUMNS_MAX];
    size_t column_n;
    LIST_OF(struct bind *) rows;
};
/** Reads what a statement gives; names and values are in the arena. Errors: E_BUG  too many
 * columns; E_BUSY, E_IO. */
enum err sync_read_rows(struct arena *a, struct db *db, const struct sync_sql *sql,
                        struct sync_read *ret) MUST_CHECK;
/** One of them, for sync_row_value() and its like. */
struct sync_row sync_read_row(struct sync_read *read, size_t i);
/** Writes some of them, from the first one before the second one. */
void sync_read_put(struct arena *a, const char *table, const struct sync_read *read,
                   const size_t from_to[2], struct json_writer *w);
/** One value as it was written, by the letter of its column. Errors: E_INVALID. */
enum err sync_value_read(struct arena *a, char kind, const struct json *json,
                         struct bind *ret) MUST_CHECK;
/** The first row of what sync_read_put() wrote. Errors: E_INVALID. */
enum err sync_row_read(struct arena *a, const struct json *part, struct sync_row *ret) MUST_CHECK;

#endif
