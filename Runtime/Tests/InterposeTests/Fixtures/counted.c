// BUG: data_race. References are counted; whoever gives up the last one frees, after all that others did to the block.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct object {
    atomic_int references;
    int values[2];
} object;

static object *shared;

static void release(object *object) {
#ifdef BUG
    const memory_order order = memory_order_relaxed;
#else
    const memory_order order = memory_order_release;
#endif
    if (atomic_fetch_sub_explicit(&object->references, 1, order) != 1) return;
    atomic_thread_fence(memory_order_acquire);
    assert(object->values[0] + object->values[1] == 3);
    free(object);
}

static void *use(void *argument) {
    long index = (long)argument;
    shared->values[index] = (int)index + 1;
    release(shared);
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    shared = calloc(1, sizeof *shared);
    atomic_init(&shared->references, 2);
    for (long i = 0; i < 2; i++) pthread_create(&threads[i], NULL, use, (void *)i);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
