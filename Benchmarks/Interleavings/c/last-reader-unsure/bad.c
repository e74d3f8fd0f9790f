#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stddef.h>

/* Many readers or one writer: the first reader takes the room, the last one gives it back. */
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static sem_t room;
static atomic_int readers;
static atomic_int reading, writing;

static void *reader(void *unused) {
    (void)unused;
    pthread_mutex_lock(&counting);
    if (++readers == 1) sem_wait(&room);
    pthread_mutex_unlock(&counting);

    atomic_fetch_add(&reading, 1);
    assert(atomic_load(&writing) == 0);
    atomic_fetch_sub(&reading, 1);

    pthread_mutex_lock(&counting);
    --readers;
    pthread_mutex_unlock(&counting);
    if (readers == 0) sem_post(&room);
    return NULL;
}

static void *writer(void *unused) {
    (void)unused;
    sem_wait(&room);
    int others = atomic_fetch_add(&writing, 1);
    assert(others == 0 && atomic_load(&reading) == 0);
    atomic_fetch_sub(&writing, 1);
    sem_post(&room);
    return NULL;
}

int main(void) {
    sem_init(&room, 0, 1);
    void *(*const roles[])(void *) = {reader, writer, reader};
    enum { THREADS = sizeof roles / sizeof roles[0] };
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, roles[i], NULL);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    return 0;
}
