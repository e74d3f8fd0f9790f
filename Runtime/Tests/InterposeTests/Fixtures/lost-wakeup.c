// BUG: lost_wakeup. Nobody looks whether it has happened already before waiting for it.
#include <pthread.h>
#include <stdbool.h>

static bool is_ready;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ready = PTHREAD_COND_INITIALIZER;

static void *announce(void *unused) {
    pthread_mutex_lock(&lock);
    is_ready = true;
    pthread_cond_signal(&ready);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, announce, NULL);
    pthread_mutex_lock(&lock);
#ifdef BUG
    pthread_cond_wait(&ready, &lock);
#else
    while (!is_ready) pthread_cond_wait(&ready, &lock);
#endif
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    return 0;
}
