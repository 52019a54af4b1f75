/* plat/book.c: the reader as a whole: finds the parts of a workbook by their relationships, then
 * reads the sheets that are wanted. */
#include "plat/book.h"

#include "plat/book_read.h"

/* One line of a part's relationships: what kind of part, and where it is. */
struct relation {
    struct str id, kind, target;
};
LIST_TYPE(relations, struct relation);

/* A part of the workbook that relations start from, while they are read. */
struct relations_reader {
    struct str folder; /* "xl/"; what targets are relative to */
    struct relations *found;
};

struct workbook {
    LIST_OF(struct str) ids; /* of the sheets, for the relations */
};

static enum err relation_start(struct book_xml *x, struct str name, const char **attrs)
{
    const struct relations_reader *s = x->state;
    struct arena *a = x->r->arena;
    struct str type = book_xml_attr(attrs, "Type"), target = book_xml_attr(attrs, "Target");
    struct relation found = {.id = str_dup(a, book_xml_attr(attrs, "Id"))};

    if (!str_eq(name, STR("Relationship")) ||
        str_eq(book_xml_attr(attrs, "TargetMode"), STR("External")) || s->found->n >= 1000)
        return OK;
    for (size_t i = type.n; i > 0 && type.p[i - 1] != '/'; i--)
        found.kind = str_from(type, i - 1);
    found.kind = str_dup(a, found.kind);
    found.target = str_has_prefix(target, STR("/")) ? str_dup(a, str_from(target, 1))
                                                    : str_cat(a, s->folder, target);
    LIST_ADD(a, s->found, found);
    return OK;
}

/* The relations of a part: those of xl/workbook.xml stand in xl/_rels/workbook.xml.rels. */
static enum err relations_read(struct book_reader *r, struct str part, struct relations *ret)
{
    size_t cut = part.n;

    while (cut > 0 && part.p[cut - 1] != '/')
        cut--;
    struct relations_reader s = {str_slice(part, 0, cut), ret};
    struct book_xml x = {.r = r, .start = relation_start, .state = &s};

    return book_xml_part(&x, str_fmt(r->arena, "%.*s_rels/%.*s.rels", STR_ARG(s.folder),
                                     STR_ARG(str_from(part, cut))));
}

/* By id, or by kind when no id is given. */
static struct str relation_find(const struct relations *all, struct str id, const char *kind)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_given(id) ? str_eq(all->items[i].id, id) : str_eq(all->items[i].kind, str_c(kind)))
            return all->items[i].target;
    return STR_NONE;
}

static enum err workbook_start(struct book_xml *x, struct str name, const char **attrs)
{
    struct workbook *w = x->state;
    struct book_reader *r = x->r;
    struct str since = book_xml_attr(attrs, "date1904");

    if (str_eq(name, STR("workbookPr")))
        r->from_1904 = str_eq(since, STR("1")) || str_eq(since, STR("true"));
    if (!str_eq(name, STR("sheet")))
        return OK;
    if (w->ids.n >= BOOK_SHEETS_MAX)
        return book_refuse(r, E_LIMIT, "there are more than %d sheets; delete what is not needed",
                           BOOK_SHEETS_MAX);
    LIST_ADD(r->arena, &w->ids, str_dup(r->arena, book_xml_attr(attrs, "id")));
    LIST_PUSH(r->arena, &r->book->sheets)->name = str_dup(r->arena, book_xml_attr(attrs, "name"));
    return OK;
}

static bool is_wanted(const char *const *wanted, struct str name)
{
    for (; wanted && *wanted; wanted++)
        if (str_eq_nocase(str_trim(name), str_c(*wanted)))
            return true;
    return !wanted;
}

/* A part that need not be there. */
static enum err optional(enum err e)
{
    return e == E_NOT_FOUND ? OK : e;
}

static enum err sheets_read(struct book_reader *r, const struct relations *relations,
                            const struct workbook *w, const char *const *wanted)
{
    for (size_t i = 0; i < r->book->sheets.n; i++) {
        struct book_sheet *sheet = &r->book->sheets.items[i];

        if (is_wanted(wanted, sheet->name))
            TRY(book_sheet_read(r, relation_find(relations, w->ids.items[i], ""), sheet));
    }
    return OK;
}

static enum err read_all(struct book_reader *r, const char *const *wanted)
{
    struct relations top = {0}, relations = {0};
    struct workbook w = {0};
    struct book_xml x = {.r = r, .start = workbook_start, .state = &w};

    TRY(relations_read(r, STR(""), &top));
    struct str part = relation_find(&top, STR_NONE, "officeDocument");

    TRY(book_xml_part(&x, part));
    TRY(relations_read(r, part, &relations));
    TRY(optional(book_styles_read(r, relation_find(&relations, STR_NONE, "styles"))));
    TRY(optional(book_shared_read(r, relation_find(&relations, STR_NONE, "sharedStrings"))));
    return sheets_read(r, &relations, &w, wanted);
}

static enum err read_book(struct book_reader *r, const char *const *wanted, struct book *ret,
                          struct str *problem)
{
    enum err e;

    r->book = ARENA_NEW(r->arena, struct book);
    e = read_all(r, wanted);
    if (e == E_NOT_FOUND)
        e = book_refuse(r, E_INVALID,
                        "there is no workbook in it, or a part is missing; open it in a "
                        "spreadsheet program and save it as .xlsx");
    if (e == OK && r->book->sheets.n == 0)
        e = book_refuse(r, E_INVALID, "there is no sheet in it");
    if (e == OK)
        *ret = *r->book;
    else
        *problem = r->problem;
    return e;
}

enum err book_read(struct arena *a, struct str file, const char *const *wanted, struct book *ret,
                   struct str *problem)
{
    struct book_reader r = {.arena = a};
    enum err e = book_zip_open(&r, file);

    if (e == OK)
        e = read_book(&r, wanted, ret, problem);
    else
        *problem = r.problem;
    book_zip_close(&r);
    return e;
}

enum err book_read_parts(struct arena *a, const struct map *parts, const char *const *wanted,
                         struct book *ret, struct str *problem)
{
    struct book_reader r = {.arena = a, .parts = parts};

    return read_book(&r, wanted, ret, problem);
}
