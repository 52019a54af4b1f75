/* plat/jail_child.c: what the process of such a program may do, see jail.h. The kernel holds it to
 * that, whatever hostile bytes make of a library. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "plat/jail_internal.h"

#define FILES 64

/* A program that the sanitizers watch has terabytes of addresses, and looks them up. */
#ifdef __SANITIZE_ADDRESS__
#define WATCHED true
#else
#define WATCHED false
#endif

static void limit(int what, rlim_t n)
{
    struct rlimit both = {n, n};

    (void)setrlimit(what, &both);
}

static void path_allow(int rules, const char *path)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {.parent_fd = fd,
                                              .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
                                                                LANDLOCK_ACCESS_FS_READ_DIR |
                                                                LANDLOCK_ACCESS_FS_EXECUTE};

    if (fd < 0)
        return;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        rule.allowed_access &= ~LANDLOCK_ACCESS_FS_READ_DIR; /* a file has no folder's rights */
        (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    (void)close(fd);
}

/* What is needed to start a program; no folder with anybody's data. */
static void paths_allow(int rules, const char *const *more)
{
    static const char *const always[] = {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", NULL};

    for (int i = 0; always[i]; i++)
        path_allow(rules, always[i]);
    for (int i = 0; more[i]; i++)
        path_allow(rules, more[i]);
    if (WATCHED)
        path_allow(rules, "/proc");
}

/* False: the kernel cannot (before 5.13, or it is switched off). */
static bool files_close(const char *const *more)
{
    struct landlock_ruleset_attr all = {.handled_access_fs =
                                            (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

    if (rules < 0)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    paths_allow(rules, more);
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

static bool lock_in(const struct jail *j)
{
    limit(RLIMIT_CPU, (rlim_t)j->cpu_s);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, FILES);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    return files_close(j->paths) && calls_close();
}

_Noreturn void jail_child(const struct jail *j, int in, int out)
{
    static const char *const env[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent",
                                      NULL};
    int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
    sigset_t none;

    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_DFL);
    if (quiet >= 0 && dup2(in, 0) == 0 && dup2(out, 1) == 1 && dup2(quiet, 2) == 2 &&
        close_range(3, ~0U, 0) == 0 && chdir("/") == 0 && lock_in(j)) {
        if (!WATCHED)
            limit(RLIMIT_AS, (rlim_t)j->memory);
        (void)execve(j->args[0], (char *const *)j->args, (char *const *)env);
    }
    _exit(JAIL_NOT_STARTED);
}

bool jail_seal(void)
{
    static const int left[] = {
        SCMP_SYS(read),        SCMP_SYS(write),  SCMP_SYS(brk),     SCMP_SYS(mmap),
        SCMP_SYS(munmap),      SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(exit_group),
        SCMP_SYS(sigaltstack), /* the sanitizers ask where the stack is when one jumps out of it */
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool ok = filter != NULL;

    for (size_t i = 0; ok && i < sizeof left / sizeof left[0]; i++)
        ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, left[i], 0) == 0;
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}
