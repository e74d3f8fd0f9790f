#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t arrived[2];

static void *meet(void *argument) {
    int me = argument != NULL;
    while (sem_wait(&arrived[1 - me]) != 0) continue;
    sem_post(&arrived[me]);
    return NULL;
}

int main(void) {
    sem_init(&arrived[0], 0, 0);
    sem_init(&arrived[1], 0, 0);
    pthread_t a, b;
    pthread_create(&a, NULL, meet, NULL);
    pthread_create(&b, NULL, meet, &arrived);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}
