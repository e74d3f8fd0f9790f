// BUG: deadlock. Main leaves by pthread_exit with a lock in its hand; the program goes on without it.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *unused) {
    pthread_mutex_lock(&lock);
    printf("worked\n");
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, work, NULL);
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    pthread_exit(NULL);
}
