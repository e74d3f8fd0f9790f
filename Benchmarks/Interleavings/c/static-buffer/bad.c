#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static int answer;

static const int *square(int number) {
    answer = number * number;
    return &answer;
}

static void *compute(void *argument) {
    int number = (int)(intptr_t)argument;
    const int *result = square(number);
    assert(*result == number * number);
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, compute, (void *)(intptr_t)(i + 2));
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
