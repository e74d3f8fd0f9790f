// BUG: data_race. Blocks change hands through one atomic pointer, which must order what was done to them.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef BUG
#define HANDED_OVER memory_order_relaxed
#else
#define HANDED_OVER memory_order_acq_rel
#endif

static _Atomic(int *) box;

static void *put(void *unused) {
    for (int i = 0; i < 3; i++) {
        int *letter = malloc(sizeof *letter);
        *letter = i;
        free(atomic_exchange_explicit(&box, letter, HANDED_OVER));
    }
    return unused;
}

static void *take(void *unused) {
    for (int i = 0; i < 3; i++) {
        int *letter = atomic_exchange_explicit(&box, NULL, HANDED_OVER);
        if (letter == NULL) continue;
        assert(*letter >= 0 && *letter < 3);
        free(letter);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, i < 2 ? put : take, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    free(box);
    return 0;
}
