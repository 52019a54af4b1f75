/* app/hsds_web.c: the directory for other programs: HSDA 3.0, read only, of what anybody may read.
 * Always JSON, whatever was asked for. */
#include "app/hsds.h"
#include "app/hsds_page.h"

#define PAGE_USUAL 50
#define PAGE_MOST 100
#define PAGE_FULL 20 /* with all that stands in them */
#define ANSWER_MAX ((size_t)4 << 20)

static enum err answer(struct req *r, struct buf *out)
{
    struct str body;

    TRY(buf_done(out, &body));
    return resp_content(r, "application/json; charset=utf-8", NULL, body);
}

static enum err filter_of(struct req *r, enum hsds_table table, struct hsds_filter *ret)
{
    struct str after = req_get(r, "modified_after");
    bool full = str_eq(req_get(r, "full"), STR("true"));

    r->wants_json = true; /* of what goes wrong, too */
    *ret =
        (struct hsds_filter){.table = table,
                             .words = req_get(r, "search"),
                             .page = req_get_int(r, "page", 1, INT32_MAX, 1),
                             .per_page = req_get_int(r, "per_page", 1, full ? PAGE_FULL : PAGE_MOST,
                                                     full ? PAGE_FULL : PAGE_USUAL),
                             .nesting = full ? HSDS_PUBLIC : HSDS_LISTED};
    if (str_given(after) && instant_parse(after, &ret->since) != OK)
        return ctx_fail(r->ctx, E_INVALID, "form.not_time", NULL);
    if (str_given(req_get(r, "organization_id")) &&
        id_parse(req_get(r, "organization_id"), &ret->organization_id) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return OK;
}

static void records_write(const struct hsds *h, struct json_writer *w, enum hsds_table table,
                          const struct hsds_ids *ids, enum hsds_nesting nesting)
{
    for (size_t i = 0; i < ids->n; i++) {
        char id[ID_TEXT];
        const struct hsds_row *row = hsds_find(h, table, id_format(ids->items[i], id));

        if (row)
            hsds_write_record(h, w, row, nesting);
    }
}

static enum err page_write(struct req *r, const struct hsds_filter *f, const struct hsds_ids *ids,
                           int64_t total)
{
    int64_t pages = (total + f->per_page - 1) / f->per_page;
    struct json_writer w;
    struct hsds h;
    struct buf out;

    hsds_init(&h, r->ctx->arena);
    TRY(hsds_load_some(r->ctx, &h, f->table, ids, f->nesting));
    buf_init(&out, r->ctx->arena, ANSWER_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("total_items"));
    json_put_int(&w, total);
    json_key(&w, STR("total_pages"));
    json_put_int(&w, pages);
    json_key(&w, STR("page_number"));
    json_put_int(&w, f->page);
    json_key(&w, STR("size"));
    json_put_int(&w, (int64_t)ids->n);
    json_key(&w, STR("first_page"));
    json_put_bool(&w, f->page == 1);
    json_key(&w, STR("last_page"));
    json_put_bool(&w, f->page >= pages);
    json_key(&w, STR("empty"));
    json_put_bool(&w, ids->n == 0);
    json_key(&w, STR("contents"));
    json_open(&w, '[');
    records_write(&h, &w, f->table, ids, f->nesting);
    json_close(&w, ']');
    json_close(&w, '}');
    return answer(r, &out);
}

static enum err page_get(struct req *r, enum hsds_table table)
{
    struct hsds_filter filter;
    struct hsds_ids ids;
    int64_t total;

    TRY(filter_of(r, table, &filter));
    TRY(hsds_public_ids(r->ctx, &filter, &ids, &total));
    return page_write(r, &filter, &ids, total);
}

static enum err one_get(struct req *r, enum hsds_table table, const char *param)
{
    struct ctx *ctx = r->ctx;
    struct hsds_filter filter = {.table = table, .id = req_id(r, param), .page = 1, .per_page = 1};
    struct hsds_ids ids = {0};
    struct json_writer w;
    struct hsds h;
    struct buf out;

    r->wants_json = true;
    if (id_given(filter.id))
        TRY(hsds_public_ids(ctx, &filter, &ids, NULL));
    if (ids.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    hsds_init(&h, ctx->arena);
    TRY(hsds_load_some(ctx, &h, table, &ids, HSDS_PUBLIC));
    buf_init(&out, ctx->arena, ANSWER_MAX);
    json_writer_init(&w, &out);
    records_write(&h, &w, table, &ids, HSDS_PUBLIC);
    return answer(r, &out);
}

enum err hsds_about_get(struct req *r)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, r->ctx->arena, ANSWER_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("version"));
    json_put_str(&w, STR("3.0"));
    json_key(&w, STR("profile"));
    json_put_str(&w, STR("https://docs.openreferral.org/en/3.0/hsds/"));
    json_key(&w, STR("openapi_url"));
    json_put_str(&w, STR("https://raw.githubusercontent.com/openreferral/specification/3.0/schema/"
                         "openapi.json"));
    json_close(&w, '}');
    return answer(r, &out);
}

enum err hsds_organizations_get(struct req *r)
{
    return page_get(r, HSDS_ORGANIZATION);
}

enum err hsds_services_get(struct req *r)
{
    return page_get(r, HSDS_SERVICE);
}

enum err hsds_places_get(struct req *r)
{
    return page_get(r, HSDS_SERVICE_AT_LOCATION);
}

enum err hsds_organization_get(struct req *r)
{
    return one_get(r, HSDS_ORGANIZATION, "public_organization");
}

enum err hsds_service_get(struct req *r)
{
    return one_get(r, HSDS_SERVICE, "public_service");
}

enum err hsds_place_get(struct req *r)
{
    return one_get(r, HSDS_SERVICE_AT_LOCATION, "public_place");
}
