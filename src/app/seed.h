/* app/seed.h: made-up agencies and cases, the same for the same number. Everything goes through the
 * rules of the features and the journal, as if people had done it over three years. */
#ifndef APP_SEED_H
#define APP_SEED_H

#include "app/install.h"
#include "app/seed_words.h"
#include "feature/casefile/casefile.h"
#include "feature/person/person.h"
#include "feature/task/task.h"

#define SEED_CASELOAD 70 /* cases a worker, about; the open ones are 25 to 60 */
#define SEED_TEAM 10     /* workers a team */

struct seed_worker {
    struct actor actor;
    bool arabic; /* writes and names people in Arabic */
};
struct seed_team {
    struct id id, agency_id, area_id;
    struct actor supervisor;
    LIST_OF(struct seed_worker) workers;
};

/** How many cases of a programme were offered to somebody else. */
struct seed_offers {
    const struct pack *pack;
    int n;
};

struct seed {
    struct ctx *ctx;
    struct arena *units; /* what lives as long as the seeding */
    uint64_t random;
    struct instant until; /* the last moment anything happens */
    LIST_OF(struct seed_team) teams;
    LIST_OF(struct seed_offers) offers;
    int64_t worker_n;    /* of all teams */
    struct life **queue; /* the cases still going on; the first has what happens next */
    size_t queue_n;
    int64_t case_n;
    struct id
        returning; /* of the first team: somebody whose case was closed, and who comes again */
    bool demo;     /* with all that ./demo shows */
};

/** The next number of the sequence, 0 ≤ n < below. */
uint32_t seed_pick(struct seed *s, uint32_t below);
/** True in so many of a hundred. */
bool seed_chance(struct seed *s, uint32_t percent);
/** A command id of its own, derived from the sequence; ids of the context start anew. */
void seed_command(struct seed *s);

/** Agencies, areas, teams and accounts for so many cases; demo adds the accounts of ./demo. Errors:
 * E_IO. */
enum err seed_units(struct seed *s, int64_t cases, bool demo) MUST_CHECK;
/** Who works when on which case; about 150 bytes a case in units. */
void seed_plan(struct seed *s, int64_t cases);
/** What happens within some weeks in the case that is next; the queue gets shorter until it is
 *  empty. Each thing starts with empty memory of the context. Errors: E_IO. */
enum err seed_act(struct seed *s) MUST_CHECK;

/** People who live together, and what they are to the client. Errors: E_IO. */
enum err seed_household(struct seed *s, const struct person *client, const struct person *others,
                        int n) MUST_CHECK;
/** The wider family of a client; adult is the parent a child lives with, NULL: the client is one.
 * Errors: E_IO. */
enum err seed_kin(struct seed *s, const struct person *client,
                  const struct person *adult) MUST_CHECK;
/** A plan of two or three goals, given to the supervisor. Errors: E_IO. */
enum err seed_plan_propose(struct seed *s, struct casefile *file, bool arabic) MUST_CHECK;
/** The supervisor approves it, and the family agrees. Errors: E_IO. */
enum err seed_plan_agree(struct seed *s, struct casefile *file, const struct actor *supervisor,
                         bool arabic) MUST_CHECK;
/** How far the goals of the plan in force have come; some actions are done. Errors: E_IO. */
enum err seed_progress(struct seed *s, struct casefile *file, bool arabic) MUST_CHECK;
/** A referral to another team or a service, and what came of it so far. Errors: E_IO. */
enum err seed_referral(struct seed *s, const struct casefile *file, bool arabic) MUST_CHECK;
/** A new version in which a goal came to the plan in force; some wait for the supervisor. Errors:
 *  E_IO. */
enum err seed_plan_renew(struct seed *s, struct casefile *file, bool arabic) MUST_CHECK;
/** The event that words of the pack name first, as far as deadlines hear it: a step that is marked
 * done has no record which would meet them. Errors: E_BUSY, E_IO. */
enum err seed_hear(struct ctx *ctx, struct id casefile_id, struct str events,
                   struct str abouts) MUST_CHECK;
/** Most of what is late was done, and is on record elsewhere. Errors: E_BUSY, E_IO. */
enum err seed_deadlines_kept(struct seed *s, const struct casefile *file) MUST_CHECK;
/** How a task of the demo comes again; most do not. */
struct task_repeat seed_repeat(struct seed *s);
#define SEED_AFTER_N 3
/** Days from the closing, or from the last follow-up, to the next one. */
int64_t seed_after_days(struct seed *s, int called);
/** A follow-up of a closed case, now; or nobody thought of it. Errors: any that a feature has. */
enum err seed_after(struct seed *s, struct id casefile_id, bool arabic) MUST_CHECK;
/** What was promised before is kept, or not; something more is promised. Errors: E_IO. */
enum err seed_promises(struct seed *s, struct casefile *file, bool arabic) MUST_CHECK;
/** The worker asks to close the case, and the supervisor agrees. Errors: E_IO. */
enum err seed_close(struct seed *s, const struct casefile *file, const struct actor *supervisor,
                    bool arabic) MUST_CHECK;
/** Consents, safe contact, decisions, proposals and now and then a case conference of an open case,
 * as its worker. Errors: E_IO. */
enum err seed_rights(struct seed *s, const struct casefile *file, const struct actor *supervisor,
                     bool arabic) MUST_CHECK;
/** A team of several professions, a case conference that was held, perhaps the next one; as the
 * worker of the case. Errors: E_IO. */
enum err seed_conferences(struct seed *s, const struct casefile *file, bool arabic) MUST_CHECK;
/** In the first cases of each programme of the first team: offered to a colleague, who answers one
 * item by item and refuses one; one waits. The last thing that happens in a case. Errors: E_IO. */
enum err seed_transfer(struct seed *s, const struct casefile *file, const struct seed_team *team,
                       bool arabic) MUST_CHECK;
/** How the last appointment went, and the next one. Errors: E_IO. */
enum err seed_appointments(struct seed *s, const struct casefile *file, bool arabic) MUST_CHECK;
/** Who of the first team is away soon; the first worker covers. Errors: E_IO. */
enum err seed_absences(struct seed *s) MUST_CHECK;
/** Requests of the last days that wait in the first team. Errors: E_IO. */
enum err seed_requests(struct seed *s) MUST_CHECK;

/** Organisations and services of the district. Errors: E_IO. */
enum err seed_directory(struct seed *s) MUST_CHECK;
/** What the case has of it: a need that nobody met, what other systems said. Errors: E_IO. */
enum err seed_support(struct seed *s, const struct casefile *file, bool arabic) MUST_CHECK;

/** Fills in the form and submits it, as the worker of the case; nothing happens when the pack has
 * no such form. Errors: E_INVALID  no answers were found that the form takes; E_IO. */
enum err seed_form(struct seed *s, struct casefile *file, struct str name, bool arabic) MUST_CHECK;
/** Of the forms that the demo shows, those that belong to the end of this phase. Errors: as
 * seed_form(). */
enum err seed_forms_of(struct seed *s, struct casefile *file, enum phase ends,
                       bool arabic) MUST_CHECK;

/** The programme of the case or request of this index: every second is of the first one. */
const struct pack *seed_programme(const struct seed *s, int64_t index);
/** The words of the programme that the context is in. */
const struct seed_words *seed_words(const struct seed *s);
/** In the language of the worker. */
struct str seed_say(bool arabic, struct seed_said said);
/** A kind of note that tells of a contact. */
struct str seed_note_kind(struct seed *s);
/** A plainly fictional person. */
struct person seed_person(struct seed *s, bool arabic, bool child);
/** What a note of this kind says. */
struct str seed_note_text(struct seed *s, bool arabic);
/** Something to do. */
struct str seed_task_title(struct seed *s, bool arabic);
/** What a case is about. */
struct str seed_summary(struct seed *s, bool arabic);
/** "Lina Haddad", for an account. */
struct str seed_worker_name(struct seed *s, bool arabic);

#endif
