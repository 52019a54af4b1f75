/* app/hash_gate.h: at most two passwords are hashed at once over all workers (64 MiB and a core
 * each), and some workers never wait for one: sign-ins by the thousand stop neither machine nor
 * pages. */
#ifndef APP_HASH_GATE_H
#define APP_HASH_GATE_H

#include <stdbool.h>

#include "base/err.h"

#define HASH_GATE_AT_ONCE 2

/** Once, before workers are forked. Errors: E_IO. */
enum err hash_gate_open(int workers) MUST_CHECK;
/** For struct site: enters (false: too many wait already) or leaves. Each process by itself. */
bool hash_gate(bool enter);

#endif
