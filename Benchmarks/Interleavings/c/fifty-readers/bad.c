#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum { READERS = 50 };
static atomic_int hours, minutes;

static void *tick(void *unused) {
    atomic_store(&hours, 1);
    atomic_store(&minutes, 1);
    return unused;
}

static void *look(void *unused) {
    int hour = atomic_load(&hours), minute = atomic_load(&minutes);
    assert(hour == minute);
    return unused;
}

int main(void) {
    pthread_t threads[READERS + 1];
    for (int i = 0; i < READERS; i++) pthread_create(&threads[i], NULL, look, NULL);
    pthread_create(&threads[READERS], NULL, tick, NULL);
    for (int i = 0; i <= READERS; i++) pthread_join(threads[i], NULL);
    return 0;
}
