/// The warden: one thread, no memory of its own but its stack, nothing of it inside the sandbox.
#include "internal.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    /// Longest line of bubblewrap's status that is looked at (seen: 210 bytes); the rest of a longer one is skipped.
    LINE_BYTES_MAX = 1024,
};

struct watch {
    const struct sandbox_spec *spec;
    int control_fd, signals_fd, status_fd, block_fd;
    pid_t monitor_pid; // bubblewrap's process outside of the sandbox; in other tiers the program
    bool monitor_gone;
    char line[LINE_BYTES_MAX + 1];
    uint32_t line_bytes;
    struct sandbox_record record;
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// -- Getting ready

/// Takes the job's own descriptors out of the way of the numbers that are set below, and leaves the caller's behind.
static int lift_passed(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    for (uint32_t i = 0; i < spec->descriptors_count; i++) {
        ends->passed_child[i] = fcntl(spec->descriptors[i].from, F_DUPFD_CLOEXEC, SANDBOX_FD_FIRST);
        if (ends->passed_child[i] < 0)
            return -1;
    }
    return 0;
}

/// Standard descriptors of `sil` (its terminal) are replaced, its files closed.
static int keep_only(const struct sandbox_ends *ends, int slot_fd) {
    int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null_fd < 0)
        return -1;
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (dup2(null_fd, fd) < 0)
            return -1;
    enum { OWN_COUNT = 9 };
    int keep[OWN_COUNT + SANDBOX_DESCRIPTORS_MAX] = {
        STDIN_FILENO,        STDOUT_FILENO,        STDERR_FILENO,      ends->output_child, ends->errors_child,
        ends->channel_child, ends->control_warden, ends->report_child, slot_fd,
    };
    memcpy(keep + OWN_COUNT, ends->passed_child, sizeof ends->passed_child);
    return sandbox_close_all_but(keep, sizeof keep / sizeof keep[0]);
}

static int pipe_open(int *reader, int *writer) {
    int pair[2];
    if (pipe2(pair, O_CLOEXEC) != 0)
        return -1;
    *reader = sandbox_lift(pair[0]);
    *writer = sandbox_lift(pair[1]);
    return *reader < 0 || *writer < 0 ? -1 : 0;
}

static int open_for_bubblewrap(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    if (pipe_open(&ends->status_warden, &ends->status_child) != 0)
        return -1;
    if (fcntl(ends->status_warden, F_SETFL, O_NONBLOCK) != 0)
        return -1;
    struct sock_filter code[SANDBOX_FILTER_MAX];
    size_t code_bytes = sandbox_filter(spec, code) * sizeof code[0];
    int writer = -1;
    if (pipe_open(&ends->filter_child, &writer) != 0)
        return -1;
    // As much fits into a pipe that nobody has read yet.
    SANDBOX_ASSERT(code_bytes <= PIPE_BUF);
    ssize_t count = write(writer, code, code_bytes);
    SANDBOX_ASSERT(count == (ssize_t)code_bytes);
    close(writer);
    if (spec->processes_max == 0 || spec->changes_user)
        return 0;
    return pipe_open(&ends->block_child, &ends->block_warden);
}

static int open_own(const struct sandbox_spec *spec, struct sandbox_ends *ends, int *signals_fd) {
    if (spec->tier == SANDBOX_TIER_FULL && open_for_bubblewrap(spec, ends) != 0)
        return -1;
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    *signals_fd = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    return *signals_fd < 0 ? -1 : 0;
}

static void close_childs(struct sandbox_ends *ends) {
    int *const theirs[] = {
        &ends->output_child, &ends->errors_child, &ends->channel_child,
        &ends->report_child, &ends->status_child, &ends->block_child,   &ends->filter_child,
    };
    for (uint32_t i = 0; i < sizeof theirs / sizeof theirs[0]; i++) {
        if (*theirs[i] >= 0)
            close(*theirs[i]);
        *theirs[i] = -1;
    }
    for (uint32_t i = 0; i < SANDBOX_DESCRIPTORS_MAX; i++)
        if (ends->passed_child[i] >= 0)
            close(ends->passed_child[i]);
}

// -- Watching

/// Where the run shares a user with others, its processes are limited from outside, once its user namespace exists:
/// set before, the limit would count all processes of the user against it (the kernel checks each level of
/// namespaces with its creator's limit). Not for a run with a user of its own: root in a container may lack the
/// right to change another user's limit, and has no need to.
static void release(struct watch *watch, pid_t init_pid) {
    SANDBOX_ASSERT(init_pid > 0 && watch->block_fd >= 0);
    struct rlimit processes = {watch->spec->processes_max, watch->spec->processes_max};
    if (prlimit(init_pid, RLIMIT_NPROC, &processes, NULL) != 0) {
        watch->record.limit_error = errno;
        return;
    }
    ssize_t count = write(watch->block_fd, "", 1);
    (void)count; // bubblewrap gone: SIGCHLD tells
    close(watch->block_fd);
    watch->block_fd = -1;
}

/// Returns the whole number after a key of a status line, or -1.
static long number_after(const char *line, const char *key) {
    const char *digit = strstr(line, key);
    if (digit == NULL)
        return -1;
    digit += strlen(key);
    if (*digit < '0' || *digit > '9')
        return -1;
    long value = 0;
    for (; *digit >= '0' && *digit <= '9' && value < 100000000; digit++)
        value = value * 10 + (*digit - '0');
    return value;
}

static void take_line(struct watch *watch) {
    SANDBOX_ASSERT(watch->line_bytes <= LINE_BYTES_MAX);
    watch->line[watch->line_bytes] = 0;
    watch->line_bytes = 0;
    long init_pid = number_after(watch->line, "\"child-pid\": ");
    if (init_pid > 0 && watch->block_fd >= 0)
        release(watch, (pid_t)init_pid);
    // bubblewrap writes this only if the program was executed.
    if (number_after(watch->line, "\"exit-code\": ") >= 0)
        watch->record.has_run = true;
}

static void read_status(struct watch *watch) {
    char bytes[256];
    while (watch->status_fd >= 0) {
        ssize_t count = read(watch->status_fd, bytes, sizeof bytes);
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0) {
            close(watch->status_fd);
            watch->status_fd = -1;
        }
        for (ssize_t i = 0; i < count; i++) {
            if (bytes[i] == '\n')
                take_line(watch);
            else if (watch->line_bytes < LINE_BYTES_MAX)
                watch->line[watch->line_bytes++] = bytes[i];
        }
    }
}

/// Reaps what has ended. Returns whether children are left.
static bool reap(struct watch *watch) {
    struct signalfd_siginfo told;
    while (read(watch->signals_fd, &told, sizeof told) > 0) {
    }
    for (;;) {
        int status = 0;
        pid_t pid = waitpid(-1, &status, WNOHANG | __WALL);
        if (pid == 0)
            return true;
        if (pid < 0) {
            SANDBOX_ASSERT(errno == ECHILD);
            return false;
        }
        if (pid == watch->monitor_pid) {
            watch->monitor_gone = true;
            watch->record.wait_status = status;
        }
    }
}

/// Until bubblewrap has ended or the end is ordered, which is also what the death of `sil` looks like.
static void watch_run(struct watch *watch) {
    while (!watch->monitor_gone && watch->record.limit_error == 0) {
        struct pollfd polled[] = {
            {.fd = watch->control_fd, .events = POLLIN},
            {.fd = watch->signals_fd, .events = POLLIN},
            {.fd = watch->status_fd, .events = POLLIN}, // -1: skipped
        };
        int ready = poll(polled, 3, -1);
        SANDBOX_ASSERT(ready > 0 || errno == EINTR);
        if (ready < 0)
            continue;
        if (polled[2].revents != 0)
            read_status(watch);
        if (polled[1].revents != 0)
            reap(watch);
        if (polled[0].revents != 0 && !watch->monitor_gone) {
            watch->record.was_ordered = true;
            return;
        }
    }
}

// -- The end

/// Kills all processes of the run's user in one call of the kernel, which no storm of forks can outrun: the user is
/// nobody else. Not the warden, which is root.
static void kill_user(uid_t user) {
    SANDBOX_ASSERT(user != 0);
    pid_t pid = sandbox_clone(SIGCHLD); // reaped with the others
    if (pid != 0)
        return;
    if (sandbox_drop_user(user) == 0) {
        SANDBOX_ASSERT(syscall(SYS_getuid) == user && syscall(SYS_geteuid) == user);
        kill(-1, SIGKILL);
    }
    _exit(0);
}

/// Stops what there is of the run, over and over until no more is found, and kills it. What is stopped forks no more
/// and takes up its share of the limit of processes; its parent, stopped before it, cannot reap it, so that no number
/// passes to a stranger meanwhile.
static void kill_tree(pid_t *pids) {
    enum { ROUNDS_MAX = 64 };
    int count = 0, before;
    int rounds = 0;
    do {
        before = count;
        count = sandbox_tree_list(getpid(), pids, SANDBOX_PROCESSES_MAX);
        for (int i = 0; i < count; i++) {
            SANDBOX_ASSERT(pids[i] > 1 && pids[i] != getpid());
            kill(pids[i], SIGSTOP);
        }
    } while (count != before && ++rounds < ROUNDS_MAX);
    for (int i = 0; i < count; i++)
        kill(pids[i], SIGKILL);
}

/// Where the end of one process, the sandbox's init, takes all others along.
static void kill_children(pid_t *pids) {
    int count = sandbox_tree_children(getpid(), pids, SANDBOX_PROCESSES_MAX);
    for (int i = 0; i < count; i++) {
        SANDBOX_ASSERT(pids[i] > 1 && pids[i] != getpid());
        kill(pids[i], SIGKILL);
    }
}

/// Kills and reaps until nothing is left. In `full`: first bubblewrap, then the sandbox's init, which becomes our
/// child by that and takes everything inside along. In other tiers the whole tree, or all of the run's user.
static void sweep(struct watch *watch) {
    int64_t deadline_ms = now_ms() + SANDBOX_SWEEP_MS_MAX;
    pid_t pids[SANDBOX_PROCESSES_MAX];
    while (reap(watch)) {
        if (watch->spec->tier == SANDBOX_TIER_FULL)
            kill_children(pids);
        else if (watch->spec->changes_user)
            kill_user(watch->spec->user);
        else
            kill_tree(pids);
        int64_t left_ms = deadline_ms - now_ms();
        if (left_ms <= 0) {
            int count = sandbox_tree_children(getpid(), pids, SANDBOX_PROCESSES_MAX);
            watch->record.strays_count = count > 0 ? (uint32_t)count : 1;
            return;
        }
        // The end of a child wakes us; an orphan may become ours without one, hence the limit.
        struct pollfd ended = {.fd = watch->signals_fd, .events = POLLIN};
        poll(&ended, 1, 10);
    }
    SANDBOX_ASSERT(watch->monitor_gone);
}

static void report(struct watch *watch) {
    struct rusage usage;
    if (getrusage(RUSAGE_CHILDREN, &usage) == 0) {
        int64_t seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
        watch->record.cpu_us = (uint64_t)(seconds * 1000000 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    }
    // Fails when `sil` is gone: then nobody waits for it.
    send(watch->control_fd, &watch->record, sizeof watch->record, MSG_NOSIGNAL);
}

/// Nothing of the run is left, so nothing can be put into its folder any more.
static void remove_scratch(const struct watch *watch) {
    if (watch->spec->scratch != NULL)
        sandbox_scratch_remove(watch->spec->scratch);
}

struct birth {
    const struct sandbox_spec *spec;
    const struct sandbox_ends *ends;
    pid_t warden_pid;
};

static int confine(void *argument) {
    const struct birth *birth = argument;
    sandbox_confine(birth->spec, birth->ends, birth->warden_pid);
}

/// Returns the child's number once it has executed its program or failed to, which it has reported then.
static pid_t bear(const struct sandbox_spec *spec, const struct sandbox_ends *ends) {
    if (spec->scratch != NULL && sandbox_scratch_make(spec) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_SCRATCH, errno, 0);
    struct birth birth = {.spec = spec, .ends = ends, .warden_pid = getpid()};
    pid_t pid = sandbox_clone_until_exec(confine, &birth);
    if (pid > 0)
        return pid;
    int error = errno;
    if (spec->scratch != NULL)
        sandbox_scratch_remove(spec->scratch);
    sandbox_fail(ends->report_child, SANDBOX_STEP_CLONE, error, 0);
}

/// Apart from `sil`: its signals, its terminal, its descriptors. Returns the descriptor that tells of children.
static int get_ready(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    sandbox_reset_signals(true);
    if (setsid() < 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_SESSION, errno, 0);
    prctl(PR_SET_NAME, "sil-warden", 0, 0, 0); // for who reads ps
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_SUBREAPER, errno, 0);
    int slot_fd = spec->slot_fd < 0 ? -1 : sandbox_lift(spec->slot_fd);
    int signals_fd = -1;
    if (lift_passed(spec, ends) != 0 || keep_only(ends, slot_fd) != 0 || open_own(spec, ends, &signals_fd) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_DESCRIPTORS, errno, 0);
    return signals_fd;
}

void sandbox_warden(const struct sandbox_spec *spec, struct sandbox_ends *ends) {
    int signals_fd = get_ready(spec, ends);
    pid_t monitor_pid = bear(spec, ends);
    close_childs(ends);
    struct watch watch = {
        .spec = spec,
        .control_fd = ends->control_warden,
        .signals_fd = signals_fd,
        .status_fd = ends->status_warden,
        .block_fd = ends->block_warden,
        .monitor_pid = monitor_pid,
        // Without bubblewrap in between, a program that failed to start was reported at once.
        .record = {.has_run = spec->tier != SANDBOX_TIER_FULL},
    };
    watch_run(&watch);
    sweep(&watch);
    read_status(&watch);
    remove_scratch(&watch);
    report(&watch);
    _exit(0);
}
