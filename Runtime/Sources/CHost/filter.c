/* System calls that a test's process gives up for itself, beyond what the sandbox around the host refuses. */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if !defined(__x86_64__)
#error "numbers of calls and their filter are for x86-64 only"
#endif

enum {
    FILTER_MAX = 64,
    X32_BIT = 0x40000000,
    CALL_AT = offsetof(struct seccomp_data, nr),
    ARCH_AT = offsetof(struct seccomp_data, arch),
    FLAGS_AT = offsetof(struct seccomp_data, args[0]), /* the low half: the first argument of clone */
    PLACE_AT = offsetof(struct seccomp_data, instruction_pointer), /* the low half, then the high one */
    REFUSE = SECCOMP_RET_ERRNO | EPERM,
    UNKNOWN = SECCOMP_RET_ERRNO | ENOSYS,
    SYS_PIDFD_GETFD = 438,
};

typedef struct filter {
    unsigned short count;
    struct sock_filter steps[FILTER_MAX];
} filter;

static void add(filter *filter, struct sock_filter step) {
    /* The lists below are fixed and fit. */
    if (filter->count < FILTER_MAX) filter->steps[filter->count++] = step;
}

static void answer(filter *filter, unsigned call, unsigned with) {
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, with));
}

/* Threads are made by clone as well. clone3 hides its flags behind a pointer: libc falls back to clone
   without it. */
static void refuse_processes(filter *filter, const void *fork_place) {
    static const unsigned calls[] = {SYS_execve, SYS_execveat, SYS_fork, SYS_vfork};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) answer(filter, calls[i], REFUSE);
    answer(filter, SYS_clone3, UNKNOWN);
    uintptr_t place = (uintptr_t)fork_place; /* null: no call comes from there */
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 8));
    add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, FLAGS_AT));
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 5, 0));
    add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, PLACE_AT));
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)place, 0, 2));
    add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, PLACE_AT + 4));
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(place >> 32), 1, 0));
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, REFUSE));
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

int host_filter_set(bool may_execute, bool may_use_sockets, const void *fork_place) {
    /* Memory reached as data, one's own included; no ordinary program does. */
    static const unsigned memory_calls[] = {
        SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_PIDFD_GETFD,
    };
    static const unsigned socket_calls[] = {SYS_socket, SYS_socketpair};
    filter filter = {.count = 0};
    add(&filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARCH_AT));
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
    add(&filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    add(&filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, CALL_AT));
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
    add(&filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    for (size_t i = 0; i < sizeof memory_calls / sizeof memory_calls[0]; i++) {
        answer(&filter, memory_calls[i], REFUSE);
    }
    for (size_t i = 0; !may_use_sockets && i < sizeof socket_calls / sizeof socket_calls[0]; i++) {
        answer(&filter, socket_calls[i], REFUSE);
    }
    if (!may_execute) refuse_processes(&filter, fork_place);
    add(&filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    if (filter.count == FILTER_MAX) return E2BIG;
    struct sock_fprog program = {.len = filter.count, .filter = filter.steps};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
}
