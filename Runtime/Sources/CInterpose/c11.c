/* <threads.h>: in glibc functions of their own that do not come through the POSIX ones. Types and results of
   both have the same layout, which the system's header promises to nobody: the assertions below ask. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <threads.h>

#include "clock.h"
#include "hook.h"
#include "lock.h"
#include "rest.h"
#include "thread.h"

#include "section.h"

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t), "a mtx_t is a pthread_mutex_t");
static_assert(sizeof(cnd_t) == sizeof(pthread_cond_t), "a cnd_t is a pthread_cond_t");
static_assert(sizeof(thrd_t) == sizeof(pthread_t), "a thrd_t is a pthread_t");

static int result(int error) {
    switch (error) {
    case 0: return thrd_success;
    case EBUSY: return thrd_busy;
    case ENOMEM:
    case EAGAIN: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    default: return thrd_error;
    }
}

static pthread_mutex_t *posix_mutex(mtx_t *mutex) {
    return (pthread_mutex_t *)(void *)mutex;
}

static pthread_cond_t *posix_condition(cnd_t *condition) {
    return (pthread_cond_t *)(void *)condition;
}

/* ---- Threads */

EXPORT int thrd_create(thrd_t *thread, thrd_start_t start, void *argument) {
    /* An int comes back in the lower half of the register that a pointer comes back in: no trampoline is
       needed, and reports name the learner's function. */
    void *(*posix_start)(void *) = (void *(*)(void *))(void *)start;
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_create(thread, NULL, posix_start, argument));
    return result(ip_thread_create(thread, posix_start, argument, false, 0, learner_pc(HERE)));
}

EXPORT int thrd_join(thrd_t thread, int *value) {
    void *whole = NULL;
    int error = is_taken_over(HERE)
        ? il_thread_join(il_thread_of_handle(thread), false, IL_NEVER, learner_pc(HERE), &whole)
        : ip_real()->pthread_join(thread, &whole);
    if (error == 0 && value != NULL) *value = (int)(intptr_t)whole;
    return result(error);
}

EXPORT int thrd_detach(thrd_t thread) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_detach(thread));
    return result(il_thread_detach(il_thread_of_handle(thread), learner_pc(HERE)));
}

EXPORT void thrd_yield(void) {
    if (is_taken_over(HERE)) {
        il_yield(learner_pc(HERE));
    } else {
        ip_rest_count(HERE);
        ip_real()->sched_yield();
    }
}

EXPORT int sched_yield(void) {
    if (!is_taken_over(HERE)) {
        ip_rest_count(HERE);
        return ip_real()->sched_yield();
    }
    il_yield(learner_pc(HERE));
    return 0;
}

/* ---- Mutexes */

EXPORT int mtx_init(mtx_t *mutex, int type) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    bool is_recursive = (type & mtx_recursive) != 0;
    pthread_mutexattr_settype(&attributes, is_recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
    int error = ip_real()->pthread_mutex_init(posix_mutex(mutex), &attributes);
    if (error == 0 && is_taken_over(HERE)) {
        il_mutex_init(lock_address(mutex), mutex_kind(posix_mutex(mutex)), learner_pc(HERE));
    }
    return result(error);
}

EXPORT void mtx_destroy(mtx_t *mutex) {
    if (is_taken_over(HERE)) {
        il_mutex_destroy(lock_address(mutex), mutex_kind(posix_mutex(mutex)), learner_pc(HERE));
    } else {
        ip_real()->pthread_mutex_destroy(posix_mutex(mutex));
    }
}

EXPORT int mtx_lock(mtx_t *mutex) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_mutex_lock(posix_mutex(mutex)));
    return result(
        il_mutex_lock(lock_address(mutex), mutex_kind(posix_mutex(mutex)), IL_NEVER, learner_pc(HERE)));
}

EXPORT int mtx_trylock(mtx_t *mutex) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_mutex_trylock(posix_mutex(mutex)));
    return result(il_mutex_trylock(lock_address(mutex), mutex_kind(posix_mutex(mutex)), learner_pc(HERE)));
}

EXPORT int mtx_timedlock(mtx_t *restrict mutex, const struct timespec *restrict deadline) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_mutex_timedlock(posix_mutex(mutex), deadline));
    if (!ip_clock_is_valid(deadline)) return thrd_error;
    int64_t deadline_ns = ip_clock_deadline(CLOCK_REALTIME, deadline);
    return result(
        il_mutex_lock(lock_address(mutex), mutex_kind(posix_mutex(mutex)), deadline_ns, learner_pc(HERE)));
}

EXPORT int mtx_unlock(mtx_t *mutex) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_mutex_unlock(posix_mutex(mutex)));
    return result(il_mutex_unlock(lock_address(mutex), mutex_kind(posix_mutex(mutex)), learner_pc(HERE)));
}

/* ---- Condition variables */

EXPORT int cnd_init(cnd_t *condition) {
    int error = ip_real()->pthread_cond_init(posix_condition(condition), NULL);
    if (error == 0 && is_taken_over(HERE)) il_condition_init(lock_address(condition), learner_pc(HERE));
    return result(error);
}

EXPORT void cnd_destroy(cnd_t *condition) {
    if (is_taken_over(HERE)) {
        il_condition_destroy(lock_address(condition), learner_pc(HERE));
    } else {
        ip_real()->pthread_cond_destroy(posix_condition(condition));
    }
}

EXPORT int cnd_wait(cnd_t *condition, mtx_t *mutex) {
    if (!is_taken_over(HERE)) {
        return result(ip_real()->pthread_cond_wait(posix_condition(condition), posix_mutex(mutex)));
    }
    return result(
        ip_condition_wait(posix_condition(condition), posix_mutex(mutex), IL_NEVER, learner_pc(HERE)));
}

EXPORT int cnd_timedwait(
    cnd_t *restrict condition, mtx_t *restrict mutex, const struct timespec *restrict deadline) {
    if (!is_taken_over(HERE)) {
        return result(
            ip_real()->pthread_cond_timedwait(posix_condition(condition), posix_mutex(mutex), deadline));
    }
    if (!ip_clock_is_valid(deadline)) return thrd_error;
    int64_t deadline_ns = ip_clock_deadline(CLOCK_REALTIME, deadline);
    return result(
        ip_condition_wait(posix_condition(condition), posix_mutex(mutex), deadline_ns, learner_pc(HERE)));
}

EXPORT int cnd_signal(cnd_t *condition) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_cond_signal(posix_condition(condition)));
    return result(il_condition_signal(lock_address(condition), false, learner_pc(HERE)));
}

EXPORT int cnd_broadcast(cnd_t *condition) {
    if (!is_taken_over(HERE)) return result(ip_real()->pthread_cond_broadcast(posix_condition(condition)));
    return result(il_condition_signal(lock_address(condition), true, learner_pc(HERE)));
}
