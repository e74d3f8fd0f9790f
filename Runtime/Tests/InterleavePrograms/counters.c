#include "counters.h"

static int count;
static mutex lock;

static void *add_locked(void *unused) {
    (void)unused;
    LOCK(lock);
    WRITE(count, READ(count) + 1);
    UNLOCK(lock);
    return NULL;
}

void locked_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_locked, add_locked);
    check(READ(count) == 2);
}

static void *add_bare(void *unused) {
    (void)unused;
    WRITE(count, READ(count) + 1);
    return NULL;
}

void racy_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_bare, add_bare);
    check(READ(count) == 2);
}

static void *add_in_two(void *unused) {
    (void)unused;
    LOCK(lock);
    int seen = READ(count);
    UNLOCK(lock);
    LOCK(lock);
    WRITE(count, seen + 1);
    UNLOCK(lock);
    return NULL;
}

void torn_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_in_two, add_in_two);
    check(READ(count) == 2);
}

static void *add_with_load_and_store(void *unused) {
    (void)unused;
    STORE(count, LOAD(count, IL_RELAXED) + 1, IL_RELAXED);
    return NULL;
}

void load_store_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_with_load_and_store, add_with_load_and_store);
    check(LOAD(count, IL_RELAXED) == 2);
}

static void *add_atomically(void *unused) {
    (void)unused;
    EXCHANGE(count, old + 1, IL_RELAXED);
    return NULL;
}

void atomic_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_atomically, add_atomically);
    check(LOAD(count, IL_RELAXED) == 2);
}

static void *add_by_compare(void *unused) {
    (void)unused;
    int seen = LOAD(count, IL_RELAXED);
    while (!COMPARE(count, seen, seen + 1, IL_ACQ_REL)) seen = LOAD(count, IL_RELAXED);
    return NULL;
}

void compare_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_by_compare, add_by_compare);
    check(LOAD(count, IL_RELAXED) == 2);
}

/* A hundred threads that do the same; one of them has to be stopped between its two looks, while another
   goes on. */
enum { CROWD = 100 };
static int entered;

static void *enter_once(void *unused) {
    (void)unused;
    LOCK(lock);
    bool is_free = READ(entered) == 0;
    UNLOCK(lock);
    if (!is_free) return NULL;
    LOCK(lock);
    WRITE(entered, READ(entered) + 1);
    UNLOCK(lock);
    return NULL;
}

void crowd(void *unused) {
    (void)unused;
    int threads[CROWD];
    entered = 0;
    for (int i = 0; i < CROWD; i++) threads[i] = SPAWN(enter_once, i);
    for (int i = 0; i < CROWD; i++) JOIN(threads[i]);
    check(READ(entered) == 1);
}

/* One of them has to be stopped between its two stages, and none of the others may have passed the second. */
static int stage, follows;
static mutex second_lock;

static void *write_both(void *unused) {
    (void)unused;
    LOCK(lock);
    WRITE(stage, 1);
    UNLOCK(lock);
    LOCK(second_lock);
    WRITE(follows, 2);
    UNLOCK(second_lock);
    return NULL;
}

static void *read_both(void *unused) {
    (void)unused;
    LOCK(lock);
    int seen = READ(stage);
    UNLOCK(lock);
    if (seen == 0) return NULL;
    LOCK(second_lock);
    check(READ(follows) == 2);
    UNLOCK(second_lock);
    return NULL;
}

void crowd_in_two_stages(void *unused) {
    (void)unused;
    int threads[CROWD + 1];
    stage = follows = 0;
    for (int i = 0; i < CROWD; i++) threads[i] = SPAWN(write_both, i);
    threads[CROWD] = SPAWN(read_both, 0);
    for (int i = 0; i <= CROWD; i++) JOIN(threads[i]);
}

/* Far more events than choices: the end is reached all the same, and its check made. */
enum { ROUNDS = 20000 };

static void *add_often(void *unused) {
    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        LOCK(lock);
        WRITE(count, READ(count) + 1);
        UNLOCK(lock);
    }
    return NULL;
}

void long_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_often, add_often);
    check(READ(count) == 2 * ROUNDS);
}

static void *add_bare_often(void *unused) {
    (void)unused;
    for (int i = 0; i < ROUNDS; i++) WRITE(count, READ(count) + 1);
    return NULL;
}

void long_racy_counter(void *unused) {
    (void)unused;
    count = 0;
    BOTH(add_bare_often, add_bare_often);
    check(READ(count) == 2 * ROUNDS);
}
