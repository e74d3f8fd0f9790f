// BUG: livelock. A thread looks for a while, holding the lock that the other needs; with the mistake, for ever.
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int ready;

static void *await(void *unused) {
    pthread_mutex_lock(&lock);
#ifdef BUG
    while (!atomic_load(&ready)) {}
#else
    for (int rounds = 0; rounds < 20000 && !atomic_load(&ready); rounds++) {}
#endif
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *make_ready(void *unused) {
    pthread_mutex_lock(&lock);
    atomic_store(&ready, 1);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t waiter, maker;
    pthread_create(&waiter, NULL, await, NULL);
    pthread_create(&maker, NULL, make_ready, NULL);
    pthread_join(waiter, NULL);
    pthread_join(maker, NULL);
    return 0;
}
