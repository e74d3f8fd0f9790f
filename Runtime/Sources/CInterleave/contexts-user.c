/* Switching in user mode. Each slot is a real thread, so that its stack and thread-local storage are what
   libc and the Swift runtime expect; but it sleeps for good, on a small stack of its own, and whichever
   thread drives the schedule runs in its place: its stack, its saved registers and its thread pointer (the
   FS base, which programs may set themselves since Linux 5.9). After a fork the others are gone, their
   memory is not. */
#define _GNU_SOURCE
#include "internal.h"

#if defined(__x86_64__)

#include <sys/auxv.h>
#include <sys/syscall.h>

#ifndef HWCAP2_FSGSBASE
#define HWCAP2_FSGSBASE (1 << 1)
#endif

bool il_user_is_possible(void) { return (getauxval(AT_HWCAP2) & HWCAP2_FSGSBASE) != 0; }

static uintptr_t thread_pointer(void) {
    uintptr_t pointer;
    __asm__ volatile("rdfsbase %0" : "=r"(pointer));
    return pointer;
}

/* Saves what a function must not change on the stack, and the stack pointer in `from`; the reverse from
   `to`. */
__attribute__((naked, noinline)) static void swap(context *from, context *to) {
    __asm__ volatile("pushq %rbp\n\t"
                     "pushq %rbx\n\t"
                     "pushq %r12\n\t"
                     "pushq %r13\n\t"
                     "pushq %r14\n\t"
                     "pushq %r15\n\t"
                     "movq %rsp, 0(%rdi)\n\t"
                     "movq 0(%rsi), %rsp\n\t"
                     "movq 8(%rsi), %rax\n\t"
                     "wrfsbase %rax\n\t"
                     "popq %r15\n\t"
                     "popq %r14\n\t"
                     "popq %r13\n\t"
                     "popq %r12\n\t"
                     "popq %rbx\n\t"
                     "popq %rbp\n\t"
                     "retq\n\t");
}

_Static_assert(offsetof(context, stack_pointer) == 0, "swap knows it");
_Static_assert(offsetof(context, thread_pointer) == 8, "swap knows it");

enum { SAVED_REGISTERS = 6 };

/* A stack from which swap "returns" into `entry`, as if that had been called. */
static void *stack_for(uintptr_t top, void (*entry)(void), uint64_t rbx) {
    uint64_t *words = (uint64_t *)(top & ~(uintptr_t)15);
    *--words = 0; /* the caller of `entry`: there is none */
    *--words = (uint64_t)(uintptr_t)entry;
    for (int i = 0; i < SAVED_REGISTERS; i++) words[-1 - i] = 0;
    words[-2] = rbx;
    return words - SAVED_REGISTERS;
}

void il_user_here(context *context) { context->thread_pointer = thread_pointer(); }

void il_user_fresh(context *context, slot *slot) {
    *context = slot->parked;
    context->stack_pointer = stack_for((uintptr_t)slot->parked.stack_pointer, il_thread_body, 0);
}

void il_user_switch(context *from, context *to) { swap(from, to); }

/* Where the real thread sleeps. Nothing here may touch thread-local storage, which is another's by now;
   signals are blocked, because their handlers would. */
__attribute__((noinline, no_stack_protector)) static void park(slot *slot) {
    __atomic_store_n(&slot->is_ready, 1, __ATOMIC_RELEASE);
    il_futex_rouse(&slot->is_ready);
    for (;;) il_futex_sleep(&slot->is_ready, 1);
}

static void park_entry(void) {
    slot *slot;
    __asm__ volatile("movq %%rbx, %0" : "=r"(slot));
    park(slot);
}

static void block_signals(void) {
    static const uint64_t all = ~0ull;
    long result;
    register long set_bytes __asm__("r10") = sizeof all;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(SYS_rt_sigprocmask), "D"(0 /* SIG_BLOCK */), "S"(&all), "d"(0), "r"(set_bytes)
                     : "rcx", "r11", "memory");
}

void *il_user_main(void *argument) {
    enum { RED_BYTES = 512 }; /* left below this frame, in which the thread will never run again */
    slot *slot = argument;
    block_signals();
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    slot->parked = (context){.stack_pointer = (void *)(here - RED_BYTES), .thread_pointer = thread_pointer()};
    context none, sleep = {.thread_pointer = thread_pointer()};
    uintptr_t top = (uintptr_t)(slot->park_stack + sizeof slot->park_stack / sizeof slot->park_stack[0]);
    sleep.stack_pointer = stack_for(top, park_entry, (uint64_t)(uintptr_t)slot);
    swap(&none, &sleep);
    __builtin_unreachable();
}

#else

bool il_user_is_possible(void) { return false; }
void *il_user_main(void *argument) { return argument; }
void il_user_here(context *context) { (void)context; }
void il_user_fresh(context *context, slot *slot) { *context = slot->parked; }
void il_user_switch(context *from, context *to) {
    (void)from, (void)to;
    assert(!"switching in user mode is not possible here");
}

#endif
