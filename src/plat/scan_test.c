/* plat/scan_test.c: the client of clamd against one that only knows the word EICAR. */
#include "plat/scan.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/test.h"

static bool fake_read(int fd, void *p, size_t n)
{
    return fd >= 0 && recv(fd, p, n, MSG_WAITALL) == (ssize_t)n;
}

/* Takes the chunks of one file; true when one of them holds the word. */
static bool fake_chunks(int fd)
{
    static char data[1 << 16];
    bool found = false;
    uint32_t n;

    while (fake_read(fd, &n, 4) && (n = ntohl(n)) > 0) {
        if (n > sizeof data || !fake_read(fd, data, n))
            _exit(2);
        found |= memmem(data, n, "EICAR", 5) != NULL;
    }
    return found;
}

/* Answers `files` files, then ends. mute: hangs up instead. */
static pid_t fake_clamd(int listener, int files, bool mute)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    for (int i = 0; i < files; i++) {
        int fd = accept(listener, NULL, NULL);
        char word[10];

        if (!fake_read(fd, word, sizeof word) || memcmp(word, "zINSTREAM", sizeof word) != 0)
            _exit(1);
        const char *said = fake_chunks(fd) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";

        if (!mute && send(fd, said, strlen(said) + 1, 0) < 0)
            _exit(3);
        (void)close(fd);
    }
    _exit(0);
}

static enum err next_piece(void *arg, struct str *ret)
{
    struct str *rest = arg;

    *ret = str_slice(*rest, 0, 60000);
    *rest = str_from(*rest, 60000);
    return OK;
}

static enum err ask(const char *address, struct str text, bool *clean)
{
    return scan_file(address, next_piece, &text, clean);
}

TEST(scan, clean_harmful_and_no_word)
{
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    char address[120];
    bool clean = false;
    int status, listener = socket(AF_UNIX, SOCK_STREAM, 0);
    char *large = arena_alloc(t->arena, 200000);

    CHECK(listener >= 0);
    snprintf(un.sun_path, sizeof un.sun_path, "/tmp/alidade-clamd-%d", (int)getpid());
    snprintf(address, sizeof address, "unix:%s", un.sun_path);
    CHECK(ask(address, STR("nobody there"), &clean) == E_BUSY);
    CHECK(ask("unix:", STR("no address"), &clean) == E_BUSY);
    CHECK(ask("scanner.example:3310", STR("a name"), &clean) == E_BUSY);
    CHECK(bind(listener, (struct sockaddr *)&un, sizeof un) == 0 && listen(listener, 5) == 0);
    pid_t child = fake_clamd(listener, 3, false);

    CHECK_OK(ask(address, STR("a letter"), &clean));
    CHECK(clean);
    memset(large, 'a', 200000);
    CHECK_OK(ask(address, (struct str){large, 200000}, &clean));
    CHECK(clean);
    memcpy(large + 150000, "EICAR", 5);
    CHECK_OK(ask(address, (struct str){large, 200000}, &clean));
    CHECK(!clean);
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    child = fake_clamd(listener, 1, true);
    CHECK(ask(address, STR("a letter"), &clean) == E_BUSY);
    CHECK(waitpid(child, &status, 0) == child);
    (void)close(listener);
    (void)unlink(un.sun_path);
}
