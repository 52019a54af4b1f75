/* app/hash_gate.c: bytes of a file in memory, each a lock: two to hash, the others to wait for one.
 * The kernel releases them when a worker dies. */
#include "app/hash_gate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* One a process: the parent's is inherited, and each worker opens the same file anew, as locks
 * belong to the open file and not to the process. */
static struct {
    int parent_fd, fd, waiting_max, held;
    pid_t pid;
} gate = {.parent_fd = -1, .fd = -1, .held = -1};

enum err hash_gate_open(int workers)
{
    gate.parent_fd = memfd_create("alidade-hash-gate", MFD_CLOEXEC);
    /* One worker is left that answers everybody else. */
    gate.waiting_max = workers > HASH_GATE_AT_ONCE + 1 ? workers - HASH_GATE_AT_ONCE - 1 : 0;
    return gate.parent_fd < 0 ? E_IO : OK;
}

static bool own_fd(void)
{
    char path[64];

    if (gate.fd >= 0 && gate.pid == getpid())
        return true;
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", gate.parent_fd);
    gate.fd = open(path, O_RDWR | O_CLOEXEC);
    gate.pid = getpid();
    return gate.fd >= 0;
}

static bool byte_lock(int command, short type, int byte)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    int rc;

    do
        rc = fcntl(gate.fd, command, &lock);
    while (rc != 0 && errno == EINTR && command == F_OFD_SETLKW);
    return rc == 0;
}

/* The first free one of the bytes from..to; -1 when there is none. */
static int byte_take(int from, int to)
{
    for (int i = from; i < to; i++) {
        if (byte_lock(F_OFD_SETLK, F_WRLCK, i))
            return i;
    }
    return -1;
}

static bool enter_waiting(void)
{
    int waits = byte_take(HASH_GATE_AT_ONCE, HASH_GATE_AT_ONCE + gate.waiting_max);
    int byte = (int)(gate.pid % HASH_GATE_AT_ONCE);

    if (waits < 0)
        return false;
    if (byte_lock(F_OFD_SETLKW, F_WRLCK, byte))
        gate.held = byte;
    (void)byte_lock(F_OFD_SETLK, F_UNLCK, waits);
    return gate.held >= 0;
}

bool hash_gate(bool enter)
{
    if (!enter) {
        (void)byte_lock(F_OFD_SETLK, F_UNLCK, gate.held);
        gate.held = -1;
        return true;
    }
    if (!own_fd())
        return false;
    gate.held = byte_take(0, HASH_GATE_AT_ONCE);
    return gate.held >= 0 || enter_waiting();
}
