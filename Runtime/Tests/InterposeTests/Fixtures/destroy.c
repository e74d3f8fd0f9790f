// BUG: destroyed_lock. A lock is destroyed before the last thread that needs it is through.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t lock;

static void *use(void *unused) {
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_mutex_init(&lock, NULL);
    pthread_create(&thread, NULL, use, NULL);
#ifdef BUG
    pthread_mutex_destroy(&lock);
    pthread_join(thread, NULL);
#else
    pthread_join(thread, NULL);
    pthread_mutex_destroy(&lock);
    pthread_mutex_init(&lock, NULL);
    use(NULL);
    pthread_mutex_destroy(&lock);
#endif
    return 0;
}
