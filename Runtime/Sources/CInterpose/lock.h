/* Questions about the objects that threads synchronise with. */
#pragma once

#include <pthread.h>
#include <stdint.h>

#include "exclusivity.h"
#include "interleave.h"

/* [controlled] In Swift `&mutex` gives the mutex away as `inout`, which is announced as a change of the variable. What
   the call does to it is told here; the announcement would only be a race with every other thread's. */
static inline uintptr_t lock_address(const volatile void *object) {
    ip_exclusivity_note((uintptr_t)object, 1);
    return (uintptr_t)object;
}

/* What kind a mutex is, from how libc's initialiser or a static one set it up. */
static inline il_kind mutex_kind(const pthread_mutex_t *mutex) {
    switch (mutex->__data.__kind & 3) {
    case 1: return IL_RECURSIVE_MUTEX; /* PTHREAD_MUTEX_RECURSIVE */
    case 2: return IL_ERRORCHECK_MUTEX; /* PTHREAD_MUTEX_ERRORCHECK */
    default: return IL_MUTEX; /* adaptive ones differ in speed only */
    }
}

/* Waits as pthread_cond_wait does. [controlled] */
int ip_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t deadline_ns, uintptr_t pc);

/* As pthread_once does; `is_done` is what a token that is done holds. [controlled] */
void ip_once_call(int *token, int done, void (*initialise)(void), uintptr_t pc);
