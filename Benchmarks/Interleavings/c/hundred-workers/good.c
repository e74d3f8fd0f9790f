#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { WORKERS = 100 };
static pthread_mutex_t files = PTHREAD_MUTEX_INITIALIZER, statistics = PTHREAD_MUTEX_INITIALIZER;
static bool open;
static int counted;

static void *work(void *unused) {
    pthread_mutex_lock(&files);
    open = true;
    pthread_mutex_lock(&statistics);
    counted = 1;
    pthread_mutex_unlock(&statistics);
    pthread_mutex_unlock(&files);
    return unused;
}

static void *watch(void *unused) {
    pthread_mutex_lock(&files);
    bool seen = open;
    pthread_mutex_unlock(&files);
    pthread_mutex_lock(&statistics);
    assert(!seen || counted == 1);
    pthread_mutex_unlock(&statistics);
    return unused;
}

int main(void) {
    pthread_t threads[WORKERS + 1];
    for (int i = 0; i < WORKERS; i++) pthread_create(&threads[i], NULL, work, NULL);
    pthread_create(&threads[WORKERS], NULL, watch, NULL);
    for (int i = 0; i <= WORKERS; i++) pthread_join(threads[i], NULL);
    return 0;
}
