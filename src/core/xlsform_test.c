/* core/xlsform_test.c */
#include "core/xlsform.h"

#include "base/csv.h"
#include "base/test.h"

/* A workbook written as CSV: a line "#survey" begins a sheet; "!" before a cell marks a formula. */
static struct book book_of(struct arena *a, const char *text)
{
    struct book book = {0};
    struct csv csv;
    struct csv_row cells;
    struct book_sheet *sheet = NULL;
    int line = 0;

    csv_init(&csv, a, str_c(text));
    while (csv_next(&csv, &cells) == OK && cells.n > 0) {
        if (str_has_prefix(cells.items[0], STR("#"))) {
            sheet = LIST_PUSH(a, &book.sheets);
            *sheet = (struct book_sheet){.name = str_from(cells.items[0], 1), .read = true};
            line = 0;
            continue;
        }
        if (!sheet)
            break;
        struct book_row *row = LIST_PUSH(a, &sheet->rows);

        row->number = ++line;
        for (size_t i = 0; i < cells.n; i++) {
            bool formula = str_has_prefix(cells.items[i], STR("!"));

            if (str_given(cells.items[i]))
                LIST_ADD(a, &row->cells,
                         ((struct book_cell){(int)i + 1, formula ? BOOK_COMPUTED : BOOK_TEXT,
                                             str_from(cells.items[i], formula)}));
        }
    }
    return book;
}

/* All parts as CSV with " | " between, or "!" and what is refused. */
static struct str imported(struct arena *a, const char *text, struct xlsform *form)
{
    struct book book = book_of(a, text);
    struct str problem, all = STR_NONE;

    if (xlsform_read(a, &book, form, &problem) != OK)
        return str_cat(a, STR("!"), problem);
    for (int i = 0; i < XLSFORM_PARTS; i++)
        if (form->part[i].header.n > 0)
            all = str_fmt(a, "%.*s%s%.*s", STR_ARG(all), all.n ? "|" : "",
                          STR_ARG(xlsform_csv(a, &form->part[i])));
    return all;
}

TEST(xlsform, one_spelling_for_all)
{
    static const struct {
        const char *book, *want;
    } row[] = {
        {"#survey\ntype,name,label::English (en)\ntext,a,A\n",
         "type,name,label::English (en)\ntext,a,A\n"},
        {"#SURVEY\nTYPE,Name,LABEL:French,Required Message,relevance,readonly\n"
         "add select one prompt using My_List,a,Un,ok,1,yes\n#choices\nlist_name,name\nMy_List,1\n",
         "type,name,label::Français (fr),required_message::English (en),relevant,read_only\n"
         "select_one My_List,a,Un,ok,1,yes\n|list_name,name\nMy_List,1\n"},
        {"#survey\ntype,name\nbegin group,g\nselect all that apply from l or specify other,a\n"
         "select_multiple  l,b\ndatetime,c\nphoto,d\nrank l,e\nselect_one_from_file a_b.csv,f\n"
         "end_group\n#choices\nlist_name,name\nl,1\n",
         "type,name\nbegin_group,g\nselect_multiple l or_other,a\nselect_multiple l,b\ndateTime,c\n"
         "image,d\nrank l,e\nselect_one_from_file a_b.csv,f\nend_group,\n|list_name,name\nl,1\n"},
        {"#survey\ntype,name,label\ntext,a,Oui\n#settings\ndefault_language\nFrench (fr)\n",
         "type,name,label::Français (fr)\ntext,a,Oui\n|default_language\nFrench (fr)\n"},
        {"#survey\ntype,name,label,label::en\ntext,a,A,B\n",
         "type,name,label::English (en)\ntext,a,B\n"},
        {"#survey\ntype,name,Media::Image::es,image,alidade:sensitivity,bind::relevant\n"
         "text,a,a.png,b.png,sensitive,1\n",
         "type,name,image::Español (es),image::English (en),alidade:sensitivity,relevant\n"
         "text,a,a.png,b.png,sensitive,1\n"},
        {"#survey\ntype,name,disabled,label::ar\ntext,a,yes,A\ntext,b,no,B\n",
         "type,name,label::العربية (ar)\ntext,b,B\n"},
        {"#survey\ntype,name\nselect_one_external l,a\n#choices\nlist "
         "name,value,label,Size\nk,1,I,x\n"
         "#external_choices\nlist_name,name,label,state\nl,2,II,y\n",
         "type,name\nselect_one l,a\n|list_name,name,label::English (en),Size,state\nk,1,I,x,\n"
         "l,2,II,,y\n"},
        {"#survey\ntype,name,relevant,label::fr\ntext,a,\xC2\xA0. = 1,Qui\xC2\xA0?\n",
         "type,name,relevant,label::Français (fr)\ntext,a,. = 1,Qui\xC2\xA0?\n"},
        {"#survey\ntype,name\ngeotrace,a\ndeviceid,b\nvideo,c\ntoday,d\nstart,e\nend,f\n",
         "type,name\nnote,a\nhidden,b\nfile,c\ntoday,d\nstart,e\nhidden,f\n"},
        {"#survey\ntype,name,label::Deutsch (de),hint::Kiswahili\ntext,a,Ja,x\n#settings\n"
         "default_language\nDeutsch (de)\n",
         "type,name,label::Deutsch (de)\ntext,a,Ja\n|default_language\nDeutsch (de)\n"},
        {"#survey\ntype,name,label::Kiswahili,label::Portugu\xC3\xAAs (pt)\nselect_one "
         "l,a,Ndiyo,Sim\n"
         "#choices\nlist_name,name,label::Kiswahili,label::Portugu\xC3\xAAs (pt)\nl,1,Moja,Um\n"
         "#settings\ndefault_language\npt\n",
         "type,name,label::Portugu\xC3\xAAs (pt)\nselect_one l,a,Sim\n|list_name,name,"
         "label::Portugu\xC3\xAAs (pt)\nl,1,Um\n|default_language\npt\n"},
        {"#survey\ntype,name,calculation\ncalculate,a,\"if(1,\n  \"\"x\"\",-1)\"\ncalculate,b,-1\n",
         "type,name,calculation\ncalculate,a,\"if(1,\n  \"\"x\"\",-1)\"\ncalculate,b,-1\n"},
    };
    struct xlsform form;

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(imported(t->arena, row[i].book, &form), row[i].want);
}

TEST(xlsform, says_what_it_leaves_out)
{
    static const struct {
        const char *book, *want; /* all warnings, each with ';' behind */
    } row[] = {
        {"#survey\ntype,name,label::en\ntext,a,A\n", ""},
        {"#survey\ntype,name,bind::foo,x\ntext,a,1\n",
         "survey, column C: \"bind::foo\" has no use in Alidade; left out, with 1 filled cell;"},
        {"#survey\ntype,name,label::Swahili (sw),label::fr\ntext,a,1\ntext,b,2\n",
         "survey, column C: \"label::Swahili (sw)\" is in a language that Alidade does not speak; "
         "left out, with 2 filled cells;"},
        {"#survey\ntype,name,label::Swahili (sw),label::pt\ntext,a,1,2\n",
         "survey: the texts are in no language that Alidade speaks; those in Swahili (sw) are "
         "shown "
         "in all of them; add columns such as \"label::English (en)\";survey, column D: "
         "\"label::pt\" is in a language that Alidade does not speak; left out, with 1 filled "
         "cell;"},
        {"#survey\ntype,name,x,relevant\ntext,a,,1 +\n",
         "survey, row 2, column D: the formula cannot be read: it ends too early; correct it, or "
         "this question is blocked;"},
        {"#survey\ntype,name,x,appearance,parameters,media::video\ntext,a,,quick w1,,v.mp4\n"
         "text,b,,quick multiline,max-pixels=9 start=1,\n",
         "survey, column F: \"media::video\" is not shown by Alidade (pictures and sounds are); "
         "left "
         "out, with 1 filled cell;survey, row 2, column D: appearance \"quick\" has no effect in "
         "Alidade (here, and in 1 more); see what the page looks like without;survey, row 2, "
         "column "
         "D: appearance \"w1\" has no effect in Alidade; see what the page looks like "
         "without;survey, row 3, column E: parameters \"max-pixels\" has no effect in Alidade; see "
         "what the page looks like without;"},
        {"#survey\ntype,name\ntext,a,,lost\n",
         "survey, column D: the column has no heading; left out, with 1 filled cell;"},
        {"#survey\ntype,name,label\n,a,Text\ntext,b,B\n",
         "survey, column C: \"label\" names no language and was taken for \"label::English (en)\"; "
         "default_language in the sheet settings says otherwise;survey, row 2: the row has no "
         "type; "
         "left out;"},
        {"#survey\ntype,name,default\ntext,a,!x\ntext,b,!y\n",
         "survey, row 2, column C: the cell is computed, and 1 more; what the formula gave last "
         "was "
         "taken;"},
        {"#survey\ntype,name\ngeoshape,a\n",
         "survey, row 2: the type geoshape cannot be asked yet; its text stays, as a note;"},
        {"#survey\ntype,name,relevant\ntext,a,\nnote,b,\"foo:bar(${a}) and (count(../x) > 1 or "
         "selected(${a}, 'no(1)'))\"\n",
         "survey, row 3, column C: there is no function foo:bar(); write it another way, or this "
         "question is blocked;"},
        {"#survey\ntype,name,constraint\ntext,a,${b}\n",
         "survey, row 2, column C: ${b} is no question of this form; correct the name, or this "
         "question is blocked;"},
        {"#survey\ntype,name,default\ntext,a,N/A(none)\ntext,b,foo()\n",
         "survey, row 3, column C: there is no function foo(); write it another way, or this "
         "question is blocked;"},
        {"#survey\ntype,name,relevant,required,constraint\ntext,a,1 +,TRUE,\nnote,b,,${a} =,. &gt; "
         "2\n",
         "survey, row 2, column C: the formula cannot be read: it ends too early; correct it, or "
         "this question is blocked;survey, row 3, column E: the formula cannot be read: \"&gt; 2\" "
         "cannot stand here; correct it, or this question is blocked;survey, row 3, column D: the "
         "formula cannot be read: it ends too early; correct it, or this question is blocked;"},
        {"#survey\ntype,name,default\ntext,a,\"string-length(1,\"\ntext,b,date(')\ntext,c,\"if(1, "
         "2\"\n",
         "survey, row 3, column C: the formula cannot be read: \"')\" begins a text that does not "
         "end; "
         "correct it, or this question is blocked;"},
        {"#survey\ntype,name,relevant\nbegin_group,g\ntext,a\nend_group,\ntext,a,\nnote,b,${a} = "
         "1\n",
         ""},
        {"#survey\ntype,name\nselect_one k or_other,b\n#choices\nlist_name,name\nk,1\nk,\n",
         "choices, row 3: the choice has no list_name or no name; left out;"},
        {"#survey\ntype,name\ntext,a\n#settings\nform_id,style\nx,pages\ny,\n",
         "settings, column B: \"style\" has no use in Alidade; left out, with 1 filled cell;"
         "settings, row 3: only the first row of settings counts; this one and those below were "
         "left out;"},
    };
    struct xlsform form;

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str said = STR_NONE, got = imported(t->arena, row[i].book, &form);

        CHECK(got.n > 0 && got.p[0] != '!');
        for (size_t k = 0; k < form.warnings.n; k++)
            said = str_fmt(t->arena, "%.*s%.*s;", STR_ARG(said), STR_ARG(form.warnings.items[k]));
        CHECK_STR(said, row[i].want);
    }
}

TEST(xlsform, says_that_a_bomb_of_parentheses_is_blocked)
{
    struct xlsform form;
    struct buf b;

    buf_init(&b, t->arena, 20000);
    buf_put_z(&b, "#survey\ntype,name,relevant\ntext,a,");
    for (int i = 0; i < 5000; i++)
        buf_put_c(&b, '(');
    buf_put_z(&b, "1");
    for (int i = 0; i < 5000; i++)
        buf_put_c(&b, ')');
    buf_put(&b, STR("\n\0"));
    (void)imported(t->arena, buf_str(&b).p, &form);
    CHECK_INT(form.warnings.n, 1);
    CHECK_STR(form.warnings.items[0],
              "survey, row 2, column C: the formula cannot be read: it nests too deep; correct it, "
              "or this question is blocked");
}

TEST(xlsform, refuses_what_cannot_be_meant)
{
    static const struct {
        const char *book, *want; /* how it begins */
    } row[] = {
        {"#sheet1\ntype,name\ntext,a\n", "!there is no sheet \"survey\""},
        {"#survey\nname,label\na,A\n", "!survey: the column \"type\" is missing"},
        {"#survey\ntype\ntext\n", "!survey: the column \"name\" is missing"},
        {"#survey\n", "!survey: the column \"type\" is missing"},
        {"#survey\ntype,name\n", "!survey: the form asks nothing"},
        {"#survey\ntype,name\ntext,a\nselct_one x,b\n",
         "!survey, row 3: the type \"selct_one x\" is not known"},
        {"#survey\ntype,name\nselect_one,b\n", "!survey, row 2: the type \"select_one\" is not"},
        {"#survey\ntype,name,label::en\ntext,a,=HYPERLINK(1)\n",
         "!survey, row 2, column C: the text begins like a formula"},
        {"#survey\ntype,name,label::en\ntext,a,!@SUM(1)\n", "!survey, row 2, column C: the text"},
        {"#survey\ntype,name,label::en\ntext,a,+cmd|' /C calc'!A0\n",
         "!survey, row 2, column C: the text"},
        {"#survey\ntype,name\nbegin_group,g\nbegin_repeat,r\nend_group,\n",
         "!survey, row 4, column A: end_group ends nothing that is open"},
        {"#survey\ntype,name\nbegin_group,g\ntext,a\n",
         "!survey, row 2, column A: this begin_group is not ended"},
        {"#survey\ntype,name,calculation,relevant\ncalculate,a,${b} + 1\ntext,b,,${c} = 1\n"
         "calculate,c,1 - ${a}\n",
         "!survey, row 4: c and a (row 2) wait for each other in a circle"},
        {"#survey\ntype,name,calculation\ncalculate,a,${a} + 1\n",
         "!survey, row 2: a and a (row 2) wait"},
        {"#survey\ntype,name\ntext,a\nbegin_group,g\ntext,a\nend_group\ntext,a\n",
         "!survey, row 6, column B: the name \"a\" stands in row 2 too; rename one"},
        {"#survey\ntype,name\nnote,\ntext,\n",
         "!survey, row 3, column B: the row has no name; give it one"},
        {"#survey\ntype,name\nbegin_group,\ntext,a\nend_group\n",
         "!survey, row 2, column B: the row has no name"},
        {"#survey\ntype,name\ntext,a b\n",
         "!survey, row 2, column B: \"a b\" is not a name; begin it with a letter"},
        {"#survey\ntype,name\ntext,1a\n", "!survey, row 2, column B: \"1a\" is not a name"},
        {"#survey\ntype,name\nselect_one l,a\n#choices\nlist_name,name\nk,1\n",
         "!survey, row 2, column A: there is no list \"l\" in the sheet choices; add its choices"},
        {"#survey\ntype,name\ntext,b\nselect_one ${b},a\n",
         "!survey, row 3, column A: choosing among the answers of ${b} cannot be asked"},
        {"#survey\ntype,name\nselect_one k,a\n#choices\nlist_name,name\nk,1\nk,not now\n",
         "!choices, row 3, column B: the code \"not now\" has a space in it; write one word"},
    };
    struct xlsform form;

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = imported(t->arena, row[i].book, &form), want = str_c(row[i].want);

        CHECK_STR(str_slice(got, 0, want.n), row[i].want);
    }
    CHECK(str_has_prefix(
        imported(t->arena, "#survey\ntype,name,label::en\ntext,a,- none -\nnote,b,+1\n", &form),
        STR("type,name")));
}

TEST(xlsform, comes_back_from_a_workbook_as_it_was)
{
    static const char text[] =
        "type,name,relevant,label::English (en)\nbegin_group,g,,G\n"
        "select_one_from_file l.csv,a,,\"A, \"\"B\"\"\nand C\"\ntext,b,${a} = 'x',B\n"
        "end_group,,,\n";
    struct xlsform form = {0}, again;
    struct book book;
    struct str problem;

    CHECK_OK(xlsform_from_csv(t->arena, str_c(text), &form.part[XLSFORM_SURVEY], &problem));
    CHECK_STR(xlsform_csv(t->arena, &form.part[XLSFORM_SURVEY]), text);
    xlsform_book(t->arena, &form, &book);
    CHECK_OK(xlsform_read(t->arena, &book, &again, &problem));
    CHECK_STR(xlsform_csv(t->arena, &again.part[XLSFORM_SURVEY]), text);
    CHECK_ERR(xlsform_from_csv(t->arena, STR("a,b\n1,2,3\n"), &form.part[0], &problem), E_INVALID);
    CHECK_STR(problem,
              "line 2: a quotation mark is not closed, or there are more cells than columns");
    CHECK_ERR(xlsform_from_csv(t->arena, STR("a\n\"b\n"), &form.part[0], &problem), E_INVALID);
    CHECK_ERR(xlsform_from_csv(t->arena, STR("a\n\xFF\n"), &form.part[0], &problem), E_INVALID);
}
