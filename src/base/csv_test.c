/* base/csv_test.c */
#include "base/csv.h"

#include "base/test.h"

/* All rows as "line:[cell][cell] ", or "line!" where one is wrong. */
static struct str rows(struct arena *a, struct str text)
{
    struct csv c;
    struct csv_row row;
    struct buf b;

    buf_init(&b, a, 100000);
    csv_init(&c, a, text);
    for (;;) {
        if (csv_next(&c, &row) != OK) {
            buf_printf(&b, "%d!", c.line);
            break;
        }
        if (row.n == 0)
            break;
        buf_printf(&b, "%d:", c.line);
        for (size_t i = 0; i < row.n; i++)
            buf_printf(&b, "[%.*s]", STR_ARG(row.items[i]));
        buf_put_c(&b, ' ');
    }
    return buf_str(&b);
}

TEST(csv, reads)
{
    static const struct {
        const char *text, *want;
    } row[] = {
        {"", ""},
        {"\n\r\n\n", ""},
        {"a,b\r\nc,d\r\n", "1:[a][b] 2:[c][d] "},
        {"a,b\nc,d", "1:[a][b] 2:[c][d] "},
        {"\n\na\n\r\n\nb\n", "3:[a] 6:[b] "},
        {"a\r", "1:[a] "},
        {"a\rb,c", "1:[a\rb][c] "},
        {",", "1:[][] "},
        {",\n", "1:[][] "},
        {"a,\r\n,b", "1:[a][] 2:[][b] "},
        {"\"a,b\",c", "1:[a,b][c] "},
        {"\"a\"\"b\",\"\"\"\"", "1:[a\"b][\"] "},
        {"\"\"", "1:[] "},
        {"\"\",\"\"\r\n", "1:[][] "},
        {"\"a\r\nb\nc\",d\ne", "1:[a\r\nb\nc][d] 4:[e] "},
        {"a \"b\" c,d", "1:[a \"b\" c][d] "},
        {" \"a\"", "1:[ \"a\"] "},
        {"\xEF\xBB\xBFname\nx", "1:[name] 2:[x] "},
        {"\xEF\xBB\xBF\"na,me\"", "1:[na,me] "},
        {"\xEF\xBB\xBF", ""},
        {"\"a", "1!"},
        {"\"", "1!"},
        {"x\n\"a\"\"", "1:[x] 2!"},
        {"x\ny\n\"a\" ,b", "1:[x] 2:[y] 3!"},
        {"\"a\n\"\n\"a\"b", "1:[a\n] 3!"},
        {"\"a\"\rb", "1!"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(rows(t->arena, str_c(row[i].text)), row[i].want);
    CHECK_STR(rows(t->arena, STR_NONE), "");
}

TEST(csv, leaves_the_row_alone_when_wrong)
{
    struct csv c;
    struct csv_row row = {.n = 77};

    csv_init(&c, t->arena, STR("a,\"b"));
    CHECK_ERR(csv_next(&c, &row), E_INVALID);
    CHECK_INT(row.n, 77);
}

TEST(csv, stays_at_the_end)
{
    struct csv c;
    struct csv_row row;

    csv_init(&c, t->arena, STR("a"));
    CHECK_OK(csv_next(&c, &row));
    CHECK_INT(row.n, 1);
    for (int i = 0; i < 3; i++) {
        CHECK_OK(csv_next(&c, &row));
        CHECK_INT(row.n, 0);
    }
}

static struct str written(struct arena *a, struct str cell)
{
    struct buf b;

    buf_init(&b, a, 1000);
    csv_put(&b, cell, true);
    return buf_str(&b);
}

TEST(csv, quotes_only_what_needs_it)
{
    static const char *const row[][2] = {
        {"", ""},
        {"abc", "abc"},
        {"a b", "a b"},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"\"", "\"\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"a\rb", "\"a\rb\""},
        {"a\tb", "\"a\tb\""},
        {"a;b", "\"a;b\""},
        {" a", "\" a\""},
        {"a ", "\"a \""},
        {"5-3", "5-3"},
        {"a=b", "a=b"},
        {"'a", "'a"},
        {"\xEF\xBB\xBFx", "\"\xEF\xBB\xBFx\""},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(written(t->arena, str_c(row[i][0])), row[i][1]);
}

TEST(csv, defuses_formulas_but_not_numbers)
{
    static const char *const row[][2] = {
        {"=1+1", "'=1+1"},
        {"+49 30 1", "'+49 30 1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"\n=1", "\"'\n=1\""},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"\xEF\xBC\x9D"
         "1",
         "'\xEF\xBC\x9D"
         "1"},
        {"-1+1", "'-1+1"},
        {"-", "'-"},
        {"--1", "'--1"},
        {"-.5", "'-.5"},
        {"-5.", "'-5."},
        {"-1.2.3", "'-1.2.3"},
        {"-1e5", "'-1e5"},
        {"-cmd", "'-cmd"},
        {"-5", "-5"},
        {"-12.50", "-12.50"},
        {"-12,50", "\"-12,50\""},
        {"-0", "-0"},
        {"12", "12"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(written(t->arena, str_c(row[i][0])), row[i][1]);
}

TEST(csv, leaves_formulas_alone_when_exact)
{
    struct buf b;

    buf_init(&b, t->arena, 1000);
    csv_put_exact(&b, STR("-1 * ${a}"), true);
    csv_put_exact(&b, STR("=a,\"b\""), false);
    CHECK_STR(buf_str(&b), "-1 * ${a},\"=a,\"\"b\"\"\"");
}

TEST(csv, writes_rows_that_read_back)
{
    struct buf b;

    buf_init(&b, t->arena, 1000);
    csv_put(&b, STR("a"), true);
    csv_put(&b, STR("b\"c\r\n"), false);
    csv_end_row(&b);
    csv_put(&b, STR(""), true);
    csv_end_row(&b);
    csv_put(&b, STR(""), true);
    csv_put(&b, STR(""), false);
    csv_end_row(&b);
    CHECK_STR(buf_str(&b), "a,\"b\"\"c\r\n\"\r\n\"\"\r\n,\r\n");
    CHECK_STR(rows(t->arena, buf_str(&b)), "1:[a][b\"c\r\n] 3:[] 4:[][] ");
}

TEST(csv, reads_what_spreadsheets_of_other_languages_write)
{
    static const struct {
        const char *text;
        char want;
    } row[] = {
        {"", ','},           {"name", ','},        {"a,b;c,d", ','},      {"a;b;c\n1,2,3,4", ';'},
        {"a\tb\tc;d", '\t'}, {"\"a,b,c\";d", ';'}, {"\"a\nb,c\";d", ';'},
    };
    struct csv c;
    struct csv_row r;

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK(csv_separator(str_c(row[i].text)) == row[i].want);
    csv_init(&c, t->arena, STR("a;\"b;c\";d,e\r\n1;;\r\n"));
    c.separator = ';';
    CHECK(csv_next(&c, &r) == OK && r.n == 3);
    CHECK_STR(r.items[1], "b;c");
    CHECK_STR(r.items[2], "d,e");
    CHECK(csv_next(&c, &r) == OK && r.n == 3 && r.items[2].n == 0);
    CHECK(csv_next(&c, &r) == OK && r.n == 0);
}
