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

TEST(hash_gate, lets_two_in_at_once)
{
    struct tally *tally =
        mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(tally != MAP_FAILED);
    CHECK(hash_gate_open(4) == OK);
    crowd(tally, 6);
    CHECK(atomic_load(&tally->most) <= HASH_GATE_AT_ONCE);
    CHECK(atomic_load(&tally->entered) > 0);
    CHECK_INT(atomic_load(&tally->entered) + atomic_load(&tally->refused), 120);
    munmap(tally, sizeof *tally);
}

/* A process that enters, says whether it did, and leaves when the other end is closed. */
static pid_t holder(int *ret_end)
{
    int said[2], stay[2];
    char entered = 0;

    if (pipe(said) != 0 || pipe(stay) != 0)
        return -1;
    pid_t child = fork();

    if (child == 0) {
        entered = hash_gate(true) ? 1 : 0;
        close(stay[1]);
        if (write(said[1], &entered, 1) != 1 || read(stay[0], &entered, 1) != 0)
            _exit(1);
        hash_gate(false);
        _exit(0);
    }
    close(said[1]);
    close(stay[0]);
    *ret_end = stay[1];
    bool ok = read(said[0], &entered, 1) == 1 && entered;

    close(said[0]);
    return ok ? child : -1;
}

TEST(hash_gate, turns_away_who_would_take_the_last_worker)
{
    int ends[2];
    pid_t first, second;

    CHECK(hash_gate_open(3) == OK);
    second = holder(&ends[1]);
    CHECK(second > 0);
    first = holder(&ends[0]);
    CHECK(first > 0);
    CHECK(!hash_gate(true));
    close(ends[0]);
    CHECK(waitpid(first, NULL, 0) == first);
    CHECK(hash_gate(true));
    CHECK(hash_gate(false));
    close(ends[1]);
    CHECK(waitpid(second, NULL, 0) == second);
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
