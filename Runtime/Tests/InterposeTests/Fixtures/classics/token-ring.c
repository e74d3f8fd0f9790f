// BUG: assertion. Each of four copies its neighbour's number plus one; one order of four is the intended one.
#include <assert.h>
#include <pthread.h>

static int numbers[4] = {1, 2, 3, 4};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *pass(void *argument) {
    long index = (long)argument;
    pthread_mutex_lock(&lock);
    numbers[index] = (numbers[(index + 3) % 4] + 1) % 5;
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    pthread_t threads[4];
    for (long i = 1; i < 4; i++) {
        pthread_create(&threads[i], NULL, pass, (void *)i);
#ifndef BUG
        pthread_join(threads[i], NULL);
#endif
    }
#ifdef BUG
    numbers[0] = 4;
    for (long i = 1; i < 4; i++) pthread_join(threads[i], NULL);
    numbers[0] = 1;
#endif
    assert(numbers[1] == numbers[0] + 1 && numbers[2] == numbers[1] + 1);
    return 0;
}
