/* core/pack_lint_more.c: findings in the tables that a pack may have besides: clocks, templates of
 * goals, letters, roles, figures. */
#include "core/pack_lint.h"

/* About as long as this many hours; -1: it does not run. */
static int hours_of(const struct pack_clock *c, int i)
{
    static const int hours[] = {
        [CLOCK_HOURS] = 1, [CLOCK_DAYS] = 24, [CLOCK_WORKING_DAYS] = 24, [CLOCK_MONTHS] = 28 * 24};

    return c->limit[i] < 0 ? -1 : c->limit[i] * hours[c->unit[i]];
}

/* The shortest time the clock gives, in days; -1: it never runs. */
static int shortest_days(const struct pack_clock *c)
{
    int shortest = -1;

    for (int i = 0; i < 4; i++)
        if (c->limit[i] >= 0 && (shortest < 0 || hours_of(c, i) < shortest))
            shortest = hours_of(c, i);
    return shortest < 0 ? -1 : shortest / 24;
}

/* The deadline at a higher risk is not later than at a lower one. */
static bool limits_rise(const struct pack_clock *c)
{
    int last = -1;

    for (int i = 0; i < 4; i++) {
        if (c->limit[i] >= 0 && hours_of(c, i) < last)
            return false;
        last = c->limit[i] >= 0 ? hours_of(c, i) : last;
    }
    return true;
}

static void check_clock(struct lint *l, const struct pack_clock *c)
{
    const char *file = "clocks.csv";
    int days = shortest_days(c);

    lint_text(l, LINT_AT(file, c->line, "label"), &c->label, c->name);
    lint_text(l, LINT_AT(file, c->line, "why"), &c->why, c->name);
    if (!str_given(c->owner))
        lint_found(l, LINT_AT(file, c->line, "owner"),
                   "the clock %.*s is nobody's; say who has to act", STR_ARG(c->name));
    if (days < 0)
        lint_found(l, LINT_AT(file, c->line, "high to none"),
                   "the clock %.*s has no time at any risk level; it never runs", STR_ARG(c->name));
    if (!limits_rise(c))
        lint_found(l, LINT_AT(file, c->line, "high to none"),
                   "the clock %.*s ends later at a higher risk than at a lower one",
                   STR_ARG(c->name));
    if (days >= 0 && c->warn_days > days)
        lint_found(l, LINT_AT(file, c->line, "warn_days"),
                   "the clock %.*s would warn %d days before its end, and may give only %d",
                   STR_ARG(c->name), c->warn_days, days);
    if (str_given(c->escalate_to) != (c->escalate_after_days >= 0))
        lint_found(l, LINT_AT(file, c->line, "escalate_to"),
                   "the clock %.*s: escalate_to and escalate_after_days belong together",
                   STR_ARG(c->name));
    if (!c->repeats && str_eq(c->trigger, c->met_by) && str_eq(c->trigger_about, c->met_about))
        lint_found(l, LINT_AT(file, c->line, "met_by"),
                   "the clock %.*s is met by what starts it; write yes under repeats, or another "
                   "event",
                   STR_ARG(c->name));
}

static void check_holiday(struct lint *l, const struct pack_holiday *h)
{
    char day[11];

    lint_text(l, LINT_AT("holidays.csv", h->line, "label"), &h->label,
              date_given(h->day) ? date_format(h->day, day) : STR("every year"));
}

/* A goal without actions is a wish. */
static void check_template(struct lint *l, const struct pack_template *t)
{
    const char *file = "plan_templates.csv";
    bool has_action = false;

    lint_text(l, LINT_AT(file, t->line, "text"), &t->text, t->name);
    lint_text(l, LINT_AT(file, t->line, "why"), &t->why, t->name);
    for (size_t i = 0; i < l->pack->templates.n; i++)
        has_action = has_action || (str_eq(l->pack->templates.items[i].name, t->name) &&
                                    str_given(l->pack->templates.items[i].action));
    if (!has_action)
        lint_found(l, LINT_AT(file, t->line, "action"),
                   "the goal %.*s has no action; add a row that says who does what",
                   STR_ARG(t->name));
}

/* A translation says what the English text says, in its own order. */
static bool has_places_of(struct str text, struct str other)
{
    struct str place, there;
    enum pack_letter_bit kind;

    while ((kind = pack_letter_next(&other, &place)) != LETTER_END) {
        struct str rest = text;
        bool found = kind != LETTER_PLACE;
        enum pack_letter_bit k;

        while (!found && (k = pack_letter_next(&rest, &there)) != LETTER_END)
            found = k == LETTER_PLACE && str_eq(there, place);
        if (!found)
            return false;
    }
    return true;
}

static void check_letter(struct lint *l, const struct pack_letter *letter)
{
    const char *file = "letters.csv";
    struct str what = str_given(letter->paragraph) ? letter->paragraph : letter->name;
    bool has_paragraph = str_given(letter->paragraph);

    lint_text(l, LINT_AT(file, letter->line, "text"), &letter->text, what);
    lint_text(l, LINT_AT(file, letter->line, "why"), &letter->why, what);
    for (size_t i = 0; i < l->pack->letters.n; i++)
        has_paragraph = has_paragraph || (str_eq(l->pack->letters.items[i].name, letter->name) &&
                                          str_given(l->pack->letters.items[i].paragraph));
    if (!has_paragraph)
        lint_found(l, LINT_AT(file, letter->line, "paragraph"),
                   "the letter %.*s has no paragraph; add a row with what it says",
                   STR_ARG(letter->name));
    for (int i = 1; i < PACK_LANG_N; i++)
        if (str_given(letter->text.in[i]) &&
            (!has_places_of(letter->text.in[i], letter->text.in[0]) ||
             !has_places_of(letter->text.in[0], letter->text.in[i])))
            lint_found(l, LINT_AT(file, letter->line, "text"),
                       "%.*s: the places in braces are not those of the English text",
                       STR_ARG(what));
}

void lint_more(struct lint *l)
{
    const struct pack *p = l->pack;

    for (size_t i = 0; i < p->clocks.n; i++)
        check_clock(l, &p->clocks.items[i]);
    for (size_t i = 0; i < p->holidays.n; i++)
        check_holiday(l, &p->holidays.items[i]);
    for (size_t i = 0; i < p->templates.n; i++)
        check_template(l, &p->templates.items[i]);
    for (size_t i = 0; i < p->letters.n; i++)
        check_letter(l, &p->letters.items[i]);
    for (size_t i = 0; i < p->roles.n; i++) {
        lint_text(l, LINT_AT("roles.csv", p->roles.items[i].line, "label"),
                  &p->roles.items[i].label, p->roles.items[i].code);
        lint_text(l, LINT_AT("roles.csv", p->roles.items[i].line, "why"), &p->roles.items[i].why,
                  p->roles.items[i].code);
    }
    for (size_t i = 0; i < p->kpis.n; i++) {
        lint_text(l, LINT_AT("kpis.csv", p->kpis.items[i].line, "label"), &p->kpis.items[i].label,
                  p->kpis.items[i].name);
        lint_text(l, LINT_AT("kpis.csv", p->kpis.items[i].line, "definition"),
                  &p->kpis.items[i].definition, p->kpis.items[i].name);
    }
}
