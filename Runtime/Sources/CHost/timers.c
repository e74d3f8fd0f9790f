/* Timers that /proc does not show, or not whose they are. The definitions below come before libc's and
   libdispatch's in lookup; each notes what it was asked for, then does it. The host reads the notes in a
   test's memory, to know whether a test that waits will be woken. They err on the side of a timer: a test
   that has one is not called stuck. */
#define _GNU_SOURCE
#include "CDispatchPools.h"
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

host_timer_notes host_timers;

static void (*watch)(const char *call);

void host_timers_watch(void (*asked)(const char *call)) {
    watch = asked;
}

static void tell_watch(const char *call) {
    if (watch != NULL) watch(call);
}

/* ---- Alarms */

HOST_EXPORTED int setitimer(__itimer_which_t which, const struct itimerval *new, struct itimerval *old) {
    tell_watch("setitimer");
    if (which != ITIMER_REAL || new == NULL) return (int)syscall(SYS_setitimer, which, new, old);
    /* Until it is known when: a look from outside in between must not find none. */
    int64_t before_ns = atomic_exchange(&host_timers.alarm_ns, INT64_MAX);
    if (syscall(SYS_setitimer, which, new, old) != 0) {
        atomic_store(&host_timers.alarm_ns, before_ns);
        return -1;
    }
    int64_t first_ns = (int64_t)new->it_value.tv_sec * 1000000000 + (int64_t)new->it_value.tv_usec * 1000;
    bool is_repeated = new->it_interval.tv_sec != 0 || new->it_interval.tv_usec != 0;
    if (first_ns == 0) atomic_store(&host_timers.alarm_ns, 0);
    else if (!is_repeated) atomic_store(&host_timers.alarm_ns, host_now_ns() + first_ns);
    return 0;
}

HOST_EXPORTED unsigned alarm(unsigned seconds) {
    struct itimerval old, new = {.it_value.tv_sec = seconds};
    tell_watch("alarm");
    if (setitimer(ITIMER_REAL, &new, &old) != 0) return 0;
    /* As libc rounds: some time left is not told as none. */
    struct timeval left = old.it_value;
    bool is_rounded_up = left.tv_usec >= 500000 || (left.tv_sec == 0 && left.tv_usec > 0);
    return (unsigned)left.tv_sec + is_rounded_up;
}

HOST_EXPORTED useconds_t ualarm(useconds_t value, useconds_t interval) {
    struct itimerval old, new = {
        .it_value = {.tv_sec = value / 1000000, .tv_usec = value % 1000000},
        .it_interval = {.tv_sec = interval / 1000000, .tv_usec = interval % 1000000},
    };
    tell_watch("ualarm");
    if (setitimer(ITIMER_REAL, &new, &old) != 0) return (useconds_t)-1;
    return (useconds_t)(old.it_value.tv_sec * 1000000 + old.it_value.tv_usec);
}

/* ---- Dispatch

   On Linux, Dispatch looks after its pools once a second, by a timer in the same descriptor as
   everybody's. So an armed descriptor of Dispatch's says nothing; what others have asked Dispatch for
   does. */

static int64_t clock_ns(clockid_t clock) {
    struct timespec now;
    return clock_gettime(clock, &now) == 0 ? (int64_t)now.tv_sec * 1000000000 + now.tv_nsec : 0;
}

/* Nanoseconds from now to a dispatch_time_t, whose two upper bits name its clock; INT64_MIN for never,
   INT64_MAX for one that is unclear. */
static int64_t delay_ns(uint64_t when) {
    enum { CLOCK_SHIFT = 62, UPTIME = 0, MONOTONIC = 2, WALL = 3 };
    const uint64_t now = 0, forever = ~0ull, now_by_wall = ~1ull;
    if (when == now || when == now_by_wall) return 0;
    if (when == forever) return INT64_MIN;
    switch (when >> CLOCK_SHIFT) {
    case UPTIME: return (int64_t)when - clock_ns(CLOCK_MONOTONIC);
    case MONOTONIC: return (int64_t)(when & ~(1ull << 63)) - clock_ns(CLOCK_BOOTTIME);
    case WALL: return -(int64_t)when - clock_ns(CLOCK_REALTIME);
    default: return INT64_MAX;
    }
}

/* The latest of all times at which Dispatch has been asked to do something. */
static void note_dispatch(int64_t delay, uint64_t leeway) {
    enum { LATE_NS = 200000000 };
    const int64_t delay_max_ns = 1ll << 60;
    if (delay == INT64_MIN) return;
    int64_t until_ns = INT64_MAX;
    if (delay < delay_max_ns && leeway < (uint64_t)delay_max_ns) {
        until_ns = host_now_ns() + (delay > 0 ? delay + delay / 10 : 0) + (int64_t)leeway + LATE_NS;
    }
    int64_t known_ns = atomic_load(&host_timers.dispatch_ns);
    while (known_ns < until_ns) {
        if (atomic_compare_exchange_weak(&host_timers.dispatch_ns, &known_ns, until_ns)) return;
    }
}

/* The definition that would have been found without ours. Once a process; the same answer on every thread. */
static void *next(void *_Atomic *found, const char *name) {
    void *symbol = atomic_load(found);
    if (symbol != NULL) return symbol;
    symbol = dlsym(RTLD_NEXT, name);
    atomic_store(found, symbol);
    return symbol;
}

HOST_EXPORTED void dispatch_after(uint64_t when, void *queue, void *block) {
    static void *_Atomic found;
    tell_watch("dispatch_after");
    note_dispatch(delay_ns(when), 0);
    ((void (*)(uint64_t, void *, void *))next(&found, "dispatch_after"))(when, queue, block);
}

HOST_EXPORTED void dispatch_after_f(uint64_t when, void *queue, void *context, void (*work)(void *)) {
    static void *_Atomic found;
    tell_watch("dispatch_after");
    note_dispatch(delay_ns(when), 0);
    typedef void after(uint64_t, void *, void *, void (*)(void *));
    ((after *)next(&found, "dispatch_after_f"))(when, queue, context, work);
}

HOST_EXPORTED void dispatch_source_set_timer(
    void *source, uint64_t start, uint64_t interval, uint64_t leeway) {
    static void *_Atomic found;
    /* Dispatch's own timer for its pools comes by here as well. */
    if (!dispatch_holds((uintptr_t)__builtin_return_address(0))) {
        bool is_repeated = interval != ~0ull && interval < INT64_MAX;
        note_dispatch(is_repeated ? INT64_MAX : delay_ns(start), leeway);
    }
    ((void (*)(void *, uint64_t, uint64_t, uint64_t))next(&found, "dispatch_source_set_timer"))(
        source, start, interval, leeway);
}

HOST_EXPORTED int timerfd_settime(int fd, int flags, const struct itimerspec *new, struct itimerspec *old) {
    if (fd >= 0 && fd < HOST_DESCRIPTORS_MAX) {
        uint64_t bit = 1ull << (fd % 64);
        _Atomic uint64_t *word = &host_timers.dispatch_fds[fd / 64];
        if (dispatch_holds((uintptr_t)__builtin_return_address(0))) atomic_fetch_or(word, bit);
        else atomic_fetch_and(word, ~bit);
    }
    return (int)syscall(SYS_timerfd_settime, fd, flags, new, old);
}
