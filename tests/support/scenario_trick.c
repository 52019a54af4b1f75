/* support/scenario_trick.c: what no page can do, for scenarios about attacks: a password that
 * somebody else knows, and a read that is written down late. */
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/form.h"
#include "core/pack.h"
#include "feature/account/account.h"
#include "plat/crypto.h"

static void script(struct world *w, struct str text)
{
    if (db_script(w->db, str_z(w->request, text)) == OK)
        return;
    fprintf(stderr, "scenario: %.*s: %s\n", STR_ARG(text), db_error(w->db));
    exit(2);
}

void world_password(struct world *w, struct str login, struct str password, bool must_change)
{
    struct str hash;

    if (crypto_password_hash(w->request, password, &hash) != OK)
        exit(2);
    script(w, str_fmt(w->request,
                      "UPDATE account SET password = '%.*s', must_change_password = %d "
                      "WHERE login = '%.*s'",
                      STR_ARG(hash), must_change, STR_ARG(login)));
}

/* An id as both engines take it. */
static struct str sql_of(struct world *w, struct str id)
{
    struct buf out;

    if (db_is_pg(w->db))
        return str_fmt(w->request, "'%.*s'", STR_ARG(id));
    buf_init(&out, w->request, 64);
    buf_put_z(&out, "x'");
    for (size_t i = 0; i < id.n; i++) {
        if (id.p[i] != '-')
            buf_put_c(&out, id.p[i]);
    }
    buf_put_c(&out, '\'');
    return buf_str(&out);
}

void world_lives(struct world *w, struct str person_id, struct str household_id)
{
    struct str person = sql_of(w, person_id), household = sql_of(w, household_id);

    script(w, str_fmt(w->request,
                      "INSERT INTO household_member (id, household_id, person_id, role, since) "
                      "VALUES (%.*s, %.*s, %.*s, 'partner', '2020-01-01')",
                      STR_ARG(person), STR_ARG(household), STR_ARG(person)));
}

void world_confirm(struct world *w, struct str login)
{
    struct ctx ctx = world_ctx(w, NULL);
    struct str half;

    if (account_change_confirm_all(&ctx, login, &half) == OK)
        return;
    fprintf(stderr, "scenario: nothing waits for %.*s\n", STR_ARG(login));
    exit(2);
}

void world_shares(struct world *w, struct str casefile_id, struct str scope_id)
{
    struct str file = sql_of(w, casefile_id), scope = sql_of(w, scope_id);

    script(w, str_fmt(w->request,
                      "INSERT INTO casefile_scope (scope_id, casefile_id, access, granted) "
                      "VALUES (%.*s, %.*s, 1, 1) ON CONFLICT (scope_id, casefile_id) "
                      "DO UPDATE SET granted = 1",
                      STR_ARG(scope), STR_ARG(file)));
}

void world_private(struct world *w, struct str form, struct str question, struct str how)
{
    struct pack_form *def = map_get(&w->pack->forms, form);

    for (struct field *f = def ? (struct field *)def->fields : NULL; f && f->name; f++) {
        if (!str_eq(str_c(f->name), question))
            continue;
        f->sensitive = true;
        f->restricted = str_eq(how, STR("restricted"));
        f->required = false;
        return;
    }
    fprintf(stderr, "scenario: no question %.*s in %.*s\n", STR_ARG(question), STR_ARG(form));
    exit(2);
}

/* The row has an id of an earlier time than the one that is being folded. */
#define LATE_COLUMNS "(id, noun, subject_id, casefile_id, person_id, account_id, role, route, at)"
#define LATE_VALUES                                                                                \
    "'casefile', new.subject_id, new.casefile_id, new.person_id, new.account_id, new.role, "       \
    "'/late', new.at WHERE new.kind = 'casefile.viewed' "                                          \
    "AND NOT EXISTS (SELECT 1 FROM event WHERE about = '/late')"

void world_late_read(struct world *w)
{
    if (db_is_pg(w->db))
        script(w, STR("CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $late$ BEGIN "
                      "INSERT INTO access_read " LATE_COLUMNS
                      " SELECT '00000000-0000-7000-8000-000000000001', " LATE_VALUES
                      "; RETURN NULL; END $late$; CREATE TRIGGER late AFTER INSERT ON event "
                      "FOR EACH ROW EXECUTE FUNCTION late()"));
    else
        script(w, STR("CREATE TRIGGER late AFTER INSERT ON event BEGIN "
                      "INSERT OR IGNORE INTO access_read " LATE_COLUMNS
                      " SELECT x'00000000000070008000000000000001', " LATE_VALUES "; END"));
}
