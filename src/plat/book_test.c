/* plat/book_test.c */
#include "plat/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/buf.h"
#include "base/test.h"
#include "plat/os.h"

#define RELS                                                                                       \
    "<Relationships xmlns=\"r\"><Relationship Id=\"a\" Type=\"x/officeDocument\" "                 \
    "Target=\"xl/workbook.xml\"/></Relationships>"
#define BOOK_RELS                                                                                  \
    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/one.xml\"/>"  \
    "<Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"/xl/worksheets/two.xml\"/>"             \
    "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/>"                            \
    "<Relationship Id=\"r4\" Type=\"x/sharedStrings\" Target=\"shared.xml\"/></Relationships>"
#define BOOK                                                                                       \
    "<x:workbook xmlns:x=\"m\" xmlns:r=\"q\"><x:sheets><x:sheet name=\"Survey\" r:id=\"r1\"/>"     \
    "<x:sheet name=\"notes\" r:id=\"r2\"/></x:sheets></x:workbook>"
#define STYLES                                                                                     \
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[Red]d/m\"/><numFmt "              \
    "numFmtId=\"171\" formatCode=\"0.0&quot;days&quot;\"/></numFmts><cellStyleXfs><xf "            \
    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "       \
    "numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"
#define SHARED                                                                                     \
    "<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">"   \
    "ch </t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si><si><t/></si></sst>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

/* The parts of a workbook whose first sheet and one other part are given. */
static const struct map *parts(struct arena *a, const char *sheet, const char *name,
                               const char *text)
{
    const char *const all[][2] = {
        {"_rels/.rels", RELS},
        {"xl/_rels/workbook.xml.rels", BOOK_RELS},
        {"xl/workbook.xml", BOOK},
        {"xl/styles.xml", STYLES},
        {"xl/shared.xml", SHARED},
        {"xl/worksheets/one.xml", sheet},
        {"xl/worksheets/two.xml", SHEET("")},
        {name, text},
    };
    struct map *m = ARENA_NEW(a, struct map);

    map_init(m, a);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct str *s = ARENA_NEW(a, struct str);

        *s = str_c(all[i][1]);
        if (all[i][0])
            map_set(m, str_c(all[i][0]), s);
    }
    return m;
}

/* The first sheet as "row:A=text,C=text(kind) …", or "!" and what is refused. */
static struct str shown(struct arena *a, const struct map *m)
{
    static const char *const kinds[] = {"", "(f)", "(e)"};
    struct book book;
    struct str problem;
    struct buf b;

    if (book_read_parts(a, m, NULL, &book, &problem) != OK)
        return str_cat(a, STR("!"), problem);
    buf_init(&b, a, 1 << 20);
    for (size_t i = 0; i < book.sheets.items[0].rows.n; i++) {
        const struct book_row *row = &book.sheets.items[0].rows.items[i];

        buf_printf(&b, "%s%d:", i ? " " : "", row->number);
        for (size_t k = 0; k < row->cells.n; k++)
            buf_printf(&b, "%s%.*s=%.*s%s", k ? "," : "",
                       STR_ARG(book_column(a, row->cells.items[k].column)),
                       STR_ARG(row->cells.items[k].text), kinds[row->cells.items[k].kind]);
    }
    return buf_str(&b);
}

TEST(book, reads_cells_as_they_are_shown)
{
    static const struct {
        const char *rows, *want;
    } row[] = {
        {"", ""},
        {"<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>",
         "1:A=plain,B=rich "},
        {"<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
         "<c r=\"AA3\" t=\"str\"><f>A1</f><v>now</v></c></row>",
         "3:B=inline,AA=now(f)"},
        {"<row r=\"2\"/><row r=\"5\"><c r=\"A5\" s=\"1\"/></row>", ""},
        {"<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#REF!</v></c></row>",
         "1:A=TRUE,B=FALSE,C=#REF!(e)"},
        {"<row><c><v>7</v></c><c><v>7.0</v></c><c><v>0.1</v></c><c><v>-1.5E-3</v></c><c>"
         "<v>0.30000000000000004</v></c><c><v>12345678901234</v></c><c><v>nan</v></c></row>",
         "1:A=7,B=7,C=0.1,D=-0.0015,E=0.3,F=12345678901234,G=nan"},
        {"<row><c s=\"1\"><v>45981</v></c><c s=\"2\"><v>45981.403</v></c><c s=\"1\"><v>0.5</v></c>"
         "<c s=\"1\"><v>1</v></c><c s=\"1\"><v>61</v></c><c s=\"3\"><v>45981</v></c><c s=\"9\">"
         "<v>1</v></c><c s=\"1\"><v>-4</v></c></row>",
         "1:A=2025-11-20,B=2025-11-20T09:40:19,C=12:00:00,D=1900-01-01,E=1900-03-01,F=45981,G=1,"
         "H=-4"},
        {"<row><c t=\"inlineStr\"><is><t>a_x000A_b_x005F_x_x00_</t></is></c></row>",
         "1:A=a\nb_x_x00_"},
        {"<row><c t=\"str\"><v>a&amp;&lt;&#233;</v></c></row>", "1:A=a&<\xC3\xA9"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(shown(t->arena,
                        parts(t->arena, str_fmt(t->arena, SHEET("%s"), row[i].rows).p, NULL, "")),
                  row[i].want);
}

TEST(book, counts_days_from_1904_when_it_says_so)
{
    const struct map *m =
        parts(t->arena, SHEET("<row><c s=\"1\"><v>1</v></c></row>"), "xl/workbook.xml",
              "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" id=\"r1\"/></sheets>"
              "</workbook>");

    CHECK_STR(shown(t->arena, m), "1:A=1904-01-02");
}

TEST(book, reads_the_sheets_that_are_wanted)
{
    static const char *const wanted[] = {"survey", NULL};
    struct book book;
    struct str problem;
    const struct map *m =
        parts(t->arena,
              "<worksheet><sheetData><row><c t=\"str\"><v>x</v></c></row></sheetData>"
              "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A4:B4\"/></mergeCells>"
              "</worksheet>",
              "xl/worksheets/two.xml", "not even XML");

    CHECK_OK(book_read_parts(t->arena, m, wanted, &book, &problem));
    CHECK_INT(book.sheets.n, 2);
    CHECK(book.sheets.items[0].read && !book.sheets.items[1].read);
    CHECK_STR(book.sheets.items[0].name, "Survey");
    CHECK_STR(book.sheets.items[0].merged, "A1:B1");
    CHECK_STR(book_text(&book.sheets.items[0].rows.items[0], 1), "x");
    CHECK_STR(book_text(&book.sheets.items[0].rows.items[0], 2), "");
    CHECK(book_read_parts(t->arena, m, NULL, &book, &problem) == E_INVALID);
}

TEST(book, refuses_and_says_where)
{
    static const struct {
        const char *sheet, *part, *text, *want;
    } row[] = {
        {"<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>", NULL, "",
         "!sheet \"Survey\": the workbook declares entities"},
        {SHEET(""), "xl/shared.xml", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><sst/>",
         "!the workbook declares entities"},
        {"<worksheet><sheetData>", NULL, "", "!sheet \"Survey\": the workbook is damaged"},
        {SHEET("<row r=\"4\"><c r=\"C4\" t=\"s\"><v>3</v></c></row>"), NULL, "",
         "!sheet \"Survey\", row 4, column C: the text of the cell is missing"},
        {SHEET("<row r=\"4\"/><row r=\"4\"/>"), NULL, "",
         "!sheet \"Survey\", row 4: rows and cells are not in order"},
        {SHEET("<row r=\"1048577\"/>"), NULL, "", "!sheet \"Survey\": rows and cells"},
        {SHEET("<row><c r=\"B1\"/><c r=\"A1\"/></row>"), NULL, "",
         "!sheet \"Survey\", row 1, column B: rows and cells"},
        {SHEET("<c/>"), NULL, "", "!sheet \"Survey\": rows and cells"},
        {SHEET("<row r=\"2\"><c r=\"IW2\"><v>1</v></c></row>"), NULL, "",
         "!sheet \"Survey\", row 2, column IW: there are more than 256 columns"},
        {SHEET(""), "xl/workbook.xml", "<workbook/>", "!there is no sheet"},
        {SHEET(""), "_rels/.rels", "<Relationships/>", "!there is no workbook in it"},
        {SHEET(""), "xl/_rels/workbook.xml.rels", "<Relationships/>", "!there is no workbook"},
        {SHEET(""), "xl/workbook.xml", "", "!the workbook is damaged (no element found)"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = shown(t->arena, parts(t->arena, row[i].sheet, row[i].part, row[i].text));

        CHECK_STR(str_slice(got, 0, strlen(row[i].want)), row[i].want);
    }
}

/* text, n times, between the two others. */
static const char *many(struct arena *a, const char *before, const char *text, int n,
                        const char *after)
{
    struct buf b;

    buf_init(&b, a, (size_t)40 << 20);
    buf_put_z(&b, before);
    for (int i = 0; i < n; i++)
        buf_put_z(&b, text);
    buf_put_z(&b, after);
    return str_z(a, buf_str(&b));
}

TEST(book, refuses_what_is_too_much)
{
    static const struct {
        const char *before, *text;
        int n;
        const char *after, *want;
    } row[] = {
        {"<worksheet><sheetData><row><c t=\"str\"><v>", "twelve bytes", 450000,
         "</v></c></row></sheetData></worksheet>",
         "!sheet \"Survey\", row 1, column A: a cell holds more than 96 KB"},
        {"<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 10000, "</sheetData></worksheet>",
         "!sheet \"Survey\", row 10000, column A: there are more than 9999 rows"},
        {"", "<a>", 100, "", "!sheet \"Survey\": the workbook is nested too deeply"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *sheet = many(t->arena, row[i].before, row[i].text, row[i].n, row[i].after);
        struct str got = shown(t->arena, parts(t->arena, sheet, NULL, ""));

        CHECK_STR(str_slice(got, 0, strlen(row[i].want)), row[i].want);
    }
    struct str most =
        shown(t->arena, parts(t->arena,
                              many(t->arena, "<worksheet><sheetData>", "<row><c><v>1</v></c></row>",
                                   9999, "</sheetData></worksheet>"),
                              NULL, ""));

    CHECK(most.n > 9999 && most.p[0] == '1');
}

/* A file that holds one part more than once would be possible too; libzip takes one of them. */
static struct str zipped(struct arena *a, const struct map *m)
{
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_stat_t about;
    struct str file;

    zip_source_keep(to);
    for (size_t i = 0; i < m->n; i++) {
        const struct str *text = m->entries[i].value;

        zip_file_add(zip, str_z(a, m->entries[i].key), zip_source_buffer(zip, text->p, text->n, 0),
                     0);
    }
    zip_close(zip);
    zip_source_stat(to, &about);
    char *bytes = arena_alloc(a, about.size);

    zip_source_open(to);
    file = (struct str){bytes, (size_t)zip_source_read(to, bytes, about.size)};
    zip_source_close(to);
    zip_source_free(to);
    return file;
}

static struct str refused(struct arena *a, struct str file)
{
    struct book book;
    struct str problem;

    return book_read(a, file, NULL, &book, &problem) == OK ? STR("accepted") : problem;
}

TEST(book, refuses_files_that_are_no_workbooks)
{
    struct arena *a = t->arena;
    struct str good = zipped(a, parts(a, SHEET("<row><c><v>1</v></c></row>"), NULL, ""));
    struct str broken = str_dup(a, good), bomb;

    CHECK_STR(refused(a, good), "accepted");
    CHECK(str_find(refused(a, STR("")), STR("not a workbook"), 0) >= 0);
    CHECK(str_find(refused(a, STR("a,b\nc,d\n")), STR("not a workbook"), 0) >= 0);
    CHECK(str_find(refused(a, STR("\xD0\xCF\x11\xE0\xA1")), STR("save it as .xlsx"), 0) >= 0);
    for (size_t n = 1; n < good.n; n += 7)
        CHECK(!str_eq(refused(a, str_slice(good, 0, n)), STR("accepted")));
    /* One wrong byte of what is packed: the checksum does not fit. */
    ptrdiff_t at = str_find(good, STR("xl/workbook.xml"), 0);

    ((char *)broken.p)[at + 30] ^= 1;
    CHECK(!str_eq(refused(a, broken), STR("accepted")));
    /* 3 MB of blanks need 3 KB. */
    bomb = zipped(
        a, parts(a, many(a, "<worksheet>", "            ", 250000, "</worksheet>"), NULL, ""));
    CHECK(bomb.n < 10000);
    CHECK(str_find(refused(a, bomb), STR("sheet \"Survey\": the file unpacks to more than 200"),
                   0) == 0);
}

TEST(book, writes_what_it_reads)
{
    static const char *const texts[] = {"type",          "=1+1", "  ${a} > 1 ", "a\nb", "\xD8\xA7",
                                        "_x0041_ _x \r", "-1",   "1",           "<&\">"};
    struct book book = {0}, again;
    struct str file, twice, problem;
    char path[] = "/tmp/alidade-book-XXXXXX";
    struct book_sheet *sheet = LIST_PUSH(t->arena, &book.sheets);

    *sheet = (struct book_sheet){.name = STR("survey")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct book_row *row = LIST_PUSH(t->arena, &sheet->rows);

        row->number = (int)i + 1;
        LIST_ADD(t->arena, &row->cells,
                 ((struct book_cell){(int)i + 1, BOOK_TEXT, str_c(texts[i])}));
    }
    CHECK(close(mkstemp(path)) == 0);
    CHECK_OK(book_write(t->arena, path, &book, &problem));
    CHECK_OK(os_read_file(t->arena, path, BOOK_FILE_MAX, &file));
    CHECK_OK(book_write(t->arena, path, &book, &problem));
    CHECK_OK(os_read_file(t->arena, path, BOOK_FILE_MAX, &twice));
    CHECK(str_eq(file, twice));
    CHECK_OK(book_read(t->arena, file, NULL, &again, &problem));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK_STR(book_text(&again.sheets.items[0].rows.items[i], (int)i + 1), texts[i]);
    sheet->rows.items[3].cells.items[0].text = str_c(many(t->arena, "", "x", 32768, ""));
    CHECK_ERR(book_write(t->arena, path, &book, &problem), E_LIMIT);
    CHECK(str_has_prefix(problem, STR("sheet \"survey\", row 4, column D: the text is longer")));
    CHECK_OK(os_read_file(t->arena, path, BOOK_FILE_MAX, &twice));
    CHECK(str_eq(file, twice));
    CHECK(unlink(path) == 0);
    CHECK_ERR(book_write(t->arena, "/nowhere/at/all.xlsx", &again, &problem), E_IO);
}
