/* core/sync_table.c: conditions on the rows of a table, made from its declaration. */
#include "core/sync_table.h"

#include <string.h>

#include "base/buf.h"

#define SQL_MAX 8192

struct bind *sync_row_value(struct sync_row *row, const char *name)
{
    for (size_t i = 0; i < row->n; i++) {
        if (str_eq(row->names[i], str_c(name)))
            return &row->values[i];
    }
    return NULL;
}

struct id sync_value_id(const struct bind *value)
{
    struct id id = ID_NONE;

    if (value && !value->null && value->kind == BIND_ID)
        return value->id;
    if (value && !value->null && value->kind == BIND_BLOB && value->s.n == sizeof id.b)
        memcpy(id.b, value->s.p, sizeof id.b);
    return id;
}

struct id sync_row_id(struct sync_row *row, const char *name)
{
    return sync_value_id(sync_row_value(row, name));
}

const struct sync_table *sync_table_find(const struct sync_table *tables, struct str name)
{
    for (const struct sync_table *t = tables; t && t->name; t++) {
        if (str_eq(name, str_c(t->name)))
            return t;
    }
    return NULL;
}

struct making {
    struct buf out;
    const struct sync_asked *asked;
    struct sync_sql *ret;
    int account, scope; /* their placeholders, or 0 */
    bool all;           /* whatever case it is */
};

static void put_id(struct making *m, int *number, struct id id)
{
    if (*number == 0) {
        m->ret->binds[m->ret->bind_n++] = b_id(id);
        *number = m->ret->bind_n;
    }
    buf_printf(&m->out, "$%d", *number);
}

static void put_cases(struct making *m)
{
    if (m->ret->bind_n == 0) {
        for (size_t i = 0; i < m->asked->case_n; i++)
            m->ret->binds[m->ret->bind_n++] = b_id(m->asked->cases[i]);
    }
    for (size_t i = 0; i < m->asked->case_n; i++)
        buf_printf(&m->out, "%s$%d", i ? ", " : "", (int)i + 1);
}

static void put_text(struct making *m, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (m->all && strncmp(p, "IN (%)", 6) == 0) {
            buf_put_z(&m->out, "IS NOT NULL");
            p += 5;
        } else if (*p == '%') {
            put_cases(m);
        } else if (strncmp(p, "@a", 2) == 0) {
            put_id(m, &m->account, m->asked->account_id);
            p++;
        } else if (strncmp(p, "@s", 2) == 0) {
            put_id(m, &m->scope, m->asked->scope_id);
            p++;
        } else if (strncmp(p, "@c", 2) == 0) {
            buf_put_c(&m->out, m->asked->confidential ? '1' : '0');
            p++;
        } else {
            buf_put_c(&m->out, *p);
        }
    }
}

void sync_table_sql(struct arena *a, const struct sync_table *table, const char *head,
                    const struct sync_asked *asked, struct sync_sql *ret)
{
    struct making m = {.asked = asked, .ret = ret, .all = asked->which == SYNC_ROWS_ORPHANS};

    *ret = (struct sync_sql){.sql = {.name = table->name, .slot = SQL_NO_SLOT}};
    buf_init(&m.out, a, SQL_MAX);
    buf_printf(&m.out, "%s %s WHERE %s %s (", head, table->name, table->key,
               m.all ? "NOT IN" : "IN");
    if (table->members)
        put_text(&m, table->members);
    else
        put_cases(&m);
    buf_put_c(&m.out, ')');
    if (asked->which == SYNC_ROWS_GIVEN && table->only) {
        buf_put_z(&m.out, " AND (");
        put_text(&m, table->only);
        buf_put_c(&m.out, ')');
    }
    ret->sql.sqlite = ret->sql.pg = str_z(a, buf_str(&m.out));
    ret->sql.arg_n = ret->bind_n;
}

void sync_table_stays(struct arena *a, const struct sync_table *table,
                      const struct sync_asked *asked, struct sync_sql *ret)
{
    struct making m = {.asked = asked, .ret = ret};

    *ret = (struct sync_sql){.sql = {.name = table->name, .slot = SQL_NO_SLOT}};
    buf_init(&m.out, a, SQL_MAX);
    buf_printf(&m.out, "SELECT * FROM %s WHERE ", table->name);
    put_text(&m, table->stays);
    buf_put_z(&m.out, " ORDER BY id");
    ret->sql.sqlite = ret->sql.pg = str_z(a, buf_str(&m.out));
    ret->sql.arg_n = ret->bind_n;
}
