// BUG: assertion. Main leaves without waiting: the others may finish first, or never run.
#include <assert.h>
#include <pthread.h>

static int steps;

static void *work(void *unused) {
    steps = 1;
    steps = 2;
#ifdef BUG
    assert(steps == 1);
#endif
    return unused;
}

static void *wait_for_work(void *unused) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
    pthread_mutex_lock(&lock);
    for (;;) pthread_cond_wait(&never, &lock);
    return unused;
}

int main(void) {
    pthread_t thread, server;
    pthread_create(&thread, NULL, work, NULL);
    pthread_create(&server, NULL, wait_for_work, NULL);
    return 0;
}
