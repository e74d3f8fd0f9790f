// BUG: data_race. The race lies so far before the end that no step of it is kept.
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int shared;
static int table[64];

static void add(void) {
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    shared++;
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
}

static void *brief(void *unused) {
    add();
    return unused;
}

static void *lengthy(void *unused) {
    add();
    for (int i = 0; i < 35000; i++) table[i % 64]++;
    return unused;
}

int main(void) {
    pthread_t a, b;
    pthread_create(&a, NULL, brief, NULL);
    pthread_create(&b, NULL, lengthy, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}
