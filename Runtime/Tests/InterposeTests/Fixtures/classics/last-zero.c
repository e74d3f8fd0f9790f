// BUG: assertion. One looks for the first zero from the end while others fill in front of it.
#include <assert.h>
#include <pthread.h>

enum { WRITERS = 9 };
static int numbers[WRITERS + 1];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *fill(void *argument) {
    long index = (long)argument;
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    numbers[index] = numbers[index - 1] + 1;
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return NULL;
}

static void *look(void *unused) {
    int index = WRITERS;
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    while (numbers[index] != 0) index--;
    assert(numbers[index] == 0);
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

int main(void) {
    pthread_t threads[WRITERS + 1];
    pthread_create(&threads[0], NULL, look, NULL);
    for (long i = 1; i <= WRITERS; i++) pthread_create(&threads[i], NULL, fill, (void *)i);
    for (int i = 0; i <= WRITERS; i++) pthread_join(threads[i], NULL);
    return 0;
}
