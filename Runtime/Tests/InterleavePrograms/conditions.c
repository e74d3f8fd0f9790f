#include "conditions.h"

static mutex lock;
static int changed, other_changed;
static int ready, items, taken;

static void *set_ready(void *unused) {
    (void)unused;
    LOCK(lock);
    WRITE(ready, 1);
    SIGNAL(changed);
    UNLOCK(lock);
    return NULL;
}

/* Looks, and then waits, without the lock in between. */
static void *look_then_wait(void *unused) {
    (void)unused;
    LOCK(lock);
    bool is_ready = READ(ready) == 1;
    UNLOCK(lock);
    if (is_ready) return NULL;
    LOCK(lock);
    WAIT(changed, lock);
    UNLOCK(lock);
    return NULL;
}

void signal_before_wait(void *unused) {
    (void)unused;
    ready = 0;
    BOTH(look_then_wait, set_ready);
}

static void *wait_ready(void *unused) {
    (void)unused;
    LOCK(lock);
    while (READ(ready) == 0) WAIT(changed, lock);
    UNLOCK(lock);
    return NULL;
}

void careful_wait(void *unused) {
    (void)unused;
    ready = 0;
    BOTH(wait_ready, set_ready);
}

static void *wait_ready_and_trust(void *unused) {
    (void)unused;
    LOCK(lock);
    if (READ(ready) == 0) WAIT(changed, lock);
    check(READ(ready) == 1);
    UNLOCK(lock);
    return NULL;
}

/* Wrong only because a wait may end without a signal. */
void wait_that_trusts(void *unused) {
    (void)unused;
    ready = 0;
    BOTH(wait_ready_and_trust, set_ready);
}

static void *put(void *unused) {
    (void)unused;
    LOCK(lock);
    WRITE(items, READ(items) + 1);
    SIGNAL(changed);
    UNLOCK(lock);
    return NULL;
}

static void *take_with_if(void *unused) {
    (void)unused;
    LOCK(lock);
    if (READ(items) == 0) WAIT(changed, lock);
    WRITE(items, READ(items) - 1);
    check(READ(items) >= 0);
    UNLOCK(lock);
    return NULL;
}

static void *take(void *unused) {
    (void)unused;
    LOCK(lock);
    while (READ(items) == 0) WAIT(changed, lock);
    WRITE(items, READ(items) - 1);
    check(READ(items) >= 0);
    UNLOCK(lock);
    return NULL;
}

static void two_puts_two_takes(void *(*taker)(void *)) {
    items = 0;
    int first = SPAWN(taker, 0), second = SPAWN(taker, 0);
    BOTH(put, put);
    JOIN(first);
    JOIN(second);
}

void buffer_with_if(void *unused) {
    (void)unused;
    two_puts_two_takes(take_with_if);
}

void buffer(void *unused) {
    (void)unused;
    two_puts_two_takes(take);
    check(READ(items) == 0);
}

void one_signal_for_two(void *unused) {
    (void)unused;
    ready = 0;
    int first = SPAWN(wait_ready, 0), second = SPAWN(wait_ready, 0);
    set_ready(NULL);
    JOIN(first);
    JOIN(second);
}

static mutex outer;

static void *wait_in_two_locks(void *unused) {
    (void)unused;
    LOCK(outer);
    wait_ready(NULL);
    UNLOCK(outer);
    return NULL;
}

static void *set_in_two_locks(void *unused) {
    (void)unused;
    LOCK(outer);
    set_ready(NULL);
    UNLOCK(outer);
    return NULL;
}

void nested_monitor(void *unused) {
    (void)unused;
    ready = 0;
    BOTH(wait_in_two_locks, set_in_two_locks);
}

static void *wait_ready_for_a_time(void *trusts) {
    LOCK(lock);
    int error = 0;
    while (READ(ready) == 0 && error == 0) {
        error = il_condition_wait(AT(changed), AT(lock), IL_MUTEX, il_now_ns() + 1000, PLACE);
        check(error == 0 || error == ETIMEDOUT);
    }
    if (trusts != NULL) check(READ(ready) == 1);
    UNLOCK(lock);
    return NULL;
}

void timed_wait(void *unused) {
    (void)unused;
    ready = 0;
    int waiter = SPAWN(wait_ready_for_a_time, 0), setter = SPAWN(set_ready, 0);
    JOIN(waiter);
    JOIN(setter);
}

void timed_wait_that_trusts(void *unused) {
    (void)unused;
    ready = 0;
    int waiter = SPAWN(wait_ready_for_a_time, 1), setter = SPAWN(set_ready, 0);
    JOIN(waiter);
    JOIN(setter);
}

/* The waiter has been signalled: the condition may go. */
void woken_then_destroyed(void *unused) {
    (void)unused;
    ready = 0;
    int waiter = SPAWN(wait_ready, 0);
    LOCK(lock);
    WRITE(ready, 1);
    BROADCAST(changed);
    UNLOCK(lock);
    check(il_condition_destroy(AT(changed), PLACE) == 0);
    JOIN(waiter);
    il_condition_init(AT(changed), PLACE);
}

/* ---- Semaphores */

static int slots, filled;

static void *produce(void *unused) {
    (void)unused;
    for (int i = 0; i < 3; i++) {
        il_semaphore_wait(AT(slots), 1, IL_NEVER, PLACE);
        WRITE(items, READ(items) + 1);
        il_semaphore_post(AT(filled), 0, PLACE);
    }
    return NULL;
}

static void *consume(void *unused) {
    (void)unused;
    for (int i = 0; i < 3; i++) {
        il_semaphore_wait(AT(filled), 0, IL_NEVER, PLACE);
        WRITE(taken, READ(items));
        il_semaphore_post(AT(slots), 1, PLACE);
    }
    return NULL;
}

void semaphores(void *unused) {
    (void)unused;
    items = taken = 0;
    BOTH(produce, consume);
    check(READ(taken) == 3);
    int count = -1;
    il_semaphore_value(AT(slots), 1, PLACE, &count);
    check(count == 1 && il_semaphore_trywait(AT(filled), 0, PLACE) == EAGAIN);
}

static void *wait_semaphore(void *unused) {
    (void)unused;
    il_semaphore_wait(AT(slots), 1, IL_NEVER, PLACE);
    return NULL;
}

void semaphore_short(void *unused) {
    (void)unused;
    BOTH(wait_semaphore, wait_semaphore);
}

/* ---- Barriers and once */

enum { PARTY = 3 };
static int meeting, written[PARTY], serial_count;

static void *meet_twice(void *number) {
    int own = (int)(intptr_t)number;
    for (int round = 1; round <= 2; round++) {
        WRITE(written[own], round);
        if (il_barrier_wait(AT(meeting), PLACE) == PTHREAD_BARRIER_SERIAL_THREAD) {
            WRITE(serial_count, READ(serial_count) + 1);
        }
        for (int i = 0; i < PARTY; i++) check(READ(written[i]) == round);
        il_barrier_wait(AT(meeting), PLACE);
    }
    return NULL;
}

void barrier_rounds(void *unused) {
    (void)unused;
    int threads[PARTY];
    serial_count = 0;
    for (int i = 0; i < PARTY; i++) written[i] = 0;
    il_barrier_init(AT(meeting), PARTY, PLACE);
    for (int i = 0; i < PARTY; i++) threads[i] = SPAWN(meet_twice, i);
    for (int i = 0; i < PARTY; i++) JOIN(threads[i]);
    check(READ(serial_count) == 2 && il_barrier_destroy(AT(meeting), PLACE) == 0);
}

void barrier_short(void *unused) {
    (void)unused;
    il_barrier_init(AT(meeting), PARTY + 1, PLACE);
    int threads[PARTY];
    for (int i = 0; i < PARTY; i++) threads[i] = SPAWN(meet_twice, i);
    for (int i = 0; i < PARTY; i++) JOIN(threads[i]);
}

static int token, made_count, made;

static void *use_once(void *unused) {
    (void)unused;
    if (il_once_begin(AT(token), false, PLACE)) {
        WRITE(made_count, READ(made_count) + 1);
        WRITE(made, 7);
        il_once_end(AT(token), PLACE);
    }
    check(READ(made) == 7);
    return NULL;
}

void once(void *unused) {
    (void)unused;
    made_count = made = 0;
    int third = SPAWN(use_once, 0);
    BOTH(use_once, use_once);
    JOIN(third);
    check(READ(made_count) == 1);
}

void once_in_itself(void *unused) {
    (void)unused;
    if (il_once_begin(AT(token), false, PLACE)) use_once(NULL);
}
