#include "publication.h"

static int data, ready;
static il_order store_order, load_order;
static bool fences_before, fences_after;

static void *publish(void *unused) {
    (void)unused;
    WRITE(data, 42);
    if (fences_before) il_fence(IL_RELEASE, PLACE);
    STORE(ready, 1, store_order);
    return NULL;
}

static void *look_once(void *unused) {
    (void)unused;
    int is_ready = LOAD(ready, load_order);
    if (fences_after) il_fence(IL_ACQUIRE, PLACE);
    if (is_ready != 0) check(READ(data) == 42);
    return NULL;
}

static void publication(il_order store, il_order load, bool before, bool after) {
    data = ready = 0;
    store_order = store;
    load_order = load;
    fences_before = before;
    fences_after = after;
    BOTH(publish, look_once);
}

void published_relaxed(void *unused) {
    (void)unused;
    publication(IL_RELEASE, IL_RELAXED, false, false);
}

void published(void *unused) {
    (void)unused;
    publication(IL_RELEASE, IL_ACQUIRE, false, false);
}

void published_by_fences(void *unused) {
    (void)unused;
    publication(IL_RELAXED, IL_RELAXED, true, true);
}

void fence_on_one_side(void *unused) {
    (void)unused;
    publication(IL_RELAXED, IL_ACQUIRE, false, true);
}

/* Adds to what was released: the first release is still seen through it. */
static void *add_relaxed(void *unused) {
    (void)unused;
    if (LOAD(ready, IL_RELAXED) == 1) EXCHANGE(ready, old + 1, IL_RELAXED);
    return NULL;
}

static void *store_relaxed(void *unused) {
    (void)unused;
    if (LOAD(ready, IL_RELAXED) == 1) STORE(ready, 2, IL_RELAXED);
    return NULL;
}

static void *look_for_two(void *unused) {
    (void)unused;
    if (LOAD(ready, IL_ACQUIRE) == 2) check(READ(data) == 42);
    return NULL;
}

static void through_third(void *(*third)(void *)) {
    data = ready = 0;
    store_order = IL_RELEASE;
    fences_before = false;
    int between = SPAWN(third, 0);
    BOTH(publish, look_for_two);
    JOIN(between);
}

void release_sequence(void *unused) {
    (void)unused;
    through_third(add_relaxed);
}

void broken_release_sequence(void *unused) {
    (void)unused;
    through_third(store_relaxed);
}

static struct halves { short low, high; } word;

static void *write_low(void *unused) {
    (void)unused;
    WRITE(word.low, 1);
    return NULL;
}

static void *write_high(void *unused) {
    (void)unused;
    WRITE(word.high, 1);
    return NULL;
}

void halves_of_a_word(void *unused) {
    (void)unused;
    BOTH(write_low, write_high);
}

static void *store_atomic(void *unused) {
    (void)unused;
    STORE(data, 1, IL_SEQ_CST);
    return NULL;
}

static void *write_plain(void *unused) {
    (void)unused;
    WRITE(data, 2);
    return NULL;
}

void atomic_beside_plain(void *unused) {
    (void)unused;
    BOTH(store_atomic, write_plain);
}

/* A block is freed by one thread and given to another: it has no history. */
static long block;
static mutex lock;
static int is_free;

static void *use_and_free(void *unused) {
    (void)unused;
    WRITE(block, 1);
    il_forget(AT(block), sizeof block);
    STORE(is_free, 1, IL_RELAXED);
    return NULL;
}

static void *use_if_free(void *unused) {
    (void)unused;
    if (LOAD(is_free, IL_RELAXED) == 0) return NULL;
    il_forget(AT(block), sizeof block);
    WRITE(block, 2);
    return NULL;
}

void reused_memory(void *unused) {
    (void)unused;
    is_free = 0;
    BOTH(use_and_free, use_if_free);
}

static void *write_and_release(void *unused) {
    (void)unused;
    WRITE(data, 5);
    il_release(AT(lock));
    STORE(ready, 1, IL_RELAXED);
    return NULL;
}

static void *acquire_and_read(void *unused) {
    (void)unused;
    if (LOAD(ready, IL_RELAXED) == 0) return NULL;
    il_acquire(AT(lock));
    check(READ(data) == 5);
    return NULL;
}

void edges(void *unused) {
    (void)unused;
    data = ready = 0;
    BOTH(write_and_release, acquire_and_read);
}

void read_without_join(void *unused) {
    (void)unused;
    data = 0;
    SPAWN(write_plain, 0);
    READ(data);
}

static uint32_t word_of_futex;

static void *hand_over(void *unused) {
    (void)unused;
    WRITE(data, 1);
    STORE(word_of_futex, 1, IL_RELEASE);
    il_futex_wake(AT(word_of_futex), 1, PLACE);
    return NULL;
}

static void *take_over(void *unused) {
    (void)unused;
    while (LOAD(word_of_futex, IL_ACQUIRE) == 0) il_futex_wait(AT(word_of_futex), 0, IL_NEVER, PLACE);
    check(READ(data) == 1);
    return NULL;
}

void futex_handover(void *unused) {
    (void)unused;
    data = 0;
    word_of_futex = 0;
    BOTH(take_over, hand_over);
}
