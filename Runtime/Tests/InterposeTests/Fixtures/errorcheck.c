// BUG: assertion. An errorcheck mutex says what is wrong instead of blocking; the caller expects a lock.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

static void *unlock_strangers(void *unused) {
    assert(pthread_mutex_unlock(&lock) == EPERM);
    return unused;
}

int main(void) {
    pthread_t thread;
    assert(pthread_mutex_lock(&lock) == 0);
#ifdef BUG
    assert(pthread_mutex_lock(&lock) == 0);
#else
    assert(pthread_mutex_lock(&lock) == EDEADLK);
#endif
    pthread_create(&thread, NULL, unlock_strangers, NULL);
    pthread_join(thread, NULL);
    assert(pthread_mutex_unlock(&lock) == 0);
    return 0;
}
