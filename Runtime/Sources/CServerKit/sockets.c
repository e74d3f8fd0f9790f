#define _GNU_SOURCE
#include "CServerKit.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in local_address(uint16_t port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

// Closes without losing the errno that tells what went wrong before.
static int give_up(int descriptor, const char *call, const char **failed) {
    int code = errno;
    if (descriptor >= 0) close(descriptor);
    *failed = call;
    errno = code;
    return -1;
}

int sk_listen(uint16_t port, int backlog, const char **failed) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return give_up(-1, "socket", failed);
    // A server that is started again shall not wait a minute for the connections of the one before.
    int on = 1;
    if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0) {
        return give_up(descriptor, "setsockopt", failed);
    }
    struct sockaddr_in address = local_address(port);
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        return give_up(descriptor, "bind", failed);
    }
    if (listen(descriptor, backlog) != 0) return give_up(descriptor, "listen", failed);
    return descriptor;
}

// connect(2), EINTR: the attempt goes on; calling again would be EALREADY.
static int finish_connect(int descriptor) {
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    int ready;
    do ready = poll(&wait, 1, -1);
    while (ready < 0 && errno == EINTR);
    int code = 0;
    socklen_t size = sizeof code;
    if (ready < 0 || getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) != 0) return -1;
    errno = code;
    return code == 0 ? 0 : -1;
}

int sk_connect(uint16_t port, const char **failed) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return give_up(-1, "socket", failed);
    struct sockaddr_in address = local_address(port);
    int code = connect(descriptor, (struct sockaddr *)&address, sizeof address);
    if (code != 0 && errno == EINTR) code = finish_connect(descriptor);
    return code == 0 ? descriptor : give_up(descriptor, "connect", failed);
}

int sk_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_CLOEXEC);
}

int sk_port(int socket) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(socket, (struct sockaddr *)&address, &size) != 0) return -1;
    // The port lies at the same place in both.
    bool has_port = address.ss_family == AF_INET || address.ss_family == AF_INET6;
    return has_port ? ntohs(((struct sockaddr_in *)&address)->sin_port) : 0;
}

// Room for one descriptor, aligned as the kernel asks.
typedef union rights {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
} rights;

ssize_t sk_send_descriptor(int socket, int descriptor, const void *bytes, size_t count) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    rights rights;
    memset(&rights, 0, sizeof rights);
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = rights.bytes,
        .msg_controllen = sizeof rights.bytes,
    };
    struct cmsghdr *control = CMSG_FIRSTHDR(&message);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

ssize_t sk_receive_descriptor(int socket, int *descriptor, void *bytes, size_t count) {
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    rights rights;
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = rights.bytes,
        .msg_controllen = sizeof rights.bytes,
    };
    *descriptor = -1;
    ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got < 0) return -1;
    // Where a sender packed several, the kernel closes those that find no room here.
    struct cmsghdr *control = CMSG_FIRSTHDR(&message);
    if (control != NULL && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS
        && control->cmsg_len == CMSG_LEN(sizeof *descriptor)) {
        memcpy(descriptor, CMSG_DATA(control), sizeof *descriptor);
    }
    return got;
}
