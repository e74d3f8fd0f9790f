// REFUSED: alarm. A signal that comes at any time.
#include <signal.h>
#include <unistd.h>

static void ring(int signal) {
    (void)signal;
}

int main(void) {
    signal(SIGALRM, ring);
    alarm(1);
    pause();
    return 0;
}
