/* picture/picture_network_web.c: the network as an ecomap, with its table. */
#include "core/ecomap.h"
#include "core/label.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/casefile/casefile_page.h"
#include "picture_handlers.h"
#include "picture_tmpl.gen.h"

#define LEADING 18
#define HOME_MAX 5 /* lines in the middle */
#define HOME_WIDTH 122

static const struct {
    const char *code, *cls;
    enum ecomap_tie tie;
} ties[] = {{"", "", ECOMAP_PLAIN},
            {"strong", "strong", ECOMAP_STRONG},
            {"weak", "dash", ECOMAP_WEAK},
            {"stressful", "stress", ECOMAP_STRESSFUL}};

static size_t tie_of(const struct picture_tie *t)
{
    for (size_t i = 1; i < sizeof ties / sizeof ties[0]; i++)
        if (str_eq(t->tie, str_c(ties[i].code)))
            return i;
    return 0;
}

/* What it is, in the reader's words. */
static struct str what_of(struct ctx *ctx, const struct picture_tie *t)
{
    if (t->around == PICTURE_TEAM)
        return msg_text(ctx->locale, MSG_PICTURE_TEAM);
    return pack_label(ctx->pack, t->list, t->code, ctx->locale);
}

static struct str line_fit(struct ctx *ctx, struct str text, int width)
{
    return label_fit(ctx->arena, text, ECOMAP_FONT, width);
}

/* Who lives there; the last line says how many more when there is no room. */
static void home_fill(struct ctx *ctx, const struct picture_network *net,
                      struct picture_network_view *view)
{
    size_t n = net->home.n > HOME_MAX ? HOME_MAX : net->home.n;
    int first = 5 - (int)(n - 1) * LEADING / 2;

    for (size_t i = 0; i < n; i++) {
        struct str text = person_name(ctx, &net->home.items[i]);

        if (i == HOME_MAX - 1 && net->home.n > HOME_MAX)
            text = ctx_msg_n(ctx, MSG_PICTURE_HOME_MORE, (int64_t)(net->home.n - i));
        LIST_ADD(ctx->arena, &view->home,
                 ((struct picture_text_view){.text = line_fit(ctx, text, HOME_WIDTH),
                                             .y = first + (int)i * LEADING}));
    }
}

/* Somebody with several ties has one box; the first says which. */
static bool is_first(const struct picture_network *net, size_t i)
{
    const struct picture_tie *t = &net->ties.items[i];

    for (size_t k = 0; k < i; k++) {
        const struct picture_tie *o = &net->ties.items[k];

        if (id_given(t->person_id) ? id_eq(o->person_id, t->person_id)
                                   : o->around == t->around && str_eq(o->name, t->name))
            return false;
    }
    return true;
}

static const char *const kinds[] = {
    [PICTURE_PERSON] = "who", [PICTURE_SERVICE] = "srv", [PICTURE_TEAM] = "team"};

static void drawing_fill(struct ctx *ctx, const struct picture_network *net,
                         struct picture_network_view *view)
{
    enum ecomap_tie *drawn = ARENA_ARRAY(ctx->arena, enum ecomap_tie, net->ties.n + 1);
    const struct picture_tie **of =
        ARENA_ARRAY(ctx->arena, const struct picture_tie *, net->ties.n + 1);
    struct ecomap map;
    size_t n = 0;

    for (size_t i = 0; i < net->ties.n; i++)
        if (is_first(net, i)) {
            drawn[n] = ties[tie_of(&net->ties.items[i])].tie;
            of[n++] = &net->ties.items[i];
        }
    ecomap_lay(ctx->arena, drawn, n, locale_is_rtl(ctx->locale), &map);
    view->width = map.width;
    view->height = map.height;
    view->x = map.x;
    view->y = map.y;
    view->more = (int)(n - map.nodes.n);
    for (size_t i = 0; i < map.nodes.n; i++) {
        struct str what = what_of(ctx, of[i]);

        LIST_ADD(
            ctx->arena, &view->lines,
            ((struct picture_line_view){map.nodes.items[i].d, str_c(ties[tie_of(of[i])].cls)}));
        LIST_ADD(ctx->arena, &view->boxes,
                 ((struct picture_box_view){.x = map.nodes.items[i].x,
                                            .y = map.nodes.items[i].y,
                                            .name = of[i]->name,
                                            .what = what,
                                            .short_name = line_fit(ctx, of[i]->name, ECOMAP_LABEL),
                                            .short_what = line_fit(ctx, what, ECOMAP_LABEL),
                                            .cls = str_c(kinds[of[i]->around])}));
    }
}

static void table_fill(struct ctx *ctx, const struct picture_network *net,
                       struct picture_network_view *view)
{
    for (size_t i = 0; i < net->ties.n; i++) {
        const struct picture_tie *t = &net->ties.items[i];
        struct picture_tie_view row = {
            .name = t->name, .href = t->href, .what = what_of(ctx, t), .of = t->of, .tie = t->tie};
        char id[ID_TEXT];

        if (id_given(t->person_id))
            row.href = str_fmt(ctx->arena, "/people/%.*s", STR_ARG(id_format(t->person_id, id)));
        LIST_ADD(ctx->arena, &view->ties, row);
    }
}

enum err picture_network_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct picture_network net;
    struct picture_network_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(picture_network(ctx, &file, &net));
    view.nav = picture_nav(r, &file, "ecomap");
    view.client = file.client_name;
    view.hidden = net.hidden;
    view.ties_n = (int)net.ties.n;
    home_fill(ctx, &net, &view);
    drawing_fill(ctx, &net, &view);
    table_fill(ctx, &net, &view);
    return casefile_page(r, &file, "pictures", msg_text(ctx->locale, MSG_PICTURE_NETWORK),
                         (struct panel_view){&tmpl_picture_network, &view});
}
