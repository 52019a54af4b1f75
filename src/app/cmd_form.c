/* app/cmd_form.c: `alidade form import FILE.xlsx --into DIR` and `alidade form export FORM
 * FILE.xlsx`: forms between spreadsheets and the CSV files of packs. Touches no database. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/command.h"
#include "app/form_source.h"
#include "core/pack.h"
#include "core/xlsform.h"
#include "plat/os.h"

#define ARENA_MAX ((size_t)512 << 20)
#define CSV_MAX ((size_t)16 << 20)

/* ---- import -----------------------------------------------------------------------------------
 */

/* Parts that the form does not have are taken away, should an earlier import have left them. */
static void write_parts(struct arena *a, const char *dir, const struct xlsform *form)
{
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        install_die("cannot make the folder %s: %s", dir, strerror(errno));
    for (int i = 0; i < XLSFORM_PARTS; i++) {
        const struct xlsform_sheet *part = &form->part[i];
        const char *path = str_fmt(a, "%s/%s.csv", dir, xlsform_part_name((enum xlsform_part)i)).p;

        if (part->header.n == 0)
            (void)unlink(path);
        else if (os_write_file(path, xlsform_csv(a, part)) != OK)
            install_die("cannot write %s", path);
    }
}

static int form_import(struct arena *a, const struct options *options)
{
    const char *path = options->args[1];
    struct xlsform form = {0};

    if (options->arg_n != 2 || !options->into[0])
        install_die("say from where and into which folder: alidade form import FILE.xlsx --into "
                    "DIR");
    form_source_workbook(a, path, &form);
    write_parts(a, options->into, &form);
    printf("%s: %zu rows of survey, %zu choices, %zu warning%s\n", options->into,
           form.part[XLSFORM_SURVEY].rows.n, form.part[XLSFORM_CHOICES].rows.n, form.warnings.n,
           form.warnings.n == 1 ? "" : "s");
    return 0;
}

/* ---- export -----------------------------------------------------------------------------------
 */

static void read_part(struct arena *a, const char *path, bool needed, struct xlsform_sheet *ret)
{
    struct str text, problem = STR_NONE;
    enum err e = os_read_file(a, path, CSV_MAX, &text);

    if (e == E_NOT_FOUND && !needed)
        return;
    if (e != OK)
        install_die("cannot read %s", path);
    if (xlsform_from_csv(a, text, ret, &problem) != OK)
        install_die("%s: %.*s", path, STR_ARG(problem));
}

/* packs/NAME/forms/FORM.csv: its choices and settings stand in the pack. */
static void read_pack_form(struct arena *a, struct str path, struct xlsform *ret)
{
    const struct pack_form *form;
    struct pack *pack = NULL;

    read_part(a, str_z(a, path), true, &ret->part[XLSFORM_SURVEY]);
    form = form_source_pack(a, path, &pack);
    xlsform_of_pack(a, pack, form, ret);
}

static int form_export(struct arena *a, const struct options *options)
{
    const char *from = options->args[1], *to = options->args[2];
    struct xlsform form = {0};
    struct str problem = STR_NONE;
    struct book book;

    if (options->arg_n != 3 || !str_has_suffix(str_c(to), STR(".xlsx")))
        install_die("say which form, and where to: alidade form export FORM FILE.xlsx");
    if (str_has_suffix(str_c(from), STR(".csv"))) {
        read_pack_form(a, str_c(from), &form);
    } else {
        for (int i = 0; i < XLSFORM_PARTS; i++)
            read_part(a, str_fmt(a, "%s/%s.csv", from, xlsform_part_name((enum xlsform_part)i)).p,
                      i == XLSFORM_SURVEY, &form.part[i]);
    }
    xlsform_book(a, &form, &book);
    switch (book_write(a, to, &book, &problem)) {
    case OK:
        break;
    case E_LIMIT:
        install_die("%s: %.*s; nothing was written", from, STR_ARG(problem));
    default:
        install_die("cannot write %s", to);
    }
    printf("%s: %zu rows of survey, %zu choices\n", to, form.part[XLSFORM_SURVEY].rows.n,
           form.part[XLSFORM_CHOICES].rows.n);
    return 0;
}

int cmd_form(const struct options *options)
{
    struct arena *a = install_arena(ARENA_MAX);

    if (options->arg_n > 0 && strcmp(options->args[0], "import") == 0)
        return form_import(a, options);
    if (options->arg_n > 0 && strcmp(options->args[0], "export") == 0)
        return form_export(a, options);
    if (options->arg_n == 2 && strcmp(options->args[0], "eval") == 0)
        return cmd_form_eval(options->args[1]);
    install_die("say what: alidade form import FILE.xlsx --into DIR, alidade form export FORM "
                "FILE.xlsx, or alidade form eval FORM");
}
