// BUG: assertion. Two variables change together, but not for one who looks in between; among many who set them.
#include <assert.h>
#include <pthread.h>

enum { SETTERS = 10 };
static volatile int first, second;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *set(void *unused) {
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    first = 1;
    second = -1;
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

static void *check(void *unused) {
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    assert((first == 0 && second == 0) || (first == 1 && second == -1));
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

int main(void) {
    pthread_t threads[SETTERS + 1];
    for (int i = 0; i < SETTERS; i++) pthread_create(&threads[i], NULL, set, NULL);
    pthread_create(&threads[SETTERS], NULL, check, NULL);
    for (int i = 0; i <= SETTERS; i++) pthread_join(threads[i], NULL);
    return 0;
}
