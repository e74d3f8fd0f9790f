// BUG: data_race. A structure is copied, by assignment and by memcpy, while another thread fills it.
#include <pthread.h>
#include <string.h>

typedef struct block {
    char bytes[100];
} block;

static block shared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *fill(void *unused) {
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    memset(shared.bytes + 50, 1, 50);
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

int main(void) {
    pthread_t thread;
    block copy, other;
    void *(*volatile indirect)(void *, const void *, size_t) = memcpy;
    pthread_create(&thread, NULL, fill, NULL);
    pthread_mutex_lock(&lock);
    copy = shared;
    indirect(&other, &shared, sizeof shared);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    memmove(copy.bytes, copy.bytes + 1, 99);
    return copy.bytes[0] + other.bytes[99] > 2;
}
