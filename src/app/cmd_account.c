/* app/cmd_account.c: accounts from the command line: the first administrator, and the way back in
 * when nobody knows a password. Everything goes through the same rules as the pages. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "core/password.h"
#include "feature/account/account.h"

/* The first line of standard input; a fresh pass phrase when a person sits there. */
static struct str password_read(struct ctx *ctx, struct str login, bool *ret_made)
{
    char line[512];

    *ret_made = isatty(STDIN_FILENO) || !fgets(line, sizeof line, stdin);
    return *ret_made ? account_passphrase(ctx, login) : str_dup(ctx->arena, str_trim(str_c(line)));
}

/* Only when it is in use: after what it was made for is done. */
static void password_say(struct str password, bool made)
{
    if (made)
        printf("pass phrase: %.*s\n", STR_ARG(password));
}

static _Noreturn void die_failed(struct ctx *ctx, enum err e)
{
    struct str why = ctx->fail.msg ? ctx_msg(ctx, ctx->fail.msg) : str_c(err_name(e));

    install_die("%.*s", STR_ARG(why));
}

/* UNIT names a team, an agency or an area; "-" is for roles that see no cases. */
static struct id unit_find(struct ctx *ctx, enum role role, struct str unit)
{
    bool caseless = role == ROLE_ANALYST || role == ROLE_ADMINISTRATOR || role == ROLE_AUDITOR;
    struct id id = ID_NONE;
    struct str kind;

    if (str_eq(unit, STR("-"))) {
        if (!caseless)
            install_die("a %.*s needs a team, an agency or an area", STR_ARG(role_code(role)));
        return ID_NONE;
    }
    if (account_unit_find(ctx, unit, &kind, &id) != OK)
        install_die("there is no team, agency or area '%.*s'", STR_ARG(unit));
    if (account_seat_check(ctx, role, id, &kind) != OK)
        install_die("'%.*s' is no unit for a %.*s", STR_ARG(unit), STR_ARG(role_code(role)));
    return id;
}

static int add(struct ctx *ctx, const struct options *o)
{
    struct account account;
    struct account_draft draft = {.language = STR("en"), .must_change_password = true};
    enum role role = ROLE_NONE;

    if (o->arg_n != 5 || role_parse(str_c(o->args[3]), &role) != OK)
        install_die("usage: alidade account add LOGIN NAME ROLE UNIT (ROLE: worker, supervisor, "
                    "coordinator, analyst, administrator or auditor; UNIT: a team, agency or area, "
                    "or - for none)");
    draft.login = str_c(o->args[1]);
    draft.name = str_c(o->args[2]);
    struct id unit = unit_find(ctx, role, str_c(o->args[4]));

    bool made = false;

    draft.password = password_read(ctx, draft.login, &made);
    enum err e = account_add_with_seat(ctx, &draft, role, unit, &account);

    if (e != OK)
        die_failed(ctx, e);
    password_say(draft.password, made);
    printf("added %s\n", o->args[1]);
    return 0;
}

static int password(struct ctx *ctx, const struct options *o)
{
    bool made = false;

    if (o->arg_n != 2)
        install_die("usage: alidade account password LOGIN");
    struct str login = str_c(o->args[1]), wanted = password_read(ctx, login, &made);
    enum err e = account_reset_password(ctx, login, wanted);

    if (e != OK)
        die_failed(ctx, e);
    password_say(wanted, made);
    printf("changed; %s is asked for a new one at the next sign-in\n", o->args[1]);
    return 0;
}

/* Who may use the command line needs no second person. */
static int confirm(struct ctx *ctx, const struct options *o)
{
    struct str half = STR_NONE;

    if (o->arg_n != 2)
        install_die("usage: alidade account confirm LOGIN");
    enum err e = account_change_confirm_all(ctx, str_c(o->args[1]), &half);

    if (e != OK)
        die_failed(ctx, e);
    if (str_given(half))
        printf("second half of the pass phrase: %.*s\n", STR_ARG(half));
    printf("confirmed for %s\n", o->args[1]);
    return 0;
}

static int disable(struct ctx *ctx, const struct options *o)
{
    if (o->arg_n != 2)
        install_die("usage: alidade account disable LOGIN");
    enum err e = account_disable(ctx, str_c(o->args[1]), true);

    if (e != OK)
        die_failed(ctx, e);
    printf("disabled %s; its sessions are over\n", o->args[1]);
    return 0;
}

static int list(struct ctx *ctx, const struct options *o)
{
    struct account_list accounts = {0};

    if (o->arg_n != 1)
        install_die("usage: alidade account list");
    if (account_list_all(ctx, &accounts) != OK)
        install_die("cannot read the accounts: %s", db_error(ctx->db));
    for (size_t i = 0; i < accounts.n; i++) {
        const struct account *a = &accounts.items[i];

        printf("%-24.*s %-30.*s%s\n", STR_ARG(a->login), STR_ARG(a->name),
               a->disabled ? " (disabled)" : "");
    }
    return 0;
}

static int account_run(struct ctx *ctx, const struct options *o, const char *what)
{
    if (strcmp(what, "add") == 0)
        return add(ctx, o);
    if (strcmp(what, "password") == 0)
        return password(ctx, o);
    if (strcmp(what, "confirm") == 0)
        return confirm(ctx, o);
    if (strcmp(what, "disable") == 0)
        return disable(ctx, o);
    if (strcmp(what, "list") == 0)
        return list(ctx, o);
    install_die("say what: list, add, password, confirm or disable; see alidade account --help");
}

int cmd_account(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;

    if (install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)16 << 20), db, NULL);

    install_new_command(&ctx);
    int status = account_run(&ctx, options, options->arg_n ? options->args[0] : "");

    db_close(db);
    return status;
}
