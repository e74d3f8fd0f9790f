#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int used = 4, capacity = 4;

static void *reserve(void *unused) {
    (void)unused;
    pthread_rwlock_rdlock(&lock);
    int full = used == capacity;
    pthread_rwlock_unlock(&lock);
    if (full) {
        pthread_rwlock_wrlock(&lock);
        capacity *= 2;
        pthread_rwlock_unlock(&lock);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, reserve, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    assert(capacity == 8);
    return 0;
}
