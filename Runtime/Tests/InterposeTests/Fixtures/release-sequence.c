// BUG: data_race. A relaxed exchange in between carries a release on; a relaxed store does not.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static int data;
static atomic_int stage;

static void *publish(void *unused) {
    data = 5;
    atomic_store_explicit(&stage, 1, memory_order_release);
    return unused;
}

static void *pass_on(void *unused) {
#ifdef BUG
    while (atomic_load_explicit(&stage, memory_order_relaxed) != 1) continue;
    atomic_store_explicit(&stage, 2, memory_order_relaxed);
#else
    int expected = 1;
    while (!atomic_compare_exchange_strong_explicit(
        &stage, &expected, 2, memory_order_relaxed, memory_order_relaxed)) expected = 1;
#endif
    return unused;
}

static void *use(void *unused) {
    while (atomic_load_explicit(&stage, memory_order_acquire) != 2) continue;
    assert(data == 5);
    return unused;
}

int main(void) {
    pthread_t threads[3];
    pthread_create(&threads[0], NULL, publish, NULL);
    pthread_create(&threads[1], NULL, pass_on, NULL);
    pthread_create(&threads[2], NULL, use, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    return 0;
}
