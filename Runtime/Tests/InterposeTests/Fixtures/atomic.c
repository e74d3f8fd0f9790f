// BUG: assertion. Loading and storing atomically is no atomic increment.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_int count;
static _Atomic uint8_t bits;
static _Atomic int64_t least = 9;
static atomic_flag flag = ATOMIC_FLAG_INIT;

static void *add(void *argument) {
#ifdef BUG
    atomic_store(&count, atomic_load(&count) + 1);
#else
    int seen = atomic_load_explicit(&count, memory_order_relaxed);
    while (!atomic_compare_exchange_weak(&count, &seen, seen + 1)) continue;
#endif
    atomic_fetch_or(&bits, (uint8_t)(long)argument);
    atomic_fetch_sub(&least, 2);
    atomic_flag_test_and_set(&flag);
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    for (long i = 0; i < 2; i++) pthread_create(&threads[i], NULL, add, (void *)(i + 1));
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(count == 2);
    assert(bits == 3 && least == 5 && atomic_flag_test_and_set(&flag));
    assert(atomic_exchange(&count, 8) == 2 && atomic_fetch_and(&count, 12) == 8 && count == 8);
    return 0;
}
