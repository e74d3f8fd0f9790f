// BUG: assertion. What runs before main and after it belongs to the schedule too.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static int count, is_prepared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add(void *unused) {
    pthread_mutex_lock(&lock);
    count++;
    pthread_mutex_unlock(&lock);
    return unused;
}

static void check(void) {
    assert(is_prepared == 1);
    pthread_mutex_lock(&lock);
#ifdef BUG
    assert(count == 2);
#else
    assert(count >= 0 && count <= 2);
#endif
    pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void prepare(void) {
    pthread_t thread;
    is_prepared++;
    atexit(check);
    pthread_create(&thread, NULL, add, NULL);
    pthread_detach(thread);
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, add, NULL);
    pthread_detach(thread);
    return 3;
}
