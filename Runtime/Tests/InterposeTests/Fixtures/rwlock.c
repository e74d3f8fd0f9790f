// BUG: assertion. Readers change what they only hold a read lock for.
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static int count;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void *add(void *unused) {
#ifdef BUG
    pthread_rwlock_rdlock(&lock);
#else
    pthread_rwlock_wrlock(&lock);
#endif
    count++;
    pthread_rwlock_unlock(&lock);
    return unused;
}

static void *look(void *unused) {
    pthread_rwlock_rdlock(&lock);
    int seen = count;
    assert(pthread_rwlock_trywrlock(&lock) != 0);
    assert(count == seen);
    pthread_rwlock_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[3];
    pthread_create(&threads[0], NULL, add, NULL);
    pthread_create(&threads[1], NULL, add, NULL);
    pthread_create(&threads[2], NULL, look, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    assert(count == 2);
    assert(pthread_rwlock_destroy(&lock) == 0);
    return 0;
}
