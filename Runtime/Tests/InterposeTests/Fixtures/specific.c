// BUG: assertion. Each thread has its own value and destroys it at its end; a key that was never made has none.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_key_t key;
static int destroyed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void destroy(void *value) {
    pthread_mutex_lock(&lock);
    destroyed += *(int *)value;
    pthread_mutex_unlock(&lock);
    free(value);
}

static void *use(void *argument) {
    assert(pthread_getspecific(key) == NULL);
    int *value = malloc(sizeof *value);
    *value = (int)(long)argument;
    pthread_setspecific(key, value);
    sched_yield();
    assert(*(int *)pthread_getspecific(key) == (int)(long)argument);
    return NULL;
}

int main(void) {
    pthread_t threads[3];
#ifdef BUG
    pthread_key_create(&key, NULL);
#else
    pthread_key_create(&key, destroy);
#endif
    for (long i = 0; i < 3; i++) pthread_create(&threads[i], NULL, use, (void *)(i + 1));
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    assert(destroyed == 6);
    return 0;
}
