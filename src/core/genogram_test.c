/* The six families every genogram has to get right, and data that nobody should have typed. */
#include "core/genogram.h"

#include "base/test.h"
#include "core/label.h"

struct member {
    const char *name;
    int born; /* year */
    bool is_male;
};
struct family {
    const char *name;
    struct member people[16];
    struct genogram_link links[40];
};

#define ARABIC_LONG "عبد الرحمن مصطفى السيد الشرقاوي"

static const struct family families[] = {
    {"remarriage with half-siblings",
     {{"Karim Haddad", 2015, true},
      {"Samir Haddad", 1980, true},
      {"Rania Haddad", 1984, false},
      {"Huda Nasser", 1982, false},
      {"Lina Haddad", 2008, false},
      {"Omar Haddad", 2006, true},
      {"Tarek Aziz", 1978, true},
      {ARABIC_LONG, 2010, true}},
     {{1, 3, GENOGRAM_DIVORCED},
      {1, 2, GENOGRAM_MARRIED},
      {6, 2, GENOGRAM_FORMER},
      {1, 0, GENOGRAM_PARENT},
      {2, 0, GENOGRAM_PARENT},
      {1, 4, GENOGRAM_PARENT},
      {3, 4, GENOGRAM_PARENT},
      {1, 5, GENOGRAM_PARENT},
      {3, 5, GENOGRAM_PARENT},
      {6, 7, GENOGRAM_PARENT},
      {2, 7, GENOGRAM_PARENT}}},
    {"three generations, a grandparent dead",
     {{"Amal Nasser", 2014, false},
      {"Yusuf Nasser", 1985, true},
      {"Mona Nasser", 1988, false},
      {"Ibrahim Nasser", 1950, true},
      {"Fatima Nasser", 1955, false},
      {"Khalil Saleh", 1954, true},
      {"Widad Saleh", 1960, false},
      {"Nabil Nasser", 1980, true},
      {"Hiba Saleh", 1991, false},
      {"Sami Nasser", 2017, true}},
     {{3, 4, GENOGRAM_MARRIED},
      {5, 6, GENOGRAM_MARRIED},
      {1, 2, GENOGRAM_MARRIED},
      {3, 1, GENOGRAM_PARENT},
      {4, 1, GENOGRAM_PARENT},
      {3, 7, GENOGRAM_PARENT},
      {4, 7, GENOGRAM_PARENT},
      {5, 2, GENOGRAM_PARENT},
      {6, 2, GENOGRAM_PARENT},
      {5, 8, GENOGRAM_PARENT},
      {6, 8, GENOGRAM_PARENT},
      {1, 0, GENOGRAM_PARENT},
      {2, 0, GENOGRAM_PARENT},
      {1, 9, GENOGRAM_PARENT},
      {2, 9, GENOGRAM_PARENT}}},
    {"foster and adopted children",
     {{"Jad Mansour", 2016, true},
      {"Elias Mansour", 1979, true},
      {"Nour Mansour", 1981, false},
      {"Maya Mansour", 2010, false},
      {"Leila Khoury", 1995, false},
      {"Ziad Sfeir", 2018, true}},
     {{1, 2, GENOGRAM_MARRIED},
      {1, 3, GENOGRAM_ADOPTED},
      {2, 3, GENOGRAM_ADOPTED},
      {1, 0, GENOGRAM_FOSTER},
      {2, 0, GENOGRAM_FOSTER},
      {4, 0, GENOGRAM_PARENT},
      {1, 5, GENOGRAM_PARENT},
      {2, 5, GENOGRAM_PARENT}}},
    {"a man with four wives",
     {{"Salim Osman", 2012, true},
      {"Adam Osman", 1970, true},
      {"Amina Osman", 1972, false},
      {"Zahra Osman", 1976, false},
      {"Hawa Osman", 1980, false},
      {"Maryam Osman", 1985, false},
      {"Idris Osman", 1995, true},
      {"Halima Osman", 2001, false},
      {"Musa Osman", 2005, true},
      {"Asha Osman", 2015, false}},
     {{1, 2, GENOGRAM_MARRIED},
      {1, 3, GENOGRAM_MARRIED},
      {1, 4, GENOGRAM_MARRIED},
      {1, 5, GENOGRAM_MARRIED},
      {1, 6, GENOGRAM_PARENT},
      {2, 6, GENOGRAM_PARENT},
      {1, 7, GENOGRAM_PARENT},
      {3, 7, GENOGRAM_PARENT},
      {1, 8, GENOGRAM_PARENT},
      {4, 8, GENOGRAM_PARENT},
      {1, 0, GENOGRAM_PARENT},
      {5, 0, GENOGRAM_PARENT},
      {1, 9, GENOGRAM_PARENT},
      {5, 9, GENOGRAM_PARENT}}},
    {"two mothers",
     {{"Ines Duarte", 2018, false},
      {"Clara Duarte", 1986, false},
      {"Marta Ruiz", 1984, false},
      {"Paula Duarte", 2021, false}},
     {{1, 2, GENOGRAM_MARRIED},
      {1, 0, GENOGRAM_PARENT},
      {2, 0, GENOGRAM_PARENT},
      {2, 3, GENOGRAM_PARENT},
      {1, 3, GENOGRAM_ADOPTED}}},
    {"father not known, many children, twins",
     {{"Wassim Badawi", 2013, true},
      {"Ghada Badawi", 1987, false},
      {"Rim Badawi", 2006, false},
      {"Sara Badawi", 2008, false},
      {"Hadi Badawi", 2010, true},
      {"Hala Badawi", 2010, false},
      {"Bassel Badawi", 2016, true},
      {"Dana Badawi", 2018, false},
      {"Fadi Badawi", 2020, true},
      {"Mimi Badawi", 2022, false}},
     {{1, 0, GENOGRAM_PARENT},
      {1, 2, GENOGRAM_PARENT},
      {1, 3, GENOGRAM_PARENT},
      {1, 4, GENOGRAM_PARENT},
      {1, 5, GENOGRAM_PARENT},
      {1, 6, GENOGRAM_PARENT},
      {1, 7, GENOGRAM_PARENT},
      {1, 8, GENOGRAM_PARENT},
      {1, 9, GENOGRAM_PARENT}}},
};
#define FAMILIES (sizeof families / sizeof families[0])

static struct genogram lay(struct test *t, const struct family *f, bool rtl)
{
    struct genogram_person_list people = {0};
    struct genogram_link_list links = {0};
    struct genogram g;

    for (size_t i = 0; i < 16 && f->people[i].name; i++)
        LIST_ADD(t->arena, &people,
                 ((struct genogram_person){date_from_ymd(f->people[i].born, 3, 1), true,
                                           f->people[i].is_male}));
    for (size_t i = 0; i < 40 && f->links[i].a != f->links[i].b; i++)
        LIST_ADD(t->arena, &links, f->links[i]);
    genogram_lay(t->arena, &people, &links, rtl, &g);
    return g;
}

static const struct genogram_node *node_of(const struct genogram *g, int person)
{
    for (size_t i = 0; i < g->nodes.n; i++)
        if (g->nodes.items[i].person == person)
            return &g->nodes.items[i];
    return NULL;
}

struct box {
    int x1, y1, x2, y2;
};

static bool boxes_meet(struct box a, struct box b)
{
    return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}

/* The symbol with its label below, as wide as the widest line may be. */
static struct box box_of(const struct genogram_node *n, int half)
{
    return (struct box){n->x - half, n->y - GENOGRAM_SYMBOL / 2, n->x + half,
                        n->label_y + (GENOGRAM_LINES - 1) * GENOGRAM_LEADING + 4};
}

static int half_of(const struct genogram_node *n)
{
    return n->person < 0 ? GENOGRAM_SYMBOL / 2 : GENOGRAM_LABEL / 2;
}

static bool is_apart(const struct genogram *g)
{
    for (size_t i = 0; i < g->nodes.n; i++) {
        const struct genogram_node *a = &g->nodes.items[i];
        struct box box = box_of(a, half_of(a));

        if (box.x1 < 0 || box.y1 < 0 || box.x2 > g->width || box.y2 > g->height)
            return false;
        for (size_t k = 0; k < i; k++)
            if (boxes_meet(box, box_of(&g->nodes.items[k], half_of(&g->nodes.items[k]))))
                return false;
    }
    return true;
}

static int number(const char **p, const char *end)
{
    int n = 0;

    while (*p < end && **p == ' ')
        ++*p;
    for (; *p < end && **p >= '0' && **p <= '9'; ++*p)
        n = n * 10 + (**p - '0');
    return n;
}

/* No line goes through a label: paths are M, V, H and L with two numbers. */
static bool is_label_free(const struct genogram *g, struct str d)
{
    int x = 0, y = 0;

    for (const char *p = d.p, *end = d.p + d.n; p < end;) {
        char step = *p++;
        int nx = step == 'V' ? x : number(&p, end), ny = step == 'H' ? y : number(&p, end);

        for (size_t i = 0; i < g->nodes.n && step != 'M'; i++) {
            const struct genogram_node *n = &g->nodes.items[i];
            struct box line = {x < nx ? x : nx, y < ny ? y : ny, (x > nx ? x : nx) + 1,
                               (y > ny ? y : ny) + 1};
            struct box label = box_of(n, GENOGRAM_LABEL / 2);

            label.y1 = n->label_y - GENOGRAM_FONT + 2;
            if (n->person >= 0 && boxes_meet(line, label))
                return false;
        }
        x = nx;
        y = ny;
    }
    return true;
}

TEST(genogram, six_families_without_overlap)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        for (int rtl = 0; rtl < 2; rtl++) {
            struct genogram g = lay(t, &families[i], rtl);

            if (!is_apart(&g))
                test_fail(t, __FILE__, __LINE__, "%s: people overlap", families[i].name);
            for (size_t k = 0; k < g.lines.n; k++)
                if (!is_label_free(&g, g.lines.items[k].d))
                    test_fail(t, __FILE__, __LINE__, "%s: %.*s goes through a name",
                              families[i].name, STR_ARG(g.lines.items[k].d));
            CHECK_INT(g.left_out, 0);
        }
    }
}

TEST(genogram, right_to_left_is_the_mirror)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct genogram a = lay(t, &families[i], false), b = lay(t, &families[i], true);

        CHECK_INT(a.nodes.n, b.nodes.n);
        for (size_t k = 0; k < a.nodes.n; k++) {
            CHECK_INT(a.nodes.items[k].x, b.width - b.nodes.items[k].x);
            CHECK_INT(a.nodes.items[k].y, b.nodes.items[k].y);
        }
    }
}

TEST(genogram, generations_stand_in_rows)
{
    struct genogram g = lay(t, &families[1], false);
    int grandparents = node_of(&g, 3)->y, parents = node_of(&g, 1)->y, own = node_of(&g, 0)->y;

    CHECK(grandparents < parents && parents < own);
    for (int i = 4; i <= 6; i++)
        CHECK_INT(node_of(&g, i)->y, grandparents);
    CHECK_INT(node_of(&g, 7)->y, parents);
    CHECK_INT(node_of(&g, 9)->y, own);
    /* Each parent on the side of their own parents. */
    CHECK((node_of(&g, 1)->x < node_of(&g, 2)->x) == (node_of(&g, 3)->x < node_of(&g, 5)->x));
}

TEST(genogram, the_elder_stand_first)
{
    static const int by_age[] = {2, 3, 4, 5, 0, 6, 7, 8, 9};
    struct genogram g = lay(t, &families[5], false), mirror = lay(t, &families[5], true);

    for (size_t i = 1; i < sizeof by_age / sizeof by_age[0]; i++) {
        CHECK(node_of(&g, by_age[i - 1])->x < node_of(&g, by_age[i])->x);
        CHECK(node_of(&mirror, by_age[i - 1])->x > node_of(&mirror, by_age[i])->x);
    }
    CHECK(node_of(&g, -1)); /* the father whom nobody told of */
}

static int count(const struct genogram *g, enum genogram_stroke stroke)
{
    int n = 0;

    for (size_t i = 0; i < g->lines.n; i++)
        n += g->lines.items[i].stroke == stroke;
    return n;
}

TEST(genogram, lines_say_what_was_told)
{
    struct genogram g = lay(t, &families[0], false);

    CHECK_INT(count(&g, GENOGRAM_SLASH), 4);  /* divorced, and partners once: two each */
    CHECK_INT(count(&g, GENOGRAM_DASHED), 1); /* they never married */
    g = lay(t, &families[2], false);
    CHECK_INT(count(&g, GENOGRAM_DASHED), 2); /* one adopted, one in foster care */
    g = lay(t, &families[3], false);
    CHECK_INT(count(&g, GENOGRAM_SLASH), 0);
    CHECK(!node_of(&g, -1));
}

TEST(genogram, survives_what_cannot_be)
{
    struct genogram_person_list people = {0};
    struct genogram_link_list links = {0};
    struct genogram g;
    uint32_t r = 1;

    genogram_lay(t->arena, &people, &links, false, &g);
    CHECK_INT(g.width, 0);
    CHECK_INT(g.nodes.n, 0);
    LIST_ADD(t->arena, &people, ((struct genogram_person){0}));
    LIST_ADD(t->arena, &links, ((struct genogram_link){0, 0, GENOGRAM_PARENT}));
    LIST_ADD(t->arena, &links, ((struct genogram_link){0, 7, GENOGRAM_PARENT}));
    genogram_lay(t->arena, &people, &links, false, &g);
    CHECK_INT(g.nodes.n, 1);
    CHECK(is_apart(&g));
    CHECK_INT(g.left_out, 1); /* the seventh is not there */
    /* A circle of ancestors, and everybody anything to anybody. */
    for (int n = 3; n <= 700; n = n * 3 - 1) {
        people.n = links.n = 0;
        for (int i = 0; i < n; i++) {
            LIST_ADD(t->arena, &people, ((struct genogram_person){0}));
            LIST_ADD(t->arena, &links, ((struct genogram_link){i, (i + 1) % n, GENOGRAM_PARENT}));
        }
        genogram_lay(t->arena, &people, &links, false, &g);
        CHECK(is_apart(&g));
        CHECK(g.left_out > 0);
        for (int i = 0; i < 4 * n; i++) {
            r = r * 1664525 + 1013904223;
            LIST_ADD(t->arena, &links,
                     ((struct genogram_link){(int)(r >> 8) % n, (int)(r >> 20) % n,
                                             (enum genogram_tie)((r >> 4) % 9)}));
        }
        genogram_lay(t->arena, &people, &links, n % 2, &g);
        CHECK(is_apart(&g));
    }
}

TEST(label, is_cut_where_it_fits)
{
    struct str arabic = STR(ARABIC_LONG), cut;

    CHECK_STR(label_fit(t->arena, STR("Amal"), GENOGRAM_FONT, GENOGRAM_LABEL), "Amal");
    for (int width = 20; width < 400; width += 7) {
        cut = label_fit(t->arena, arabic, GENOGRAM_FONT, width);
        CHECK(label_width(cut, GENOGRAM_FONT) <= width);
        CHECK(str_eq(cut, arabic) || str_has_suffix(cut, STR("…")));
    }
    CHECK_INT(label_width(STR_NONE, 12), 0);
    /* Marks stay with their letter. */
    cut = label_fit(t->arena, STR("مُحَمَّدٌ مُحَمَّدٌ مُحَمَّدٌ"), 12, 60);
    CHECK(str_has_suffix(cut, STR("…")));
}
