/* plat/pdf_child.c: what the process of WeasyPrint may do, see pdf_internal.h. The kernel holds it
 * to that, whatever a hostile page makes of the library. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "plat/pdf_internal.h"

#define MEMORY ((rlim_t)1 << 30)
#define CPU_S 20
#define FILES 64

static void limit(int what, rlim_t n)
{
    struct rlimit both = {n, n};

    (void)setrlimit(what, &both);
}

/* What is needed to start Python and to find fonts; no folder with anybody's data. */
static void folders_allow(int rules)
{
    static const char *const paths[] = {"/usr",
                                        "/lib",
                                        "/lib64",
                                        "/etc/fonts",
                                        "/etc/ld.so.cache",
                                        "/var/cache/fontconfig",
                                        "/dev/null",
                                        "/dev/urandom",
                                        NULL};

    for (int i = 0; paths[i]; i++) {
        int fd = open(paths[i], O_PATH | O_CLOEXEC);
        struct landlock_path_beneath_attr rule = {.parent_fd = fd};

        if (fd < 0)
            continue;
        rule.allowed_access =
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
        if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
            rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE; /* a file has no folder's rights */
            (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        }
        (void)close(fd);
    }
}

/* False: the kernel cannot (before 5.13, or it is switched off). */
static bool files_close(void)
{
    struct landlock_ruleset_attr all = {.handled_access_fs =
                                            (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

    if (rules < 0)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    folders_allow(rules);
    bool ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;

    (void)close(rules);
    return ok;
}

/* No network, and no reaching into other processes of the same account. */
static bool calls_close(void)
{
    static const int refused[] = {
        SCMP_SYS(socket),
        SCMP_SYS(socketpair),
        SCMP_SYS(connect),
        SCMP_SYS(bind),
        SCMP_SYS(listen),
        SCMP_SYS(accept),
        SCMP_SYS(accept4),
        SCMP_SYS(sendto),
        SCMP_SYS(sendmsg),
        SCMP_SYS(kill),
        SCMP_SYS(tkill),
        SCMP_SYS(pidfd_open),
        SCMP_SYS(pidfd_getfd),
        SCMP_SYS(pidfd_send_signal),
        SCMP_SYS(ptrace),
        SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev),
        SCMP_SYS(io_uring_setup),
        SCMP_SYS(keyctl),
        SCMP_SYS(add_key),
        SCMP_SYS(request_key),
        SCMP_SYS(bpf),
        SCMP_SYS(perf_event_open),
        SCMP_SYS(userfaultfd),
        SCMP_SYS(unshare),
        SCMP_SYS(setns),
        SCMP_SYS(mount),
        SCMP_SYS(shmget),
        SCMP_SYS(mq_open),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool ok = filter != NULL;

    for (size_t i = 0; ok && i < sizeof refused / sizeof refused[0]; i++)
        ok = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

static bool lock_in(void)
{
    limit(RLIMIT_CPU, CPU_S);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, FILES);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    return files_close() && calls_close();
}

_Noreturn void pdf_child(int in, int out, const char *script, const char *style)
{
    static const char *const env[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent",
                                      NULL};
    const char *const args[] = {PDF_PYTHON, "-I", "-B", "-c", script, style, NULL};
    int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
    sigset_t none;

    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_DFL);
    if (quiet >= 0 && dup2(in, 0) == 0 && dup2(out, 1) == 1 && dup2(quiet, 2) == 2 &&
        close_range(3, ~0U, 0) == 0 && chdir("/") == 0 && lock_in()) {
        limit(RLIMIT_AS, MEMORY);
        (void)execve(PDF_PYTHON, (char *const *)args, (char *const *)env);
    }
    _exit(PDF_NOT_STARTED);
}
