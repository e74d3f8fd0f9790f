// BUG: deadlock. A thread leaves in the middle; only a cleanup handler lets its lock go.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int order;

static void note(void *digit) {
    order = order * 10 + (int)(long)digit;
}

static void unlock(void *mutex) {
    pthread_mutex_unlock(mutex);
}

static void deep(void) {
    pthread_exit((void *)7);
}

static void *leave(void *unused) {
    pthread_mutex_lock(&lock);
#ifndef BUG
    pthread_cleanup_push(unlock, &lock);
#endif
    pthread_cleanup_push(note, (void *)2);
    pthread_cleanup_push(note, (void *)1);
    deep();
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
#ifndef BUG
    pthread_cleanup_pop(1);
#endif
    return unused;
}

int main(void) {
    pthread_t threads[2];
    void *value = NULL;
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, leave, NULL);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], &value);
        assert(value == (void *)7);
    }
    assert(order == 1212);
    return 0;
}
