/* app/form_source.c: finds out what a path is, reads it, and says what is wrong with it. */
#include "app/form_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/install.h"
#include "app/xml_tree.h"
#include "core/form_xform.h"
#include "plat/os.h"

#define SHEET_MAX ((size_t)16 << 20)

/* ---- files beside the form */

struct folders {
    struct str paths[2]; /* the second may be empty */
};

static enum err read_beside(void *arg, struct arena *a, struct str name, struct str *ret)
{
    const struct folders *folders = arg;

    for (int i = 0; i < 2 && str_given(folders->paths[i]); i++) {
        const char *path = str_fmt(a, "%.*s/%.*s", STR_ARG(folders->paths[i]), STR_ARG(name)).p;

        if (access(path, R_OK) == 0)
            return ret ? os_read_file(a, path, FORM_FILE_MAX, ret) : OK;
    }
    return E_NOT_FOUND;
}

static const struct form_files *files_of(struct arena *a, struct str first, struct str second)
{
    struct form_files *files = ARENA_NEW(a, struct form_files);
    struct folders *folders = ARENA_NEW(a, struct folders);

    folders->paths[0] = first;
    folders->paths[1] = second;
    *files = (struct form_files){.read = read_beside, .arg = folders, .xml = xml_tree_read};
    return files;
}

/* "a/b.xml": those of a/b-media, then of a/media. */
static const struct form_files *files_beside(struct arena *a, struct str path, struct str ending)
{
    struct str stem = str_slice(path, 0, path.n - ending.n);
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '/')
        n--;
    return files_of(a, str_cat(a, stem, STR("-media")),
                    str_cat(a, str_slice(path, 0, n), STR("media")));
}

/* ---- forms */

void form_source_workbook(struct arena *a, const char *path, struct xlsform *ret)
{
    struct str file, problem = STR_NONE;
    struct book book;
    enum err e = os_read_file(a, path, BOOK_FILE_MAX, &file);

    if (e == E_LIMIT)
        install_die("%s: the file is larger than %zu MB; delete what is not needed", path,
                    BOOK_FILE_MAX >> 20);
    if (e != OK)
        install_die("cannot read %s", path);
    if (book_read(a, file, xlsform_sheets, &book, &problem) != OK ||
        xlsform_read(a, &book, ret, &problem) != OK)
        install_die("%s: %.*s; nothing was imported", path, STR_ARG(problem));
    for (size_t i = 0; i < ret->warnings.n; i++)
        fprintf(stderr, "warning: %s: %.*s\n", path, STR_ARG(ret->warnings.items[i]));
}

static void workbook_sheets(struct arena *a, struct str path, struct form_sheets *ret)
{
    struct xlsform form = {0};

    form_source_workbook(a, str_z(a, path), &form);
    ret->survey_file = str_cat(a, path, STR(": survey.csv"));
    ret->choices_file = str_cat(a, path, STR(": choices.csv"));
    ret->survey = xlsform_csv(a, &form.part[XLSFORM_SURVEY]);
    if (form.part[XLSFORM_CHOICES].header.n > 0)
        ret->choices = xlsform_csv(a, &form.part[XLSFORM_CHOICES]);
    ret->files = files_beside(a, path, STR(".xlsx"));
    ret->lenient = true;
}

static void folder_sheets(struct arena *a, struct str path, struct form_sheets *ret)
{
    ret->survey_file = str_cat(a, path, STR("/survey.csv"));
    ret->choices_file = str_cat(a, path, STR("/choices.csv"));
    if (os_read_file(a, str_z(a, ret->survey_file), SHEET_MAX, &ret->survey) != OK)
        install_die("cannot read %.*s", STR_ARG(ret->survey_file));
    if (os_read_file(a, str_z(a, ret->choices_file), SHEET_MAX, &ret->choices) != OK)
        ret->choices = STR_NONE;
    ret->files = files_of(a, str_cat(a, path, STR("/media")), STR_NONE);
}

static enum err read_xform(struct arena *a, struct str path, struct form_model **ret,
                           struct str *problems)
{
    struct form_document doc = {.file = path, .files = files_beside(a, path, STR(".xml"))};
    struct str text, problem = STR_NONE;

    if (os_read_file(a, str_z(a, path), XML_TREE_MAX, &text) != OK)
        install_die("cannot read %.*s, or it is larger than %zu MB", STR_ARG(path),
                    XML_TREE_MAX >> 20);
    if (xml_tree_read(a, text, &doc.node, &problem) != OK)
        install_die("%.*s: %.*s", STR_ARG(path), STR_ARG(problem));
    return form_xform_read(a, &doc, ret, problems);
}

/* ---- forms of packs */

/* "packs/NAME/forms/FORM.csv" → "packs/NAME" and "FORM". */
static void pack_path(struct str path, struct str *ret_folder, struct str *ret_form)
{
    size_t cut[2] = {0};

    while (str_has_suffix(path, STR("/")))
        path = str_slice(path, 0, path.n - 1);
    for (size_t i = 0; i < path.n; i++) {
        if (path.p[i] != '/')
            continue;
        cut[0] = cut[1];
        cut[1] = i;
    }
    if (str_has_suffix(path, STR(".csv")))
        path = str_slice(path, 0, path.n - 4);
    *ret_form = str_from(path, cut[1] > 0 ? cut[1] + 1 : 0);
    *ret_folder = cut[0] > 0 ? str_slice(path, 0, cut[0]) : STR(".");
}

/* A sheet always is; a folder is when the pack's list of forms lies two levels above. */
static bool is_of_pack(struct arena *a, struct str path)
{
    struct str folder, name;

    pack_path(path, &folder, &name);
    return str_has_suffix(path, STR(".csv")) ||
           (str_find(path, STR("forms/"), 0) >= 0 &&
            access(str_fmt(a, "%.*s/forms.csv", STR_ARG(folder)).p, R_OK) == 0);
}

const struct pack_form *form_source_pack(struct arena *a, struct str path, struct pack **ret)
{
    struct str folder, name, problem = STR_NONE;

    pack_path(path, &folder, &name);
    if (pack_load(a, str_z(a, folder), ret, &problem) != OK)
        install_die("cannot load the pack %.*s; 'alidade pack check' says why", STR_ARG(folder));
    if (!pack_form_find(*ret, name))
        install_die("the pack %.*s has no form \"%.*s\" in forms.csv", STR_ARG(folder),
                    STR_ARG(name));
    return pack_form_find(*ret, name);
}

static enum err read_alone(struct arena *a, struct str path, struct form_model **ret,
                           struct str *problems)
{
    struct form_sheets sheets = {.name = STR("data")};

    if (str_has_suffix(path, STR(".xml")))
        return read_xform(a, path, ret, problems);
    if (str_has_suffix(path, STR(".xlsx")))
        workbook_sheets(a, path, &sheets);
    else
        folder_sheets(a, path, &sheets);
    return form_model_read(a, &sheets, ret, problems);
}

const struct form_model *form_source_read(struct arena *a, const char *path_z)
{
    struct str path = str_c(path_z), problems = STR_NONE, line;
    struct form_model *alone = NULL;
    const struct form_model *model;
    struct pack *pack;

    if (is_of_pack(a, path)) {
        model = form_source_pack(a, path, &pack)->model;
    } else {
        if (read_alone(a, path, &alone, &problems) != OK) {
            fprintf(stderr, "%.*s", STR_ARG(problems));
            exit(1);
        }
        model = alone;
    }
    for (struct str rest = model->warnings; str_split(&rest, '\n', &line);)
        if (str_given(line))
            fprintf(stderr, "warning: %.*s\n", STR_ARG(line));
    return model;
}
