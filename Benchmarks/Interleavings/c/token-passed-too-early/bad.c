#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

enum { PLACES = 5 };

static sem_t turns[PLACES];
static int passed; /* guarded by having the token */

static void *place(void *argument) {
    int self = (int)(size_t)argument;
    sem_wait(&turns[self]);
    sem_post(&turns[(self + 1) % PLACES]);
    passed++;
    return NULL;
}

int main(void) {
    pthread_t threads[PLACES];
    for (int i = 0; i < PLACES; i++) sem_init(&turns[i], 0, i == 0 ? 1 : 0);
    for (int i = 0; i < PLACES; i++) pthread_create(&threads[i], NULL, place, (void *)(size_t)i);
    for (int i = 0; i < PLACES; i++) pthread_join(threads[i], NULL);
    assert(passed == PLACES);
    return 0;
}
