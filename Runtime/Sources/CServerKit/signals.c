#define _GNU_SOURCE
#include "CServerKit.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

// pthread_sigmask(3) gives its error instead of leaving it in errno.
static int mask(int how, const sigset_t *set) {
    int code = pthread_sigmask(how, set, NULL);
    if (code != 0) errno = code;
    return code == 0 ? 0 : -1;
}

static int set_of(const int *signals, size_t count, sigset_t *set) {
    sigemptyset(set);
    for (size_t i = 0; i < count; i++) {
        if (sigaddset(set, signals[i]) != 0) return -1;
    }
    return 0;
}

int sk_signal_watch(const int *signals, size_t count) {
    sigset_t set;
    if (set_of(signals, count, &set) != 0) return -1;
    int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (descriptor < 0 || mask(SIG_BLOCK, &set) == 0) return descriptor;
    close(descriptor);
    return -1;
}

int sk_signal_next(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t got = read(descriptor, &info, sizeof info);
    if (got == sizeof info) return (int)info.ssi_signo;
    return got < 0 && errno == EAGAIN ? 0 : -1;
}

int sk_signal_release(const int *signals, size_t count) {
    sigset_t set;
    return set_of(signals, count, &set) == 0 ? mask(SIG_UNBLOCK, &set) : -1;
}
