// BUG: assertion. Two consumers wait with `if`: one takes what the other was woken for.
#include <assert.h>
#include <pthread.h>

static int items;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;

static void *consume(void *unused) {
    pthread_mutex_lock(&lock);
#ifdef BUG
    if (items == 0) pthread_cond_wait(&filled, &lock);
#else
    while (items == 0) pthread_cond_wait(&filled, &lock);
#endif
    items--;
    assert(items >= 0);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *produce(void *unused) {
    for (int i = 0; i < 2; i++) {
        pthread_mutex_lock(&lock);
        items++;
        pthread_cond_broadcast(&filled);
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    pthread_create(&threads[0], NULL, consume, NULL);
    pthread_create(&threads[1], NULL, consume, NULL);
    pthread_create(&threads[2], NULL, produce, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    return 0;
}
