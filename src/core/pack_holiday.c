/* core/pack_holiday.c: holidays.csv and the weekend, the days on which nobody works. */
#include <stdio.h>

#include "core/pack_sheet.h"

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* As of struct workdays; bit 0 when a word is no day of the week. */
static unsigned weekend_of(struct str words)
{
    struct str word;
    unsigned ret = 0;

    while (str_split(&words, ' ', &word)) {
        unsigned day = 0;

        for (unsigned i = 0; i < 7; i++)
            if (str_eq(word, str_c(weekdays[i])))
                day = i + 1;
        if (str_given(word))
            ret |= 1U << day;
    }
    return ret;
}

bool pack_weekend_ok(struct str words)
{
    unsigned days = weekend_of(words);

    return (days & 1) == 0 && __builtin_popcount(days) < 7;
}

/* "12-25" is every year's; what is checked is that a leap year has it. */
static bool read_yearly(struct str cell, struct yearly_day *ret)
{
    char text[16];
    struct date day;
    int year;

    if (cell.n != 5)
        return false;
    (void)snprintf(text, sizeof text, "2000-%.*s", STR_ARG(cell));
    if (date_parse(str_c(text), &day) != OK)
        return false;
    date_to_ymd(day, &year, &ret->month, &ret->day);
    return true;
}

static void holiday_add(struct arena *a, struct workdays *w, const struct pack_holiday *h, bool *ok)
{
    *ok = date_given(h->day) ? workdays_add(a, w, h->day) : workdays_add_yearly(a, w, h->yearly);
}

struct workdays pack_workdays(struct arena *a, const struct pack *p, struct str area)
{
    struct workdays ret = {.weekend = weekend_of(p->weekend)};
    bool added;

    for (size_t i = 0; i < p->holidays.n; i++) {
        const struct pack_holiday *h = &p->holidays.items[i];

        if (!str_given(h->area) || str_eq(h->area, area))
            holiday_add(a, &ret, h, &added);
    }
    return ret;
}

static void read_holiday(struct sheet *s)
{
    struct pack_holiday holiday = {.day = DATE_NONE,
                                   .label = sheet_need_text(s, "label"),
                                   .area = sheet_cell(s, "area"),
                                   .line = s->line};
    struct str cell = sheet_cell(s, "day");
    struct pack *p = s->loader->pack;
    struct workdays known;
    bool is_new;

    if (!read_yearly(cell, &holiday.yearly) && date_parse(cell, &holiday.day) != OK) {
        sheet_problem(s, "day is \"%.*s\"; write 12-25 for every year, 2027-04-05 for one",
                      STR_ARG(cell));
        return;
    }
    known = pack_workdays(s->loader->arena, p, holiday.area);
    holiday_add(s->loader->arena, &known, &holiday, &is_new);
    if (!is_new)
        sheet_problem(s, "%.*s is free by another row already; delete one of them", STR_ARG(cell));
    else
        LIST_ADD(s->loader->arena, &p->holidays, holiday);
}

void pack_holidays_read(struct loader *l)
{
    static const char *const columns[] = {"!day", "!label:*", "area", NULL};
    struct sheet s;

    if (!map_get(l->files, STR("holidays.csv")) || !sheet_open(l, &s, STR("holidays.csv"), columns))
        return;
    while (sheet_next(&s))
        read_holiday(&s);
}
