/* What Dispatch wants to know of its own threads. Once a second it reads the state of each worker in
   /proc/TID/stat, to start more where all of them wait, and ends the process if it cannot. A test may not
   open that file. This definition of `open`, which comes before libc's in lookup, answers Dispatch and
   only Dispatch from the threads' own clocks. */
#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS_MAX = 512, SAMPLE_NS = 1000000 };

/* Called by Dispatch on one thread at a time. */
static struct worker {
    pid_t tid;
    int64_t cpu_ns;
} workers[WORKERS_MAX];

/* Processor time of a thread of this process; -1 if there is none of that number. */
static int64_t cpu_ns_of(pid_t tid) {
    enum { PER_THREAD_SCHEDULED = 6 }; /* as pthread_getcpuclockid makes it of a thread's number */
    struct timespec used;
    clockid_t clock = (clockid_t)(~(unsigned)tid << 3 | PER_THREAD_SCHEDULED);
    return clock_gettime(clock, &used) == 0 ? (int64_t)used.tv_sec * 1000000000 + used.tv_nsec : -1;
}

/* Whether the thread has used its processor since it was asked for last, or does now. */
static bool has_run(pid_t tid) {
    struct worker *worker = &workers[(unsigned)tid % WORKERS_MAX];
    int64_t before_ns = worker->tid == tid ? worker->cpu_ns : cpu_ns_of(tid);
    if (worker->tid != tid) nanosleep(&(struct timespec){.tv_nsec = SAMPLE_NS}, NULL);
    *worker = (struct worker){.tid = tid, .cpu_ns = cpu_ns_of(tid)};
    return worker->cpu_ns > before_ns;
}

/* A file that begins as the kernel's does. */
static int open_state(pid_t tid) {
    char text[64];
    int fd = memfd_create("stat", MFD_CLOEXEC);
    if (fd < 0) return -1;
    int length = snprintf(text, sizeof text, "%d (worker) %c 0\n", tid, has_run(tid) ? 'R' : 'S');
    if (pwrite(fd, text, (size_t)length, 0) == length) return fd;
    close(fd);
    errno = EIO;
    return -1;
}

HOST_EXPORTED int open(const char *path, int flags, ...) {
    static int (*_Atomic found)(const char *, int, ...);
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    int (*next)(const char *, int, ...) = atomic_load(&found);
    if (next == NULL) {
        next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
        atomic_store(&found, next);
    }
    int fd = next(path, flags, mode);
    if (fd >= 0 || errno != EACCES || !host_is_in_dispatch((uintptr_t)__builtin_return_address(0))) return fd;
    pid_t tid = 0;
    int end = 0;
    if (sscanf(path, "/proc/%d/stat%n", &tid, &end) == 1 && end > 0 && path[end] == 0) return open_state(tid);
    errno = EACCES;
    return -1;
}
