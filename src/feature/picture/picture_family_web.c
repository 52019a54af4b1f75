/* picture/picture_family_web.c: the family as a genogram, with its table. */
#include "core/label.h"
#include "core/messages.gen.h"
#include "feature/casefile/casefile_page.h"
#include "picture_handlers.h"
#include "picture_tmpl.gen.h"

static struct str number_text(struct ctx *ctx, int n)
{
    return locale_digits(ctx->arena, ctx->locale, str_fmt(ctx->arena, "%d", n));
}

static struct str year_text(struct ctx *ctx, struct date d)
{
    int y, m, day;

    if (!date_given(d))
        return STR("?");
    date_to_ymd(d, &y, &m, &day);
    return number_text(ctx, y);
}

/* "1950–2019" of the dead. */
static struct str life_text(struct ctx *ctx, const struct person *p)
{
    struct str born = year_text(ctx, p->birth_date);

    if (!date_given(p->died_on))
        return STR_NONE;
    return str_fmt(ctx->arena, "%.*s–%.*s", STR_ARG(born), STR_ARG(year_text(ctx, p->died_on)));
}

static void text_add(struct ctx *ctx, struct picture_node_view *node, struct str text, int first)
{
    if (str_given(text))
        LIST_ADD(ctx->arena, &node->texts,
                 ((struct picture_text_view){
                     .text = label_fit(ctx->arena, text, GENOGRAM_FONT, GENOGRAM_LABEL),
                     .y = first + (int)node->texts.n * GENOGRAM_LEADING}));
}

static struct picture_node_view node_view(struct ctx *ctx, const struct genogram_node *at,
                                          const struct person *p, bool is_home)
{
    struct picture_node_view node = {.x = at->x,
                                     .y = at->y,
                                     .name = person_name(ctx, p),
                                     .symbol = STR("diamond"),
                                     .cls = is_home ? STR("n home") : STR("n"),
                                     .is_index = at->person == 0,
                                     .is_dead = date_given(p->died_on)};

    if (str_eq(p->sex, STR("male")))
        node.symbol = STR("square");
    else if (str_eq(p->sex, STR("female")))
        node.symbol = STR("circle");
    if (date_given(p->birth_date) && !node.is_dead)
        node.age = number_text(ctx, date_age(p->birth_date, ctx_today(ctx)));
    text_add(ctx, &node, p->given_name, at->label_y - at->y);
    text_add(ctx, &node, p->family_name, at->label_y - at->y);
    text_add(ctx, &node, life_text(ctx, p), at->label_y - at->y);
    return node;
}

static const char *const strokes[] = {[GENOGRAM_SOLID] = "",
                                      [GENOGRAM_DASHED] = "dash",
                                      [GENOGRAM_DOTTED] = "dot",
                                      [GENOGRAM_SLASH] = ""};

static void drawing_fill(struct ctx *ctx, const struct picture_family *family,
                         const struct person_list *home, struct picture_family_view *view)
{
    struct genogram_person_list people = {0};
    struct genogram drawing;

    for (size_t i = 0; i < family->people.n; i++) {
        const struct person *p = &family->people.items[i].person;

        LIST_ADD(ctx->arena, &people,
                 ((struct genogram_person){.born = p->birth_date,
                                           .is_exact = !p->birth_estimated,
                                           .is_male = str_eq(p->sex, STR("male"))}));
    }
    genogram_lay(ctx->arena, &people, &family->links, locale_is_rtl(ctx->locale), &drawing);
    view->width = drawing.width;
    view->height = drawing.height;
    view->left_out = drawing.left_out;
    for (size_t i = 0; i < drawing.lines.n; i++)
        LIST_ADD(ctx->arena, &view->lines,
                 ((struct picture_line_view){drawing.lines.items[i].d,
                                             str_c(strokes[drawing.lines.items[i].stroke])}));
    for (size_t i = 0; i < drawing.nodes.n; i++) {
        const struct genogram_node *at = &drawing.nodes.items[i];
        const struct person *p = at->person < 0 ? NULL : &family->people.items[at->person].person;

        LIST_ADD(ctx->arena, &view->nodes,
                 p ? node_view(ctx, at, p, picture_has(home, p->id))
                   : ((struct picture_node_view){.x = at->x,
                                                 .y = at->y,
                                                 .symbol = STR("diamond"),
                                                 .cls = STR("n"),
                                                 .is_unknown = true}));
    }
}

static void members_fill(struct ctx *ctx, const struct picture_family *family,
                         const struct person_list *home, struct picture_family_view *view)
{
    for (size_t i = 0; i < family->people.n; i++) {
        const struct picture_person *p = &family->people.items[i];
        struct picture_member_view row = {.id = p->person.id,
                                          .name = person_name(ctx, &p->person),
                                          .sex = p->person.sex,
                                          .birth = person_birth_text(ctx, &p->person),
                                          .died_on = p->person.died_on,
                                          .is_index = i == 0,
                                          .is_home = picture_has(home, p->person.id)};

        if (!date_given(p->person.died_on))
            row.age = person_age_text(ctx, &p->person);
        for (size_t k = 0; k < p->relations.n; k++)
            LIST_ADD(ctx->arena, &row.relations,
                     ((struct picture_relation_view){p->relations.items[k].kind,
                                                     person_name(ctx, &p->relations.items[k].other),
                                                     p->relations.items[k].since}));
        LIST_ADD(ctx->arena, &view->members, row);
    }
}

enum err picture_family_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct picture_family family;
    struct picture_family_view view = {0};
    struct picture_network network;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(picture_family(ctx, &file, &family));
    TRY(picture_home(ctx, &family.people.items[0].person, &network));
    view.nav = picture_nav(r, &file, "genogram");
    view.person_id = file.person_id;
    view.client = file.client_name;
    view.more = family.more;
    view.is_alone = family.people.n < 2;
    view.has_home = network.home.n > 1;
    view.may_edit = authz_can(ctx, CAP_PERSON_EDIT);
    drawing_fill(ctx, &family, &network.home, &view);
    members_fill(ctx, &family, &network.home, &view);
    view.members_n = (int)view.members.n;
    return casefile_page(r, &file, "pictures", msg_text(ctx->locale, MSG_PICTURE_FAMILY),
                         (struct panel_view){&tmpl_picture_family, &view});
}
