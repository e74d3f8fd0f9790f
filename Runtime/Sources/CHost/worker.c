/* Processes that a test's own harness forks although the test may not: exploring ends a schedule that traps
   by ending its process. The filter knows the one instruction that may do so. */
#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if !defined(__x86_64__)
#error "the instruction is x86-64's"
#endif

enum { WORKER_FLAGS = SIGCHLD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID };

/* The kernel says where a call came from: behind its instruction. */
extern const char host_worker_call_end[];

/* clone(flags, no stack, no parent's word, child's word). What it returns is the kernel's answer. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-parameter"
__attribute__((naked, noinline)) static long clone_here(long flags, long stack, int *parent, int *child) {
    __asm__("movq %%rcx, %%r10\n\t"
            "xorl %%r8d, %%r8d\n\t"
            "movl %0, %%eax\n\t"
            "syscall\n"
            ".globl host_worker_call_end\n"
            ".hidden host_worker_call_end\n"
            "host_worker_call_end:\n\t"
            "retq\n\t"
            :
            : "i"(SYS_clone));
}
#pragma clang diagnostic pop

const void *host_worker_instruction(void) {
    return host_worker_call_end;
}

/* Where libc keeps the calling thread's id; NULL if that is not to be known. It is what libc tells debuggers:
   bits of the field, how many there are of it, bytes from the thread's descriptor. libc's own fork sets it in
   the child. */
static int *thread_id_word(void) {
    const uint32_t *field = dlsym(RTLD_DEFAULT, "_thread_db_pthread_tid");
    if (field == NULL || field[0] != 8 * sizeof(int)) return NULL;
    int *word = (int *)((char *)pthread_self() + field[2]);
    return *word == (int)syscall(SYS_gettid) ? word : NULL;
}

pid_t host_worker_fork(void) {
    int *word = thread_id_word();
    if (word == NULL) return -ENOTSUP;
    pid_t parent = getpid();
    long pid = clone_here(WORKER_FLAGS, 0, NULL, word);
    if (pid != 0) return (pid_t)pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) syscall(SYS_exit_group, 0); /* it died before the line above took hold */
    /* A worker has no say in what becomes of the test. */
    close(HOST_RECORD_DESCRIPTOR);
    return 0;
}
