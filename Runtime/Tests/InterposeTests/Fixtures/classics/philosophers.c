// BUG: deadlock. Five at a table, each takes the left fork first.
#include <pthread.h>

enum { SEATS = 5 };
static pthread_mutex_t forks[SEATS];

static void *dine(void *argument) {
    long seat = (long)argument;
    pthread_mutex_t *left = &forks[seat], *right = &forks[(seat + 1) % SEATS];
#ifndef BUG
    if (seat == SEATS - 1) {
        pthread_mutex_t *other = left;
        left = right;
        right = other;
    }
#endif
    pthread_mutex_lock(left);
    pthread_mutex_lock(right);
    pthread_mutex_unlock(right);
    pthread_mutex_unlock(left);
    return NULL;
}

int main(void) {
    pthread_t threads[SEATS];
    for (int i = 0; i < SEATS; i++) pthread_mutex_init(&forks[i], NULL);
    for (long i = 0; i < SEATS; i++) pthread_create(&threads[i], NULL, dine, (void *)i);
    for (int i = 0; i < SEATS; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < SEATS; i++) pthread_mutex_destroy(&forks[i]);
    return 0;
}
