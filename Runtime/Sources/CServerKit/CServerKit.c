#define _GNU_SOURCE
#include "CServerKit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

bool sk_did_exit(int raw_status) { return WIFEXITED(raw_status); }
int sk_exit_code(int raw_status) { return WEXITSTATUS(raw_status); }
bool sk_was_killed(int raw_status) { return WIFSIGNALED(raw_status); }
int sk_signal(int raw_status) { return WTERMSIG(raw_status); }

const char *sk_errno_name(int code) { return strerrorname_np(code); }
const char *sk_errno_text(int code) { return strerrordesc_np(code); }
const char *sk_signal_short_name(int signal) { return sigabbrev_np(signal); }

int sk_pipe(int descriptors[2], bool close_on_exec) {
    return pipe2(descriptors, close_on_exec ? O_CLOEXEC : 0);
}

int sk_socket_pair(int descriptors[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors);
}

int sk_set_nonblocking(int descriptor, bool is_on) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -1;
    return fcntl(descriptor, F_SETFL, is_on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int sk_line_buffered(void) { return setvbuf(stdout, NULL, _IOLBF, 0) == 0 ? 0 : -1; }
