/* sync/sync_model_test_support.h: a server and many devices in one process, with a network that
 * loses things; for sync_model_test.c. */
#ifndef SYNC_MODEL_TEST_SUPPORT_H
#define SYNC_MODEL_TEST_SUPPORT_H

#include "app/scenario.h"
#include "core/sync_device.h"

#define MODEL_CASES 24
#define MODEL_DEVICES 50

/** Numbers that are the same in each run with a seed. */
struct dice {
    uint64_t state;
};
/** 0 … n-1. */
int dice_roll(struct dice *dice, int n);
/** True in so many of a hundred. */
bool dice_in(struct dice *dice, int percent);

struct model;

/** A device: what it would have on its disk, and what it has in memory. */
struct sim {
    struct model *model;
    const char *login;
    struct str key; /* ID.SECRET */
    struct id id;
    struct sync_device dev;
    struct arena *arena;
    void *base, *box; /* images: the rows as the server sent them; the outbox */
    size_t base_n, box_n;
    int64_t clock_us; /* how far its clock is ahead */
    bool revoked, crash;
};

/** A command that a device said was saved. */
struct promise_made {
    struct id cmd_id, device_id;
    int number;
    bool note;
};

struct model {
    struct world world;
    struct dice dice;
    struct arena *arena;
    struct sim sims[MODEL_DEVICES];
    int sim_n;
    struct world_case cases[MODEL_CASES];
    int case_n;
    LIST_OF(struct promise_made) made;
    int commands, sent, lost, doubled, crashes, restores;
    bool quiet;          /* the network loses nothing any more */
    struct str old_path; /* a request that may come once more, late */
    struct str old_body, old_key;
    void *backup;
    size_t backup_n;
    const char *wrong; /* the first invariant that did not hold */
};

/** A server with cases, and devices of its workers. Ends the process when that fails. */
void model_open(struct model *m, uint64_t seed, int devices);
/** Gives everything back. */
void model_close(struct model *m);
/** Something happens: on a device, in the office, to the network, to a disk. */
void model_step(struct model *m);
/** Everybody comes into contact until nothing waits. */
void model_settle(struct model *m);
/** A database as it lies on a disk: in *image, which is given back first. */
void model_image_take(struct db *db, void **image, size_t *n);
/** A database in memory that holds it. */
struct db *model_image_open(const void *image, size_t n);
/** What the outbox of a device holds now is on its disk. */
void model_keep(struct sim *s);
/** The power goes, and the device starts again from its disk. */
void model_restart(struct sim *s);
/** A device comes into contact. */
void model_contact(struct sim *s);
/** Asks the server as a device; the status of the answer. */
int model_ask(struct model *m, const struct sim *s, const char *path, struct str body);
/** What must hold now; m->wrong says what does not. */
void model_check(struct model *m);

#endif
