/* What the definitions of this target stand before: the functions of libc and of Swift's runtime under the
   same names. */
#pragma once

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>

/* X(result, name, (parameters)). A function of Swift is null in a program without it. */
#define REAL_FUNCTIONS(X)                                                                                    \
    X(int, pthread_create, (pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))                 \
    X(int, pthread_join, (pthread_t, void **))                                                               \
    X(int, pthread_tryjoin_np, (pthread_t, void **))                                                         \
    X(int, pthread_timedjoin_np, (pthread_t, void **, const struct timespec *))                              \
    X(int, pthread_clockjoin_np, (pthread_t, void **, clockid_t, const struct timespec *))                   \
    X(int, pthread_detach, (pthread_t))                                                                      \
    X(void, pthread_exit, (void *))                                                                          \
    X(int, pthread_key_create, (pthread_key_t *, void (*)(void *)))                                          \
    X(int, pthread_key_delete, (pthread_key_t))                                                              \
    X(int, pthread_mutex_init, (pthread_mutex_t *, const pthread_mutexattr_t *))                             \
    X(int, pthread_mutex_destroy, (pthread_mutex_t *))                                                       \
    X(int, pthread_mutex_lock, (pthread_mutex_t *))                                                          \
    X(int, pthread_mutex_trylock, (pthread_mutex_t *))                                                       \
    X(int, pthread_mutex_timedlock, (pthread_mutex_t *, const struct timespec *))                            \
    X(int, pthread_mutex_clocklock, (pthread_mutex_t *, clockid_t, const struct timespec *))                 \
    X(int, pthread_mutex_unlock, (pthread_mutex_t *))                                                        \
    X(int, pthread_cond_init, (pthread_cond_t *, const pthread_condattr_t *))                                \
    X(int, pthread_cond_destroy, (pthread_cond_t *))                                                         \
    X(int, pthread_cond_wait, (pthread_cond_t *, pthread_mutex_t *))                                         \
    X(int, pthread_cond_timedwait, (pthread_cond_t *, pthread_mutex_t *, const struct timespec *))           \
    X(int, pthread_cond_clockwait,                                                                           \
      (pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *))                             \
    X(int, pthread_cond_signal, (pthread_cond_t *))                                                          \
    X(int, pthread_cond_broadcast, (pthread_cond_t *))                                                       \
    X(int, pthread_rwlock_init, (pthread_rwlock_t *, const pthread_rwlockattr_t *))                          \
    X(int, pthread_rwlock_destroy, (pthread_rwlock_t *))                                                     \
    X(int, pthread_rwlock_rdlock, (pthread_rwlock_t *))                                                      \
    X(int, pthread_rwlock_wrlock, (pthread_rwlock_t *))                                                      \
    X(int, pthread_rwlock_tryrdlock, (pthread_rwlock_t *))                                                   \
    X(int, pthread_rwlock_trywrlock, (pthread_rwlock_t *))                                                   \
    X(int, pthread_rwlock_timedrdlock, (pthread_rwlock_t *, const struct timespec *))                        \
    X(int, pthread_rwlock_timedwrlock, (pthread_rwlock_t *, const struct timespec *))                        \
    X(int, pthread_rwlock_clockrdlock, (pthread_rwlock_t *, clockid_t, const struct timespec *))             \
    X(int, pthread_rwlock_clockwrlock, (pthread_rwlock_t *, clockid_t, const struct timespec *))             \
    X(int, pthread_rwlock_unlock, (pthread_rwlock_t *))                                                      \
    X(int, pthread_spin_init, (pthread_spinlock_t *, int))                                                   \
    X(int, pthread_spin_destroy, (pthread_spinlock_t *))                                                     \
    X(int, pthread_spin_lock, (pthread_spinlock_t *))                                                        \
    X(int, pthread_spin_trylock, (pthread_spinlock_t *))                                                     \
    X(int, pthread_spin_unlock, (pthread_spinlock_t *))                                                      \
    X(int, pthread_barrier_init, (pthread_barrier_t *, const pthread_barrierattr_t *, unsigned))             \
    X(int, pthread_barrier_destroy, (pthread_barrier_t *))                                                   \
    X(int, pthread_barrier_wait, (pthread_barrier_t *))                                                      \
    X(int, pthread_once, (pthread_once_t *, void (*)(void)))                                                 \
    X(int, pthread_kill, (pthread_t, int))                                                                   \
    X(int, pthread_setname_np, (pthread_t, const char *))                                                    \
    X(int, sem_init, (sem_t *, int, unsigned))                                                               \
    X(int, sem_destroy, (sem_t *))                                                                           \
    X(int, sem_wait, (sem_t *))                                                                              \
    X(int, sem_trywait, (sem_t *))                                                                           \
    X(int, sem_timedwait, (sem_t *, const struct timespec *))                                                \
    X(int, sem_clockwait, (sem_t *, clockid_t, const struct timespec *))                                     \
    X(int, sem_post, (sem_t *))                                                                              \
    X(int, sem_getvalue, (sem_t *, int *))                                                                   \
    X(int, sched_yield, (void))                                                                              \
    X(int, nanosleep, (const struct timespec *, struct timespec *))                                          \
    X(int, clock_nanosleep, (clockid_t, int, const struct timespec *, struct timespec *))                    \
    X(int, clock_gettime, (clockid_t, struct timespec *))                                                    \
    X(int, gettimeofday, (struct timeval *, void *))                                                         \
    X(time_t, time, (time_t *))                                                                              \
    X(clock_t, clock, (void))                                                                                \
    X(ssize_t, getrandom, (void *, size_t, unsigned))                                                        \
    X(void, flockfile, (FILE *))                                                                             \
    X(int, ftrylockfile, (FILE *))                                                                           \
    X(void, funlockfile, (FILE *))                                                                           \
    X(void, exit, (int))                                                                                     \
    X(void *, memcpy, (void *, const void *, size_t))                                                        \
    X(void *, memmove, (void *, const void *, size_t))                                                       \
    X(void *, memset, (void *, int, size_t))                                                                 \
    X(int, memcmp, (const void *, const void *, size_t))                                                     \
    X(size_t, strlen, (const char *))                                                                        \
    X(char *, strcpy, (char *, const char *))                                                                \
    X(char *, strncpy, (char *, const char *, size_t))                                                       \
    X(char *, strcat, (char *, const char *))                                                                \
    X(int, strcmp, (const char *, const char *))                                                             \
    X(void, swift_beginAccess, (void *, void *, uintptr_t, void *))                                          \
    X(void, swift_endAccess, (void *))                                                                       \
    X(void, swift_once, (intptr_t *, void (*)(void *), void *))

typedef struct real_functions {
#define FIELD(result, name, parameters) result(*name) parameters;
    REAL_FUNCTIONS(FIELD)
#undef FIELD
} real_functions;

/* The table, looked up at the first call: libraries call the definitions of this target before any
   constructor of the program has run. Any thread. */
const real_functions *ip_real(void);

/* Whether the table is there already: what `real` itself needs cannot wait for it. */
extern bool ip_real_is_ready;

/* A system call without libc: `syscall` is a definition of this target. Returns what the kernel did: −errno
   for an error. Any thread. */
static inline long system_call(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
