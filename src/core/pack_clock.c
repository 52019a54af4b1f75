/* core/pack_clock.c: clocks.csv, the deadlines of a programme. */
#include <string.h>

#include "base/num.h"
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

/* "5", in the clock's unit, or with one of its own: "24h", "7d", "5wd", "3m". */
static void read_limit(struct sheet *s, const char *column, struct pack_clock *c, int i)
{
    static const struct str suffixes[] = {[CLOCK_HOURS] = {"h", 1},
                                          [CLOCK_DAYS] = {"d", 1},
                                          [CLOCK_WORKING_DAYS] = {"wd", 2},
                                          [CLOCK_MONTHS] = {"m", 1}};
    struct str cell = sheet_cell(s, column);
    size_t digits = 0;
    int64_t n;

    c->limit[i] = -1;
    while (digits < cell.n && cell.p[digits] >= '0' && cell.p[digits] <= '9')
        digits++;
    for (int unit = 0; unit <= CLOCK_MONTHS; unit++)
        if (str_eq(str_from(cell, digits), suffixes[unit])) {
            c->unit[i] = (enum clock_unit)unit;
            cell.n = digits;
        }
    if (!str_given(sheet_cell(s, column)))
        return;
    if (num_parse_range(cell, 0, LIMIT_MAX, &n) == OK)
        c->limit[i] = (int)n;
    else
        sheet_problem(
            s,
            "%s is \"%.*s\"; write a whole number from 0 to %d, if need be with h, d, wd or "
            "m, or leave the cell empty",
            column, STR_ARG(sheet_cell(s, column)), LIMIT_MAX);
}

const struct pack_clock *pack_clock_find(const struct pack *p, struct str name)
{
    for (size_t i = 0; i < p->clocks.n; i++)
        if (str_eq(p->clocks.items[i].name, name))
            return &p->clocks.items[i];
    return NULL;
}

const struct field *pack_counts_from(const struct pack *p, const struct pack_clock *c,
                                     const struct pack_form **ret_form)
{
    struct str rest = c->counts_from, name;
    const struct pack_form *form = str_split(&rest, '.', &name) ? pack_form_find(p, name) : NULL;

    if (ret_form)
        *ret_form = form;
    return form ? field_find(form->fields, rest) : NULL;
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
static void check_about(struct sheet *s, const char *column, struct str events, struct str words)
{
    const struct pack *p = s->loader->pack;
    struct str about;
    enum phase phase;

    while (str_split(&words, ' ', &about)) {
        if (str_given(about) && str_eq(events, STR("contact.made")) && !pack_is_contact(p, about))
            sheet_problem(s,
                          "%s \"%.*s\" is neither a kind of note in the group contact nor a form "
                          "with contact_on",
                          column, STR_ARG(about));
        if (str_given(about) && !pack_form_find(p, about) && phase_parse(about, &phase) != OK &&
            !pack_code_find(p, STR("note_kind"), about) &&
            !pack_code_find(p, STR("action_kind"), about))
            sheet_problem(s,
                          "%s \"%.*s\" is not a form, a phase, a kind of note or a kind of action",
                          column, STR_ARG(about));
    }
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

static void read_limits(struct sheet *s, struct pack_clock *c)
{
    static const char *const columns[] = {"high", "medium", "low", "none"};
    enum clock_unit unit = read_unit(s);

    for (int i = 0; i < 4; i++) {
        c->unit[i] = unit;
        read_limit(s, columns[i], c, i);
    }
}

/* A date, or a moment, that a form asks for once. Met again and again, a clock would count from the
 * same old day, unless it is met by that form. */
static void check_counts_from(struct sheet *s, const struct pack_clock *c)
{
    const struct field *field = pack_counts_from(s->loader->pack, c, NULL);
    struct str form = STR_NONE, rest = c->counts_from;

    if (!str_given(c->counts_from))
        return;
    if (!field || (field->type != FIELD_DATE && field->type != FIELD_DATETIME) ||
        strchr(field->name, '/'))
        sheet_problem(s,
                      "counts_from \"%.*s\" is not a question of the type date that a form asks "
                      "once, such as registration.signed_on",
                      STR_ARG(c->counts_from));
    (void)str_split(&rest, '.', &form);
    if (c->repeats && !pack_has_word(c->met_about, form))
        sheet_problem(
            s, "counts_from: the clock %.*s repeats; name a question of the form that meets it",
            STR_ARG(c->name));
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
        .counts_from = sheet_cell(s, "counts_from"),
        .only_if = sheet_cell(s, "only_if"),
        .owner = sheet_cell(s, "owner"),
        .warn_days = sheet_number(s, "warn_days", DAYS_MAX),
        .repeats = sheet_yes(s, "repeats"),
        .once_warned = sheet_yes(s, "once_warned"),
        .escalate_to = sheet_cell(s, "escalate_to"),
        .escalate_after_days = sheet_number(s, "escalate_after_days", DAYS_MAX),
        .pause_reasons = sheet_cell(s, "pause_reasons"),
        .source = sheet_cell(s, "source"),
        .line = s->line,
    };

    read_limits(s, &clock);
    if (pack_clock_find(s->loader->pack, clock.name))
        sheet_problem(s, "the clock %.*s stands here twice; delete one row", STR_ARG(clock.name));
    check_events(s, "trigger", clock.trigger);
    check_events(s, "met_by", clock.met_by);
    check_about(s, "trigger_about", clock.trigger, clock.trigger_about);
    check_about(s, "met_about", clock.met_by, clock.met_about);
    check_counts_from(s, &clock);
    if (str_given(clock.only_if))
        pack_rule_check(s, "only_if", clock.only_if);
    if (clock.once_warned && clock.warn_days < 0)
        sheet_problem(s,
                      "once_warned is yes and warn_days is empty; say from when on it can be met");
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
                                          "once_warned",
                                          "counts_from",
                                          "only_if",
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
