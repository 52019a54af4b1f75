/* core/pack_clock.c: clocks.csv, the deadlines of a programme. */
#include "core/pack_sheet.h"

#define LIMIT_MAX 10000
#define DAYS_MAX 3650

static const struct str unit_codes[] = {
    [CLOCK_HOURS] = {"hours", 5},
    [CLOCK_DAYS] = {"days", 4},
    [CLOCK_WORKING_DAYS] = {"working_days", 12},
    [CLOCK_MONTHS] = {"months", 6},
};

struct str clock_unit_code(enum clock_unit unit)
{
    return unit_codes[unit];
}

bool clock_unit_parse(struct str code, enum clock_unit *ret)
{
    for (int i = 0; i <= CLOCK_MONTHS; i++)
        if (str_eq(code, unit_codes[i])) {
            *ret = (enum clock_unit)i;
            return true;
        }
    return false;
}

static enum clock_unit read_unit(struct sheet *s)
{
    struct str cell = sheet_cell(s, "unit");
    enum clock_unit unit;

    if (clock_unit_parse(cell, &unit))
        return unit;
    sheet_problem(s, "unit is \"%.*s\"; write hours, days, working_days or months", STR_ARG(cell));
    return CLOCK_DAYS;
}

const struct pack_clock *pack_clock_find(const struct pack *p, struct str name)
{
    for (size_t i = 0; i < p->clocks.n; i++)
        if (str_eq(p->clocks.items[i].name, name))
            return &p->clocks.items[i];
    return NULL;
}

/* trigger and met_by: one event or several. */
static void check_events(struct sheet *s, const char *column, struct str words)
{
    struct str event;

    if (!str_given(words))
        sheet_problem(s, "%s is empty; name the event, such as casefile.opened", column);
    while (str_split(&words, ' ', &event)) {
        if (str_given(event) && !pack_event_name_ok(event))
            sheet_problem(s, "%s \"%.*s\" is not the name of an event, such as note.added", column,
                          STR_ARG(event));
        if (str_has_prefix(event, STR("deadline.")))
            sheet_problem(s, "%s \"%.*s\" comes from clocks themselves; they would run in a circle",
                          column, STR_ARG(event));
    }
}

/* A form of the pack, a phase, a kind of note or of an action. */
static void check_about(struct sheet *s, const char *column, struct str words)
{
    const struct pack *p = s->loader->pack;
    struct str about;
    enum phase phase;

    while (str_split(&words, ' ', &about))
        if (str_given(about) && !pack_form_find(p, about) && phase_parse(about, &phase) != OK &&
            !pack_code_find(p, STR("note_kind"), about) &&
            !pack_code_find(p, STR("action_kind"), about))
            sheet_problem(s,
                          "%s \"%.*s\" is not a form, a phase, a kind of note or a kind of action",
                          column, STR_ARG(about));
}

static void check_pauses(struct sheet *s, struct str words)
{
    struct str code;

    while (str_split(&words, ' ', &code))
        if (str_given(code) && !pack_code_find(s->loader->pack, STR("pause_reason"), code))
            sheet_problem(s, "pause_reasons \"%.*s\" is not a code of the list pause_reason",
                          STR_ARG(code));
}

/* Whoever has to act; a role of the program is told when it is late. */
static void check_people(struct sheet *s, const struct pack_clock *c)
{
    static const char owners[] = "worker supervisor coordinator family provider";

    if (str_given(c->owner) && !pack_has_word(str_c(owners), c->owner))
        sheet_problem(s, "owner is \"%.*s\"; write one of %s", STR_ARG(c->owner), owners);
    if (str_given(c->escalate_to) &&
        !pack_has_word(STR("worker supervisor coordinator"), c->escalate_to))
        sheet_problem(s, "escalate_to is \"%.*s\"; write worker, supervisor or coordinator",
                      STR_ARG(c->escalate_to));
}

/* Met and begun again at the same moment, for ever. */
static void check_rests(struct sheet *s, const struct pack_clock *c)
{
    for (size_t i = 0; i < sizeof c->limit / sizeof *c->limit; i++)
        if (c->repeats && c->limit[i] == 0) {
            sheet_problem(s, "the clock %.*s repeats and gives no time; write at least 1",
                          STR_ARG(c->name));
            return;
        }
}

static void read_clock(struct sheet *s)
{
    struct pack_clock clock = {
        .name = sheet_name(s, "clock"),
        .label = sheet_need_text(s, "label"),
        .why = sheet_text(s, "why"),
        .trigger = sheet_cell(s, "trigger"),
        .trigger_about = sheet_cell(s, "trigger_about"),
        .met_by = sheet_cell(s, "met_by"),
        .met_about = sheet_cell(s, "met_about"),
        .owner = sheet_cell(s, "owner"),
        .unit = read_unit(s),
        .limit = {sheet_number(s, "high", LIMIT_MAX), sheet_number(s, "medium", LIMIT_MAX),
                  sheet_number(s, "low", LIMIT_MAX), sheet_number(s, "none", LIMIT_MAX)},
        .warn_days = sheet_number(s, "warn_days", DAYS_MAX),
        .repeats = sheet_yes(s, "repeats"),
        .escalate_to = sheet_cell(s, "escalate_to"),
        .escalate_after_days = sheet_number(s, "escalate_after_days", DAYS_MAX),
        .pause_reasons = sheet_cell(s, "pause_reasons"),
        .source = sheet_cell(s, "source"),
        .line = s->line,
    };

    if (pack_clock_find(s->loader->pack, clock.name))
        sheet_problem(s, "the clock %.*s stands here twice; delete one row", STR_ARG(clock.name));
    check_events(s, "trigger", clock.trigger);
    check_events(s, "met_by", clock.met_by);
    check_about(s, "trigger_about", clock.trigger_about);
    check_about(s, "met_about", clock.met_about);
    check_pauses(s, clock.pause_reasons);
    check_people(s, &clock);
    check_rests(s, &clock);
    LIST_ADD(s->loader->arena, &s->loader->pack->clocks, clock);
}

void pack_clocks_read(struct loader *l)
{
    static const char *const columns[] = {"!clock",
                                          "!label:*",
                                          "why:*",
                                          "!trigger",
                                          "trigger_about",
                                          "!met_by",
                                          "met_about",
                                          "!owner",
                                          "!unit",
                                          "high",
                                          "medium",
                                          "low",
                                          "none",
                                          "warn_days",
                                          "repeats",
                                          "source",
                                          "escalate_to",
                                          "pause_reasons",
                                          "escalate_after_days",
                                          NULL};
    struct sheet s;

    if (!map_get(l->files, STR("clocks.csv")) || !sheet_open(l, &s, STR("clocks.csv"), columns))
        return;
    while (sheet_next(&s))
        read_clock(&s);
}
