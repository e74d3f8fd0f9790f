// BUG: assertion. That a timed lock can run out of time is forgotten.
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add(void *unused) {
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 5;
    int error = pthread_mutex_timedlock(&lock, &deadline);
    assert(error == 0 || error == ETIMEDOUT);
#ifndef BUG
    if (error != 0) pthread_mutex_lock(&lock);
    error = 0;
#endif
    int seen = count;
    count = seen + 1;
    if (error == 0) pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, add, NULL);
    struct timespec long_time = {.tv_sec = 10};
    nanosleep(&long_time, NULL);
    pthread_mutex_unlock(&lock);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(count == 2);
    return 0;
}
