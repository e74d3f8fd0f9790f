// BUG: assertion. Any thread may end the program; the others end with it, or before.
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int ended;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void at_end(void) {
#ifdef BUG
    pthread_mutex_lock(&lock);
    assert(ended == 2);
    pthread_mutex_unlock(&lock);
#endif
}

static void *leave(void *argument) {
    pthread_mutex_lock(&lock);
    ended++;
    pthread_mutex_unlock(&lock);
    if (argument != NULL) exit(3);
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    atexit(at_end);
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, leave, &ended);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
