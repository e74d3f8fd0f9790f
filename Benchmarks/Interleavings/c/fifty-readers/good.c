#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum { READERS = 50 };
static atomic_int time_of_day; /* in minutes */

static void *tick(void *unused) {
    atomic_store(&time_of_day, 61);
    return unused;
}

static void *look(void *unused) {
    int now = atomic_load(&time_of_day), hour = now / 60, minute = now % 60;
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
