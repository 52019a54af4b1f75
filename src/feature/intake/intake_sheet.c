/* intake/intake_sheet.c: a whole list of people at once. The same checks and the same search for
 * twins as for a single request; read twice, once to look at and once to take over. */
#include "base/csv.h"
#include "core/authz.h"
#include "feature/intake/intake.h"
#include "feature/intake/intake_rules.h"

/* Twins of common names cost memory; a list that needs more than this is to be cut in two. */
#define ARENA_MOST ((size_t)10 << 20)

/* What a column may hold. Its headings in every language stand in the catalogue. */
enum column {
    COLUMN_NAME,
    COLUMN_GIVEN,
    COLUMN_FAMILY,
    COLUMN_OTHER,
    COLUMN_SEX,
    COLUMN_BIRTH,
    COLUMN_PHONE,
    COLUMN_ADDRESS,
    COLUMN_IDENTIFIER,
    COLUMN_CONCERNS,
    COLUMN_URGENCY,
    COLUMN_NARRATIVE,
    COLUMN_N
};
static const struct {
    const char *code, *headings;
} columns[COLUMN_N] = {
    [COLUMN_NAME] = {"name", "intake.sheet.name"},
    [COLUMN_GIVEN] = {"given_name", "intake.sheet.given_name"},
    [COLUMN_FAMILY] = {"family_name", "intake.sheet.family_name"},
    [COLUMN_OTHER] = {"other_names", "intake.sheet.other_names"},
    [COLUMN_SEX] = {"sex", "intake.sheet.sex"},
    [COLUMN_BIRTH] = {"birth_date", "intake.sheet.birth_date"},
    [COLUMN_PHONE] = {"phone", "intake.sheet.phone"},
    [COLUMN_ADDRESS] = {"address", "intake.sheet.address"},
    [COLUMN_IDENTIFIER] = {"national_id", "intake.sheet.identifier"},
    [COLUMN_CONCERNS] = {"concerns", "intake.sheet.concerns"},
    [COLUMN_URGENCY] = {"urgency", "intake.sheet.urgency"},
    [COLUMN_NARRATIVE] = {"notes", "intake.sheet.narrative"},
};

struct reading {
    struct ctx *ctx;
    struct intake_sheet *sheet;
    int at[COLUMN_N];                     /* index of the cell, -1: no such column */
    struct str sounds[INTAKE_SHEET_ROWS]; /* of the whole name of each row so far */
};

/* ---- the heading ---------------------------------------------------------------------------- */

static bool heading_is(struct ctx *ctx, struct str heading, enum column column)
{
    struct str code = text_fold(ctx->arena, str_c(columns[column].code));

    if (str_eq(heading, code))
        return true;
    for (const struct locale *const *l = locale_all; *l; l++) {
        struct str words = msg_by_key(ctx->arena, *l, str_c(columns[column].headings), NULL, 0);
        struct str word;

        while (str_split(&words, ',', &word)) {
            if (str_eq(heading, text_fold(ctx->arena, word)))
                return true;
        }
    }
    return false;
}

static void unknown_add(struct reading *r, struct str heading)
{
    struct str *all = &r->sheet->unknown;

    if (!str_given(heading))
        return;
    *all = str_given(*all) ? str_fmt(r->ctx->arena, "%.*s, %.*s", STR_ARG(*all), STR_ARG(heading))
                           : heading;
}

static enum err heading_read(struct reading *r, const struct csv_row *row)
{
    for (int c = 0; c < COLUMN_N; c++)
        r->at[c] = -1;
    for (size_t i = 0; i < row->n; i++) {
        struct str heading = text_fold(r->ctx->arena, row->items[i]);
        int c = 0;

        while (c < COLUMN_N && !heading_is(r->ctx, heading, (enum column)c))
            c++;
        if (c == COLUMN_N || r->at[c] >= 0)
            unknown_add(r, str_trim(row->items[i]));
        else
            r->at[c] = (int)i;
    }
    if (r->at[COLUMN_NAME] < 0 && r->at[COLUMN_GIVEN] < 0 && r->at[COLUMN_FAMILY] < 0)
        return ctx_fail(r->ctx, E_INVALID, "intake.sheet_no_names", "text");
    return OK;
}

/* ---- a row ---------------------------------------------------------------------------------- */

static struct str cell(const struct reading *r, const struct csv_row *row, enum column c)
{
    struct str clean;

    if (r->at[c] < 0 || (size_t)r->at[c] >= row->n)
        return STR_NONE;
    return utf8_clean(r->ctx->arena, row->items[r->at[c]], &clean) == OK ? clean : STR_NONE;
}

/* Words for a code, as a list may say it: the code, its label in any language, or the label's first
 * letter (F, M). */
static struct str code_of(struct ctx *ctx, const char *list, struct str word)
{
    const struct pack_codes *codes = pack_codes_find(ctx->pack, str_c(list));
    struct str folded = text_fold(ctx->arena, word);

    for (size_t i = 0; codes && i < codes->codes.n; i++) {
        const struct pack_code *code = &codes->codes.items[i];

        if (str_eq(folded, text_fold(ctx->arena, code->code)))
            return code->code;
        for (const struct locale *const *l = locale_all; *l; l++) {
            struct str label = text_fold(ctx->arena, text_in(&code->label, *l));

            if (str_eq(folded, label) ||
                (utf8_length(folded) == 1 && str_has_prefix(label, folded)))
                return code->code;
        }
    }
    return STR_NONE;
}

/* "Ana María Pérez" in one cell: the last word is the family name. */
static void name_split(struct str whole, struct person *p)
{
    size_t cut = whole.n;

    while (cut > 0 && whole.p[cut - 1] != ' ')
        cut--;
    p->given_name = cut ? str_trim(str_slice(whole, 0, cut)) : whole;
    p->family_name = cut ? str_from(whole, cut) : STR_NONE;
}

/* Concerns the pack has no code for are not lost: they go into the text. */
static void concerns_read(struct ctx *ctx, struct str words, struct intake_draft *draft)
{
    struct str word, codes = STR_NONE;

    while (str_split(&words, ';', &word)) {
        struct str code = code_of(ctx, "concern", word);

        word = str_trim(word);
        if (str_given(code))
            codes = str_given(codes)
                        ? str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(codes), STR_ARG(code))
                        : code;
        else if (str_given(word))
            draft->narrative =
                str_given(draft->narrative)
                    ? str_fmt(ctx->arena, "%.*s\n%.*s", STR_ARG(draft->narrative), STR_ARG(word))
                    : word;
    }
    draft->concerns = codes;
}

static void problem(struct ctx *ctx, struct intake_row *row, const char *msg)
{
    row->state = INTAKE_ROW_PROBLEM;
    row->problem = ctx_msg(ctx, msg);
}

static void person_read(const struct reading *r, const struct csv_row *cells,
                        struct intake_row *row)
{
    struct ctx *ctx = r->ctx;
    struct person *p = &row->person;
    struct str birth = cell(r, cells, COLUMN_BIRTH), sex = cell(r, cells, COLUMN_SEX);

    *p = (struct person){.given_name = cell(r, cells, COLUMN_GIVEN),
                         .family_name = cell(r, cells, COLUMN_FAMILY),
                         .other_names = cell(r, cells, COLUMN_OTHER),
                         .phone = cell(r, cells, COLUMN_PHONE),
                         .address = cell(r, cells, COLUMN_ADDRESS),
                         .birth_date = DATE_NONE,
                         .died_on = DATE_NONE};
    if (!str_given(p->given_name) && !str_given(p->family_name))
        name_split(cell(r, cells, COLUMN_NAME), p);
    row->identifier = cell(r, cells, COLUMN_IDENTIFIER);
    p->sex = str_given(sex) ? code_of(ctx, "sex", sex) : STR("other");
    if (!str_given(p->given_name) && !str_given(p->family_name))
        problem(ctx, row, "person.name_missing");
    else if (!str_given(p->sex))
        problem(ctx, row, "intake.row_sex");
    else if (str_given(birth) &&
             person_birth_parse(ctx, birth, &p->birth_date, &p->birth_estimated) != OK)
        problem(ctx, row, ctx->fail.msg);
    else if (date_cmp(p->birth_date, ctx_today(ctx)) > 0)
        problem(ctx, row, "person.born_in_future");
    else if (utf8_length(p->given_name) > PERSON_NAME_MAX ||
             utf8_length(p->family_name) > PERSON_NAME_MAX)
        problem(ctx, row, "intake.sheet_long");
}

static void request_read(const struct reading *r, const struct csv_row *cells,
                         struct intake_row *row)
{
    struct ctx *ctx = r->ctx;
    struct str urgency = cell(r, cells, COLUMN_URGENCY);

    row->draft = (struct intake_draft){.channel = r->sheet->channel,
                                       .source = r->sheet->source,
                                       .urgency = r->sheet->urgency,
                                       .narrative = cell(r, cells, COLUMN_NARRATIVE)};
    concerns_read(ctx, cell(r, cells, COLUMN_CONCERNS), &row->draft);
    if (str_given(urgency)) {
        row->draft.urgency = code_of(ctx, "urgency", urgency);
        if (!str_given(row->draft.urgency) && row->state != INTAKE_ROW_PROBLEM)
            problem(ctx, row, "intake.row_urgency");
    }
    if (utf8_length(row->draft.narrative) > INTAKE_TEXT_MAX && row->state != INTAKE_ROW_PROBLEM)
        problem(ctx, row, "intake.sheet_long");
}

/* Somebody alike on record, or in an earlier row. */
static enum err twins_find(struct reading *r, struct intake_row *row)
{
    struct ctx *ctx = r->ctx;
    struct str name = person_name(ctx, &row->person);
    struct str sound = text_phonetic(ctx->arena, text_fold(ctx->arena, name));
    size_t n = r->sheet->rows.n - 1;

    r->sounds[n] = sound;
    for (size_t i = 0; i < n && str_given(sound); i++) {
        if (str_eq(r->sounds[i], sound))
            row->twin_line = r->sheet->rows.items[i].line;
    }
    TRY(person_twins(ctx, &row->person, row->identifier, &row->twins));
    if (row->twins.n || row->twin_line)
        row->state = INTAKE_ROW_TWIN;
    if (arena_used(ctx->arena) > ARENA_MOST)
        return ctx_fail(ctx, E_INVALID, "intake.sheet_heavy", "text");
    return OK;
}

static enum err row_read(struct reading *r, const struct csv_row *cells, int line)
{
    struct intake_row *row;

    if (r->sheet->rows.n == INTAKE_SHEET_ROWS)
        return ctx_fail(r->ctx, E_INVALID, "intake.sheet_many", "text");
    row = LIST_PUSH(r->ctx->arena, &r->sheet->rows);
    row->line = line;
    person_read(r, cells, row);
    request_read(r, cells, row);
    return row->state == INTAKE_ROW_PROBLEM ? OK : twins_find(r, row);
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (str_given(str_trim(row->items[i])))
            return false;
    }
    return true;
}

enum err intake_sheet_read(struct ctx *ctx, struct str text, struct intake_sheet *sheet)
{
    struct reading *r = ARENA_NEW(ctx->arena, struct reading);
    struct csv csv;
    struct csv_row row;
    bool heading = true;

    r->ctx = ctx;
    r->sheet = sheet;
    csv_init(&csv, ctx->arena, text);
    csv.separator = csv_separator(text);
    for (;;) {
        if (csv_next(&csv, &row) != OK)
            return ctx_fail(ctx, E_INVALID, "intake.sheet_broken", "text");
        if (row.n == 0)
            break;
        if (is_empty(&row))
            continue;
        if (heading)
            TRY(heading_read(r, &row));
        else
            TRY(row_read(r, &row, csv.line));
        heading = false;
    }
    ctx->fail = (struct failure){0};
    return sheet->rows.n ? OK : ctx_fail(ctx, E_INVALID, "intake.sheet_empty", "text");
}

/* ---- taking over ---------------------------------------------------------------------------- */

static enum err choice_check(struct ctx *ctx, const struct intake_row *row,
                             const struct intake_choice *choice)
{
    const char *field = str_fmt(ctx->arena, "row.%d", row->line).p;

    if (choice->what == INTAKE_LEAVE_OUT)
        return OK;
    if (row->state == INTAKE_ROW_PROBLEM)
        return ctx_fail(ctx, E_INVALID, "intake.row_problem", field);
    if (choice->what == INTAKE_UNDECIDED && row->state == INTAKE_ROW_TWIN)
        return ctx_fail(ctx, E_INVALID, "intake.row_undecided", field);
    return OK;
}

static enum err row_take(struct ctx *ctx, const struct intake_row *row,
                         const struct intake_choice *choice)
{
    struct person person;
    struct intake intake;

    if (choice->what == INTAKE_TAKE_KNOWN) {
        TRY(person_load(ctx, choice->person_id, &person));
    } else {
        TRY(person_add(ctx, &row->person, &person));
        if (str_given(row->identifier))
            TRY(person_identifier_add(ctx, &person, STR("national_id"), row->identifier, true));
    }
    return intake_add(ctx, &person, &row->draft, &intake);
}

enum err intake_sheet_take(struct ctx *ctx, const struct intake_sheet *sheet,
                           const struct intake_choice *choices, int64_t *ret_n)
{
    struct event_diff d = {.ctx = ctx};
    int64_t n = 0;

    TRY(authz_need(ctx, CAP_INTAKE_ADD));
    for (size_t i = 0; i < sheet->rows.n; i++)
        TRY(choice_check(ctx, &sheet->rows.items[i], &choices[i]));
    for (size_t i = 0; i < sheet->rows.n; i++) {
        if (choices[i].what == INTAKE_LEAVE_OUT)
            continue;
        TRY(row_take(ctx, &sheet->rows.items[i], &choices[i]));
        n++;
    }
    if (n == 0)
        return ctx_fail(ctx, E_INVALID, "intake.sheet_nothing", "text");
    event_diff_add(&d, "rows", STR_NONE, str_fmt(ctx->arena, "%lld", (long long)n));
    event_diff_add(&d, "source", STR_NONE, sheet->source);
    *ret_n = n;
    return event_emit(ctx, &(struct event){.kind = "intake.sheet_taken",
                                           .subject_id = id_new(ctx, "intake_sheet"),
                                           .summary = sheet->source,
                                           .data = event_diff_done(&d)});
}
