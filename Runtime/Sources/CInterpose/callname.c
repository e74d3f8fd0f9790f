/* Names of system calls that can wait. */
#include "callname.h"

#include <stdio.h>
#include <sys/syscall.h>

#include "section.h"

const char *ip_call_name(long number) {
    static const struct name {
        long number;
        const char *name;
    } names[] = {
        {SYS_read, "read"}, {SYS_readv, "readv"}, {SYS_pread64, "pread"}, {SYS_write, "write"},
        {SYS_writev, "writev"}, {SYS_open, "open"}, {SYS_openat, "open"}, {SYS_poll, "poll"},
        {SYS_ppoll, "poll"}, {SYS_select, "select"}, {SYS_pselect6, "select"},
        {SYS_epoll_wait, "epoll_wait"}, {SYS_epoll_pwait, "epoll_wait"}, {SYS_accept, "accept"},
        {SYS_accept4, "accept"}, {SYS_connect, "connect"}, {SYS_recvfrom, "recv"}, {SYS_recvmsg, "recvmsg"},
        {SYS_sendto, "send"}, {SYS_sendmsg, "sendmsg"}, {SYS_futex, "futex"}, {SYS_wait4, "waitpid"},
        {SYS_waitid, "waitid"}, {SYS_nanosleep, "nanosleep"}, {SYS_clock_nanosleep, "nanosleep"},
        {SYS_pause, "pause"}, {SYS_rt_sigsuspend, "sigsuspend"}, {SYS_rt_sigtimedwait, "sigwait"},
        {SYS_flock, "flock"}, {SYS_fcntl, "fcntl"}, {SYS_msgrcv, "msgrcv"}, {SYS_msgsnd, "msgsnd"},
        {SYS_semop, "semop"}, {SYS_semtimedop, "semop"}, {SYS_mq_timedreceive, "mq_receive"},
        {SYS_io_getevents, "io_getevents"},
    };
    static char other[32];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].number == number) return names[i].name;
    }
    if (number < 0) return "system call";
    snprintf(other, sizeof other, "system call %ld", number);
    return other;
}
