/* Whether a blocked thread can be woken only by its own tree of processes. Called by the host, which looks
   at it through /proc. Whatever is not known for certain counts as a wake-up to come: a test that is
   called stuck must be stuck. */
#define _GNU_SOURCE
#include "CDispatchPools.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    POLLED_MAX = 1024,
    EPOLL_DEPTH_MAX = 4,
    SYS_EPOLL_PWAIT2 = 441,
    SYS_FUTEX_WAITV = 449,
    FUTEX_LOCK_PI_2 = 13,
};

/* How a descriptor is waited for: a socket may carry a timeout of its own, which poll does not heed. */
typedef enum wait_kind { WAIT_READ, WAIT_WRITE, WAIT_POLL } wait_kind;

typedef struct view {
    pid_t pid;
    const host_scene *scene;
    bool ticks;
} view;

bool host_thread_read(pid_t pid, pid_t tid, host_thread *thread) {
    char path[PROC_PATH_BYTES], text[256];
    snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", pid, tid);
    if (!host_read_text(path, text, sizeof text)) return false;
    *thread = (host_thread){.pid = pid, .tid = tid};
    uint64_t *args = thread->arguments;
    /* A thread that runs is told as the word `running`, one outside of any call by -1. */
    int count = sscanf(
        text, "%ld %lx %lx %lx %lx %lx %lx %lx %lx", &thread->call, &args[0], &args[1], &args[2], &args[3],
        &args[4], &args[5], &thread->stack_pointer, &thread->instruction);
    return count == 9 && thread->call >= 0;
}

size_t host_memory_read(pid_t pid, uint64_t address, void *bytes, size_t count) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t got = pread(fd, bytes, count, (off_t)address);
    close(fd);
    return got < 0 ? 0 : (size_t)got;
}

/* ---- Descriptors */

/* Both of a timerfd and of nothing else: the time left, 0 once it is disarmed or has gone off. */
static bool is_timer_armed(pid_t pid, int fd) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", pid, fd);
    if (!host_read_text(path, text, sizeof text)) return true;
    const char *line = strstr(text, "it_value: (");
    unsigned long long seconds = 0, nanoseconds = 0;
    if (line == NULL || sscanf(line, "it_value: (%llu, %llu)", &seconds, &nanoseconds) != 2) return true;
    return seconds != 0 || nanoseconds != 0;
}

/* Whether this network holds nothing but the loopback, so that whoever could send lives in this sandbox. */
static bool is_network_private(void) {
    char text[PROC_TEXT_BYTES];
    if (!host_read_text("/proc/self/net/dev", text, sizeof text)) return false;
    for (const char *colon = strchr(text, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
        if (colon - text < 2 || strncmp(colon - 2, "lo", 2) != 0) return false;
    }
    return true;
}

static bool has_socket_timeout(int fd, int option) {
    struct timeval limit = {.tv_sec = 1};
    socklen_t bytes = sizeof limit;
    if (getsockopt(fd, SOL_SOCKET, option, &limit, &bytes) != 0) return true;
    return limit.tv_sec != 0 || limit.tv_usec != 0;
}

static bool is_socket_inside(pid_t pid, int fd, wait_kind kind) {
    int process_fd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (process_fd < 0) return false;
    int own_fd = (int)syscall(SYS_pidfd_getfd, process_fd, fd, 0);
    close(process_fd);
    if (own_fd < 0) return false;
    int domain = AF_UNSPEC;
    socklen_t bytes = sizeof domain;
    bool is_inside = getsockopt(own_fd, SOL_SOCKET, SO_DOMAIN, &domain, &bytes) == 0
        && (domain == AF_UNIX || ((domain == AF_INET || domain == AF_INET6) && is_network_private()));
    if (kind == WAIT_READ) is_inside = is_inside && !has_socket_timeout(own_fd, SO_RCVTIMEO);
    if (kind == WAIT_WRITE) is_inside = is_inside && !has_socket_timeout(own_fd, SO_SNDTIMEO);
    close(own_fd);
    return is_inside;
}

/* A descriptor of Dispatch's is always armed: then the notes say whether for more than its own look at its
   pools. */
static bool is_timer_inside(view *view, int fd) {
    if (!is_timer_armed(view->pid, fd)) return true;
    const host_timer_notes *timers = &view->scene->timers;
    if (fd >= HOST_DESCRIPTORS_MAX || (timers->dispatch_fds[fd / 64] >> (fd % 64) & 1) == 0) return false;
    if (timers->dispatch_ns > view->scene->now_ns) return false;
    view->ticks = true;
    return true;
}

static bool is_pipe_inside(view *view, const char *target) {
    uint64_t inode = strtoull(target + strlen("pipe:["), NULL, 10);
    return inode != 0 && inode != view->scene->outside[0] && inode != view->scene->outside[1];
}

static bool is_epoll_inside(view *view, int fd, int depth);

/* Whether only the tree could make the descriptor ready. */
static bool is_inside(view *view, int fd, wait_kind kind, int depth) {
    char path[PROC_PATH_BYTES], target[64] = {0};
    snprintf(path, sizeof path, "/proc/%d/fd/%d", view->pid, fd);
    if (readlink(path, target, sizeof target - 1) <= 0) return false;
    if (strncmp(target, "pipe:[", 6) == 0) return is_pipe_inside(view, target);
    if (strncmp(target, "socket:[", 8) == 0) return is_socket_inside(view->pid, fd, kind);
    if (strcmp(target, "anon_inode:[eventfd]") == 0) return true;
    if (strcmp(target, "anon_inode:[signalfd]") == 0) return true;
    if (strcmp(target, "anon_inode:[timerfd]") == 0) return is_timer_inside(view, fd);
    if (strcmp(target, "anon_inode:[eventpoll]") == 0) return is_epoll_inside(view, fd, depth + 1);
    return false;
}

/* The file lists each watched descriptor on a line `tfd: NUMBER events: HEX …`. */
static bool is_epoll_inside(view *view, int fd, int depth) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    if (depth > EPOLL_DEPTH_MAX) return false;
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", view->pid, fd);
    if (!host_read_text(path, text, sizeof text)) return false;
    if (strlen(text) + 1 == sizeof text) return false; /* there may be more than was read */
    for (const char *line = strstr(text, "tfd:"); line != NULL; line = strstr(line + 1, "tfd:")) {
        int watched = -1;
        unsigned events = 0;
        if (sscanf(line, "tfd: %d events: %x", &watched, &events) != 2) return false;
        /* What is left once a one-shot registration has fired, or where nothing was asked for. */
        const unsigned silent = EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE | EPOLLWAKEUP | EPOLLERR | EPOLLHUP;
        bool is_watched = (events & ~silent) != 0;
        if (is_watched && !is_inside(view, watched, WAIT_POLL, depth)) return false;
    }
    return true;
}

static bool are_polled_inside(view *view, uint64_t address, uint64_t count) {
    static struct pollfd polled[POLLED_MAX];
    if (count > POLLED_MAX) return false;
    size_t bytes = (size_t)count * sizeof polled[0];
    if (host_memory_read(view->pid, address, polled, bytes) != bytes) return false;
    for (size_t i = 0; i < count; i++) {
        if (polled[i].fd >= 0 && !is_inside(view, polled[i].fd, WAIT_POLL, 0)) return false;
    }
    return true;
}

static bool are_selected_inside(view *view, const uint64_t arguments[6]) {
    uint64_t count = arguments[0];
    if (count > FD_SETSIZE) return false;
    for (int set = 1; set <= 3; set++) {
        fd_set selected;
        if (arguments[set] == 0) continue;
        FD_ZERO(&selected);
        size_t bytes = (size_t)(count + 63) / 64 * 8;
        if (host_memory_read(view->pid, arguments[set], &selected, bytes) != bytes) return false;
        for (int fd = 0; fd < (int)count; fd++) {
            if (FD_ISSET(fd, &selected) && !is_inside(view, fd, WAIT_POLL, 0)) return false;
        }
    }
    return true;
}

/* ---- Locks */

/* An idle worker of Dispatch waits five seconds for work at a semaphore of its pool, which lies among
   libdispatch's own data; a learner's lies on the heap. When its time is over it ends and wakes nobody. */
bool host_is_idle_worker(const host_thread *thread) {
    bool has_limit = thread->call == SYS_futex && thread->arguments[3] != 0;
    return has_limit && dispatch_holds(thread->arguments[0]);
}

static bool is_futex_inside(const host_thread *thread) {
    switch ((int)thread->arguments[1] & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_WAIT_REQUEUE_PI:
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI_2: return thread->arguments[3] == 0 || host_is_idle_worker(thread);
    default: return false;
    }
}

/* ---- Calls */

static bool is_call_inside(const host_thread *thread, view *view) {
    const uint64_t *args = thread->arguments;
    switch (thread->call) {
    case SYS_futex: return is_futex_inside(thread);
    case SYS_FUTEX_WAITV: return args[3] == 0;
    /* Every child is looked at as well, and a signal comes from the tree or from an alarm. */
    case SYS_wait4:
    case SYS_waitid:
    case SYS_pause:
    case SYS_rt_sigsuspend: return true;
    case SYS_rt_sigtimedwait: return args[2] == 0;
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_accept:
    case SYS_accept4: return is_inside(view, (int)args[0], WAIT_READ, 0);
    case SYS_write:
    case SYS_writev:
    case SYS_sendto:
    case SYS_sendmsg: return is_inside(view, (int)args[0], WAIT_WRITE, 0);
    case SYS_poll: return (int)args[2] < 0 && are_polled_inside(view, args[0], args[1]);
    case SYS_ppoll: return args[2] == 0 && are_polled_inside(view, args[0], args[1]);
    case SYS_select:
    case SYS_pselect6: return args[4] == 0 && are_selected_inside(view, args);
    case SYS_epoll_wait:
    case SYS_epoll_pwait: return (int)args[3] < 0 && is_epoll_inside(view, (int)args[0], 0);
    case SYS_EPOLL_PWAIT2: return args[3] == 0 && is_epoll_inside(view, (int)args[0], 0);
    /* SysV semaphores and queues live in the sandbox's own namespace; nothing outside holds one. */
    case SYS_semop:
    case SYS_msgrcv:
    case SYS_msgsnd: return true;
    case SYS_semtimedop: return args[3] == 0;
    default: return false;
    }
}

host_waiting host_waiting_of(const host_thread *thread, const host_scene *scene) {
    view view = {.pid = thread->pid, .scene = scene};
    if (!is_call_inside(thread, &view)) return HOST_MOVES;
    return view.ticks ? HOST_TICKS : HOST_WAITS;
}
