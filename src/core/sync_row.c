/* core/sync_row.c: see sync_row.h. */
#include "core/sync_row.h"

#include "plat/crypto.h"

static void value_put(struct arena *a, const struct bind *b, struct json_writer *w)
{
    if (b->null)
        json_put_null(w);
    else if (b->kind == BIND_INT)
        json_put_int(w, b->i);
    else if (b->kind == BIND_TEXT)
        json_put_str(w, b->s);
    else if (b->kind == BIND_BLOB)
        json_put_str(w, crypto_base64url(a, b->s));
    else
        json_put_str(w, crypto_base64url(a, (struct str){(const char *)b->id.b, sizeof b->id.b}));
}

enum err sync_read_rows(struct arena *a, struct db *db, const struct sync_sql *sql,
                        struct sync_read *ret)
{
    struct rows rows;

    *ret = (struct sync_read){0};
    TRY(db_query(db, &sql->sql, sql->binds, sql->bind_n, &rows));
    while (rows_next(&rows)) {
        if (ret->column_n == 0) {
            ret->column_n = (size_t)rows_column_n(&rows);
            for (size_t i = 0; i < ret->column_n && i < SYNC_COLUMNS_MAX; i++)
                ret->names[i] = str_dup(a, rows_column_name(&rows, (int)i));
        }
        if (ret->column_n > SYNC_COLUMNS_MAX)
            break;
        struct bind *values = ARENA_ARRAY(a, struct bind, ret->column_n);

        for (size_t i = 0; i < ret->column_n; i++)
            values[i] = col_value(&rows, (int)i);
        LIST_ADD(a, &ret->rows, values);
    }
    TRY(rows_end(&rows));
    return ret->column_n > SYNC_COLUMNS_MAX ? E_BUG : OK;
}

struct sync_row sync_read_row(struct sync_read *read, size_t i)
{
    return (struct sync_row){read->names, read->rows.items[i], read->column_n, false};
}

/* How a column is to be read: of those that are empty everywhere nobody knows. */
static char letter(const struct sync_read *read, const size_t from_to[2], size_t column)
{
    static const char letters[] = {
        [BIND_INT] = 'i', [BIND_TEXT] = 't', [BIND_ID] = 'b', [BIND_BLOB] = 'b'};

    for (size_t i = from_to[0]; i < from_to[1]; i++) {
        const struct bind *b = &read->rows.items[i][column];

        if (!b->null)
            return letters[b->kind];
    }
    return 'n';
}

void sync_read_put(struct arena *a, const char *table, const struct sync_read *read,
                   const size_t from_to[2], struct json_writer *w)
{
    char kinds[SYNC_COLUMNS_MAX];

    json_open(w, '{');
    json_key(w, STR("t"));
    json_put_str(w, str_c(table));
    json_key(w, STR("c"));
    json_open(w, '[');
    for (size_t i = 0; i < read->column_n; i++) {
        json_put_str(w, read->names[i]);
        kinds[i] = letter(read, from_to, i);
    }
    json_close(w, ']');
    json_key(w, STR("k"));
    json_put_str(w, (struct str){kinds, read->column_n});
    json_key(w, STR("r"));
    json_open(w, '[');
    for (size_t i = from_to[0]; i < from_to[1]; i++) {
        json_open(w, '[');
        for (size_t k = 0; k < read->column_n; k++)
            value_put(a, &read->rows.items[i][k], w);
        json_close(w, ']');
    }
    json_close(w, ']');
    json_close(w, '}');
}

/* ---- reading them again --------------------------------------------------------------------- */

enum err sync_value_read(struct arena *a, char kind, const struct json *json, struct bind *ret)
{
    bool null = json->kind == JSON_KIND_NULL;
    struct str bytes = STR_NONE;

    switch (kind) {
    case 'i':
        *ret = null ? b_int_null() : b_int(json->i);
        return null || json->kind == JSON_KIND_INT ? OK : E_INVALID;
    case 'b':
        if (!null &&
            (json->kind != JSON_KIND_STR || crypto_base64url_parse(a, json->s, &bytes) != OK))
            return E_INVALID;
        *ret = b_blob(bytes);
        ret->null = null;
        return OK;
    default:
        *ret = b_str(json->s);
        ret->null = null;
        return null || json->kind == JSON_KIND_STR ? OK : E_INVALID;
    }
}

enum err sync_row_read(struct arena *a, const struct json *part, struct sync_row *ret)
{
    const struct json *columns = json_get(part, STR("c")), *kinds = json_get(part, STR("k")),
                      *rows = json_get(part, STR("r"));
    const struct json *row = rows && rows->kind == JSON_KIND_ARRAY && rows->n ? rows->items : NULL;

    if (!row || row->kind != JSON_KIND_ARRAY || !columns || columns->kind != JSON_KIND_ARRAY ||
        !kinds || kinds->kind != JSON_KIND_STR || kinds->s.n != row->n || columns->n != row->n)
        return E_INVALID;
    struct str *names = ARENA_ARRAY(a, struct str, row->n);
    struct bind *values = ARENA_ARRAY(a, struct bind, row->n);

    for (size_t i = 0; i < row->n; i++) {
        names[i] = columns->items[i].s;
        TRY(sync_value_read(a, kinds->s.p[i], &row->items[i], &values[i]));
    }
    *ret = (struct sync_row){names, values, row->n, false};
    return OK;
}
