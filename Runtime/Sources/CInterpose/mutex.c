/* Mutexes and spin locks. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "clock.h"
#include "hook.h"
#include "lock.h"

#include "section.h"

EXPORT int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
    int error = ip_real()->pthread_mutex_init(mutex, attributes);
    if (error == 0 && is_taken_over(HERE)) {
        il_mutex_init(lock_address(mutex), mutex_kind(mutex), learner_pc(HERE));
    }
    return error;
}

EXPORT int pthread_mutex_destroy(pthread_mutex_t *mutex) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_mutex_destroy(mutex);
    return il_mutex_destroy(lock_address(mutex), mutex_kind(mutex), learner_pc(HERE));
}

/* A mutex of a library in which no thread is switched is free for everybody. Was one left locked all the
   same (a library that calls the program back), the thread lets others run until it is free: blocking
   would stop them all. */
static int lock_quietly(pthread_mutex_t *mutex, uintptr_t pc) {
    if (!il_controlled()) return ip_real()->pthread_mutex_lock(mutex);
    for (;;) {
        int error = ip_real()->pthread_mutex_trylock(mutex);
        if (error != EBUSY) return error;
        il_yield(pc);
    }
}

EXPORT int pthread_mutex_lock(pthread_mutex_t *mutex) {
    uintptr_t pc = il_controlled() ? learner_pc(HERE) : 0;
    if (!is_taken_over(HERE)) return lock_quietly(mutex, pc);
    return il_mutex_lock(lock_address(mutex), mutex_kind(mutex), IL_NEVER, pc);
}

EXPORT int pthread_mutex_trylock(pthread_mutex_t *mutex) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_mutex_trylock(mutex);
    return il_mutex_trylock(lock_address(mutex), mutex_kind(mutex), learner_pc(HERE));
}

EXPORT int pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_mutex_clocklock(mutex, clock, deadline);
    if (!ip_clock_is_valid(deadline)) return EINVAL;
    int64_t deadline_ns = ip_clock_deadline(clock, deadline);
    return il_mutex_lock(lock_address(mutex), mutex_kind(mutex), deadline_ns, learner_pc(HERE));
}

EXPORT int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_mutex_timedlock(mutex, deadline);
    if (!ip_clock_is_valid(deadline)) return EINVAL;
    int64_t deadline_ns = ip_clock_deadline(CLOCK_REALTIME, deadline);
    return il_mutex_lock(lock_address(mutex), mutex_kind(mutex), deadline_ns, learner_pc(HERE));
}

EXPORT int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_mutex_unlock(mutex);
    return il_mutex_unlock(lock_address(mutex), mutex_kind(mutex), learner_pc(HERE));
}

/* ---- Spin locks */

EXPORT int pthread_spin_init(pthread_spinlock_t *lock, int shared) {
    int error = ip_real()->pthread_spin_init(lock, shared);
    if (error == 0 && is_taken_over(HERE)) il_mutex_init(lock_address(lock), IL_SPIN, learner_pc(HERE));
    return error;
}

EXPORT int pthread_spin_destroy(pthread_spinlock_t *lock) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_spin_destroy(lock);
    return il_mutex_destroy(lock_address(lock), IL_SPIN, learner_pc(HERE));
}

EXPORT int pthread_spin_lock(pthread_spinlock_t *lock) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_spin_lock(lock);
    return il_mutex_lock(lock_address(lock), IL_SPIN, IL_NEVER, learner_pc(HERE));
}

EXPORT int pthread_spin_trylock(pthread_spinlock_t *lock) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_spin_trylock(lock);
    return il_mutex_trylock(lock_address(lock), IL_SPIN, learner_pc(HERE));
}

EXPORT int pthread_spin_unlock(pthread_spinlock_t *lock) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_spin_unlock(lock);
    return il_mutex_unlock(lock_address(lock), IL_SPIN, learner_pc(HERE));
}

