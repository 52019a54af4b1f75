/* plat/book_zip.c: the parts of a workbook's ZIP file, unpacked under limits that count what comes
 * out, not what the file says of itself. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "plat/book_read.h"

#define ENTRIES_MAX 2000
#define RATIO_FROM ((size_t)1 << 20)
#define NOT_A_BOOK "this is not a workbook, or it is damaged; open it in a spreadsheet program and "

enum err book_refuse(struct book_reader *r, enum err e, const char *fmt, ...)
{
    struct buf b;
    va_list args;
    char why[1000];

    va_start(args, fmt);
    vsnprintf(why, sizeof why, fmt, args);
    va_end(args);
    buf_init(&b, r->arena, 4000);
    if (str_given(r->sheet))
        buf_printf(&b, "sheet \"%.*s\"", STR_ARG(r->sheet));
    if (str_given(r->sheet) && r->row > 0)
        buf_printf(&b, ", row %d", r->row);
    if (str_given(r->sheet) && r->row > 0 && r->column > 0)
        buf_printf(&b, ", column %.*s", STR_ARG(book_column(r->arena, r->column)));
    if (b.n > 0)
        buf_put_z(&b, ": ");
    buf_put_z(&b, why);
    r->problem = buf_str(&b);
    return e;
}

enum err book_zip_open(struct book_reader *r, struct str file)
{
    zip_source_t *source;
    zip_error_t error;

    if (file.n > BOOK_FILE_MAX)
        return book_refuse(r, E_LIMIT, "the file is larger than %zu MB; delete what is not needed",
                           BOOK_FILE_MAX >> 20);
    if (str_has_prefix(file, STR("\xD0\xCF\x11\xE0")))
        return book_refuse(r, E_INVALID,
                           "this is an old workbook (.xls) or one with a password; open it in a "
                           "spreadsheet program and save it as .xlsx without a password");
    if (!str_has_prefix(file, STR("PK")))
        return book_refuse(r, E_INVALID, NOT_A_BOOK "save it as .xlsx");
    zip_error_init(&error);
    source = zip_source_buffer_create(file.p, file.n, 0, &error);
    r->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_error_fini(&error);
    if (!r->zip) {
        zip_source_free(source);
        return book_refuse(r, E_INVALID, NOT_A_BOOK "save it as .xlsx again");
    }
    if (zip_get_num_entries(r->zip, 0) > ENTRIES_MAX)
        return book_refuse(r, E_LIMIT, "the file has more than %d parts; save it as .xlsx again",
                           ENTRIES_MAX);
    return OK;
}

void book_zip_close(struct book_reader *r)
{
    if (r->zip)
        zip_discard(r->zip);
    r->zip = NULL;
}

/* What came out of one part so far. */
static enum err within_limits(struct book_reader *r, size_t part, size_t packed)
{
    if (part > RATIO_FROM && part / BOOK_RATIO_MAX > packed)
        return book_refuse(r, E_LIMIT,
                           "the file unpacks to more than %d times its size, as only a trap does; "
                           "copy the cells you need into a new workbook",
                           BOOK_RATIO_MAX);
    if (part > BOOK_PART_MAX || r->total > BOOK_TOTAL_MAX)
        return book_refuse(r, E_LIMIT,
                           "unpacked, the workbook is larger than %zu MB; delete sheets and "
                           "formatted empty rows that are not needed",
                           (part > BOOK_PART_MAX ? BOOK_PART_MAX : BOOK_TOTAL_MAX) >> 20);
    return OK;
}

static enum err unpack(struct book_reader *r, zip_file_t *file, size_t packed,
                       enum err (*feed)(struct book_xml *x, struct str piece), struct book_xml *x)
{
    char piece[16384];
    zip_int64_t n;
    size_t part = 0;

    while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
        part += (size_t)n;
        r->total += (size_t)n;
        TRY(within_limits(r, part, packed));
        TRY(feed(x, (struct str){piece, (size_t)n}));
    }
    if (n < 0)
        return book_refuse(r, E_INVALID, NOT_A_BOOK "save it as .xlsx again");
    return OK;
}

static enum err part_in_memory(struct book_reader *r, struct str name,
                               enum err (*feed)(struct book_xml *x, struct str piece),
                               struct book_xml *x)
{
    const struct str *text = map_get(r->parts, name);

    return text ? feed(x, *text) : E_NOT_FOUND;
}

enum err book_zip_part(struct book_reader *r, struct str name,
                       enum err (*feed)(struct book_xml *x, struct str piece), struct book_xml *x)
{
    zip_stat_t about;
    zip_file_t *file;
    zip_int64_t at;
    enum err e;

    if (r->parts)
        return part_in_memory(r, name, feed, x);
    at = zip_name_locate(r->zip, str_z(r->arena, name), ZIP_FL_NOCASE);
    if (at < 0)
        return E_NOT_FOUND;
    if (zip_stat_index(r->zip, (zip_uint64_t)at, 0, &about) != 0 ||
        !(about.valid & ZIP_STAT_COMP_SIZE) || !(about.valid & ZIP_STAT_COMP_METHOD) ||
        (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE) ||
        ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE))
        return book_refuse(r, E_INVALID, NOT_A_BOOK "save it as .xlsx without a password");
    file = zip_fopen_index(r->zip, (zip_uint64_t)at, 0);
    if (!file)
        return book_refuse(r, E_INVALID, NOT_A_BOOK "save it as .xlsx again");
    e = unpack(r, file, about.comp_size, feed, x);
    (void)zip_fclose(file);
    return e;
}
