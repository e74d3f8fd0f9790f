/* System calls that a program makes by number. Swift's runtime waits with futexes, asks for the thread's
   id and for random bytes that way. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "hook.h"
#include "random.h"
#include "refuse.h"
#include "thread.h"

#include "section.h"

enum { ARGUMENTS = 6 };

static long result(long code) {
    if (code >= 0 || code <= -4096) return code;
    errno = (int)-code;
    return -1;
}

/* When a wait with such a timeout ends. FUTEX_WAIT takes an interval, the other one a time. */
static int64_t futex_deadline(int operation, const struct timespec *time) {
    if (time == NULL) return IL_NEVER;
    bool is_interval = (operation & FUTEX_CMD_MASK) == FUTEX_WAIT;
    bool is_calendar = (operation & FUTEX_CLOCK_REALTIME) != 0;
    if (!is_interval) return ip_clock_deadline(is_calendar ? CLOCK_REALTIME : CLOCK_MONOTONIC, time);
    struct timespec start = ip_clock_from_engine(CLOCK_MONOTONIC, il_now_ns());
    struct timespec end = {.tv_sec = start.tv_sec + time->tv_sec, .tv_nsec = start.tv_nsec + time->tv_nsec};
    return ip_clock_deadline(CLOCK_MONOTONIC, &end);
}

static long futex(const long *arguments, uintptr_t pc) {
    uintptr_t address = (uintptr_t)arguments[0];
    int operation = (int)arguments[1];
    switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET: {
        int64_t deadline_ns = futex_deadline(operation, (const struct timespec *)arguments[3]);
        return -il_futex_wait(address, (uint32_t)arguments[2], deadline_ns, pc);
    }
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET: return il_futex_wake(address, (unsigned)arguments[2], pc);
    default: ip_refuse("futex", pc);
    }
}

static long call(long number, const long *arguments, uintptr_t pc) {
    switch (number) {
    case SYS_gettid: return ip_thread_kernel_id();
    case SYS_getrandom: ip_random_fill((void *)arguments[0], (size_t)arguments[1]); return arguments[1];
    case SYS_sched_yield: il_yield(pc); return 0;
    case SYS_futex: return futex(arguments, pc);
    case SYS_fork:
    case SYS_vfork:
    case SYS_clone:
    case SYS_clone3: ip_refuse("clone", pc);
    default: break;
    }
    return system_call(
        number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

EXPORT long syscall(long number, ...) {
    long arguments[ARGUMENTS];
    va_list list;
    va_start(list, number);
    for (int i = 0; i < ARGUMENTS; i++) arguments[i] = va_arg(list, long);
    va_end(list);
    if (il_controlled()) return result(call(number, arguments, learner_pc(HERE)));
    return result(system_call(
        number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]));
}

EXPORT pid_t gettid(void) {
    if (il_controlled()) return (pid_t)ip_thread_kernel_id();
    return (pid_t)system_call(SYS_gettid, 0, 0, 0, 0, 0, 0);
}
