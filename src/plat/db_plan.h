/* plat/db_plan.h: asks an engine how it would run a query, and looks for a table read whole. For
 * tests and tools; the product does not contain it. */
#ifndef PLAT_DB_PLAN_H
#define PLAT_DB_PLAN_H

#include "plat/db.h"

/**
 * Finds a table of the list (ended by NULL) that the query reads from end to end, by its rows or
 * by a whole index, or into an index made for the occasion.
 *
 * PostgreSQL is told to avoid that wherever it can, so empty tables give the plan of full ones.
 * An index that is read without a condition counts as whole, also under a LIMIT.
 *
 * Returns  *ret is the line of the plan; empty when there is none
 * Errors   E_BUG  the query does not prepare; E_IO
 */
enum err db_plan_scans(struct db *db, const struct sql *sql, const char *const *grows,
                       struct arena *a, struct str *ret) MUST_CHECK;

#endif
