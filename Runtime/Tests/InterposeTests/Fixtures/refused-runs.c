// REFUSED: runs. A loop that touches nothing.
#include <pthread.h>

static void *run(void *unused) {
    for (;;) __asm__ volatile("");
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, run, NULL);
    pthread_join(thread, NULL);
    return 0;
}
