#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static atomic_uint sequence; /* odd while the writer is at work */
static atomic_int hours, minutes;

static void set(int h, int m) {
    atomic_fetch_add(&sequence, 1);
    atomic_store(&hours, h);
    atomic_store(&minutes, m);
    atomic_fetch_add(&sequence, 1);
}

static bool get(int *h, int *m) {
    unsigned before = atomic_load(&sequence);
    if (before % 2 != 0) return false;
    *h = atomic_load(&hours);
    *m = atomic_load(&minutes);
    return true;
}

static void *clock_hand(void *unused) {
    (void)unused;
    set(9, 59);
    set(10, 0);
    return NULL;
}

static void *passer_by(void *unused) {
    (void)unused;
    int h = 0, m = 0;
    if (get(&h, &m)) assert((h == 0 && m == 0) || (h == 9 && m == 59) || (h == 10 && m == 0));
    return NULL;
}

int main(void) {
    pthread_t writer, reader;
    pthread_create(&writer, NULL, clock_hand, NULL);
    pthread_create(&reader, NULL, passer_by, NULL);
    pthread_join(writer, NULL);
    pthread_join(reader, NULL);
    return 0;
}
