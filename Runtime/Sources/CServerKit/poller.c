#define _GNU_SOURCE
#include "CServerKit.h"

#include <sys/epoll.h>

int sk_poller_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static uint32_t epoll_bits(unsigned interest) {
    uint32_t bits = 0;
    // EPOLLEXCLUSIVE is refused together with EPOLLRDHUP.
    if (interest & SK_READABLE) bits |= interest & SK_EXCLUSIVE ? EPOLLIN : EPOLLIN | EPOLLRDHUP;
    if (interest & SK_WRITABLE) bits |= EPOLLOUT;
    if (interest & SK_EDGE_TRIGGERED) bits |= EPOLLET;
    if (interest & SK_ONCE) bits |= EPOLLONESHOT;
    if (interest & SK_EXCLUSIVE) bits |= EPOLLEXCLUSIVE;
    return bits;
}

int sk_poller_control(int poller, sk_poller_change change, int descriptor, unsigned interest) {
    static const int operations[] = {EPOLL_CTL_ADD, EPOLL_CTL_MOD, EPOLL_CTL_DEL};
    struct epoll_event event = {.events = epoll_bits(interest), .data.fd = descriptor};
    return epoll_ctl(poller, operations[change], descriptor, &event);
}

// An error is told as ready for both: the read or the write says which.
static unsigned told_bits(uint32_t bits) {
    unsigned told = 0;
    if (bits & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) told |= SK_READABLE;
    if (bits & (EPOLLOUT | EPOLLERR)) told |= SK_WRITABLE;
    if (bits & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) told |= SK_HUNG_UP;
    return told;
}

int sk_poller_wait(int poller, sk_event *events, int count, int milliseconds) {
    struct epoll_event ready[SK_EVENTS_MAX];
    int room = count < SK_EVENTS_MAX ? count : SK_EVENTS_MAX;
    int found = epoll_wait(poller, ready, room, milliseconds);
    for (int i = 0; i < found; i++) {
        events[i] = (sk_event){.descriptor = ready[i].data.fd, .bits = told_bits(ready[i].events)};
    }
    return found;
}
