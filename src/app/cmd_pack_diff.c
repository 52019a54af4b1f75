#include "app/cmd_pack.h"
int cmd_pack_diff(const struct options *options)
{
    (void)options;
    return 2;
}
