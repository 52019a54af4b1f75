/* app/cmd_init.c: `alidade init` and `alidade migrate`. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "plat/migrate.h"

/* "" when it is not a file. */
static const char *sqlite_path(const struct options *options)
{
    return strncmp(options->db, "sqlite:", 7) == 0 ? options->db + 7 : "";
}

/* Removes the empty database that this command has made, and what stands beside it. */
static void init_undo(const struct options *options, bool was_there)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    char path[4096];

    for (size_t i = 0; !was_there && *sqlite_path(options) && i < sizeof ends / sizeof *ends; i++) {
        if (snprintf(path, sizeof path, "%s%s", sqlite_path(options), ends[i]) < (int)sizeof path)
            unlink(path);
    }
}

/* Ends the program when the database is not one to create, or to bring up to date. */
static void state_check(const struct options *options, bool create, struct db *db)
{
    enum migrate_state state;
    int at = 0;

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
}

static int migrate_open(const struct options *options, bool create)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;
    int applied = 0;
    bool was_there = access(sqlite_path(options), F_OK) == 0;

    if (db_open(options->db, create, &db) != OK)
        install_die("%s", db_open_error());
    state_check(options, create, db);
    if (create && install_open(options, true, &in, &problem) != OK) {
        db_close(db);
        init_undo(options, was_there);
        install_die("%.*s", STR_ARG(problem));
    }
    if (!create && install_files_key(options, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    if (migrate_run(db, &applied) != OK)
        install_die("a migration failed, and was taken back: %s", db_error(db));
    if (create && install_publish(&in, db, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
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
