/* plat/db_test_support.h: databases for tests: in memory, in a scratch file, and on PostgreSQL when
 * ALIDADE_TEST_PG names a server. Each is empty, and gone afterwards. */
#ifndef PLAT_DB_TEST_SUPPORT_H
#define PLAT_DB_TEST_SUPPORT_H

#include "base/test.h"
#include "plat/db.h"

enum test_engine { ENGINE_MEMORY, ENGINE_FILE, ENGINE_PG, ENGINE_N };

struct test_db {
    enum test_engine engine;
    const char *url;
    struct db_options options; /* to open it once more */
    char folder[64];
    struct db *db; /* uses the test's arena */
};

/** Opens one; false when this engine is not there (said in a line "skip"). Fails the test itself.
 */
bool test_db_open(struct test *t, enum test_engine engine, struct test_db *ret);
void test_db_close(struct test_db *d);
/** Runs fn on each engine, saying which when it fails. */
void test_db_each(struct test *t, void (*fn)(struct test *t, struct test_db *d));

/** The same on the engines that several connections and processes can share. */
void test_db_each_shared(struct test *t, void (*fn)(struct test *t, struct test_db *d));
/** The number that a query gives; -1 when it fails. */
int64_t test_db_count(struct db *db, const char *text);
/** Makes the tables mark and total, for what writers leave; false when it fails. */
bool test_db_marks(struct test_db *d);
/** Leaves a row in mark. Errors: E_CONFLICT  it is there; E_BUSY; E_IO. */
enum err test_db_mark(struct db *db, int64_t who, int64_t n) MUST_CHECK;

/** A query written in a test: SQL("SELECT …", number of arguments). */
#define SQL(text, args) SQL2(text, text, args)
#define SQL2(sqlite_, pg_, args)                                                                   \
    (&(const struct sql){                                                                          \
        .name = "test", .sqlite = (sqlite_), .pg = (pg_), .arg_n = (args), .slot = SQL_NO_SLOT})

#endif
