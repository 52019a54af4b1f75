/* app/cmd_pack.h: what is done with a pack's folder, one function a word behind `alidade pack`. */
#ifndef APP_CMD_PACK_H
#define APP_CMD_PACK_H

#include "app/command.h"
#include "core/pack.h"

/** `alidade pack check DIR`: 0 when there are no findings. */
int cmd_pack_check(const struct options *options);
/** `alidade pack test DIR`: 0 when all tests come out as expected. */
int cmd_pack_test(const struct options *options);
/** `alidade pack diff OLD NEW`: 0 no difference, 1 differences, 2 a pack cannot be read. */
int cmd_pack_diff(const struct options *options);

#endif
