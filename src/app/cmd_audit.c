/* app/cmd_audit.c: `alidade audit`: what an auditor runs, with nothing but the database and a key.
 */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "base/num.h"
#include "plat/os.h"

static int verify_report(const struct journal_report *report)
{
    printf("events %lld, in the tree %lld, waiting %lld, erased payloads %lld, tree heads %lld\n",
           (long long)report->events, (long long)report->sequenced,
           (long long)(report->events - report->sequenced), (long long)report->erased,
           (long long)report->checkpoints);
    printf("root ");
    for (int i = 0; i < SHA256_SIZE; i++)
        printf("%02x", report->root.b[i]);
    putchar('\n');
    for (size_t i = 0; i < report->findings.n; i++)
        printf("FINDING at %lld: %s\n", (long long)report->findings.items[i].position,
               report->findings.items[i].what);
    if (report->finding_n == 0) {
        puts("the journal is whole");
        return 0;
    }
    printf("%lld findings: the journal was changed\n", (long long)report->finding_n);
    return 3;
}

static int verify(struct install *in, struct ctx *ctx)
{
    const struct options *o = &in->options;
    struct checkpoint exported;
    struct journal_report report;
    struct str text;
    uint8_t public_[SIGN_PUBLIC_SIZE];

    memcpy(public_, in->keys.public_, sizeof public_);
    if (o->arg_n > 1 && (os_read_file(ctx->arena, o->args[1], 4096, &text) != OK ||
                         checkpoint_parse(text, &exported) != OK))
        install_die("'%s' is not an exported checkpoint", o->args[1]);
    if (o->arg_n > 2 && (os_read_file(ctx->arena, o->args[2], 4096, &text) != OK ||
                         num_parse_hex(str_trim(text), public_, sizeof public_) != OK))
        install_die("'%s' is not a public key", o->args[2]);
    if (journal_verify(ctx, public_, o->arg_n > 1 ? &exported : NULL, &report) != OK)
        install_die("cannot read the journal: %s", db_error(ctx->db));
    return verify_report(&report);
}

static int export_checkpoint(struct ctx *ctx)
{
    struct checkpoint c;

    if (checkpoint_last(ctx, &c) != OK)
        install_die("the journal has no tree head yet; the jobs process makes one");
    printf("%.*s\n", STR_ARG(checkpoint_format(ctx->arena, &c)));
    return 0;
}

static int erase(struct install *in, struct ctx *ctx)
{
    struct id id;
    enum err e;

    if (in->options.arg_n != 2 || id_parse(str_c(in->options.args[1]), &id) != OK)
        install_die("say which event: alidade audit erase EVENT");
    install_new_command(ctx);
    if (tx_begin(ctx->db, TX_WRITE) != OK)
        install_die("the database is busy");
    e = journal_erase(ctx, id);
    if (e == OK)
        e = tx_commit(ctx->db);
    if (e != OK)
        install_die("nothing was erased: there is no such payload, or it is erased already");
    puts("erased; the journal stays whole");
    return 0;
}

static int audit_run(struct install *in, struct ctx *ctx, const char *what)
{
    if (strcmp(what, "verify") == 0)
        return verify(in, ctx);
    if (strcmp(what, "checkpoint") == 0 && in->options.arg_n == 1)
        return export_checkpoint(ctx);
    if (strcmp(what, "erase") == 0)
        return erase(in, ctx);
    install_die("say what: verify, checkpoint or erase; see alidade audit --help");
}

int cmd_audit(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;
    const char *what = options->arg_n ? options->args[0] : "";

    if (install_open(options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)256 << 20), db, NULL);

    int status = audit_run(&in, &ctx, what);

    db_close(db);
    return status;
}
