// BUG: crash. A pointer is used before the thread that sets it has run.
#include <pthread.h>
#include <stddef.h>

static int *_Atomic pointer;
static int target;

static void *set(void *unused) {
    pointer = &target;
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, set, NULL);
#ifndef BUG
    pthread_join(thread, NULL);
#endif
    *pointer = 1;
#ifdef BUG
    pthread_join(thread, NULL);
#endif
    return 0;
}
