// BUG: assertion. A trylock is taken for a lock.
#include <assert.h>
#include <pthread.h>

static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add(void *unused) {
#ifdef BUG
    int failed = pthread_mutex_trylock(&lock);
#else
    int failed;
    while ((failed = pthread_mutex_trylock(&lock)) != 0) continue;
#endif
    int seen = count;
    count = seen + 1;
    if (!failed) pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, add, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(count == 2);
    return 0;
}
