// BUG: leaked_thread. A pool tells its workers to stop; one signal for two of them leaves one waiting, where nobody joins them.
#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t stopped = PTHREAD_COND_INITIALIZER;
static bool stops;

static void *work(void *unused) {
    pthread_mutex_lock(&lock);
    while (!stops) pthread_cond_wait(&stopped, &lock);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    for (int i = 0; i < 2; i++) {
        pthread_t worker;
        pthread_create(&worker, NULL, work, NULL);
        pthread_detach(worker);
    }
    pthread_mutex_lock(&lock);
    stops = true;
#ifdef BUG
    pthread_cond_signal(&stopped);
#else
    pthread_cond_broadcast(&stopped);
#endif
    pthread_mutex_unlock(&lock);
    return 0;
}
