/* sync/sync_table_test.c: the list of what devices keep, against the schema: no table is forgotten,
 * and what a row names goes along. */
#include "app/assets.h"
#include "base/test.h"
#include "plat/db.h"
#include "plat/migrate.h"

#include <stdio.h>

#define SQL_OF(text_) {.name = "sync_test", .sqlite = (text_), .pg = "", .slot = SQL_NO_SLOT}

static struct db *opened(struct test *t)
{
    struct db *db = NULL;
    int applied;

    if (db_open("sqlite::memory:", true, &db) != OK || migrate_run(db, &applied) != OK)
        return NULL;
    db_use_arena(db, t->arena);
    return db;
}

TEST(sync, every_table_goes_or_says_why_not)
{
    const struct sql sql =
        SQL_OF("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    struct db *db = opened(t);
    struct rows rows;
    int n = 0, listed = 0;

    CHECK(db);
    CHECK(db_query(db, &sql, NO_BINDS, &rows) == OK);
    for (; rows_next(&rows); n++) {
        struct str name = col_str(&rows, 0);
        const struct sync_table *table = sync_table_find(sync_tables, name);

        if (!table)
            printf("# %.*s is not in app/sync_tables.c\n", STR_ARG(name));
        CHECK(table);
        CHECK(table->how != SYNC_NONE ? table->key != NULL : table->why != NULL);
    }
    CHECK(rows_end(&rows) == OK);
    for (const struct sync_table *s = sync_tables; s->name; s++)
        listed++;
    CHECK_INT(listed, n);
    db_close(db);
}

/* What a row that goes refers to goes too: in its case, or because its name says what it is. */
TEST(sync, what_a_row_names_goes_along)
{
    const struct sql sql = SQL_OF("SELECT m.name, f.\"table\", f.\"from\" FROM sqlite_schema m "
                                  "JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'");
    struct db *db = opened(t);
    struct rows rows;
    int n = 0;

    CHECK(db);
    CHECK(db_query(db, &sql, NO_BINDS, &rows) == OK);
    while (rows_next(&rows)) {
        const struct sync_table *from = sync_table_find(sync_tables, col_str(&rows, 0)),
                                *to = sync_table_find(sync_tables, col_str(&rows, 1));
        struct str column = col_str(&rows, 2);

        CHECK(from && to);
        if (from->how == SYNC_NONE || to->how != SYNC_NAMED)
            continue;
        struct str rest = str_c(to->key), end;
        bool named = false;

        while (str_split(&rest, ' ', &end))
            named |= str_has_suffix(column, end);
        if (!named)
            printf("# %s.%.*s does not end like a word of %s\n", from->name, STR_ARG(column),
                   to->name);
        CHECK(named);
        n++;
    }
    CHECK(rows_end(&rows) == OK);
    CHECK(n > 30);
    db_close(db);
}

/* Every statement that the list makes runs on the schema. */
TEST(sync, what_is_asked_of_each_table_runs)
{
    const struct id cases[2] = {{{1}}, {{2}}};
    struct sync_asked asked = {.account_id = {{3}}, .scope_id = {{4}}, .cases = cases, .case_n = 2};
    struct db *db = opened(t);

    CHECK(db);
    for (const struct sync_table *s = sync_tables; s->name; s++) {
        for (int which = SYNC_ROWS_GIVEN; which <= SYNC_ROWS_ORPHANS; which++) {
            struct sync_sql sql;

            if ((s->how != SYNC_CASE && s->how != SYNC_OF) ||
                (which == SYNC_ROWS_ORPHANS && s->how != SYNC_OF))
                continue;
            asked.which = (enum sync_rows)which;
            sync_table_sql(t->arena, s, "SELECT * FROM", &asked, &sql);
            CHECK(db_prepare_check(db, &sql.sql, t->arena, NULL) == OK);
        }
    }
    db_close(db);
}
