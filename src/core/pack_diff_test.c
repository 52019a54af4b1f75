/* core/pack_diff_test.c: what is said of each kind of change between two versions of a pack. */
#include "base/buf.h"
#include "base/test.h"
#include "core/pack_diff.h"

#define HEAD "type,name,label::English (en),label::Français (fr),required,relevant\n"

static void put(struct test *t, struct map *files, const char *path, const char *text)
{
    struct str *value = ARENA_NEW(t->arena, struct str);

    *value = str_c(text);
    map_set(files, str_c(path), value);
}

/* What changed, as "what" lines; with "!" before a warning. */
static struct str told(struct test *t, const struct map *a, const struct map *b)
{
    struct pack_change_list list;
    struct buf out;

    buf_init(&out, t->arena, 10000);
    pack_diff(t->arena, a, b, &list);
    for (size_t i = 0; i < list.n; i++)
        buf_printf(&out, "%s%.*s\n", list.items[i].warning ? "!" : "", STR_ARG(list.items[i].what));
    return buf_str(&out);
}

/* Between two versions of one file. */
static struct str changes(struct test *t, const char *path, const char *was, const char *is)
{
    struct map a, b;

    map_init(&a, t->arena);
    map_init(&b, t->arena);
    put(t, &a, "forms.csv", "form,version,title:en,phase\nvisit,1,Visit,intake\n");
    put(t, &b, "forms.csv", "form,version,title:en,phase\nvisit,1,Visit,intake\n");
    put(t, &a, path, was);
    put(t, &b, path, is);
    return told(t, &a, &b);
}

#define VERSION "!the form changed, and its version in forms.csv is still 1\n"

TEST(pack_diff, says_nothing_of_what_is_the_same)
{
    const char *form = HEAD "text,a,A,A,,\n";

    CHECK_STR(changes(t, "forms/visit.csv", form, form), "");
    /* Order of columns does not count. */
    CHECK_STR(changes(t, "codes.csv", "list,code,label:en\nl,a,A\n", "code,list,label:en\na,l,A\n"),
              "");
}

TEST(pack_diff, questions_added_removed_retyped_required)
{
    CHECK_STR(changes(t, "forms/visit.csv", HEAD "text,a,A,,,\ntext,b,B,,,\n",
                      HEAD "integer,a,A,,yes,\ntext,c,See?,,yes,\n"),
              "question a: type was \"text\", is \"integer\"\n"
              "question a: required was empty, is \"yes\"\n"
              "new question c \"See?\", required\n"
              "question b is gone\n" VERSION);
}

TEST(pack_diff, files_beside_a_form_belong_to_its_version)
{
    CHECK_STR(changes(t, "forms/visit/media/a.png", "one", "two"),
              "the file is another one\n" VERSION);
    CHECK_STR(changes(t, "forms/visit/media/towns.csv", "name,label\na,A\n", "name,label\na,A\n"),
              "");
    CHECK_STR(changes(t, "letters.csv", "letter,paragraph,phase,text:en\nl,,intake,L\nl,a,,A\n",
                      "letter,paragraph,phase,text:en\nl,,intake,L\nl,a,,B\nl,b,,C\n"),
              "letter l a: other words (text in en)\nnew letter l b \"C\"\n");
}

/* Both versions of a form's codes, in the pack and shared; "what" lines as changes() has them. */
TEST(pack_diff, a_form_changes_with_the_lists_it_offers)
{
    const char *codes = "list,code,label:en\nplace,home,Home\nplace,other,Other\nmood,good,Good\n";
    const char *other = "list,code,label:en\nplace,home,Home\nplace,other,Other\nmood,good,Fine\n";
    const char *form = "type,name,label::English (en)\nselect_one place or_other,p,P\n";
    const struct {
        const char *form, *path, *was, *is, *version, *want;
    } row[] = {
        {form, "codes.csv", codes, other, "1", "code mood good: other words (label in en)\n"},
        {"type,name,label::English (en)\nselect_multiple mood,m,M\n", "codes.csv", codes, other,
         "1",
         "code mood good: other words (label in en)\n"
         "!the form offers the list mood, which changed, and its version in forms.csv is still "
         "1\n"},
        {"type,name,label::English (en)\nrank mood,m,M\n", "base/codes.csv", codes, other, "1",
         "shared code mood good: other words (label in en)\n"
         "!the form offers the list mood, which changed, and its version in forms.csv is still "
         "1\n"},
        {"type,name,label::English (en)\nselect_multiple mood,m,M\n", "codes.csv", codes, other,
         "2",
         "code mood good: other words (label in en)\nform visit: version was \"1\", is \"2\"\n"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct map a, b;

        map_init(&a, t->arena);
        map_init(&b, t->arena);
        put(t, &a, "forms.csv", "form,version,title:en,phase\nvisit,1,Visit,intake\n");
        put(t, &b, "forms.csv",
            str_fmt(t->arena, "form,version,title:en,phase\nvisit,%s,Visit,intake\n",
                    row[i].version)
                .p);
        put(t, &a, "forms/visit.csv", row[i].form);
        put(t, &b, "forms/visit.csv", row[i].form);
        put(t, &a, row[i].path, row[i].was);
        put(t, &b, row[i].path, row[i].is);
        CHECK_STR(told(t, &a, &b), row[i].want);
    }
}

TEST(pack_diff, questions_moved_and_reworded)
{
    const char *was = HEAD "begin_group,s,S,,,\ntext,a,A,,,\ntext,b,B,,,\ntext,c,C,,,\n"
                           "end_group,,,,,\nbegin_group,z,Z,,,\ntext,d,D,,,\nend_group,,,,,\n";
    const char *is = HEAD "begin_group,s,S,,,\ntext,b,B,,,\ntext,c,C,Ç,,\ntext,a,A,,,\n"
                          "text,d,D,,,\nend_group,,,,,\nbegin_group,z,Z,,,\nend_group,,,,,\n";

    CHECK_STR(changes(t, "forms/visit.csv", was, is),
              "question c: other words (label in fr)\n"
              "question d: moved from section \"/z\" to \"/s\"\n"
              "question a: moved to another place\n" VERSION);
}

TEST(pack_diff, version_is_asked_for_only_when_it_stayed)
{
    struct map a, b;
    struct pack_change_list list;

    map_init(&a, t->arena);
    map_init(&b, t->arena);
    put(t, &a, "forms.csv", "form,version,title:en,phase\nvisit,1,Visit,intake\n");
    put(t, &b, "forms.csv", "form,version,title:en,phase\nvisit,2,Visit,intake\n");
    put(t, &a, "forms/visit.csv", HEAD "text,a,A,,,\n");
    put(t, &b, "forms/visit.csv", HEAD "text,a,A,,,${b}\n");
    pack_diff(t->arena, &a, &b, &list);
    CHECK_INT(list.n, 2);
    for (size_t i = 0; i < list.n; i++)
        CHECK(!list.items[i].warning);
}

TEST(pack_diff, codes_steps_and_settings)
{
    CHECK_STR(changes(t, "codes.csv", "list,code,label:en,retired\nl,a,A,\nl,b,B,\n",
                      "list,code,label:en,retired\nl,a,A,yes\nl,c,C,\n"),
              "code l a: retired was empty, is \"yes\"\nnew code l c \"C\"\ncode l b is gone\n");
    CHECK_STR(changes(t, "steps.csv",
                      "phase,step,what:en,required,due_high\nintake,a,A,yes,1\nintake,b,B,,\n",
                      "phase,step,what:en,required,due_high\nintake,b,B,yes,\nintake,a,A,yes,2\n"),
              "step intake b: required was empty, is \"yes\"\n"
              "step intake a: days at high risk was \"1\", is \"2\"\n"
              "step intake a: moved to another place\n");
    CHECK_STR(
        changes(t, "pack.csv", "key,value\nversion,1\nidle_minutes,10\n", "key,value\nversion,2\n"),
        "setting version: the value was \"1\", is \"2\"\nsetting idle_minutes is gone\n");
}
