/* core/pack_definition_test.c: a form as a text, and back. */
#include "base/test.h"
#include "core/form_model.h"
#include "core/pack.h"

/* Of each form of a shipped pack: what is read back says the same again. */
static void round_trip(struct test *t, const char *dir)
{
    struct pack *pack = NULL;
    struct str problem = STR_NONE;

    CHECK_OK(pack_load(t->arena, dir, &pack, &problem));
    for (size_t i = 0; i < pack->forms.n; i++) {
        const struct pack_form *form = pack->forms.entries[i].value, *again = NULL;
        struct str text = pack_form_definition(t->arena, form);

        CHECK_OK(pack_form_parse(t->arena, pack, text, &again));
        CHECK_STR(pack_form_definition(t->arena, again), str_z(t->arena, text));
        CHECK_STR(again->version, str_z(t->arena, form->version));
        CHECK_STR(again->risk_field, str_z(t->arena, form->risk_field));
        CHECK_INT(again->model->items.n, form->model->items.n);
        for (const struct field *f = form->fields, *g = again->fields; f->name; f++, g++) {
            CHECK_STR(str_c(g->name), f->name);
            CHECK_INT(g->type, f->type);
            CHECK_INT(g->sensitive, f->sensitive);
        }
    }
}

TEST(pack_definition, says_all_of_a_form)
{
    round_trip(t, "packs/child-family");
    round_trip(t, "packs/labour-activation");
    round_trip(t, "packs/minimum-income");
}

TEST(pack_definition, refuses_what_is_none)
{
    struct pack pack = {0};
    const struct pack_form *form;

    CHECK_ERR(pack_form_parse(t->arena, &pack, STR("[1]"), &form), E_INVALID);
    CHECK_ERR(pack_form_parse(t->arena, &pack, STR("{\"forms.csv\":\"form,version\"}"), &form),
              E_INVALID);
}
