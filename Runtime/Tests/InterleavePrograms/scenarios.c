/* Programs whose number of orders is known, because it can be counted by hand or has been published. */
#include "program.h"

enum { THREADS_MAX = 8 };

static const scenario *now;
static mutex lock, forks[THREADS_MAX];
static int not_empty, not_full;
static long sum;

static void run_all(int count, void *(*function)(void *)) {
    int threads[THREADS_MAX];
    check(count <= THREADS_MAX);
    for (int i = 0; i < count; i++) threads[i] = SPAWN(function, i);
    for (int i = 0; i < count; i++) JOIN(threads[i]);
}

static void *add_under_lock(void *unused) {
    (void)unused;
    for (int i = 0; i < now->rounds; i++) {
        LOCK(lock);
        WRITE(sum, READ(sum) + 1);
        UNLOCK(lock);
    }
    return NULL;
}

/* Each order of the critical sections: (threads · rounds)! / rounds!^threads. */
static void counter(void) {
    sum = 0;
    run_all(now->threads, add_under_lock);
    check(sum == now->threads * now->rounds);
}

static void *add(void *unused) {
    (void)unused;
    for (int i = 0; i < now->rounds; i++) WRITE(sum, READ(sum) + 1);
    return NULL;
}

static void racy(void) {
    sum = 0;
    run_all(now->threads, add);
}

static void *add_atomically(void *unused) {
    (void)unused;
    for (int i = 0; i < now->rounds; i++) EXCHANGE(sum, old + 1, IL_SEQ_CST);
    return NULL;
}

static void atomic(void) {
    sum = 0;
    run_all(now->threads, add_atomically);
    check(sum == now->threads * now->rounds);
}

static long own[THREADS_MAX][8];

static void *add_to_own(void *number) {
    long *mine = own[(intptr_t)number];
    for (int i = 0; i < now->rounds; i++) WRITE(*mine, READ(*mine) + 1);
    return NULL;
}

static void independent(void) { run_all(now->threads, add_to_own); }

/* ---- A bounded queue */

static long items[THREADS_MAX * THREADS_MAX];
static int count, put_at, take_at;

static void put(long item) {
    LOCK(lock);
    while (READ(count) == now->capacity) WAIT(not_full, lock);
    items[put_at++ % now->capacity] = item;
    WRITE(count, count + 1);
    SIGNAL(not_empty);
    UNLOCK(lock);
}

static long take(void) {
    LOCK(lock);
    while (READ(count) == 0) WAIT(not_empty, lock);
    long item = items[take_at++ % now->capacity];
    WRITE(count, count - 1);
    SIGNAL(not_full);
    UNLOCK(lock);
    return item;
}

/* As many producers as consumers, or one of these. */
static void *produce_or_consume(void *number) {
    int producers = now->threads - now->consumers;
    bool produces = (intptr_t)number < producers;
    int rounds = produces ? now->rounds : now->rounds * producers / now->consumers;
    bool is_ordered = producers == 1 && now->consumers == 1;
    for (int i = 0; i < rounds; i++) {
        if (produces) put(i);
        else check(take() == i || !is_ordered);
    }
    return NULL;
}

static void queue(void) {
    count = put_at = take_at = 0;
    run_all(now->threads, produce_or_consume);
    check(count == 0);
}

/* ---- Others */

static void *dine(void *number) {
    int left = (int)(intptr_t)number, right = (left + 1) % now->threads;
    int first = left < right ? left : right, second = left < right ? right : left;
    for (int i = 0; i < now->rounds; i++) {
        LOCK(forks[first]);
        LOCK(forks[second]);
        UNLOCK(forks[second]);
        UNLOCK(forks[first]);
    }
    return NULL;
}

static void philosophers(void) { run_all(now->threads, dine); }

static int *instance, memory, made_count;

static void *get_instance(void *unused) {
    (void)unused;
    int *got = LOAD(instance, IL_ACQUIRE);
    if (got == NULL) {
        LOCK(lock);
        got = LOAD(instance, IL_RELAXED);
        if (got == NULL) {
            WRITE(memory, 7);
            made_count++;
            got = &memory;
            STORE(instance, got, IL_RELEASE);
        }
        UNLOCK(lock);
    }
    check(READ(*got) == 7);
    return NULL;
}

static void double_checked(void) {
    instance = NULL;
    memory = made_count = 0;
    run_all(now->threads, get_instance);
    check(made_count == 1);
}

static int flag;
static long data;

static void *set_or_spin(void *number) {
    if (number == NULL) {
        WRITE(data, 1);
        STORE(flag, 1, IL_RELEASE);
    } else {
        while (LOAD(flag, IL_ACQUIRE) == 0) {
        }
        check(READ(data) == 1);
    }
    return NULL;
}

static void spin(void) {
    flag = 0;
    data = 0;
    run_all(now->threads, set_or_spin);
}

void scenario_body(void *scenario) {
    now = scenario;
    now->body();
}

#define SCENARIO(function, ...) {.name = #function, .body = function, __VA_ARGS__}
#define QUEUE(producers, takers, size, each, orders) \
    SCENARIO(queue, .threads = (producers) + (takers), .consumers = takers, .capacity = size, .rounds = each, \
             .executions = orders)
#define PLAIN(function, count, each, orders) \
    SCENARIO(function, .threads = count, .rounds = each, .executions = orders)

static const scenario scenarios[] = {
    PLAIN(counter, 2, 1, 2),
    PLAIN(counter, 2, 2, 6),
    PLAIN(counter, 2, 3, 20),
    PLAIN(counter, 2, 5, 252),
    PLAIN(counter, 2, 8, 12870),
    PLAIN(counter, 3, 1, 6),
    PLAIN(counter, 3, 2, 90),
    PLAIN(counter, 3, 3, 1680),
    PLAIN(counter, 3, 4, 34650),
    PLAIN(counter, 4, 1, 24),
    PLAIN(counter, 4, 2, 2520),
    PLAIN(counter, 5, 1, 120),
    PLAIN(counter, 6, 1, 720),
    PLAIN(counter, 7, 1, 5040),
    PLAIN(racy, 2, 1, 4),
    PLAIN(racy, 2, 2, 34),
    PLAIN(racy, 3, 1, 36),
    PLAIN(atomic, 2, 2, 6),
    PLAIN(atomic, 3, 2, 90),
    PLAIN(atomic, 4, 2, 2520),
    PLAIN(independent, 4, 4, 1),
    QUEUE(1, 1, 1, 2, 8),
    QUEUE(1, 1, 1, 3, 32),
    QUEUE(1, 1, 2, 4, 96),
    QUEUE(1, 1, 2, 6, 1536),
    QUEUE(1, 1, 2, 7, 6144),
    QUEUE(2, 1, 1, 1, 16),
    QUEUE(2, 2, 2, 1, 52),
    QUEUE(2, 2, 1, 1, 64),
    QUEUE(3, 3, 1, 1, 16704),
    PLAIN(philosophers, 3, 1, 6),
    PLAIN(philosophers, 3, 2, 90),
    PLAIN(philosophers, 3, 3, 1680),
    PLAIN(philosophers, 5, 1, 30),
    PLAIN(philosophers, 7, 1, 126),
    PLAIN(double_checked, 2, 1, 4),
    PLAIN(double_checked, 3, 1, 15),
    PLAIN(double_checked, 4, 1, 64),
    PLAIN(double_checked, 6, 1, 1956),
    PLAIN(spin, 2, 1, 3),
    PLAIN(spin, 3, 1, 9),
    PLAIN(spin, 5, 1, 81),
};

int scenarios_count(void) { return (int)(sizeof scenarios / sizeof scenarios[0]); }

const scenario *scenario_at(int index) { return &scenarios[index]; }
