/* bench/floor.h: what the parts of the floor share. */
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

#include <sqlite3.h>
#include <stdint.h>

/** Says why on standard error and ends the program. */
_Noreturn void die(const char *what, const char *detail);
/** Opens the database that the others use, with the settings of plat/db_sqlite_open.c. */
void database_open(const char *path);
/** A statement of it. */
sqlite3_stmt *prepared(const char *text);
/** The clock, in microseconds. */
int64_t now_us(void);

/** facts DB: whom to sign in as, which cases to open, as JSON. */
int facts(const char *path);
/** fsync FILE: how often the disk can make 4 KiB durable in a second, as JSON. */
int fsync_rate(const char *path);

#endif
