// BUG: assertion. Without the barrier one thread reads what the other has not written yet.
#include <assert.h>
#include <pthread.h>

static int parts[2];
static pthread_barrier_t written;

static void *work(void *argument) {
    long index = (long)argument;
    parts[index] = 1;
#ifndef BUG
    int role = pthread_barrier_wait(&written);
    assert(role == 0 || role == PTHREAD_BARRIER_SERIAL_THREAD);
#endif
    assert(parts[1 - index] == 1);
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    pthread_barrier_init(&written, NULL, 2);
    for (long i = 0; i < 2; i++) pthread_create(&threads[i], NULL, work, (void *)i);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&written);
    return 0;
}
