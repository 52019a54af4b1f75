/* app/cmd_serve.c: HTTP requests into dispatch_http(), answers back, one log line each. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/assets.h"
#include "app/command.h"
#include "app/device_program.h"
#include "app/gzip.h"
#include "app/hash_gate.h"
#include "core/dispatch.h"
#include "core/form_parse.h"
#include "core/upload.h"
#include "plat/os.h"
#include "plat/server.h"
#include "plat/vault.h"

/* A file of the vault on its way out. */
struct file_stream {
    struct vault_reader *file;
    struct str rest;
};

struct serving {
    struct install *in;
    struct device_program program;
    struct db *db, *reads;
    struct arena *early; /* for refusals before the body */
};

static enum err worker_start(void *arg, int worker)
{
    struct serving *s = arg;
    struct str problem = STR_NONE;

    (void)worker;
    if (install_open_db(s->in, &s->db, &s->reads, &problem) != OK) {
        fprintf(stderr, "alidade: %.*s\n", STR_ARG(problem));
        return E_IO;
    }
    return OK;
}

static void worker_stop(void *arg)
{
    struct serving *s = arg;

    if (s->reads != s->db)
        db_close(s->reads);
    db_close(s->db);
}

static struct http_request head_of(const struct server_request *req)
{
    struct req_header *headers = ARENA_ARRAY(req->arena, struct req_header, req->header_n);

    for (size_t i = 0; i < req->header_n; i++)
        headers[i] = (struct req_header){req->headers[i].name, req->headers[i].value};
    return (struct http_request){.method = req->method,
                                 .path = req->path,
                                 .query = req->query,
                                 .headers = headers,
                                 .header_n = req->header_n,
                                 .peer = req->peer};
}

static struct str header_of(const struct server_request *req, const char *name)
{
    for (size_t i = 0; i < req->header_n; i++) {
        if (str_eq_nocase(req->headers[i].name, str_c(name)))
            return req->headers[i].value;
    }
    return STR_NONE;
}

static void header_add(struct server_response *ret, const char *name, struct str value)
{
    if (ret->header_n < sizeof ret->headers / sizeof ret->headers[0])
        ret->headers[ret->header_n++] = (struct server_header){str_c(name), value};
}

static bool gzip_accepted(const struct server_request *req)
{
    return str_find(header_of(req, "Accept-Encoding"), STR("gzip"), 0) >= 0;
}

static bool asset_answer(const struct server_request *req, struct server_response *ret)
{
    const struct asset *asset = asset_find(req->path);

    if (!asset)
        return false;
    ret->status = 200;
    header_add(ret, "Content-Type", str_c(asset->type));
    header_add(ret, "Cache-Control", STR("public, max-age=31536000, immutable"));
    header_add(ret, "X-Content-Type-Options", STR("nosniff"));
    header_add(ret, "Vary", STR("Accept-Encoding"));
    if (str_given(asset->gzip) && gzip_accepted(req)) {
        header_add(ret, "Content-Encoding", STR("gzip"));
        ret->body = asset->gzip;
    } else {
        ret->body = asset->body;
    }
    return true;
}

static void response_copy(const struct server_request *req, const struct http_response *response,
                          struct server_response *ret)
{
    struct str squeezed;

    ret->status = response->status;
    ret->body = response->body;
    for (size_t i = 0; i < response->header_n; i++)
        ret->headers[ret->header_n++] =
            (struct server_header){response->headers[i].name, response->headers[i].value};
    if (response->body.n > 512 && gzip_accepted(req) &&
        gzip_pack(req->arena, response->body, &squeezed) == OK) {
        header_add(ret, "Content-Encoding", STR("gzip"));
        ret->body = squeezed;
    }
}

/* One line a request, with ids only: never a name, a path with words in it, or free text. */
static void log_line(const struct server_request *req, const struct http_response *response,
                     struct instant began, int64_t cpu_ns)
{
    char at[21], account[ID_TEXT];

    fprintf(stderr,
            "{\"at\":\"%.*s\",\"method\":\"%.*s\",\"route\":\"%s\",\"status\":%d,\"us\":%lld,"
            "\"cpu_us\":%lld,\"bytes\":%zu,\"account\":\"%.*s\",\"problem\":\"%s\"}\n",
            STR_ARG(instant_format(began, at)), STR_ARG(req->method),
            response->route ? response->route->path : "-", response->status,
            (long long)(os_now().us - began.us), (long long)((os_cpu_ns() - cpu_ns) / 1000),
            response->body.n, STR_ARG(id_format(response->account_id, account)),
            response->problem ? response->problem : "");
}

/* The whole body, also of a request whose route takes a large one. What cannot be read back is sent
 * on as a body that no form can be made of. */
static struct str body_of(const struct server_request *req)
{
    struct server_body_reader r = {.req = req};
    struct str piece;
    struct buf whole;

    if (!req->large)
        return req->body;
    buf_init(&whole, req->arena, FORM_BODY_MAX);
    while (server_body_read(&r, &piece) == OK && piece.n > 0)
        buf_put(&whole, piece);
    return r.ended && !whole.over ? buf_str(&whole) : STR("%");
}

/* The parts of a form with files go from the sealed body to core/upload.h. */
struct parts {
    enum err (*fn)(void *arg, const struct upload_part *part);
    void *arg;
};

static enum err part_on(void *arg, const struct server_part *part)
{
    const struct parts *parts = arg;

    return parts->fn(parts->arg, &(struct upload_part){.name = part->name,
                                                       .filename = part->filename,
                                                       .is_file = part->filename.p != NULL,
                                                       .offset = part->offset,
                                                       .data = part->data});
}

static enum err parts_of(const struct upload_source *from,
                         enum err (*fn)(void *arg, const struct upload_part *part), void *arg)
{
    struct parts parts = {fn, arg};

    return server_multipart(from->request, part_on, &parts);
}

static int64_t file_next(void *arg, char *out, size_t max)
{
    struct file_stream *s = arg;

    if (s->rest.n == 0 && vault_read(s->file, &s->rest) != OK)
        return -1;
    size_t n = s->rest.n < max ? s->rest.n : max;

    memcpy(out, s->rest.p, n);
    s->rest = str_from(s->rest, n);
    return (int64_t)n;
}

static void file_answer(const struct server_request *req, const struct http_response *response,
                        struct server_response *ret)
{
    struct file_stream *s = ARENA_NEW(req->arena, struct file_stream);

    s->file = response->file;
    ret->stream = file_next;
    ret->stream_arg = s;
    ret->stream_n = response->file_n;
}

static void on_request(void *arg, const struct server_request *req, struct server_response *ret)
{
    struct serving *s = arg;
    int64_t cpu_ns = os_cpu_ns();
    struct ctx ctx = install_ctx(s->in, req->arena, s->db, s->reads);
    struct http_request request = head_of(req);
    struct http_response response;

    if (asset_answer(req, ret) ||
        device_program_answer(&s->program, req, header_of(req, "Accept-Encoding"), ret))
        return;
    const struct upload_source from = {parts_of, req};

    /* A form with files is taken apart from where it lies; any other is read whole. */
    request.upload_from = &from;
    if (!str_eq_nocase(str_slice(header_of(req, "Content-Type"), 0, 20),
                       STR("multipart/form-data;")))
        request.body = body_of(req);
    dispatch_http(&ctx, &request, &response);
    response_copy(req, &response, ret);
    if (response.file)
        file_answer(req, &response, ret);
    if (!s->in->options.quiet)
        log_line(req, &response, ctx.now, cpu_ns);
}

static int64_t on_headers(void *arg, const struct server_request *req, struct server_response *ret)
{
    struct serving *s = arg;
    struct ctx ctx = install_ctx(s->in, req->arena, s->db, s->reads);
    struct http_request head = head_of(req);
    struct http_response response;

    int64_t max = dispatch_body_max(&ctx, &head, req->content_length, &response);

    if (max == 0)
        response_copy(req, &response, ret);
    return max;
}

static void note(void *arg, const char *line)
{
    (void)arg;
    fprintf(stderr, "alidade: %s\n", line);
}

/* What ./demo promises: where to look, and as whom. */
static void demo_words(const char *address)
{
    printf("\n  Alidade runs on http://%s\n\n"
           "  Sign in with the pass phrase  demo-only-pass-phrase  as\n"
           "    worker1       a social worker with about 40 cases\n"
           "    supervisor1   the supervisor of that team\n"
           "    coordinator   sees all teams of the agency\n"
           "    analyst       figures only\n"
           "    admin         accounts and units, no case data\n"
           "    auditor       the journal only\n\n"
           "  worker4 works in Arabic. Ctrl-C stops. Everything in it is made up.\n\n",
           address);
    fflush(stdout);
}

static void on_ready(void *arg, const char *address)
{
    const struct serving *s = arg;

    fprintf(stderr, "alidade: serving on %s\n", address);
    if (s->in->options.demo)
        demo_words(address);
}

static volatile int jobs_stop;
static volatile pid_t jobs_pid;

static void on_signal(int signal)
{
    jobs_stop = 1;
    if (jobs_pid > 0)
        kill(jobs_pid, signal);
}

static void ends_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(0);
}

/* The jobs themselves, in a process that may be killed; its end is told to on_signal() in time. */
static pid_t jobs_start(struct install *in)
{
    sigset_t both, before;
    pid_t parent = getpid();

    sigemptyset(&both);
    sigaddset(&both, SIGTERM);
    sigaddset(&both, SIGINT);
    sigprocmask(SIG_BLOCK, &both, &before);
    pid_t child = jobs_stop ? -1 : fork();

    if (child > 0)
        jobs_pid = child;
    if (child == 0)
        jobs_pid = 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child == 0) {
        ends_with(parent);
        jobs_run(in, &jobs_stop);
        _exit(0);
    }
    return child;
}

/* Starts the jobs, and starts them again when something has killed them; ends with the server,
 * however that ends. */
static pid_t jobs_fork(struct install *in)
{
    pid_t parent = getpid(), child = fork();
    pid_t jobs = 0;

    if (child != 0)
        return child;
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    ends_with(parent);
    while (!jobs_stop && (jobs = jobs_start(in)) > 0) {
        waitpid(jobs, NULL, 0);
        if (jobs_stop)
            break;
        fputs("alidade: the jobs process ended; starting it again\n", stderr);
        sleep(1);
    }
    _exit(0);
}

int cmd_serve(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct serving serving = {.in = &in};
    struct db *db = NULL;
    struct server_options server = {.listen = options->listen,
                                    .workers = (int)options->workers,
                                    .body_dir = options->state_dir,
                                    .header_deadline_s = 10,
                                    .body_deadline_s = 60,
                                    .idle_s = 60,
                                    .drain_s = 10,
                                    .trust_forwarded = options->behind_proxy};
    struct server_hooks hooks = {.worker_start = worker_start,
                                 .worker_stop = worker_stop,
                                 .on_headers = on_headers,
                                 .on_request = on_request,
                                 .note = note,
                                 .arg = &serving};

    if (install_open(options, false, &in, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    if (device_program_load(&in, &serving.program, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    in.jobs_checkpoint = true;
    if (hash_gate_open((int)options->workers) != OK)
        install_die("cannot make the gate for passwords");
    in.site.hash_gate = hash_gate;
    in.site.shrinks = true;
    /* Open once before the fork, to fail with a clear line; never used by a worker. */
    if (install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    if (install_check_programmes(&in, db, &problem) != OK ||
        install_publish(&in, db, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    db_close(db);
    pid_t jobs = options->no_jobs ? 0 : jobs_fork(&in);
    enum err e = server_run(&server, &hooks, on_ready);

    if (jobs > 0) {
        kill(jobs, SIGTERM);
        waitpid(jobs, NULL, 0);
    }
    /* Whoever closes last empties SQLite's log; the next start would have to read it whole. */
    in.jobs_checkpoint = false;
    if (install_open_db(&in, &db, NULL, &problem) == OK)
        db_close(db);
    if (e != OK)
        install_die("%s", server_error());
    return 0;
}
