#include <pthread.h>
#include <stdint.h>

enum { SIZE = 10 };
static pthread_mutex_t locks[SIZE];

static void *pass(void *argument) {
    int me = (int)(intptr_t)argument, next = (me + 1) % SIZE;
    int first = me < next ? me : next, second = me < next ? next : me;
    pthread_mutex_lock(&locks[first]);
    pthread_mutex_lock(&locks[second]);
    pthread_mutex_unlock(&locks[second]);
    pthread_mutex_unlock(&locks[first]);
    return NULL;
}

int main(void) {
    pthread_t threads[SIZE];
    for (int i = 0; i < SIZE; i++) pthread_mutex_init(&locks[i], NULL);
    for (int i = 0; i < SIZE; i++) pthread_create(&threads[i], NULL, pass, (void *)(intptr_t)i);
    for (int i = 0; i < SIZE; i++) pthread_join(threads[i], NULL);
    return 0;
}
