/* app/hsds_store.c: tables of HSDS into the directory. */
#include "app/hsds.h"
#include "app/hsds_sql.gen.h"
#include "core/event.h"
#include "feature/directory/service_store.h"
#include "plat/db.h"

#define MORE_MAX ((size_t)4 << 20)

struct storing {
    struct ctx *ctx;
    struct hsds *h;
    struct service_area_list areas;
    struct hsds_result *result;
};

static struct id id_of(struct str text)
{
    struct id id;

    return id_parse(text, &id) == OK ? id : ID_NONE;
}

static struct str document(struct storing *in, const struct hsds_row *row)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, in->h->arena, MORE_MAX);
    json_writer_init(&w, &out);
    hsds_write_record(in->h, &w, row, HSDS_STORED);
    return buf_str(&out);
}

/* What the directory has of a record. */
struct known {
    bool there;
    struct str more;   /* its document */
    struct instant at; /* when its source last changed it; only of what is dated */
};

static enum err stored(struct storing *in, const struct sql *sql, struct id id, bool is_dated,
                       struct known *ret)
{
    struct rows rows;

    TRY(db_query(in->ctx->db, sql, BINDS(b_id(id)), &rows));
    ret->there = rows_next(&rows);
    ret->more = ret->there ? col_str(&rows, 0) : STR_NONE;
    ret->at = ret->there && is_dated ? col_instant(&rows, 1) : INSTANT_NONE;
    return rows_end(&rows);
}

static enum err emit(struct storing *in, const char *kind, struct id id, struct str name)
{
    return event_emit(in->ctx, &(struct event){.kind = kind, .subject_id = id, .summary = name});
}

static void count(struct storing *in, bool there)
{
    in->result->changed += there;
    in->result->added += !there;
}

static enum err organization_put(struct storing *in, const struct hsds_row *row)
{
    struct ctx *ctx = in->ctx;
    struct id id = id_of(row->cells[0]);
    struct str more = document(in, row), name = hsds_cell(row, "name");
    struct known was;

    TRY(stored(in, &SQL_HSDS_ORGANIZATION, id, false, &was));
    if (was.there && str_eq(was.more, more)) {
        in->result->same++;
        return OK;
    }
    TRY(db_exec(ctx->db, &SQL_HSDS_ORGANIZATION_SET,
                BINDS(b_id(id), b_str(name), b_str(text_sort_key(ctx->arena, name)),
                      b_str(hsds_cell(row, "alternate_name")), b_str(hsds_cell(row, "description")),
                      b_str(hsds_cell(row, "email")),
                      b_str(hsds_phone(in->h, "organization_id", row->cells[0])),
                      b_str(hsds_cell(row, "website")), b_str(more), b_int(ctx->now.us)),
                NULL));
    count(in, was.there);
    return emit(in, "organization.imported", id, name);
}

/* Whether the record is there, in the file or in the directory. */
static enum err is_there(struct storing *in, enum hsds_table table, const struct sql *sql,
                         struct str id, bool *ret)
{
    struct known known;

    *ret = hsds_find(in->h, table, id) != NULL;
    if (*ret)
        return OK;
    TRY(stored(in, sql, id_of(id), false, &known));
    *ret = known.there;
    return OK;
}

static enum err location_put(struct storing *in, const struct hsds_row *row)
{
    struct ctx *ctx = in->ctx;
    struct id id = id_of(row->cells[0]), owner = id_of(hsds_cell(row, "organization_id"));
    struct str more = document(in, row);
    struct known was;
    bool owned;

    TRY(stored(in, &SQL_HSDS_LOCATION, id, false, &was));
    if (was.there && str_eq(was.more, more)) {
        in->result->same++;
        return OK;
    }
    count(in, was.there);
    TRY(is_there(in, HSDS_ORGANIZATION, &SQL_HSDS_ORGANIZATION, hsds_cell(row, "organization_id"),
                 &owned));
    return db_exec(ctx->db, &SQL_HSDS_LOCATION_SET,
                   BINDS(b_id(id), b_id(owned ? owner : ID_NONE),
                         b_str(hsds_cell(row, "location_type")), b_str(hsds_cell(row, "name")),
                         b_str(hsds_address(in->h, row->cells[0])),
                         b_str(hsds_cell(row, "transportation")), b_str(more), b_int(ctx->now.us)),
                   NULL);
}

static struct bind b_stated(int64_t n)
{
    return n < 0 ? b_int_null() : b_int(n);
}

static enum err service_write(struct storing *in, const struct service *s, struct str more,
                              struct instant at)
{
    struct ctx *ctx = in->ctx;

    return db_exec(ctx->db, &SQL_HSDS_SERVICE_SET,
                   BINDS(b_id(s->id), b_id(s->organization_id), b_str(s->name),
                         b_str(text_sort_key(ctx->arena, s->name)), b_str(s->alternate_name),
                         b_str(s->description), b_str(s->state), b_str(s->needs),
                         b_str(s->languages), b_str(s->eligibility), b_stated(s->minimum_age),
                         b_stated(s->maximum_age), b_str(s->application), b_str(s->fees),
                         b_str(s->schedule), b_str(s->area_text), b_str(s->email), b_str(s->phone),
                         b_str(s->url), b_str(s->alert), b_date(ctx->arena, s->assured_on),
                         b_str(more), b_instant(at), b_int(ctx->now.us)),
                   NULL);
}

/* Places stay as they are known here unless the file says something about them. */
static enum err service_finish(struct storing *in, const struct hsds_service *from)
{
    struct ctx *ctx = in->ctx;
    struct service s;

    TRY(service_store_set_areas(ctx, from->service.id, &from->areas));
    if (from->has_capacity)
        TRY(service_store_set_capacity(ctx, from->service.id,
                                       &(struct service_capacity){from->service.capacity_free,
                                                                  from->service.capacity_total,
                                                                  -1}));
    TRY(service_store_find(ctx, from->service.id, &s));
    in->result->without_need += !str_given(s.needs);
    TRY(service_keys_renew(ctx, &s, &from->areas));
    return emit(in, "service.imported", s.id, s.name);
}

static enum err service_put(struct storing *in, const struct hsds_row *row)
{
    struct str more = document(in, row), stated = hsds_cell(row, "last_modified");
    struct hsds_service s = hsds_service_of(in->ctx, in->h, row, &in->areas);
    struct instant at = INSTANT_NONE;
    struct known was;

    if (str_given(stated) && instant_parse(stated, &at) != OK)
        at = INSTANT_NONE;
    TRY(stored(in, &SQL_HSDS_SERVICE, s.service.id, true, &was));
    if (was.there && str_eq(was.more, more)) {
        in->result->same++;
        return OK;
    }
    if (was.there && instant_given(at) && instant_given(was.at) && at.us <= was.at.us) {
        in->result->older++;
        return OK;
    }
    TRY(service_write(in, &s.service, more, at));
    count(in, was.there);
    return service_finish(in, &s);
}

static enum err place_put(struct storing *in, const struct hsds_row *row)
{
    return db_exec(in->ctx->db, &SQL_HSDS_PLACE_SET,
                   BINDS(b_id(id_of(row->cells[0])), b_id(id_of(hsds_cell(row, "service_id"))),
                         b_id(id_of(hsds_cell(row, "location_id"))),
                         b_str(hsds_cell(row, "description")), b_str(document(in, row))),
                   NULL);
}

/* Programmes, taxonomies, terms; and what hangs on a record that did not come with it. */
static enum err rest_put(struct storing *in)
{
    for (int t = 0; t < HSDS_TABLE_N; t++) {
        bool own = t == HSDS_ORGANIZATION || t == HSDS_SERVICE || t == HSDS_LOCATION ||
                   t == HSDS_SERVICE_AT_LOCATION;

        for (size_t i = 0; !own && i < in->h->rows[t].n; i++) {
            const struct hsds_row *row = in->h->rows[t].items[i];

            if (!row->used)
                TRY(db_exec(in->ctx->db, &SQL_HSDS_RECORD_SET,
                            BINDS(b_str(str_c(hsds_shapes[t].name)), b_id(id_of(row->cells[0])),
                                  b_str(document(in, row))),
                            NULL));
        }
    }
    return OK;
}

/* A tie that has to hold: what it leads to is in the file or in the directory. */
static enum err tie_check(struct storing *in, enum hsds_table from, const char *column,
                          enum hsds_table to, const struct sql *sql)
{
    bool needed = from == HSDS_SERVICE_AT_LOCATION, there;

    for (size_t i = 0; i < in->h->rows[from].n; i++) {
        const struct hsds_row *row = in->h->rows[from].items[i];
        struct str id = hsds_cell(row, column);

        if (!str_given(id) && !needed)
            continue;
        TRY(is_there(in, to, sql, id, &there));
        if (!there)
            hsds_problem(in->h, row->at, "%s of %s leads to no %s", column, hsds_shapes[from].name,
                         hsds_shapes[to].name);
    }
    return OK;
}

static enum err table_put(struct storing *in, enum hsds_table table,
                          enum err (*put)(struct storing *in, const struct hsds_row *row))
{
    for (size_t i = 0; i < in->h->rows[table].n; i++)
        TRY(put(in, in->h->rows[table].items[i]));
    return OK;
}

enum err hsds_store(struct ctx *ctx, struct hsds *h, struct hsds_result *ret)
{
    struct storing in = {.ctx = ctx, .h = h, .result = ret};

    *ret = (struct hsds_result){0};
    hsds_check(h);
    TRY(tie_check(&in, HSDS_SERVICE, "organization_id", HSDS_ORGANIZATION, &SQL_HSDS_ORGANIZATION));
    TRY(tie_check(&in, HSDS_SERVICE_AT_LOCATION, "service_id", HSDS_SERVICE, &SQL_HSDS_SERVICE));
    TRY(tie_check(&in, HSDS_SERVICE_AT_LOCATION, "location_id", HSDS_LOCATION, &SQL_HSDS_LOCATION));
    if (h->problem_n > 0)
        return E_INVALID;
    hsds_index(h);
    TRY(service_area_choices(ctx, &in.areas));
    TRY(table_put(&in, HSDS_ORGANIZATION, organization_put));
    TRY(table_put(&in, HSDS_LOCATION, location_put));
    TRY(table_put(&in, HSDS_SERVICE, service_put));
    TRY(table_put(&in, HSDS_SERVICE_AT_LOCATION, place_put));
    return rest_put(&in);
}
