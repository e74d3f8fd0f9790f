// REFUSED: read. Waits for what another thread would write into a pipe, if it ran.
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void *tell(void *unused) {
    (void)!write(ends[1], "x", 1);
    return unused;
}

int main(void) {
    pthread_t thread;
    char byte;
    (void)!pipe(ends);
    pthread_create(&thread, NULL, tell, NULL);
    (void)!read(ends[0], &byte, 1);
    pthread_join(thread, NULL);
    return 0;
}
