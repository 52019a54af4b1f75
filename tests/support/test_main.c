/* tests/support/test_main.c: the main() of every unit-test program. */
#include "base/test.h"

int main(int argc, char **argv)
{
    return test_run(argc > 1 ? argc - 1 : 0, argv + 1) == 0 ? 0 : 1;
}
