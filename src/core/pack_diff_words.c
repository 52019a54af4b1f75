/* core/pack_diff_words.c: what a change of a pack means for open cases, drafts and old records. The
 * rule behind it is in docs/adr/0302-open-cases-follow-the-pack.md. */
#include "core/pack_diff_words.h"

#define DATES                                                                                      \
    "Steps not done yet get the new date, counted from the day the phase began; nothing is late "  \
    "by that alone, and the old date stays in the case's history."
#define SENT                                                                                       \
    "Answers given before stay as they are; drafts stay on the version they were begun with."

static const struct diff_column settings[] = {
    {"value", "the value", "From the next look at each open case on.", "review_days"},
    {"value", "the value", "New cases only; numbers that are given stay.", "number_prefix"},
    {"value", "the value", "What waits for approval already goes on waiting.", "override_needs"},
    {"value", "the value", "What waits for approval already goes on waiting.", "plan_needs"},
    {"value", "the value", "What waits for approval already goes on waiting.", "closure_needs"},
    {"value", "the value", "Days are counted by the new zone, in old records too.", "time_zone"},
    {"value", "the value", "For drafts that are kept from now on.", "draft_days"},
    {"value", "the value", NULL, NULL},
    {NULL, NULL, NULL, NULL}};
static const struct diff_table pack = {
    .file = "pack.csv", .keys = {"key"}, .noun = "setting", .columns = settings};

static const struct diff_column code_columns[] = {
    {"retired", "retired", "yes: not offered any more; records that have it keep it.", NULL},
    {"sensitive", "sensitive",
     "Who may read an answer with this code changes at once, in old records too.", NULL},
    {"group", "its group", "Counts for old records too.", NULL},
    {NULL, NULL, NULL, NULL}};
const struct diff_table diff_codes = {
    .file = "codes.csv",
    .keys = {"list", "code"},
    .noun = "code",
    .text = "label",
    .means_new = "Can be chosen from now on.",
    .means_required = "Can be chosen from now on.",
    .means_gone = "Old records that have it show the bare code. Write yes under retired instead of "
                  "deleting the row.",
    .columns = code_columns};
static const struct diff_table base_codes = {.file = "base/codes.csv",
                                             .keys = {"list", "code"},
                                             .noun = "shared code",
                                             .text = "label",
                                             .means_gone =
                                                 "Old records that have it show the bare code.",
                                             .columns = code_columns};

static const struct diff_table phases = {
    .file = "phases.csv", .keys = {"phase"}, .noun = "phase", .text = "label"};

static const struct diff_column step_columns[] = {
    {"due_high", "days at high risk", DATES, NULL},
    {"due_medium", "days at medium risk", DATES, NULL},
    {"due_low", "days at low risk", DATES, NULL},
    {"due_none", "days without risk", DATES, NULL},
    {"required", "required",
     "At once, for each case that is in the phase: the gate waits for "
     "required steps only.",
     NULL},
    {"done_by", "what completes it", "For what happens from now on; steps done already stay done.",
     NULL},
    {"done_about", "what it has to be about",
     "For what happens from now on; steps done already stay done.", NULL},
    {"repeats", "repeats", "A step that is done opens again when it is done the next time.", NULL},
    {NULL, NULL, NULL, NULL}};
static const struct diff_table steps = {
    .file = "steps.csv",
    .keys = {"phase", "step"},
    .noun = "step",
    .text = "what",
    .means_new = "Appears in cases that are in this phase or come to it; not where it is over.",
    .means_required =
        "Cases that are in this phase or come to it cannot leave it without the step; "
        "where the phase is over it is not asked.",
    .means_gone = "Vanishes from lists and gates; what was done stays in the history.",
    .columns = step_columns};

static const struct diff_column form_columns[] = {
    {"version", "version", SENT, NULL},
    {"event", "what sending it means",
     "For what is sent from now on. Look whether a step waits for "
     "the old event.",
     NULL},
    {"event_if", "when it means that", "For what is sent from now on.", NULL},
    {"risk_field", "the question that sets the risk level", "For what is sent from now on.", NULL},
    {"phase", "the phase it is offered in", NULL, NULL},
    {NULL, NULL, NULL, NULL}};
const struct diff_table diff_forms = {.file = "forms.csv",
                                      .keys = {"form"},
                                      .noun = "form",
                                      .text = "title",
                                      .means_new = "Offered from now on.",
                                      .means_gone =
                                          "Not offered any more. Look whether a step waits for it.",
                                      .columns = form_columns};

static const struct diff_column question_columns[] = {
    {"type", "type",
     "Answers given before stay of the old type. If it is another question now, "
     "give it another name.",
     NULL},
    {"required", "required", SENT, NULL},
    {"relevant", "when it is asked", SENT, NULL},
    {"constraint", "what it accepts", SENT, NULL},
    {"calculation", "the calculation", SENT " Values computed before are not computed again.",
     NULL},
    {"choice_filter", "which choices it offers", SENT, NULL},
    {"alidade:sensitivity", "who may read it",
     "For answers given from now on; those given before stay as they were.", NULL},
    {"alidade:score", "score", "Comparisons over time mix both versions.", NULL},
    {NULL, NULL, NULL, NULL}};
const struct diff_table diff_questions = {
    .keys = {"name"},
    .noun = "question",
    .text = "label",
    .means_new = "Asked from now on; answers given before have none, drafts do not ask it.",
    .means_required = "Asked from now on, and cannot be left out; answers given before have none, "
                      "drafts do not ask it.",
    .means_gone = "Not asked any more; answers given before stay readable.",
    .columns = question_columns};

static const struct diff_table clocks = {
    .file = "clocks.csv", .keys = {"clock"}, .noun = "clock", .text = "label"};
static const struct diff_table holidays = {
    .file = "holidays.csv",
    .keys = {"day", "area"},
    .noun = "holiday",
    .text = "label",
    .means_new = "Deadlines in working days that begin from now on leave it out.",
    .means_gone = "Deadlines in working days that begin from now on count it."};
static const struct diff_table templates = {.file = "plan_templates.csv",
                                            .keys = {"template", "action"},
                                            .noun = "template",
                                            .text = "text",
                                            .means_new = "Offered from now on.",
                                            .means_gone =
                                                "Not offered any more; goals taken over stay."};
static const struct diff_table letters = {.file = "letters.csv",
                                          .keys = {"letter", "paragraph"},
                                          .noun = "letter",
                                          .text = "text",
                                          .means_new = "Offered from now on.",
                                          .means_gone = "Not offered any more."};
static const struct diff_table roles = {
    .file = "roles.csv", .keys = {"role"}, .noun = "role", .text = "label"};
static const struct diff_table kpis = {
    .file = "kpis.csv", .keys = {"kpi"}, .noun = "figure", .text = "label"};
static const struct diff_table meanings = {.file = "chronology.csv",
                                           .keys = {"meaning"},
                                           .noun = "meaning",
                                           .text = "note",
                                           .means_new = "Counts from now on.",
                                           .means_gone =
                                               "Does not count any more; what was marked stays."};

const struct diff_table *const diff_tables[] = {
    &pack,      &base_codes, &diff_codes, &phases, &steps, &clocks,   &holidays,
    &templates, &letters,    &diff_forms, &roles,  &kpis,  &meanings, NULL};
