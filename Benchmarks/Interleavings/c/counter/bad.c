#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static int counter;

static void *increase(void *unused) {
    (void)unused;
    counter++;
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, increase, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(counter == 2);
    return 0;
}
