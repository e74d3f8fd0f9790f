// BUG: assertion. One of a hundred equal threads must be stopped between two steps, and no other.
#include <assert.h>
#include <pthread.h>

enum { THREADS = 100 };
static int value, follows;
static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;

static void *write_both(void *unused) {
    pthread_mutex_lock(&first);
    value = 1;
#ifdef BUG
    pthread_mutex_unlock(&first);
#endif
    pthread_mutex_lock(&second);
    follows = 2;
    pthread_mutex_unlock(&second);
#ifndef BUG
    pthread_mutex_unlock(&first);
#endif
    return unused;
}

static void *read_both(void *unused) {
    pthread_mutex_lock(&first);
    int seen = value;
    pthread_mutex_unlock(&first);
    if (seen == 0) return unused;
    pthread_mutex_lock(&second);
    assert(follows == 2);
    pthread_mutex_unlock(&second);
    return unused;
}

int main(void) {
    pthread_t threads[THREADS + 1];
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, write_both, NULL);
    pthread_create(&threads[THREADS], NULL, read_both, NULL);
    for (int i = 0; i <= THREADS; i++) pthread_join(threads[i], NULL);
    return 0;
}
