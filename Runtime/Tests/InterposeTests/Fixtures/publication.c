// BUG: data_race. What is published with a relaxed store is not published.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#ifdef BUG
#define PUBLISH memory_order_relaxed
#else
#define PUBLISH memory_order_release
#endif

static int data;
static atomic_int is_ready;

static void *publish(void *unused) {
    data = 42;
    atomic_store_explicit(&is_ready, 1, PUBLISH);
    return unused;
}

static void *use(void *unused) {
    while (atomic_load_explicit(&is_ready, memory_order_acquire) == 0) continue;
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
