/* Condition variables. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "clock.h"
#include "hook.h"
#include "lock.h"

#include "section.h"

/* The clock that pthread_condattr_setclock chose, as libc's initialiser notes it. */
static clockid_t clock_of(const pthread_cond_t *condition) {
    const unsigned monotonic_bit = 2;
    return (condition->__data.__wrefs & monotonic_bit) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

EXPORT int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    int error = ip_real()->pthread_cond_init(condition, attributes);
    if (error == 0 && is_taken_over(HERE)) il_condition_init(lock_address(condition), learner_pc(HERE));
    return error;
}

EXPORT int pthread_cond_destroy(pthread_cond_t *condition) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_destroy(condition);
    return il_condition_destroy(lock_address(condition), learner_pc(HERE));
}

int ip_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t deadline_ns, uintptr_t pc) {
    return il_condition_wait(
        lock_address(condition), lock_address(mutex), mutex_kind(mutex), deadline_ns, pc);
}

EXPORT int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_wait(condition, mutex);
    return ip_condition_wait(condition, mutex, IL_NEVER, learner_pc(HERE));
}

EXPORT int pthread_cond_timedwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_timedwait(condition, mutex, deadline);
    if (!ip_clock_is_valid(deadline)) return EINVAL;
    int64_t deadline_ns = ip_clock_deadline(clock_of(condition), deadline);
    return ip_condition_wait(condition, mutex, deadline_ns, learner_pc(HERE));
}

EXPORT int pthread_cond_clockwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_clockwait(condition, mutex, clock, deadline);
    if (!ip_clock_is_valid(deadline)) return EINVAL;
    return ip_condition_wait(condition, mutex, ip_clock_deadline(clock, deadline), learner_pc(HERE));
}

EXPORT int pthread_cond_signal(pthread_cond_t *condition) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_signal(condition);
    return il_condition_signal(lock_address(condition), false, learner_pc(HERE));
}

EXPORT int pthread_cond_broadcast(pthread_cond_t *condition) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_cond_broadcast(condition);
    return il_condition_signal(lock_address(condition), true, learner_pc(HERE));
}
