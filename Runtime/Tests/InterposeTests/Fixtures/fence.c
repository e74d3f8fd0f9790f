// BUG: data_race. Relaxed accesses order nothing without fences.
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static int data;
static atomic_int is_ready;

static void *publish(void *unused) {
    data = 42;
#ifndef BUG
    atomic_thread_fence(memory_order_release);
#endif
    atomic_store_explicit(&is_ready, 1, memory_order_relaxed);
    return unused;
}

static void *use(void *unused) {
    while (atomic_load_explicit(&is_ready, memory_order_relaxed) == 0) sched_yield();
#ifndef BUG
    atomic_thread_fence(memory_order_acquire);
#endif
    assert(data == 42);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, publish, NULL);
    pthread_create(&threads[1], NULL, use, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
