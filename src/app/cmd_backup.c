/* app/cmd_backup.c: `alidade backup FILE` of a busy database, `alidade restore FILE` onto an empty
 * place. SQLite by its own online copy; PostgreSQL by pg_dump and pg_restore. Keys are not in it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/command.h"
#include "app/files_copy.h"
#include "plat/migrate.h"

static bool is_pg(const struct options *options)
{
    return strncmp(options->db, "sqlite:", 7) != 0;
}

static const char *file_arg(const struct options *options, const char *command)
{
    if (options->arg_n != 1)
        install_die("say which file: alidade %s FILE", command);
    return options->args[0];
}

/* Runs a program of PostgreSQL; its own words go to stderr. Where to and the password stand in its
 * environment, which only we and it can read. */
static void run(const char *url, char *const argv[])
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        if (db_pg_environment(url) != OK)
            fprintf(stderr, "alidade: %s\n", db_open_error());
        else if (execvp(argv[0], argv) != 0)
            fprintf(stderr, "alidade: cannot run %s: %s; install postgresql-client\n", argv[0],
                    strerror(errno));
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0)
        install_die("%s failed; nothing was kept", argv[0]);
}

static void pg_dump_to(const struct options *options, const char *file)
{
    char to[1100];

    snprintf(to, sizeof to, "--file=%s", file);
    run(options->db, (char *[]){(char[]){"pg_dump"}, (char[]){"--format=custom"},
                                (char[]){"--no-owner"}, (char[]){"--no-password"}, to, NULL});
}

/* An empty --dbname is the one of the environment; without it pg_restore only prints. */
static void pg_restore_from(const struct options *options, const char *file)
{
    char from[1024];

    snprintf(from, sizeof from, "%s", file);
    run(options->db,
        (char *[]){(char[]){"pg_restore"}, (char[]){"--no-owner"}, (char[]){"--exit-on-error"},
                   (char[]){"--single-transaction"}, (char[]){"--no-password"},
                   (char[]){"--dbname="}, (char[]){"--"}, from, NULL});
}

/* Uploaded files stand beside the backup, FILE.files, sealed as they are. */
static void files_backup(const struct install *in, const char *file)
{
    int64_t n = 0;
    struct str to = str_fmt(in->arena, "%s.files", file);

    if (in->vault.dir && files_copy(in->arena, in->vault.dir, str_z(in->arena, to), &n) != OK)
        install_die("cannot copy the uploaded files to '%.*s': %s", STR_ARG(to), strerror(errno));
    if (n > 0)
        printf("%.*s: %lld uploaded file%s\n", STR_ARG(to), (long long)n, n == 1 ? "" : "s");
}

int cmd_backup(const struct options *options)
{
    const char *file = file_arg(options, "backup");
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL, *reads = NULL;
    char part[1024];

    if (access(file, F_OK) == 0)
        install_die("'%s' is there already; choose another name", file);
    if (snprintf(part, sizeof part, "%s.part", file) >= (int)sizeof part)
        install_die("the file's name is too long");
    if (install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, &reads, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    /* So that the copy holds every read and every event with its place in the tree. */
    if (jobs_journal(&in, db, reads) != OK)
        install_die("cannot bring the journal up to date: %s", db_error(db));
    unlink(part);
    if (is_pg(options))
        pg_dump_to(options, part);
    else if (db_backup(db, part) != OK)
        install_die("cannot write '%s': %s", part, db_error(db));
    /* After the database: what it names is there; a removed file is kept a month longer. */
    files_backup(&in, file);
    if (rename(part, file) != 0)
        install_die("cannot name '%s': %s", file, strerror(errno));
    db_close(reads);
    db_close(db);
    printf("%s\nKeep the folder with the keys in another place; it is not in this file.\n", file);
    return 0;
}

/* Only what this program can work with is put in place; true when it has to be migrated then. */
static bool backup_check(struct db *db, const char *file)
{
    enum migrate_state state;
    int at = 0;

    if (migrate_check(db, &state, &at) != OK)
        install_die("'%s' is damaged: %s", file, db_error(db));
    if (state == MIGRATE_EMPTY)
        install_die("'%s' is not a backup of Alidade: it is empty", file);
    if (state == MIGRATE_NEWER)
        install_die("'%s' was made by a newer Alidade (migration %d); use that version", file, at);
    if (state == MIGRATE_CHANGED)
        install_die("'%s': migration %d was changed after it was applied", file, at);
    return state == MIGRATE_OLDER;
}

static bool sqlite_restore(const struct options *options, const char *file)
{
    const char *path = options->db + strlen("sqlite:");
    char url[1024];
    struct db *from = NULL;

    if (access(path, F_OK) == 0)
        install_die("there is a database at '%s' already; move it away first", path);
    snprintf(url, sizeof url, "sqlite:%s", file);
    if (db_open(url, false, &from) != OK)
        install_die("%s", db_open_error());
    bool older = backup_check(from, file);

    /* The copy is made by the engine, so a damaged file is found now and not later. */
    if (db_backup(from, path) != OK)
        install_die("'%s' is damaged or cannot be copied: %s", file, db_error(from));
    db_close(from);
    return older;
}

static bool pg_restore(const struct options *options, const char *file)
{
    struct db *db = NULL;

    pg_restore_from(options, file);
    if (db_open(options->db, false, &db) != OK)
        install_die("restored, but: %s", db_open_error());
    bool older = backup_check(db, file);

    db_close(db);
    return older;
}

static void files_restore(const struct options *options, const char *file)
{
    struct arena *arena = install_arena((size_t)16 << 20);
    const char *to = install_files_dir(arena, options);
    const char *from = str_z(arena, str_fmt(arena, "%s.files", file));
    int64_t n = 0;

    if (access(from, F_OK) != 0)
        return;
    if (!to)
        install_die("say where uploaded files are to be: --files DIR");
    if (files_copy(arena, from, to, &n) != OK)
        install_die("cannot copy the uploaded files to '%s': %s", to, strerror(errno));
    printf("%lld uploaded file%s restored\n", (long long)n, n == 1 ? "" : "s");
}

int cmd_restore(const struct options *options)
{
    const char *file = file_arg(options, "restore");

    if (access(file, R_OK) != 0)
        install_die("cannot read '%s': %s", file, strerror(errno));
    bool older = is_pg(options) ? pg_restore(options, file) : sqlite_restore(options, file);

    files_restore(options, file);
    puts(older ? "restored; it is of an older version: run 'alidade migrate'" : "restored");
    puts("Put the folder with the keys in its place and run 'alidade audit verify'.");
    return 0;
}
