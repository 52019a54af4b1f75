/* app/hsds_load.c: the directory as tables of HSDS. What came from a file is given back as it
 * came; where it was changed here since, or was made here, our columns are what counts. */
#include <string.h>

#include "app/hsds.h"
#include "app/hsds_sql.gen.h"
#include "core/pack.h"
#include "plat/crypto.h"
#include "plat/db.h"

#define TAXONOMY "need"

struct loading {
    struct ctx *ctx;
    struct hsds *h;
};

static struct str id_text(struct arena *a, struct id id)
{
    char text[ID_TEXT];

    return str_dup(a, id_format(id, text));
}

/* An id for a part that has none of its own: the same each time it is exported. */
static struct str part_id(struct arena *a, const char *kind, struct str of, size_t n)
{
    struct str parts[] = {str_c(kind), of, str_fmt(a, "%zu", n)};
    struct sha256 hash = crypto_sha256_parts(parts, 3);

    return id_text(a, id_make_v7(0, hash.b));
}

/* The row of a record: as it came, or a new one. */
static struct hsds_row *row_of(struct loading *in, enum hsds_table table, struct id id,
                               struct str more)
{
    struct hsds_row row = {.table = table};

    row.cells[0] = id_text(in->h->arena, id);
    if (str_given(more))
        hsds_read_document(in->h, table, more);
    return hsds_add(in->h, &row);
}

/* A column that differs from what its rows say was changed here. */
static void override(struct hsds_row *row, const char *column, struct str said, struct str ours)
{
    if (!str_eq(said, ours))
        hsds_set(row, column, ours);
}

/* The rows that stand for a column of ours. */
struct part {
    enum hsds_table table;
    const char *tie;    /* the column that says whose they are */
    const char *column; /* where our text goes */
};

/* n: which of its parts of this kind. */
static void part_add(struct loading *in, const struct hsds_row *of, const struct part *part,
                     struct str value, size_t n)
{
    struct hsds_row row = {.table = part->table};

    row.cells[0] = part_id(in->h->arena, hsds_shapes[part->table].name, of->cells[0], n);
    hsds_set(&row, part->tie, of->cells[0]);
    hsds_set(&row, part->column, value);
    (void)hsds_add(in->h, &row);
}

/* The one part that stands for a column of ours. */
static void part_override(struct loading *in, const struct hsds_row *of, const struct part *part,
                          struct str said, struct str ours)
{
    if (str_eq(said, ours))
        return;
    hsds_untie(in->h, part->table, part->tie, of->cells[0]);
    if (str_given(ours))
        part_add(in, of, part, ours, 0);
}

/* ---- organisations and places --------------------------------------------------------------- */

struct kept {
    struct hsds_row *row;
    struct id id, owner;
    struct str texts[6];
};
LIST_TYPE(kept_list, struct kept);

/* A query of records: the id, the document, then the owner if any, then texts. */
struct kept_query {
    const struct sql *sql;
    enum hsds_table table;
    bool is_owned;
    int text_n;
};

/* All, or the one of an id. */
static enum err kept_load(struct loading *in, const struct kept_query *q, struct id only,
                          struct kept_list *ret)
{
    const struct bind bind = b_id(only);
    struct rows rows;

    TRY(db_query(in->ctx->db, q->sql, &bind, id_given(only) ? 1 : 0, &rows));
    while (rows_next(&rows)) {
        struct kept *one = LIST_PUSH(in->h->arena, ret);

        one->id = col_id(&rows, 0);
        one->owner = q->is_owned ? col_id(&rows, 2) : ID_NONE;
        for (int i = 0; i < q->text_n; i++)
            one->texts[i] = col_str(&rows, 2 + q->is_owned + i);
        one->row = row_of(in, q->table, one->id, col_str(&rows, 1));
    }
    return rows_end(&rows);
}

static void organization_override(struct loading *in, const struct kept *o)
{
    static const char *const columns[] = {"name", "alternate_name", "description", "email"};
    static const struct part phone = {HSDS_PHONE, "organization_id", "number"};
    struct hsds_row *row = o->row;

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        override(row, columns[i], hsds_cell(row, columns[i]), o->texts[i]);
    override(row, "website", hsds_cell(row, "website"), o->texts[5]);
    if (!hsds_cell(row, "description").p)
        hsds_set(row, "description", STR(""));
    part_override(in, row, &phone, hsds_phone(in->h, "organization_id", row->cells[0]),
                  o->texts[4]);
}

static void location_override(struct loading *in, const struct kept *l)
{
    struct arena *a = in->h->arena;
    struct hsds_row *row = l->row, address = {.table = HSDS_ADDRESS};
    struct str said = hsds_address(in->h, row->cells[0]);

    if (id_given(l->owner))
        hsds_set(row, "organization_id", id_text(a, l->owner));
    override(row, "location_type", hsds_cell(row, "location_type"), l->texts[0]);
    override(row, "name", hsds_cell(row, "name"), l->texts[1]);
    override(row, "transportation", hsds_cell(row, "transportation"), l->texts[3]);
    if (str_eq(said, l->texts[2]))
        return;
    hsds_untie(in->h, HSDS_ADDRESS, "location_id", row->cells[0]);
    if (!str_given(l->texts[2]))
        return;
    /* HSDS wants an address in parts; ours is in one piece, and the parts we do not have are a
     * dash.
     */
    address.cells[0] = part_id(a, "address", row->cells[0], 0);
    hsds_set(&address, "location_id", row->cells[0]);
    hsds_set(&address, "address_1", l->texts[2]);
    hsds_set(&address, "city", STR("-"));
    hsds_set(&address, "state_province", STR("-"));
    hsds_set(&address, "postal_code", STR("-"));
    hsds_set(&address, "country", STR("-"));
    hsds_set(&address, "address_type", STR("physical"));
    (void)hsds_add(in->h, &address);
}

/* ---- services ------------------------------------------------------------------------------- */

/* A part for each word of ours. */
static void words_override(struct loading *in, const struct hsds_row *of, const struct part *part,
                           struct str said, struct str ours)
{
    struct str rest = ours, word;
    size_t n = 0;

    if (str_eq(said, ours))
        return;
    hsds_untie(in->h, part->table, part->tie, of->cells[0]);
    while (str_split(&rest, ' ', &word)) {
        if (str_given(word))
            part_add(in, of, part, word, n++);
    }
}

/* Our needs are terms of a taxonomy of ours; each says its function in social protection, in the
 * codes of the Digital Convergence Initiative. */
static void need_add(struct loading *in, const struct hsds_row *of, struct str code)
{
    struct arena *a = in->h->arena;
    const struct pack_code *need = pack_code_find(in->ctx->pack, STR(TAXONOMY), code);
    struct hsds_row taxonomy = {.table = HSDS_TAXONOMY}, term = {.table = HSDS_TAXONOMY_TERM},
                    link = {.table = HSDS_ATTRIBUTE};

    if (!need)
        return;
    taxonomy.cells[0] = part_id(a, "taxonomy", STR(TAXONOMY), 0);
    hsds_set(&taxonomy, "name", STR("Needs"));
    hsds_set(&taxonomy, "description", STR("What families need and services help with"));
    term.cells[0] = part_id(a, "taxonomy_term", code, 0);
    hsds_set(&term, "code", code);
    hsds_set(&term, "name", need->label.in[0]);
    hsds_set(&term, "description",
             str_fmt(a, "DCI social protection function %.*s", STR_ARG(need->group)));
    hsds_set(&term, "taxonomy", STR("Needs"));
    hsds_set(&term, "taxonomy_id", taxonomy.cells[0]);
    hsds_set(&term, "language", STR("en"));
    link.cells[0] = part_id(a, "attribute", str_cat(a, of->cells[0], code), 0);
    hsds_set(&link, "link_id", of->cells[0]);
    hsds_set(&link, "link_entity", STR("service"));
    hsds_set(&link, "link_type", STR(TAXONOMY));
    hsds_set(&link, "taxonomy_term_id", term.cells[0]);
    (void)hsds_add(in->h, &taxonomy);
    (void)hsds_add(in->h, &term);
    (void)hsds_add(in->h, &link);
}

/* Only attributes that are needs of ours are replaced; those of other taxonomies stay. */
static void needs_override(struct loading *in, const struct hsds_row *of, struct str said,
                           struct str ours)
{
    struct hsds_row_list links = hsds_tied(in->h, HSDS_ATTRIBUTE, "link_id", of->cells[0]);
    struct str rest = ours, code;

    if (str_eq(said, ours))
        return;
    for (size_t i = 0; i < links.n; i++) {
        const struct hsds_row *term =
            hsds_find(in->h, HSDS_TAXONOMY_TERM, hsds_cell(links.items[i], "taxonomy_term_id"));

        links.items[i]->gone =
            term && pack_code_find(in->ctx->pack, STR(TAXONOMY), hsds_cell(term, "code"));
    }
    while (str_split(&rest, ' ', &code))
        need_add(in, of, code);
}

static struct str number(struct arena *a, int64_t n)
{
    return n < 0 ? STR_NONE : str_fmt(a, "%lld", (long long)n);
}

static void capacity_override(struct loading *in, const struct hsds_row *of,
                              const struct service *said, const struct service *ours)
{
    struct arena *a = in->h->arena;
    struct hsds_row row = {.table = HSDS_SERVICE_CAPACITY};
    char at[21];

    if (said->capacity_free == ours->capacity_free && said->capacity_total == ours->capacity_total)
        return;
    hsds_untie(in->h, HSDS_SERVICE_CAPACITY, "service_id", of->cells[0]);
    row.cells[0] = part_id(a, "service_capacity", of->cells[0], 0);
    hsds_set(&row, "service_id", of->cells[0]);
    hsds_set(&row, "available", number(a, ours->capacity_free));
    hsds_set(&row, "maximum", number(a, ours->capacity_total));
    hsds_set(&row, "updated", str_dup(a, instant_format(ours->capacity_at, at)));
    (void)hsds_add(in->h, &row);
}

static void service_override(struct loading *in, struct hsds_row *row, const struct service *said,
                             const struct service *s)
{
    static const struct part phone = {HSDS_PHONE, "service_id", "number"},
                             schedule = {HSDS_SCHEDULE, "service_id", "description"},
                             area = {HSDS_SERVICE_AREA, "service_id", "name"},
                             language = {HSDS_LANGUAGE, "service_id", "code"};
    struct arena *a = in->h->arena;
    char day[11], was_day[11];

    if (id_given(s->organization_id))
        hsds_set(row, "organization_id", id_text(a, s->organization_id));
    override(row, "name", said->name, s->name);
    override(row, "alternate_name", said->alternate_name, s->alternate_name);
    override(row, "description", said->description, s->description);
    override(row, "status", said->state, s->state);
    override(row, "eligibility_description", said->eligibility, s->eligibility);
    override(row, "application_process", said->application, s->application);
    override(row, "fees_description", said->fees, s->fees);
    override(row, "email", said->email, s->email);
    override(row, "url", said->url, s->url);
    override(row, "alert", said->alert, s->alert);
    if (said->minimum_age != s->minimum_age)
        hsds_set(row, "minimum_age", number(a, s->minimum_age));
    if (said->maximum_age != s->maximum_age)
        hsds_set(row, "maximum_age", number(a, s->maximum_age));
    override(row, "assured_date", date_format(said->assured_on, was_day),
             str_dup(a, date_format(s->assured_on, day)));
    part_override(in, row, &phone, said->phone, s->phone);
    part_override(in, row, &schedule, said->schedule, s->schedule);
    part_override(in, row, &area, said->area_text, s->area_text);
    words_override(in, row, &language, said->languages, s->languages);
    needs_override(in, row, said->needs, s->needs);
    capacity_override(in, row, said, s);
}

static enum err services_override(struct loading *in, const struct kept_list *services)
{
    struct service_area_list areas;
    char at[21];

    TRY(service_area_choices(in->ctx, &areas));
    for (size_t i = 0; i < services->n; i++) {
        struct hsds_row *row = services->items[i].row;
        struct hsds_service said = hsds_service_of(in->ctx, in->h, row, &areas);
        struct service s;

        TRY(service_load(in->ctx, services->items[i].id, &s));
        if (!hsds_cell(row, "last_modified").p)
            hsds_set(row, "last_modified", str_dup(in->h->arena, instant_format(s.changed_at, at)));
        service_override(in, row, &said.service, &s);
    }
    return OK;
}

/* Where a service is given. */
struct place {
    struct id service_id, location_id;
};
LIST_TYPE(place_list, struct place);

static enum err places_load(struct loading *in, const struct sql *sql, struct id only,
                            struct place_list *ret)
{
    struct arena *a = in->h->arena;
    const struct bind bind = b_id(only);
    struct rows rows;

    TRY(db_query(in->ctx->db, sql, &bind, id_given(only) ? 1 : 0, &rows));
    while (rows_next(&rows)) {
        struct hsds_row *row =
            row_of(in, HSDS_SERVICE_AT_LOCATION, col_id(&rows, 0), col_str(&rows, 1));

        hsds_set(row, "service_id", id_text(a, col_id(&rows, 2)));
        hsds_set(row, "location_id", id_text(a, col_id(&rows, 3)));
        override(row, "description", hsds_cell(row, "description"), col_str(&rows, 4));
        LIST_ADD(a, ret, ((struct place){col_id(&rows, 2), col_id(&rows, 3)}));
    }
    return rows_end(&rows);
}

static enum err records_read(struct loading *in, struct rows *from)
{
    struct rows rows = *from;

    while (rows_next(&rows)) {
        struct str kind = col_str(&rows, 0);
        int table = 0;

        while (table < HSDS_TABLE_N && !str_eq(str_c(hsds_shapes[table].name), kind))
            table++;
        if (table < HSDS_TABLE_N)
            hsds_read_document(in->h, (enum hsds_table)table, col_str(&rows, 1));
    }
    return rows_end(&rows);
}

/* What was read with all its parts, as it is here now. */
struct whole {
    struct kept_list organizations, locations, services;
};

static enum err whole_override(struct loading *in, const struct whole *w)
{
    hsds_index(in->h);
    for (size_t i = 0; i < w->organizations.n; i++)
        organization_override(in, &w->organizations.items[i]);
    for (size_t i = 0; i < w->locations.n; i++)
        location_override(in, &w->locations.items[i]);
    TRY(services_override(in, &w->services));
    hsds_index(in->h);
    return in->h->problem_n ? E_INVALID : OK;
}

enum err hsds_load(struct ctx *ctx, struct hsds *h)
{
    static const struct kept_query all_organizations = {&SQL_HSDS_ALL_ORGANIZATIONS,
                                                        HSDS_ORGANIZATION, .text_n = 6},
                                   all_locations = {&SQL_HSDS_ALL_LOCATIONS, HSDS_LOCATION,
                                                    .is_owned = true, .text_n = 4},
                                   all_services = {&SQL_HSDS_ALL_SERVICES, HSDS_SERVICE};
    struct loading in = {ctx, h};
    struct whole whole = {0};
    struct place_list places = {0};
    struct rows rows;

    TRY(kept_load(&in, &all_organizations, ID_NONE, &whole.organizations));
    TRY(kept_load(&in, &all_locations, ID_NONE, &whole.locations));
    TRY(kept_load(&in, &all_services, ID_NONE, &whole.services));
    TRY(places_load(&in, &SQL_HSDS_ALL_PLACES, ID_NONE, &places));
    TRY(db_query(ctx->db, &SQL_HSDS_ALL_RECORDS, NO_BINDS, &rows));
    TRY(records_read(&in, &rows));
    return whole_override(&in, &whole);
}

/* ---- some of it ------------------------------------------------------------------------------ */

/* A record of a table, unless it is there. */
static enum err one_load(struct loading *in, const struct kept_query *q, struct id id,
                         struct kept_list *ret)
{
    if (!id_given(id) || hsds_find(in->h, q->table, id_text(in->h->arena, id)))
        return OK;
    return kept_load(in, q, id, ret);
}

static enum err record_need(struct loading *in, enum hsds_table table, struct str id)
{
    struct id key;
    struct rows rows;

    if (id_parse(id, &key) != OK || hsds_find(in->h, table, id))
        return OK;
    TRY(db_query(in->ctx->db, &SQL_HSDS_ONE_RECORD,
                 BINDS(b_str(str_c(hsds_shapes[table].name)), b_id(key)), &rows));
    return records_read(in, &rows);
}

/* Terms of taxonomies and programmes that were named, as far as they are written. */
static enum err records_need(struct loading *in, enum hsds_nesting nesting)
{
    static const struct {
        enum hsds_table of;
        const char *column;
        enum hsds_table table;
        bool in_lists;
    } named[] = {{HSDS_ATTRIBUTE, "taxonomy_term_id", HSDS_TAXONOMY_TERM, false},
                 {HSDS_TAXONOMY_TERM, "taxonomy_id", HSDS_TAXONOMY, false},
                 {HSDS_SERVICE, "program_id", HSDS_PROGRAM, true}};

    for (size_t n = 0; n < sizeof named / sizeof named[0]; n++) {
        if (nesting == HSDS_LISTED && !named[n].in_lists)
            continue;
        for (size_t i = 0; i < in->h->rows[named[n].of].n; i++)
            TRY(record_need(in, named[n].table,
                            hsds_cell(in->h->rows[named[n].of].items[i], named[n].column)));
    }
    return OK;
}

enum err hsds_load_some(struct ctx *ctx, struct hsds *h, enum hsds_table table,
                        const struct hsds_ids *ids, enum hsds_nesting nesting)
{
    static const struct kept_query organization = {&SQL_HSDS_ONE_ORGANIZATION, HSDS_ORGANIZATION,
                                                   .text_n = 6},
                                   location = {&SQL_HSDS_ONE_LOCATION, HSDS_LOCATION,
                                               .is_owned = true, .text_n = 4},
                                   service = {&SQL_HSDS_ONE_SERVICE, HSDS_SERVICE,
                                              .is_owned = true};
    struct loading in = {ctx, h};
    struct whole whole = {0};
    struct place_list places = {0};

    for (size_t i = 0; i < ids->n; i++) {
        struct id id = ids->items[i];

        if (table == HSDS_ORGANIZATION)
            TRY(one_load(&in, &organization, id, &whole.organizations));
        else if (table == HSDS_SERVICE)
            TRY(one_load(&in, &service, id, &whole.services));
        else
            TRY(places_load(&in, &SQL_HSDS_ONE_PLACE, id, &places));
        if (table == HSDS_SERVICE && nesting != HSDS_LISTED)
            TRY(places_load(&in, &SQL_HSDS_PLACES_OF_SERVICE, id, &places));
    }
    for (size_t i = 0; i < places.n; i++) {
        TRY(one_load(&in, &service, places.items[i].service_id, &whole.services));
        TRY(one_load(&in, &location, places.items[i].location_id, &whole.locations));
    }
    for (size_t i = 0; i < whole.services.n; i++)
        TRY(one_load(&in, &organization, whole.services.items[i].owner, &whole.organizations));
    TRY(records_need(&in, nesting));
    return whole_override(&in, &whole);
}
