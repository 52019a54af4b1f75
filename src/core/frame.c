/* core/frame.c: resp_page(): the frame with a page in it, or the page's view as JSON. */
#include "core/frame.h"

#include <string.h>

#include "core/core_tmpl.gen.h"
#include "core/core_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "core/session.h"
#include "core/sync_device.h"
#include "plat/crypto.h"
#include "plat/json.h"

#define PAGE_MAX (4 << 20)
#define PHONE_NAV_MAX 5 /* entries of the bottom bar that a thumb can hit */
#define BAR_NAV_MAX 7   /* with the longest language, beside the search */

static struct str code_label(void *arg, struct str list, struct str code, const struct locale *l)
{
    return pack_label(arg, list, code, l);
}

/* What templates may use, for this request. */
static struct view_env frame_env(struct req *r)
{
    struct ctx *ctx = r->ctx;
    char text[ID_TEXT], draft[ID_TEXT];

    /* Forms of this page carry a fresh command id each time it is opened, so that sending one twice
     * is seen to be the same command. It derives from the (random) mask of the token. */
    struct sha256 hash = crypto_sha256(str_cat(ctx->arena, STR("cmd "), r->csrf));
    struct str cmd = id_format(id_make_v7(ctx->now.us / 1000, hash.b), text);

    return (struct view_env){.arena = ctx->arena,
                             .locale = ctx->locale,
                             .calendar = ctx->calendar,
                             .tz_offset_min = ctx->tz_offset_min,
                             .csrf = r->csrf,
                             .cmd = str_dup(ctx->arena, cmd),
                             .draft = id_given(r->draft_id)
                                          ? str_dup(ctx->arena, id_format(r->draft_id, draft))
                                          : STR_NONE,
                             .code = code_label,
                             .code_arg = (void *)ctx->pack,
                             .asset_version = ctx->site->asset_version};
}

static bool nav_is_current(const struct page *page, const struct nav_item *item)
{
    return page->nav && strcmp(page->nav, item->path) == 0;
}

static void nav_add(struct req *r, const struct page *page, const struct nav_item *item,
                    struct nav_view_list *list)
{
    LIST_ADD(r->ctx->arena, list,
             ((struct nav_view){.href = str_c(item->path),
                                .label = ctx_msg(r->ctx, item->label),
                                .icon = str_c(item->icon),
                                .current = nav_is_current(page, item)}));
}

/* What the actor may go to, in order; at most `max`. */
static size_t nav_items(struct req *r, const struct nav_item **items, size_t max)
{
    size_t n = 0;

    for (const struct feature *const *f = r->ctx->site->features; *f; f++) {
        for (const struct nav_item *item = (*f)->nav; item && item->path; item++) {
            if (!authz_can(r->ctx, item->need) || n == max)
                continue;
            size_t i = n++;

            for (; i > 0 && items[i - 1]->order > item->order; i--)
                items[i] = items[i - 1];
            items[i] = item;
        }
    }
    return n;
}

static void nav_fill(struct req *r, const struct page *page, struct frame_view *view)
{
    const struct nav_item *items[40];
    size_t n = nav_items(r, items, sizeof items / sizeof items[0]);

    for (size_t i = 0; i < n; i++) {
        bool has_room = n <= BAR_NAV_MAX || i < BAR_NAV_MAX - 1;
        bool fits = items[i]->phone && view->phone_nav.n < PHONE_NAV_MAX;

        nav_add(r, page, items[i], has_room ? &view->nav : &view->beyond_nav);
        nav_add(r, page, items[i], fits ? &view->phone_nav : &view->more_nav);
    }
}

static void languages_fill(struct req *r, struct frame_view *view)
{
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(r->ctx->arena, &view->languages,
                 ((struct language_view){.tag = locale_tag(*l),
                                         .name = locale_name(*l),
                                         .current = *l == r->ctx->locale}));
}

/* Only messages named "done.…", "….done.…" or "….done…" are shown, so that a link cannot put words
 * in our mouth. */
static struct str done_text(struct req *r)
{
    struct str key = req_get(r, "done");

    if ((!str_has_prefix(key, STR("done.")) && str_find(key, STR(".done"), 0) < 0) ||
        msg_find(key) < 0)
        return STR_NONE;
    return msg_by_key(r->ctx->arena, r->ctx->locale, key, NULL, 0);
}

/* The most pressing thing first. */
static struct pill_view pill_fill(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct sync_device *d = ctx->site->device;
    struct pill_view pill = {.shown = authz_can(ctx, CAP_DEVICE_ENROL),
                             .text = ctx_msg(ctx, "pill.online")};
    int64_t waiting = 0, refused = 0;

    if (!d || !pill.shown || !d->box || sync_device_waiting(d, &waiting) != OK ||
        sync_device_refused(d, &refused) != OK)
        return pill;
    if (d->link == SYNC_REFUSED) {
        pill.kind = STR("fail");
        pill.text = ctx_msg(ctx, "pill.failed");
        pill.more = ctx_msg(ctx, "pill.again");
    } else if (d->link == SYNC_OFFLINE) {
        pill.kind = STR("off");
        pill.text = ctx_msg(ctx, "pill.offline");
        if (waiting)
            pill.more = ctx_msg_n(ctx, MSG_PILL_SAVED, waiting);
    } else if (waiting) {
        const struct msg_arg args[] = {{.name = "n", .number = 1, .is_number = true},
                                       {.name = "all", .number = waiting, .is_number = true}};

        pill.text = msg_format(ctx->arena, ctx->locale, MSG_PILL_SENDING, args, 2);
    } else if (d->decide + refused > 0) {
        pill.kind = STR("act");
        pill.text = ctx_msg_n(ctx, MSG_PILL_DECIDE, d->decide + refused);
    }
    return pill;
}

/* On a page of the device: whether what it shows is what the server has. */
static void stamp_fill(struct req *r, struct frame_view *view)
{
    static const struct {
        const char *msg, *cls;
    } badges[] = {[SYNC_UP_TO_DATE] = {"sync.up_to_date", "ok"},
                  [SYNC_COULD_NOT_SEND] = {"sync.could_not_send", "fail"},
                  [SYNC_NEEDS_DECISION] = {"sync.needs_decision", "act"},
                  [SYNC_WAITS] = {"sync.waiting", "wait"}};
    struct sync_device *d = r->ctx->site->device;
    enum sync_stands stands;
    bool found;

    view->from_device = d->met;
    if (!d->box || sync_device_stands(d, r->path, &stands, &found) != OK || !found)
        return;
    view->stands = ctx_msg(r->ctx, badges[stands].msg);
    view->stands_cls = str_c(badges[stands].cls);
}

static struct frame_view frame_fill(struct req *r, const struct page *page)
{
    const struct session *s = r->session;
    bool signed_in = s && s->present;
    struct frame_view view = {
        .title = page->title,
        .site_name = r->ctx->site->name,
        .account_name = r->ctx->actor.name,
        .role = role_code(r->ctx->actor.role),
        .done = done_text(r),
        .theme = signed_in ? s->theme : STR("auto"),
        .density = signed_in ? s->density : STR("normal"),
        .text_size = signed_in ? s->text_size : STR("normal"),
        .printed_on = ctx_today(r->ctx),
        .signed_in = signed_in,
        .bare = page->bare || !signed_in,
        .narrow = page->narrow,
        .own_heading = page->own_heading,
        .may_search = authz_can(r->ctx, CAP_CASE_READ),
        .errors = form_errors(r->ctx, &r->form),
    };

    if (!page->own_paper)
        view.paper = req_paper(r);
    view.pill = pill_fill(r);
    if (signed_in && r->ctx->site->device)
        stamp_fill(r, &view);
    if (signed_in) {
        int64_t ends = s->idle_ends_at.us < s->ends_at.us ? s->idle_ends_at.us : s->ends_at.us;

        view.session_ends = ends / SECOND_US;
        nav_fill(r, page, &view);
    } else if (!r->ctx->site->device) {
        languages_fill(r, &view);
    }
    view.has_errors = view.errors.n > 0;
    return view;
}

static enum err page_json(struct req *r, const struct page *page, const struct tmpl *tmpl,
                          const void *view, const struct view_env *env)
{
    struct buf *out = &r->resp.body;
    struct buf content;
    struct json_writer w;

    buf_init(&content, r->ctx->arena, PAGE_MAX);
    TRY(view_json(tmpl, view, env, &content));
    r->resp.content_type = STR("application/json");
    json_writer_init(&w, out);
    json_open(&w, '{');
    json_key(&w, STR("title"));
    json_put_str(&w, page->title);
    json_key(&w, STR("csrf"));
    json_put_str(&w, env->csrf);
    json_key(&w, STR("cmd"));
    json_put_str(&w, env->cmd);
    if (r->form.sent) {
        json_key(&w, STR("errors"));
        json_open(&w, '{');
        for (size_t i = 0; i < r->form.values.n; i++) {
            if (!str_given(r->form.values.items[i].error))
                continue;
            json_key(&w, r->form.values.items[i].name);
            json_put_str(&w, r->form.values.items[i].error);
        }
        json_close(&w, '}');
    }
    json_key(&w, STR("view"));
    json_put_raw(&w, buf_str(&content));
    json_close(&w, '}');
    return out->over ? E_LIMIT : OK;
}

enum err resp_page(struct req *r, const struct page *page, const struct tmpl *tmpl,
                   const void *view)
{
    r->csrf = session_csrf(r);

    struct view_env env = frame_env(r);
    struct str unused;

    if (r->resp.status == 0)
        r->resp.status = r->form.sent ? 422 : 200;
    buf_init(&r->resp.body, r->ctx->arena, PAGE_MAX);
    if (r->wants_json)
        return page_json(r, page, tmpl, view, &env);
    struct frame_view frame = frame_fill(r, page);

    frame.content = (struct panel_view){tmpl, view};
    r->resp.content_type = STR("text/html; charset=utf-8");
    bool link = r->route && r->route->need == CAP_LINK;
    const struct tmpl *around = r->paper ? r->paper->frame : link ? &tmpl_link_frame : &tmpl_frame;

    if (r->paper)
        r->paper->title = page->title;
    TRY(view_html(around, &frame, &env, &r->resp.body));
    return buf_done(&r->resp.body, &unused);
}

enum err resp_pill(struct req *r)
{
    struct pill_view pill = pill_fill(r);

    return resp_part(r, &tmpl_pill, &pill);
}

enum err resp_part(struct req *r, const struct tmpl *tmpl, const void *view)
{
    struct view_env env;
    struct str unused;

    r->csrf = session_csrf(r);
    env = frame_env(r);
    r->resp.status = 200;
    r->resp.content_type =
        r->wants_json ? STR("application/json") : STR("text/html; charset=utf-8");
    buf_init(&r->resp.body, r->ctx->arena, PAGE_MAX);
    TRY(r->wants_json ? view_json(tmpl, view, &env, &r->resp.body)
                      : view_html(tmpl, view, &env, &r->resp.body));
    return buf_done(&r->resp.body, &unused);
}
