/* Calls that are known not to be controlled: they are refused where they are made, by name, instead of
   being found by the watchdog later or explored wrongly. Each name is a trampoline that keeps all
   arguments, whatever they are, and goes on to the real function unless the call is the learner's. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>

#include "hook.h"
#include "refuse.h"
#include "thread.h"

#include "section.h"

/* By whom a call is refused. What libraries do for themselves is theirs. */
typedef enum refused_for {
    FOR_LEARNER,  /* the learner's code and Swift's face of Dispatch */
    FOR_ANYBODY, /* libraries too: what they do is done to the program */
} refused_for;

/* X(symbol, name to tell, by whom) */
#define DISPATCH(X, name) X(dispatch_##name, "dispatch_" #name, FOR_LEARNER)
#define REFUSED_CALLS(X)                                                                                     \
    DISPATCH(X, after)                                                                                       \
    DISPATCH(X, after_f)                                                                                     \
    DISPATCH(X, apply)                                                                                       \
    DISPATCH(X, apply_f)                                                                                     \
    DISPATCH(X, async)                                                                                       \
    DISPATCH(X, async_f)                                                                                     \
    DISPATCH(X, async_and_wait)                                                                              \
    DISPATCH(X, async_and_wait_f)                                                                            \
    DISPATCH(X, barrier_async)                                                                               \
    DISPATCH(X, barrier_async_f)                                                                             \
    DISPATCH(X, barrier_async_and_wait)                                                                      \
    DISPATCH(X, barrier_async_and_wait_f)                                                                    \
    DISPATCH(X, barrier_sync)                                                                                \
    DISPATCH(X, barrier_sync_f)                                                                              \
    DISPATCH(X, block_notify)                                                                                \
    DISPATCH(X, block_wait)                                                                                  \
    DISPATCH(X, group_async)                                                                                 \
    DISPATCH(X, group_async_f)                                                                               \
    DISPATCH(X, group_enter)                                                                                 \
    DISPATCH(X, group_leave)                                                                                 \
    DISPATCH(X, group_notify)                                                                                \
    DISPATCH(X, group_notify_f)                                                                              \
    DISPATCH(X, group_wait)                                                                                  \
    DISPATCH(X, io_create)                                                                                   \
    DISPATCH(X, io_create_with_path)                                                                         \
    DISPATCH(X, main)                                                                                        \
    DISPATCH(X, once)                                                                                        \
    DISPATCH(X, once_f)                                                                                      \
    DISPATCH(X, read)                                                                                        \
    DISPATCH(X, semaphore_create)                                                                            \
    DISPATCH(X, semaphore_signal)                                                                            \
    DISPATCH(X, semaphore_wait)                                                                              \
    DISPATCH(X, source_create)                                                                               \
    DISPATCH(X, sync)                                                                                        \
    DISPATCH(X, sync_f)                                                                                      \
    DISPATCH(X, write)                                                                                       \
    X(swift_task_create, "swift_task_create", FOR_LEARNER)                                                   \
    X(swift_task_create_common, "swift_task_create", FOR_LEARNER)                                            \
    X(swift_task_asyncMainDrainQueue, "swift_task_asyncMainDrainQueue", FOR_LEARNER)                         \
    X(swift_asyncLet_begin, "swift_asyncLet_begin", FOR_LEARNER)                                             \
    X($s10Foundation15NSConditionLockC9conditionACSi_tcfC, "NSConditionLock", FOR_LEARNER)                   \
    X($s10Foundation7ProcessCACycfC, "Process", FOR_LEARNER)                                                 \
    X(fork, "fork", FOR_ANYBODY)                                                                             \
    X(vfork, "vfork", FOR_ANYBODY)                                                                           \
    X(daemon, "daemon", FOR_ANYBODY)                                                                         \
    X(clone, "clone", FOR_ANYBODY)                                                                           \
    X(posix_spawn, "posix_spawn", FOR_ANYBODY)                                                               \
    X(posix_spawnp, "posix_spawnp", FOR_ANYBODY)                                                             \
    X(system, "system", FOR_ANYBODY)                                                                         \
    X(popen, "popen", FOR_ANYBODY)                                                                           \
    X(execl, "execl", FOR_ANYBODY)                                                                           \
    X(execle, "execle", FOR_ANYBODY)                                                                         \
    X(execlp, "execlp", FOR_ANYBODY)                                                                         \
    X(execv, "execv", FOR_ANYBODY)                                                                           \
    X(execve, "execve", FOR_ANYBODY)                                                                         \
    X(execvp, "execvp", FOR_ANYBODY)                                                                         \
    X(execvpe, "execvpe", FOR_ANYBODY)                                                                       \
    X(alarm, "alarm", FOR_ANYBODY)                                                                           \
    X(ualarm, "ualarm", FOR_ANYBODY)                                                                         \
    X(setitimer, "setitimer", FOR_ANYBODY)                                                                   \
    X(timer_create, "timer_create", FOR_ANYBODY)                                                             \
    X(pthread_mutexattr_setrobust, "pthread_mutexattr_setrobust", FOR_ANYBODY)

typedef struct refused_call {
    const char *symbol, *name;
    refused_for whom;
    void *real;
} refused_call;

#define ENTRY(symbol, name, whom) {#symbol, name, whom, NULL},
static refused_call calls[] = {REFUSED_CALLS(ENTRY)};
#undef ENTRY

#define INDEX(symbol, name, whom) INDEX_##symbol,
enum { REFUSED_CALLS(INDEX) };
#undef INDEX

/* Called by the trampolines: the function to go on to. */
__attribute__((used)) static void *refused_target(
    long index, const void *return_address, void *const *frame) {
    refused_call *call = &calls[index];
    if (il_controlled()) {
        image_owner owner = ip_image_owner_of(return_address);
        bool is_learners = owner == IMAGE_LEARNER || owner == IMAGE_DISPATCH || owner == IMAGE_PROGRAM
            || owner == IMAGE_GRADER;
        bool is_refused = is_learners || (call->whom == FOR_ANYBODY && owner == IMAGE_OTHER);
        const void *place = is_refused ? ip_image_learner_caller(return_address, frame) : NULL;
        /* Swift's face of Dispatch has no frame pointers. */
        if (is_refused && place == NULL) place = ip_image_scan(frame, ip_thread_stack_end());
        if (is_refused) ip_refuse(call->name, (uintptr_t)place);
    }
    if (call->real == NULL) call->real = dlsym(RTLD_NEXT, call->symbol);
    if (call->real == NULL) ip_refuse(call->name, (uintptr_t)return_address);
    return call->real;
}

/* Keeps every register that can hold an argument, those of Swift's conventions (r13, r14) by leaving
   them alone. */
__asm__(".section sil_text,\"ax\",@progbits\n"
        ".p2align 4\n"
        "refused_trampoline:\n" /* r11: the index; on the stack: the caller's return address */
        "    pushq %rbp\n"
        "    movq %rsp, %rbp\n"
        "    pushq %rax\n    pushq %rdi\n    pushq %rsi\n    pushq %rdx\n"
        "    pushq %rcx\n    pushq %r8\n    pushq %r9\n    pushq %r10\n"
        "    subq $128, %rsp\n"
        "    movups %xmm0, (%rsp)\n    movups %xmm1, 16(%rsp)\n"
        "    movups %xmm2, 32(%rsp)\n    movups %xmm3, 48(%rsp)\n"
        "    movups %xmm4, 64(%rsp)\n    movups %xmm5, 80(%rsp)\n"
        "    movups %xmm6, 96(%rsp)\n    movups %xmm7, 112(%rsp)\n"
        "    movq %r11, %rdi\n"
        "    movq 8(%rbp), %rsi\n"
        "    movq %rbp, %rdx\n"
        "    callq refused_target\n"
        "    movq %rax, %r11\n"
        "    movups (%rsp), %xmm0\n    movups 16(%rsp), %xmm1\n"
        "    movups 32(%rsp), %xmm2\n    movups 48(%rsp), %xmm3\n"
        "    movups 64(%rsp), %xmm4\n    movups 80(%rsp), %xmm5\n"
        "    movups 96(%rsp), %xmm6\n    movups 112(%rsp), %xmm7\n"
        "    addq $128, %rsp\n"
        "    popq %r10\n    popq %r9\n    popq %r8\n    popq %rcx\n"
        "    popq %rdx\n    popq %rsi\n    popq %rdi\n    popq %rax\n"
        "    popq %rbp\n"
        "    jmpq *%r11\n"
        ".text\n");

#define TRAMPOLINE(symbol, name, whom)                                                                       \
    __attribute__((naked, used)) EXPORT void refused_##symbol(void) __asm__(#symbol);                        \
    void refused_##symbol(void) {                                                                            \
        __asm__("movl %0, %%r11d\n    jmp refused_trampoline" : : "i"(INDEX_##symbol));                      \
    }
REFUSED_CALLS(TRAMPOLINE)
#undef TRAMPOLINE
