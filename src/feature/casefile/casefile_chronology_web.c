/* casefile/casefile_chronology_web.c: what happened to the client, from the first day on, to be
 * read and printed; and how an entry of a case's time looks on any page. */
#include "base/num.h"
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "core/event.h"
#include "core/feature.h"
#include "core/messages.gen.h"
#include "timeline_page.h"

#define CHRONOLOGY_PAGE 100

#define ISO_DAY 10 /* bytes of "2026-11-30" */

/* "2026-11-20 → 2026-11-30", as the journal has it for all languages, in the reader's words. */
static struct str days_in_words(struct ctx *ctx, struct str text)
{
    struct buf out;
    struct date day;

    buf_init(&out, ctx->arena, text.n * 8 + 100);
    for (size_t i = 0; i < text.n;) {
        if (date_parse(str_slice(text, i, i + ISO_DAY), &day) == OK) {
            buf_put(&out, ctx_date_words(ctx, day, DATE_MEDIUM));
            i += ISO_DAY;
        } else if (locale_is_rtl(ctx->locale) && str_has_prefix(str_from(text, i), STR("→"))) {
            buf_put(&out, STR("←"));
            i += STR("→").n;
        } else {
            buf_put(&out, str_slice(text, i, i + 1));
            i++;
        }
    }
    return buf_str(&out);
}

struct timeline_entry_view casefile_entry_view(struct ctx *ctx, const struct timeline_entry *e)
{
    struct timeline_entry_view view = {.at = e->at, .hidden = e->hidden};

    view.small = !(e->flags & (EVENT_CONTACT | EVENT_DOCUMENT));
    if (e->hidden)
        return view;
    view.title = event_title(ctx, e->kind, e->about);
    view.href = e->link;
    view.summary =
        str_has_suffix(e->kind, STR("redated")) || str_eq(e->kind, STR("casefile.step_added"))
            ? days_in_words(ctx, e->summary)
            : e->summary;
    view.by = e->by;
    view.confidential = e->confidential;
    view.erased = e->erased;
    view.is_harm = e->flags & EVENT_HARM;
    view.is_protective = e->flags & EVENT_PROTECTIVE;
    return view;
}

static const struct {
    const char *name, *label;
    unsigned flags;
} shows[] = {
    {"all", "core.all", EVENT_TIMELINE},
    {"contacts", "casefile.show_contacts", EVENT_CONTACT},
    {"decisions", "casefile.show_decisions", EVENT_DECISION},
    {"harm", "casefile.harm", EVENT_HARM},
    {"protective", "casefile.protective", EVENT_PROTECTIVE},
};

/* The address of the same page with other values. */
static struct str chronology_href(struct ctx *ctx, const struct casefile_chronology_view *view,
                                  struct str show)
{
    return str_fmt(ctx->arena, "%.*s?show=%.*s&from=%.*s&until=%.*s",
                   STR_ARG(casefile_href(ctx, view->casefile_id, "chronology")), STR_ARG(show),
                   STR_ARG(view->from), STR_ARG(view->until));
}

static unsigned shows_fill(struct req *r, struct casefile_chronology_view *view)
{
    struct str wanted = req_get(r, "show");
    size_t n = sizeof shows / sizeof shows[0], chosen = 0;

    for (size_t i = 0; i < n; i++)
        chosen = str_eq(wanted, str_c(shows[i].name)) ? i : chosen;
    for (size_t i = 0; i < n; i++)
        LIST_ADD(r->ctx->arena, &view->shows,
                 ((struct casefile_link_view){
                     .href = chronology_href(r->ctx, view, str_c(shows[i].name)),
                     .label = ctx_msg(r->ctx, shows[i].label),
                     .current = i == chosen}));
    view->show = str_c(shows[chosen].name);
    return shows[chosen].flags;
}

/* A day of the query string. What is none is said, and stands as it was typed. */
static struct date day_read(struct req *r, const char *name, struct str *ret_typed,
                            struct str *ret_problem)
{
    struct date day = DATE_NONE;
    struct str typed = num_ascii_digits(r->ctx->arena, req_get(r, name));

    *ret_typed = STR_NONE;
    if (!str_given(typed))
        return DATE_NONE;
    if (date_parse(typed, &day) == OK)
        *ret_typed = ctx_date_text(r->ctx, day);
    else
        *ret_problem = msg_text(r->ctx->locale, MSG_CASEFILE_CHRONOLOGY_BAD_DATE);
    return day;
}

/* "1700000000000000.ID": behind the last one of the page before. */
static void after_read(struct req *r, struct timeline_period *p)
{
    struct str rest = req_get(r, "after"), at;
    int64_t us = 0;
    struct id id;

    if (str_split(&rest, '.', &at) && num_parse_range(at, 1, INT64_MAX, &us) == OK &&
        id_parse(rest, &id) == OK && us > p->after.us) {
        p->after = (struct instant){us};
        p->after_id = id;
    }
}

static struct timeline_period period_read(struct req *r, struct casefile_chronology_view *view)
{
    struct ctx *ctx = r->ctx;
    struct timeline_period p = {.until = {INT64_MAX}, .limit = CHRONOLOGY_PAGE};
    struct date from = day_read(r, "from", &view->from, &view->problem);
    struct date until = day_read(r, "until", &view->until, &view->problem);

    if (date_given(from) && date_given(until) && date_cmp(until, from) < 0)
        view->problem = msg_text(ctx->locale, MSG_CASEFILE_CHRONOLOGY_PERIOD_ENDS);
    if (date_given(from))
        p.after = (struct instant){date_start(from, ctx->tz_offset_min).us - 1};
    if (date_given(until))
        p.until = date_start(date_add_days(until, 1), ctx->tz_offset_min);
    p.flags = shows_fill(r, view);
    after_read(r, &p);
    view->is_later = id_given(p.after_id);
    view->is_filtered = str_given(view->from) || str_given(view->until);
    return p;
}

/* Each entry in the words of its own programme. */
static struct timeline_entry_view entry_of(struct req *r, const struct casefile *file,
                                           const struct timeline_entry *e)
{
    struct ctx *ctx = r->ctx;
    const struct pack *pack = ctx->pack;
    struct timeline_entry_view view;

    ctx->pack = site_pack_of(ctx, e->programme);
    view = casefile_entry_view(ctx, e);
    if (!id_eq(e->casefile_id, file->id)) {
        view.where = str_fmt(ctx->arena, "%.*s · %.*s · %.*s, %.*s", STR_ARG(e->number),
                             STR_ARG(text_in(&ctx->pack->title, ctx->locale)), STR_ARG(e->team),
                             STR_ARG(e->agency));
        view.where_href = casefile_href(ctx, e->casefile_id, "");
    }
    ctx->pack = pack;
    return view;
}

enum err casefile_chronology_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct timeline_entry_list list = {0};
    struct timeline_entry last = {0};
    char id[ID_TEXT];

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    struct casefile_chronology_view view = {.casefile_id = file.id, .client = file.client_name};
    struct timeline_period period = period_read(r, &view);

    TRY(timeline_chronology(ctx, &file, &period, &list, &last));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.timeline, entry_of(r, &file, &list.items[i]));
    view.first_href = chronology_href(ctx, &view, view.show);
    view.has_next = id_given(last.id);
    if (view.has_next)
        view.next_href = str_fmt(ctx->arena, "%.*s&after=%lld.%.*s", STR_ARG(view.first_href),
                                 (long long)last.at.us, STR_ARG(id_format(last.id, id)));
    return casefile_page(r, &file, "history", msg_text(ctx->locale, MSG_CASEFILE_CHRONOLOGY),
                         (struct panel_view){&tmpl_casefile_chronology, &view});
}
