#include "threads.h"

static void *add_one(void *number) { return (void *)((intptr_t)number + 1); }

static void *exit_early(void *number) {
    il_thread_exit((void *)((intptr_t)number + 2), PLACE);
}

void values(void *unused) {
    (void)unused;
    int first = SPAWN(add_one, 10), second = SPAWN(exit_early, 10);
    void *value = NULL;
    check(il_thread_join(first, false, IL_NEVER, PLACE, &value) == 0 && (intptr_t)value == 11);
    check(il_thread_join(second, false, IL_NEVER, PLACE, &value) == 0 && (intptr_t)value == 12);
    check(il_thread_join(first, false, IL_NEVER, PLACE, &value) == EINVAL);
    check(il_thread_join(il_thread_self(), false, IL_NEVER, PLACE, &value) == EDEADLK);
    check(il_thread_join(77, false, IL_NEVER, PLACE, &value) == ESRCH);
    check(il_thread_of_handle(il_thread_handle(second)) == second);
}

static int done;

static void *set_done(void *unused) {
    (void)unused;
    STORE(done, 1, IL_RELEASE);
    return NULL;
}

void detached(void *unused) {
    (void)unused;
    int other = -1;
    done = 0;
    check(il_thread_create(set_done, NULL, true, 0, PLACE, &other) == 0);
    check(il_thread_join(other, false, IL_NEVER, PLACE, NULL) == EINVAL);
    check(il_thread_detach(other, PLACE) == EINVAL);
    while (LOAD(done, IL_ACQUIRE) == 0) {}
}

static void *check_done(void *unused) {
    (void)unused;
    check(LOAD(done, IL_ACQUIRE) == 1);
    return NULL;
}

/* The check fails in a thread that nobody waits for. */
void unjoined(void *unused) {
    (void)unused;
    done = 0;
    SPAWN(check_done, 0);
    STORE(done, 1, IL_RELEASE);
}

static mutex lock;
static int work;

static void *wait_for_work(void *unused) {
    (void)unused;
    LOCK(lock);
    for (;;) WAIT(work, lock);
    return NULL;
}

/* A pool that waits for work when the program ends is no fault. */
void workers_left_waiting(void *unused) {
    (void)unused;
    SPAWN(wait_for_work, 0);
    SPAWN(wait_for_work, 0);
}

void leaked(void *unused) { workers_left_waiting(unused); }

static int beats;
static void *beat_forever(void *unused) {
    (void)unused;
    for (;;) {
        EXCHANGE(beats, old + 1, IL_RELAXED);
        il_sleep(1000, PLACE);
    }
    return NULL;
}

void endless_helper(void *unused) {
    (void)unused;
    beats = 0;
    SPAWN(beat_forever, 0);
}

void endless(void *unused) {
    (void)unused;
    beats = 0;
    int other = SPAWN(beat_forever, 0);
    JOIN(other);
}

static int first_thread, second_thread, are_known;

static void *join_first(void *unused) {
    (void)unused;
    while (LOAD(are_known, IL_ACQUIRE) == 0) {}
    il_thread_join(first_thread, false, IL_NEVER, PLACE, NULL);
    return NULL;
}

static void *join_second(void *unused) {
    (void)unused;
    while (LOAD(are_known, IL_ACQUIRE) == 0) {}
    il_thread_join(second_thread, false, IL_NEVER, PLACE, NULL);
    return NULL;
}

void joins_each_other(void *unused) {
    (void)unused;
    are_known = 0;
    first_thread = SPAWN(join_second, 0);
    second_thread = SPAWN(join_first, 0);
    STORE(are_known, 1, IL_RELEASE);
}

void ends_by_exit(void *unused) {
    (void)unused;
    done = 0;
    SPAWN(set_done, 0);
    il_thread_exit(NULL, PLACE);
}

void too_many(void *unused) {
    (void)unused;
    for (int i = 0; i < IL_THREADS_MAX; i++) {
        int made = SPAWN(add_one, i);
        JOIN(made);
    }
}

void joined_in_time(void *unused) {
    (void)unused;
    int other = SPAWN(add_one, 0);
    int error = il_thread_join(other, false, il_now_ns() + 1, PLACE, NULL);
    check(error == 0 || error == ETIMEDOUT);
    if (error == ETIMEDOUT) JOIN(other);
}

/* A sleep, however long, is no order. */
void slept_for_order(void *unused) {
    (void)unused;
    done = 0;
    int other = SPAWN(set_done, 0);
    il_sleep(10000000000, PLACE);
    check(LOAD(done, IL_ACQUIRE) == 1);
    JOIN(other);
}
