/* app/command.h: the commands of the command line. Each gets its arguments after its own name and
 * returns the exit status. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/install.h"

struct command {
    const char *name, *usage, *help;
    int (*run)(const struct options *options);
    int arg_max; /* words that are no options */
};

/** `alidade serve`; the exit status. */
int cmd_serve(const struct options *options);
/** `alidade jobs`; the exit status. */
int cmd_jobs(const struct options *options);
/** `alidade init`; the exit status. */
int cmd_init(const struct options *options);
/** `alidade index`; the exit status. */
int cmd_index(const struct options *options);
/** `alidade migrate`; the exit status. */
int cmd_migrate(const struct options *options);
/** `alidade seed`; the exit status. */
int cmd_seed(const struct options *options);
/** `alidade account`; the exit status. */
int cmd_account(const struct options *options);
/** `alidade pack`; the exit status. */
int cmd_pack(const struct options *options);
/** `alidade form`; the exit status. */
int cmd_form(const struct options *options);
/** `alidade clock`; the exit status. */
int cmd_clock(const struct options *options);
/** `alidade audit`; the exit status. */
int cmd_audit(const struct options *options);
/** `alidade expr`; the exit status. */
int cmd_expr(const struct options *options);
/** `alidade form eval FORM`; the exit status. */
int cmd_form_eval(const char *form);
/** `alidade directory`; the exit status. */
int cmd_directory(const struct options *options);
/** `alidade benefit`; the exit status. */
int cmd_benefit(const struct options *options);
/** `alidade backup`; the exit status. */
int cmd_backup(const struct options *options);
/** `alidade pdf`; the exit status. */
int cmd_pdf(const struct options *options);
/** `alidade photo`; the exit status. */
int cmd_photo(const struct options *options);
/** `alidade restore`; the exit status. */
int cmd_restore(const struct options *options);

/** Runs the jobs of all features until *stop is set; used by `jobs` and by `serve`. */
void jobs_run(struct install *in, const volatile int *stop);
/** Folds all reads and gives all events their place in the tree. Errors: E_IO, E_BUSY. */
enum err jobs_journal(struct install *in, struct db *db, struct db *reads) MUST_CHECK;

#endif
