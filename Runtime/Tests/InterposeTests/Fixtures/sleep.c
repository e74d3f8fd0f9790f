// BUG: assertion. To sleep long is not to wait. (Hours pass in no time.)
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static atomic_int is_done;

static void *work(void *unused) {
    for (int i = 0; i < 3; i++) sleep(3600);
    is_done = 1;
    return unused;
}

int main(void) {
    pthread_t thread;
    time_t begun = time(NULL);
    struct timeval since;
    gettimeofday(&since, NULL);
    assert(since.tv_sec == begun);
    pthread_create(&thread, NULL, work, NULL);
#ifdef BUG
    sleep(2 * 3600);
#else
    pthread_join(thread, NULL);
    assert(time(NULL) - begun >= 3 * 3600);
    usleep(10);
    poll(NULL, 0, 1000);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    now.tv_sec += 100;
    assert(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &now, NULL) == 0);
#endif
    assert(is_done == 1);
    return 0;
}
