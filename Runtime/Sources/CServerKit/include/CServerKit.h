// What ServerKit needs from C and Swift cannot reach: function-like macros, and calls that the Glibc overlay
// leaves out. Nothing here keeps state; every function may be called from any thread.
#pragma once

#include <stdbool.h>

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

// pipe2(2) with O_CLOEXEC or without. 0, or -1 with errno set.
int sk_pipe(int descriptors[2], bool close_on_exec);
