/* bench/floor_facts.c: what the measurements ask before they begin. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "floor.h"

/* ---- facts: whom to sign in as, which cases to open ------------------------------------------ */

static void put_list(const char *name, const char *text, const unsigned char *id)
{
    sqlite3_stmt *s = prepared(text);
    const char *between = "";

    if (id)
        sqlite3_bind_blob(s, 1, id, 16, SQLITE_STATIC);
    printf(",\"%s\":[", name);
    while (sqlite3_step(s) == SQLITE_ROW) {
        printf("%s\"%s\"", between, (const char *)sqlite3_column_text(s, 0));
        between = ",";
    }
    putchar(']');
    sqlite3_finalize(s);
}

#define UUID(id)                                                                                   \
    "lower(substr(hex(" id "),1,8)||'-'||substr(hex(" id "),9,4)||'-'||substr(hex(" id             \
    "),13,4)||'-'||substr(hex(" id "),17,4)||'-'||substr(hex(" id "),21))"

int facts(const char *path)
{
    database_open(path);
    /* The worker with 50 open cases, or whose number comes nearest; with names that an address
     * takes as they are. */
    sqlite3_stmt *s = prepared(
        "SELECT a.id, a.login, count(*) AS n FROM casefile c JOIN account a ON a.id = c.worker_id "
        "JOIN seat t ON t.account_id = a.id AND t.role = 'worker' "
        "WHERE c.state = 'open' GROUP BY a.id "
        "HAVING EXISTS (SELECT 1 FROM person_scope v CROSS JOIN person p ON p.id = v.person_id "
        "WHERE v.scope_id = a.id AND p.family_name < 'a') "
        "ORDER BY abs(count(*) - 50), a.login LIMIT 1");

    if (sqlite3_step(s) != SQLITE_ROW)
        die("facts", "no worker has a case");
    unsigned char worker_id[16];

    memcpy(worker_id, sqlite3_column_blob(s, 0), 16);
    printf("{\"login\":\"%s\",\"open_n\":%d,\"worker\":\"", (const char *)sqlite3_column_text(s, 1),
           sqlite3_column_int(s, 2));
    for (int i = 0; i < 16; i++)
        printf("%02x", worker_id[i]);
    putchar('"');
    sqlite3_finalize(s);
    put_list("open", "SELECT " UUID("id") " FROM casefile WHERE worker_id = $1 AND state = 'open'",
             worker_id);
    put_list("cases",
             "SELECT " UUID(
                 "c.id") " FROM casefile c WHERE c.worker_id = $1 "
                         "AND c.state = 'open' ORDER BY abs(24 - (SELECT count(*) FROM event e "
                         "WHERE e.casefile_id = c.id AND e.flags & 1)) LIMIT 6",
             worker_id);
    put_list("events",
             "SELECT n FROM (SELECT (SELECT count(*) FROM event e WHERE e.casefile_id = c.id "
             "AND e.flags & 1) AS n FROM casefile c WHERE c.worker_id = $1 AND c.state = 'open') "
             "ORDER BY abs(24 - n) LIMIT 6",
             worker_id);
    put_list("words",
             "SELECT DISTINCT lower(substr(family_name, 1, 5)) FROM person "
             "WHERE id IN (SELECT person_id FROM person_scope WHERE scope_id = $1) "
             "AND family_name < 'a' ORDER BY 1 LIMIT 8",
             worker_id);
    puts("}");
    return 0;
}

/* ---- how often the disk can make 4 KiB durable in a second ------------------------------------
 */

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

int fsync_rate(const char *path)
{
    static char page[4096];
    static int64_t took[100000];
    int n = 0, fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    int64_t began = now_us(), last = began;

    if (fd < 0)
        die(path, strerror(errno));
    while (last - began < 2000000 && n < 100000) {
        if (pwrite(fd, page, sizeof page, (off_t)(n % 256) * 4096) != sizeof page ||
            fdatasync(fd) != 0)
            die(path, strerror(errno));
        int64_t now = now_us();

        took[n++] = now - last;
        last = now;
    }
    close(fd);
    unlink(path);
    qsort(took, (size_t)n, sizeof *took, by_time);
    printf("{\"per_s\":%.0f,\"p50_us\":%lld,\"p99_us\":%lld}\n", n * 1e6 / (double)(last - began),
           (long long)took[n / 2], (long long)took[(int)(n * 0.99)]);
    return 0;
}
