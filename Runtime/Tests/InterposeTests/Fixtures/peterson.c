// BUG: assertion. Peterson's lock with the turn given away before the wish is told.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int wants[2], turn;
static int inside;

static void *enter(void *argument) {
    int me = (int)(long)argument, other = 1 - me;
#ifdef BUG
    turn = other;
    wants[me] = 1;
#else
    wants[me] = 1;
    turn = other;
#endif
    while (wants[other] && turn == other) continue;
    int seen = inside;
    assert(seen == 0);
    inside = 1;
    inside = 0;
    wants[me] = 0;
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    for (long i = 0; i < 2; i++) pthread_create(&threads[i], NULL, enter, (void *)i);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
