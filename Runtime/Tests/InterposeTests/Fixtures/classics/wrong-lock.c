// BUG: assertion. All but one of the threads take another lock than the data's.
#include <assert.h>
#include <pthread.h>

enum { OTHERS = 7 };
static int data;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER, wrong = PTHREAD_MUTEX_INITIALIZER;

static void *change_and_check(void *unused) {
    pthread_mutex_lock(&right);
    int before = data;
    data++;
    assert(data == before + 1);
    pthread_mutex_unlock(&right);
    return unused;
}

static void *change(void *unused) {
#ifdef BUG
    pthread_mutex_t *lock = &wrong;
#else
    pthread_mutex_t *lock = &right;
#endif
    pthread_mutex_lock(lock);
    data++;
    pthread_mutex_unlock(lock);
    return unused;
}

int main(void) {
    pthread_t threads[OTHERS + 1];
    pthread_create(&threads[0], NULL, change_and_check, NULL);
    for (int i = 1; i <= OTHERS; i++) pthread_create(&threads[i], NULL, change, NULL);
    for (int i = 0; i <= OTHERS; i++) pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&wrong);
    return 0;
}
