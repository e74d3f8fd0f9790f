// REFUSED: threads. More than the engine can hold.
#include <pthread.h>

static void *idle(void *unused) {
    return unused;
}

int main(void) {
    for (int i = 0; i < 200; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, idle, NULL);
        pthread_join(thread, NULL);
    }
    return 0;
}
