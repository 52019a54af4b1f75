/* person/person_part.c: see person_part.h. */
#include "feature/person/person_part.h"

#include "core/pack.h"

#define AT(member) offsetof(struct person, member)

const struct person_part person_parts[] = {
    {"given_name", "person.given_name", PART_TEXT, AT(given_name), NULL},
    {"family_name", "person.family_name", PART_TEXT, AT(family_name), NULL},
    {"other_names", "person.other_names", PART_TEXT, AT(other_names), NULL},
    {"sex", "person.sex", PART_CODE, AT(sex), "sex"},
    {"birth", "person.birth", PART_BIRTH, AT(birth_date), NULL},
    {"died_on", "person.died_on", PART_DATE, AT(died_on), NULL},
    {"languages", "person.languages", PART_CODES, AT(languages), "language"},
    {"phone", "person.phone", PART_TEXT, AT(phone), NULL},
    {"email", "person.email", PART_TEXT, AT(email), NULL},
    {"contact_note", "person.contact_note", PART_TEXT, AT(contact_note), NULL},
    {"address", "person.address", PART_TEXT, AT(address), NULL},
    {"area", "person.area", PART_AREA, AT(area_id), NULL},
};
const int person_part_n = sizeof person_parts / sizeof person_parts[0];

static void *member(struct person *p, const struct person_part *part)
{
    return (char *)p + part->offset;
}

static const void *member_const(const struct person *p, const struct person_part *part)
{
    return (const char *)p + part->offset;
}

struct str person_part_get(struct ctx *ctx, const struct person *p, const struct person_part *part)
{
    const void *at = member_const(p, part);

    switch (part->kind) {
    case PART_TEXT:
    case PART_CODE:
    case PART_CODES:
        return *(const struct str *)at;
    case PART_DATE:
        return ctx_date_text(ctx, *(const struct date *)at);
    case PART_BIRTH:
        if (!date_given(p->birth_date))
            return STR_NONE;
        return str_cat(ctx->arena, ctx_date_text(ctx, p->birth_date),
                       p->birth_estimated ? STR("~") : STR_NONE);
    case PART_AREA:
        return ctx_id_text(ctx, *(const struct id *)at);
    }
    return STR_NONE;
}

struct str person_part_words(struct ctx *ctx, const struct person *p,
                             const struct person_part *part)
{
    const void *at = member_const(p, part);
    struct buf out;

    switch (part->kind) {
    case PART_TEXT:
        return *(const struct str *)at;
    case PART_CODE:
    case PART_CODES:
        return pack_labels(ctx->arena, ctx->pack, str_c(part->codes), *(const struct str *)at,
                           ctx->locale);
    case PART_DATE:
        buf_init(&out, ctx->arena, 200);
        locale_date(&out, ctx->locale, *(const struct date *)at, DATE_LONG);
        return buf_str(&out);
    case PART_BIRTH:
        return person_birth_text(ctx, p);
    case PART_AREA:
        return p->area_name;
    }
    return STR_NONE;
}

void person_part_copy(struct person *to, const struct person *from, const struct person_part *part)
{
    switch (part->kind) {
    case PART_TEXT:
    case PART_CODE:
    case PART_CODES:
        *(struct str *)member(to, part) = *(const struct str *)member_const(from, part);
        break;
    case PART_DATE:
        *(struct date *)member(to, part) = *(const struct date *)member_const(from, part);
        break;
    case PART_BIRTH:
        to->birth_date = from->birth_date;
        to->birth_estimated = from->birth_estimated;
        break;
    case PART_AREA:
        to->area_id = from->area_id;
        to->area_name = from->area_name;
        break;
    }
}

static enum err date_set(struct str text, struct date *ret)
{
    *ret = DATE_NONE;
    return str_given(text) ? date_parse(text, ret) : OK;
}

enum err person_part_set(struct person *p, const struct person_part *part, struct str text)
{
    switch (part->kind) {
    case PART_TEXT:
    case PART_CODE:
    case PART_CODES:
        *(struct str *)member(p, part) = text;
        return OK;
    case PART_DATE:
        return date_set(text, member(p, part));
    case PART_BIRTH:
        p->birth_estimated = str_has_suffix(text, STR("~"));
        return date_set(str_slice(text, 0, text.n - (p->birth_estimated ? 1 : 0)), &p->birth_date);
    case PART_AREA:
        p->area_id = ID_NONE;
        return str_given(text) ? id_parse(text, &p->area_id) : OK;
    }
    return E_INVALID;
}
