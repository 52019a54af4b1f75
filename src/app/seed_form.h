/* app/seed_form.h: a form that the seeder is filling in. */
#ifndef APP_SEED_FORM_H
#define APP_SEED_FORM_H

#include "app/seed.h"
#include "core/form_live.h"

struct seed_answer {
    struct str name, typed;
    bool refused; /* the form did not take it: another one is due */
};
struct seed_filling {
    struct seed *s;
    const struct casefile *file;
    struct form_live *live;
    struct form_answers before; /* of the last time the form was filled in for the case */
    LIST_OF(struct seed_answer) typed;
    bool arabic;
};

/** What is typed into the box of a question; empty for nothing. May ask for none on grounds of its
 * own: *ret_missing is then a code as in form.h. */
struct str seed_answer(struct seed_filling *f, const struct field *field, struct str *ret_missing);

#endif
