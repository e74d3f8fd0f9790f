// BUG: assertion. A thread asks again and again, by flag, by clock, by time limit; three times is not enough.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

static atomic_bool is_done;
static bool is_told;
static volatile sig_atomic_t rung;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;

static void ring(int number) {
    rung = number;
}

static void *work(void *unused) {
    usleep(100000);
    raise(SIGUSR1);
    assert(rung == SIGUSR1);
    pthread_mutex_lock(&lock);
    is_told = true;
    pthread_cond_signal(&told);
    pthread_mutex_unlock(&lock);
    is_done = true;
    return unused;
}

static void wait_by_condition(void) {
    pthread_mutex_lock(&lock);
    while (!is_told) {
        struct timespec soon;
        clock_gettime(CLOCK_REALTIME, &soon);
        soon.tv_sec += 1;
        pthread_cond_timedwait(&told, &lock, &soon);
    }
    pthread_mutex_unlock(&lock);
}

int main(void) {
    pthread_t thread;
    signal(SIGUSR1, ring);
    pthread_create(&thread, NULL, work, NULL);
    time_t end = time(NULL) + 2;
    while (time(NULL) < end) continue;
#ifdef BUG
    for (int i = 0; i < 3 && !is_done; i++) usleep(1000);
#else
    wait_by_condition();
    while (!is_done) usleep(1000);
#endif
    assert(is_done);
    pthread_join(thread, NULL);
    return 0;
}
