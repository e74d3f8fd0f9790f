#include "locks.h"

static mutex left, right;
static int value;

static void *left_first(void *unused) {
    (void)unused;
    LOCK(left);
    LOCK(right);
    WRITE(value, READ(value) + 1);
    UNLOCK(right);
    UNLOCK(left);
    return NULL;
}

static void *right_first(void *unused) {
    (void)unused;
    LOCK(right);
    LOCK(left);
    WRITE(value, READ(value) + 1);
    UNLOCK(left);
    UNLOCK(right);
    return NULL;
}

void crossed_locks(void *unused) {
    (void)unused;
    value = 0;
    BOTH(left_first, right_first);
}

void ordered_locks(void *unused) {
    (void)unused;
    value = 0;
    BOTH(left_first, left_first);
    check(READ(value) == 2);
}

static void *right_first_with_retreat(void *unused) {
    (void)unused;
    for (;;) {
        LOCK(right);
        if (TRYLOCK(left)) break;
        UNLOCK(right);
        il_yield(PLACE);
    }
    WRITE(value, READ(value) + 1);
    UNLOCK(left);
    UNLOCK(right);
    return NULL;
}

void crossed_locks_with_retreat(void *unused) {
    (void)unused;
    value = 0;
    BOTH(left_first, right_first_with_retreat);
    check(READ(value) == 2);
}

void locked_twice(void *unused) {
    (void)unused;
    LOCK(left);
    LOCK(left);
}

void recursive_lock(void *unused) {
    (void)unused;
    for (int i = 0; i < 3; i++) check(il_mutex_lock(AT(left), IL_RECURSIVE_MUTEX, IL_NEVER, PLACE) == 0);
    check(il_mutex_trylock(AT(left), IL_RECURSIVE_MUTEX, PLACE) == 0);
    for (int i = 0; i < 4; i++) check(il_mutex_unlock(AT(left), IL_RECURSIVE_MUTEX, PLACE) == 0);
    check(il_mutex_unlock(AT(left), IL_RECURSIVE_MUTEX, PLACE) == EPERM);
}

void checked_lock(void *unused) {
    (void)unused;
    check(il_mutex_unlock(AT(left), IL_ERRORCHECK_MUTEX, PLACE) == EPERM);
    check(il_mutex_lock(AT(left), IL_ERRORCHECK_MUTEX, IL_NEVER, PLACE) == 0);
    check(il_mutex_lock(AT(left), IL_ERRORCHECK_MUTEX, IL_NEVER, PLACE) == EDEADLK);
    check(il_mutex_unlock(AT(left), IL_ERRORCHECK_MUTEX, PLACE) == 0);
    check(il_mutex_destroy(AT(left), IL_ERRORCHECK_MUTEX, PLACE) == 0);
}

enum { SEATS = 3 };
static mutex forks[SEATS];

static void *dine(void *seat) {
    int own = (int)(intptr_t)seat;
    LOCK(forks[own]);
    LOCK(forks[(own + 1) % SEATS]);
    UNLOCK(forks[(own + 1) % SEATS]);
    UNLOCK(forks[own]);
    return NULL;
}

void philosophers(void *unused) {
    (void)unused;
    int threads[SEATS];
    for (int i = 0; i < SEATS; i++) threads[i] = SPAWN(dine, i);
    for (int i = 0; i < SEATS; i++) JOIN(threads[i]);
}

/* All ten must have their first lock before any has its second. */
enum { RING = 10 };
static mutex ring[RING];

static void *take_two(void *number) {
    int own = (int)(intptr_t)number;
    LOCK(ring[own]);
    LOCK(ring[(own + 1) % RING]);
    UNLOCK(ring[(own + 1) % RING]);
    UNLOCK(ring[own]);
    return NULL;
}

void ring_of_ten(void *unused) {
    (void)unused;
    int threads[RING];
    for (int i = 0; i < RING; i++) threads[i] = SPAWN(take_two, i);
    for (int i = 0; i < RING; i++) JOIN(threads[i]);
}

static int shared_lock, first_half, second_half;

static void *write_both(void *unused) {
    (void)unused;
    check(il_rwlock_lock(AT(shared_lock), true, IL_NEVER, PLACE) == 0);
    WRITE(first_half, READ(first_half) + 1);
    WRITE(second_half, READ(second_half) + 1);
    check(il_rwlock_unlock(AT(shared_lock), PLACE) == 0);
    return NULL;
}

static void *read_both(void *unused) {
    (void)unused;
    check(il_rwlock_lock(AT(shared_lock), false, IL_NEVER, PLACE) == 0);
    check(il_rwlock_lock(AT(shared_lock), false, IL_NEVER, PLACE) == 0);
    check(il_rwlock_unlock(AT(shared_lock), PLACE) == 0);
    check(READ(first_half) == READ(second_half));
    check(il_rwlock_unlock(AT(shared_lock), PLACE) == 0);
    return NULL;
}

void readers_and_writer(void *unused) {
    (void)unused;
    first_half = second_half = 0;
    int writer = SPAWN(write_both, 0);
    BOTH(read_both, read_both);
    JOIN(writer);
    check(il_rwlock_unlock(AT(shared_lock), PLACE) == EPERM);
}

static void *read_then_write(void *unused) {
    (void)unused;
    il_rwlock_lock(AT(shared_lock), false, IL_NEVER, PLACE);
    il_rwlock_lock(AT(shared_lock), true, IL_NEVER, PLACE);
    return NULL;
}

void upgraded_readers(void *unused) {
    (void)unused;
    BOTH(read_then_write, read_then_write);
}

static void *lock_with_patience(void *unused) {
    (void)unused;
    int error = il_mutex_lock(AT(left), IL_MUTEX, il_now_ns() + 1000000, PLACE);
    check(error == 0 || error == ETIMEDOUT);
    if (error == ETIMEDOUT) return NULL;
    WRITE(value, READ(value) + 1);
    UNLOCK(left);
    return NULL;
}

void patient_lock(void *unused) {
    (void)unused;
    value = 0;
    LOCK(left);
    int other = SPAWN(lock_with_patience, 0);
    WRITE(value, READ(value) + 1);
    UNLOCK(left);
    JOIN(other);
    check(READ(value) == 2);
}

static void *lock_and_unlock(void *unused) {
    (void)unused;
    LOCK(left);
    UNLOCK(left);
    return NULL;
}

void destroyed_in_use(void *unused) {
    (void)unused;
    int other = SPAWN(lock_and_unlock, 0);
    il_mutex_destroy(AT(left), IL_MUTEX, PLACE);
    JOIN(other);
}

void used_after_destroy(void *unused) {
    (void)unused;
    il_mutex_init(AT(left), IL_MUTEX, PLACE);
    il_mutex_destroy(AT(left), IL_MUTEX, PLACE);
    LOCK(left);
}

void destroyed_and_renewed(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) {
        il_mutex_init(AT(left), IL_MUTEX, PLACE);
        BOTH(lock_and_unlock, lock_and_unlock);
        check(il_mutex_destroy(AT(left), IL_MUTEX, PLACE) == 0);
    }
    WRITE(left.word, 0); /* as by PTHREAD_MUTEX_INITIALIZER */
    LOCK(left);
    UNLOCK(left);
}

/* The two lock each other out while main, which does not join them, ends. */
void stuck_beside_main(void *unused) {
    (void)unused;
    value = 0;
    SPAWN(left_first, 0);
    SPAWN(right_first, 0);
}

static void *lock_and_leave(void *unused) {
    (void)unused;
    LOCK(left);
    return NULL;
}

void lock_of_the_dead(void *unused) {
    (void)unused;
    BOTH(lock_and_leave, lock_and_leave);
}
