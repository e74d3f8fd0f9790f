// BUG: assertion. A thread finds its own handle where its maker keeps it, but not always that of the next one.
#include <assert.h>
#include <pthread.h>

static _Atomic pthread_t threads[2];

static void *look(void *argument) {
    long index = (long)argument;
    assert(pthread_equal(threads[index], pthread_self()));
#ifdef BUG
    assert(threads[1 - index] != 0);
#endif
    return NULL;
}

int main(void) {
    for (long i = 0; i < 2; i++) pthread_create((pthread_t *)&threads[i], NULL, look, (void *)i);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
