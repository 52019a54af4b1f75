/* tests/fuzz/fuzz_book.c: any bytes as a workbook (when they begin with PK), else as four of its
 * parts with NUL between: workbook, styles, shared strings, survey. A form that is accepted comes
 * back from CSV and from a workbook as it was, and is filled in by the last bytes. */
#include <stdlib.h>
#include <string.h>

#include "core/xlsform.h"
#include "form_filler.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char top[] = "<R><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"b\"/></R>";
static const char relations[] =
    "<R><Relationship Id=\"w\" Type=\"/worksheet\" Target=\"w\"/><Relationship Id=\"s\" "
    "Type=\"/styles\" Target=\"s\"/><Relationship Id=\"t\" Type=\"/sharedStrings\" Target=\"t\"/>"
    "</R>";

static enum err read_parts(struct arena *a, struct str s, struct book *ret, struct str *problem)
{
    static const char *const names[] = {"_rels/.rels", "_rels/b.rels", "b", "s", "t", "w"};
    struct str texts[6] = {str_c(top), str_c(relations)};
    struct map parts;

    for (int i = 2; i < 6; i++)
        (void)str_split(&s, '\0', &texts[i]);
    map_init(&parts, a);
    for (int i = 0; i < 6; i++)
        map_set(&parts, str_c(names[i]), &texts[i]);
    return book_read_parts(a, &parts, xlsform_sheets, ret, problem);
}

static bool same(struct arena *a, const struct xlsform *x, const struct xlsform *y)
{
    for (int i = 0; i < XLSFORM_PARTS; i++)
        if (!str_eq(xlsform_csv(a, &x->part[i]), xlsform_csv(a, &y->part[i])))
            return false;
    return true;
}

static void check_form(struct arena *a, const struct xlsform *form)
{
    struct xlsform from_csv = {0}, again;
    struct book book;
    struct str problem;

    for (int i = 0; i < XLSFORM_PARTS; i++)
        if (form->part[i].header.n > 0)
            MUST(xlsform_from_csv(a, xlsform_csv(a, &form->part[i]), &from_csv.part[i], &problem) ==
                 OK);
    MUST(same(a, form, &from_csv));
    xlsform_book(a, form, &book);
    MUST(xlsform_read(a, &book, &again, &problem) == OK);
    MUST(same(a, form, &again));
}

static void fill_form(struct arena *a, const struct xlsform *form, struct str bytes)
{
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("survey"),
                                 .survey = xlsform_csv(a, &form->part[XLSFORM_SURVEY]),
                                 .choices_file = STR("choices")};
    struct form_model *model = NULL;
    struct str problems = STR_NONE;

    if (form->part[XLSFORM_CHOICES].header.n > 0)
        sheets.choices = xlsform_csv(a, &form->part[XLSFORM_CHOICES]);
    if (form_model_read(a, &sheets, &model, &problems) == OK)
        fuzz_fill(a, model, str_from(bytes, bytes.n > 40 ? bytes.n - 40 : 0));
    else
        MUST(str_given(problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)512 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    char *bytes = size ? memcpy(malloc(size), data, size) : NULL;
    struct str s = {bytes, size}, problem = STR_NONE;
    struct xlsform form;
    struct book book;
    enum err e = str_has_prefix(s, STR("PK")) ? book_read(a, s, xlsform_sheets, &book, &problem)
                                              : read_parts(a, s, &book, &problem);

    if (e == OK && xlsform_read(a, &book, &form, &problem) == OK) {
        check_form(a, &form);
        fill_form(a, &form, s);
    } else {
        MUST(str_given(problem));
    }
    free(bytes);
    arena_free(a);
    return 0;
}
