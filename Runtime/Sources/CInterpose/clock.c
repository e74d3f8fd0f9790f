/* Clocks and sleeps. */
#define _GNU_SOURCE
#include "clock.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <sys/time.h>
#include <threads.h>
#include <unistd.h>

#include "hook.h"
#include "rest.h"

#include "section.h"

static const int64_t NS_PER_S = 1000000000;

/* When schedules begin: 2026-01-01 00:00:00 UTC, and a machine that has been up for a while. */
static const int64_t CALENDAR_START_S = 1767225600;
static const int64_t UPTIME_START_S = 10000;

static int64_t start_s(clockid_t clock) {
    switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
    case CLOCK_TAI: return CALENDAR_START_S;
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID: return 0;
    default: return UPTIME_START_S;
    }
}

struct timespec ip_clock_from_engine(clockid_t clock, int64_t now_ns) {
    assert(now_ns >= 0);
    return (struct timespec){
        .tv_sec = start_s(clock) + now_ns / NS_PER_S,
        .tv_nsec = now_ns % NS_PER_S,
    };
}

int ip_clock_is_valid(const struct timespec *time) {
    return time->tv_nsec >= 0 && time->tv_nsec < NS_PER_S;
}

int64_t ip_clock_deadline(clockid_t clock, const struct timespec *time) {
    if (time == NULL) return IL_NEVER;
    int64_t seconds = (int64_t)time->tv_sec - start_s(clock);
    if (seconds < 0) return 0;
    if (seconds >= IL_NEVER / NS_PER_S) return IL_NEVER;
    return seconds * NS_PER_S + time->tv_nsec;
}

/* An interval in nanoseconds, at most half of what fits. */
static int64_t interval_ns(int64_t seconds, int64_t ns) {
    const int64_t seconds_max = INT64_MAX / NS_PER_S / 2;
    if (seconds > seconds_max) seconds = seconds_max;
    return seconds * NS_PER_S + ns;
}

/* ---- Reading clocks */

EXPORT int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!il_controlled()) return ip_real()->clock_gettime(clock, time);
    *time = ip_clock_from_engine(clock, il_now_ns());
    return 0;
}

EXPORT int timespec_get(struct timespec *time, int base) {
    if (base != TIME_UTC) return 0;
    return clock_gettime(CLOCK_REALTIME, time) == 0 ? base : 0;
}

EXPORT int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    if (!il_controlled()) return ip_real()->gettimeofday(time, zone);
    struct timespec now = ip_clock_from_engine(CLOCK_REALTIME, il_now_ns());
    *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

EXPORT time_t time(time_t *seconds) {
    if (!il_controlled()) return ip_real()->time(seconds);
    time_t now = ip_clock_from_engine(CLOCK_REALTIME, il_now_ns()).tv_sec;
    if (seconds != NULL) *seconds = now;
    return now;
}

EXPORT clock_t clock(void) {
    if (!il_controlled()) return ip_real()->clock();
    return (clock_t)(il_now_ns() / (NS_PER_S / CLOCKS_PER_SEC));
}

/* ---- Sleeping */

static int sleep_for(const struct timespec *time, struct timespec *rest, uintptr_t pc) {
    if (time->tv_sec < 0 || !ip_clock_is_valid(time)) return EINVAL;
    il_sleep(interval_ns(time->tv_sec, time->tv_nsec), pc);
    if (rest != NULL) *rest = (struct timespec){.tv_sec = 0};
    return 0;
}

EXPORT int nanosleep(const struct timespec *time, struct timespec *rest) {
    if (!is_taken_over(HERE)) {
        ip_rest_count(HERE);
        return ip_real()->nanosleep(time, rest);
    }
    int error = sleep_for(time, rest, learner_pc(HERE));
    if (error == 0) return 0;
    errno = error;
    return -1;
}

EXPORT int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *rest) {
    if (!is_taken_over(HERE)) {
        ip_rest_count(HERE);
        return ip_real()->clock_nanosleep(clock, flags, time, rest);
    }
    uintptr_t pc = learner_pc(HERE);
    if ((flags & TIMER_ABSTIME) == 0) return sleep_for(time, rest, pc);
    if (!ip_clock_is_valid(time)) return EINVAL;
    int64_t duration_ns = ip_clock_deadline(clock, time) - il_now_ns();
    il_sleep(duration_ns > 0 ? duration_ns : 0, pc);
    return 0;
}

EXPORT int thrd_sleep(const struct timespec *time, struct timespec *rest) {
    if (!is_taken_over(HERE)) return ip_real()->nanosleep(time, rest) == 0 ? 0 : (errno == EINTR ? -1 : -2);
    return sleep_for(time, rest, learner_pc(HERE)) == 0 ? 0 : -2;
}

EXPORT int usleep(useconds_t us) {
    if (!is_taken_over(HERE)) {
        ip_rest_count(HERE);
        struct timespec time = {.tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000};
        return ip_real()->nanosleep(&time, NULL);
    }
    il_sleep((int64_t)us * 1000, learner_pc(HERE));
    return 0;
}

EXPORT unsigned sleep(unsigned seconds) {
    if (!is_taken_over(HERE)) {
        struct timespec time = {.tv_sec = seconds}, rest = {.tv_sec = 0};
        if (ip_real()->nanosleep(&time, &rest) == 0) return 0;
        return (unsigned)rest.tv_sec + (rest.tv_nsec > 0 ? 1 : 0);
    }
    il_sleep(interval_ns(seconds, 0), learner_pc(HERE));
    return 0;
}
