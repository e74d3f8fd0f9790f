// BUG: data_race. A block is given back while another thread still writes to it.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static void *use(void *block) {
    *(int *)block = 1;
    return NULL;
}

static void *churn(void *unused) {
    for (int i = 0; i < 4; i++) {
        int *block = malloc(64);
        assert(block != NULL);
        block[0] = i;
        block = realloc(block, 128);
        block[20] = i;
        free(block);
        block = calloc(2, 32);
        block[1] = i;
        free(block);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    int *block = malloc(64);
    pthread_create(&threads[0], NULL, use, block);
    pthread_create(&threads[1], NULL, churn, NULL);
    pthread_create(&threads[2], NULL, churn, NULL);
#ifdef BUG
    free(block);
#endif
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
#ifndef BUG
    free(block);
#endif
    return 0;
}
