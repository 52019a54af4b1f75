/* tests/fuzz/fuzz_column.c: expressions in the columns of a small form, as bytes and put together
 * from pieces, which the last bytes fill in. */
#include "base/buf.h"
#include "expr_pieces.h"
#include "form_filler.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void cell(struct buf *out, struct str text)
{
    buf_put_c(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        buf_put_c(out, text.p[i]);
        if (text.p[i] == '"')
            buf_put_c(out, '"');
    }
    buf_put_z(out, "\"\n");
}

/* Five pieces with NUL between, each in another column; the sixth fills the form in. */
static void run(struct arena *a, struct str s, bool assembled)
{
    static const char *const rows[] = {"integer,a,,,,,", "select_one l,b,,,,",
                                       "text,c,,,",      "begin_repeat,r,,",
                                       "text,n,",        "calculate,d,"};
    struct form_sheets sheets = {.name = STR("d"),
                                 .survey_file = STR("survey"),
                                 .choices_file = STR("choices"),
                                 .choices = STR("list_name,name,g\nl,a,1\nl,b,2\nl,c,1\n")};
    struct form_model *model = NULL;
    struct str piece = STR_NONE, problems = STR_NONE;
    struct buf out;

    buf_init(&out, a, 1 << 20);
    buf_put_z(&out, "type,name,calculation,repeat_count,relevant,choice_filter,constraint\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)str_split(&s, '\0', &piece);
        buf_put_z(&out, rows[i]);
        cell(&out, assembled ? fuzz_pieces(a, piece) : piece);
    }
    buf_put_z(&out, "end_repeat,,\n");
    sheets.survey = buf_str(&out);
    if (form_model_read(a, &sheets, &model, &problems) == OK)
        fuzz_fill(a, model, s);
    else
        MUST(str_given(problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_pieces_run(data, size, (size_t)512 << 20, run);
}
