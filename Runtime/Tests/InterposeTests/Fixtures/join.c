// BUG: data_race. The result is read before the thread is joined.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static int result;

static void *work(void *argument) {
    result = 5;
    return argument;
}

static void *idle(void *unused) {
    return unused;
}

int main(void) {
    pthread_t thread, detached;
    void *value = NULL;
    pthread_create(&thread, NULL, work, &result);
    assert(pthread_join(pthread_self(), NULL) == EDEADLK);
#ifdef BUG
    int early = result;
    (void)early;
#endif
    int error = pthread_tryjoin_np(thread, &value);
    assert(error == 0 || error == EBUSY);
    if (error == EBUSY) assert(pthread_join(thread, &value) == 0);
    assert(value == &result && result == 5);
    pthread_create(&detached, NULL, idle, NULL);
    assert(pthread_detach(detached) == 0);
    return 0;
}
