// What ServerKit needs from C and Swift cannot reach: function-like macros, variadic calls, structures that are cast
// into each other, and calls that the Glibc overlay leaves out. Nothing here keeps state; every function may be called
// from any thread. Where nothing else is said, a function gives -1 and leaves errno when it fails, and no signal is
// waited out: EINTR is the caller's.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// ---- Endings and names

// The W… macros of <sys/wait.h>, see wait(2). `sk_exit_code` and `sk_signal` mean something only where
// `sk_did_exit` or `sk_was_killed` holds.
bool sk_did_exit(int raw_status);
int sk_exit_code(int raw_status);
bool sk_was_killed(int raw_status);
int sk_signal(int raw_status);

// Static text that is never freed, or NULL for a number that the C library does not know. Unlike strerror(3) and
// strsignal(3) these neither translate nor share a buffer.
const char *sk_errno_name(int code);      // "EAGAIN"
const char *sk_errno_text(int code);      // "Resource temporarily unavailable"
const char *sk_signal_short_name(int signal); // "SEGV"

// ---- Descriptors

// pipe2(2) with O_CLOEXEC or without.
int sk_pipe(int descriptors[2], bool close_on_exec);
// socketpair(2): two connected stream sockets, close-on-exec.
int sk_socket_pair(int descriptors[2]);
// fcntl(2) F_SETFL: sets or clears O_NONBLOCK and leaves the other flags.
int sk_set_nonblocking(int descriptor, bool is_on);
// setvbuf(3): stdout is written at the end of each line. Before anything was printed.
int sk_line_buffered(void);

// ---- Sockets of this machine (127.0.0.1), close-on-exec

// A listening socket; port 0 lets the system choose one. At -1 `failed` names the call that failed.
int sk_listen(uint16_t port, int backlog, const char **failed);
// A connected socket. A connect that a signal interrupts goes on by itself and is waited for.
int sk_connect(uint16_t port, const char **failed);
// accept4(2).
int sk_accept(int listener);
// The port a socket is bound to, or 0 where it has none (AF_UNIX).
int sk_port(int socket);

// ---- Descriptors over sockets: unix(7), SCM_RIGHTS

// Sends up to `count` (at least 1) bytes and one descriptor with them: bytes taken.
ssize_t sk_send_descriptor(int socket, int descriptor, const void *bytes, size_t count);
// Receives bytes, and a descriptor (close-on-exec) or -1 in `descriptor`: bytes, 0 at the end.
ssize_t sk_receive_descriptor(int socket, int *descriptor, void *bytes, size_t count);

// ---- Threads

// pthread_getattr_np(3): the lowest address of the calling thread's stack, and its bytes. The guard lies below.
// 0, or an error's number.
int sk_stack(uintptr_t *lowest, size_t *byte_count);

// ---- Signals

// signalfd(2): blocks the signals in the calling thread and gives a non-blocking descriptor that tells of them.
int sk_signal_watch(const int *signals, size_t count);
// The number of a signal that came, 0 if none has.
int sk_signal_next(int descriptor);
// Unblocks signals in the calling thread.
int sk_signal_release(const int *signals, size_t count);

// ---- Memory that processes share

// Anonymous memory with a descriptor of its own (memfd_create(2)), filled with zeros.
int sk_memory_create(size_t byte_count);
// mmap(2) of the whole, shared; NULL when it fails.
void *sk_memory_map(int descriptor, size_t byte_count);
int sk_memory_unmap(void *memory, size_t byte_count);
// Size of what a descriptor holds.
int64_t sk_size(int descriptor);
// Relaxed atomic access to the word at `index`; `sk_word_add` gives the new value. Overflow wraps.
int64_t sk_word_load(const void *memory, size_t index);
void sk_word_store(void *memory, size_t index, int64_t value);
int64_t sk_word_add(void *memory, size_t index, int64_t value);
bool sk_word_exchange(void *memory, size_t index, int64_t expected, int64_t value);

// ---- Many descriptors at once: epoll(7), which the overlay leaves out

// Bits of an interest; those of an event are the first three.
enum {
    SK_READABLE = 1,
    SK_WRITABLE = 2,
    SK_HUNG_UP = 4,
    SK_EDGE_TRIGGERED = 8,
    SK_ONCE = 16,
    SK_EXCLUSIVE = 32,
};

typedef enum sk_poller_change { SK_POLLER_ADD, SK_POLLER_CHANGE, SK_POLLER_REMOVE } sk_poller_change;

typedef struct sk_event {
    int descriptor;
    unsigned bits;
} sk_event;

// epoll_create1(2), close-on-exec.
int sk_poller_create(void);
// epoll_ctl(2).
int sk_poller_control(int poller, sk_poller_change change, int descriptor, unsigned interest);
// epoll_wait(2): how many of `events`, which has room for `count` (at most SK_EVENTS_MAX are told at once).
enum { SK_EVENTS_MAX = 256 };
int sk_poller_wait(int poller, sk_event *events, int count, int milliseconds);
