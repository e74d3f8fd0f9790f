/* Real threads for logical ones, made when first needed and kept for all schedules: thread n of a schedule
   always runs on the stack, and with the thread-local storage, of slot n. So no stack is used twice in a
   schedule. */
#define _GNU_SOURCE
#include "internal.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Apart for either way of switching: a thread that sleeps for good is of no use to the other. */
static struct pool {
    slot slots[IL_THREADS_MAX];
    bool is_made[IL_THREADS_MAX];
} user_pool, futex_pool;

/* The process that the threads of futex_pool belong to. */
static pid_t futex_process;

#if defined(__x86_64__)
static long futex(uint32_t *word, long operation, uint32_t value) {
    long result;
    register long timeout __asm__("r10") = 0;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(SYS_futex), "D"(word), "S"(operation), "d"(value), "r"(timeout)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
static long futex(uint32_t *word, long operation, uint32_t value) {
    register long number __asm__("x8") = SYS_futex;
    register long x0 __asm__("x0") = (long)word;
    register long x1 __asm__("x1") = operation;
    register long x2 __asm__("x2") = value;
    register long x3 __asm__("x3") = 0;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(number), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}
#else
#error "no system calls for this machine"
#endif

void il_futex_sleep(uint32_t *word, uint32_t value) { futex(word, FUTEX_WAIT_PRIVATE, value); }
void il_futex_rouse(uint32_t *word) { futex(word, FUTEX_WAKE_PRIVATE, 1); }

static bool is_user(void) { return il_engine.switching == IL_SWITCH_USER; }

static int make(slot *slot) {
    slot->is_ready = 0;
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error != 0) return error;
    size_t stack_bytes = il_engine.setup.stack_bytes;
    error = pthread_attr_setstacksize(&attributes, stack_bytes != 0 ? stack_bytes : STACK_BYTES);
    if (error == 0) error = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (error == 0) {
        error = il_engine.setup.create_thread(
            &slot->handle, &attributes, is_user() ? il_user_main : il_futex_main, slot);
    }
    pthread_attr_destroy(&attributes);
    if (error != 0) return error;
    while (__atomic_load_n(&slot->is_ready, __ATOMIC_ACQUIRE) == 0) il_futex_sleep(&slot->is_ready, 0);
    return 0;
}

slot *il_slot(int thread) {
    assert(thread >= 0 && thread < IL_THREADS_MAX);
    struct pool *pool = is_user() ? &user_pool : &futex_pool;
    if (!pool->is_made[thread]) pool->is_made[thread] = make(&pool->slots[thread]) == 0;
    return pool->is_made[thread] ? &pool->slots[thread] : NULL;
}

void il_slots_check(void) {
    if (is_user()) return;
    pid_t process = getpid();
    if (process == futex_process) return;
    /* In a forked child none of them runs. Their stacks stay, as the parent left them. */
    for (int i = 0; i < IL_THREADS_MAX; i++) futex_pool.is_made[i] = false;
    futex_process = process;
}

int il_pool_reserve(unsigned threads_count) {
    assert(il_engine.is_started && !il_engine.is_active);
    if (!is_user()) return 0;
    for (unsigned thread = 1; thread < threads_count && thread < IL_THREADS_MAX; thread++) {
        if (il_slot((int)thread) == NULL) return EAGAIN;
    }
    return 0;
}

void il_context_here(context *context, uint32_t *go) {
    *go = 0;
    *context = (struct context){.go = go};
    if (is_user()) il_user_here(context);
}

void il_context_fresh(context *context, slot *slot) {
    if (is_user()) il_user_fresh(context, slot);
    else il_futex_fresh(context, slot);
}

void il_context_switch(context *from, context *to) {
    assert(from != to);
    if (is_user()) il_user_switch(from, to);
    else il_futex_switch(from, to);
}

void il_context_leave(context *from, context *to) {
    assert(from != to);
    if (!is_user()) il_futex_leave(from, to);
    il_user_switch(from, to);
    __builtin_unreachable();
}
