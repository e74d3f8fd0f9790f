// BUG: assertion. The length of another's text is asked for under one lock and used under the next.
#include <assert.h>
#include <pthread.h>

static int length = 8;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *append(void *unused) {
    pthread_mutex_lock(&lock);
    int asked = length;
#ifdef BUG
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
#endif
    assert(asked <= length);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *erase(void *unused) {
    pthread_mutex_lock(&lock);
    length = 0;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, append, NULL);
    pthread_create(&threads[1], NULL, erase, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
