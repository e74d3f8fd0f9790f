// BUG: data_race. One writes and one reads a ring without locks; its indices must publish what was written.
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#ifdef BUG
#define PUBLISH memory_order_relaxed
#else
#define PUBLISH memory_order_release
#endif

enum { SIZE = 2, ITEMS = 3 };
static int ring[SIZE];
static atomic_uint written, taken;

static void *produce(void *unused) {
    for (unsigned i = 0; i < ITEMS; i++) {
        while (i - atomic_load_explicit(&taken, memory_order_acquire) == SIZE) sched_yield();
        ring[i % SIZE] = (int)i;
        atomic_store_explicit(&written, i + 1, PUBLISH);
    }
    return unused;
}

static void *consume(void *unused) {
    for (unsigned i = 0; i < ITEMS; i++) {
        while (atomic_load_explicit(&written, memory_order_acquire) == i) continue;
        assert(ring[i % SIZE] == (int)i);
        atomic_store_explicit(&taken, i + 1, PUBLISH);
    }
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, produce, NULL);
    pthread_create(&threads[1], NULL, consume, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
