/// The parent's side: descriptors, the warden's birth, its report and its end.
#include "internal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_one(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void ends_close_child(struct sandbox_ends *ends) {
    close_one(&ends->output_child);
    close_one(&ends->errors_child);
    close_one(&ends->channel_child);
    close_one(&ends->control_warden);
    close_one(&ends->report_child);
}

static void ends_close_parent(struct sandbox_ends *ends) {
    close_one(&ends->output_parent);
    close_one(&ends->errors_parent);
    close_one(&ends->channel_parent);
    close_one(&ends->control_parent);
    close_one(&ends->report_parent);
}

/// Takes both ends of a new pair out of the child's fixed numbers.
static int pair_lift(const int pair[2], int *first, int *second) {
    *first = sandbox_lift(pair[0]);
    *second = sandbox_lift(pair[1]);
    return *first < 0 || *second < 0 ? -1 : 0;
}

static int pipe_open(int *reader, int *writer) {
    int pair[2];
    if (pipe2(pair, O_CLOEXEC) != 0)
        return -1;
    return pair_lift(pair, reader, writer);
}

static int sockets_open(int type, int *first, int *second) {
    int pair[2];
    if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair) != 0)
        return -1;
    return pair_lift(pair, first, second);
}

static int ends_open(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    memset(ends, -1, sizeof *ends); // every descriptor -1
    if (pipe_open(&ends->output_parent, &ends->output_child) != 0)
        return -1;
    if (pipe_open(&ends->errors_parent, &ends->errors_child) != 0)
        return -1;
    if (pipe_open(&ends->report_parent, &ends->report_child) != 0)
        return -1;
    if (sockets_open(SOCK_SEQPACKET, &ends->control_parent, &ends->control_warden) != 0)
        return -1;
    if (spec->has_channel && sockets_open(SOCK_STREAM, &ends->channel_parent, &ends->channel_child) != 0)
        return -1;
    if (fcntl(ends->output_parent, F_SETFL, O_NONBLOCK) != 0)
        return -1;
    return fcntl(ends->errors_parent, F_SETFL, O_NONBLOCK);
}

/// Waits until the program has been executed (end of file) or a step before it failed (a fault).
static void report_read(int report_fd, struct sandbox_fault *fault) {
    *fault = (struct sandbox_fault){.step = SANDBOX_STEP_NONE};
    ssize_t count;
    do
        count = read(report_fd, fault, sizeof *fault);
    while (count < 0 && errno == EINTR);
    // A pipe delivers a message of this size whole or not at all.
    SANDBOX_ASSERT(count == 0 || count == (ssize_t)sizeof *fault);
    SANDBOX_ASSERT(fault->step >= SANDBOX_STEP_NONE && fault->step < SANDBOX_STEP_COUNT);
}

static void warden_wait(pid_t warden_pid) {
    SANDBOX_ASSERT(warden_pid > 0);
    pid_t reaped;
    do
        reaped = waitpid(warden_pid, NULL, __WALL);
    while (reaped < 0 && errno == EINTR);
    SANDBOX_ASSERT(reaped == warden_pid);
}

static pid_t warden_start(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    // A handler of the parent must not run in the copy.
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid_t pid = sandbox_clone(0);
    if (pid == 0)
        sandbox_warden(spec, ends);
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return pid;
}

static void spec_check(const struct sandbox_spec *spec) {
    SANDBOX_ASSERT(spec->tier >= SANDBOX_TIER_FULL && spec->tier <= SANDBOX_TIER_NONE);
    SANDBOX_ASSERT(spec->program != NULL && spec->arguments != NULL && spec->arguments[0] != NULL);
    SANDBOX_ASSERT(spec->environment != NULL && spec->folder != NULL);
    SANDBOX_ASSERT((spec->scratch == NULL) == (spec->tier == SANDBOX_TIER_FULL));
    SANDBOX_ASSERT(spec->paths_count <= SANDBOX_PATHS_MAX);
    SANDBOX_ASSERT(spec->descriptors_count <= SANDBOX_DESCRIPTORS_MAX);
    SANDBOX_ASSERT(!spec->changes_user || spec->user != 0);
}

int sandbox_begin(const struct sandbox_spec *spec, struct sandbox_pending *pending, struct sandbox_fault *fault) {
    spec_check(spec);
    struct sandbox_ends ends;
    *fault = (struct sandbox_fault){.step = SANDBOX_STEP_DESCRIPTORS};
    pid_t warden_pid = -1;
    if (ends_open(spec, &ends) == 0) {
        fault->step = SANDBOX_STEP_CLONE;
        warden_pid = warden_start(spec, &ends);
    }
    fault->error = errno;
    ends_close_child(&ends);
    if (warden_pid <= 0) {
        ends_close_parent(&ends);
        return -1;
    }
    *fault = (struct sandbox_fault){.step = SANDBOX_STEP_NONE};
    *pending = (struct sandbox_pending){
        .warden_pid = warden_pid,
        .report_fd = ends.report_parent,
        .control_fd = ends.control_parent,
        .output_fd = ends.output_parent,
        .errors_fd = ends.errors_parent,
        .channel_fd = ends.channel_parent,
    };
    return 0;
}

int sandbox_await(const struct sandbox_pending *pending, struct sandbox_run *run, struct sandbox_fault *fault) {
    SANDBOX_ASSERT(pending->warden_pid > 0 && pending->report_fd >= 0);
    report_read(pending->report_fd, fault);
    close(pending->report_fd);
    if (fault->step != SANDBOX_STEP_NONE) {
        close(pending->output_fd);
        close(pending->errors_fd);
        close(pending->control_fd);
        if (pending->channel_fd >= 0)
            close(pending->channel_fd);
        warden_wait(pending->warden_pid);
        return -1;
    }
    *run = (struct sandbox_run){
        .warden_pid = pending->warden_pid,
        .control_fd = pending->control_fd,
        .output_fd = pending->output_fd,
        .errors_fd = pending->errors_fd,
        .channel_fd = pending->channel_fd,
    };
    return 0;
}

void sandbox_order_end(int control_fd) {
    SANDBOX_ASSERT(control_fd >= 0);
    // The warden sees end of file; its record can still come back. Fails only if the warden is gone already.
    shutdown(control_fd, SHUT_WR);
}

int sandbox_reap(const struct sandbox_run *run, struct sandbox_record *record) {
    SANDBOX_ASSERT(run->warden_pid > 0 && run->control_fd >= 0);
    ssize_t count;
    do
        count = recv(run->control_fd, record, sizeof *record, 0);
    while (count < 0 && errno == EINTR);
    warden_wait(run->warden_pid);
    SANDBOX_ASSERT(count <= 0 || count == (ssize_t)sizeof *record);
    return count > 0 ? 0 : -1;
}
