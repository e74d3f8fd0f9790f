/* The fork for each test, and the child's way from there to the test and out again. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Just below the record pipe; closed before the learner's code is called. */
enum {
    LOCK_DESCRIPTOR = HOST_RECORD_DESCRIPTOR - 1,
};

struct host_test {
    pid_t pid;
    uint8_t nonce[HOST_NONCE_BYTES];
};

typedef struct pipes {
    int record[2], output[2];
} pipes;

int host_record_version(void) {
    return HOST_RECORD_VERSION;
}

static void close_from_to(unsigned first, unsigned last) {
    assert(first <= last);
    if (syscall(SYS_close_range, first, last, 0) == 0) return;
    for (unsigned fd = first; fd <= last && fd < 65536; fd++) close((int)fd);
}

/* Whoever started the host may have ignored or blocked some: a learner's program expects the defaults. */
static void signals_reset(void) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* Fails for the few that cannot be set. */
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
}

int host_seal(int channel_fd) {
    assert(channel_fd > 2);
    /* Were one of the first three closed, a pipe would get its number and be taken for it. */
    int null_fd;
    do null_fd = open("/dev/null", O_RDWR);
    while (null_fd >= 0 && null_fd <= STDERR_FILENO);
    if (fcntl(channel_fd, F_SETFD, FD_CLOEXEC) != 0) return errno;
    if (channel_fd > 3) close_from_to(3, (unsigned)channel_fd - 1);
    close_from_to((unsigned)channel_fd + 1, ~0u);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    signals_reset();
    int error = host_main_stack_keep();
    if (error != 0) return error;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return errno;
    if (limit.rlim_max < HOST_DESCRIPTORS_MAX) return EMFILE;
    if (limit.rlim_cur >= HOST_DESCRIPTORS_MAX) return 0;
    limit.rlim_cur = HOST_DESCRIPTORS_MAX;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : errno;
}

static int move(int from, int to, int flags) {
    /* The host holds few descriptors, all of low numbers: none can lie where the child's are put. */
    if (from >= LOCK_DESCRIPTOR) return EMFILE;
    return dup3(from, to, flags) == to ? 0 : errno;
}

/* Leaves 0, 1, 2, the lock and the record pipe, in this order of numbers; nothing else. */
static int descriptors_set(const host_child_spec *spec, const pipes *pipes) {
    int null_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null_fd < 0) return errno;
    int error = move(pipes->record[1], HOST_RECORD_DESCRIPTOR, O_CLOEXEC);
    if (error == 0 && spec->lock.fd >= 0) error = move(spec->lock.fd, LOCK_DESCRIPTOR, O_CLOEXEC);
    if (error == 0) error = move(null_fd, STDIN_FILENO, 0);
    if (error == 0) error = move(pipes->output[1], STDOUT_FILENO, 0);
    if (error == 0) error = move(pipes->output[1], STDERR_FILENO, 0);
    if (error != 0) return error;
    close_from_to(3, LOCK_DESCRIPTOR - 1);
    close_from_to(HOST_RECORD_DESCRIPTOR + 1, ~0u);
    return 0;
}

static int process_set(pid_t host_pid) {
    if (setpgid(0, 0) != 0) return errno;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
    if (getppid() != host_pid) return ESRCH; /* it died before the line above took hold */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) return errno;
    /* What the test's /proc/self/fd holds is for the learner to look at, and where its threads wait is for
       the host. */
    if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) != 0) return errno;
    return 0;
}

/* Gives up everything, and only then lets the learner's library run code. */
static int confine(const host_child_spec *spec, pid_t pid) {
    int error = host_limits_set(spec->tasks_max);
    if (error != 0) return error;
    host_lock lock = spec->lock;
    if (lock.fd >= 0) lock.fd = LOCK_DESCRIPTOR;
    error = host_lock_enter(&lock);
    close_from_to(LOCK_DESCRIPTOR, LOCK_DESCRIPTOR);
    bool is_filtered = !spec->may_execute || !spec->may_use_sockets;
    const void *fork_place = spec->may_fork_workers ? host_worker_instruction() : NULL;
    if (error == 0 && is_filtered) {
        error = host_filter_set(spec->may_execute, spec->may_use_sockets, fork_place);
    }
    if (error != 0) return error;
    error = host_crash_watch(spec->learner->handle, pid);
    if (error == 0) host_library_initialize(spec->learner);
    return error;
}

__attribute__((noreturn)) static void child_main(
    const host_child_spec *spec, const pipes *pipes, host_test *test, pid_t host_pid, host_body body,
    void *context) {
    test->pid = getpid();
    int error = process_set(host_pid);
    if (error == 0) error = descriptors_set(spec, pipes);
    if (error == 0) error = confine(spec, test->pid);
    if (error != 0) _exit(HOST_EXIT_NOT_CONFINED);
    /* By lines: a crash loses at most half a line, and what several processes print does not mix within
       lines. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    body(test, context);
    _exit(0);
}

static void pipes_close(const pipes *pipes) {
    for (int end = 0; end < 2; end++) {
        if (pipes->record[end] >= 0) close(pipes->record[end]);
        if (pipes->output[end] >= 0) close(pipes->output[end]);
    }
}

static int pipes_open(pipes *pipes) {
    *pipes = (struct pipes){{-1, -1}, {-1, -1}};
    if (pipe2(pipes->record, O_CLOEXEC) != 0 || pipe2(pipes->output, O_CLOEXEC) != 0) return errno;
    /* Only the host's ends: the flag belongs to one end of a pipe, and the learner's shall behave as
       usual. */
    if (fcntl(pipes->record[0], F_SETFL, O_NONBLOCK) != 0) return errno;
    return fcntl(pipes->output[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
}

int host_fork(const host_child_spec *spec, host_body body, void *context, host_child *child) {
    assert(spec != NULL && body != NULL && child != NULL);
    assert(spec->learner != NULL && spec->learner->handle != NULL);
    pipes pipes;
    /* In the child the nonce lies here and nowhere else: no descriptor, no heap, no global leads to it. */
    host_test test = {.pid = 0};
    if (getrandom(test.nonce, sizeof test.nonce, 0) != sizeof test.nonce) return EIO;
    int error = pipes_open(&pipes);
    pid_t host_pid = getpid();
    pid_t pid = error == 0 ? fork() : -1;
    if (pid == 0) child_main(spec, &pipes, &test, host_pid, body, context);
    if (pid < 0) {
        error = error != 0 ? error : errno;
        pipes_close(&pipes);
        return error;
    }
    close(pipes.record[1]);
    close(pipes.output[1]);
    *child = (host_child){.pid = pid, .record_fd = pipes.record[0], .output_fd = pipes.output[0]};
    memcpy(child->nonce, test.nonce, sizeof test.nonce);
    child->ended_fd = (int)syscall(SYS_pidfd_open, pid, 0); /* always close-on-exec */
    return child->ended_fd >= 0 ? 0 : errno;
}

static bool write_all(int fd, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

void host_report(host_test *test, const uint8_t *bytes, size_t count) {
    assert(test != NULL);
    assert(count <= HOST_REPORT_BYTES_MAX);
    if (getpid() != test->pid) _exit(0);
    signal(SIGPIPE, SIG_IGN);
    fflush(stdout);
    uint8_t head[HOST_NONCE_BYTES + 4];
    memcpy(head, test->nonce, HOST_NONCE_BYTES);
    for (int i = 0; i < 4; i++) head[HOST_NONCE_BYTES + i] = (uint8_t)(count >> (24 - 8 * i));
    bool is_sent = write_all(HOST_RECORD_DESCRIPTOR, head, sizeof head)
        && write_all(HOST_RECORD_DESCRIPTOR, bytes, count);
    _exit(is_sent ? 0 : HOST_EXIT_RECORD_CLOSED);
}
