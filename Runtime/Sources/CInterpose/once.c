/* Initialisers that run once: of POSIX, C11 and Swift. libc's and Swift's own would stop the whole
   program, were a thread switched while one of them runs. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#include "hook.h"
#include "lock.h"

#include "section.h"

void ip_once_call(int *token, int done, void (*initialise)(void), uintptr_t pc) {
    bool was_done = atomic_load_explicit((_Atomic int *)token, memory_order_acquire) == done;
    if (!il_once_begin(lock_address(token), was_done, pc)) return;
    initialise();
    atomic_store_explicit((_Atomic int *)token, done, memory_order_release);
    il_once_end(lock_address(token), pc);
}

static const int DONE = 2; /* what glibc leaves in a pthread_once_t and a once_flag */

EXPORT int pthread_once(pthread_once_t *token, void (*initialise)(void)) {
    if (!is_taken_over(HERE)) return ip_real()->pthread_once(token, initialise);
    ip_once_call(token, DONE, initialise, learner_pc(HERE));
    return 0;
}

EXPORT void call_once(int *token, void (*initialise)(void)) {
    if (is_taken_over(HERE)) {
        ip_once_call(token, DONE, initialise, learner_pc(HERE));
    } else {
        ip_real()->pthread_once(token, initialise);
    }
}

/* Every global variable and `static let` of Swift is made by it, in libraries too; a token is negative
   once it is done. */
EXPORT void swift_once(intptr_t *token, void (*initialise)(void *), void *context) {
    if (!il_controlled()) {
        ip_real()->swift_once(token, initialise, context);
        return;
    }
    uintptr_t pc = learner_pc(HERE);
    bool was_done = atomic_load_explicit((_Atomic intptr_t *)token, memory_order_acquire) < 0;
    if (!il_once_begin(lock_address(token), was_done, pc)) return;
    initialise(context);
    atomic_store_explicit((_Atomic intptr_t *)token, -1, memory_order_release);
    il_once_end(lock_address(token), pc);
}
