/* casefile/casefile_test.c: rules that need no database. */
#include "base/test.h"
#include "feature/casefile/casefile.h"

static struct casefile_step step(const struct pack_step *def, struct str state, int64_t done_at)
{
    return (struct casefile_step){.def = def, .state = state, .done_at = {done_at}};
}

TEST(casefile, the_gate_waits_for_required_steps_only)
{
    const struct pack_step required = {.required = true}, optional = {0};
    struct casefile_step s = step(&required, STR("todo"), 0);

    CHECK(!casefile_step_is_met(&s));
    s = step(&optional, STR("todo"), 0);
    CHECK(casefile_step_is_met(&s));
    s = step(&required, STR("done"), 1);
    CHECK(casefile_step_is_met(&s));
    s = step(&required, STR("not_needed"), 0);
    CHECK(casefile_step_is_met(&s));
}

TEST(casefile, a_step_that_repeats_is_met_when_it_was_done_once)
{
    const struct pack_step def = {.required = true, .repeats = true};
    struct casefile_step s = step(&def, STR("todo"), 0);

    CHECK(!casefile_step_is_met(&s));
    s = step(&def, STR("todo"), 1);
    CHECK(casefile_step_is_met(&s));
}
