/* support/sqlrun.c: runs SQL on a database behind the program's back, for tests of what the
 * program then finds.
 *
 *   sqlrun URL SQL           several statements, separated by semicolons, in one transaction
 *   sqlrun --id URL SQL      a query whose first column is an id: prints the first row's
 *   sqlrun --int URL SQL     the same for a number
 *   sqlrun --text URL SQL    a query of one text column: prints all rows, a line each */
#include <stdio.h>
#include <string.h>

#include "plat/db.h"

static enum err value_print(struct db *db, const char *text, bool is_id)
{
    struct sql query = {
        .name = "sqlrun_value", .sqlite = text, .pg = text, .slot = SQL_NO_SLOT, .arg_n = 0};
    struct rows rows;
    char id[ID_TEXT];

    TRY(db_query(db, &query, NO_BINDS, &rows));
    if (rows_next(&rows) && is_id)
        printf("%.*s\n", STR_ARG(id_format(col_id(&rows, 0), id)));
    else
        printf("%lld\n", (long long)col_int(&rows, 0));
    return rows_end(&rows);
}

static enum err texts_print(struct db *db, const char *text)
{
    struct sql query = {
        .name = "sqlrun_text", .sqlite = text, .pg = text, .slot = SQL_NO_SLOT, .arg_n = 0};
    struct rows rows;

    TRY(db_query(db, &query, NO_BINDS, &rows));
    while (rows_next(&rows))
        printf("%.*s\n", STR_ARG(col_str(&rows, 0)));
    return rows_end(&rows);
}

static enum err script_run(struct db *db, const char *text)
{
    TRY(tx_begin(db, TX_WRITE));
    TRY(db_script(db, text));
    return tx_commit(db);
}

int main(int argc, char **argv)
{
    bool id = argc == 4 && strcmp(argv[1], "--id") == 0;
    bool texts = argc == 4 && strcmp(argv[1], "--text") == 0;
    bool value = id || (argc == 4 && strcmp(argv[1], "--int") == 0);
    struct db *db = NULL;

    if (argc != 3 && !value && !texts)
        return fputs("usage: sqlrun [--id|--int|--text] URL SQL\n", stderr), 2;
    if (db_open(argv[argc - 2], false, &db) != OK)
        return fprintf(stderr, "sqlrun: %s\n", db_open_error()), 2;
    struct arena *arena = arena_new((size_t)16 << 20);

    db_use_arena(db, arena);
    enum err e = value   ? value_print(db, argv[argc - 1], id)
                 : texts ? texts_print(db, argv[argc - 1])
                         : script_run(db, argv[argc - 1]);

    if (e != OK)
        fprintf(stderr, "sqlrun: %s: %s\n", err_name(e), db_error(db));
    db_close(db);
    arena_free(arena);
    return e != OK;
}
