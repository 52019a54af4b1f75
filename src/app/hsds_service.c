/* app/hsds_service.c: what the directory's own columns make of HSDS's rows. */
#include <string.h>

#include "app/hsds.h"
#include "base/num.h"
#include "core/pack.h"

struct str hsds_phone(const struct hsds *h, const char *column, struct str id)
{
    struct hsds_row_list phones = hsds_tied(h, HSDS_PHONE, column, id);

    return phones.n ? hsds_cell(phones.items[0], "number") : STR_NONE;
}

static struct str joined(struct arena *a, struct str text, const char *between, struct str more)
{
    if (!str_given(more))
        return text;
    return str_given(text) ? str_fmt(a, "%.*s%s%.*s", STR_ARG(text), between, STR_ARG(more)) : more;
}

struct str hsds_address(const struct hsds *h, struct str location_id)
{
    static const char *const parts[] = {"attention",      "address_1",   "address_2", "city",
                                        "state_province", "postal_code", "country"};
    struct hsds_row_list list = hsds_tied(h, HSDS_ADDRESS, "location_id", location_id);
    struct str text = STR_NONE;

    for (size_t i = 0; list.n > 0 && i < sizeof parts / sizeof parts[0]; i++) {
        struct str part = hsds_cell(list.items[0], parts[i]);

        /* A dash is a part that somebody had to write and did not have. */
        if (!str_eq(part, STR("-")))
            text = joined(h->arena, text, ", ", part);
    }
    return text;
}

/* Opening hours in words: what somebody wrote, else days and times. */
static struct str schedule_of(const struct hsds *h, struct str id)
{
    struct hsds_row_list list = hsds_tied(h, HSDS_SCHEDULE, "service_id", id);
    struct str text = STR_NONE;

    for (size_t i = 0; i < list.n; i++) {
        const struct hsds_row *row = list.items[i];
        struct str one = hsds_cell(row, "description");

        if (!str_given(one))
            one = joined(
                h->arena, hsds_cell(row, "byday"), " ",
                joined(h->arena, hsds_cell(row, "opens_at"), "–", hsds_cell(row, "closes_at")));
        text = joined(h->arena, text, "\n", one);
    }
    return text;
}

static bool has_word(struct str words, struct str word)
{
    struct str rest = words, one;

    while (str_split(&rest, ' ', &one)) {
        if (str_eq(one, word))
            return true;
    }
    return false;
}

static struct str words_add(struct arena *a, struct str words, struct str word)
{
    return has_word(words, word) ? words : joined(a, words, " ", word);
}

/* Codes of languages as they are; something else than a code is no language of ours. */
static struct str languages_of(const struct hsds *h, struct str id)
{
    struct hsds_row_list list = hsds_tied(h, HSDS_LANGUAGE, "service_id", id);
    struct str codes = STR_NONE;

    for (size_t i = 0; i < list.n; i++) {
        struct str code = hsds_cell(list.items[i], "code");

        if (code.n == 2 || code.n == 3)
            codes = words_add(h->arena, codes, code);
    }
    return codes;
}

/* Terms of a taxonomy whose code is a need of ours. */
static struct str needs_of(const struct ctx *ctx, const struct hsds *h, struct str id)
{
    struct hsds_row_list list = hsds_tied(h, HSDS_ATTRIBUTE, "link_id", id);
    struct str codes = STR_NONE;

    for (size_t i = 0; i < list.n; i++) {
        const struct hsds_row *term =
            hsds_find(h, HSDS_TAXONOMY_TERM, hsds_cell(list.items[i], "taxonomy_term_id"));
        struct str code = term ? hsds_cell(term, "code") : STR_NONE;

        if (str_given(code) && pack_code_find(ctx->pack, STR("need"), code))
            codes = words_add(h->arena, codes, code);
    }
    return codes;
}

static void areas_of(struct hsds_service *s, const struct hsds *h, struct str id,
                     const struct service_area_list *choices)
{
    struct hsds_row_list list = hsds_tied(h, HSDS_SERVICE_AREA, "service_id", id);

    for (size_t i = 0; i < list.n; i++) {
        struct str name = hsds_cell(list.items[i], "name");

        s->service.area_text = joined(h->arena, s->service.area_text, ", ", name);
        for (size_t k = 0; k < choices->n; k++) {
            if (str_eq(choices->items[k].name, name))
                LIST_ADD(h->arena, &s->areas, choices->items[k]);
        }
    }
}

/* The whole part of a number; not given: -1. */
static int64_t whole(struct str number)
{
    struct str rest = number, before;
    int64_t n;

    if (!str_split(&rest, '.', &before) || num_parse_i64(before, &n) != OK || n < 0)
        return -1;
    return n;
}

struct hsds_service hsds_service_of(struct ctx *ctx, const struct hsds *h,
                                    const struct hsds_row *row,
                                    const struct service_area_list *choices)
{
    struct str id = row->cells[0];
    struct hsds_row_list capacity = hsds_tied(h, HSDS_SERVICE_CAPACITY, "service_id", id);
    struct hsds_service ret = {.service = {.name = hsds_cell(row, "name"),
                                           .alternate_name = hsds_cell(row, "alternate_name"),
                                           .description = hsds_cell(row, "description"),
                                           .state = hsds_cell(row, "status"),
                                           .needs = needs_of(ctx, h, id),
                                           .languages = languages_of(h, id),
                                           .eligibility = hsds_cell(row, "eligibility_description"),
                                           .minimum_age = whole(hsds_cell(row, "minimum_age")),
                                           .maximum_age = whole(hsds_cell(row, "maximum_age")),
                                           .application = hsds_cell(row, "application_process"),
                                           .fees = hsds_cell(row, "fees_description"),
                                           .schedule = schedule_of(h, id),
                                           .email = hsds_cell(row, "email"),
                                           .phone = hsds_phone(h, "service_id", id),
                                           .url = hsds_cell(row, "url"),
                                           .alert = hsds_cell(row, "alert"),
                                           .assured_on = DATE_NONE,
                                           .capacity_free = -1,
                                           .capacity_total = -1,
                                           .wait_days = -1},
                               .has_capacity = capacity.n > 0};

    if (id_parse(id, &ret.service.id) != OK)
        ret.service.id = ID_NONE;
    if (id_parse(hsds_cell(row, "organization_id"), &ret.service.organization_id) != OK)
        ret.service.organization_id = ID_NONE;
    if (date_parse(str_slice(hsds_cell(row, "assured_date"), 0, 10), &ret.service.assured_on) != OK)
        ret.service.assured_on = DATE_NONE;
    if (capacity.n > 0) {
        ret.service.capacity_free = whole(hsds_cell(capacity.items[0], "available"));
        ret.service.capacity_total = whole(hsds_cell(capacity.items[0], "maximum"));
    }
    areas_of(&ret, h, id, choices);
    return ret;
}
