/* app/cmd_account.c: accounts from the command line: the first administrator, and the way back in
 * when nobody knows a password. Everything goes through the same rules as the pages. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "core/password.h"
#include "feature/account/account.h"

/* The first line of standard input; a fresh pass phrase when a person sits there. */
static struct str password_read(struct ctx *ctx)
{
    char line[512];

    if (isatty(STDIN_FILENO) || !fgets(line, sizeof line, stdin)) {
        struct str phrase = account_passphrase(ctx);

        printf("pass phrase: %.*s\n", STR_ARG(phrase));
        return phrase;
    }
    return str_dup(ctx->arena, str_trim(str_c(line)));
}

static _Noreturn void die_failed(struct ctx *ctx, enum err e)
{
    struct str why = ctx->fail.msg ? ctx_msg(ctx, ctx->fail.msg) : str_c(err_name(e));

    install_die("%.*s", STR_ARG(why));
}

struct adding_seat {
    struct id account_id, unit_id;
    enum role role;
    struct str scope_kind;
};

static enum err seat_add(struct ctx *ctx, void *arg)
{
    const struct adding_seat *s = arg;

    return account_add_seat(ctx, s->account_id, s->role, s->scope_kind, s->unit_id, NULL);
}

/* UNIT names a team, an agency or an area; "-" is for roles that see no cases. */
static void unit_find(struct ctx *ctx, struct adding_seat *s, struct str unit)
{
    bool caseless =
        s->role == ROLE_ANALYST || s->role == ROLE_ADMINISTRATOR || s->role == ROLE_AUDITOR;

    if (str_eq(unit, STR("-"))) {
        if (!caseless)
            install_die("a %.*s needs a team, an agency or an area", STR_ARG(role_code(s->role)));
        s->scope_kind = STR("all");
        s->unit_id = s->account_id;
        return;
    }
    if (account_unit_find(ctx, unit, &s->scope_kind, &s->unit_id) != OK)
        install_die("there is no team, agency or area '%.*s'", STR_ARG(unit));
    if (s->role == ROLE_WORKER && str_eq(s->scope_kind, STR("team")))
        s->scope_kind = STR("own");
}

static int add(struct ctx *ctx, const struct options *o)
{
    struct account account;
    struct adding_seat seat = {0};
    struct account_draft draft = {.language = STR("en"), .must_change_password = true};

    if (o->arg_n != 5 || role_parse(str_c(o->args[3]), &seat.role) != OK)
        install_die("usage: alidade account add LOGIN NAME ROLE UNIT (ROLE: worker, supervisor, "
                    "coordinator, analyst, administrator or auditor; UNIT: a team, agency or area, "
                    "or - for none)");
    draft.login = str_c(o->args[1]);
    draft.name = str_c(o->args[2]);
    unit_find(ctx, &seat, str_c(o->args[4]));
    draft.password = password_read(ctx);
    enum err e = account_add(ctx, &draft, &account);

    if (e == OK) {
        bool all = str_eq(seat.scope_kind, STR("all"));

        seat.account_id = account.id;
        if (all)
            seat.unit_id = account.id;
        e = ctx_in_tx(ctx, seat_add, &seat);
    }
    if (e != OK)
        die_failed(ctx, e);
    printf("added %s\n", o->args[1]);
    return 0;
}

static int password(struct ctx *ctx, const struct options *o)
{
    if (o->arg_n != 2)
        install_die("usage: alidade account password LOGIN");
    enum err e = account_reset_password(ctx, str_c(o->args[1]), password_read(ctx));

    if (e != OK)
        die_failed(ctx, e);
    printf("changed; %s is asked for a new one at the next sign-in\n", o->args[1]);
    return 0;
}

static int list(struct ctx *ctx)
{
    struct account_list accounts = {0};

    if (account_list_all(ctx, &accounts) != OK)
        install_die("cannot read the accounts: %s", db_error(ctx->db));
    for (size_t i = 0; i < accounts.n; i++) {
        const struct account *a = &accounts.items[i];

        printf("%-24.*s %-30.*s%s\n", STR_ARG(a->login), STR_ARG(a->name),
               a->disabled ? " (disabled)" : "");
    }
    return 0;
}

int cmd_account(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;
    const char *what = options->arg_n ? options->args[0] : "";

    if (install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)16 << 20), db, NULL);

    install_new_command(&ctx);
    if (strcmp(what, "add") == 0)
        return add(&ctx, options);
    if (strcmp(what, "password") == 0)
        return password(&ctx, options);
    if (strcmp(what, "disable") == 0 && options->arg_n == 2) {
        enum err e = account_disable(&ctx, str_c(options->args[1]), true);

        if (e != OK)
            die_failed(&ctx, e);
        printf("disabled %s; its sessions are over\n", options->args[1]);
        return 0;
    }
    if (strcmp(what, "list") == 0)
        return list(&ctx);
    install_die("say what: list, add, password or disable; see alidade account --help");
}
