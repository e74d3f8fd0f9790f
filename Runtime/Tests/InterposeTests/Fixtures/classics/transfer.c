// BUG: assertion. Money moves between accounts under one lock at a time: whoever adds up in between misses some.
#include <assert.h>
#include <pthread.h>

static int accounts[2] = {50, 50};
static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

static void *move(void *unused) {
    pthread_mutex_lock(&locks[0]);
    accounts[0] -= 10;
#ifdef BUG
    pthread_mutex_unlock(&locks[0]);
    pthread_mutex_lock(&locks[1]);
#else
    pthread_mutex_lock(&locks[1]);
#endif
    accounts[1] += 10;
    pthread_mutex_unlock(&locks[1]);
#ifndef BUG
    pthread_mutex_unlock(&locks[0]);
#endif
    return unused;
}

static void *audit(void *unused) {
    pthread_mutex_lock(&locks[0]);
    pthread_mutex_lock(&locks[1]);
    assert(accounts[0] + accounts[1] == 100);
    pthread_mutex_unlock(&locks[1]);
    pthread_mutex_unlock(&locks[0]);
    return unused;
}

int main(void) {
    pthread_t threads[3];
    pthread_create(&threads[0], NULL, move, NULL);
    pthread_create(&threads[1], NULL, move, NULL);
    pthread_create(&threads[2], NULL, audit, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    return 0;
}
