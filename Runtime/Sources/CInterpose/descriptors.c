/* Reading and writing descriptors. The kernel carries more than bytes from one thread to another: what was done before
   a write is seen after the read that got it. Which write that was is not known, so that one edge stands for all
   descriptors: it may hide a race, and never makes one up. A call that blocks is the watchdog's business. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "access.h"
#include "hook.h"

#include "section.h"

/* Its address is the edge's. */
static char kernel;

static void before_call(bool is_ours) {
    if (is_ours) il_release((uintptr_t)&kernel);
}

static long after_call(long result, bool is_ours) {
    if (is_ours && il_controlled()) il_acquire((uintptr_t)&kernel);
    if (result >= 0) return result;
    errno = (int)-result;
    return -1;
}

static long call(call_site site, long number, long a, long b, long c, long d, long e, long f) {
    bool is_ours = is_taken_over(site);
    before_call(is_ours);
    return after_call(system_call(number, a, b, c, d, e, f), is_ours);
}

/* ---- One buffer: what it holds is an access of the caller's */

/* How much of it was written is known only afterwards. */
static ssize_t filled(void *buffer, long count, call_site site) {
    bool counts = count > 0 && access_counts(site.return_address);
    if (counts) {
        il_access_made((uintptr_t)buffer, (size_t)count, true, (uintptr_t)site.return_address);
        ip_exclusivity_note((uintptr_t)buffer, (size_t)count);
    }
    return count;
}

EXPORT ssize_t read(int fd, void *buffer, size_t size) {
    return filled(buffer, call(HERE, SYS_read, fd, (long)buffer, (long)size, 0, 0, 0), HERE);
}

EXPORT ssize_t write(int fd, const void *buffer, size_t size) {
    access_range(buffer, size, false, HERE.return_address);
    return call(HERE, SYS_write, fd, (long)buffer, (long)size, 0, 0, 0);
}

EXPORT ssize_t recvfrom(
    int fd, void *restrict buffer, size_t size, int flags, struct sockaddr *restrict address,
    socklen_t *restrict address_size) {
    long count = call(
        HERE, SYS_recvfrom, fd, (long)buffer, (long)size, flags, (long)address, (long)address_size);
    return filled(buffer, count, HERE);
}

EXPORT ssize_t recv(int fd, void *buffer, size_t size, int flags) {
    return filled(buffer, call(HERE, SYS_recvfrom, fd, (long)buffer, (long)size, flags, 0, 0), HERE);
}

EXPORT ssize_t sendto(
    int fd, const void *buffer, size_t size, int flags, const struct sockaddr *address,
    socklen_t address_size) {
    access_range(buffer, size, false, HERE.return_address);
    return call(
        HERE, SYS_sendto, fd, (long)buffer, (long)size, flags, (long)address, (long)address_size);
}

EXPORT ssize_t send(int fd, const void *buffer, size_t size, int flags) {
    access_range(buffer, size, false, HERE.return_address);
    return call(HERE, SYS_sendto, fd, (long)buffer, (long)size, flags, 0, 0);
}

/* ---- The rest */

EXPORT ssize_t readv(int fd, const struct iovec *parts, int count) {
    return call(HERE, SYS_readv, fd, (long)parts, count, 0, 0, 0);
}

EXPORT ssize_t writev(int fd, const struct iovec *parts, int count) {
    return call(HERE, SYS_writev, fd, (long)parts, count, 0, 0, 0);
}

EXPORT ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    return call(HERE, SYS_recvmsg, fd, (long)message, flags, 0, 0, 0);
}

EXPORT ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    return call(HERE, SYS_sendmsg, fd, (long)message, flags, 0, 0, 0);
}

EXPORT int accept(int fd, struct sockaddr *restrict address, socklen_t *restrict size) {
    return (int)call(HERE, SYS_accept, fd, (long)address, (long)size, 0, 0, 0);
}

EXPORT int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict size, int flags) {
    return (int)call(HERE, SYS_accept4, fd, (long)address, (long)size, flags, 0, 0);
}

EXPORT int connect(int fd, const struct sockaddr *address, socklen_t size) {
    return (int)call(HERE, SYS_connect, fd, (long)address, (long)size, 0, 0, 0);
}

EXPORT int shutdown(int fd, int how) {
    return (int)call(HERE, SYS_shutdown, fd, how, 0, 0, 0, 0);
}

EXPORT int close(int fd) {
    return (int)call(HERE, SYS_close, fd, 0, 0, 0, 0, 0);
}

EXPORT int epoll_wait(int fd, struct epoll_event *events, int count, int timeout_ms) {
    return (int)call(HERE, SYS_epoll_wait, fd, (long)events, count, timeout_ms, 0, 0);
}

EXPORT int select(
    int count, fd_set *restrict readable, fd_set *restrict writable, fd_set *restrict exceptional,
    struct timeval *restrict timeout) {
    return (int)call(
        HERE, SYS_select, count, (long)readable, (long)writable, (long)exceptional, (long)timeout, 0);
}

/* Without descriptors it is an old way to sleep. */
EXPORT int poll(struct pollfd *descriptors, nfds_t count, int timeout_ms) {
    if (count == 0 && timeout_ms >= 0 && is_taken_over(HERE)) {
        il_sleep((int64_t)timeout_ms * 1000000, learner_pc(HERE));
        return 0;
    }
    return (int)call(HERE, SYS_poll, (long)descriptors, (long)count, timeout_ms, 0, 0, 0);
}
