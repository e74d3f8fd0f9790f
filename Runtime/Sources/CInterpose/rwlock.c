/* Locks for readers and writers, and barriers. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "clock.h"
#include "hook.h"
#include "lock.h"

#include "section.h"

EXPORT int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes) {
    int error = real()->pthread_rwlock_init(lock, attributes);
    if (error == 0 && is_taken_over(HERE)) il_rwlock_init(lock_address(lock), learner_pc(HERE));
    return error;
}

EXPORT int pthread_rwlock_destroy(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_destroy(lock);
    return il_rwlock_destroy(lock_address(lock), learner_pc(HERE));
}

EXPORT int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_rdlock(lock);
    return il_rwlock_lock(lock_address(lock), false, IL_NEVER, learner_pc(HERE));
}

EXPORT int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_wrlock(lock);
    return il_rwlock_lock(lock_address(lock), true, IL_NEVER, learner_pc(HERE));
}

EXPORT int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_tryrdlock(lock);
    return il_rwlock_trylock(lock_address(lock), false, learner_pc(HERE));
}

EXPORT int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_trywrlock(lock);
    return il_rwlock_trylock(lock_address(lock), true, learner_pc(HERE));
}

static int lock_until(
    pthread_rwlock_t *lock, bool is_write, clockid_t clock, const struct timespec *deadline, uintptr_t pc) {
    if (!clock_is_valid(deadline)) return EINVAL;
    return il_rwlock_lock(lock_address(lock), is_write, clock_deadline(clock, deadline), pc);
}

EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t *lock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_timedrdlock(lock, deadline);
    return lock_until(lock, false, CLOCK_REALTIME, deadline, learner_pc(HERE));
}

EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t *lock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_timedwrlock(lock, deadline);
    return lock_until(lock, true, CLOCK_REALTIME, deadline, learner_pc(HERE));
}

EXPORT int pthread_rwlock_clockrdlock(
    pthread_rwlock_t *lock, clockid_t clock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_clockrdlock(lock, clock, deadline);
    return lock_until(lock, false, clock, deadline, learner_pc(HERE));
}

EXPORT int pthread_rwlock_clockwrlock(
    pthread_rwlock_t *lock, clockid_t clock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_clockwrlock(lock, clock, deadline);
    return lock_until(lock, true, clock, deadline, learner_pc(HERE));
}

EXPORT int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
    if (!is_taken_over(HERE)) return real()->pthread_rwlock_unlock(lock);
    return il_rwlock_unlock(lock_address(lock), learner_pc(HERE));
}

/* ---- Barriers */

EXPORT int pthread_barrier_init(
    pthread_barrier_t *barrier, const pthread_barrierattr_t *attributes, unsigned count) {
    int error = real()->pthread_barrier_init(barrier, attributes, count);
    if (error == 0 && is_taken_over(HERE)) il_barrier_init(lock_address(barrier), count, learner_pc(HERE));
    return error;
}

EXPORT int pthread_barrier_destroy(pthread_barrier_t *barrier) {
    if (!is_taken_over(HERE)) return real()->pthread_barrier_destroy(barrier);
    return il_barrier_destroy(lock_address(barrier), learner_pc(HERE));
}

EXPORT int pthread_barrier_wait(pthread_barrier_t *barrier) {
    if (!is_taken_over(HERE)) return real()->pthread_barrier_wait(barrier);
    return il_barrier_wait(lock_address(barrier), learner_pc(HERE));
}
