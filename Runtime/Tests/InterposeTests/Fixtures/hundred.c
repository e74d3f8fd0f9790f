// BUG: assertion. One of a hundred equal threads must be stopped between two steps.
#include <assert.h>
#include <pthread.h>

enum { THREADS = 100 };
static int left = THREADS;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *take(void *unused) {
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    int seen = left;
    left = seen - 1;
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

int main(void) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, take, NULL);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    assert(left == 0);
    return 0;
}
