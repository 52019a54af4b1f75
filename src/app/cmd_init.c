/* app/cmd_init.c: `alidade init` and `alidade migrate`. */
#include <stdio.h>

#include "app/command.h"
#include "plat/migrate.h"

static int migrate_open(const struct options *options, bool create)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;
    enum migrate_state state;
    int at = 0, applied = 0;

    if (db_open(options->db, create, &db) != OK)
        install_die("%s", db_open_error());
    if (migrate_check(db, &state, &at) != OK)
        install_die("cannot read the database: %s", db_error(db));
    if (create && state != MIGRATE_EMPTY)
        install_die("there is a database already at %s; 'alidade migrate' brings it up to date",
                    options->db);
    if (!create && state == MIGRATE_EMPTY)
        install_die("the database is empty; run 'alidade init'");
    if (state == MIGRATE_NEWER)
        install_die("the database was made by a newer Alidade (migration %d)", at);
    if (state == MIGRATE_CHANGED)
        install_die("migration %d was changed after it was applied; nothing was done", at);
    if (create && install_open(options, true, &in, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    if (migrate_run(db, &applied) != OK)
        install_die("a migration failed, and was taken back: %s", db_error(db));
    printf("%d migration%s applied\n", applied, applied == 1 ? "" : "s");
    db_close(db);
    return 0;
}

int cmd_init(const struct options *options)
{
    return migrate_open(options, true);
}

int cmd_migrate(const struct options *options)
{
    return migrate_open(options, false);
}
