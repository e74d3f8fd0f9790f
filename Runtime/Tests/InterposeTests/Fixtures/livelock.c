// BUG: livelock. A thread spins on a flag that nobody will set any more.
#include <pthread.h>
#include <stdatomic.h>

static atomic_int is_open, has_left;

static void *open_gate(void *unused) {
#ifdef BUG
    if (has_left) return unused;
#endif
    is_open = 1;
    return unused;
}

static void *pass(void *unused) {
    has_left = 1;
    while (!is_open) continue;
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, open_gate, NULL);
    pthread_create(&threads[1], NULL, pass, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
