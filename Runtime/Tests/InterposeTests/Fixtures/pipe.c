// BUG: data_race. What was done before a write to a pipe is seen after the read that got it, and only then.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static int ends[2], data;
static volatile sig_atomic_t rung;

static void ring(int number) {
    rung = number;
}

static void *tell(void *unused) {
#ifndef BUG
    data = 42;
#endif
    assert(write(ends[1], "x", 1) == 1);
#ifdef BUG
    data = 42;
#endif
    return unused;
}

int main(void) {
    pthread_t thread;
    char byte = 0;
    signal(SIGUSR1, ring);
    assert(kill(getpid(), SIGUSR1) == 0 && rung == SIGUSR1);
    assert(pipe2(ends, O_NONBLOCK) == 0);
    pthread_create(&thread, NULL, tell, NULL);
    while (read(ends[0], &byte, 1) != 1) {
        assert(errno == EAGAIN);
        sched_yield();
    }
    int seen = data;
    pthread_join(thread, NULL);
    assert(byte == 'x' && (seen == 42 || seen == 0));
    return 0;
}
