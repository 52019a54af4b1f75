/* feed/feed_ics.c: writes RFC 5545, see feed_ics.h. Nothing is read here and nothing decided. */
#include "feed_ics.h"

#define LINE_BYTES 75

/* One content line, folded (3.1): never inside a character. */
static void put_line(struct buf *out, struct str line)
{
    size_t on_line = 0;

    for (size_t i = 0; i < line.n;) {
        size_t n = 1;

        while (i + n < line.n && ((unsigned char)line.p[i + n] & 0xC0) == 0x80)
            n++;
        if (on_line + n > LINE_BYTES) {
            buf_put(out, STR("\r\n "));
            on_line = 1;
        }
        buf_put(out, str_slice(line, i, i + n));
        on_line += n;
        i += n;
    }
    buf_put(out, STR("\r\n"));
}

/* A text (3.3.11). What is no character of a text is left out: control characters, and marks that
 * would turn the words of the program around it. */
static void put_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        struct str three = str_slice(text, i, i + 3 < text.n ? i + 3 : text.n);
        bool mark = str_eq(three, STR("\u202A")) || str_eq(three, STR("\u202B")) ||
                    str_eq(three, STR("\u202C")) || str_eq(three, STR("\u202D")) ||
                    str_eq(three, STR("\u202E"));

        if (mark)
            i += 2;
        else if (c == '\n')
            buf_put(out, STR("\\n"));
        else if (c == '\\' || c == ';' || c == ',')
            buf_put(out, (struct str){(char[]){'\\', (char)c}, 2});
        else if (c >= 0x20 && c != 0x7F)
            buf_put_c(out, (char)c);
    }
}

/* "20261124T093000Z" (3.3.5). */
static void put_utc(struct buf *out, struct instant at)
{
    char text[21];
    struct str iso = instant_format(at, text);

    for (size_t i = 0; i < iso.n; i++)
        if (iso.p[i] != '-' && iso.p[i] != ':')
            buf_put_c(out, iso.p[i]);
}

/* The line under construction; its memory is used again. */
static struct buf *line_begin(struct buf *line, const char *name)
{
    line->n = 0;
    buf_put_z(line, name);
    return line;
}

static void put_time(struct buf *out, struct buf *line, const char *name, struct instant at)
{
    put_utc(line_begin(line, name), at);
    put_line(out, buf_str(line));
}

static void put_texts(struct buf *out, struct buf *line, const char *name, struct str text)
{
    put_text(line_begin(line, name), text);
    put_line(out, buf_str(line));
}

static void put_entry(struct buf *out, struct buf *line, const struct feed_entry *e)
{
    char id[ID_TEXT];

    put_line(out, STR("BEGIN:VEVENT"));
    buf_put(line_begin(line, "UID:"), id_format(e->id, id));
    buf_put(line, STR("@alidade"));
    put_line(out, buf_str(line));
    put_time(out, line, "DTSTAMP:", e->changed_at);
    put_time(out, line, "LAST-MODIFIED:", e->changed_at);
    put_time(out, line, "DTSTART:", e->starts_at);
    put_time(out, line, "DTEND:", e->ends_at);
    buf_put_i64(line_begin(line, "SEQUENCE:"), e->sequence);
    put_line(out, buf_str(line));
    put_line(out, e->cancelled ? STR("STATUS:CANCELLED") : STR("STATUS:CONFIRMED"));
    put_line(out, STR("CLASS:PRIVATE"));
    put_texts(out, line, "SUMMARY:", e->summary);
    if (str_given(e->location))
        put_texts(out, line, "LOCATION:", e->location);
    put_line(out, STR("END:VEVENT"));
}

void feed_ics(struct buf *out, struct str name, const struct feed_entry_list *entries)
{
    struct buf line;

    buf_init(&line, out->arena, 16384);
    put_line(out, STR("BEGIN:VCALENDAR"));
    put_line(out, STR("VERSION:2.0"));
    put_line(out, STR("PRODID:-//Alidade//Appointments//EN"));
    put_line(out, STR("CALSCALE:GREGORIAN"));
    put_texts(out, &line, "X-WR-CALNAME:", name);
    put_line(out, STR("REFRESH-INTERVAL;VALUE=DURATION:PT1H"));
    for (size_t i = 0; i < entries->n; i++)
        put_entry(out, &line, &entries->items[i]);
    put_line(out, STR("END:VCALENDAR"));
}
