/* core/pack.h: a programme as data: code lists, phases with their steps, forms, settings. Loaded
 * once at start into the app arena and read-only afterwards; checked by `alidade pack check`. */
#ifndef CORE_PACK_H
#define CORE_PACK_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/list.h"
#include "base/map.h"
#include "core/form.h"
#include "core/form_file.h"
#include "core/workdays.h"

#define PHASE_N 7
/** The guide's seven phases; packs rename and fill them. Codes: intake … closure. */
enum phase {
    PHASE_INTAKE,
    PHASE_ASSESSMENT,
    PHASE_PLANNING,
    PHASE_IMPLEMENTATION,
    PHASE_MONITORING,
    PHASE_EVALUATION,
    PHASE_CLOSURE
};
struct str phase_code(enum phase p);
/** Errors: E_INVALID. */
enum err phase_parse(struct str code, enum phase *ret) MUST_CHECK;

/** Who has to do a step. */
enum step_who { WHO_WORKER, WHO_SUPERVISOR, WHO_FAMILY, WHO_PROVIDER };

/** One step of a phase: what, why, who, until when, and which record completes it. */
struct pack_step {
    struct str name; /* "consent" */
    struct text what, why, guidance;
    enum step_who who;
    bool required; /* must be done (or marked not needed with a reason) to leave the phase */
    /** Due so many days after entering the phase, by risk: high, medium, low, none. -1: no date. */
    int due_days[4];
    /** Event that completes it: "consent.given", "assess.submitted"; and the form or the code it
     * must be about, none for any. Of both there may be several, separated by spaces. Ask
     * pack_is_heard(). */
    struct str done_by, done_about;
    struct str link; /* where to do it, relative to the case: "forms/consent", "plan" */
    bool repeats;    /* follow-ups: opens again after it was done, due_days later */
    int line;        /* of steps.csv */
};
struct pack_phase {
    enum phase phase;
    struct text label, why;
    LIST_OF(struct pack_step) steps;
    int line; /* of phases.csv */
};

/** A picture or a sound that a form shows. */
struct pack_picture {
    struct str bytes;  /* empty in a version that the pack has no more: they are kept by digest */
    struct str digest; /* SHA-256 in hex: its address */
    const char *kind;  /* "image/png"; NULL: nothing that may be shown */
};
/** The picture or sound that a text of a form names, in the language; NULL: none. sound: which of
 * the two. */
const struct pack_picture *pack_picture_of(const struct map *pictures, const struct text *name,
                                           bool sound, const struct locale *l);

/** A form of the pack: plain fields, the same struct as features use. */
/** The questions of a form with the event proposal.asked: what has to be asked and checked before
 * anything is proposed, see feature/proposal. */
#define PACK_PROPOSAL_QUESTIONS                                                                    \
    "kind happened_on facts causes asked_words children_n children_effect easements "              \
    "easement_words help_instead notice"

struct pack_form {
    struct str name; /* "safety_assessment" */
    struct str version;
    struct text title, why;
    enum phase phase;    /* where it is offered first */
    struct str event;    /* emitted when submitted: "assess.submitted", "consent.given" … */
    struct str event_if; /* "field=code code": only then; else it is "assess.submitted" */
    /** The day of a contact with the family, and on what condition it was one; or empty. */
    struct str contact_on, contact_if;
    /** Professions whose members of a case's team may fill it in: codes of list "profession". */
    struct str members;
    /** All that may be asked or computed, in order; ends with FIELDS_END. The name of what stands
     * in a repeat is "child/age"; in answers it is "child/2/age", see pack_form_field(). */
    const struct field *fields;
    struct map *by_name;                      /* the same by name; a form made by hand has none */
    const struct form_model *model;           /* the same with its logic, see form_live.h */
    struct str risk_field, risk_reason_field; /* fields that set the case's risk level, or empty */
    struct str sheet;                         /* the text of its file, for pack_lint() */
    bool is_folder;                           /* as `alidade form import` makes it */
    struct str choices;                       /* of such a form: its own lists */
    struct map *media;                        /* tables in its folder media: name → struct str * */
    struct map *pictures;    /* pictures and sounds there: name → struct pack_picture * */
    struct form_files files; /* the same, as expressions read it */
    struct str row;          /* of forms.csv, with the names of the columns */
    int line;                /* of forms.csv */
};

/** What a clock counts in. */
enum clock_unit { CLOCK_HOURS, CLOCK_DAYS, CLOCK_WORKING_DAYS, CLOCK_MONTHS };
struct str clock_unit_code(enum clock_unit unit);
/** False when it is none. */
bool clock_unit_parse(struct str code, enum clock_unit *ret);

/** A deadline of the programme: what starts it, what meets it, whose it is. */
struct pack_clock {
    struct str name; /* "first_contact" */
    struct text label, why;
    struct str trigger, trigger_about, met_by, met_about; /* as done_by, done_about of a step */
    struct str
        counts_from;    /* "form.question": the day to count from once it is answered; or empty */
    struct str only_if; /* "form.question=codes": it begins only then; or empty */
    struct str owner;   /* "worker", "supervisor", "coordinator", "family" or "provider" */
    enum clock_unit unit[4];  /* by risk, as limit */
    int limit[4];             /* by risk: high, medium, low, none; -1: the clock does not run */
    bool once_warned;         /* what meets it counts only once its warning has come */
    int warn_days;            /* so many days before; -1: no warning */
    bool repeats;             /* runs again as soon as it is met */
    struct str escalate_to;   /* role that is told */
    int escalate_after_days;  /* so many days after the deadline; -1: never */
    struct str pause_reasons; /* codes of the list pause_reason, spaces between; empty: no pause */
    struct str source;        /* the rule it comes from */
    int line;                 /* of clocks.csv */
};
LIST_TYPE(pack_clock_list, struct pack_clock);

/** A day on which nobody works. */
struct pack_holiday {
    struct date day;          /* of one year; or not given, and */
    struct yearly_day yearly; /* of every year */
    struct text label;
    struct str area; /* name of the area it is free in; empty: everywhere */
    int line;        /* of holidays.csv */
};
LIST_TYPE(pack_holiday_list, struct pack_holiday);

/** A goal that is offered when an assessment says so, with its actions; or one of those. */
struct pack_template {
    struct str name;   /* "more_food"; rows of the same name are one goal and its actions */
    struct str action; /* name of the action; empty: the goal */
    /* When it is offered: "assessment.food_score=1 2", "profiling.score>=15"; of an action it may
     * be empty, it then comes with its goal. */
    struct str condition;
    struct text text, why;
    struct str domain, kind, who; /* goal: list domain; action: lists action_kind, action_who */
    struct str need; /* of an action that a service does: list need, to find one by; or empty */
    int days;        /* due so many days from today; -1: no day */
    int line;        /* of plan_templates.csv */
};
LIST_TYPE(pack_template_list, struct pack_template);

/** A letter of the programme, or a paragraph of one. */
struct pack_letter {
    struct str name;      /* "appointment"; rows of the same name are one letter, in their order */
    struct str paragraph; /* its name; empty: the letter, whose text is its title */
    struct str condition; /* of a paragraph: "closure.plan_given=yes"; empty: always */
    enum phase phase;     /* of a letter: where it is wanted most */
    struct text text;     /* with places, see pack_letter_next() */
    struct text why;      /* of a letter: when to use it */
    int line;             /* of letters.csv */
};
LIST_TYPE(pack_letter_list, struct pack_letter);

/** What a role of the program is called in the programme. */
struct pack_role {
    struct str code; /* "worker" */
    struct text label, why;
    int line; /* of roles.csv */
};

/** A figure that the programme is steered by, with its definition. */
struct pack_kpi {
    struct str name;
    struct text label, definition;
    struct str measure, parameter; /* "steps_in_time", "assessment" */
    int line;                      /* of kpis.csv */
};
struct pack;
/** The pack's list that a question offers; NULL: none, or one of the form's own. */
const struct pack_codes *pack_choices(const struct pack *p, const struct field *f);
/** The question whose answers the figure counts; NULL: it counts none. */
const struct field *pack_kpi_question(const struct pack *p, const struct pack_kpi *kpi,
                                      const struct pack_form **ret_form);

struct event;

/** What in a case counts as harm, or as protecting from it. */
struct pack_meaning {
    struct str name;
    struct str event, about; /* words, as of a step */
    struct str condition;    /* of the form that about names: "field=code code"; or empty */
    unsigned means;          /* EVENT_HARM or EVENT_PROTECTIVE */
    int line;                /* of chronology.csv */
};

struct pack {
    const struct pack *next; /* of the installation's packs, the last one's is the first; or NULL */
    struct str name, version, number_prefix; /* "child-family", "2026.1", "CF" */
    struct text title;
    struct map codes; /* name → struct pack_codes */
    struct map forms; /* name → struct pack_form */
    struct pack_phase phases[PHASE_N];
    struct pack_clock_list clocks;
    struct pack_holiday_list holidays;
    struct str weekend; /* "sat sun": the days of the week nobody works */
    struct pack_template_list templates;
    struct pack_letter_list letters;
    LIST_OF(struct pack_role) roles;
    LIST_OF(struct pack_kpi) kpis;
    LIST_OF(struct pack_meaning) meanings;
    bool override_needs_approval, closure_needs_approval, plan_needs_approval;
    int review_days[4]; /* by risk: the plan is reviewed at least so often */
    /** Code lists in which every case is covered: `alidade pack check` asks no "other" of them. */
    struct str complete_lists;
    int tz_offset_min; /* agency time zone, minutes east of UTC */
    int idle_minutes, session_hours, draft_days;
    /* Of referrals: how long a link is good; days until an answer, and until what came of it. */
    bool feed_names; /* the calendar of a worker outside may say whom an appointment is with */
    int referral_link_days, referral_answer_days, referral_feedback_days;
};

/**
 * Loads a pack's folder of CSV files (docs/how-to/pack.md), and the code lists that all packs share
 * from the folder base beside it.
 *
 * Errors  E_NOT_FOUND  no such folder; E_INVALID  a file is wrong: *problem (in the arena) has one
 *         line per finding, "forms/consent.csv:12: …"
 */
enum err pack_load(struct arena *a, const char *dir, struct pack **ret,
                   struct str *problem) MUST_CHECK;
/** Loads from texts in memory: path → struct str *. Paths are relative to the pack's folder,
 * "forms/consent.csv"; the shared lists are "base/codes.csv". For wasm and tests.
 *  Errors: as pack_load. */
enum err pack_load_files(struct arena *a, const struct map *files, struct pack **ret,
                         struct str *problem) MUST_CHECK;
/** The texts of a pack's folder as pack_load_files() takes them. Errors: E_NOT_FOUND, E_LIMIT,
 * E_IO.
 */
enum err pack_files_read(struct arena *a, const char *dir, struct map *ret) MUST_CHECK;
/**
 * A deeper check of a loaded pack, for `alidade pack check`: dead code lists, a phase that cannot
 * be left, questions without a way out, missing translations.
 *
 * Errors  E_INVALID  *problems has one line per finding, "steps.csv: …"
 */
enum err pack_lint(struct arena *a, const struct pack *p, struct str *problems) MUST_CHECK;

/**
 * Runs the sample answers in dir/tests through form_check(), in English and as if today were
 * 20 November 2026. ret_n is how many there are; a pack without the folder has none.
 *
 * Errors  E_INVALID  *problems has one line per surprise, "tests/consent.csv:7: …"; E_IO; E_LIMIT
 */
enum err pack_sample_run(struct arena *a, struct pack *p, const char *dir, int *ret_n,
                         struct str *problems) MUST_CHECK;

/** A code list by name, or NULL. */
const struct pack_codes *pack_codes_find(const struct pack *p, struct str list);
/** A code of a list, also a retired one; NULL when it is not there. */
const struct pack_code *pack_code_find(const struct pack *p, struct str list, struct str code);
/** All that a form is made of, as one text: its row, its sheet, the code lists that it chooses
 * from. The same form gives the same text. */
struct str pack_form_definition(struct arena *a, const struct pack_form *form);
/** The form that such a text says. Errors: E_INVALID  it is no such text. */
enum err pack_form_parse(struct arena *a, const struct pack *p, struct str definition,
                         const struct pack_form **ret) MUST_CHECK;
/** The question of a form by its name in answers, "age" or "child/2/age"; or NULL. */
const struct field *pack_form_field(const struct pack_form *form, struct str name);
/** A form by name, or NULL. */
const struct pack_form *pack_form_find(const struct pack *p, struct str name);
/** Is the form filled in for a case? The screening of a request is not: it comes before. */
bool pack_form_is_for_case(const struct pack_form *form);
/** A step of a phase by name, or NULL. */
const struct pack_step *pack_step_find(const struct pack *p, enum phase phase, struct str name);
/** The letter of that name, or NULL. */
const struct pack_letter *pack_letter_find(const struct pack *p, struct str name);
/** What comes next in the text of a letter. */
enum pack_letter_bit { LETTER_END, LETTER_WORDS, LETTER_PLACE, LETTER_BROKEN };
/** Takes it off the rest: words as they stand, or a place such as {client} without its braces. */
enum pack_letter_bit pack_letter_next(struct str *rest, struct str *ret);
/** "form.more" in its two parts; false when it names no form. */
bool pack_letter_split(struct str place, struct str *ret_form, struct str *ret_rest);
/** The same text as long as steps, their dates, gates and links are the same. */
struct str pack_steps_mark(struct arena *a, const struct pack *p);
/** Is this event, about this form or code, one that the pack waits for? events and abouts: as
 * done_by and done_about of a step, trigger and met_by of a clock. */
bool pack_is_heard(struct str events, struct str abouts, struct str event, struct str about);
/** Is it a kind of note that tells of a contact, or a form that may be about one? */
bool pack_is_contact(const struct pack *p, struct str about);
/** What the rows with a condition say of a form that was sent: EVENT_HARM, EVENT_PROTECTIVE, both
 * or 0. */
unsigned pack_meaning_answered(struct arena *a, const struct pack *p, const struct event *event,
                               const struct form *form);
/** The clock of that name, or NULL. */
const struct pack_clock *pack_clock_find(const struct pack *p, struct str name);
/** The question whose answer the clock counts from, and its form; NULL when there is none. ret_form
 * may be NULL. */
const struct field *pack_counts_from(const struct pack *p, const struct pack_clock *c,
                                     const struct pack_form **ret_form);
/** The calendar of an area; without a name the days that are free everywhere. Memory: a. */
struct workdays pack_workdays(struct arena *a, const struct pack *p, struct str area);
/** Is it one of the words, which have spaces between? */
bool pack_has_word(struct str words, struct str word);
/** What an answer must be to call for something: one of some codes, or a number within a limit. */
struct pack_rule {
    struct str form, question;
    struct str codes;
    char limit;     /* '>': this number or more, '<': or less; '!': none of the codes; 0: codes */
    int64_t number; /* of the limit */
};
/** "assessment.food_score=1 2", "profiling.duty!=age care" or "profiling.score>=15" in its parts;
 * false when it is none of them. */
bool pack_rule_read(struct str condition, struct pack_rule *ret);
/** The part of an answer that meets the rule: its first code that counts, or the number; empty when
 *  it does not. */
struct str pack_rule_met(const struct pack_rule *rule, struct str answer);
/** Whether the form has one of the answers of "field=code code". Without a condition: true. */
bool pack_condition_holds(struct arena *a, const struct form *form, struct str condition);
/** "field=code code" in its two parts; false when it is none. */
bool pack_condition_split(struct str condition, struct str *ret_field, struct str *ret_codes);
/** The label in the language; of the installation's other packs when this one does not know the
 * code; else the code itself. */
struct str pack_label(const struct pack *p, struct str list, struct str code,
                      const struct locale *l);
/** The labels of several codes, "Phone · At our office". Memory: a. */
struct str pack_labels(struct arena *a, const struct pack *p, struct str list, struct str codes,
                       const struct locale *l);
/** Index into due_days and review_days: "high" 0, "medium" 1, "low" 2, anything else 3. */
int risk_index(struct str risk);

#endif
