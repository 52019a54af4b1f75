/* person/person_page.h: parts of pages about people, for the *_web.c of other features. */
#ifndef PERSON_PAGE_H
#define PERSON_PAGE_H

#include "core/web.h"
#include "feature/person/person.h"

/**
 * What a form says about a person: given_name, family_name, other_names, sex, birth_date or age,
 * died_on, languages, phone, email, contact_note, address, area. Fields the form lacks are empty.
 *
 * Errors  E_INVALID  the age is none, or does not fit the date of birth
 */
enum err person_form_read(struct req *r, struct person *ret) MUST_CHECK;
/** The options of a field of areas, the empty one first. Errors: E_BUSY, E_IO. */
enum err person_area_options(struct ctx *ctx, struct field_view *field) MUST_CHECK;
/**
 * The panel "Already known?" beside a form with id "record". choose: "It is her" sends the form
 * with same=ID; else it is a link to the record. "None of them" sends the form with sure=1.
 *
 * Returns  *ret_n: how many there are; with none the panel is empty
 * Errors   E_BUSY, E_IO
 */
enum err person_twins_panel(struct req *r, const struct person *draft, struct str identifier,
                            bool choose, struct panel_view *ret) MUST_CHECK;

/** How somebody may be reached, in one line: {{> contact_line line}}. */
struct contact_line_view {
    bool known; /* false: nobody asked yet */
    struct str channels, days, code_phrase, hidden_from, sender;
    int64_t from_hour, to_hour;
    bool has_hours, no_message, neutral;
    bool phone_now;  /* a call is right at this moment */
    struct str href; /* where it is set, or empty */
};
/** The line; of the person whose rules they are, where the actor may change it. */
struct contact_line_view contact_line(struct ctx *ctx, const struct contact_rules *rules,
                                      struct id person_id);

/** Where somebody lives and how to call, as far as they agreed to it: {{> person_reach reach}}.
 * What they refused is not there to be shown. */
struct person_reach_view {
    struct str address, phone;
    bool no_visit, no_call; /* refused at any time */
    bool has_rules;         /* there is something to say: line */
    struct contact_line_view line;
    LIST_OF(struct str) flags; /* safety */
};
/** In the words of ctx->pack; safety: codes of list safety_flag. */
struct person_reach_view person_reach(struct ctx *ctx, const struct person *person,
                                      const struct contact_rules *rules, struct str safety);

/** One way in which a paper gets to somebody. */
struct contact_way_view {
    struct str code, href;
    bool current;
};
/** Above everything that is printed for somebody: {{> contact_paper paper}}. What is not allowed is
 * not drawn. */
struct contact_paper_view {
    struct contact_line_view line;
    LIST_OF(struct contact_way_view) ways;
    struct str why; /* a message key: why it must not reach them this way */
    bool allowed;
    bool neutral; /* nothing on it may say who we are */
};
/** Judges the paper that this request draws: ?by= is a code of list contact_channel, else the first
 * way that is allowed. Every handler that prints for somebody calls it. */
struct contact_paper_view contact_paper(struct req *r, const struct contact_rules *rules,
                                        struct id person_id);

#endif
