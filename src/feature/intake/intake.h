/* intake/intake.h: requests for help before there is a case: receiving, screening, deciding, and
 * taking over a whole list. Having a struct intake is the proof that intake_load() authorized it.
 * Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef INTAKE_H
#define INTAKE_H

#include "core/ctx.h"
#include "core/pack.h"
#include "feature/casefile/casefile.h"
#include "feature/person/person.h"

#define INTAKE_PAGE 50
#define INTAKE_TEXT_MAX 4000
#define INTAKE_SHEET_ROWS 200
#define INTAKE_SHEET_MAX 200000 /* characters of a list */

struct intake {
    struct id id, person_id, casefile_id;
    struct str programme;              /* name of a pack; empty: the installation's first */
    struct str channel;                /* code list "channel" */
    struct str source, source_contact; /* who sent them, and how to reach that office */
    struct instant received_at;
    struct str concerns; /* codes of list "concern", space-separated */
    struct str urgency;  /* code list "urgency" */
    struct str narrative;
    struct str answers; /* to the screening form, as form_to_json() writes them; or empty */
    struct instant screened_at;
    bool decided;
    struct str decision;    /* code list "intake_decision", or empty */
    struct str reason_code; /* code list "refer_reason" or "intake_close_reason" */
    struct str reason, referred_to;
    struct instant decided_at;
    int64_t version;
    /* Read only. */
    struct id created_by, team_id, agency_id;
    struct id worker_id, case_team_id, case_agency_id; /* of its case, where that may be seen */
    bool has_hidden; /* there are answers that the actor may not read */
    struct str by_name, decided_by_name, team_name, casefile_number;
    struct person person;
    bool person_visible; /* the record of the person may be opened */
};
LIST_TYPE(intake_list, struct intake);

/** The authorizing load; answers that the actor may not read are not in it. Errors: E_NOT_FOUND  in
 * nobody's scope that is the actor's. */
enum err intake_load(struct ctx *ctx, struct id id, struct intake *ret) MUST_CHECK;

/** For struct feature: the name of the pack of a request in the actor's scope, or nothing. */
enum err intake_programme(struct ctx *ctx, struct id id, struct str *ret) MUST_CHECK;

struct intake_draft {
    struct str channel, source, source_contact, concerns, urgency, narrative;
    struct instant received_at; /* not set: now */
    int64_t version;            /* when changing: as the page had it */
};
/**
 * Records a request about a person, visible to the actor's units, for the programme of ctx->pack.
 *
 * Needs    CAP_INTAKE_ADD
 * Effects  intake, intake_scope; event intake.received
 * Errors   E_INVALID  a code that is none, a time in the future
 */
enum err intake_add(struct ctx *ctx, const struct person *person, const struct intake_draft *draft,
                    struct intake *ret) MUST_CHECK;
/**
 * Changes what was written down. Event intake.changed.
 *
 * Errors  E_INVALID; E_CONFLICT  decided already, or changed by somebody else since
 */
enum err intake_edit(struct ctx *ctx, struct intake *intake,
                     const struct intake_draft *draft) MUST_CHECK;
/**
 * Requests in the actor's scope: those that wait, the most urgent and then the longest waiting
 * first; or those decided, the newest first.
 *
 * Shape  pages of INTAKE_PAGE from 1
 */
enum err intake_list(struct ctx *ctx, bool decided, int64_t page, struct intake_list *ret,
                     bool *ret_more) MUST_CHECK;
/** The first of those that wait. */
enum err intake_list_first(struct ctx *ctx, int64_t max, struct intake_list *ret) MUST_CHECK;
/** The request a case began with. Errors: E_NOT_FOUND  it began without one. */
enum err intake_of_casefile(struct ctx *ctx, const struct casefile *file,
                            struct intake *ret) MUST_CHECK;
/** Requests about a person that the actor sees, the newest first, at most 20. */
enum err intake_of_person(struct ctx *ctx, const struct person *person,
                          struct intake_list *ret) MUST_CHECK;
/**
 * The day by which a request should be decided: as long after it came as the pack's first step of
 * phase intake allows.
 *
 * Units  calendar days; DATE_NONE when the pack sets no date
 */
struct date intake_due(const struct ctx *ctx, const struct intake *intake);

/** The pack's screening form, or NULL when it has none. */
const struct pack_form *intake_screening_form(const struct ctx *ctx);
/**
 * Stores the answers to the screening form; its question "urgency", when there is one, sets the
 * urgency. Event intake.screened.
 *
 * Errors  E_CONFLICT  decided already, or there are answers that the actor may not read
 */
enum err intake_screen(struct ctx *ctx, struct intake *intake, struct str answers,
                       struct str urgency) MUST_CHECK;

struct intake_decision {
    struct str decision;    /* "open", "refer" or "close" */
    struct str reason_code; /* refer and close */
    struct str reason;      /* refer and close: required; open: becomes part of the summary */
    struct str referred_to; /* refer */
    struct id worker_id;    /* open: ID_NONE leaves it to the team */
};
/**
 * Decides. "open" opens a case, whose number is in *ret_file.
 *
 * Needs    CAP_INTAKE_DECIDE
 * Effects  event intake.decided; whatever casefile_open() does
 * Errors   E_INVALID  something is missing; E_CONFLICT  decided already
 */
enum err intake_decide(struct ctx *ctx, struct intake *intake, const struct intake_decision *what,
                       struct casefile *ret_file) MUST_CHECK;

/* ---- a whole list: indirect registration ---------------------------------------------------- */

/** What is to become of a row, and what is wrong with it. */
enum intake_row_state { INTAKE_ROW_OK, INTAKE_ROW_TWIN, INTAKE_ROW_PROBLEM };
struct intake_row {
    int line; /* in the text, from 1 */
    enum intake_row_state state;
    struct person person;
    struct str identifier;
    struct intake_draft draft;
    struct str problem; /* finished sentence */
    struct person_twin_list twins;
    int twin_line; /* an earlier row of the same list is about somebody alike; 0: none */
};
LIST_TYPE(intake_row_list, struct intake_row);

/** What all rows of a list have in common. */
struct intake_sheet {
    struct str channel, source, urgency;
    struct intake_row_list rows;
    struct str unknown; /* headings nobody understood, with commas between */
};
/**
 * Reads a list (CSV with a heading; comma, semicolon or tab), checks each row and looks for likely
 * twins, also among the rows. Nothing is written. channel, source and urgency are set before.
 *
 * Errors  E_INVALID  no heading that names people, too many rows, broken quotes (ctx->fail says)
 */
enum err intake_sheet_read(struct ctx *ctx, struct str text, struct intake_sheet *sheet) MUST_CHECK;

/** What somebody decided about a row. */
enum intake_row_choice { INTAKE_TAKE_NEW, INTAKE_TAKE_KNOWN, INTAKE_LEAVE_OUT, INTAKE_UNDECIDED };
struct intake_choice {
    enum intake_row_choice what;
    struct id person_id; /* of INTAKE_TAKE_KNOWN */
};
/**
 * Takes the rows over, all or none. choices has one for each row.
 *
 * Effects  people, intakes and their events; event intake.sheet_taken
 * Errors   E_INVALID  a row with a problem is not left out, or one with twins is undecided
 */
enum err intake_sheet_take(struct ctx *ctx, const struct intake_sheet *sheet,
                           const struct intake_choice *choices, int64_t *ret_n) MUST_CHECK;

#endif
