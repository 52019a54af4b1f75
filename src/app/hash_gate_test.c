/* app/hash_gate_test.c: many processes at the gate at once. */
#include "app/hash_gate.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/test.h"

struct tally {
    _Atomic int ready, inside, most, entered, refused;
};

/* All begin together: on a busy machine the first could be through before the last is there. */
static void worker(struct tally *tally, int processes)
{
    atomic_fetch_add(&tally->ready, 1);
    while (atomic_load(&tally->ready) < processes)
        usleep(200);
    for (int i = 0; i < 20; i++) {
        if (!hash_gate(true)) {
            atomic_fetch_add(&tally->refused, 1);
            usleep(1000);
            continue;
        }
        int now = atomic_fetch_add(&tally->inside, 1) + 1, most = atomic_load(&tally->most);

        while (now > most && !atomic_compare_exchange_weak(&tally->most, &most, now)) {
        }
        atomic_fetch_add(&tally->entered, 1);
        usleep(2000);
        atomic_fetch_sub(&tally->inside, 1);
        hash_gate(false);
    }
    _exit(0);
}

static void crowd(struct tally *tally, int processes)
{
    for (int i = 0; i < processes; i++) {
        if (fork() == 0)
            worker(tally, processes);
    }
    while (wait(NULL) > 0) {
    }
}

TEST(hash_gate, lets_two_in_at_once_and_turns_away_who_would_fill_all_workers)
{
    struct tally *tally =
        mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(tally != MAP_FAILED);
    CHECK(hash_gate_open(4) == OK);
    crowd(tally, 4);
    CHECK_INT(atomic_load(&tally->most), HASH_GATE_AT_ONCE);
    CHECK(atomic_load(&tally->entered) > 0);
    /* Two hash, one waits: the fourth is told to come back. */
    CHECK(atomic_load(&tally->refused) > 0);
    CHECK_INT(atomic_load(&tally->entered) + atomic_load(&tally->refused), 80);
    munmap(tally, sizeof *tally);
}

TEST(hash_gate, nobody_is_turned_away_where_only_two_can_come)
{
    struct tally *tally =
        mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(tally != MAP_FAILED);
    CHECK(hash_gate_open(2) == OK);
    crowd(tally, 2);
    CHECK_INT(atomic_load(&tally->entered), 40);
    munmap(tally, sizeof *tally);
}
