/* plat/pdf.c: starts WeasyPrint, feeds it, and ends it in time; see pdf.h. */
#include "plat/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "plat/pdf_internal.h"
#include "plat/pdf_texts.gen.h"

#define WAIT_MS 30000
#define PIECE ((size_t)1 << 16)

/* A process that is at work. */
struct work {
    pid_t pid;
    int in, out; /* our ends; -1 when closed */
    struct str html;
    struct buf pdf;
    int64_t until_ms;
};

bool pdf_is_there(void)
{
    return access(PDF_PYTHON, X_OK) == 0 &&
           access("/usr/lib/python3/dist-packages/weasyprint/__init__.py", R_OK) == 0;
}

static int64_t now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void end_close(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

static enum err work_start(struct work *w)
{
    int in[2], out[2];

    if (pipe2(in, O_CLOEXEC) != 0)
        return E_IO;
    if (pipe2(out, O_CLOEXEC) != 0) {
        (void)close(in[0]);
        (void)close(in[1]);
        return E_IO;
    }
    w->pid = fork();
    if (w->pid == 0)
        pdf_child(in[0], out[1], pdf_child_py, pdf_css);
    (void)close(in[0]);
    (void)close(out[1]);
    w->in = in[1];
    w->out = out[0];
    (void)fcntl(w->in, F_SETFL, O_NONBLOCK);
    (void)fcntl(w->out, F_SETFL, O_NONBLOCK);
    return w->pid < 0 ? E_IO : OK;
}

/* It may have ended before it read all: what came out then tells. */
static void feed(struct work *w)
{
    ssize_t n = write(w->in, w->html.p, w->html.n);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    w->html = n < 0 ? STR_NONE : str_from(w->html, (size_t)n);
    if (w->html.n == 0)
        end_close(&w->in);
}

static void take(struct work *w)
{
    static char piece[PIECE];
    ssize_t n = read(w->out, piece, sizeof piece);

    if (n > 0)
        buf_put(&w->pdf, (struct str){piece, (size_t)n});
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        end_close(&w->out);
}

static enum err exchange(struct work *w)
{
    while (w->out >= 0) {
        struct pollfd ends[] = {{.fd = w->out, .events = POLLIN}, {.fd = w->in, .events = POLLOUT}};
        int64_t left = w->until_ms - now_ms();

        if (left <= 0 || w->pdf.over)
            return E_LIMIT;
        if (poll(ends, 2, (int)left) < 0 && errno != EINTR)
            return E_IO;
        if (ends[1].revents)
            feed(w);
        if (ends[0].revents)
            take(w);
    }
    return OK;
}

/* Whatever it is doing: nothing of it is left behind. */
static enum err work_end(struct work *w, enum err e)
{
    int status = 0;

    end_close(&w->in);
    end_close(&w->out);
    if (w->pid <= 0)
        return e;
    if (e != OK)
        (void)kill(w->pid, SIGKILL);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (e != OK)
        return e;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? E_LIMIT : E_INVALID;
    switch (WEXITSTATUS(status)) {
    case 0:
        return OK;
    case PDF_NO_LIBRARY:
        return E_NOT_FOUND;
    case PDF_NOT_STARTED:
        return E_IO;
    default:
        return E_INVALID;
    }
}

enum err pdf_make(struct arena *a, struct str html, struct str *ret)
{
    struct work w = {.in = -1, .out = -1, .html = html};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

    if (html.n > PDF_HTML_MAX)
        return E_LIMIT;
    if (!pdf_is_there())
        return E_NOT_FOUND;
    buf_init(&w.pdf, a, PDF_MAX);
    w.until_ms = now_ms() + WAIT_MS;
    (void)sigaction(SIGPIPE, &ignore, &before);
    enum err e = work_start(&w);

    e = work_end(&w, e == OK ? exchange(&w) : e);
    (void)sigaction(SIGPIPE, &before, NULL);
    if (e == OK && w.pdf.over)
        e = E_LIMIT;
    if (e == OK && !str_has_prefix(buf_str(&w.pdf), STR("%PDF-")))
        e = E_INVALID;
    if (e == OK)
        *ret = buf_str(&w.pdf);
    return e;
}
