/* POSIX semaphores, unnamed and named. The count that libc keeps in the semaphore is only the one it was
   made with: within a schedule the engine keeps it. */
#define _GNU_SOURCE
#include <errno.h>
#include <semaphore.h>
#include <stddef.h>

#include "clock.h"
#include "hook.h"
#include "lock.h"

#include "section.h"

static unsigned count_at_start(sem_t *semaphore) {
    int count = 0;
    ip_real()->sem_getvalue(semaphore, &count);
    return count > 0 ? (unsigned)count : 0;
}

static int result(int error) {
    if (error == 0) return 0;
    errno = error;
    return -1;
}

EXPORT int sem_init(sem_t *semaphore, int shared, unsigned count) {
    int code = ip_real()->sem_init(semaphore, shared, count);
    if (code == 0 && is_taken_over(HERE)) {
        il_semaphore_init(lock_address(semaphore), count, learner_pc(HERE));
    }
    return code;
}

EXPORT int sem_destroy(sem_t *semaphore) {
    if (!is_taken_over(HERE)) return ip_real()->sem_destroy(semaphore);
    return result(il_semaphore_destroy(lock_address(semaphore), learner_pc(HERE)));
}

static int wait_until(sem_t *semaphore, clockid_t clock, const struct timespec *deadline, uintptr_t pc) {
    if (deadline != NULL && !ip_clock_is_valid(deadline)) return result(EINVAL);
    int64_t deadline_ns = ip_clock_deadline(clock, deadline);
    return result(il_semaphore_wait(lock_address(semaphore), count_at_start(semaphore), deadline_ns, pc));
}

EXPORT int sem_wait(sem_t *semaphore) {
    if (!is_taken_over(HERE)) return ip_real()->sem_wait(semaphore);
    return wait_until(semaphore, CLOCK_REALTIME, NULL, learner_pc(HERE));
}

EXPORT int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict deadline) {
    if (!is_taken_over(HERE)) return ip_real()->sem_timedwait(semaphore, deadline);
    return wait_until(semaphore, CLOCK_REALTIME, deadline, learner_pc(HERE));
}

EXPORT int sem_clockwait(
    sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict deadline) {
    if (!is_taken_over(HERE)) return ip_real()->sem_clockwait(semaphore, clock, deadline);
    return wait_until(semaphore, clock, deadline, learner_pc(HERE));
}

EXPORT int sem_trywait(sem_t *semaphore) {
    if (!is_taken_over(HERE)) return ip_real()->sem_trywait(semaphore);
    uintptr_t pc = learner_pc(HERE);
    return result(il_semaphore_trywait(lock_address(semaphore), count_at_start(semaphore), pc));
}

EXPORT int sem_post(sem_t *semaphore) {
    if (!is_taken_over(HERE)) return ip_real()->sem_post(semaphore);
    uintptr_t pc = learner_pc(HERE);
    return result(il_semaphore_post(lock_address(semaphore), count_at_start(semaphore), pc));
}

EXPORT int sem_getvalue(sem_t *restrict semaphore, int *restrict count) {
    if (!is_taken_over(HERE)) return ip_real()->sem_getvalue(semaphore, count);
    uintptr_t pc = learner_pc(HERE);
    return result(il_semaphore_value(lock_address(semaphore), count_at_start(semaphore), pc, count));
}
