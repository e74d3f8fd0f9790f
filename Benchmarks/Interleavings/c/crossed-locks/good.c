#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER, logbook = PTHREAD_MUTEX_INITIALIZER;
static int jobs, lines;

static void *enqueue(void *unused) {
    (void)unused;
    pthread_mutex_lock(&queue);
    jobs++;
    pthread_mutex_lock(&logbook);
    lines++;
    pthread_mutex_unlock(&logbook);
    pthread_mutex_unlock(&queue);
    return NULL;
}

static void *report(void *unused) {
    (void)unused;
    pthread_mutex_lock(&queue);
    pthread_mutex_lock(&logbook);
    lines += jobs;
    pthread_mutex_unlock(&queue);
    pthread_mutex_unlock(&logbook);
    return NULL;
}

int main(void) {
    pthread_t a, b;
    pthread_create(&a, NULL, enqueue, NULL);
    pthread_create(&b, NULL, report, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}
