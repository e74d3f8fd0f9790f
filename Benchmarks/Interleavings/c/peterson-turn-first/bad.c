#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int wants[2];
static atomic_int turn;
static atomic_int inside;

static void enter(int self) {
    atomic_store(&turn, 1 - self);
    atomic_store(&wants[self], 1);
    while (atomic_load(&wants[1 - self]) && atomic_load(&turn) == 1 - self) {}
}

static void leave(int self) {
    atomic_store(&wants[self], 0);
}

static void *work(void *argument) {
    int self = *(int *)argument;
    for (int round = 0; round < 2; round++) {
        enter(self);
        int others = atomic_fetch_add(&inside, 1);
        assert(others == 0);
        atomic_fetch_sub(&inside, 1);
        leave(self);
    }
    return NULL;
}

int main(void) {
    int numbers[2] = {0, 1};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, work, &numbers[i]);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
