/* outbox/outbox_web.c: what a device holds and what waits on it; and the page that unlocks it. On
 * the server these addresses lead to the list of one's devices. */
#include "core/authz.h"
#include "core/feature.h"
#include "core/form_parse.h"
#include "core/form_sent.h"
#include "core/messages.gen.h"
#include "core/sync_device.h"
#include "outbox_sql.gen.h"
#include "outbox_tmpl.gen.h"
#include "outbox_views.h"

#define TEXT_LEAST 12 /* what is longer was written, not chosen */

/* The confirmation that its page gave says best what it was: "…?done=note.done_added". */
static struct str what_of(struct ctx *ctx, struct str location)
{
    ptrdiff_t at = str_find(location, STR("done="), 0);
    struct str key, rest;

    if (at < 0)
        return ctx_msg(ctx, "outbox.change");
    rest = str_from(location, (size_t)at + 5);
    (void)!str_split(&rest, '#', &key);
    rest = key;
    (void)!str_split(&rest, '&', &key);
    return msg_find(key) < 0 ? ctx_msg(ctx, "outbox.change")
                             : msg_by_key(ctx->arena, ctx->locale, key, NULL, 0);
}

/* Of the form that is sent to a path, or from its page. */
static const struct field *fields_of(struct ctx *ctx, struct str path)
{
    if (str_has_suffix(path, STR("/new")))
        path.n -= 4;

    struct req found = {.ctx = ctx};
    bool other;
    const struct route *route = site_route(ctx->site, METHOD_POST, path, &found, &other);

    return route ? route->form : NULL;
}

/* What somebody wrote: all answers of a pack's form; else each text, and what is so long that it
 * was not chosen. */
static enum err texts_of(struct ctx *ctx, struct str path, struct str body,
                         struct outbox_text_view_list *ret)
{
    struct form sent = {0};
    struct answer_view_list answers = {0};

    TRY(form_parse_body(ctx->arena, STR("application/x-www-form-urlencoded"), body, &sent.values));
    TRY(form_sent_view(ctx, path, &sent, &answers));
    for (size_t i = 0; i < answers.n; i++)
        LIST_ADD(ctx->arena, ret,
                 ((struct outbox_text_view){answers.items[i].label, answers.items[i].text}));
    if (answers.n > 0)
        return OK;
    const struct field *fields = fields_of(ctx, path);

    for (size_t i = 0; i < sent.values.n; i++) {
        const struct form_value *v = &sent.values.items[i];
        const struct field *f = fields ? field_find(fields, v->name) : NULL;
        bool is_text = f && (f->type == FIELD_LINE || f->type == FIELD_TEXT);

        if ((is_text && str_given(v->typed)) ||
            (v->typed.n >= TEXT_LEAST && !str_eq(v->name, STR("csrf")) &&
             !str_eq(v->name, STR("cmd")) && !str_eq(v->name, STR("was"))))
            LIST_ADD(
                ctx->arena, ret,
                ((struct outbox_text_view){is_text ? field_label(ctx, f) : STR_NONE, v->typed}));
    }
    return OK;
}

static enum err rows_fill(struct ctx *ctx, bool refused, struct outbox_row_view_list *ret)
{
    struct sync_kept_list list;

    TRY(sync_device_list(ctx->site->device, refused, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct sync_kept *kept = &list.items[i];
        struct outbox_row_view row = {.cmd_id = kept->cmd_id,
                                      .what = what_of(ctx, kept->location),
                                      .href = kept->location,
                                      .why = kept->why,
                                      .made_at = kept->made_at};

        if (refused) {
            /* Where it can be tried again; what it was made of stands there again. */
            row.href = site_sends_to_itself(ctx->site, kept->path) ? kept->path : STR_NONE;
            TRY(texts_of(ctx, kept->path, kept->body, &row.texts));
        }
        LIST_ADD(ctx->arena, ret, row);
    }
    return OK;
}

/* Whether a page can show it: the record that its path names is here. */
static enum err opens(struct ctx *ctx, const struct sync_draft *draft, bool *ret)
{
    struct str rest = str_from(draft->page, 1), part;
    struct rows rows;
    struct id id;

    *ret = !draft->aside;
    if (draft->aside || !str_split(&rest, '/', &part) || !str_split(&rest, '/', &part) ||
        id_parse(part, &id) != OK)
        return OK;
    TRY(db_query(ctx->db, &SQL_OUTBOX_HERE, BINDS(b_id(id)), &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

/* Forms that were begun here, and what was typed into others. What no page can show any more is
 * shown in full: nobody's words vanish because a case was given to somebody else. */
static enum err drafts_fill(struct ctx *ctx, struct outbox_view *view)
{
    struct sync_draft_list list;

    TRY(sync_device_drafts(ctx->site->device, ctx, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct sync_draft *draft = &list.items[i];
        struct outbox_row_view row = {.cmd_id = draft->id};
        bool is_open, is_form;

        TRY(opens(ctx, draft, &is_open));
        TRY(form_sent_title(ctx, draft->page, &row.what));
        is_form = str_given(row.what);
        if (!is_form)
            row.what = ctx_msg(ctx, "outbox.draft");
        if (is_open) {
            row.href = is_form ? str_cat(ctx->arena, draft->page, STR("/new"))
                               : str_cat(ctx->arena, STR("/drafts/"), ctx_id_text(ctx, draft->id));
            LIST_ADD(ctx->arena, &view->drafts, row);
        } else {
            TRY(texts_of(ctx, draft->page, draft->body, &row.texts));
            LIST_ADD(ctx->arena, &view->left, row);
        }
    }
    return OK;
}

static enum err count(struct ctx *ctx, struct outbox_view *view)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_OUTBOX_HELD, NO_BINDS, &rows));
    if (rows_next(&rows)) {
        view->cases = col_int(&rows, 0);
        view->people = col_int(&rows, 1);
    }
    return rows_end(&rows);
}

static enum err outbox_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct sync_device *d = ctx->site->device;
    struct outbox_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "outbox.title")};

    if (!d)
        return resp_see_other(r, STR("/account/devices"), NULL);
    TRY(rows_fill(ctx, false, &view.waiting));
    TRY(sync_device_waiting(ctx->site->device, &view.more));
    view.more -= (int64_t)view.waiting.n;
    TRY(rows_fill(ctx, true, &view.refused));
    TRY(drafts_fill(ctx, &view));
    TRY(count(ctx, &view));
    view.decide = d->decide;
    view.met = d->met;
    view.kib = d->bytes / 1024;
    view.leaving =
        str_given(req_get(r, "leaving")) && view.waiting.n + view.drafts.n + view.left.n > 0;
    view.offline = d->link != SYNC_ONLINE;
    if (d->met.us)
        view.locks_on = ctx_day_of(ctx, (struct instant){d->met.us + SYNC_AGE_DAYS * DAY_US});
    return resp_page(r, &page, &tmpl_outbox, &view);
}

/* Only one that no page shows: another is thrown away where it is. */
static enum err left_drop(struct ctx *ctx, struct id id)
{
    struct sync_draft_list list;
    bool is_open = true;

    TRY(sync_device_drafts(ctx->site->device, ctx, &list));
    for (size_t i = 0; i < list.n; i++) {
        if (!id_eq(list.items[i].id, id))
            continue;
        TRY(opens(ctx, &list.items[i], &is_open));
        if (!is_open)
            TRY(sync_device_drop(ctx->site->device, ctx, &list.items[i]));
    }
    return OK;
}

static enum err outbox_post(struct req *r)
{
    struct id command;

    if (!r->ctx->site->device)
        return resp_see_other(r, STR("/account/devices"), NULL);
    if (id_parse(form_typed(&r->form, "command"), &command) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(sync_device_seen(r->ctx->site->device, command));
    TRY(left_drop(r->ctx, command));
    return resp_see_other(r, STR("/sync"), "outbox.done_seen");
}

/* For the script of a page, when what the pill says changes. */
static enum err outbox_pill_get(struct req *r)
{
    return r->ctx->site->device ? resp_pill(r) : resp_see_other(r, STR("/account/devices"), NULL);
}

static enum err outbox_unlock_get(struct req *r)
{
    struct outbox_unlock_view view = {.stale = str_given(req_get(r, "stale"))};
    struct page page = {
        .title = ctx_msg(r->ctx, "outbox.unlock_title"), .narrow = true, .bare = true};

    if (!r->ctx->site->device)
        return resp_see_other(r, STR("/"), NULL);
    return resp_page(r, &page, &tmpl_outbox_unlock, &view);
}

/* The service worker could not keep what was done, or not read what is: it asks for this page. */
static enum err outbox_down_get(struct req *r)
{
    if (!r->ctx->site->device)
        return resp_see_other(r, STR("/"), NULL);
    return ctx_fail(r->ctx, E_IO, NULL, NULL);
}

static const struct route outbox_routes[] = {
    ROUTE(GET, "/sync", outbox_get, CAP_DEVICE_ENROL),
    ROUTE_HERE("/sync", outbox_post, CAP_DEVICE_ENROL, NULL, NULL),
    ROUTE(GET, "/sync/pill", outbox_pill_get, CAP_DEVICE_ENROL),
    ROUTE(GET, "/sync/unlock", outbox_unlock_get, CAP_PUBLIC),
    ROUTE(GET, "/sync/down", outbox_down_get, CAP_PUBLIC),
    ROUTES_END,
};

extern const struct feature outbox_feature;
const struct feature outbox_feature = {.name = "outbox", .routes = outbox_routes};
