/* core/pack.c: looking things up in a loaded pack. Loading is in pack_load.c, the deeper check in
 * pack_lint.c. */
#include "core/pack.h"

#include <string.h>

#include "core/form_parse.h"

static const struct str phase_codes[PHASE_N] = {
    [PHASE_INTAKE] = {"intake", 6},          [PHASE_ASSESSMENT] = {"assessment", 10},
    [PHASE_PLANNING] = {"planning", 8},      [PHASE_IMPLEMENTATION] = {"implementation", 14},
    [PHASE_MONITORING] = {"monitoring", 10}, [PHASE_EVALUATION] = {"evaluation", 10},
    [PHASE_CLOSURE] = {"closure", 7},
};

struct str phase_code(enum phase p)
{
    return phase_codes[p];
}

enum err phase_parse(struct str code, enum phase *ret)
{
    for (int i = 0; i < PHASE_N; i++) {
        if (str_eq(code, phase_codes[i])) {
            *ret = (enum phase)i;
            return OK;
        }
    }
    return E_INVALID;
}

const struct pack_codes *pack_codes_find(const struct pack *p, struct str list)
{
    return map_get(&p->codes, list);
}

const struct pack_code *pack_code_find(const struct pack *p, struct str list, struct str code)
{
    const struct pack_codes *codes = pack_codes_find(p, list);

    for (size_t i = 0; codes && i < codes->codes.n; i++)
        if (str_eq(codes->codes.items[i].code, code))
            return &codes->codes.items[i];
    return NULL;
}

const struct pack_form *pack_form_find(const struct pack *p, struct str name)
{
    return map_get(&p->forms, name);
}

bool pack_form_is_for_case(const struct pack_form *form)
{
    return !str_has_prefix(form->event, STR("intake."));
}

const struct pack_step *pack_step_find(const struct pack *p, enum phase phase, struct str name)
{
    for (size_t i = 0; i < p->phases[phase].steps.n; i++)
        if (str_eq(p->phases[phase].steps.items[i].name, name))
            return &p->phases[phase].steps.items[i];
    return NULL;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* The name in answers without the numbers of instances: as it is declared. */
static struct str name_declared(struct str name, char buffer[FORM_NAME_MAX])
{
    struct str part;
    size_t n = 0;

    while (str_split(&name, '/', &part)) {
        if (is_number(part))
            continue;
        if (part.n + 1 > FORM_NAME_MAX - n)
            return STR_NONE;
        if (n > 0)
            buffer[n++] = '/';
        memcpy(buffer + n, part.p, part.n);
        n += part.n;
    }
    return (struct str){buffer, n};
}

const struct field *pack_form_field(const struct pack_form *form, struct str name)
{
    char buffer[FORM_NAME_MAX];
    struct str declared = name_declared(name, buffer);

    if (form->by_name)
        return map_get(form->by_name, declared);
    return field_find(form->fields, declared);
}

bool pack_has_word(struct str words, struct str word)
{
    struct str one;

    while (str_split(&words, ' ', &one))
        if (str_given(one) && str_eq(one, word))
            return true;
    return false;
}

bool pack_is_heard(struct str events, struct str abouts, struct str event, struct str about)
{
    return pack_has_word(events, event) && (!str_given(abouts) || pack_has_word(abouts, about));
}

bool pack_is_contact(const struct pack *p, struct str about)
{
    const struct pack_form *form = pack_form_find(p, about);
    const struct pack_code *kind = pack_code_find(p, STR("note_kind"), about);

    return form ? str_given(form->contact_on) : kind && str_eq(kind->group, STR("contact"));
}

bool pack_condition_split(struct str condition, struct str *ret_field, struct str *ret_codes)
{
    ptrdiff_t equals = str_find(condition, STR("="), 0);

    if (equals <= 0)
        return false;
    *ret_field = str_slice(condition, 0, (size_t)equals);
    *ret_codes = str_from(condition, (size_t)equals + 1);
    return true;
}

struct str pack_label(const struct pack *p, struct str list, struct str code,
                      const struct locale *l)
{
    const struct pack *from = p;

    do {
        const struct pack_code *found = pack_code_find(from, list, code);

        if (found)
            return text_in(&found->label, l);
        from = from->next;
    } while (from && from != p);
    return code;
}

struct str pack_labels(struct arena *a, const struct pack *p, struct str list, struct str codes,
                       const struct locale *l)
{
    struct str rest = codes, code, out = STR_NONE;

    while (str_split(&rest, ' ', &code)) {
        struct str label = pack_label(p, list, code, l);

        if (str_given(code))
            out = str_given(out) ? str_fmt(a, "%.*s · %.*s", STR_ARG(out), STR_ARG(label)) : label;
    }
    return out;
}

int risk_index(struct str risk)
{
    if (str_eq(risk, STR("high")))
        return 0;
    if (str_eq(risk, STR("medium")))
        return 1;
    return str_eq(risk, STR("low")) ? 2 : 3;
}
