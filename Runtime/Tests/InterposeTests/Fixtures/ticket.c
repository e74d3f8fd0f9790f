// BUG: assertion. A lock of tickets, whose tickets are not taken in one step.
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static atomic_uint next, serving;
static int count;

static void *add(void *unused) {
    for (int i = 0; i < 2; i++) {
#ifdef BUG
        unsigned mine = atomic_load_explicit(&next, memory_order_relaxed);
        atomic_store_explicit(&next, mine + 1, memory_order_relaxed);
        if (mine < atomic_load(&serving)) continue;
#else
        unsigned mine = atomic_fetch_add_explicit(&next, 1, memory_order_relaxed);
#endif
        while (atomic_load_explicit(&serving, memory_order_acquire) < mine) sched_yield();
        count++;
        atomic_store_explicit(&serving, mine + 1, memory_order_release);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, add, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    assert(count == 6);
    return 0;
}
