#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

enum { THREADS = 3 };
static pthread_barrier_t barrier;
static atomic_int parts[THREADS];

static void *add_up(void *argument) {
    int me = (int)(intptr_t)argument, sum = 0;
    atomic_store(&parts[me], me + 1);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < THREADS; i++) sum += atomic_load(&parts[i]);
    pthread_barrier_wait(&barrier);
    assert(sum == 6);
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_barrier_init(&barrier, NULL, THREADS);
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, add_up, (void *)(intptr_t)i);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&barrier);
    return 0;
}
