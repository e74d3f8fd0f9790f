// BUG: crash. A thread's stack runs out.
#include <pthread.h>

static int depth(int left) {
    volatile char room[4096];
    room[0] = 1;
    return left == 0 ? 0 : depth(left - 1) + room[0];
}

static void *dive(void *unused) {
#ifdef BUG
    depth(100000);
#else
    depth(100);
#endif
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, dive, NULL);
    pthread_join(thread, NULL);
    return 0;
}
