// BUG: assertion. Two threads add each other's sum: only strict turns reach the largest one.
#include <assert.h>
#include <pthread.h>

enum { ROUNDS = 4 };
static int left = 1, right = 1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add_right(void *unused) {
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        left += right;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void *add_left(void *unused) {
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        right += left;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, add_right, NULL);
    pthread_create(&threads[1], NULL, add_left, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
#ifdef BUG
    assert(left < 55 && right < 55);
#else
    assert(left <= 55 && right <= 55);
#endif
    return 0;
}
