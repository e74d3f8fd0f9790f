#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answered = PTHREAD_COND_INITIALIZER;
static int answer;

static void *reply(void *unused) {
    pthread_mutex_lock(&lock);
    answer = 42;
    pthread_cond_signal(&answered);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *ask(void *unused) {
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 1;
    int status = 0;
    pthread_mutex_lock(&lock);
    while (answer == 0 && status != ETIMEDOUT) status = pthread_cond_timedwait(&answered, &lock, &deadline);
    assert(answer == 42 || status == ETIMEDOUT);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t a, b;
    pthread_create(&a, NULL, ask, NULL);
    pthread_create(&b, NULL, reply, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}
