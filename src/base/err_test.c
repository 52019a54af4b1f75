/* base/err_test.c */
#include "base/err.h"

#include "base/test.h"

static enum err pass_on(enum err e, int *reached)
{
    TRY(e);
    *reached += 1;
    return OK;
}

TEST(err, try_passes_failures_on)
{
    int reached = 0;

    CHECK_ERR(pass_on(E_BUSY, &reached), E_BUSY);
    CHECK_INT(reached, 0);
    CHECK_OK(pass_on(OK, &reached));
    CHECK_INT(reached, 1);
}

TEST(err, every_code_has_its_own_name)
{
    CHECK_STR(str_c(err_name(OK)), "OK");
    CHECK_STR(str_c(err_name(E_BUG)), "E_BUG");
    for (int i = OK; i <= E_BUG; i++)
        for (int j = OK; j < i; j++)
            CHECK(!str_eq(str_c(err_name((enum err)i)), str_c(err_name((enum err)j))));
    CHECK_STR(str_c(err_name((enum err)99)), "E_UNKNOWN");
}
