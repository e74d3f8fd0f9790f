// BUG: assertion. A value and what follows from it are set under two locks, one after the other, by each of fifty.
#include <assert.h>
#include <pthread.h>

enum { WRITERS = 49 };
static int value, follows;
static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;

static void *write_both(void *unused) {
    pthread_mutex_lock(&first);
    value = 1;
#ifdef BUG
    pthread_mutex_unlock(&first);
    pthread_mutex_lock(&second);
    follows = value + 1;
    pthread_mutex_unlock(&second);
#else
    pthread_mutex_lock(&second);
    follows = value + 1;
    pthread_mutex_unlock(&second);
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
    int then = follows;
    pthread_mutex_unlock(&second);
    assert(then == seen + 1);
    return unused;
}

int main(void) {
    pthread_t threads[WRITERS + 1];
    for (int i = 0; i < WRITERS; i++) pthread_create(&threads[i], NULL, write_both, NULL);
    pthread_create(&threads[WRITERS], NULL, read_both, NULL);
    for (int i = 0; i <= WRITERS; i++) pthread_join(threads[i], NULL);
    return 0;
}
