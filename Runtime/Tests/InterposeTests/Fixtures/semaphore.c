// BUG: assertion. A semaphore that lets two in is no lock.
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static int inside;
static sem_t gate;

static void *enter(void *unused) {
    while (sem_wait(&gate) != 0) assert(errno == EINTR);
    inside++;
    assert(inside == 1);
    inside--;
    sem_post(&gate);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    int value = 0;
#ifdef BUG
    sem_init(&gate, 0, 2);
#else
    sem_init(&gate, 0, 1);
#endif
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, enter, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(sem_getvalue(&gate, &value) == 0 && value > 0);
    assert(sem_trywait(&gate) == 0);
    return sem_destroy(&gate);
}
