// BUG: assertion. One condition variable for both ways, waited for with `if`, in a queue of one place.
#include <assert.h>
#include <pthread.h>

static int slots[1], count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

#ifdef BUG
#define WAIT_WHILE(condition) \
    if (condition) pthread_cond_wait(&changed, &lock)
#else
#define WAIT_WHILE(condition) \
    while (condition) pthread_cond_wait(&changed, &lock)
#endif

static void *put(void *unused) {
    pthread_mutex_lock(&lock);
    WAIT_WHILE(count == 1);
    assert(count == 0);
    slots[count++] = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *take(void *unused) {
    pthread_mutex_lock(&lock);
    WAIT_WHILE(count == 0);
    assert(count == 1 && slots[0] == 1);
    count--;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, i % 2 == 0 ? put : take, NULL);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    return 0;
}
