#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int visits;

static void *visit(void *unused) {
    pthread_mutex_lock(&lock);
    visits++;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t a;
    pthread_create(&a, NULL, visit, NULL);
    pthread_mutex_lock(&lock);
    bool visited = visits == 1;
    pthread_mutex_unlock(&lock);
    if (!visited) pthread_mutex_destroy(&lock);
    pthread_join(a, NULL);
    return 0;
}
