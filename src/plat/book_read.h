/* plat/book_read.h: what the parts of the workbook reader share; nobody else includes it. */
#ifndef PLAT_BOOK_READ_H
#define PLAT_BOOK_READ_H

#include "base/buf.h"
#include "plat/book.h"

struct zip;
struct XML_ParserStruct;

/** A workbook that is being read, and where the reader is: that stands in what it refuses. */
struct book_reader {
    struct arena *arena;
    struct zip *zip;         /* the file, or NULL: */
    const struct map *parts; /* its parts in memory */
    struct book *book;
    struct str problem;
    size_t total, text_total; /* bytes unpacked, bytes of cells */
    int cell_n;
    struct str sheet; /* empty outside of sheets */
    int row, column;  /* 0: not in one */
    LIST_OF(struct str) shared;
    LIST_OF(bool) is_date; /* by style */
    bool from_1904;        /* dates count from 1904 */
};

/** One part on its way through the XML parser. */
struct book_xml {
    struct book_reader *r;
    /** An element begins, ends; names come without prefix. E_INVALID and E_LIMIT stop. */
    enum err (*start)(struct book_xml *x, struct str name, const char **attrs);
    enum err (*end)(struct book_xml *x, struct str name);
    void *state;
    bool collect;    /* character data is wanted, in: */
    struct buf text; /* at most BOOK_CELL_MAX */
    enum err e;      /* private from here on */
    int depth;
    struct XML_ParserStruct *parser;
};

/** Notes what is refused, with sheet, row and column. Returns e, which is what Errors says. */
enum err book_refuse(struct book_reader *r, enum err e, const char *fmt, ...)
    PRINTF_LIKE(3, 4) MUST_CHECK;
/** Opens the file into r->zip. Errors: E_INVALID, E_LIMIT. */
enum err book_zip_open(struct book_reader *r, struct str file) MUST_CHECK;
/** Closes the file. */
void book_zip_close(struct book_reader *r);
/** Unpacks a part piece by piece into feed, which can stop. Errors: E_NOT_FOUND no such part;
 * E_INVALID, E_LIMIT. */
enum err book_zip_part(struct book_reader *r, struct str name,
                       enum err (*feed)(struct book_xml *x, struct str piece),
                       struct book_xml *x) MUST_CHECK;
/** Parses a part with the handlers of x. Errors: as book_zip_part. */
enum err book_xml_part(struct book_xml *x, struct str name) MUST_CHECK;
/** The attribute, or empty. */
struct str book_xml_attr(const char **attrs, const char *name);
/** The collected text with its _x000D_ escapes undone, in the arena. */
struct str book_xml_text(struct book_xml *x);
/** Reads shared strings into r->shared. Errors: as book_zip_part. */
enum err book_shared_read(struct book_reader *r, struct str part) MUST_CHECK;
/** Reads which styles are dates into r->is_date. Errors: as book_zip_part. */
enum err book_styles_read(struct book_reader *r, struct str part) MUST_CHECK;
/** Reads the rows of a sheet. Errors: as book_zip_part. */
enum err book_sheet_read(struct book_reader *r, struct str part,
                         struct book_sheet *sheet) MUST_CHECK;
/** A number as a spreadsheet shows it; as a day or a time when the style says so. */
struct str book_number(struct book_reader *r, struct str digits, bool is_date);

#endif
