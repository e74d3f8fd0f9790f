/* The definitions that the program finds before libc's. Each either fails as told or makes the system call
   itself: asking libc for its own would go through the dynamic linker's locks. */
#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What errno was before this thread's last fault. */
static __thread int errno_before;

static int fail(int code) {
    errno_before = errno;
    errno = code;
    return -1;
}

/* Takes an EINTR back once the call was repeated. Swift's readLine() repeats itself for ever at the end of its
   input when it finds that value left over in errno: a program that is right must not fall into that trap of
   ours. */
static ssize_t done(ssize_t result) {
    if (result >= 0 && errno == EINTR) errno = errno_before;
    return result;
}

static bool is_stream_socket(int fd) {
    int type = 0;
    socklen_t size = sizeof type;
    long code = syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_TYPE, &type, &size);
    return code == 0 && type == SOCK_STREAM;
}

/* What may give less than was asked for: files never do before their end, and datagrams are whole. */
static bool is_stream(int fd) {
    struct stat info;
    if (fstat(fd, &info) != 0) return false;
    return S_ISFIFO(info.st_mode) || (S_ISSOCK(info.st_mode) && is_stream_socket(fd));
}

static bool is_nonblocking(int fd) {
    long flags = syscall(SYS_fcntl, fd, F_GETFL);
    return flags >= 0 && (flags & O_NONBLOCK) != 0;
}

static bool interrupts(call_kind kind) {
    return is_nth(&told.interruptible[kind], told.interrupt_every);
}

static bool would_block(call_kind kind, bool is_asked_not_to_wait, int fd) {
    if (told.would_block_every == 0) return false;
    if (!is_asked_not_to_wait && !is_nonblocking(fd)) return false;
    return is_nth(&told.blockable[kind], told.would_block_every);
}

/* A reset throws away what had come and was not read. */
static void break_off(int fd) {
    char thrown_away[4096];
    syscall(SYS_shutdown, fd, SHUT_RDWR);
    while (syscall(SYS_recvfrom, fd, thrown_away, sizeof thrown_away, MSG_DONTWAIT, NULL, NULL) > 0) continue;
}

/* 0, or the error with which a read of a pipe or socket fails. Shortens `count`. */
static int before_read(int fd, int flags, size_t *count) {
    if (!is_stream(fd)) return 0;
    if (interrupts(CALL_READ)) return EINTR;
    if (would_block(CALL_READ, (flags & MSG_DONTWAIT) != 0, fd)) return EAGAIN;
    bool is_reset =
        told.reset_every != 0 && is_stream_socket(fd) && is_nth(&told.resettable, told.reset_every);
    if (is_reset) {
        break_off(fd);
        return ECONNRESET;
    }
    if (told.short_read > 0 && *count > (size_t)told.short_read) *count = (size_t)told.short_read;
    return 0;
}

static int before_write(int fd, int flags, size_t *count) {
    if (!is_stream(fd)) return 0;
    if (told.slow_write_ms > 0) {
        struct timespec nap = {told.slow_write_ms / 1000, told.slow_write_ms % 1000 * 1000000};
        syscall(SYS_nanosleep, &nap, NULL);
    }
    if (interrupts(CALL_WRITE)) return EINTR;
    if (would_block(CALL_WRITE, (flags & MSG_DONTWAIT) != 0, fd)) return EAGAIN;
    if (told.short_write > 0 && *count > (size_t)told.short_write) *count = (size_t)told.short_write;
    return 0;
}

/* ---- Reading and writing -------------------------------------------------------------------------------- */

ssize_t read(int fd, void *bytes, size_t count) {
    int error = before_read(fd, 0, &count);
    return error != 0 ? fail(error) : done(syscall(SYS_read, fd, bytes, count));
}

ssize_t recvfrom(int fd, void *bytes, size_t count, int flags, __SOCKADDR_ARG address, socklen_t *size) {
    int error = before_read(fd, flags, &count);
    if (error != 0) return fail(error);
    return done(syscall(SYS_recvfrom, fd, bytes, count, flags, address.__sockaddr__, size));
}

ssize_t recv(int fd, void *bytes, size_t count, int flags) {
    return recvfrom(fd, bytes, count, flags, NULL, NULL);
}

/* Not shortened: what a descriptor travels with stays together. */
ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    return interrupts(CALL_READ) ? fail(EINTR) : done(syscall(SYS_recvmsg, fd, message, flags));
}

ssize_t write(int fd, const void *bytes, size_t count) {
    int error = before_write(fd, 0, &count);
    return error != 0 ? fail(error) : done(syscall(SYS_write, fd, bytes, count));
}

ssize_t sendto(
    int fd, const void *bytes, size_t count, int flags, __CONST_SOCKADDR_ARG address, socklen_t size) {
    int error = before_write(fd, flags, &count);
    if (error != 0) return fail(error);
    return done(syscall(SYS_sendto, fd, bytes, count, flags, address.__sockaddr__, size));
}

ssize_t send(int fd, const void *bytes, size_t count, int flags) {
    return sendto(fd, bytes, count, flags, NULL, 0);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    return interrupts(CALL_WRITE) ? fail(EINTR) : done(syscall(SYS_sendmsg, fd, message, flags));
}

/* ---- Waiting -------------------------------------------------------------------------------------------- */

int accept4(int fd, __SOCKADDR_ARG address, socklen_t *size, int flags) {
    if (interrupts(CALL_ACCEPT)) return fail(EINTR);
    if (would_block(CALL_ACCEPT, false, fd)) return fail(EAGAIN);
    if (window_takes(&told.accept)) return fail((int)told.accept.detail);
    return (int)done(syscall(SYS_accept4, fd, address.__sockaddr__, size, flags));
}

int accept(int fd, __SOCKADDR_ARG address, socklen_t *size) {
    return accept4(fd, address, size, 0);
}

int poll(struct pollfd *waits, nfds_t count, int milliseconds) {
    if (interrupts(CALL_DESCRIPTORS)) return fail(EINTR);
    return (int)done(syscall(SYS_poll, waits, count, milliseconds));
}

int epoll_wait(int poller, struct epoll_event *events, int count, int milliseconds) {
    if (interrupts(CALL_DESCRIPTORS)) return fail(EINTR);
    return (int)done(syscall(SYS_epoll_wait, poller, events, count, milliseconds));
}

pid_t waitpid(pid_t pid, int *status, int options) {
    /* Without waiting there is nothing to interrupt. */
    if ((options & WNOHANG) == 0 && interrupts(CALL_CHILDREN)) return fail(EINTR);
    return (pid_t)done(syscall(SYS_wait4, pid, status, options, NULL));
}

pid_t wait(int *status) {
    return waitpid(-1, status, 0);
}

/* ---- Processes and memory ------------------------------------------------------------------------------- */

pid_t fork(void) {
    return window_takes(&told.fork) ? fail(EAGAIN) : libc_fork();
}

/* Both give their error instead of leaving it in errno. */
int posix_spawn(
    pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
    if (window_takes(&told.fork)) return EAGAIN;
    return libc_spawn(pid, path, actions, attributes, arguments, environment);
}

int posix_spawnp(
    pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
    if (window_takes(&told.fork)) return EAGAIN;
    return libc_spawn_in_path(pid, file, actions, attributes, arguments, environment);
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static bool fails_to_allocate(size_t bytes) {
    if (told.malloc.times == 0 || bytes < (size_t)told.malloc.detail) return false;
    if (!window_takes(&told.malloc)) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t bytes) {
    return fails_to_allocate(bytes) ? NULL : __libc_malloc(bytes);
}

/* libc looks after a product that overflows; here it counts as much. */
void *calloc(size_t count, size_t bytes) {
    size_t whole;
    bool is_huge = __builtin_mul_overflow(count, bytes, &whole);
    return fails_to_allocate(is_huge ? (size_t)-1 : whole) ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *memory, size_t bytes) {
    return fails_to_allocate(bytes) ? NULL : __libc_realloc(memory, bytes);
}
