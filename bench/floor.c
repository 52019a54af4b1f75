/* bench/floor.c: what a page costs at least: its SQL, and sending its bytes. The queries are the
 * product's own texts, looked up by name. No session, permission, journal, template or language. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "floor.h"
#include "plat/db.h"

#define CONN_MAX 1024
#define IN_MAX 16384
#define OUT_MAX (1 << 20)

_Noreturn void die(const char *what, const char *detail)
{
    fprintf(stderr, "floor: %s: %s\n", what, detail);
    exit(1);
}

/* ---- what each page asks of the database ----------------------------------------------------
 * One letter a placeholder: c the case, a the worker (account and scope), n a new id, q and Q the
 * range of names that begin so, b the text that was sent, T now, d today, w in a week, E an empty
 * text, U and ~ texts after all others, o 'open', k 'home_visit', - NULL, m minus one, 0 1 8 the
 * number, p a page of 51 rows, l the latest 9, v 100 versions. A page that gets another query gets
 * it here too. */
struct ask {
    const char *sql, *binds;
};
#define ASKS_MAX 12
enum op { CASELOAD, CASEFILE, HISTORY, SEARCH, NOTE, OP_N };
static const char *const op_names[OP_N] = {"caseload", "casefile", "history", "search", "note"};
static const struct ask asks[OP_N][ASKS_MAX] = {
    [CASELOAD] = {{"caseload_own", "aaoEm0EEEEEEEE~Ep0"},
                  {"caseload_own_counts", "aaoEm0EEEEEEEdw"}},
    [CASEFILE] = {{"casefile_find", "ca"},
                  {"step_open", "c8"},
                  {"approval_by_casefile", "c"},
                  {"timeline_events", "c1a0l0"},
                  {"casefile_people", "c"},
                  {"task_by_casefile", "c"},
                  {"plan_list", "cv"},
                  {"review_by_casefile", "c"},
                  {"closure_by_casefile", "c"},
                  {"intake_of_casefile", "ca"}},
    [HISTORY] = {{"casefile_find", "ca"}, {"timeline_events", "c1a0p0"}},
    [SEARCH] = {{"search_names_near", "aqQEUEU"}},
    [NOTE] = {{"note_insert", "nckEdb01aT"}, {"casefile_set_contact", "cd"}},
};

struct query {
    sqlite3_stmt *stmt;
    const char *binds;
    int at[DB_ARG_MAX];
};

static sqlite3 *db;
static struct query queries[OP_N][ASKS_MAX];
static sqlite3_stmt *begin_read, *begin_write, *commit;
static size_t bytes[OP_N]; /* of the product's whole answer, 0: the page is not there */
static unsigned char worker_id[16];

static const struct sql *sql_named(const char *name)
{
    for (unsigned i = 0; i < sql_all_n; i++) {
        if (strcmp(sql_all[i]->name, name) == 0)
            return sql_all[i];
    }
    return NULL;
}

sqlite3_stmt *prepared(const char *text)
{
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
        die(text, sqlite3_errmsg(db));
    return s;
}

/* The settings of plat/db_sqlite_open.c. */
void database_open(const char *path)
{
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        die(path, sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, 10000);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    if (sqlite3_exec(db,
                     "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                     "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-4096;",
                     NULL, NULL, NULL) != SQLITE_OK)
        die(path, sqlite3_errmsg(db));
}

static void queries_prepare(void)
{
    char name[8];

    begin_read = prepared("BEGIN");
    begin_write = prepared("BEGIN IMMEDIATE");
    commit = prepared("COMMIT");
    for (int op = 0; op < OP_N; op++) {
        for (int i = 0; bytes[op] && asks[op][i].sql; i++) {
            const struct sql *sql = sql_named(asks[op][i].sql);
            struct query *q = &queries[op][i];

            if (!sql || (size_t)sql->arg_n != strlen(asks[op][i].binds))
                die(asks[op][i].sql, "the product's query has changed: change bench/floor.c too");
            q->stmt = prepared(sql->sqlite);
            q->binds = asks[op][i].binds;
            for (int k = 0; k < sql->arg_n; k++) {
                snprintf(name, sizeof name, "$%d", k + 1);
                q->at[k] = sqlite3_bind_parameter_index(q->stmt, name);
            }
        }
    }
}

/* ---- one request ---------------------------------------------------------------------------- */

struct request {
    enum op op;
    unsigned char case_id[16];
    char from[80], to[80]; /* of names */
    const char *body;
    size_t body_n;
};

int64_t now_us(void)
{
    struct timeval t;

    gettimeofday(&t, NULL);
    return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

static void day(char out[11], int later)
{
    time_t t = time(NULL) + (time_t)later * 86400;
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(out, 11, "%Y-%m-%d", &tm);
}

static void new_id(unsigned char id[16])
{
    int64_t ms = now_us() / 1000;

    if (getrandom(id, 16, 0) != 16)
        die("random", strerror(errno));
    for (int i = 5; i >= 0; i--, ms >>= 8)
        id[i] = (unsigned char)ms;
}

static void bind_text(sqlite3_stmt *s, int at, const char *text, size_t n)
{
    sqlite3_bind_text64(s, at, text, n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void bind_one(sqlite3_stmt *s, int at, char what, const struct request *r)
{
    unsigned char id[16];
    char date[11];

    switch (what) {
    case 'c':
        sqlite3_bind_blob(s, at, r->case_id, 16, SQLITE_TRANSIENT);
        break;
    case 'a':
        sqlite3_bind_blob(s, at, worker_id, 16, SQLITE_STATIC);
        break;
    case 'n':
        new_id(id);
        sqlite3_bind_blob(s, at, id, 16, SQLITE_TRANSIENT);
        break;
    case 'q':
        bind_text(s, at, r->from, strlen(r->from));
        break;
    case 'Q':
        bind_text(s, at, r->to, strlen(r->to));
        break;
    case 'b':
        bind_text(s, at, r->body, r->body_n);
        break;
    case 'T':
        sqlite3_bind_int64(s, at, now_us());
        break;
    case 'd':
    case 'w':
        day(date, what == 'w' ? 7 : 0);
        bind_text(s, at, date, 10);
        break;
    case 'E':
        bind_text(s, at, "", 0);
        break;
    case 'o':
        bind_text(s, at, "open", 4);
        break;
    case 'k':
        bind_text(s, at, "home_visit", 10);
        break;
    case 'U':
        bind_text(s, at, "\xf4\x8f\xbf\xbf", 4);
        break;
    case '~':
        bind_text(s, at, "~", 1);
        break;
    case '-':
        sqlite3_bind_null(s, at);
        break;
    default:
        sqlite3_bind_int64(s, at,
                           what == 'm'   ? -1
                           : what == 'p' ? 51
                           : what == 'l' ? 9
                           : what == 'v' ? 100
                                         : what - '0');
        break;
    }
}

static void step(sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE)
        die(sqlite3_sql(s), sqlite3_errmsg(db));
    sqlite3_reset(s);
}

/* The values of all rows, one after the other, cut at room. */
static size_t answer_query(struct query *q, const struct request *r, char *out, size_t room)
{
    size_t n = 0;
    int rc;

    for (int i = 0; q->binds[i]; i++) {
        if (q->at[i])
            bind_one(q->stmt, q->at[i], q->binds[i], r);
    }
    while ((rc = sqlite3_step(q->stmt)) == SQLITE_ROW) {
        for (int i = 0, cols = sqlite3_column_count(q->stmt); i < cols; i++) {
            const void *p = sqlite3_column_blob(q->stmt, i);
            size_t len = (size_t)sqlite3_column_bytes(q->stmt, i);

            if (len > room - n)
                len = room - n;
            if (len)
                memcpy(out + n, p, len);
            n += len;
        }
    }
    if (rc != SQLITE_DONE)
        die(sqlite3_sql(q->stmt), sqlite3_errmsg(db));
    sqlite3_reset(q->stmt);
    return n;
}

/* As many bytes as the product sends, heads included. */
static size_t answer(const struct request *r, char *out)
{
    size_t head, n, all = bytes[r->op];

    step(r->op == NOTE ? begin_write : begin_read);
    head = (size_t)snprintf(out, 200,
                            "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n"
                            "Content-Length: %010zu\r\n\r\n",
                            r->op == NOTE ? "303 See Other" : "200 OK", (size_t)0);
    if (all < head)
        all = head;
    n = head;
    for (int i = 0; queries[r->op][i].stmt; i++)
        n += answer_query(&queries[r->op][i], r, out + n, all - n);
    step(commit);
    memset(out + n, ' ', all - n);
    char length[11];
    snprintf(length, sizeof length, "%010zu", all - head);
    memcpy(out + head - 14, length, 10);
    return all;
}

/* ---- HTTP, as little as wrk needs ------------------------------------------------------------ */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool id_read(const char *text, unsigned char id[16])
{
    int n = 0;

    for (; n < 32 && *text; text++) {
        int v = hex(*text);

        if (*text == '-')
            continue;
        if (v < 0)
            return false;
        id[n / 2] = (unsigned char)(n % 2 ? id[n / 2] | v : v << 4);
        n++;
    }
    return n == 32;
}

static bool request_read(const char *in, const char *body, size_t body_n, struct request *r)
{
    const char *path = strchr(in, ' ');

    *r = (struct request){.body = body, .body_n = body_n};
    if (!path)
        return false;
    path++;
    if (strncmp(path, "/search?q=", 10) == 0) {
        int n = (int)strcspn(path + 10, " &");

        r->op = SEARCH;
        snprintf(r->from, sizeof r->from, "w:%.*s", n, path + 10);
        snprintf(r->to, sizeof r->to, "w:%.*s\xf4\x8f\xbf\xbf", n, path + 10);
    } else if (strncmp(path, "/cases/", 7) == 0 && id_read(path + 7, r->case_id)) {
        const char *rest = path + 7 + 36;

        r->op = *in == 'P' ? NOTE : strncmp(rest, "/history", 8) == 0 ? HISTORY : CASEFILE;
    } else if (strncmp(path, "/cases", 6) == 0) {
        r->op = CASELOAD;
    } else {
        return false;
    }
    return bytes[r->op] != 0;
}

struct conn {
    int fd;
    size_t n;
    char in[IN_MAX];
};

static bool send_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);

        if (sent < 0 && errno == EAGAIN) {
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            poll(&wait, 1, 1000);
            continue;
        }
        if (sent <= 0)
            return false;
        p += sent;
        n -= (size_t)sent;
    }
    return true;
}

/* False when the connection is over. */
static bool conn_read(struct conn *c)
{
    static char out[OUT_MAX];
    struct request r;
    ssize_t got = recv(c->fd, c->in + c->n, sizeof c->in - 1 - c->n, 0);

    if (got <= 0)
        return got < 0 && errno == EAGAIN;
    c->n += (size_t)got;
    c->in[c->n] = '\0';
    char *end = strstr(c->in, "\r\n\r\n");
    if (!end)
        return c->n < sizeof c->in - 1;
    char *length = strcasestr(c->in, "\r\nContent-Length:");
    size_t body_n = length && length < end ? strtoul(length + 17, NULL, 10) : 0;
    if (c->n < (size_t)(end + 4 - c->in) + body_n)
        return c->n < sizeof c->in - 1;
    c->n = 0;
    if (!request_read(c->in, end + 4, body_n, &r))
        return send_all(c->fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 45);
    return send_all(c->fd, out, answer(&r, out));
}

static int listener(int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fd, 511) != 0)
        die("listen", strerror(errno));
    return fd;
}

static _Noreturn void worker_run(const char *path, int listen_fd)
{
    static struct conn *conns[CONN_MAX];
    struct epoll_event events[64], event = {.events = EPOLLIN, .data.fd = listen_fd};
    int poll_fd = epoll_create1(EPOLL_CLOEXEC), yes = 1;

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    database_open(path);
    queries_prepare();
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, listen_fd, &event);
    for (;;) {
        int n = epoll_wait(poll_fd, events, 64, -1);

        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;

            if (fd != listen_fd) {
                if (!conn_read(conns[fd])) {
                    free(conns[fd]);
                    close(fd);
                }
                continue;
            }
            fd = accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0 || fd >= CONN_MAX)
                continue;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            conns[fd] = malloc(sizeof *conns[fd]);
            conns[fd]->fd = fd;
            conns[fd]->n = 0;
            event.data.fd = fd;
            epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
        }
    }
}

/* serve DB PORT WORKERS WORKER_ID NAME=BYTES... */
static int serve(int argc, char **argv)
{
    int workers = argc > 4 ? atoi(argv[4]) : 0, port = argc > 4 ? atoi(argv[3]) : 0;

    if (argc < 6 || workers < 1 || !id_read(argv[5], worker_id))
        die("serve", "needs DB PORT WORKERS WORKER_ID NAME=BYTES...");
    for (int i = 6; i < argc; i++) {
        for (int op = 0; op < OP_N; op++) {
            size_t n = strlen(op_names[op]);

            if (strncmp(argv[i], op_names[op], n) == 0 && argv[i][n] == '=')
                bytes[op] = strtoul(argv[i] + n + 1, NULL, 10);
            if (bytes[op] >= OUT_MAX)
                die(argv[i], "too many bytes");
        }
    }
    for (int i = 0; i < workers; i++) {
        int fd = listener(port); /* in the parent, so that all are there when it says so */

        if (fork() == 0)
            worker_run(argv[2], fd);
        close(fd);
    }
    puts("ready");
    fflush(stdout);
    while (wait(NULL) > 0)
        ;
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "serve") == 0)
        return serve(argc, argv);
    if (argc == 3 && strcmp(argv[1], "facts") == 0)
        return facts(argv[2]);
    if (argc == 3 && strcmp(argv[1], "fsync") == 0)
        return fsync_rate(argv[2]);
    die("say", "serve DB PORT WORKERS WORKER_ID NAME=BYTES..., facts DB or fsync FILE");
}
