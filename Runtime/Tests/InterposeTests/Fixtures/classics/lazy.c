// BUG: assertion. The object is made known before it is finished.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct object {
    int field;
} object;

static _Atomic(object *) only;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static object *get(void) {
    object *found = atomic_load_explicit(&only, memory_order_acquire);
    if (found != NULL) return found;
    pthread_mutex_lock(&lock);
    found = atomic_load(&only);
    if (found == NULL) {
        found = calloc(1, sizeof *found);
#ifdef BUG
        atomic_store(&only, found);
        found->field = 7;
#else
        found->field = 7;
        atomic_store_explicit(&only, found, memory_order_release);
#endif
    }
    pthread_mutex_unlock(&lock);
    return found;
}

static void *use(void *unused) {
    assert(get()->field == 7);
    return unused;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, use, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    free(only);
    return 0;
}
